"""Stories: which outlets told which of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure as Canvas

from framing.report.charts.matrix import draw_heads, draw_matrix
from framing.report.charts.theme import SMALL, WIDTH, axes_in, text_inches
from framing.report.document import Block, Cell, Figure, OutletStyle, Page, TableBlock
from framing.report.pages.gaps import gaps_figure
from framing.report.view import FEW_OUTLETS, Row, View
from framing.report.wording import count, cut, in_words

_STORIES, _LISTED = 25, 12
_ROW = 0.24
_LABEL = 58


def stories_page(view: View) -> Page | None:
    """Build the page of stories; None where no story is told by two outlets."""
    told: dict[str, list[Row]] = {}
    for row in view.rows("articles"):
        if row["story"]:
            told.setdefault(row["story"], []).append(row)
    shared = {s: rows for s, rows in told.items() if len({row["outlet"] for row in rows}) > 1}
    if not shared:
        return None
    order = sorted(
        shared, key=lambda s: (-len({r["outlet"] for r in shared[s]}), -len(shared[s]), s)
    )
    chosen = {story: shared[story] for story in order[:_STORIES]}
    block: Block = (
        _figure(view, chosen, len(shared))
        if len(view.outlets) <= FEW_OUTLETS
        else _table(view, chosen, len(shared))
    )
    lead = (
        f"{count(len(shared), 'story is', 'stories are')} told by two outlets or more, "
        f"{in_words(len(told) - len(shared))} by one."
    )
    gaps = gaps_figure(view)
    blocks = (block,) if gaps is None else (block, gaps)
    return Page("stories", "Stories", lead, blocks)


def _headline(view: View, rows: list[Row]) -> str:
    """Return the headline of the earliest article of a story."""
    first = min(rows, key=lambda row: (row["date"] or "9999", row["article"]))
    if first["title"]:
        return cut(" ".join(str(first["title"]).split()), _LABEL)
    for article in view.analysis.articles:
        if article.id == first["article"]:
            return cut(" ".join(article.text[:300].split()), _LABEL)
    return str(first["story"])


def _figure(view: View, stories: dict[str, list[Row]], total: int) -> Figure:
    names = [_headline(view, rows) for rows in stories.values()]
    counts = _counts(view, stories)
    everywhere = int((counts > 0).all(axis=1).sum())
    more = f" The {len(names)} most widely told of {total:,}." if total > len(names) else ""
    left = min(max(text_inches(name, SMALL) for name in names) + 0.2, 4.2)
    heads = [style.shown for style in view.styles]
    column = (WIDTH - left) / len(heads)
    stair = any(text_inches(head, SMALL) > column for head in heads)
    top = 0.2 * (len(heads) if stair else 1) + 0.1
    height = len(names) * _ROW

    return Figure(
        "stories",
        f"{in_words(everywhere).capitalize()} of "
        f"{count(len(names), 'shared story', 'shared stories')} "
        f"{'is' if everywhere == 1 else 'are'} told by every outlet",
        f"A mark: the outlet told the story; the number beside it counts its articles.{more} "
        "Rows: the headline of the earliest article. Sorted by outlets, then articles.",
        "Matrix. " + "; ".join(map(_alt, names, [heads] * len(names), counts.tolist())) + ".",
        partial(_draw, names, view.styles, counts, (left, height, stair)),
        (WIDTH, height + top + 0.1),
    )


def _draw(
    names: Sequence[str],
    styles: Sequence[OutletStyle],
    counts: npt.NDArray[np.int64],
    layout: tuple[float, float, bool],
    canvas: Canvas,
) -> None:
    """Draw the matrix; ``layout`` has the room for names, the height, and whether heads step."""
    left, height, stair = layout
    ax = axes_in(canvas, left, 0.05, WIDTH - left - 0.1, height)
    draw_matrix(ax, names, styles, counts)
    draw_heads(ax, [style.shown for style in styles], stair=stair)


def _counts(view: View, stories: dict[str, list[Row]]) -> npt.NDArray[np.int64]:
    outlets = [row["outlet"] for row in view.outlets]
    counts = np.zeros((len(stories), len(outlets)), dtype=np.int64)
    for number, rows in enumerate(stories.values()):
        for row in rows:
            counts[number, outlets.index(row["outlet"])] += 1
    return counts


def _alt(name: str, heads: list[str], counts: list[int]) -> str:
    told = [f"{head} {number}" for head, number in zip(heads, counts, strict=True) if number]
    return f"{name}: {', '.join(told)}"


def _table(view: View, stories: dict[str, list[Row]], total: int) -> TableBlock:
    rows = []
    for found in list(stories.values())[:_LISTED]:
        dates = sorted(row["date"] for row in found if row["date"])
        rows.append(
            (
                Cell(_headline(view, found)),
                Cell(f"{len({row['outlet'] for row in found}):,}"),
                Cell(f"{len(found):,}"),
                Cell(dates[0] if dates else "–"),
            )
        )
    more = total - len(rows)
    return TableBlock(
        "The most widely told stories",
        ("headline of the earliest article", "outlets", "articles", "first"),
        tuple(rows),
        "lrrl",
        (5, 0, 0, 0),
        f"{more:,} more: tables/stories.csv." if more else "",
    )
