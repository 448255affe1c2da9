"""`framing kwic`: a key word in its context."""

from __future__ import annotations

from typing import Any

import click

from framing.cli.inputs import analysis_of, exit_code, output_path, request_of, takes_articles
from framing.cli.output import FORMATS, put
from framing.errors import UsageError


@click.command()
@click.argument("query")
@takes_articles
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How."
)
@click.option("-o", "--output", metavar="FILE|-", help="Where to write; - is standard output.")
def kwic(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Show QUERY in its sentences: a word or phrase, @category, or lexicon:term.

    \b
    framing kwic "regime" ARTICLES
    framing kwic @epithet ARTICLES
    framing kwic "naming:{leader:US} regime" ARTICLES
    """
    from framing import study  # noqa: PLC0415 -- heavy

    request, mine = request_of(options)
    if not mine["query"].strip():
        raise UsageError("the query is empty.", fix="Name a word, @category or lexicon:term.")
    analysis = analysis_of(request, query=mine["query"])
    table = study.find(analysis, mine["query"])
    shown = table.drop_columns(["hit"]) if mine["form"] == "table" else table
    put(shown, mine["form"], output_path(mine["output"]))
    articles = len(set(table["article"].to_pylist()))
    click.echo(f"{_count(len(table), 'hit')} in {_count(articles, 'article')}.", err=True)
    return exit_code(analysis)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
