"""Running the program and the scorer that comes with the sets, as anybody would."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_DONE, _SOME_LEFT_OUT = 0, 3
_LINE = re.compile(
    r"^(?P<name>\S.*?)\s+(?P<value>\d+\.\d+)(?:\s+\[(?P<low>\d+\.\d+), (?P<high>\d+\.\d+)\])?"
    r"(?:\s+P (?P<precision>\d+\.\d+)\s+R (?P<recall>\d+\.\d+))?"
    r"(?:\s+\(tp (?P<right>\d+) fp (?P<wrong>\d+) fn \d+\))?"
)


class NotBuilt(Exception):
    """A command or lexicon that a measure needs is not there: a gap in the table, not a zero."""


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the scorer: a share in [0, 1], and what it was printed with.

    ``low`` and ``high`` end the 95% interval. ``marked`` is how many units were predicted.
    """

    value: float
    low: float | None = None
    high: float | None = None
    precision: float | None = None
    recall: float | None = None
    marked: int | None = None


def say(line: str) -> None:
    """Print progress to standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def read_jsonl(path: Path) -> list[Json]:
    """Return the objects of a file with one on each line."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def framing_rows(*arguments: str | Path) -> list[Json]:
    """Return the rows that a command of the program prints.

    Raises
    ------
    NotBuilt
        The program has no such command yet.
    SystemExit
        The command failed; its message is passed on.
    """
    say(f"  framing {' '.join(map(str, arguments))}")
    command = [sys.executable, "-m", "framing", *map(str, arguments), "--format", "jsonl", "-q"]
    done = subprocess.run(  # noqa: S603 -- our own program
        command, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if "No such command" in done.stderr:
        raise NotBuilt(f"there is no command 'framing {arguments[0]}'")
    if done.returncode not in {_DONE, _SOME_LEFT_OUT}:
        raise SystemExit(f"framing {arguments[0]} failed:\n{done.stderr}")
    if done.stderr:
        say(done.stderr.rstrip())
    return [json.loads(line) for line in done.stdout.splitlines()]


def scored(
    task: str, folder: Path, predictions: Iterable[Json], *options: str
) -> Mapping[str, Score]:
    """Return what the scorer of the sets says of some predictions, by the names it prints.

    Parameters
    ----------
    task : str
        spans, classify, quotes or clusters.
    folder : Path
        One set; ``score.py`` lies beside it.
    predictions : iterable of dict
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "predictions.jsonl"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in predictions)
        scorer = [sys.executable, folder.parent / "score.py", task, folder, path, *options]
        done = subprocess.run(  # noqa: S603 -- the scorer of the sets
            list(map(str, scorer)), capture_output=True, text=True, encoding="utf-8", check=False
        )
    if done.returncode:
        raise SystemExit(f"score.py {task} failed:\n{done.stderr}")
    if done.stderr:
        say(done.stderr.rstrip())
    return scores_in(done.stdout)


def scores_in(printed: str) -> dict[str, Score]:
    """Read what the scorer printed.

    Examples
    --------
    >>> found = scores_in("word-level F1 0.500  [0.400, 0.600]  P 0.400  R 0.667  (tp 2 fp 3 fn 1)")
    >>> found["word-level F1"]
    Score(value=0.5, low=0.4, high=0.6, precision=0.4, recall=0.667, marked=5)
    """
    found = {}
    for line in printed.splitlines():
        match = _LINE.match(line.strip())
        if match:
            found[match["name"]] = Score(
                value=float(match["value"]),
                low=_number(match["low"]),
                high=_number(match["high"]),
                precision=_number(match["precision"]),
                recall=_number(match["recall"]),
                marked=int(match["right"]) + int(match["wrong"]) if match["right"] else None,
            )
    return found


def _number(written: str | None) -> float | None:
    return None if written is None else float(written)
