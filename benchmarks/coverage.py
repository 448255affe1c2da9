"""How many of the loaded words that trained readers marked the lexicons find, on the babe dev set.

Usage: python benchmarks/coverage.py ../shared/eval
Prints word-level precision, recall and F1 by the scorer that comes with the set.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from framing import Article, Options, analyse, load_tools
from framing.corpus.reading import Reading


def main() -> None:
    """Mark the set, and hand the marks to its scorer."""
    folder = Path(sys.argv[1])
    lines = (folder / "babe" / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    articles = tuple(Article(row["id"], row["group"], row["text"]) for row in rows)
    analysis = analyse(Reading(articles), load_tools(), Options(voice="all", clean=False))
    hits = analysis.tables["hits"].to_pylist()
    with tempfile.TemporaryDirectory() as scratch:
        marks = Path(scratch) / "marks.jsonl"
        with marks.open("w", encoding="utf-8") as out:
            for hit in hits:
                if hit["loaded"] == "yes":
                    span = {"id": hit["article"], "start": hit["start"], "end": hit["end"]}
                    out.write(json.dumps(span) + "\n")
        scorer = [sys.executable, folder / "score.py", "spans", folder / "babe", marks]
        subprocess.run([*map(str, scorer), "--label", "loaded"], check=True)  # noqa: S603 -- our own call


if __name__ == "__main__":
    main()
