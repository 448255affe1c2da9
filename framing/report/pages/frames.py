"""Frames: main frames of articles, and cue words of frames, metaphors and moral words."""

from __future__ import annotations

from functools import partial

from framing.report.charts.multiples import ALL, Panel, draw_multiples, grid_of
from framing.report.charts.theme import Dot
from framing.report.document import Block, Cell, Figure, Link, Page, TableBlock
from framing.report.pages.loaded import categories_figure, is_frame
from framing.report.view import View, where
from framing.report.wording import count, percent

_PANELS = 9
_CUES = 12
_WORDS = 8


def frames_page(view: View) -> Page | None:
    """Build the page of frames; None where no lexicon marks any."""
    blocks: list[Block] = []
    main = _main_figure(view)
    if main is not None:
        blocks.append(main)
    cues = categories_figure(view, loaded=False, name="frames")
    if cues is not None:
        blocks.append(cues)
        blocks.append(_cues_table(view))
    if not blocks:
        return None
    lead = "A frame is what an article is told as. Cue words point to it; they are no verdict."
    return Page("frames", "Frames", lead, tuple(blocks))


def _main_figure(view: View) -> Figure | None:
    """Build a panel a frame: in which share of an outlet's articles it is the main one."""
    if view.describes:
        return None
    shares = _main_counts(view)
    totals: dict[tuple[str, str], int] = {}
    for (_, lexicon, frame), number in shares.items():
        totals[lexicon, frame] = totals.get((lexicon, frame), 0) + number
    order = sorted(totals, key=lambda key: (-totals[key], key))
    panels = tuple(_panel(view, key, shares, totals[key]) for key in order[:_PANELS])
    if not panels:
        return None
    first = view.label(*order[0])
    return Figure(
        "main-frames",
        f"Most often the main frame: {first}, in {totals[order[0]]:,} of "
        f"{count(len(view.analysis.articles), 'article')}",
        "In percent of the outlet’s articles: how often each frame has most cue words of its "
        "lexicon. At the right of each title: articles. Sorted by articles."
        " No interval is worked out for these shares.",
        "Small multiples. "
        + "; ".join(
            f"{p.title}: "
            + ", ".join(f"{d.label} {percent(d.value / 100)}" for d in p.dots if d.named)
            for p in panels
        )
        + ".",
        partial(draw_multiples, panels=panels, unit="% of articles", many=view.many),
        grid_of(panels, many=view.many).size,
        Link("evidence"),
    )


def _main_counts(view: View) -> dict[tuple[str, str, str], int]:
    """Return articles by outlet, lexicon and main frame."""
    table = view.table("frames")
    if table is None or not len(table):
        return {}
    main = where(table, "main", ("yes",)).select(["article", "lexicon", "frame"])
    articles = view.analysis.tables["articles"].select(["article", "outlet"])
    joined = main.join(articles, keys="article", use_threads=False)
    counted = joined.group_by(["outlet", "lexicon", "frame"], use_threads=False)
    rows = counted.aggregate([([], "count_all")]).to_pylist()
    return {(r["outlet"], r["lexicon"], r["frame"]): r["count_all"] for r in rows}


def _panel(
    view: View, key: tuple[str, str], shares: dict[tuple[str, str, str], int], total: int
) -> Panel:
    dots = []
    for row in view.outlets:
        style = view.style_of[row["outlet"]]
        share = 100 * shares.get((row["outlet"], *key), 0) / row["articles"]
        dots.append(
            Dot(
                view.shown(row["outlet"]), style.colour, style.marker, share,
                url=view.evidence(*key, outlet=row["outlet"]).url, named=style.named,
            )
        )  # fmt: skip
    return Panel(view.label(*key), f"{total:,}", tuple(dots), ALL)


def _cues_table(view: View) -> TableBlock:
    """List the cue words that were found most."""
    categories = [c for c in view.hits["category"].unique().to_pylist() if is_frame(c)]
    keys = ["lexicon", "category", "entry"]
    counted = where(view.hits, "category", categories).group_by(keys, use_threads=False)
    totals: dict[tuple[str, str], dict[str, int]] = {}
    for row in counted.aggregate([([], "count_all")]).to_pylist():
        key = (row["lexicon"], row["category"])
        totals.setdefault(key, {})[row["entry"]] = row["count_all"]
    order = sorted(totals, key=lambda key: (-sum(totals[key].values()), key))[:_CUES]
    rows = []
    for key in order:
        link, hits = view.evidence(*key), sum(totals[key].values())
        cells = (Cell(view.label(*key), link, "strong"), Cell(f"{hits:,}"))
        rows.append((*cells, Cell(_cues(view, key[0], totals[key]))))
    header = ("frame", "hits", "words")
    widths = (1.3, 0, 4)
    return TableBlock("The cue words, in all voices", header, tuple(rows), "lrl", widths)


def _cues(view: View, lexicon: str, terms: dict[str, int]) -> str:
    ordered = sorted(terms.items(), key=lambda pair: (-pair[1], pair[0]))
    words = [
        view.spelled(lexicon, term) + (f" {number:,}×" if number > 1 else "")
        for term, number in ordered[:_WORDS]
    ]
    more = [f"{len(terms) - _WORDS:,} more"] if len(terms) > _WORDS else []
    return ", ".join(words + more)
