"""A small analysis written by hand, whose articles try to break out of every format."""

from __future__ import annotations

from types import MappingProxyType

import pyarrow as pa
import pytest

from framing.model import (
    TABLES,
    Analysis,
    Article,
    Category,
    Lexicon,
    Options,
    Problem,
)

Cell = str | int | float | None
Row = dict[str, Cell]

HOSTILE = (
    "The regime <script>alert(1)</script> said $x^2$, #emph[x] and [red]alert[/red]. "
    'A regime </script><img src=x onerror="alert(2)"> is &amp; stays <!-- a regime.\n'
    "]]> {{ 7 * 7 }} {% raw %} \u2028 the regime\x00\x1b[31m fell."
)
PLAIN = "The government said so. A government is a government, and the regime is one too."
_TEXT = set(
    "article outlet date story lexicon category loaded entry referent class matched voice speaker "
    "source group negated part sentence title author url genre label tier plain name frame main "
    "kind item target reference said reason text where what fix via cue inside".split()
)
_REAL = set("rate low high share ratio p q strong_rate strong_low strong_high".split())


def table_of(columns: tuple[str, ...], rows: list[Row]) -> pa.Table:
    """Make a table with the types that its columns have in every analysis."""

    def kind(column: str) -> pa.DataType:
        if column in _TEXT and not (column == "loaded" and "words" in columns):
            return pa.string()
        real = column in _REAL or column.startswith("rate_")
        return pa.float64() if real else pa.int64()

    schema = pa.schema([(column, kind(column)) for column in columns])
    return pa.Table.from_pylist(rows, schema=schema)


def hits_of(articles: list[Article]) -> list[Row]:
    """Mark every `regime` as a loaded name, and every `government` as a plain one."""
    rows: list[Row] = []
    for article in articles:
        for matched, strength in (("regime", 2), ("government", 0)):
            start = article.text.find(matched)
            while start >= 0:
                number = len(rows) + 1
                rows.append(
                    {
                        "hit": number,
                        "span": number if strength else None,
                        "counts": 1 if strength else None,
                        "article": article.id,
                        "outlet": article.outlet,
                        "date": article.date or None,
                        "lexicon": "naming",
                        "category": "naming",
                        "loaded": "yes" if strength else "no",
                        "entry": matched,
                        "referent": "gov",
                        "matched": matched,
                        "strength": strength,
                        "voice": "own" if number % 2 else "quoted",
                        "negated": "no",
                        "part": "text",
                        "start": start,
                        "end": start + len(matched),
                        "sentence": article.text,
                    }
                )
                start = article.text.find(matched, start + 1)
    return rows


def analysis_of(articles: list[Article]) -> Analysis:
    """Make an analysis of articles: hits, and the sums that pages need."""
    hits = hits_of(articles)
    outlets = sorted({article.outlet for article in articles})
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    rows["hits"] = hits
    rows["articles"] = [
        {"article": a.id, "outlet": a.outlet, "date": a.date or None, "words": 100}
        for a in articles
    ]
    for outlet in outlets:
        mine = [row for row in hits if row["outlet"] == outlet]
        loaded = sum(row["loaded"] == "yes" for row in mine)
        size = sum(a.outlet == outlet for a in articles)
        rate = 10.0 * loaded / size
        ends: Row = {"low": 1 / 3, "high": 99.0, "strong_low": 1 / 3, "strong_high": 99.0}
        counts: Row = {"articles": size, "words": 100 * size, "loaded": loaded, "strong": loaded}
        rates: Row = {"rate": rate, "strong_rate": rate}
        rows["outlets"].append({"outlet": outlet} | counts | rates | (ends if size > 1 else {}))
        rows["voices"].append(
            {"outlet": outlet, "voice": "own", "words": 100, "loaded": loaded, "strong": loaded}
        )
    problems = (Problem("bad.txt", "it is empty.", "Leave it out."),)
    rows["problems"] = [{"where": p.where, "what": p.what, "fix": p.fix} for p in problems]
    tables = {name: table_of(TABLES[name], found) for name, found in rows.items()}
    columns = ("article", "part", "start", "end", "kind", "speaker")
    tables["quotations"] = table_of(columns, [])
    return Analysis(tuple(articles), (LEXICON,), MappingProxyType(tables), problems, (), Options())


LEXICON = Lexicon(
    name="naming",
    version="1.0",
    language="en",
    licence="CC-BY-4.0",
    editors=("One",),
    marks="contested names",
    categories=(Category("naming", "Contested <b>names</b>", "A choice of name.", loaded=True),),
    entries=(),
    examples=(),
    referents=(),
    slots=MappingProxyType({}),
    digest="0123456789abcdef" * 4,
    path="naming",
)


@pytest.fixture
def hostile() -> Analysis:
    """One article a side; one of them, and its outlet's name, is hostile."""
    return analysis_of(
        [
            Article("a", '<img src="x" onerror=alert(3)>', HOSTILE, date="2026-01-02"),
            Article("b", "Gazette", PLAIN, title="=HYPERLINK(1)"),
        ]
    )


@pytest.fixture
def many() -> Analysis:
    """A thousand articles of two outlets with more hits than the page can hold."""
    text = "The regime met. " * 6
    return analysis_of(
        [
            Article(f"n{i}", ("Gazette", "Herald")[i % 2], text, date="2026-01-02")
            for i in range(1000)
        ]
    )


@pytest.fixture
def empty() -> Analysis:
    """No article at all, for pages made by hand."""
    return analysis_of([])
