"""What has been reached on people's annotations is held."""

from __future__ import annotations

from pathlib import Path

import pytest
from accuracy import coverage_is_right, measured
from measuring.floors import FLOORS, broken, read_floors


@pytest.mark.slow
def test_no_floor_is_lost_and_the_report_tells_its_coverage(evaluation: Path) -> None:
    accuracy = measured(evaluation)
    assert [str(one) for one in broken(read_floors(FLOORS), accuracy.reached)] == []
    assert coverage_is_right(accuracy)
