from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from framing.report.charts.bars import (
    StanceBar,
    VoiceBar,
    draw_stance_bars,
    draw_voice_bars,
)
from framing.report.charts.dots import Reference, axis_top, draw_ranked, draw_rows, spread
from framing.report.charts.multiples import Panel, draw_multiples, grid_of
from framing.report.charts.pairs import Pair, draw_pairs
from framing.report.charts.theme import COLOURS, MARKERS, SHAPES, Dot, axes_in, looks


def axes() -> Axes:
    return axes_in(Canvas(figsize=(6, 3)), 2, 0.5, 3.5, 2)


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def bars_of(ax: Axes) -> list[Rectangle]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


DOTS = (
    Dot("Herald", COLOURS[0], "o", 12.3, 8.0, 17.5, url="#evidence?outlet=Herald"),
    Dot("Post", COLOURS[1], "s", 0.0),
)


def test_rows_show_values_and_interval_ends() -> None:
    ax = axes()
    draw_rows(ax, DOTS, unit="per 1,000 words", top=20, reference=Reference(6.0, "together 6.0"))
    assert words(ax) == ["together 6.0", "12.3", "0"]
    ends = [line.get_xdata() for line in ax.lines]
    assert [8.0, 17.5] in [list(np.asarray(pair)) for pair in ends]
    assert ax.get_xlim() == (0, 20)
    assert [line.get_url() for line in ax.lines if line.get_url()] == ["#evidence?outlet=Herald"]


def test_no_interval_is_drawn_where_there_is_none() -> None:
    ax = axes()
    draw_rows(ax, DOTS[1:], unit="", top=1)
    assert len(ax.lines) == 1


def test_a_runaway_interval_does_not_squeeze_the_others() -> None:
    wild = Dot("Wild", COLOURS[2], "^", 10.0, 1.0, 900.0)
    assert axis_top([*DOTS, wild]) < 40


def test_many_outlets_name_only_the_extremes() -> None:
    dots = [
        Dot(f"Outlet {n}", "#a6a6a6", "o", float(n), n / 2, n * 2, named=False) for n in range(40)
    ]
    dots.append(Dot("Loudest", COLOURS[0], "s", 60.0, 50.0, 70.0))
    ax = axes()
    draw_ranked(ax, dots, unit="", top=80)
    assert words(ax) == ["Loudest  60.0"]
    assert np.asarray(ax.collections[1].get_offsets()).shape == (40, 2)


def test_small_multiples_name_outlets_once_a_row() -> None:
    panels = [Panel(f"Category {n}", "12", DOTS) for n in range(4)]
    canvas = Canvas(figsize=grid_of(panels, many=False).size)
    draw_multiples(canvas, panels, unit="per 1,000 words", many=False)
    labelled = [[t.get_text() for t in ax.get_yticklabels()] for ax in canvas.axes]
    assert labelled == [["Herald", "Post"], [], [], ["Herald", "Post"]]
    assert words(canvas.axes[1]) == ["Category 1", "12", "12.3", "0"]


def test_a_cloud_names_those_who_are_surest_to_be_high_and_low() -> None:
    dots = [
        Dot(f"Outlet {n}", "#a6a6a6", "o", float(n), n / 2, n + 9.0, named=False) for n in range(30)
    ]
    # Two mentions say little, however extreme their rate; one article has no interval at all.
    dots += [Dot("Few", "#a6a6a6", "o", 50.0, 1.0, 90.0), Dot("One", "#a6a6a6", "o", 99.0)]
    dots += [Dot("Never", "#a6a6a6", "o", 0.0, 0.0, 30.0)]
    panels = [Panel("Hype", "30", tuple(dots))]
    canvas = Canvas(figsize=grid_of(panels, many=True).size)
    draw_multiples(canvas, panels, unit="", many=True)
    assert words(canvas.axes[0])[2:] == ["high: Outlet 29 29.0", "low: Outlet 0 0"]


def test_pairs_join_headline_and_body() -> None:
    ax = axes()
    draw_pairs(ax, [Pair("Herald", COLOURS[0], "o", 20.0, 12.0)], unit="per 1,000 words")
    assert words(ax) == ["headline 20.0", "body 12.0"]
    hollow = [line for line in ax.lines if line.get_markerfacecolor() == "white"]
    assert [np.asarray(line.get_xdata())[0] for line in hollow] == [20.0]


def test_voice_bars_add_up_to_one() -> None:
    ax = axes()
    draw_voice_bars(ax, [VoiceBar("Herald", (("headline", 1), ("own", 2), ("quoted", 1)))], 4.0)
    bars = [bar for bar in bars_of(ax) if bar.get_height() == pytest.approx(0.56)]
    assert sum(bar.get_width() for bar in bars) == pytest.approx(1)


def test_stance_bars_run_both_ways() -> None:
    ax = axes()
    draw_stance_bars(ax, [StanceBar("US officials", "Herald", "#0072B2", "o", 3, 6, 1)])
    assert [bar.get_width() for bar in bars_of(ax)] == [-3, 6]
    assert {"US officials", "Herald", "3", "6", "1 other"} <= set(words(ax))


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=10).map(sorted),
    st.floats(0.5, 5),
)
def test_labels_never_overlap(places: list[float], apart: float) -> None:
    moved = spread(np.array(places), apart, 0, 100)
    gaps = np.diff(moved)
    assert (gaps >= apart - 1e-9).all()


def test_every_colour_has_a_shape_of_its_own() -> None:
    assert len(set(COLOURS)) == len(set(MARKERS)) == len(set(SHAPES)) == 8


def test_dollar_signs_are_no_mathematics() -> None:
    with looks():
        ax = axes()
        draw_rows(ax, [Dot("$x$", "#000000", "o", 1.0, text="$100 and $200")], unit="", top=2)
        assert not ax.texts[0].get_parse_math()
