"""Writes docs/commands.md from what `--help` says, or checks that it still says so."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from framing.cli import framing

TARGET = Path(__file__).with_name("commands.md")


def help_of(command: click.Command, name: str, parent: click.Context | None) -> list[str]:
    """Return the sections of a command and of those below it."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=80)
    context.max_content_width = 80
    level = "#" * (2 + (context.command_path.count(" ")))
    parts = [f"{level} {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            below = command.get_command(context, child)
            if below is not None:
                parts += help_of(below, child, context)
    return parts


def main() -> int:
    """Write or check the page."""
    head = (
        "# Commands\n\nWhat `--help` says, made by `python docs/make_commands.py`. Exit codes: "
        "0 done, 1 our bug,\n2 usage, 3 done but some inputs were left out, 4 nothing usable, "
        "5 output exists, 6 check failed,\n130 interrupted. Standard output is data; progress and "
        "messages go to standard error.\n"
    )
    page = "\n".join([head, *help_of(framing, "framing", None)])
    if "--check" in sys.argv:
        if TARGET.read_text(encoding="utf-8") == page:
            return 0
        sys.stderr.write(f"{TARGET} is out of date. Run: python docs/make_commands.py\n")
        return 1
    TARGET.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
