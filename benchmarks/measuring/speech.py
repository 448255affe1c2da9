"""Quotations, reported speech, speakers and sentences, against what people marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from measuring.measures import Found
from measuring.runs import Json, Score, framing_rows, read_jsonl, scored

# An end of a sentence may stand on either side of a closing mark and a space.
_NEAR = 2


def quotations(sets: Path) -> dict[str, Found]:
    """Measure direct quotations, their speakers, and all reported speech on polnear."""
    folder = sets / "polnear"
    rows = framing_rows("score", folder / "docs.jsonl", "--table", "voices", "--no-clean")
    direct = [_quote(row) for row in rows if row["kind"] == "direct"]
    reported = [_quote(row) for row in rows if row["kind"] == "paraphrase"]
    marks = scored("quotes", folder, direct)
    both = scored("quotes", folder, direct + reported)
    gold = [row for row in read_jsonl(folder / "gold.jsonl") if row["label"] == "attribution"]
    articles = len(read_jsonl(folder / "docs.jsonl"))
    wholly = sum(row["kind"] == "direct" for row in gold)
    found = marks["direct-quote F1"]
    detail = Score(
        found.value,
        found.low,
        found.high,
        marks["direct-quote precision"].value,
        marks["direct-quote recall"].value,
    )
    size = f"{articles:,} articles, {wholly:,} direct quotations"
    every = f"{articles:,} articles, {len(gold):,} attributions"
    return {
        "direct_quotes": Found(size, detail),
        "speakers": Found(size, marks["speaker right | quote found"]),
        "reported_speech": Found(every, both["all reported speech, word-level F1"]),
    }


def _quote(row: Json) -> Json:
    names = ("start", "end", "speaker", "speaker_start", "speaker_end")
    return {"id": row["article"], **{name: row[name] for name in names}}


def sentence_ends(sets: Path) -> dict[str, Found]:
    """Measure where sentences end on basil: within two characters of where people saw it."""
    folder = sets / "basil"
    rows = framing_rows("score", folder / "docs.jsonl", "--table", "sentences", "--no-clean")
    gold = [row for row in read_jsonl(folder / "gold.jsonl") if row.get("label") == "sentence"]
    wanted = _ends(gold, "id")
    ours = _ends(rows, "article")
    right = sum(paired(ends, ours.get(article, [])) for article, ends in wanted.items())
    precision, recall = right / len(rows), right / len(gold)
    score = Score(
        round(2 * right / (len(rows) + len(gold)), 3),
        precision=round(precision, 3),
        recall=round(recall, 3),
    )
    size = f"{len(wanted):,} articles, {len(gold):,} sentences"
    return {"sentences": Found(size, score)}


def _ends(rows: Sequence[Json], name: str) -> dict[str, list[int]]:
    ends: dict[str, list[int]] = {}
    for row in rows:
        ends.setdefault(row[name], []).append(row["end"])
    return {article: sorted(found) for article, found in ends.items()}


def paired(wanted: Sequence[int], found: Sequence[int]) -> int:
    """Return how many of two rising lists of ends lie in pairs, each end in one pair at most.

    Examples
    --------
    >>> paired([10, 20, 30], [9, 11, 32, 40])
    2
    """
    pairs = here = there = 0
    while here < len(wanted) and there < len(found):
        if abs(wanted[here] - found[there]) <= _NEAR:
            pairs, here, there = pairs + 1, here + 1, there + 1
        elif wanted[here] < found[there]:
            here += 1
        else:
            there += 1
    return pairs
