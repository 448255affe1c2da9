"""What cleaning takes out of a set of articles, for judging by eye.

Usage: python benchmarks/furniture.py ARTICLES.jsonl[.gz] [--outlet FIELD] [--gold GOLD.jsonl]
                                      [--sample N] [--shared]

Prints how much was taken out, by reason; with gold rows labelled `sentence`, how many of them touch
a stretch taken out, and how many lose more than half; then a sample of the stretches (with
`--sample 0` all), or with `--shared` of those set apart as shared text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from framing import Article
from framing.corpus.cleaning import Cleaned, clean
from framing.study import load_tools

_SEED = 1


def main() -> None:
    """Clean a set and print what was taken out."""
    options = _options()
    articles = [
        Article(
            id=row["id"],
            outlet=row.get(options.outlet) or "",
            text=row["text"],
            title=row.get("title") or "",
            date=row.get("date") or "",
            author=row.get("authors") or "",
        )
        for row in _rows(options.articles)
    ]
    lists = load_tools().lists
    began = time.process_time()
    cleaned = clean(articles, lists.furniture, lists.provenance)
    seconds = time.process_time() - began
    million = sum(len(article.text) for article in articles) / 1e6
    _say(f"{len(articles)} articles, {million:.1f} million characters: {seconds:.2f} s CPU")
    _count(cleaned)
    if options.gold:
        _touched(cleaned, _rows(options.gold))
    _show(cleaned, options.sample, shared=options.shared)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--outlet", default="outlet")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--shared", action="store_true")
    return parser.parse_args()


def _rows(path: Path) -> list[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _count(cleaned: Cleaned) -> None:
    pairs = list(zip(cleaned.articles, cleaned.removed, cleaned.shared, strict=True))
    reasons: Counter[str] = Counter()
    for _, removed, shared in pairs:
        reasons.update(span.reason for span in (*removed, *shared))
    _say(f"{len(cleaned.repeated)} articles left out as repeats")
    _say(f"{sum(bool(agency) for agency in cleaned.agency)} articles name an agency")
    _say(f"{sum(bool(shared) for _, _, shared in pairs)} articles share text with other outlets")
    for reason, number in reasons.most_common():
        _say(f"{number:7}  {reason}")


def _touched(cleaned: Cleaned, gold: list[dict[str, Any]]) -> None:
    """Print how many gold sentences lose words; a dateline opens a sentence and is none of it."""
    spans = {a.id: s for a, s in zip(cleaned.articles, cleaned.removed, strict=True)}
    total, lost = 0, Counter[str]()
    for row in gold:
        if row.get("label") != "sentence" or row["id"] not in spans:
            continue
        total += 1
        touching = [s for s in spans[row["id"]] if s.start < row["end"] and row["start"] < s.end]
        lost.update(f"touched by: {reason}" for reason in {span.reason for span in touching})
        kept = sum(min(s.end, row["end"]) - max(s.start, row["start"]) for s in touching)
        lost["lose more than half"] += 2 * kept > row["end"] - row["start"]
    for what, number in lost.most_common():
        _say(f"gold sentences, {what}: {number} of {total} ({1000 * number / total:.2f} in 1,000)")


def _show(cleaned: Cleaned, number: int, *, shared: bool) -> None:
    every = [
        (span.reason, article.outlet, article.id, article.text[span.start : span.end])
        for article, removed, apart in zip(
            cleaned.articles, cleaned.removed, cleaned.shared, strict=True
        )
        for span in (apart if shared else removed)
    ]
    if number:
        every = random.Random(_SEED).sample(every, min(number, len(every)))  # noqa: S311 -- a sample
    for reason, outlet, name, text in sorted(every):
        _say(f"{reason} | {outlet} | {name} | {' '.join(text.split())}")


if __name__ == "__main__":
    main()
