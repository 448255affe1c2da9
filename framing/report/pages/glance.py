"""At a glance: what was compared, the findings, the main measure, how sure it is."""

from __future__ import annotations

from functools import partial

from framing.report.charts.dots import Reference
from framing.report.document import Block, Cell, Figure, Link, Page, Prose, TableBlock
from framing.report.findings import claimed_on_page_one, findings_of, sentence
from framing.report.findings_kinds import fragile
from framing.report.pages.shared import (
    dot_of,
    draw_panels,
    size_of_rows,
    together,
    voice_words,
)
from framing.report.view import COUNTED_VOICES, OWN_VOICES, Row, View
from framing.report.wording import count, dated, decimal, in_words, interval, listed
from framing.settings import CAUTION_BELOW, TEST_FROM

# So that all of page one fits on one sheet.
_SURE_OF_MANY = 4
# Recall of the shipped lists on words that trained readers marked (BABE, development half):
# printed and checked by benchmarks/accuracy.py.
FOUND_OF_TEN = 4
COVERAGE = (
    f"Coverage: of ten words that trained readers marked as loaded, lists like these find about "
    f"{in_words(FOUND_OF_TEN)}. What is not listed is not counted, for every outlet alike. No "
    "hand-coded sample of these articles was given, so precision here is not known."
)


def glance_page(view: View) -> Page:
    """Build page one."""
    findings = findings_of(view)
    blocks: list[Block] = [findings] if findings.items else [_nothing_found()]
    blocks.append(main_figure(view))
    table = sure_table(view)
    blocks.append(table if table is not None else Prose((COVERAGE,), "note"))
    return Page("glance", "At a glance", what_is_compared(view), tuple(blocks))


def _nothing_found() -> Prose:
    return Prose(("Nothing that these lists mark differs between the texts.",))


def corpus_line(view: View) -> str:
    """Say how much was compared: articles, outlets, stories, words, dates."""
    articles = view.rows("articles")
    parts = [count(len(articles), "article"), count(len(view.outlets), "outlet")]
    shared = _shared_stories(articles)
    if shared:
        parts.append(count(shared, "shared story", "shared stories"))
    parts.append(count(sum(row["words"] or 0 for row in articles), "word"))
    dates = sorted(row["date"] for row in articles if row["date"])
    if dates:
        parts.append(dated(dates[0], dates[-1]))
    return " · ".join(parts)


def _shared_stories(articles: list[Row]) -> int:
    outlets: dict[str, set[str]] = {}
    for row in articles:
        if row["story"]:
            outlets.setdefault(row["story"], set()).add(row["outlet"])
    return sum(len(found) > 1 for found in outlets.values())


def what_is_compared(view: View) -> str:
    """Say what the comparison can speak of."""
    number = len(view.outlets)
    if number == 1:
        one = "article" if view.describes else "outlet"
        return f"There is one {one}, so nothing is compared: the report describes its wording."
    if view.describes:
        return (
            f"With one article a side, this report compares {in_words(number)} texts. "
            "It cannot speak of outlets."
        )
    few = [view.shown(r["outlet"]) for r in view.outlets if r["articles"] < TEST_FROM]
    if few:
        return (
            f"Fewer than {in_words(TEST_FROM)} articles of {_some(few)}: "
            "no difference is claimed from so few."
        )
    few = [view.shown(r["outlet"]) for r in view.outlets if r["articles"] < CAUTION_BELOW]
    if few:
        return (
            f"Fewer than {CAUTION_BELOW} articles of {_some(few)}: "
            "only large, widespread differences can be found."
        )
    return "The sample is the article: a word repeated in one article does not count as more proof."


def _some(names: list[str]) -> str:
    most = 3
    if len(names) <= most:
        return listed(names)
    return listed([*names[: most - 1], f"{len(names) - most + 1:,} more"])


def main_figure(view: View) -> Figure:
    """Build the chart of the main measure and its strong part."""
    rows = view.outlets
    dots, strong = [], []
    for row in rows:
        note = f"{count(row['articles'], 'article')} · {row['loaded']:,} in {row['words']:,} words"
        url = Link("evidence", outlet=row["outlet"]).url
        dots.append(dot_of(view, row, note=note, url=url))
        strong.append(dot_of(view, row, "strong_", url=url))
    rate = together(rows, "loaded")
    alone = len(rows) == 1 or view.describes
    common = None if alone else Reference(rate, f"all together {decimal(rate)}")
    return Figure(
        "main-measure",
        main_title(view),
        _main_reading(view),
        _main_alt(view),
        partial(
            draw_panels,
            panels=(
                ("loaded words per 1,000 words", dots, common),
                ("of these, strength 2 or 3", strong, None),
            ),
        ),
        size_of_rows(dots),
        Link("evidence"),
    )


def main_title(view: View) -> str:
    """State what the chart of the main measure shows."""
    rows = view.outlets
    if view.describes:
        parts = [
            f"{view.shown(r['outlet'])} {r['loaded']:,}, {r['strong'] or 'none'} of strength 2 or 3"
            for r in rows
        ]
        more = [f"{len(parts) - 3:,} more"] if len(parts) > 3 else []  # noqa: PLR2004
        return f"Loaded words {voice_words(view)}: {'; '.join(parts[:3] + more)}"
    main = [row for row in view.comparisons if row["kind"] == "main"]
    clear = {row["target"] for row in main if claimed_on_page_one(row)}
    outlets = len(rows)
    if outlets == 2 and clear:  # noqa: PLR2004 -- one against the other
        return sentence(view, next(r for r in main if claimed_on_page_one(r))).text.split(":")[0]
    rates = sorted(row["rate"] or 0.0 for row in rows)
    spread = f"from {decimal(rates[0])} to {decimal(rates[-1])} per 1,000 words"
    if outlets == 1:
        return f"{decimal(rates[0])} loaded words per 1,000 {voice_words(view)}"
    if not main or all(row["said"] != "test" for row in main):
        return f"Loaded words {voice_words(view)} run {spread}; too few articles for a test"
    if not clear:
        return f"Loaded words {voice_words(view)} run {spread}; no clear difference"
    return f"Loaded words {voice_words(view)} run {spread}; {_differ(view, clear)}"


def _differ(view: View, clear: set[str]) -> str:
    tested = {row["target"] for row in view.comparisons if row["kind"] == "main"}
    number, of = len(clear & set(view.style_of)), len(tested)
    verb = "differs" if number == 1 else "differ"
    among = f"{in_words(of)}" if of == len(view.outlets) else f"the {in_words(of)} largest"
    return f"{in_words(number)} of {among} {verb} clearly from the other outlets"


def _main_reading(view: View) -> str:
    what = f"Loaded words {voice_words(view)} per 1,000 words of it."
    if view.describes:
        return f"{what} Dots: counts in one article each; no interval can be given."
    bars = "Bars: 95% intervals, with the article as the sample."
    line = " Dashed: all outlets together." if len(view.outlets) > 1 else ""
    if view.many:
        return (
            f"{what} {bars}{line} Sorted by rate, which is no ranking where intervals overlap; "
            "named: the four whose interval stays farthest above all together, and below."
        )
    return f"{what} {bars}{line} Outlets by name." if len(view.outlets) > 1 else f"{what} {bars}"


def _main_alt(view: View) -> str:
    rows = [row for row in view.outlets if row["outlet"] in view.named]
    parts = []
    for row in rows:
        ends = ""
        if row["low"] is not None and not view.describes:
            ends = f" ({interval(row['low'], row['high'])})"
        parts.append(f"{view.shown(row['outlet'])} {decimal(row['rate'] or 0.0)}{ends}")
    rest = len(view.outlets) - len(rows)
    others = f"; and {rest:,} other outlets" if rest else ""
    return f"Dot chart of loaded words per 1,000 words: {'; '.join(parts)}{others}."


def sure_table(view: View) -> TableBlock | None:
    """Show how the rates change when paraphrase is counted as own."""
    if view.analysis.options.voice != "own":
        return None
    voices = {(row["outlet"], row["voice"]): row for row in view.rows("voices")}
    rows = []
    shown = [row for row in view.outlets if row["outlet"] in view.named]
    if view.many:
        shown.sort(key=lambda row: (-(row["rate"] or 0), row["outlet"]))
        shown = shown[: _SURE_OF_MANY // 2] + shown[-_SURE_OF_MANY // 2 :]
    for row in shown:
        own = _rate_in(voices, row["outlet"], OWN_VOICES)
        wide = _rate_in(voices, row["outlet"], COUNTED_VOICES)
        quoted = _rate_in(voices, row["outlet"], ("quoted",))
        rows.append(
            (
                Cell(view.shown(row["outlet"]), Link("evidence", outlet=row["outlet"])),
                Cell(f"{row['articles']:,}"),
                Cell(f"{row['words']:,}"),
                Cell(own, tone="strong"),
                Cell(wide),
                Cell(quoted, tone="quiet"),
            )
        )
    header = ("", "articles", "own words", "own", "with paraphrase", "in quotations")
    more = len(view.outlets) - len(shown)
    note = "The line between paraphrase and own voice is drawn by rules and can err; "
    note += "“with paraphrase” shows the rate if paraphrase is counted as own."
    if more:
        note += f" The other {more:,} outlets are in tables/outlets.csv."
    note += f"{_robust(view)} {COVERAGE}"
    title = "How sure: loaded words per 1,000 words, with other borders of the own voice"
    return TableBlock(title, header, tuple(rows), "lrrrrr", (0, 1, 1, 1, 1, 1), note)


def _robust(view: View) -> str:
    """Say whether the differences that are claimed hold under other choices of method."""
    clear = [r for r in view.comparisons if r["kind"] == "main" and claimed_on_page_one(r)]
    if not clear or not view.rows("robustness"):
        return ""
    weak = [view.shown(row["target"]) for row in clear if fragile(view, row)]
    if not weak:
        each = "The difference holds" if len(clear) == 1 else "All differences hold"
        return f" {each} under most other choices of method (How sure)."
    said = "differences are" if len(weak) > 1 else "difference is"
    return (
        f" {len(weak):,} of {count(len(clear), 'difference')} hang on a choice of method, that is, "
        f"the {said} fragile: {_some(weak)} (How sure)."
    )


def _rate_in(voices: dict[tuple[str, str], Row], outlet: str, which: tuple[str, ...]) -> str:
    rows = [voices[outlet, voice] for voice in which if (outlet, voice) in voices]
    words = sum(row["words"] for row in rows)
    return decimal(1000 * sum(row["loaded"] for row in rows) / words) if words else "–"
