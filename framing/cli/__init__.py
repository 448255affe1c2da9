"""The command line: parse, call study, print."""

from __future__ import annotations

from importlib import import_module

import click

# Commands are imported when called, so that `framing --help` answers at once.
_COMMANDS = {
    "report": ("framing.cli.report", "Write a charted report: PDF, HTML, figures and tables."),
    "score": ("framing.cli.score", "Print one table: hits, articles, outlets, naming and more."),
    "kwic": ("framing.cli.kwic", "Show a word, category or entry in its sentences."),
    "compare": ("framing.cli.compare", "Compare two outlets: categories, words, names and more."),
    "lexicon": ("framing.cli.lexicon", "List, show and check lexicons."),
    "demo": ("framing.cli.demo", "Write a report on the example corpus that comes along."),
    "doctor": ("framing.cli.doctor", "Check that everything the program needs is here."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names in the order of their use, not of the alphabet."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command; None where there is no such name."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name][0]), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="framing", message="framing %(version)s")
def framing() -> None:
    r"""Show how news outlets word the same events.

    \b
    framing report ARTICLES -o out    a report on a folder of articles
    framing kwic "regime" ARTICLES    a word in its sentences
    framing demo                      a report on an invented corpus

    A mark shows a choice of words. It does not show whether a statement is
    true, or what a writer meant.
    """
