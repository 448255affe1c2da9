"""`framing lexicon`: what is in the lexicons, what is wrong with them, what an edit does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from framing.cli import LazyGroup

_COMMANDS = {
    "list": ("framing.cli.lexicon_show", "List the lexicons that a run uses."),
    "show": ("framing.cli.lexicon_show", "Show the entries of a lexicon."),
    "copy": ("framing.cli.lexicon_show", "Make a copy to edit."),
    "check": ("framing.cli.lexicon_check", "Name every problem, with file and row."),
    "audit": ("framing.cli.lexicon_audit", "Test whether all sides are treated alike."),
    "diff": ("framing.cli.lexicon_diff", "Show what an edit changes."),
    "suggest": ("framing.cli.lexicon_suggest", "Suggest terms worth adding."),
    "expand": ("framing.cli.lexicon_exchange", "Write inflected forms into the forms."),
    "import": ("framing.cli.lexicon_exchange", "Make a lexicon of another program's file."),
    "export": ("framing.cli.lexicon_exchange", "Write a lexicon for another program."),
}


class _LexiconGroup(LazyGroup):
    lazy: ClassVar[Mapping[str, tuple[str, str]]] = _COMMANDS


@click.group(cls=_LexiconGroup)
def lexicon() -> None:
    """List, check, compare and extend lexicons."""
