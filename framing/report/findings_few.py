"""Findings for a few texts: who writes what, without any claim about outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from framing.report.document import Finding, Link
from framing.report.items import ALL_LOADED
from framing.report.view import FAIRNESS, OWN_VOICES, Row, View, grouped, tidy, where
from framing.report.wording import listed, quoted_counts, times

_MOST_SIDES = 4
_MOST_OF_MANY = 2
_MOST_NAMES = 3
_MOST_SOURCES = 2
_MOST_CUES = 4
DISTANCING, ENDORSING = "distancing", "endorsing"


def few_findings(view: View) -> tuple[Finding, ...]:
    """Write findings in the fixed order: names, stance, strong wording, fairness marks."""
    found = [
        *_names(view)[:_MOST_NAMES],
        *_stances(view)[:_MOST_SOURCES],
        *_strong(view),
        *_fairness(view),
    ]
    return tuple(found)


def names_used(view: View) -> dict[str, dict[str, list[Row]]]:
    """Return the rows of names in use, by referent and outlet: unquoted, most frequent first."""
    table = view.table("naming")
    if table is None:
        return {}
    rows = where(table, "voice", ["counted"]).to_pylist()
    used: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        if row["name"] != ALL_LOADED and row["mentions"]:
            used.setdefault(row["referent"], {}).setdefault(row["outlet"], []).append(row)
    return used


def _names(view: View) -> list[Finding]:
    """Write a sentence for each referent that is named differently, loaded names first."""
    found: list[tuple[tuple[int, int, int, str], Finding]] = []
    for referent, outlets in names_used(view).items():
        sets = {frozenset(row["name"].casefold() for row in rows) for rows in outlets.values()}
        strongest = max(row["strength"] or 0 for rows in outlets.values() for row in rows)
        if len(sets) < 2 and (len(outlets) > 1 or not strongest):  # noqa: PLR2004 -- all alike
            continue
        total = sum(row["mentions"] for rows in outlets.values() for row in rows)
        rank = (-int(len(outlets) > 1), -int(strongest > 0), -total, referent)
        found.append((rank, _name_sentence(view, referent, outlets)))
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _name_sentence(view: View, referent: str, outlets: dict[str, list[Row]]) -> Finding:
    parts = []
    sides = _sides(view, outlets)
    for outlet in sides:
        rows = sorted(outlets.get(outlet, []), key=lambda r: (-r["mentions"], r["name"]))
        if rows:
            names = quoted_counts([(r["name"], r["mentions"]) for r in rows], most=4)
            parts.append(f"{view.shown(outlet)} writes {names}")
        else:
            parts.append(f"{view.shown(outlet)} does not mention it")
    label = view.referents.get(referent, referent)
    parts += _others(outlets, sides)
    return Finding(f"{_capital(label)}: {'; '.join(parts)}.", Link("names"))


def _sides(view: View, having: dict[str, list[Row]]) -> list[str]:
    """Return the outlets a sentence speaks of: all of a few, else those with most to say."""
    order = [row["outlet"] for row in view.outlets]
    if len(order) <= _MOST_SIDES:
        return order
    most = sorted(having, key=lambda outlet: (-len(having[outlet]), outlet))[:_MOST_OF_MANY]
    return [outlet for outlet in order if outlet in most]


def _others(having: dict[str, list[Row]], sides: Sequence[str]) -> list[str]:
    """Say how many outlets a sentence leaves out."""
    left = sum(outlet not in sides for outlet in having)
    return [f"{left:,} more in the tables"] if left else []


def _stances(view: View) -> list[Finding]:
    """Write a sentence for each group of sources that several outlets cite with marked verbs."""
    table = view.table("attribution")
    if table is None or not len(table):
        return []
    named = table.filter(pc.is_valid(pc.coalesce(table["group"], table["source"])))
    who = pc.coalesce(named["group"], named["source"])
    named = named.append_column("who", who)
    rows = grouped(named, ["who", "outlet", "class", "cue"], "hits")
    by_source: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_source.setdefault(row["who"], {}).setdefault(row["outlet"], []).append(row)
    found = []
    for source, outlets in by_source.items():
        marked = [
            row
            for rows in outlets.values()
            for row in rows
            if row["class"] in {DISTANCING, ENDORSING}
        ]
        if len(outlets) > 1 and marked:
            total = sum(row["hits"] for row in marked)
            found.append(((-total, source), _stance_sentence(view, source, outlets)))
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _stance_sentence(view: View, source: str, outlets: dict[str, list[Row]]) -> Finding:
    parts = []
    sides = _sides(view, outlets)
    for outlet in sides:
        rows = outlets.get(outlet, [])
        if not rows:
            continue
        total = sum(row["hits"] for row in rows)
        distancing, endorsing = (_number(rows, kind) for kind in (DISTANCING, ENDORSING))
        parts.append(
            f"{view.shown(outlet)} introduces {distancing} of {total:,} with distancing words"
            f"{_examples(view, rows, DISTANCING)} and {endorsing} with endorsing ones"
            f"{_examples(view, rows, ENDORSING)}"
        )
    parts += _others(outlets, sides)
    return Finding(f"Statements of {source}: {'; '.join(parts)}.", Link("voices"))


def _number(rows: Sequence[Row], kind: str) -> str:
    total = sum(row["hits"] for row in rows if row["class"] == kind)
    return f"{total:,}" if total else "none"


def _examples(view: View, rows: Sequence[Row], kind: str) -> str:
    """List the most frequent cues of a kind, with how often each stands."""
    mine = [row for row in rows if row["class"] == kind]
    verbs = sorted(mine, key=lambda row: (-row["hits"], row["cue"]))
    words = [(view.cue_spelling(row["cue"]), int(row["hits"])) for row in verbs]
    texts = [f"“{w}” {times(n)}" if n > 1 else f"“{w}”" for w, n in words[:_MOST_CUES]]
    more = [f"{len(words) - _MOST_CUES:,} more"] if len(words) > _MOST_CUES else []
    return f" ({', '.join(texts + more)})" if texts else ""


def own_loaded(view: View, *, strength: int) -> pa.Table:
    """Return the hits of the main measure's kind in headline and own voice, from a strength on."""
    hits = where(view.hits, "voice", OWN_VOICES)
    strong = pc.and_(
        pc.equal(pc.cast(hits["counts"], pa.int64()), 1),
        pc.greater_equal(pc.cast(hits["strength"], pa.int64()), strength),
    )
    return hits.filter(strong)


def _strong(view: View) -> list[Finding]:
    """Write what stands out in each outlet's own voice: strength 3, then 2."""
    hits = own_loaded(view, strength=2)
    if not len(hits):
        return []
    parts = []
    by_outlet = _by_outlet(hits)
    sides = _sides(view, by_outlet)
    for outlet in sides:
        rows = by_outlet.get(outlet, [])
        terms = Counter(tidy(row["matched"]) for row in rows)
        strength = {tidy(row["matched"]): int(row["strength"]) for row in rows}
        if not rows:
            parts.append(f"{view.shown(outlet)} has none")
            continue
        ordered = sorted(terms.items(), key=lambda pair: (-strength[pair[0]], -pair[1], pair[0]))
        top = sum(n for term, n in terms.items() if strength[term] == 3)  # noqa: PLR2004
        parts.append(
            f"{view.shown(outlet)} has {len(rows):,}, {top or 'none'} of strength 3: "
            f"{quoted_counts(ordered, most=6)}"
        )
    parts += _others(by_outlet, sides)
    text = f"Wording of strength 2 or 3 in headlines and own voice: {'; '.join(parts)}."
    return [Finding(text, Link("loaded"))]


def _by_outlet(hits: pa.Table) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    columns = ["outlet", "matched", "strength", "category", "lexicon"]
    for row in hits.select(columns).to_pylist():
        found.setdefault(row["outlet"], []).append(row)
    return found


def fairness_hits(view: View) -> pa.Table:
    """Return the hits that mark fairness: denials reported, caveats about sourcing."""
    category = view.hits["category"].cast(pa.string())
    mine = pc.or_(pc.equal(category, FAIRNESS), pc.starts_with(category, f"{FAIRNESS}:"))
    return view.hits.filter(mine)


def _fairness(view: View) -> list[Finding]:
    """Write which fairness marks one outlet has and another lacks."""
    hits = fairness_hits(view)
    by_outlet = _by_outlet(hits)
    if not by_outlet or len(by_outlet) == len(view.outlets):
        return []
    has = []
    for outlet in [row["outlet"] for row in view.outlets if row["outlet"] in by_outlet]:
        rows = by_outlet[outlet]
        terms = sorted(Counter(tidy(row["matched"]) for row in rows).items())
        has.append(f"{view.shown(outlet)} has {len(rows):,}: {quoted_counts(terms, most=4)}")
    lacks = [view.shown(r["outlet"]) for r in view.outlets if r["outlet"] not in by_outlet]
    none = f"{listed(lacks[:_MOST_SIDES])} {'has' if len(lacks) == 1 else 'have'} none"
    row = next(iter(by_outlet.values()))[0]
    text = f"Denials reported and caveats about sourcing: {'; '.join(has[:_MOST_SIDES])}; {none}."
    return [Finding(text, view.evidence(row["lexicon"], row["category"]))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
