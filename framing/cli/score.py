"""`framing score`: one table of numbers."""

from __future__ import annotations

from typing import Any

import click

from framing.cli.inputs import analysis_of, exit_code, output_path, request_of, takes_articles
from framing.cli.output import FORMATS, put

_TABLES = {
    "hits": "hits",
    "articles": "articles",
    "outlets": "outlets",
    "categories": "categories",
    "terms": "terms",
    "naming": "naming",
    "attribution": "attribution",
    "frames": "frames",
    "voices": "quotations",
    "sentences": "sentences",
    "removed": "removed",
}
_BODY_ONLY = {"voices", "sentences"}


@click.command()
@takes_articles
@click.option("--table", type=click.Choice(list(_TABLES)), required=True, help="Which table.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="How."
)
@click.option(
    "--part",
    type=click.Choice(["text", "all"]),
    default="text",
    show_default=True,
    help="For voices and sentences: the text alone, or titles too.",
)
@click.option("-o", "--output", metavar="FILE|-", help="Where to write; - is standard output.")
def score(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Print one table about ARTICLES: files, folders, or - for standard input.

    \b
    framing score ARTICLES --table outlets --format table
    framing score ARTICLES --table hits -o hits.csv
    """
    request, mine = request_of(options)
    analysis = analysis_of(request)
    table = analysis.tables[_TABLES[mine["table"]]]
    if mine["table"] in _BODY_ONLY and mine["part"] == "text":
        import pyarrow.compute as pc  # noqa: PLC0415 -- heavy

        table = table.filter(pc.equal(table["part"], "text"))
    if mine["table"] == "articles" and mine["form"] == "jsonl":
        texts = {article.id: article.text for article in analysis.articles}
        table = table.append_column("text", [[texts[i] for i in table["article"].to_pylist()]])
    put(table, mine["form"], output_path(mine["output"]))
    return exit_code(analysis)
