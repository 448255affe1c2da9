"""Floors: raised by themselves, lowered only on request."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from measuring.floors import FLOORS, broken, read_floors, settled, written
from measuring.measures import MEASURES

KEYS = st.sampled_from([measure.key for measure in MEASURES])
SHARES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
TABLES = st.dictionaries(KEYS, SHARES)


def test_a_floor_rises_and_never_falls_by_itself() -> None:
    floors, reached = {"frames": 0.5, "sentences": 0.98}, {"frames": 0.6, "sentences": 0.97}
    assert settled(floors, reached, lower=False) == {"frames": 0.6, "sentences": 0.98}
    assert settled(floors, reached, lower=True) == reached


def test_a_measure_that_is_no_longer_taken_keeps_its_floor() -> None:
    assert settled({"frames": 0.5}, {}, lower=False) == {"frames": 0.5}
    assert [str(one) for one in broken({"frames": 0.5}, {})] == [
        (
            "floors.toml: frames is not measured, and was 0.500. Find what was lost, or run again "
            "with --write --lower-floors and give the reason in the changelog."
        )
    ]


@given(TABLES, TABLES)
def test_what_was_reached_breaks_no_floor_it_made(
    floors: dict[str, float], reached: dict[str, float]
) -> None:
    after = settled(floors, reached, lower=False)
    assert broken(floors, after) == []
    assert all(after[key] >= value for key, value in floors.items())
    assert broken(settled(floors, reached, lower=True), reached) == []


def test_the_file_reads_back_what_was_written(tmp_path: Path) -> None:
    path, floors = tmp_path / "floors.toml", {"direct_quotes": 0.968, "sentences": 1.0}
    path.write_text(written(floors), encoding="utf-8")
    assert read_floors(path) == floors
    assert read_floors(tmp_path / "none.toml") == {}


def test_every_floor_belongs_to_a_measure() -> None:
    assert set(read_floors(FLOORS)) <= {measure.key for measure in MEASURES}
    assert read_floors(FLOORS)
