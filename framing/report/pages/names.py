"""Names: who calls what by which name, plain names included."""

from __future__ import annotations

import math
from functools import partial

from framing.report.charts.multiples import ALL, Panel, draw_multiples, grid_of
from framing.report.charts.theme import Dot
from framing.report.document import Block, Cell, Figure, Link, Page, Prose, TableBlock
from framing.report.items import ALL_LOADED
from framing.report.pages.shared import CLOUD, dot_of
from framing.report.view import FEW_OUTLETS, Row, View, tidy, where
from framing.report.wording import count, percent, quoted_counts

_REFERENTS = 9
_LISTED = 14
_LINES = 14
_COLUMNS = 4
_VOICE_COLUMNS = (
    ("", "name", "strength", "outlet", "headline", "own", "paraphrase", "quoted", "articles"),
    "llclrrrrr",
    (1.2, 1.5, 0, 1.8, 0, 0, 0, 0, 0),
)
_IN_VOICE = {
    "headline": "in headlines",
    "own": "own",
    "paraphrase": "paraphrased",
    "quoted": "quoted",
}
UNCLEAR = "referent unclear"
# A share of fewer mentions than this is a table's matter, not a chart's.
_MENTIONS = 10
_DOTS = f"{CLOUD[0].upper()}{CLOUD[1:]}."
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
    unclear = _unclear(view)
    blocks += [unclear] if unclear is not None else []
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
        "mentions.",
        "; ".join(_panel_alt(panel) for panel in panels) + ".",
        partial(draw_multiples, panels=panels, unit="% of mentions", many=many),
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
    return Panel(label, f"{mentions:,}", tuple(dots), ALL)


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
    """Build the table of names: all of them, loaded and plain, with counts by voice."""
    total = _mentions(rows)
    strongest = dict.fromkeys(total, 0)
    for row in rows:
        if row["referent"] in strongest:
            strength = max(strongest[row["referent"]], row["strength"] or 0)
            strongest[row["referent"]] = strength
    order = sorted(total, key=lambda r: (strongest[r] == 0, -total[r], r))[:_LISTED]
    note = "Strength 0 is plain wording. Quoted names are not the outlet’s and stand apart."
    if len(total) > len(order):
        left = count(len(total) - len(order), "referent")
        note += f" {left} with fewer mentions: tables/naming.csv."
    side_by_side = 1 < len(view.outlets) <= _COLUMNS
    body: list[tuple[Cell, ...]] = []
    for referent in order:
        mine = [r for r in rows if r["referent"] == referent and r["name"] != ALL_LOADED]
        label = view.referents.get(referent, referent)
        lines = _by_outlet(view, mine) if side_by_side else _by_voice(view, mine)
        body += [(_head(label, n), *line) for n, line in enumerate(lines[:_LINES])]
    header, align, widths = _columns(view) if side_by_side else _VOICE_COLUMNS
    title = "Every name in use, and in whose words"
    return TableBlock(title, header, tuple(body), align, widths, note)


def _head(label: str, number: int) -> Cell:
    return Cell("" if number else label, tone="strong")


def _columns(view: View) -> tuple[tuple[str, ...], str, tuple[float, ...]]:
    outlets = [row["outlet"] for row in view.outlets]
    header = ("", "name", "strength", *map(view.shown, outlets))
    return header, "llc" + "l" * len(outlets), (1.2, 1.5, 0, *(1.2 for _ in outlets))


def _grouped(rows: list[Row]) -> list[tuple[str, int, dict[str, list[Row]]]]:
    """Return names with strength and the rows of each outlet in which they occur, in order."""
    by_name: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_name.setdefault(row["name"], {}).setdefault(row["outlet"], []).append(row)
    found = []
    for name, outlets in by_name.items():
        used = {o: mine for o, mine in outlets.items() if _mentions_in(mine)}
        strength = int(next(iter(outlets.values()))[0]["strength"] or 0)
        if used:
            found.append((name, strength, used))
    return sorted(found, key=lambda one: (-one[1], one[0].casefold()))


def _by_outlet(view: View, rows: list[Row]) -> list[tuple[Cell, ...]]:
    """Return a row a name, a column an outlet: counts with the voice they stand in."""
    return [
        (
            _name_cell(name),
            _strength_cell(strength),
            *(_voices_cell(used.get(row["outlet"], [])) for row in view.outlets),
        )
        for name, strength, used in _grouped(rows)
    ]


def _voices_cell(rows: list[Row]) -> Cell:
    counts = [(_IN_VOICE[voice], _mentions_in(rows, (voice,))) for voice in _VOICES]
    parts = [f"{number:,} {voice}" for voice, number in counts if number]
    only_quoted = bool(rows) and not _mentions_in(rows, _VOICES[:-1])
    return Cell(", ".join(parts) or "·", tone="quiet" if only_quoted or not parts else "")


def _by_voice(view: View, rows: list[Row]) -> list[tuple[Cell, ...]]:
    """Return a row a name and outlet, a column a voice; a row a name where outlets are many."""
    lines: list[tuple[Cell, ...]] = []
    for name, strength, used in _grouped(rows):
        together = [row for mine in used.values() for row in mine]
        groups = {view.shown(outlet): mine for outlet, mine in used.items()}
        if view.many:
            groups = {count(len(used), "outlet"): together}
        for outlet, mine in groups.items():
            numbers = [_mentions_in(mine, (voice,)) for voice in _VOICES]
            articles = sum(row["articles"] for row in mine if row["voice"] == "counted")
            cells = [Cell(f"{n:,}" if n else "·", tone="" if n else "quiet") for n in numbers]
            head = (_name_cell(name), _strength_cell(strength), Cell(outlet))
            lines.append((*head, *cells, Cell(f"{articles:,}")))
    return lines


def _name_cell(name: str) -> Cell:
    return Cell(name, Link("evidence", text=name))


def _strength_cell(strength: int) -> Cell:
    return Cell(str(strength), tone="" if strength else "quiet")


def _mentions_in(rows: list[Row], voices: tuple[str, ...] = _VOICES) -> int:
    return sum(row["mentions"] for row in rows if row["voice"] in voices)


def _unclear(view: View) -> Prose | None:
    """Say which names could mean several things, and count for none."""
    hits = where(view.hits, "referent", (UNCLEAR,))
    if not len(hits):
        return None
    terms = hits.group_by(["matched"], use_threads=False).aggregate([([], "count_all")])
    counts = {tidy(row["matched"]): row["count_all"] for row in terms.to_pylist()}
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    text = (
        f"{count(len(hits), 'mention')} of names that could mean several things count for none of "
        f"them: {quoted_counts(order, most=6)}."
    )
    return Prose((text,), "note")
