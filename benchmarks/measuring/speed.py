"""From runs to the tables of docs/performance.md."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measuring.corpora import Corpus
from measuring.pages import markdown
from measuring.peers import OURS, OURS_FAST, PEERS, Run, texts_of

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """CPU seconds of the least that can be done with a text: what no program here can beat."""

    one_pass: float
    one_lookup: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of a few numbers, and the least and most."""

    middle: float
    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.middle:.2f}"
        return f"{self.middle:.2f} ({self.low:.2f} to {self.high:.2f})"


def spread(numbers: Sequence[float]) -> Spread:
    """Return the median with least and most.

    Examples
    --------
    >>> str(spread([2.0, 1.0, 4.0]))
    '2.00 (1.00 to 4.00)'
    """
    return Spread(median(numbers), min(numbers), max(numbers))


def ratios(runs: Sequence[Run], ours: Sequence[Run]) -> Spread:
    """Return how many times our CPU time others take, run by run of the same round.

    Examples
    --------
    >>> str(ratios([Run(6, 6, 1, 1), Run(4, 4, 1, 1)], [Run(2, 2, 1, 1), Run(1, 1, 1, 1)]))
    '3.50 (3.00 to 4.00)'
    """
    return spread([one.cpu / own.cpu for one, own in zip(runs, ours, strict=True)])


def limits_of(corpus: Corpus) -> Limits:
    """Measure one pass over the bytes of a corpus, and one pass with a table look-up."""
    import numpy as np  # noqa: PLC0415 -- the peers' processes do without

    text = "".join(texts_of(corpus.path)).encode()
    raw = np.frombuffer(text, dtype=np.uint8)
    table = np.arange(256, dtype=np.uint8)[::-1].copy()
    out = np.empty_like(raw)
    passes, lookups = [], []
    for _ in range(_TRIES):
        begin = time.process_time()
        raw.max()
        middle = time.process_time()
        table.take(raw, out=out, mode="clip")
        lookups.append(time.process_time() - middle)
        passes.append(middle - begin)
    return Limits(min(passes), min(lookups))


def side_by_side(rounds: Mapping[str, Sequence[Run]], missing: Sequence[str], size: int) -> str:
    """Return the table of all programs; ``rounds`` holds the runs of those that are installed.

    Parameters
    ----------
    rounds : mapping of str to sequence of Run
        By name of PEERS, a run for every round.
    missing : sequence of str
        Programs that are not installed.
    size : int
        Bytes of the texts.
    """
    header = [
        "program", "does", "CPU s", "MB/s", "wall s", "peak MB",
        "times the CPU of ours with `--voice all`", "times the CPU of ours",
    ]  # fmt: skip
    rows = []
    for name, runs in rounds.items():
        cpu = spread([run.cpu for run in runs])
        rows.append(
            [
                name,
                PEERS[name].does,
                str(cpu),
                f"{size / 10**6 / cpu.middle:.1f}",
                str(spread([run.wall for run in runs])),
                f"{max(run.peak for run in runs):.0f}",
                str(ratios(runs, rounds[OURS_FAST])),
                str(ratios(runs, rounds[OURS])),
            ]
        )
    rows += [[name, PEERS[name].does, "not installed", "", "", "", "", ""] for name in missing]
    return markdown(header, rows)


def growth(corpora: Sequence[Corpus], runs: Mapping[str, Sequence[Run]]) -> str:
    """Return the table of growth: a row for each program and size, one run each."""
    header = ["program", "articles", "MB of text", "types", "CPU s", "MB/s", "peak MB"]
    rows = [
        [
            name,
            f"{corpus.articles:,}",
            f"{corpus.size / 10**6:.0f}",
            f"{corpus.types:,}",
            f"{run.cpu:.1f}",
            f"{corpus.size / 10**6 / run.cpu:.1f}",
            f"{run.peak:.0f}",
        ]
        for name, done in runs.items()
        for corpus, run in zip(corpora, done, strict=True)
    ]
    return markdown(header, rows)


def distance(limits: Limits, rounds: Mapping[str, Sequence[Run]], size: int) -> str:
    """Return the table of limits: how far above them our CPU time lies."""
    header = ["limit", "CPU s", "MB/s", "ours with `--voice all`", "ours"]
    ours = [median(run.cpu for run in rounds[name]) for name in (OURS_FAST, OURS)]
    rows = [
        [
            what,
            f"{seconds:.4f}",
            f"{size / 10**6 / seconds:.0f}",
            *(f"{own / seconds:.0f} times" for own in ours),
        ]
        for what, seconds in (
            ("one pass over the bytes", limits.one_pass),
            ("one pass with a table look-up for each byte", limits.one_lookup),
        )
    ]
    return markdown(header, rows)


def machine() -> str:
    """Return what was measured on: cores, processor, system and versions."""
    versions = []
    for package in ("numpy", "pyarrow", "scikit-learn", "spacy", "nltk", "flashtext"):
        try:
            versions.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return (
        f"Machine: {os.cpu_count()} cores ({_processor()}), {platform.system()}. "
        f"Python {platform.python_version()}, {', '.join(versions)}.\n"
    )


def _processor() -> str:
    """Return the processor's name where the system tells it, else its kind."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
