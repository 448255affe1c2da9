"""`framing lexicon diff`: what an edit changes, entry by entry and number by number."""

from __future__ import annotations

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
from framing.cli.lexicon_show import complete_lexicon
from framing.cli.output import FORMATS, put
from framing.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.study.lexicons import LexiconDiff

_TABLES = ("entries", "matches", "outlets", "articles")
_SAMPLES = 20


@click.command()
@click.argument("old", shell_complete=complete_lexicon)
@takes_articles
@click.option("--table", type=click.Choice(_TABLES), help="Only this table. [all]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="How.")
@click.option("-o", "--output", metavar="FILE|-", help="Where to write; - is standard output.")
def diff(**options: Any) -> int:  # noqa: ANN401 -- click hands over every option
    """Show what changed from the lexicon OLD to NEW, the first of INPUTS if it is a lexicon.

    With one lexicon, it is compared with the one of its name that a run would use.
    With articles, show which matches are gained and lost, how each outlet's
    rates move, and which articles carry the change.

    \b
    framing lexicon diff wording my-lexicons/wording
    framing lexicon diff wording my-lexicons/wording ARTICLES --table matches
    """
    from framing import study  # noqa: PLC0415 -- heavy
    from framing.study.lexicons import LexiconDiff, diff_lexicons, entries_diff  # noqa: PLC0415

    old_name = options.pop("old")
    request, mine = request_of(options)
    old_name, new_name, inputs = _versions(old_name, request.inputs)
    versions = (
        study.load_tools([old_name]).lexicons[0],
        study.load_tools([new_name]).lexicons[0],
    )
    code = 0
    if inputs:
        tools = study.load_tools(request.lexicons)
        reading = reading_of(request, tools, inputs)
        with at_work(request) as work:
            found = diff_lexicons(versions, tools, reading, options_of(request, reading), work=work)
        code = exit_code_of(reading)
    else:
        found = LexiconDiff(entries_diff(*versions))
    _show(found, mine)
    return code


def _versions(old: str, others: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    """Return old lexicon, new lexicon and articles, by what the arguments are."""
    from framing.lexicon.finding import available, chosen, roots  # noqa: PLC0415 -- only here

    known = available(roots())
    chosen([old], roots())  # says so where there is none
    if others and (others[0] in known or (Path(others[0]) / "entries.csv").is_file()):
        return old, others[0], others[1:]
    name = Path(old).name
    if old in known or name not in known:
        raise UsageError(
            f"'{old}' is compared with nothing.",
            fix="Name two lexicons: framing lexicon diff wording my-lexicons/wording.",
        )
    return name, old, others


def _show(found: LexiconDiff, mine: dict[str, Any]) -> None:
    tables: dict[str, pa.Table | None] = {name: getattr(found, name) for name in _TABLES}
    if mine["table"] or mine["form"] != "table":
        table = tables[mine["table"] or "entries"]
        if table is None:
            raise UsageError(f"there is no table '{mine['table']}' without articles.")
        put(table, mine["form"], output_path(mine["output"]))
        return
    for name, table in tables.items():
        if table is not None:
            click.echo(f"{name}: {len(table):,}")
            put(_brief(name, table), "table", None)


def _brief(name: str, table: pa.Table) -> pa.Table:
    """Return what a screen has room for; --table gives the whole."""
    if name == "matches":
        table = table.select(["change", "outlet", "entry", "category", "matched", "sentence"])
        import pyarrow as pa  # noqa: PLC0415 -- heavy
        import pyarrow.compute as pc  # noqa: PLC0415

        lost = table.filter(pc.equal(table["change"], "lost"))
        gained = table.filter(pc.equal(table["change"], "gained"))
        return pa.concat_tables([lost[: _SAMPLES // 2], gained[: _SAMPLES // 2]])
    return table[:_SAMPLES]
