"""Loaded words, stories and frames, against what people marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from measuring.measures import Found
from measuring.runs import Json, NotBuilt, Score, framing_rows, read_jsonl, scored

GUN_FRAMES = Path(__file__).resolve().parents[2] / "examples" / "gun-frames"
_WITHOUT_FRAME = "relevant_noframe,irrelevant"


@dataclass(frozen=True, slots=True)
class CategoryScore:
    """How many words a category marks, and what share of them readers marked too."""

    category: str
    marked: int
    precision: float


def loaded_words(sets: Path) -> tuple[dict[str, Found], list[CategoryScore]]:
    """Measure the curated lists on babe, over all voices, and each category of them alone."""
    folder = sets / "babe"
    hits = _loaded(folder)
    score = _words(folder, hits, "loaded")
    categories = []
    for name in sorted({hit["category"] for hit in hits}):
        alone = _words(folder, [hit for hit in hits if hit["category"] == name], "loaded", "0")
        if alone.marked and alone.precision is not None:
            categories.append(CategoryScore(name, alone.marked, alone.precision))
    categories.sort(key=lambda one: (-one.marked, one.category))
    passages = _count(folder, "loaded")
    size = f"{len(read_jsonl(folder / 'docs.jsonl')):,} sentences, {passages:,} passages"
    precision = Found(size, Score(score.precision or 0.0))
    return {"loaded_words": Found(size, score), "loaded_precision": precision}, categories


def lexical_words(sets: Path) -> dict[str, Found]:
    """Measure the curated lists on the lexical bias of basil: whole articles, other readers."""
    folder = sets / "basil"
    articles = len(read_jsonl(folder / "docs.jsonl"))
    size = f"{articles:,} articles, {_count(folder, 'lexical'):,} passages"
    return {"lexical_words": Found(size, _words(folder, _loaded(folder), "lexical"))}


def _loaded(folder: Path) -> list[Json]:
    rows = framing_rows(
        "score", folder / "docs.jsonl", "--table", "hits", "--voice", "all", "--no-clean"
    )
    return [row for row in rows if row["loaded"] == "yes" and row["part"] == "text"]


def _words(folder: Path, hits: list[Json], label: str, rounds: str = "500") -> Score:
    spans = [{"id": hit["article"], "start": hit["start"], "end": hit["end"]} for hit in hits]
    options = ("--label", label, "--boot", rounds)
    return scored("spans", folder, spans, *options)["word-level F1"]


def _count(folder: Path, label: str) -> int:
    return sum(row.get("label") == label for row in read_jsonl(folder / "gold.jsonl"))


def stories_basil(sets: Path) -> dict[str, Found]:
    """Measure the grouping of basil's articles, which have dates."""
    return {"stories_basil": _stories(sets / "basil")}


def stories_neus(sets: Path) -> dict[str, Found]:
    """Measure the grouping of neus's headlines with leads, which have none."""
    return {"stories_neus": _stories(sets / "neus")}


def _stories(folder: Path) -> Found:
    rows = framing_rows("stories", folder / "docs.jsonl", "--no-clean")
    groups = [{"id": row["article"], "cluster": row["story"]} for row in rows]
    gold = {row["cluster"] for row in read_jsonl(folder / "gold.jsonl") if "cluster" in row}
    articles = len(read_jsonl(folder / "docs.jsonl"))
    size = f"{articles:,} texts, {len(gold):,} stories"
    return Found(size, scored("clusters", folder, groups)["pairwise F1"])


def frames(sets: Path) -> dict[str, Found]:
    """Measure the main frame of gvfc's headlines by the example lexicon for that issue."""
    if not GUN_FRAMES.is_dir():
        raise NotBuilt("there is no examples/gun-frames")
    folder = sets / "gvfc"
    rows = framing_rows(
        "score", folder / "docs.jsonl", "--table", "frames", "--lexicon", GUN_FRAMES, "--no-clean"
    )
    labels = [
        {"id": row["article"], "label": row["frame"].removeprefix("frame:")}
        for row in rows
        if row["main"] == "yes"
    ]
    gold = [row["label"] for row in read_jsonl(folder / "gold.jsonl")]
    framed = sum(label not in _WITHOUT_FRAME.split(",") for label in gold)
    score = scored("classify", folder, labels, "--drop", _WITHOUT_FRAME)["accuracy"]
    return {"frames": Found(f"{framed:,} headlines with a frame", score)}
