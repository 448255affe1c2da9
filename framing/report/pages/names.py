"""Names: who calls what by which name, plain names included."""

from __future__ import annotations

import math

from framing.report.charts.multiples import Panel, draw_multiples, grid_of
from framing.report.charts.theme import Dot
from framing.report.document import Block, Cell, Figure, Link, Page, TableBlock
from framing.report.items import ALL_LOADED
from framing.report.pages.shared import dot_of
from framing.report.view import FEW_OUTLETS, Row, View
from framing.report.wording import count, percent

_REFERENTS = 9
_LINES = 14
# A share of fewer mentions than this is a table's matter, not a chart's.
_MENTIONS = 10
_DOTS = "All outlets as dots, the highest and the lowest named."
_BARS = "Bars: 95% intervals."
_VOICES = ("headline", "own", "paraphrase", "quoted")


def names_page(view: View) -> Page | None:
    """Build the page of names; None where no listed referent is mentioned."""
    rows = view.rows("naming")
    if not rows:
        return None
    blocks: list[Block] = []
    figure = _figure(view, rows)
    if figure is not None:
        blocks.append(figure)
    blocks.append(_table(view, rows))
    lead = (
        "Who calls what by which name. A name is a choice where a plain one exists; "
        "plain names are counted too."
    )
    return Page("names", "Names", lead, tuple(blocks))


def _mentions(rows: list[Row]) -> dict[str, int]:
    """Return unquoted mentions of each referent by all its names."""
    total: dict[str, int] = {}
    for row in rows:
        total.setdefault(row["referent"], 0)
        if row["voice"] == "counted" and row["name"] != ALL_LOADED:
            total[row["referent"]] += row["mentions"]
    return total


def _figure(view: View, rows: list[Row]) -> Figure | None:
    """Build a panel a referent: the share of loaded names among its mentions."""
    shares: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["name"] == ALL_LOADED and row["voice"] == "counted":
            shares.setdefault(row["referent"], {})[row["outlet"]] = row
    total = _mentions(rows)
    chosen = [r for r in shares if total[r] >= _MENTIONS and len(shares[r]) > 1]
    chosen.sort(key=lambda referent: (-total[referent], referent))
    panels = tuple(_panel(view, r, shares[r], total[r]) for r in chosen[:_REFERENTS])
    if not panels or view.describes:
        return None
    many = len(view.outlets) > FEW_OUTLETS
    return Figure(
        "names",
        _title(panels),
        "Share of loaded names (strength 1 or more) among unquoted mentions of the referent, in "
        f"percent. {_DOTS if many else _BARS} At the right of each title the mentions. Sorted by "
        "mentions; each panel has its own scale.",
        "; ".join(_panel_alt(panel) for panel in panels) + ".",
        lambda canvas: draw_multiples(canvas, panels, unit="% of mentions", many=many),
        grid_of(panels, many=many).size,
        Link("evidence"),
    )


def _panel(view: View, referent: str, shares: dict[str, Row], mentions: int) -> Panel:
    dots = []
    for outlet in [row["outlet"] for row in view.outlets]:
        row = shares.get(outlet)
        if row is not None:
            scaled = {"outlet": outlet, "rate": 100 * row["share"]}
            scaled |= {end: None if row[end] is None else 100 * row[end] for end in ("low", "high")}
            dots.append(dot_of(view, scaled, url=Link("evidence", outlet=outlet).url))
        elif not view.many:
            dots.append(_absent(view, outlet))
    label = view.referents.get(referent, referent)
    return Panel(label, f"{mentions:,}", tuple(dots))


def _title(panels: tuple[Panel, ...]) -> str:
    shares = sorted(dot.value for dot in panels[0].dots if not math.isnan(dot.value))
    low, high = (percent(share / 100) for share in (shares[0], shares[-1]))
    title = panels[0].title
    return f"{title[:1].upper()}{title[1:]}: {low} to {high} of mentions use a loaded name"


def _absent(view: View, outlet: str) -> Dot:
    style = view.style_of[outlet]
    return Dot(view.shown(outlet), style.colour, style.marker, math.nan, text="–")


def _panel_alt(panel: Panel) -> str:
    named = [dot for dot in panel.dots if dot.named and not math.isnan(dot.value)]
    return f"{panel.title}: " + ", ".join(f"{d.label} {percent(d.value / 100)}" for d in named[:8])


def _table(view: View, rows: list[Row]) -> TableBlock:
    """Build the table of names: by referent, name and outlet, a column a voice."""
    total = _mentions(rows)
    strongest = {
        r: max((row["strength"] or 0) for row in rows if row["referent"] == r) for r in total
    }
    order = sorted(total, key=lambda r: (strongest[r] == 0, -total[r], r))[: 2 * _REFERENTS]
    body: list[tuple[Cell, ...]] = []
    for referent in order:
        mine = [r for r in rows if r["referent"] == referent and r["name"] != ALL_LOADED]
        body += _referent_rows(view, referent, mine)
    header = (
        "",
        "name",
        "strength",
        "outlet",
        "headline",
        "own",
        "paraphrase",
        "quoted",
        "articles",
    )
    left = len(total) - len(order)
    note = "Strength 0 is plain wording. Quoted names are not the outlet’s and stand apart."
    if left:
        note += f" {count(left, 'referent')} with fewer mentions: tables/naming.csv."
    return TableBlock(
        "Every name in use, and in whose words",
        header,
        tuple(body),
        "llclrrrrr",
        (1.5, 1.6, 0, 1.3, 0, 0, 0, 0, 0),
        note,
    )


def _referent_rows(view: View, referent: str, rows: list[Row]) -> list[tuple[Cell, ...]]:
    """Return a row a name and outlet, or a row a name where there are many; strongest first."""
    by_name: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_name.setdefault(row["name"], {}).setdefault(row["outlet"], []).append(row)
    lines: list[tuple[str, str, list[Row]]] = []
    for name, outlets in by_name.items():
        used = {o: found for o, found in outlets.items() if _mentions_in(found)}
        if used and view.many:
            together = [row for found in used.values() for row in found]
            lines.append((name, count(len(used), "outlet"), together))
        else:
            lines += [(name, view.shown(o), found) for o, found in sorted(used.items())]
    lines.sort(key=lambda line: (-(line[2][0]["strength"] or 0), line[0], -_mentions_in(line[2])))
    label = view.referents.get(referent, referent)
    return [
        _name_row(label if not number else "", line) for number, line in enumerate(lines[:_LINES])
    ]


def _mentions_in(rows: list[Row], voices: tuple[str, ...] = _VOICES) -> int:
    return sum(row["mentions"] for row in rows if row["voice"] in voices)


def _name_row(label: str, line: tuple[str, str, list[Row]]) -> tuple[Cell, ...]:
    name, outlet, rows = line
    strength = int(rows[0]["strength"] or 0)
    counts = [_mentions_in(rows, (voice,)) for voice in _VOICES]
    articles = sum(row["articles"] for row in rows if row["voice"] == "counted")
    return (
        Cell(label, tone="strong"),
        Cell(name, Link("evidence", text=name)),
        Cell(str(strength), tone="" if strength else "quiet"),
        Cell(outlet),
        *(Cell(f"{n:,}" if n else "·", tone="" if n else "quiet") for n in counts),
        Cell(f"{articles:,}"),
    )
