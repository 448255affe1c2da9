"""Evidence: marked terms in their sentences, by category."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from framing.report.document import Concordance, ConcordanceRow, Page
from framing.report.view import LongArray, Row, View
from framing.stats.hashing import keys

# Characters of a sentence kept on either side of a term.
_AROUND = 150
_COLUMNS = (
    "hit article outlet date lexicon category loaded matched strength voice speaker part start "
    "sentence"
).split()


def evidence_page(view: View, *, per_category: int) -> Page | None:
    """Build the pages of evidence; None where nothing is marked.

    Parameters
    ----------
    view : View
    per_category : int
        Rows of a loaded category at most; half as many of one that is not loaded.
    """
    if not len(view.hits):
        return None
    blocks = tuple(_concordance(view, row, per_category) for row in view.category_counts)
    lead = (
        "Marked terms in their sentences, loaded categories first. Every other hit is in "
        "tables/hits.csv."
    )
    return Page("evidence", "Evidence", lead, blocks)


def _concordance(view: View, category: Row, most: int) -> Concordance:
    if not category["loaded"]:
        most = max(most // 2, 1)
    key = (category["lexicon"], category["category"])
    chosen = sampled(view.hits, view.category_rows[key], most)
    rows = view.hits.select(_COLUMNS).take(pa.array(chosen)).to_pylist()
    label = view.label(*key)
    kept = len(rows)
    rule = (
        f"All {kept:,}."
        if kept == category["hits"]
        else (
            f"{kept:,} of {category['hits']:,}: strongest first, outlets in turn, then by a fixed "
            "draw."
        )
    )
    if kept == 1 == category["hits"]:
        rule = "The only one."
    return Concordance(
        view.anchors[key],
        label,
        rule,
        tuple(_row(view, row, label) for row in rows),
        _definition(view, key),
    )


def sampled(hits: pa.Table, places: LongArray, most: int) -> list[int]:
    """Choose rows to show: outlets in turn, each with its strongest first, then by a fixed draw.

    Parameters
    ----------
    hits : pyarrow Table
    places : int array
        Candidate rows.
    most : int

    Returns
    -------
    list of int
        At most ``most`` places, in the order of the table.
    """
    if len(places) <= most:
        return [int(place) for place in places]
    part = hits.select(["hit", "outlet", "strength"]).take(pa.array(places))
    outlet = np.asarray(part["outlet"].combine_chunks().dictionary_encode().indices)
    weak = -np.asarray(part["strength"].fill_null(0), dtype=np.int64)
    draw = keys(np.asarray(part["hit"]).astype(np.uint64), range(1), seed=0)[0]
    order = np.lexsort((draw, weak, outlet))
    starts = np.flatnonzero(np.diff(outlet[order], prepend=-1))
    length = np.diff(starts, append=len(order))
    turn = np.empty(len(order), dtype=np.int64)
    turn[order] = np.arange(len(order)) - np.repeat(starts, length)
    chosen = np.lexsort((draw, weak, turn))[:most]
    return [int(place) for place in np.sort(places[chosen])]


def _definition(view: View, key: tuple[str, str]) -> str:
    for lexicon in view.analysis.lexicons:
        for category in lexicon.categories:
            if (lexicon.name, category.code) == key:
                return category.definition
    return ""


def _row(view: View, row: Row, label: str) -> ConcordanceRow:
    left, match, right = split_sentence(view, row)
    strength = int(row["strength"] or 0) if row["loaded"] == "yes" else 0
    return ConcordanceRow(
        left,
        match,
        right,
        view.shown(row["outlet"]),
        row["date"] or "",
        row["voice"],
        label,
        str(row["hit"]),
        str(strength) if strength else "",
        row["article"],
        row["speaker"] or "",
    )


def split_sentence(view: View, row: Row) -> tuple[str, str, str]:
    """Part the sentence of a hit before and after the match, and shorten both sides."""
    sentence = " ".join((row["sentence"] or "").split())
    match = " ".join(row["matched"].split())
    places = _places(sentence, match)
    if not places:
        return "", match, ""
    place = places[0]
    if len(places) > 1:
        place = _right_one(view, row, sentence, places)
    left, right = sentence[:place], sentence[place + len(match) :]
    return _shorten(left, start=True), match, _shorten(right, start=False)


def _places(sentence: str, match: str) -> list[int]:
    found, place = [], sentence.find(match)
    while place >= 0:
        found.append(place)
        place = sentence.find(match, place + 1)
    return found


def _right_one(view: View, row: Row, sentence: str, places: Sequence[int]) -> int:
    """Tell which of several equal terms of a sentence was meant, by what stands before it."""
    article = view.articles.get(row["article"])
    if article is None:
        return places[0]
    field = article.title if row["part"] == "title" else article.text
    start = int(row["start"])
    before = " ".join(field[max(0, start - 2 * len(sentence) - 20) : start].split())
    for place in reversed(places):
        if before.endswith(sentence[:place].rstrip()):
            return place
    return places[0]


def _shorten(text: str, *, start: bool) -> str:
    if len(text) <= _AROUND:
        return text
    if start:
        return "… " + text[-_AROUND:].partition(" ")[2]
    return text[:_AROUND].rpartition(" ")[0] + " …"
