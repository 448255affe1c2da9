"""`framing report`: the whole report in one folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from framing.cli.inputs import analysis_of, exit_code, jobs_of, request_of, takes_articles, tell
from framing.errors import UsageError

_FORMATS = ("pdf", "html", "png", "svg", "csv", "xlsx")


@click.command()
@takes_articles
@click.option("-o", "--output", metavar="DIR", help="Where to write. [reports/DATE-INPUT]")
@click.option(
    "--to",
    "formats",
    default=",".join(_FORMATS),
    show_default=True,
    metavar="LIST",
    help="What to write.",
)
@click.option("--title", help="Title of the report.")
@click.option(
    "--page",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="Paper of the PDF.",
)
@click.option("--force", is_flag=True, help="Replace an earlier report in DIR.")
def report(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Write a report on ARTICLES: files, folders, or - for standard input.

    \b
    framing report ARTICLES -o out
    framing report gazette/ herald/ -o out --to pdf,png
    """
    request, mine = request_of(options)
    formats = _formats(mine["formats"])
    folder = Path(mine["output"]) if mine["output"] else _default_folder(request.inputs)
    from framing import study  # noqa: PLC0415 -- heavy

    study.check_output(folder, force=mine["force"])
    analysis = analysis_of(request)
    delivery = study.Delivery(
        formats=formats,
        title=mine["title"],
        paper=mine["page"],
        command=_command(sys.argv[1:]),
        force=mine["force"],
        jobs=jobs_of(request),
    )
    paths = study.write_report(analysis, folder, delivery)
    for path in paths:
        click.echo(str(path))
    if analysis.problems:
        tell(request, [f"{len(analysis.problems)} inputs were left out; see problems.csv."])
    return exit_code(analysis)


def _formats(written: str) -> frozenset[str]:
    names = [name.strip().lower() for name in written.split(",") if name.strip()]
    for name in names:
        if name not in _FORMATS:
            raise UsageError(
                f"there is no format '{name}'.", where="--to", fix=f"Known: {', '.join(_FORMATS)}."
            )
    return frozenset(names)


def _default_folder(inputs: tuple[str, ...]) -> Path:
    """Return a new folder under reports/, named after the day and the first input."""
    from datetime import datetime  # noqa: PLC0415

    stem = Path(inputs[0]).resolve().name.split(".")[0] if inputs else "report"
    day = datetime.now().astimezone().date().isoformat()
    base = Path("reports") / f"{day}-{stem or 'articles'}"
    folder, number = base, 2
    while folder.exists():
        folder, number = base.with_name(f"{base.name}-{number}"), number + 1
    return folder


def _command(arguments: list[str]) -> str:
    """Return the command in a form that depends neither on folders nor on the number of jobs."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in {"-o", "--output", "--jobs"}:
            skip = True
        elif not argument.startswith(("--jobs=", "--output=", "-o")) and argument != "--force":
            kept.append(
                Path(argument).name
                if not argument.startswith("-") and "/" in argument
                else argument
            )
    return " ".join(["framing", *kept])
