"""The command line: parse, call study, print."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import ClassVar

import click

from framing.errors import UsageError

# Commands are imported when called, so that `framing --help` answers at once.
_COMMANDS = {
    "report": ("framing.cli.report", "Write a charted report: PDF, HTML, figures and tables."),
    "score": ("framing.cli.score", "Print one table: hits, articles, outlets, naming and more."),
    "kwic": ("framing.cli.kwic", "Show a word, category or entry in its sentences."),
    "compare": ("framing.cli.compare", "Compare two outlets: categories, words, names and more."),
    "stories": ("framing.cli.stories", "Show which articles tell the same story."),
    "lexicon": ("framing.cli.lexicon", "List, check, compare and extend lexicons."),
    "demo": ("framing.cli.demo", "Write a report on the example corpus that comes along."),
    "doctor": ("framing.cli.doctor", "Check that everything the program needs is here."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called.

    ``lazy`` holds name, module and help of each; a command that Python has a name for already
    (``list``, ``import``) is called ``list_`` in its module.
    """

    lazy: ClassVar[Mapping[str, tuple[str, str]]] = _COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names in the order of their use, not of the alphabet."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command; None where there is no such name."""
        if cmd_name not in self.lazy:
            return None
        module = import_module(self.lazy[cmd_name][0])
        command = getattr(module, f"{cmd_name}_", None) or getattr(module, cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command asked for, or name the one that was meant."""
        if args and args[0] not in self.lazy and not args[0].startswith("-"):
            close = get_close_matches(args[0], self.lazy, n=1)
            hint = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(self.lazy)}."
            raise UsageError(f"there is no command '{args[0]}'.", fix=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.lazy.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="framing", message="framing %(version)s")
def framing() -> None:
    """Show how news outlets word the same events.

    \b
    framing report ARTICLES -o out    a report on a folder of articles
    framing kwic "regime" ARTICLES    a word in its sentences
    framing demo                      a report on an invented corpus

    A mark shows a choice of words. It does not show whether a statement is
    true, or what a writer meant.
    """
