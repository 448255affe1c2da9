"""Make lexicons/word_frequencies/en.csv: in how many of 1,000 news articles a word stands.

    python benchmarks/word_frequencies.py ARTICLES.jsonl.gz

Story grouping needs to know which words are common in any news; a corpus of two articles cannot
tell. Rarer words than the least listed count as that rare.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from framing.model import Article
from framing.text.tokens import segment_of
from framing.text.vocabulary import word_key

# A word in fewer articles than this share is listed nowhere: its exact rarity tells little more.
LEAST_PER_1000 = 4
_TARGET = Path(__file__).parents[1] / "lexicons" / "word_frequencies" / "en.csv"


def main(path: str) -> None:
    """Count words in the articles of a file and write the table."""
    found: Counter[str] = Counter()
    articles = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = Article(id="a", outlet="o", text=json.loads(line)["text"])
            words: list[str] = segment_of((article,)).vocabulary.to_pylist()
            found.update({word_key(word) for word in words})
            articles += 1
    rows = [(word, round(1000 * count / articles)) for word, count in found.items()]
    kept: list[tuple[str, int]] = [
        row for row in rows if row[1] >= LEAST_PER_1000 and row[0].isalpha()
    ]
    ranked = sorted(kept, key=lambda row: (-row[1], row[0]))
    with _TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "per_1000"))
        writer.writerows(ranked)


if __name__ == "__main__":
    main(sys.argv[1])
