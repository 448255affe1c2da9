"""What has been reached once is not to be lost: floors, kept in a file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).resolve().parent.parent / "floors.toml"
_HEAD = (
    "# What has been reached on the development sets, by measure; the slow tests hold it.\n"
    "# `python benchmarks/accuracy.py EVALUATION_DATA --write` raises a floor; only\n"
    "# `--lower-floors` lowers one, and whoever does it says why in the changelog.\n\n"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A floor that is not reached; ``reached`` is None where the measure could not be taken."""

    key: str
    floor: float
    reached: float | None

    def __str__(self) -> str:
        now = "is not measured" if self.reached is None else f"is {self.reached:.3f}"
        return (
            f"{FLOORS.name}: {self.key} {now}, and was {self.floor:.3f}. Find what was lost, or "
            "run again with --write --lower-floors and give the reason in the changelog."
        )


def read_floors(path: Path) -> dict[str, float]:
    """Return the floors of a file, by measure; none where there is no file."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key: float(value) for key, value in tomllib.load(file).items()}


def broken(floors: Mapping[str, float], reached: Mapping[str, float]) -> list[Broken]:
    """Return the floors that are not reached, in the order of the file."""
    return [
        Broken(key, floor, reached.get(key))
        for key, floor in floors.items()
        if reached.get(key, -math.inf) < floor
    ]


def settled(
    floors: Mapping[str, float], reached: Mapping[str, float], *, lower: bool
) -> dict[str, float]:
    """Return the floors after a run: raised to what was reached, lowered only if asked.

    Parameters
    ----------
    floors, reached : mapping of str to float
        Shares in [0, 1], to three decimals.
    lower : bool
        Whether a floor may fall. One whose measure was not taken then goes.

    Examples
    --------
    >>> settled({"a": 0.5, "b": 0.5}, {"a": 0.6, "b": 0.4, "c": 0.1}, lower=False)
    {'a': 0.6, 'b': 0.5, 'c': 0.1}
    """
    if lower:
        return dict(reached)
    return {**floors, **{k: max(v, floors.get(k, v)) for k, v in reached.items()}}


def written(floors: Mapping[str, float]) -> str:
    """Return the text of the file of floors.

    Examples
    --------
    >>> written({"frames": 0.68}).splitlines()[-1]
    'frames = 0.680'
    """
    return _HEAD + "".join(f"{key} = {value:.3f}\n" for key, value in floors.items())
