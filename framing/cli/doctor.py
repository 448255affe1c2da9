"""`framing doctor`: whether everything is here that a report needs, and its statistics hold."""

from __future__ import annotations

from typing import Any

import click

from framing.cli.inputs import at_work, reading_of, request_of, takes_articles, tell
from framing.cli.output import FORMATS, put
from framing.errors import CheckFailed, FramingError


@click.command()
@takes_articles
@click.option(
    "--null",
    is_flag=True,
    help="Split the largest outlet of INPUTS at random, and count the false differences.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How."
)
def doctor(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Check the installation: libraries, lexicons, fonts and page setting.

    With --null, test the statistics: halves of one outlet do not differ, so
    every difference that is claimed is false. The shares with p under .05,
    .01 and .001 should be about as large as these numbers; G2, which takes
    every word for an independent draw, stands beside them.

    \b
    framing doctor
    framing doctor --null ARTICLES
    """
    request, mine = request_of(options)
    if mine["null"]:
        return _null(options, mine["form"])
    if request.inputs:
        raise click.UsageError("articles are named without --null.")
    return _installation()


def _null(options: dict[str, Any], form: str) -> int:
    from framing import study  # noqa: PLC0415 -- heavy

    request, _ = request_of(options)
    tools = study.load_tools(request.lexicons)
    reading = reading_of(request, tools, request.inputs)
    with at_work(request) as work:
        found = study.null_test_of(reading, tools, work=work)
    put(found.table, form, None)
    tell(request, [f"{found.outlet}: {found.articles:,} articles, split at random."])
    return 3 if reading.problems else 0


def _installation() -> int:
    from framing import study  # noqa: PLC0415 -- heavy

    failed = 0
    for name, check in study.health_checks():
        try:
            click.echo(f"ok      {name}: {check()}")
        except (FramingError, ImportError, OSError, RuntimeError) as error:
            failed += 1
            click.echo(f"failed  {name}: {error}")
    if failed:
        raise CheckFailed(
            f"{failed} of the checks failed.", fix="Install again as the README says."
        )
    return 0
