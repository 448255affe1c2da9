"""`framing doctor`: whether everything is here that a report needs."""

from __future__ import annotations

import click

from framing.errors import CheckFailed, FramingError


@click.command()
def doctor() -> int:
    r"""Check the installation: libraries, lexicons, fonts and page setting.

    \b
    framing doctor
    """
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
