"""Headline against body: the same measure, and the same verbs, in both."""

from __future__ import annotations

from collections import Counter
from functools import partial

from framing.report.charts.pairs import Pair, draw_pairs
from framing.report.charts.theme import BODY, WIDTH, draw_placed, text_inches
from framing.report.document import Block, Cell, Figure, Link, Page, TableBlock
from framing.report.view import View, tidy, where
from framing.report.wording import count, decimal, in_words

_ROW = 0.4
_VERBS = 5
_HEADLINE_WORDS = 1


def headline_page(view: View) -> Page | None:
    """Build the page of headlines; None where no article has one."""
    voices = {(row["outlet"], row["voice"]): row for row in view.rows("voices")}
    pairs, body = [], []
    for outlet in view.named:
        head, own = voices.get((outlet, "headline")), voices.get((outlet, "own"))
        if not head or not own or head["words"] < _HEADLINE_WORDS or not own["words"]:
            continue
        style = view.style_of[outlet]
        rates = [1000 * row["loaded"] / row["words"] for row in (head, own)]
        link = Link("evidence", outlet=outlet, voice="headline")
        pairs.append(
            Pair(view.shown(outlet), style.colour, style.marker, rates[0], rates[1], link.url)
        )
        body.append(_row(view, outlet, head, own))
    if not pairs:
        return None
    blocks: list[Block] = []
    if not view.describes:
        blocks.append(_figure(view, pairs))
    blocks.append(_table(body))
    lead = "Headlines are written to be read alone, often by someone other than the writer."
    return Page("headline", "Headline against body", lead, tuple(blocks))


def _figure(view: View, pairs: list[Pair]) -> Figure:
    left = max(text_inches(pair.label, BODY) for pair in pairs) + 0.25
    height = (len(pairs) + 0.35) * _ROW
    higher = sum(pair.headline > pair.body for pair in pairs)

    chart = partial(draw_pairs, pairs=pairs, unit="loaded words per 1,000 words")
    place = (left, 0.4, WIDTH - left - 0.35, height)
    shown = " Shown: the extremes of page one." if len(pairs) < len(view.outlets) else ""
    return Figure(
        "headline-body",
        f"Headlines have more loaded words per 1,000 than the body in {in_words(higher)} of "
        f"{count(len(pairs), 'outlet')}",
        "Hollow: headline. Filled: the outlet’s own voice in the body. Headlines are short, so "
        f"their rates move by chance; the table has the counts.{shown}",
        "Paired dots. "
        + "; ".join(
            f"{p.label}: headline {decimal(p.headline)}, body {decimal(p.body)}" for p in pairs
        )
        + ".",
        partial(draw_placed, place=place, chart=chart),
        (WIDTH, height + 0.45),
        Link("evidence", voice="headline"),
    )


def _row(view: View, outlet: str, head: dict[str, int], own: dict[str, int]) -> tuple[Cell, ...]:
    return (
        Cell(view.shown(outlet), Link("evidence", outlet=outlet, voice="headline"), "strong"),
        Cell(f"{head['loaded']:,} of {head['words']:,}"),
        Cell(f"{own['loaded']:,} of {own['words']:,}"),
        Cell(_words(view, outlet, "headline", loaded=True)),
        Cell(_words(view, outlet, "headline", loaded=False)),
        Cell(_words(view, outlet, "own", loaded=False)),
    )


def _words(view: View, outlet: str, voice: str, *, loaded: bool) -> str:
    """Return the most frequent loaded words, or reporting verbs, of an outlet in a voice."""
    hits = where(where(view.named_hits, "outlet", (outlet,)), "voice", (voice,))
    hits = where(hits, "loaded", ("yes",)) if loaded else where(hits, "category", ("report_verb",))
    counted = hits.group_by(["matched"], use_threads=False).aggregate([([], "count_all")])
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for row in sorted(counted.to_pylist(), key=lambda r: (-r["count_all"], r["matched"])):
        term = tidy(row["matched"])
        counts[spelled.setdefault(term.casefold(), term)] += row["count_all"]
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    texts = [term + (f" {number:,}×" if number > 1 else "") for term, number in order[:_VERBS]]
    more = [f"{len(order) - _VERBS:,} more"] if len(order) > _VERBS else []
    return ", ".join(texts + more) or "–"


def _table(rows: list[tuple[Cell, ...]]) -> TableBlock:
    header = (
        "",
        "headline: loaded of all words",
        "body: loaded of own words",
        "loaded in headlines",
        "verbs of saying in headlines",
        "and in the body",
    )
    return TableBlock(
        "What stands in headlines",
        header,
        tuple(rows),
        "lrrlll",
        (1.1, 0.9, 0.9, 1.3, 1.2, 1.6),
        "Body: the outlet’s own voice, without quotation and paraphrase.",
    )
