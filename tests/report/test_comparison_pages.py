"""How sure, vocabulary, over time, and the gap on the page of stories."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from framing.model import Analysis
from framing.report.build import document_of
from framing.report.charts.ratios import Ratio, RatioRow, doublings, draw_ratio_rows
from framing.report.charts.theme import axes_in
from framing.report.document import Document, Figure, Page, TableBlock
from framing.report.view import View


def page_of(document: Document, key: str) -> Page:
    return next(page for page in document.pages if page.key == key)


def figures_of(page: Page) -> list[Figure]:
    return [block for block in page.blocks if isinstance(block, Figure)]


def drawn(figure: Figure) -> list[Axes]:
    canvas = Canvas(figsize=figure.size)
    figure.draw(canvas)
    return list(canvas.axes)


def words(ax: Axes) -> set[str]:
    return {text.get_text() for text in [*ax.texts, *ax.get_yticklabels()]}


def test_choices_of_method_and_what_does_not_hold(compared_pair: Analysis) -> None:
    page = page_of(document_of(View(compared_pair)), "sure")
    (table,) = (block for block in page.blocks if isinstance(block, TableBlock))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Herald", "2.0", "2.0", "1 of 2", "fragile", "headlines left out"]
    ]
    (figure,) = figures_of(page)
    assert figure.alt == (
        "Dots with intervals. Herald: as reported 2.0 times, holds, headlines left out 2.0 times, "
        "does not hold, strength 2 and 3 only 2.0 times, holds."
    )
    (ax,) = drawn(figure)
    assert {"as reported", "headlines left out", "strength 2 and 3 only"} <= words(ax)
    hollow = [line for line in ax.lines if line.get_markerfacecolor() == "white"]
    assert len(hollow) == 1


def test_words_that_set_apart_all_stories_and_same_stories(compared_pair: Analysis) -> None:
    figures = figures_of(page_of(document_of(View(compared_pair)), "vocabulary"))
    distance, apart = figures
    assert distance.title == (
        "The words of the two outlets lie further apart than random halves of one outlet"
    )
    assert {"Herald and Post", "under .001 · 92%"} <= words(drawn(distance)[0])
    # Not the outlet's own name, not what is not clear, and of a phrase and its word only one.
    assert apart.title == "More often in Herald than in Post: “dud”"
    everywhere, same = drawn(apart)
    assert [label.get_text() for label in everywhere.get_yticklabels()] == ["dud", "talks"]
    dots = [line for line in same.lines if line.get_marker() == "o"]
    assert [round(2 ** float(np.asarray(dot.get_xdata())[0]), 6) for dot in dots] == [3.0]


def test_a_panel_an_outlet_over_time(compared_pair: Analysis) -> None:
    (figure,) = figures_of(page_of(document_of(View(compared_pair)), "time"))
    assert figure.title == "Loaded words per 1,000 words by month, May to August 2023"
    herald, post = drawn(figure)
    assert {"Herald", "8 articles"} <= words(herald)
    assert herald.get_ylim() == post.get_ylim()
    assert herald.get_ylim()[1] >= 24


def test_the_gap_in_two_parts(compared_pair: Analysis) -> None:
    page = page_of(document_of(View(compared_pair)), "stories")
    gap = figures_of(page)[-1]
    assert gap.title == "In the 8 stories that both tell, their loaded words differ"
    assert gap.alt == (
        "Two-part bars. Herald to Post: all 2.0 times (1.4 to 2.9), stories 1.0 times (0.70 to "
        "1.6), words 2.0 times (1.2 to 3.5)."
    )
    assert {"which stories", "which words"} <= words(drawn(gap)[0])


def test_pages_without_numbers_are_left_out_with_a_reason(two: Analysis) -> None:
    document = document_of(View(two))
    assert not {"sure", "vocabulary", "time"} & {page.key for page in document.pages}
    text = repr(page_of(document, "made"))
    assert "nothing is tested: fewer than five articles on a side, or one outlet" in text
    assert "the dates span less than eight weeks" in text


def test_a_ratio_off_the_scale_ends_in_an_arrow() -> None:
    rows = [
        RatioRow("far", (Ratio(900.0, 100.0, np.inf),), "#000000"),
        RatioRow("none", (Ratio(0.0, 0.0, 0.5),), "#000000"),
        RatioRow("unknown", (None,), "#000000"),
    ]
    assert doublings(rows) == 6
    ax = axes_in(Canvas(figsize=(6, 3)), 2, 0.5, 3.5, 2)
    draw_ratio_rows(ax, rows, panel=0, span=doublings(rows))
    markers = [str(line.get_marker()) for line in ax.lines]
    assert [marker for marker in markers if marker in "<>o"] == [">", "<"]
