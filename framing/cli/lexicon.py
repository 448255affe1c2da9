"""`framing lexicon`: what is in the lexicons, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import click

from framing.cli.lexicon_audit import audit
from framing.cli.output import FORMATS, put
from framing.errors import CheckFailed, UsageError


@click.group()
def lexicon() -> None:
    """List, show and check lexicons."""


@lexicon.command("list")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How."
)
def list_(form: str) -> int:
    r"""List the lexicons that a run uses, with their versions and places.

    \b
    framing lexicon list
    """
    from framing import study  # noqa: PLC0415 -- heavy

    put(study.lexicons_table(study.load_tools()), form, None)
    return 0


@lexicon.command()
@click.argument("name")
@click.option("--category", help="Only entries of this category.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How."
)
def show(name: str, category: str | None, form: str) -> int:
    r"""Show the entries of the lexicon NAME (or of a folder).

    \b
    framing lexicon show wording --category epithet
    """
    from framing import study  # noqa: PLC0415 -- heavy

    chosen = study.load_tools([name]).lexicons[0]
    codes = [one.code for one in chosen.categories]
    if category is not None and category not in codes:
        raise UsageError(
            f"the lexicon '{chosen.name}' has no category '{category}'.",
            fix=f"It has: {', '.join(codes)}.",
        )
    put(study.entries_table(chosen, category), form, None)
    return 0


@lexicon.command()
@click.argument("paths", nargs=-1, type=click.Path())
def check(paths: tuple[str, ...]) -> int:
    r"""Check lexicons: all of them, or those named by PATHS. Exit 6 if any has an error.

    \b
    framing lexicon check
    framing lexicon check my-lexicons/wording
    """
    from framing import study  # noqa: PLC0415 -- heavy

    errors = 0
    for path, findings in study.check_lexicons(paths):
        for finding in findings:
            click.echo(str(finding))
        wrong = sum(finding.is_error for finding in findings)
        errors += wrong
        state = f"{wrong} errors" if wrong != 1 else "1 error"
        warnings = len(findings) - wrong
        click.echo(f"{Path(path).name}: {state}, {warnings} warnings.", err=True)
    if errors:
        raise CheckFailed("the check found errors.", fix="The lines above say where.")
    return 0


lexicon.add_command(audit)
