"""The pages that the scripts of benchmarks/ write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from measuring.floors import FLOORS, read_floors
from measuring.measures import MEASURES, Found
from measuring.pages import accuracy_section, with_section
from measuring.runs import Score, scores_in
from measuring.speech import paired
from measuring.wording import CategoryScore

ROOT = Path(__file__).resolve().parents[2]


def test_a_gap_is_seen_and_its_set_named() -> None:
    found = {measure.key: Found("", None, "there is no command") for measure in MEASURES}
    found["frames"] = Found("9 headlines", Score(0.7, 0.6, 0.8))
    lines = accuracy_section(found, [CategoryScore("hype", 1200, 0.5)]).splitlines()
    assert lines[2] == (
        "| direct quotations found, F1 | polnear | 0.970, simple method "
        "| not built: there is no command | 0.985 |"
    )
    assert "| gvfc: 9 headlines | " in lines[11]
    assert "| 0.700 (0.600 to 0.800) | 0.680 |" in lines[11]
    assert lines[-1] == "| hype | 1,200 | 0.500 |"


def test_a_section_is_replaced_and_the_rest_stays() -> None:
    page = "head\n<!-- a -->\nold\n<!-- end of a -->\n<!-- b -->\nkept\n<!-- end of b -->\n"
    assert with_section(page, "a", "new\n") == page.replace("old", "new")
    message = "the page has no section 'c'. Write the lines '<!-- c -->' and '<!-- end of c -->'"
    with pytest.raises(ValueError, match=re.escape(message)):
        with_section(page, "c", "new\n")


def test_the_scorer_is_read_line_by_line() -> None:
    found = scores_in(
        "documents 2  direct quotes 4  predicted 5\n"
        "direct-quote F1                     0.968  [0.962, 0.974]\n"
        "all reported speech, word-level F1  0.540  P 0.500  R 0.600  (tp 3 fp 3 fn 2)\n"
    )
    assert found == {
        "direct-quote F1": Score(0.968, 0.962, 0.974),
        "all reported speech, word-level F1": Score(0.54, precision=0.5, recall=0.6, marked=6),
    }


def test_ends_pair_up_once() -> None:
    # 10 has two ends within two characters and takes one; 50 has none.
    assert paired([10, 50], [9, 11]) == 1
    assert paired([10, 12], [11]) == 1
    assert paired([], [3]) == 0


def test_the_page_of_accuracy_shows_what_the_floors_hold() -> None:
    """Both are written by one run, and neither where a floor is broken."""
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for floor in read_floors(FLOORS).values():
        assert f"| {floor:.3f}" in page
