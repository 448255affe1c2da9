"""`framing lexicon check`: every problem, with file, row and column."""

from __future__ import annotations

from pathlib import Path

import click

from framing.cli.lexicon_show import complete_lexicon
from framing.errors import CheckFailed, UsageError


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), shell_complete=complete_lexicon)
@click.option("--fix", is_flag=True, help="Repair what is safe to repair, and show what changed.")
@click.option(
    "--on",
    "inputs",
    multiple=True,
    metavar="INPUT",
    help="Articles: also name terms that match far more often than others. May be repeated.",
)
def check(paths: tuple[str, ...], fix: bool, inputs: tuple[str, ...]) -> int:
    """Check lexicons: all of them, or those named by PATHS. Exit 6 if any has an error.

    \b
    framing lexicon check
    framing lexicon check my-lexicons/wording --fix
    framing lexicon check my-lexicons/wording --on ARTICLES
    """
    from framing.lexicon.check import check_lexicons  # noqa: PLC0415 -- heavy

    if fix:
        _fix(paths)
    errors = 0
    for path, findings in check_lexicons(paths):
        for finding in findings:
            click.echo(str(finding))
        wrong = sum(finding.is_error for finding in findings)
        errors += wrong
        state = f"{wrong} errors" if wrong != 1 else "1 error"
        warnings = len(findings) - wrong
        click.echo(f"{Path(path).name}: {state}, {warnings} warnings.", err=True)
    if errors:
        raise CheckFailed("the check found errors.", fix="The lines above say where.")
    if inputs:
        _frequent(paths, inputs)
    return 0


def _fix(paths: tuple[str, ...]) -> None:
    """Repair what is safe, and print the changes."""
    from framing.lexicon.finding import built_in, chosen, roots  # noqa: PLC0415 -- only here
    from framing.lexicon.mend import repairs  # noqa: PLC0415

    if not paths:
        raise UsageError("--fix wants to know which lexicon.", fix="Name its folder.")
    for folder in chosen(paths, roots()):
        if built_in() in folder.parents:
            raise UsageError(
                f"'{folder.name}' came with the program.",
                fix=f"Copy it first: framing lexicon copy {folder.name}.",
            )
        for change in repairs(folder):
            click.echo(change.diff(), nl=False)
            change.save()


def _frequent(paths: tuple[str, ...], inputs: tuple[str, ...]) -> None:
    """Print the terms that match far more often than their category does."""
    from framing import study  # noqa: PLC0415 -- heavy
    from framing.study.lexicons import frequent_terms  # noqa: PLC0415

    for one in frequent_terms(study.load_tools(paths), study.read_articles(inputs)):
        click.echo(str(one))
