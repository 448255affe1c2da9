"""`framing compare`: two outlets side by side, row by row."""

from __future__ import annotations

from typing import Any

import click

from framing.cli.inputs import (
    at_work,
    output_path,
    reading_of,
    request_of,
    takes_articles,
    tell,
)
from framing.cli.output import FORMATS, put

_KINDS = ("main", "category", "entry", "naming", "word", "phrase", "voice", "distance")
# Columns that a table for people leaves to files: they would not fit on a screen.
_UNSHOWN = ["words_target", "words_reference", "dp_target", "dp_reference", "stories"]


@click.command()
@click.argument("target")
@click.argument("reference")
@takes_articles
@click.option(
    "--by",
    type=click.Choice(_KINDS),
    default="category",
    show_default=True,
    help="What to compare: rows of one kind.",
)
@click.option("--same-story", is_flag=True, help="Only within stories that both sides cover.")
@click.option("--with-g2", is_flag=True, help="Add G2, chi-squared and the log ratio, untested.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How."
)
@click.option("-o", "--output", metavar="FILE|-", help="Where to write; - is standard output.")
def compare(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Compare the outlets TARGET and REFERENCE; `rest` is all others together.

    The most certain differences come first: q below .05 and an interval
    without 1. `articles` are those that have the term. With under five
    articles a side nothing is tested.

    \b
    framing compare "Harbor Bell" "Common Tide" ARTICLES
    framing compare "Harbor Bell" rest ARTICLES --by word --format csv
    """
    from framing import study  # noqa: PLC0415 -- heavy
    from framing.model import Options  # noqa: PLC0415

    request, mine = request_of(options)
    tools = study.load_tools(request.lexicons)
    reading = reading_of(request, tools, request.inputs)
    contrast = study.Contrast(
        target=mine["target"],
        reference=mine["reference"],
        by=mine["by"],
        matched=mine["same_story"],
        classic=mine["with_g2"],
    )
    chosen = Options(voice=request.voice, clean=not request.no_clean)
    with at_work(request) as work:
        found = study.compare(reading, tools, contrast, chosen, work=work)
    hidden = [name for name in _UNSHOWN if name in found.table.column_names]
    shown = found.table.drop_columns(hidden) if mine["form"] == "table" else found.table
    put(shown, mine["form"], output_path(mine["output"]))
    tell(request, study.what_it_shows(found, contrast))
    return 3 if reading.problems else 0
