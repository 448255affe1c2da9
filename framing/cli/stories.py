"""`framing stories`: which articles tell the same story."""

from __future__ import annotations

from typing import Any

import click

from framing.cli.inputs import (
    exit_code_of,
    options_of,
    output_path,
    reading_of,
    request_of,
    takes_articles,
)
from framing.cli.output import FORMATS, put


@click.command()
@takes_articles
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="How."
)
@click.option("-o", "--output", metavar="FILE|-", help="Where to write; - is standard output.")
def stories(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Print the story of each article: those with the same one tell the same story.

    ARTICLES are files, folders, or - for standard input. Stories are numbered by their earliest
    article.

    \b
    framing stories ARTICLES
    framing stories ARTICLES --format jsonl -o stories.jsonl
    """
    from framing import study  # noqa: PLC0415 -- heavy

    request, mine = request_of(options)
    tools = study.load_tools(request.lexicons)
    reading = reading_of(request, tools, request.inputs)
    put(
        study.tell_stories(reading, tools, options_of(request, reading)),
        mine["form"],
        output_path(mine["output"]),
    )
    return exit_code_of(reading)
