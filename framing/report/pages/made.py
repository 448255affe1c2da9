"""How this was made: lexicons, settings, what was removed, limits, references, pages left out."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow.compute as pc

from framing.report.document import Block, Cell, Facts, Heading, Page, Prose, TableBlock
from framing.report.glyphs import printable
from framing.report.view import View, where
from framing.report.wording import count, decimal

_DIGEST = 12
_PROBLEMS = 10
_OUTLETS = 40
LIMITS = (
    "The lists mark choices of words, not truth, intent, accuracy or the quality of reporting.",
    "What no list holds is not found: irony, arguments, choice of topic, pictures, layout.",
    (
        "Whose words a passage holds is decided by rules on quotation marks and verbs of saying. "
        "About half of newspaper text is attributed to someone, so an error there moves every "
        "rate; page one shows the rates with paraphrase counted as own."
    ),
    "Strength is the judgement of the lexicon’s editors.",
)
REFERENCES = (
    (
        "Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. "
        "Journal of Communication 43(4)."
    ),
    (
        "Recasens, M., Danescu-Niculescu-Mizil, C. and Jurafsky, D. (2013). Linguistic models for "
        "analyzing and detecting biased language. ACL."
    ),
    (
        "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. "
        "International Journal of Corpus Linguistics 13(4)."
    ),
    (
        "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. "
        "Journal of the Royal Statistical Society B 57(1)."
    ),
)


def made_page(view: View, left_out: Mapping[str, str]) -> Page:
    """Build the last page; ``left_out`` gives the reason for each page that is missing."""
    blocks: list[Block] = [_lexicons(view), _settings(view), _removed(view)]
    outlets = _outlets(view)
    blocks += [outlets] if outlets is not None else []
    blocks += _problems(view)
    blocks += _key(view)
    blocks += [Heading("Limits"), Prose(LIMITS, "note")]
    blocks += [Heading("How differences are tested"), Prose(_statistics(view), "note")]
    if left_out:
        blocks.append(
            Facts(tuple(left_out.items()), "Pages left out, and why"),
        )
    blocks += [Heading("References"), Prose(REFERENCES, "note")]
    return Page(
        "made", "How this was made", "Everything needed to check and repeat it.", tuple(blocks)
    )


def _lexicons(view: View) -> TableBlock:
    rows = tuple(
        (
            Cell(lexicon.name, tone="strong"),
            Cell(lexicon.version),
            Cell(f"{len(lexicon.entries):,}"),
            Cell(lexicon.marks),
            Cell(lexicon.licence),
            Cell(lexicon.digest[:_DIGEST], tone="quiet"),
        )
        for lexicon in view.analysis.lexicons
    )
    header = ("lexicon", "version", "entries", "marks", "licence", "SHA-256")
    return TableBlock(
        "Lexicons", header, rows, "llrlll", (0, 0, 0, 1, 0, 0),
        "The full hash is in manifest.json.",
    )  # fmt: skip


def _settings(view: View) -> Facts:
    options = view.analysis.options
    voice = {
        "own": "own: headlines and the outlet’s own voice",
        "quoted": "quoted: words inside quotations",
        "all": "all: every voice",
    }[options.voice]
    clean = "yes" if options.clean else "no: page furniture and shared text are counted"
    return Facts(
        (
            ("Voice of the main measure", voice),
            ("Page furniture taken out", clean),
            ("Outlets asked for", ", ".join(map(view.shown, options.outlets)) or "all"),
            ("Seed of resampling", str(options.seed)),
        ),
        "Settings",
    )


def _removed(view: View) -> Facts:
    table = view.table("removed")
    items: list[tuple[str, str]] = []
    if table is not None and len(table):
        counted = table.group_by(["reason"], use_threads=False).aggregate([([], "count_all")])
        rows = sorted(counted.to_pylist(), key=lambda row: (-row["count_all"], row["reason"]))
        for row in rows:
            texts = where(table, "reason", (row["reason"],))["text"].slice(0, 3).to_pylist()
            samples = "; ".join(f"“{_short(text)}”" for text in texts if text)
            items.append((row["reason"], f"{count(row['count_all'], 'passage')}: {samples}"))
        articles = pc.count_distinct(table["article"]).as_py()
        items.append(("Listed in full", f"removed.csv, from {count(articles, 'article')}"))
    return Facts(tuple(items) or (("Nothing", "No page furniture was found."),), "Taken out")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rstrip() + "…"  # noqa: PLR2004


def _outlets(view: View) -> TableBlock | None:
    """List all outlets with their rates where page one names only the extremes."""
    if not view.many:
        return None
    ordered = sorted(view.outlets, key=lambda row: (-(row["rate"] or 0), row["outlet"]))
    half = _OUTLETS // 2
    shown = ordered if len(ordered) <= _OUTLETS else [*ordered[:half], *ordered[-half:]]
    rows = tuple(
        (
            Cell(view.shown(row["outlet"])),
            Cell(f"{row['articles']:,}"),
            Cell(f"{row['words']:,}"),
            Cell(decimal(row["rate"] or 0), tone="strong"),
            Cell(_ends(row["low"], row["high"]), tone="quiet"),
            Cell(decimal(row["strong_rate"] or 0)),
        )
        for row in shown
    )
    more = len(ordered) - len(shown)
    note = "Sorted by rate; the order of outlets with overlapping intervals means nothing."
    if more:
        note += f" The {half} highest and {half} lowest; {more:,} between: tables/outlets.csv."
    header = ("outlet", "articles", "words", "loaded per 1,000", "95% interval", "strong")
    return TableBlock("Outlets", header, rows, "lrrrrr", (1, 0, 0, 0, 0, 0), note)


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "–"
    return f"{decimal(low)} to {decimal(high)}"


def _problems(view: View) -> list[Block]:
    analysis = view.analysis
    blocks: list[Block] = []
    if analysis.notes:
        blocks += [Heading("Notes on the input"), Prose(analysis.notes)]
    if analysis.problems:
        lines = [str(problem) for problem in analysis.problems[:_PROBLEMS]]
        more = len(analysis.problems) - len(lines)
        lines += [f"{more:,} more: problems.csv."] if more else []
        title = f"{count(len(analysis.problems), 'input')} left out"
        blocks += [Heading(title), Prose(tuple(lines), "note")]
    return blocks


def _key(view: View) -> list[Block]:
    """Say which outlets have names that the typeface cannot print."""
    items = tuple(
        (style.shown, style.name) for style in view.styles if style.shown != printable(style.name)
    )
    return [Facts(items, "Outlets whose names the typeface of the pages lacks")] if items else []


def _statistics(view: View) -> tuple[str, ...]:
    if view.describes:
        return (
            (
                "There is one article a side. Two articles describe two articles: nothing is "
                "tested, no interval is given, and nothing is said about the outlets."
            ),
        )
    return (
        (
            "The article is the sample, not the word: words of one article are not independent. "
            "Rates are sums of hits over sums of words; intervals come from the spread between "
            "articles (Student’s t). With two to four articles a side, intervals allow for words "
            "that cluster in articles, and nothing is tested."
        ),
        (
            "From five articles a side, differences are tested with the variance that shuffling "
            "articles between outlets would give, and on the scale of the ratio; the larger p "
            "counts. The false discovery rate is held at 5% within each family of tests "
            "(Benjamini and Hochberg). A difference is claimed where q is under .05 and the "
            "interval leaves out 1. Of three or more outlets, each is compared with the others "
            "together."
        ),
    )
