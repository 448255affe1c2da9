"""Whose words: own voice, paraphrase, quotation; and how sources are vouched for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from framing.report.charts.bars import (
    VOICE_LOOKS,
    StanceBar,
    VoiceBar,
    draw_stance_bars,
    draw_voice_bars,
    stance_height,
)
from framing.report.charts.theme import BODY, SMALL, WIDTH, draw_placed, text_inches
from framing.report.document import Block, Cell, Figure, Link, Page, TableBlock
from framing.report.findings_few import DISTANCING, ENDORSING
from framing.report.view import Row, View, grouped, tidy, where
from framing.report.wording import count, cut, percent, quoted_counts
from framing.text.columns import written_out

_GROUPS = 6
# With more bars than this no further group is begun: the chart has half a sheet.
_BARS = 14
_ROW, _STANCE_ROW = 0.36, 0.24
_SPEAKERS = 8
NOBODY = "no speaker named"


def voices_page(view: View) -> Page | None:
    """Build the page of voices; None where nothing loaded and no source is found."""
    blocks: list[Block] = []
    bars = _voice_figure(view)
    if bars is not None:
        blocks.append(bars)
    rows = _cue_rows(view)
    stance = _stance_figure(view, rows)
    if stance is not None:
        blocks.append(stance)
    if rows:
        blocks.append(_verbs_table(view, rows))
    speakers = _speakers_table(view)
    if speakers is not None:
        blocks.append(speakers)
    if not blocks:
        return None
    lead = "Quoted words are never charged to the outlet. Choosing a quotation is a choice too."
    return Page("voices", "Whose words", lead, tuple(blocks))


def _voice_figure(view: View) -> Figure | None:
    rows = view.rows("voices")
    bars = []
    for outlet in view.named:
        mine = {row["voice"]: row["loaded"] for row in rows if row["outlet"] == outlet}
        counts = tuple((voice, mine.get(voice, 0)) for voice in VOICE_LOOKS)
        total = sum(number for _, number in counts)
        if total:
            url = Link("evidence", outlet=outlet).url
            bars.append(VoiceBar(view.shown(outlet), counts, f"{total:,} loaded", url))
    if not bars:
        return None
    left = max(text_inches(bar.label, BODY) for bar in bars) + 0.15
    right = max(text_inches(bar.note, SMALL) for bar in bars) + 0.15
    height = (len(bars) + 0.5) * _ROW

    inches = WIDTH - left - right
    chart = partial(draw_voice_bars, bars=bars, inches=inches)
    return Figure(
        "voices",
        _voice_title(bars),
        "Loaded words of each outlet by whose words they are; numbers are counts. Headline and own "
        "voice are the outlet’s." + _left_out(view),
        "Stacked bars. " + "; ".join(_voice_alt(bar) for bar in bars) + ".",
        partial(draw_placed, place=(left, 0.05, inches, height), chart=chart),
        (WIDTH, height + 0.15),
        Link("evidence"),
    )


def _voice_title(bars: Sequence[VoiceBar]) -> str:
    total = sum(n for bar in bars for _, n in bar.counts)
    quoted = sum(n for bar in bars for voice, n in bar.counts if voice == "quoted")
    if not quoted:
        return "No loaded word stands inside quotation marks"
    return f"{quoted:,} of {count(total, 'loaded word')} ({percent(quoted / total)}) are quoted"


def _voice_alt(bar: VoiceBar) -> str:
    return f"{bar.label}: " + ", ".join(f"{voice} {n:,}" for voice, n in bar.counts)


def _left_out(view: View) -> str:
    left = len(view.outlets) - len(view.named)
    return f" Shown: the {len(view.named)} extremes of page one." if left else ""


def _cue_rows(view: View) -> list[Row]:
    """Return cues by group (or source without one), outlet, class and verb."""
    table = view.table("attribution")
    if table is None or not len(table):
        return []
    who = pc.coalesce(table["group"], table["source"])
    table = where(table.append_column("who", who).filter(pc.is_valid(who)), "outlet", view.named)
    return grouped(table, ["who", "outlet", "class", "cue"], "hits")


def _biggest(rows: Sequence[Row], number: int) -> list[str]:
    """Return the sources with most marked cues, those cited by several outlets first."""
    marked: dict[str, int] = {}
    outlets: dict[str, set[str]] = {}
    for row in rows:
        outlets.setdefault(row["who"], set()).add(row["outlet"])
        marked.setdefault(row["who"], 0)
        if row["class"] in {DISTANCING, ENDORSING}:
            marked[row["who"]] += row["hits"]
    order = sorted(marked, key=lambda who: (len(outlets[who]) < 2, -marked[who], who))  # noqa: PLR2004
    return [who for who in order if marked[who]][:number]


def _stance_figure(view: View, rows: Sequence[Row]) -> Figure | None:
    """Build diverging bars: per group of sources and outlet, distancing against endorsing."""
    bars: list[StanceBar] = []
    for who in _biggest(rows, _GROUPS):
        if len(bars) > _BARS:
            break
        for outlet in view.named:
            mine = [row for row in rows if row["who"] == who and row["outlet"] == outlet]
            if mine:
                bars.append(_stance_bar(view, who, outlet, mine))
    if not bars:
        return None
    labels = [text_inches(bar.label, SMALL) for bar in bars]
    left = max(labels + [text_inches(bar.heading, SMALL, "bold") for bar in bars]) + 0.2
    height = (stance_height(bars) + 0.7) * _STANCE_ROW

    place = (left, 0.05, WIDTH - left - 0.75, height)
    away, along = sum(bar.distancing for bar in bars), sum(bar.endorsing for bar in bars)
    return Figure(
        "sources",
        f"Statements of sources: {away:,} introduced with distancing words, {along:,} endorsing",
        "Verbs and nouns that introduce a source’s statements, in headlines and own voice: number "
        "of each kind. Other: neutral and all further kinds. Sorted by marked cues.",
        "Diverging bars. " + "; ".join(_stance_alt(bar) for bar in bars) + ".",
        partial(draw_placed, place=place, chart=partial(draw_stance_bars, bars=bars)),
        (WIDTH, height + 0.3),
        Link("evidence"),
    )


def _stance_bar(view: View, who: str, outlet: str, rows: Sequence[Row]) -> StanceBar:
    kinds = {DISTANCING: 0, ENDORSING: 0, "": 0}
    for row in rows:
        kinds[row["class"] if row["class"] in kinds else ""] += row["hits"]
    style = view.style_of[outlet]
    return StanceBar(
        cut(who), view.shown(outlet), style.colour, style.marker,
        kinds[DISTANCING], kinds[ENDORSING], kinds[""], Link("evidence", outlet=outlet).url,
    )  # fmt: skip


def _stance_alt(bar: StanceBar) -> str:
    return (
        f"{bar.heading} in {bar.label}: {bar.distancing:,} distancing, {bar.endorsing:,} "
        f"endorsing, {bar.others:,} other"
    )


def _verbs_table(view: View, rows: Sequence[Row]) -> TableBlock:
    """List the cues themselves, by source and outlet."""
    body = []
    chosen = _biggest(rows, _GROUPS) or sorted({row["who"] for row in rows})[:_GROUPS]
    for who in chosen:
        first = True
        for outlet in view.named:
            mine = [row for row in rows if row["who"] == who and row["outlet"] == outlet]
            if mine:
                link = Link("evidence", outlet=outlet)
                kinds = [_verbs(view, mine, kind) for kind in (DISTANCING, ENDORSING, "")]
                head = (Cell(who if first else "", tone="strong"), Cell(view.shown(outlet), link))
                body.append((*head, *(Cell(kind) for kind in kinds)))
                first = False
    return TableBlock(
        "The words that introduce them",
        ("source", "outlet", "distancing", "endorsing", "neutral and other"),
        tuple(body),
        "lllll",
        (1, 1, 1.3, 1.3, 1.6),
        "A group gathers its members: officials and spokespeople of a government are one group.",
    )


def _verbs(view: View, rows: Sequence[Row], kind: str) -> str:
    marked = {DISTANCING, ENDORSING}
    mine = [r for r in rows if (r["class"] == kind if kind else r["class"] not in marked)]
    mine.sort(key=lambda row: (-row["hits"], row["cue"]))
    most = 6
    words = [
        view.cue_spelling(row["cue"]) + (f" {row['hits']:,}×" if row["hits"] > 1 else "")
        for row in mine[:most]
    ]
    more = [f"{len(mine) - most:,} more"] if len(mine) > most else []
    return ", ".join(words + more) or "–"


def _speakers_table(view: View) -> TableBlock | None:
    """Show who supplies the loaded words inside quotations and paraphrase."""
    said = where(view.named_hits, "voice", ("quoted", "paraphrase"))
    said = said.filter(pc.equal(pc.cast(said["counts"], pa.int64()), 1))
    if not len(said):
        return None
    said = written_out(said.select(["group", "source", "speaker", "outlet", "matched"]))
    who = pc.coalesce(said["group"], said["source"], said["speaker"], pa.scalar(NOBODY))
    said = said.append_column("who", who)
    counted = said.group_by(["who", "outlet", "matched"], use_threads=False)
    rows = counted.aggregate([([], "count_all")]).to_pylist()
    terms: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        counts = terms.setdefault((row["who"], row["outlet"]), Counter())
        counts[tidy(row["matched"])] += row["count_all"]
    order = sorted(terms, key=lambda key: (-terms[key].total(), key))[:_SPEAKERS]
    body = tuple(_speaker_cells(view, key, terms[key]) for key in order)
    note = "" if len(order) == len(terms) else f"The {_SPEAKERS} with most of {len(terms):,}."
    title = "Who supplies loaded words in quotation and paraphrase"
    header, widths = ("source", "outlet", "words", "which"), (1.2, 1, 0, 3)
    return TableBlock(title, header, body, "llrl", widths, note)


def _speaker_cells(view: View, key: tuple[str, str], terms: Counter[str]) -> tuple[Cell, ...]:
    who, outlet = key
    best = sorted(terms.items(), key=lambda pair: (-pair[1], pair[0]))
    return (
        Cell(who, tone="strong"),
        Cell(view.shown(outlet), Link("evidence", outlet=outlet)),
        Cell(f"{terms.total():,}"),
        Cell(quoted_counts(best, most=5)),
    )
