"""`framing demo`: the main job on the example corpus."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.option("-o", "--output", metavar="DIR", default="out", show_default=True, help="Where.")
@click.option("--force", is_flag=True, help="Replace an earlier report in DIR.")
@click.pass_context
def demo(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Write a report on the example corpus: an invented city and its three news outlets.

    \b
    framing demo -o out
    """
    from framing.cli.report import report  # noqa: PLC0415 -- the heavy command itself
    from framing.lexicon.finding import examples  # noqa: PLC0415

    folder = str(examples() / "port-ellery")
    code = context.invoke(
        report, inputs=(folder,), output=options["output"], force=options["force"]
    )
    return int(code or 0)
