"""`framing lexicon suggest`: candidates worth adding, to accept or reject."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.inputs import (
    at_work,
    exit_code_of,
    options_of,
    output_path,
    reading_of,
    request_of,
    takes_articles,
)
from framing.cli.output import FORMATS, put

if TYPE_CHECKING:
    import pyarrow as pa

_CHOICES = {"a": "accept", "r": "reject"}


@click.command()
@takes_articles
@click.option(
    "--decisions",
    metavar="FILE",
    default="lexicon-decisions.csv",
    show_default=True,
    help="What was accepted and rejected; those terms are not suggested again.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Print them, and ask nothing. [ask]"
)
@click.option("-o", "--output", metavar="FILE|-", help="Where to write; - is standard output.")
def suggest(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Suggest words and phrases of ARTICLES that may be worth adding to a lexicon.

    They are distinctive for an outlet, or stand beside words that are marked, in
    the outlet's own voice. On a terminal each is shown in its sentences, to
    accept or reject; decisions are kept in a file.

    \b
    framing lexicon suggest ARTICLES
    framing lexicon suggest ARTICLES --format csv -o suggestions.csv
    """
    from framing import study  # noqa: PLC0415 -- heavy
    from framing.study.suggestions import suggest_terms  # noqa: PLC0415

    request, mine = request_of(options)
    tools = study.load_tools(request.lexicons)
    reading = reading_of(request, tools, request.inputs)
    kept = Path(mine["decisions"])
    decided = read_decisions(kept)
    with at_work(request) as work:
        table = suggest_terms(
            reading, tools, options_of(request, reading), decided=decided, work=work
        )
    if mine["form"] is None and sys.stdin.isatty() and sys.stdout.isatty():
        ask(table, kept)
    else:
        put(table, mine["form"] or "table", output_path(mine["output"]))
    return exit_code_of(reading)


def read_decisions(path: Path) -> dict[str, str]:
    """Return the decision on each term; none where there is no file yet."""
    if not path.is_file():
        return {}
    from framing.lexicon.tables import read_rows  # noqa: PLC0415 -- heavy

    rows = read_rows(path, required=("term", "decision"), known=("term", "decision"))
    return {row["term"]: row["decision"] for row in rows}


def ask(table: pa.Table, path: Path) -> None:
    """Show each term in its sentences and keep the answer at once, so that none is lost."""
    for row in table.to_pylist():
        click.echo(
            f"\n{row['term']}  ({row['hits']} hits in {row['articles']} articles; {row['why']})"
        )
        for sentence in row["sentences"].split(" / "):
            click.echo(f"    {sentence}")
        answer = click.prompt(
            "(a)ccept, (r)eject, (s)kip, (q)uit",
            type=click.Choice(["a", "r", "s", "q"]),
            show_choices=False,
        )
        if answer == "q":
            return
        if answer in _CHOICES:
            keep_decision(path, row["term"], _CHOICES[answer])


def keep_decision(path: Path, term: str, decision: str) -> None:
    """Add one decision to the file."""
    new = not path.is_file()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(["term", "decision"])
        writer.writerow([term, decision])
