"""Bars of counts: stacked by voice, and diverging by how a source is vouched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from framing.report.charts.theme import BODY, INK, QUIET, SMALL, bare, text_inches
from framing.report.glyphs import printable

# Voices: from the outlet's own to other people's, dark to light, each with a hatch of its own.
VOICE_LOOKS = {
    "headline": ("#333333", "white", ""),
    "own": ("#6e6e6e", "white", ""),
    "paraphrase": ("#c4c4c4", INK, "////"),
    "quoted": ("#f2f2f2", INK, "...."),
}
VOICE_NAMES = {
    "headline": "headline",
    "own": "own voice",
    "paraphrase": "paraphrase",
    "quoted": "quotation",
    "shared": "agency text",
}


@dataclass(frozen=True, slots=True)
class VoiceBar:
    """How many loaded words an outlet has in each voice."""

    label: str
    counts: tuple[tuple[str, int], ...]
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class StanceBar:
    """Cues of one outlet for one group of sources."""

    heading: str
    label: str
    colour: str
    marker: str
    distancing: int
    endorsing: int
    others: int
    url: str = ""


def draw_voice_bars(ax: Axes, bars: Sequence[VoiceBar], inches: float) -> None:
    """Draw shares as stacked bars, one an outlet, with counts inside and names of parts on top."""
    bare(ax, keep="none")
    ax.set_xlim(0, 1)
    ax.set_ylim(len(bars) - 0.45, -0.95)
    ax.set_xticks([])
    ax.set_yticks(range(len(bars)), [printable(bar.label) for bar in bars], size=BODY)
    for row, bar in enumerate(bars):
        total = sum(number for _, number in bar.counts)
        left = 0.0
        for voice, number in bar.counts:
            share = number / total if total else 0.0
            _segment(ax, (voice, number), (left, share, row), inches)
            left += share
        ax.annotate(
            bar.note, (1, row), (6, 0), textcoords="offset points", va="center", size=SMALL,
            color=QUIET, annotation_clip=False,
        )  # fmt: skip
    found = {voice for bar in bars for voice, number in bar.counts if number}
    _voice_names(ax, [voice for voice in VOICE_LOOKS if voice in found], inches)


def _segment(
    ax: Axes, part: tuple[str, int], place: tuple[float, float, float], inches: float
) -> None:
    (voice, number), (left, share, row) = part, place
    if not number:
        return
    fill, ink, hatch = VOICE_LOOKS[voice]
    ax.barh(
        row, share, left=left, height=0.56, color=fill, edgecolor="#9a9a9a", lw=0.5, hatch=hatch
    )
    text = f"{number:,}"
    if share * inches > text_inches(text, SMALL) + 0.06:
        ax.text(
            left + share / 2, row, text, ha="center", va="center", size=SMALL, color=ink,
            bbox={"facecolor": fill, "edgecolor": "none", "pad": 0.8} if hatch else None,
        )  # fmt: skip


def _voice_names(ax: Axes, voices: Sequence[str], inches: float) -> None:
    """Name the parts as a line of keys above the bars, in the order of the parts."""
    left = 0.0
    for voice in voices:
        fill, _, hatch = VOICE_LOOKS[voice]
        ax.barh(
            -0.72, 0.11 / inches, left=left, height=0.28, color=fill, edgecolor="#9a9a9a", lw=0.5,
            hatch=hatch,
        )  # fmt: skip
        name = VOICE_NAMES[voice]
        ax.text(left + 0.16 / inches, -0.72, name, va="center", size=SMALL, color=INK)
        left += (text_inches(name, SMALL) + 0.4) / inches


def draw_stance_bars(ax: Axes, bars: Sequence[StanceBar]) -> None:
    """Draw distancing cues to the left and endorsing ones to the right of a middle line."""
    bare(ax, keep="none")
    longest = max((max(bar.distancing, bar.endorsing) for bar in bars), default=1) or 1
    ax.set_xlim(-1.22 * longest, 1.22 * longest)
    rows = stance_rows(bars)
    ax.set_ylim(stance_height(bars) + 0.1, -0.55)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.axvline(0, color=QUIET, lw=0.8)
    heading = ""
    for bar, row in zip(bars, rows, strict=True):
        if bar.heading != heading:
            heading = bar.heading
            _beside(ax, printable(heading), row - 1, weight="bold")
        _beside(ax, printable(bar.label), row, weight="normal")
        ax.annotate(
            f"{bar.others:,} other" if bar.others else "", (1, row), (4, 0), size=SMALL,
            xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
            color=QUIET, annotation_clip=False,
        )  # fmt: skip
        for number, side in ((bar.distancing, -1), (bar.endorsing, 1)):
            _stance_bar(ax, bar, (number, side), row)
    style: dict[str, Any] = {
        "xycoords": "axes fraction",
        "textcoords": "offset points",
        "size": SMALL,
    }
    ax.annotate(
        "← distancing (claimed, alleged)", (0.5, 1), (-6, 0), ha="right", color=QUIET, **style
    )
    ax.annotate(
        "endorsing (revealed, confirmed) →", (0.5, 1), (6, 0), ha="left", color=QUIET, **style
    )


def _stance_bar(ax: Axes, bar: StanceBar, part: tuple[int, int], row: float) -> None:
    number, side = part
    if number:
        patches = ax.barh(row, side * number, height=0.6, color=bar.colour, lw=0)
        patches[0].set_url(bar.url or None)
    ax.annotate(
        f"{number:,}", (side * number, row), (4 * side, 0), textcoords="offset points",
        ha="left" if side > 0 else "right", va="center", size=SMALL,
        color=INK if number else QUIET,
    )  # fmt: skip


def _beside(ax: Axes, text: str, row: float, *, weight: str) -> None:
    ax.annotate(
        text, (0, row), (-8, 0), xycoords=("axes fraction", "data"), ha="right", va="center",
        textcoords="offset points", size=SMALL, color=INK, weight=weight, annotation_clip=False,
    )  # fmt: skip


def stance_rows(bars: Sequence[StanceBar]) -> list[float]:
    """Return the row of each bar: groups have a heading above and a gap below.

    Examples
    --------
    >>> bar = StanceBar("US", "A", "#000000", "o", 1, 0, 0)
    >>> stance_rows([bar, bar])
    [1.0, 2.0]
    """
    rows: list[float] = []
    row, heading = 0.0, ""
    for bar in bars:
        if bar.heading != heading:
            row += 1 if not heading else 1.4
            heading = bar.heading
        rows.append(row)
        row += 1
    return rows


def stance_height(bars: Sequence[StanceBar]) -> float:
    """Return how many rows the bars take."""
    return stance_rows(bars)[-1] + 0.5
