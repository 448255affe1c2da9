"""Speed: how the tables are worked out, and how a corpus grows."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measuring.corpora import changed, write_corpus
from measuring.peers import OURS, OURS_FAST, Run, run_here
from measuring.speed import Limits, distance, side_by_side

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
ROUNDS = {
    "scikit-learn": [Run(12.0, 13.0, 150.2, 7), Run(10.0, 11.0, 151.0, 7)],
    OURS_FAST: [Run(2.0, 2.0, 300.0, 9), Run(2.0, 2.0, 300.0, 9)],
    OURS: [Run(4.0, 4.0, 310.0, 9), Run(5.0, 5.0, 310.0, 9)],
}


def test_side_by_side_by_hand() -> None:
    lines = side_by_side(ROUNDS, ["spaCy"], 22_000_000).splitlines()
    # 22 MB in 11 s; 12/2 and 10/2 times our time; 12/4 and 10/5 with reported speech.
    assert lines[2] == (
        "| scikit-learn | CountVectorizer: counts of the terms, and of all words "
        "| 11.00 (10.00 to 12.00) | 2.0 | 12.00 (11.00 to 13.00) | 151 "
        "| 5.50 (5.00 to 6.00) | 2.50 (2.00 to 3.00) |"
    )
    assert lines[-1].startswith("| spaCy | ")
    assert "| not installed |" in lines[-1]


def test_distance_by_hand() -> None:
    lines = distance(Limits(0.01, 0.1), ROUNDS, 22_000_000).splitlines()
    assert lines[2] == "| one pass over the bytes | 0.0100 | 2200 | 200 times | 450 times |"


@given(st.text(max_size=200), st.integers(0, 255))
def test_copies_keep_every_character_and_only_add_suffixes(text: str, copy: int) -> None:
    known: dict[str, str] = {}
    after = changed(text, copy, known)
    assert all(new.startswith(old) and len(new) - len(old) in {0, 3} for old, new in known.items())
    assert len(after) >= len(text)
    assert copy or after == text
    assert changed(text, copy, {}) == after


def test_the_vocabulary_grows_with_the_copies(tmp_path: Path) -> None:
    words = " ".join("".join(chr(97 + int(d)) for d in f"{n:05d}") for n in range(2000))
    news = tmp_path / "news.jsonl.gz"
    with gzip.open(news, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "a", "title": None, "text": words}) + "\n")
    once = write_corpus(news, tmp_path / "1.jsonl", most=None, copies=1)
    four = write_corpus(news, tmp_path / "4.jsonl", most=None, copies=4)
    assert (once.articles, once.types, once.size) == (1, 2000, len(words))
    # One in four is changed in each of three copies: 1 + 3/4 times the types.
    assert four.articles == 4
    assert four.types / once.types == pytest.approx(1.75, abs=0.1)


def test_peers_find_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "a", "title": "Tax cut", "text": "A tax cut, a tax."}) + "\n")
    # tax cut twice, tax three times; in NLTK's tokens a phrase takes the place of its words.
    assert run_here("scikit-learn", path, ["tax", "tax cut"]).found == 5
    assert run_here("NLTK", path, ["tax", "tax cut"]).found == 3


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_a_program_does_not_answer_for_the_memory_of_its_parent() -> None:
    ballast = b"x" * 200_000_000  # zeros would not be held in memory
    code = "from measuring.peers import peak_megabytes; print(peak_megabytes())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=BENCHMARKS, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < len(ballast) / 10**6 / 2
