"""`framing lexicon list|show|copy`."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from framing.cli.output import FORMATS, put
from framing.errors import OutputExists, UsageError

Function = TypeVar("Function", bound=Callable[..., Any])

_FILES = ("lexicon.toml", "entries.csv", "examples.csv")


def complete_lexicon(
    _ctx: click.Context,
    _param: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    """Complete the name of a lexicon; folders are completed too."""
    from framing.lexicon.finding import available, roots  # noqa: PLC0415 -- only on Tab

    names = [name for name in available(roots()) if name.startswith(incomplete)]
    return [CompletionItem(name) for name in names] or [CompletionItem(incomplete, type="dir")]


def form_option(default: str | None = "table") -> Callable[[Function], Function]:
    """Return the option ``--format``, the same for every command."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default=default,
        show_default=default is not None,
        help="How.",
    )


@click.command("list")
@form_option()
def list_(form: str) -> int:
    """List the lexicons that a run uses, with their versions and places.

    \b
    framing lexicon list
    """
    from framing import study  # noqa: PLC0415 -- heavy

    put(study.lexicons_table(study.load_tools()), form, None)
    return 0


@click.command()
@click.argument("name", shell_complete=complete_lexicon)
@click.option("--category", help="Only entries of this category.")
@form_option()
def show(name: str, category: str | None, form: str) -> int:
    """Show the entries of the lexicon NAME (or of a folder).

    \b
    framing lexicon show wording --category epithet
    """
    from framing import study  # noqa: PLC0415 -- heavy

    chosen = study.load_tools([name]).lexicons[0]
    codes = [one.code for one in chosen.categories]
    if category is not None and category not in codes:
        close = get_close_matches(category, codes, n=1)
        hint = f"Did you mean '{close[0]}'? " if close else ""
        raise UsageError(
            f"the lexicon '{chosen.name}' has no category '{category}'.",
            fix=f"{hint}It has: {', '.join(codes)}.",
        )
    put(study.entries_table(chosen, category), form, None)
    return 0


@click.command()
@click.argument("name", shell_complete=complete_lexicon)
@click.option("-o", "--output", metavar="DIR", help="Where to. [my-lexicons/NAME]")
def copy(name: str, output: str | None) -> int:
    """Copy the lexicon NAME into a folder of yours, to edit it there.

    \b
    framing lexicon copy wording
    framing lexicon copy wording -o study/lexicons/wording
    """
    from framing.lexicon.finding import chosen, roots  # noqa: PLC0415 -- only when called

    source = chosen([name], roots())[0]
    files = {file: (source / file).read_bytes() for file in _FILES if (source / file).is_file()}
    target = Path(output) if output else Path("my-lexicons") / source.name
    write_folder(target, files)
    click.echo(str(target))
    click.echo(f"Use it with: --lexicon {target} (alone) or --lexicon +{target}.", err=True)
    return 0


def write_folder(target: Path, files: dict[str, bytes]) -> None:
    """Write a new folder; one that is there is never written into."""
    if target.exists():
        raise OutputExists(
            "this is there already.", where=str(target), fix="Name another folder with -o."
        )
    target.mkdir(parents=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
