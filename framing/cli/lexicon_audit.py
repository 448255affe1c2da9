"""`framing lexicon audit`: whether the curated lexicons treat all sides alike."""

from __future__ import annotations

import click

from framing.cli.output import FORMATS, put
from framing.errors import CheckFailed


@click.command()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How."
)
def audit(form: str) -> int:
    """Audit the symmetry of the lexicons. Exit 6 if a test fails without a reason in words.

    Terms and strength by side; names tried on every leader and country;
    sentences with the two sides swapped; neutral sentences. See docs/symmetry.md.

    \b
    framing lexicon audit
    framing lexicon audit --format csv
    """
    from framing.study import load_tools  # noqa: PLC0415 -- heavy
    from framing.study.audit import audit_table  # noqa: PLC0415

    table = audit_table(load_tools())
    put(table, form, None)
    verdicts = table["verdict"].to_pylist()
    failed = verdicts.count("fail")
    click.echo(
        f"{len(verdicts)} tests: {verdicts.count('pass')} pass, "
        f"{verdicts.count('reason')} differ for a stated reason, {failed} fail.",
        err=True,
    )
    if failed:
        raise CheckFailed("the sides are not treated alike.", fix="The rows with 'fail' say where.")
    return 0
