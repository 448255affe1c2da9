"""Loaded wording: categories by outlet, the terms, and both directions for each outlet."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from framing.report.charts.multiples import Panel, draw_multiples, grid_of
from framing.report.document import Block, Cell, Figure, Link, Page, TableBlock
from framing.report.findings_few import fairness_hits, own_loaded
from framing.report.items import ALL_LOADED
from framing.report.pages.shared import CLOUD, dot_of
from framing.report.view import OWN_VOICES, Row, View, tidy, where
from framing.report.wording import count, quoted_counts

_PANELS, _TERMS, _OUTLET_COLUMNS = 12, 30, 4
_BOTH = 6
# A slot of a lexicon, such as {leader}.
_SLOT = re.compile(r"\{[^}]*\}")


def loaded_page(view: View) -> Page | None:
    """Build the page of loaded wording; None where none is found."""
    blocks: list[Block] = []
    figure = categories_figure(view, loaded=True)
    if figure is not None:
        blocks.append(figure)
    both = _both_directions(view)
    if both is not None:
        blocks.append(both)
    terms = _terms_table(view)
    if terms is not None:
        blocks.append(terms)
    if not blocks:
        return None
    lead = (
        "Strength: 1 mild or conventional, 2 clearly marked, 3 few editors would leave it in a "
        "news report. It is the editors’ judgement."
    )
    return Page("loaded", "Loaded wording", lead, tuple(blocks))


def categories_figure(view: View, *, loaded: bool, name: str = "categories") -> Figure | None:
    """Build small multiples of categories: loaded ones, or those of frames."""
    by_category: dict[tuple[str, str], list[Row]] = {}
    for row in view.rows("categories"):
        if (row["loaded"] == "yes") == loaded and (loaded or is_frame(row["category"])):
            by_category.setdefault((row["lexicon"], row["category"]), []).append(row)
    totals = {key: sum(row["hits"] for row in rows) for key, rows in by_category.items()}
    order = sorted((key for key in totals if totals[key]), key=lambda key: (-totals[key], key))
    panels = tuple(_panel(view, key, by_category[key]) for key in order[:_PANELS])
    if not panels:
        return None
    more = len(order) - len(panels)
    left = f" {count(more, 'category', 'categories')} with fewer hits: tables/." if more else ""
    bars = "" if view.describes or view.many else " Bars: 95% intervals."
    what = "Loaded words" if loaded else "Cue words"
    dots = CLOUD if view.many else "a dot each"
    return Figure(
        name,
        _title(view, order, totals, loaded=loaded),
        f"{what} per 1,000 words by category; at the right of each title the number of hits. "
        f"{dots[0].upper()}{dots[1:]}.{bars} Sorted by hits; each panel has its own scale.{left}",
        "Small multiples. " + "; ".join(_alt(panel) for panel in panels) + ".",
        partial(draw_multiples, panels=panels, unit="per 1,000 words", many=view.many),
        grid_of(panels, many=view.many).size,
        Link("evidence"),
    )


def is_frame(category: str) -> bool:
    """Tell whether a category belongs on the page of frames."""
    kind = category.partition(":")[0]
    return kind in {"frame", "policy_frame", "moral", "war_peace", "metaphor"}


def _panel(view: View, key: tuple[str, str], rows: list[Row]) -> Panel:
    label = view.label(*key)
    by_outlet = {row["outlet"]: row for row in rows}
    dots = []
    for row in view.outlets:
        mine = by_outlet.get(row["outlet"])
        if mine is not None and mine["rate"] is not None:
            url = view.evidence(*key, outlet=row["outlet"]).url
            dots.append(dot_of(view, mine, url=url))
    return Panel(label, f"{sum(row['hits'] for row in rows):,}", tuple(dots))


def _title(
    view: View, order: list[tuple[str, str]], totals: dict[tuple[str, str], int], *, loaded: bool
) -> str:
    first = view.label(*order[0])
    kinds = count(len(order), "category", "categories")
    what = "loaded wording" if loaded else "cue words of frames"
    return f"{kinds} of {what}; most often {first} ({count(totals[order[0]], 'hit')})"


def _alt(panel: Panel) -> str:
    named = [dot for dot in panel.dots if dot.named][:8]
    return f"{panel.title}: " + ", ".join(f"{dot.label} {dot.value:.2f}" for dot in named)


def _both_directions(view: View) -> TableBlock | None:
    """Show each outlet's most marked wording and plainest handling, in the same space."""
    strong = own_loaded(view, strength=1)
    plain = _plain_names(view)
    fair = fairness_hits(view)
    rows = []
    for outlet in view.named:
        marked = _terms_of(where(strong, "outlet", (outlet,)))
        names = plain.get(outlet, [])
        marks = _terms_of(where(fair, "outlet", (outlet,)))
        rows.append(
            (
                Cell(view.shown(outlet), Link("evidence", outlet=outlet), "strong"),
                Cell(quoted_counts(marked, most=_BOTH) or "none"),
                Cell(quoted_counts(names, most=_BOTH) or "none"),
                Cell(quoted_counts(marks, most=3) or "none"),
            )
        )
    header = (
        "",
        "most marked in its own voice",
        "plain names where a loaded one exists",
        "denials reported, caveats",
    )
    note = "Marked: strongest first, then most frequent."
    if len(view.named) < len(view.outlets):
        note += " Shown: the extremes of page one."
    widths = (0.9, 1.7, 1.7, 1.4)
    return TableBlock("Both directions", header, tuple(rows), "llll", widths, note)


def _terms_of(hits: pa.Table) -> list[tuple[str, int]]:
    """Return matched terms with counts: strongest first, then most frequent."""
    if not len(hits):
        return []
    counted = hits.group_by(["matched", "strength"], use_threads=False)
    counts: Counter[str] = Counter()
    strength: dict[str, int] = {}
    for row in counted.aggregate([([], "count_all")]).to_pylist():
        term = tidy(row["matched"])
        counts[term] += row["count_all"]
        strength[term] = max(strength.get(term, 0), int(row["strength"] or 0))
    return sorted(counts.items(), key=lambda pair: (-strength[pair[0]], -pair[1], pair[0]))


def _plain_names(view: View) -> dict[str, list[tuple[str, int]]]:
    table = view.table("naming")
    if table is None:
        return {}
    found: dict[str, list[tuple[str, int]]] = {}
    for row in where(table, "voice", ("counted",)).to_pylist():
        if row["name"] != ALL_LOADED and row["strength"] == 0 and row["mentions"]:
            found.setdefault(row["outlet"], []).append((row["name"], row["mentions"]))
    return {o: sorted(names, key=lambda pair: (-pair[1], pair[0])) for o, names in found.items()}


def _terms_table(view: View) -> TableBlock | None:
    """List the loaded terms in own voice, with strength and plain counterpart."""
    table = view.table("terms")
    if table is None or not len(table):
        return None
    loaded = {(r["lexicon"], r["category"]) for r in view.category_counts if r["loaded"]}
    table = where(table, "voice", OWN_VOICES)
    table = table.filter(pc.greater_equal(pc.cast(table["strength"], pa.int64()), 1))
    keys = ["lexicon", "category", "entry", "strength", "outlet"]
    by_term: dict[tuple[str, str, str, int], dict[str, int]] = {}
    counted = table.group_by(keys, use_threads=False).aggregate([("hits", "sum")])
    for row in counted.to_pylist():
        if (row["lexicon"], row["category"]) in loaded:
            key = (row["lexicon"], row["category"], row["entry"], int(row["strength"]))
            by_term.setdefault(key, {})[row["outlet"]] = row["hits_sum"]
    if not by_term:
        return None
    order = sorted(by_term, key=lambda key: (-key[3], -sum(by_term[key].values()), key))
    return _terms_block(view, order, by_term)


def _terms_block(
    view: View,
    order: list[tuple[str, str, str, int]],
    by_term: dict[tuple[str, str, str, int], dict[str, int]],
) -> TableBlock:
    plain = {
        (lexicon.name, entry.term): entry.plain
        for lexicon in view.analysis.lexicons
        for entry in lexicon.entries
    }
    outlets = view.named if len(view.outlets) <= _OUTLET_COLUMNS else []
    rows = []
    for key in order[:_TERMS]:
        lexicon, _, entry, _ = key
        head = _term_cells(view, key, plain.get((lexicon, entry), ""))
        rows.append((*head, *_counts(view, by_term[key], outlets)))
    head_names = [view.shown(outlet) for outlet in outlets] or ["hits", "outlets", "most in"]
    more = len(order) - len(rows)
    note = "Strongest first, then most frequent."
    note += f" {more:,} more: tables/terms.csv." if more else ""
    align = "lrll" + ("r" * len(outlets) or "rrl")
    widths = (1.2, 0, 1.2, 1.2, *((0.8,) * len(outlets) or (0, 0, 1.0)))
    header = ("term", "strength", "plain wording", "category", *head_names)
    title = f"{count(len(order), 'loaded term')} in headlines and own voice"
    return TableBlock(title, header, tuple(rows), align, widths, note)


def _term_cells(view: View, key: tuple[str, str, str, int], plain: str) -> tuple[Cell, ...]:
    lexicon, category, entry, strength = key
    spelled = view.spelled(lexicon, entry)
    label = view.label(lexicon, category)
    link = Link(view.evidence(lexicon, category).anchor, category=label, text=spelled)
    return (
        Cell(spelled, link, "strong" if strength > 1 else ""),
        Cell(str(strength)),
        Cell(_SLOT.sub("…", plain) or "–", tone="quiet"),
        Cell(label),
    )


def _counts(view: View, counts: dict[str, int], outlets: list[str]) -> list[Cell]:
    if outlets:
        numbers = [counts.get(outlet, 0) for outlet in outlets]
        return [Cell(f"{n:,}" if n else "·", tone="" if n else "quiet") for n in numbers]
    most = min(counts, key=lambda outlet: (-counts[outlet], outlet))
    return [
        Cell(f"{sum(counts.values()):,}"),
        Cell(f"{len(counts):,}"),
        Cell(f"{view.shown(most)} {counts[most]:,}"),
    ]
