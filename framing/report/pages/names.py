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
_NAMES = 7
# A share of fewer mentions than this is a table's matter, not a chart's.
_MENTIONS = 10
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
        "percent, with 95% intervals; at the right of each title the mentions. Sorted by "
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
    """Return a row a name and outlet, most mentioned names first."""
    by_name: dict[str, dict[str, dict[str, Row]]] = {}
    for row in rows:
        voices = by_name.setdefault(row["name"], {}).setdefault(row["outlet"], {})
        voices[row["voice"]] = row
    found = []
    lines = []
    for name, outlets in by_name.items():
        used = [(o, v) for o, v in outlets.items() if any(r["mentions"] for r in v.values())]
        used.sort(key=lambda pair: (-_all(pair[1]), pair[0]))
        lines += [(name, outlet, voices) for outlet, voices in used[:_NAMES]]
    lines.sort(key=lambda line: (-(_any(line[2])["strength"] or 0), line[0], -_all(line[2])))
    label = view.referents.get(referent, referent)
    for number, (name, outlet, voices) in enumerate(lines[: 2 * _NAMES]):
        found.append(_name_row(view, (label if not number else "", name, outlet), voices))
    return found


def _all(voices: dict[str, Row]) -> int:
    return sum(row["mentions"] for voice, row in voices.items() if voice in _VOICES)


def _any(voices: dict[str, Row]) -> Row:
    return next(iter(voices.values()))


def _name_row(view: View, head: tuple[str, str, str], voices: dict[str, Row]) -> tuple[Cell, ...]:
    label, name, outlet = head
    one = _any(voices)
    strength = int(one["strength"] or 0)
    counts = [voices[v]["mentions"] if v in voices else 0 for v in _VOICES]
    articles = voices["counted"]["articles"] if "counted" in voices else 0
    return (
        Cell(label, tone="strong"),
        Cell(name, Link("evidence", outlet=outlet, text=name)),
        Cell(str(strength), tone="" if strength else "quiet"),
        Cell(view.shown(outlet)),
        *(Cell(f"{n:,}" if n else "·", tone="" if n else "quiet") for n in counts),
        Cell(f"{articles:,}"),
    )
