"""How fast the program is, beside others, in one run on one machine.

Usage: python benchmarks/performance.py NEWS [--articles N] [--repeats N] [--scales N,N] [--write]
NEWS is gzipped, one article on each line. The peers: pip install '.[peers]'; one that is missing is
said. Prints the tables of docs/performance.md; with --write it writes them there. On a machine that
does other work CPU time still tells something, wall time little.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from measuring.corpora import Corpus, write_corpus
from measuring.pages import DOCS, write_section
from measuring.peers import OURS, OURS_FAST, PEERS, Run, plain_terms, run_here
from measuring.runs import say
from measuring.speed import distance, growth, limits_of, machine, side_by_side

_NOT_INSTALLED = 9


class Bench:
    """Runs programs in processes of their own, on corpora in a scratch folder."""

    def __init__(self, news: Path, scratch: Path, most: int | None) -> None:
        self._news, self._scratch, self._most = news, scratch, most
        self._terms = scratch / "terms.json"
        terms = plain_terms()
        self.terms = len(terms)
        self._terms.write_text(json.dumps(terms), encoding="utf-8")

    def corpus(self, copies: int) -> Corpus:
        """Write a corpus of so many copies."""
        say(f"writing {copies} time(s) the corpus")
        target = self._scratch / f"news-{copies}.jsonl"
        return write_corpus(self._news, target, most=self._most, copies=copies)

    def run(self, name: str, corpus: Corpus) -> Run | None:
        """Run one program; None where it is not installed."""
        command = [sys.executable, __file__, "--run", name, corpus.path, self._terms]
        done = subprocess.run(  # noqa: S603 -- this script
            list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode == _NOT_INSTALLED:
            say(f"  {name}: not installed")
            return None
        if done.returncode:
            raise SystemExit(f"{name} failed:\n{done.stderr}")
        run = Run(**json.loads(done.stdout))
        say(f"  {name}: {run.cpu:.1f} s CPU, {run.peak:.0f} MB, {run.found:,} found")
        return run


def rounds_of(bench: Bench, corpus: Corpus, repeats: int) -> tuple[dict[str, list[Run]], list[str]]:
    """Run all programs in turn, round after round; return the runs and what is missing."""
    rounds: dict[str, list[Run]] = {}
    missing: list[str] = []
    for number in range(repeats):
        say(f"round {number + 1} of {repeats}")
        for name in PEERS:
            run = None if name in missing else bench.run(name, corpus)
            if run is not None:
                rounds.setdefault(name, []).append(run)
            elif name not in missing:
                missing.append(name)
    return rounds, missing


def grown(bench: Bench, scales: Sequence[int]) -> tuple[list[Corpus], dict[str, list[Run]]]:
    """Run ours on copies of the corpus, largest last."""
    corpora: list[Corpus] = []
    runs: dict[str, list[Run]] = {OURS_FAST: [], OURS: []}
    for scale in scales:
        corpus = bench.corpus(scale)
        corpora.append(corpus)
        for name, done in runs.items():
            run = bench.run(name, corpus)
            if run is not None:
                done.append(run)
        corpus.path.unlink()
    return corpora, runs


def section_of(bench: Bench, repeats: int, scales: Sequence[int]) -> str:
    """Measure everything, and return the section of the page."""
    corpus = bench.corpus(1)
    rounds, missing = rounds_of(bench, corpus, repeats)
    limits = limits_of(corpus)
    corpora, runs = grown(bench, scales)
    return "\n".join(
        [
            machine(),
            f"{corpus.articles:,} articles, {corpus.size / 10**6:.0f} MB of text.",
            f"The peers look for {bench.terms:,} terms.",
            f"Medians of {repeats} rounds, with least and most.\n",
            side_by_side(rounds, missing, corpus.size),
            "Growth, one run each; in each copy some words are changed, so that types grow:\n",
            growth(corpora, runs),
            "Distance to the limits of this machine:\n",
            distance(limits, rounds, corpus.size),
        ]
    )


def _run_one(name: str, path: str, terms: str) -> int:
    """Run one program here, and print how it went."""
    try:
        run = run_here(name, Path(path), json.loads(Path(terms).read_text(encoding="utf-8")))
    except ImportError:
        return _NOT_INSTALLED
    sys.stdout.write(json.dumps(asdict(run)))
    return 0


def main() -> int:
    """Measure, print, and write if asked."""
    if sys.argv[1:2] == ["--run"]:
        return _run_one(*sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path, help="gzipped articles, one on each line")
    parser.add_argument("--articles", type=int, help="take the first so many")
    parser.add_argument("--repeats", type=int, default=3, help="rounds of all programs")
    parser.add_argument("--scales", default="1,4,16", help="copies of the corpus, for growth")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    if hasattr(os, "getloadavg"):
        say(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    scales = [int(scale) for scale in asked.scales.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(asked.news, Path(scratch), asked.articles)
        section = section_of(bench, asked.repeats, scales)
    sys.stdout.write(section)
    if asked.write:
        write_section(DOCS / "performance.md", "performance", section)
    return 0


if __name__ == "__main__":
    sys.exit(main())
