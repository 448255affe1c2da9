"""The gap between outlets, split into choice of stories and choice of words."""

from __future__ import annotations

from functools import partial

from framing.report.charts.ratios import Gap, Ratio, RatioRow, doublings, draw_gaps
from framing.report.charts.theme import SMALL, WIDTH, draw_placed, text_inches
from framing.report.document import Figure, Link
from framing.report.findings_kinds import REST
from framing.report.view import Row, View
from framing.report.wording import count, decimal, in_words

_ROW = 0.5
_NOTES, _BELOW = 0.95, 0.3


def gaps_figure(view: View) -> Figure | None:
    """Build two-part bars of the main measure; None where no gap could be split."""
    rows = [
        row for row in view.rows("gaps")
        if row["kind"] == "main" and row["target"] in view.named and row["words_low"] is not None
    ]  # fmt: skip
    if not rows:
        return None
    two = len(view.outlets) == 2  # noqa: PLR2004
    gaps = [_gap(view, row, two=two) for row in rows]
    left = max(text_inches(gap.label, SMALL) for gap in gaps) + 0.15
    height = (len(gaps) + 0.2) * _ROW
    span = doublings([RatioRow("", (g.whole, g.choice, g.words), "#000000") for g in gaps])
    place = (left, _BELOW, WIDTH - left - _NOTES, height)
    other = view.shown(rows[0]["reference"]) if two else REST
    few = len(view.named) - (2 if two else len(rows))
    left_out = (
        f" Left out: {count(few, 'outlet')} that share fewer stories." if few and not two else ""
    )
    return Figure(
        "gaps",
        _title(rows, two=two),
        f"Loaded words, times as often as in {other}. Dot: over all articles. Bars: its two parts, "
        "which multiply to it: which stories the outlet covers, and how much; and how it words "
        "stories that both tell. Lines: 95% intervals from resamples of stories. A part whose line "
        f"crosses 1 may be nothing.{left_out}",
        "Two-part bars. " + "; ".join(map(_alt, gaps)) + ".",
        partial(draw_placed, place=place, chart=partial(draw_gaps, gaps=gaps, span=span)),
        (WIDTH, height + _BELOW + 0.05),
        Link("loaded"),
    )


def _gap(view: View, row: Row, *, two: bool) -> Gap:
    style = view.style_of[row["target"]]
    label = view.shown(row["target"])
    return Gap(
        f"{label} to {view.shown(row['reference'])}" if two else label,
        style.colour,
        style.marker,
        Ratio(row["ratio"], row["low"], row["high"]),
        Ratio(row["choice"], row["choice_low"], row["choice_high"]),
        Ratio(row["words"], row["words_low"], row["words_high"]),
        Link("evidence", outlet=row["target"]).url,
    )


def _title(rows: list[Row], *, two: bool) -> str:
    clear = [row for row in rows if row["words_low"] > 1 or row["words_high"] < 1]
    if two:
        verb = "differ" if clear else "show no clear difference"
        stories = count(rows[0]["stories"], "story", "stories")
        return f"In the {stories} that both tell, their loaded words {verb}"
    number = in_words(len(clear)).capitalize()
    verb = "differs" if len(clear) < 2 else "differ"  # noqa: PLR2004 -- none differs
    return (
        f"{number} of {in_words(len(rows))} outlets {verb} in loaded words within the stories that "
        "others tell too"
    )


def _alt(gap: Gap) -> str:
    parts = []
    for name, ratio in (("all", gap.whole), ("stories", gap.choice), ("words", gap.words)):
        if ratio.value is not None and ratio.low is not None and ratio.high is not None:
            ends = f"{decimal(ratio.low)} to {decimal(ratio.high)}"
            parts.append(f"{name} {decimal(ratio.value)} times ({ends})")
    return f"{gap.label}: {', '.join(parts)}"
