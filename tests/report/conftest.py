"""Small analyses with numbers that agree, made without the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pyarrow as pa
import pytest

from framing.model import (
    TABLES,
    Analysis,
    Article,
    Category,
    Entry,
    Lexicon,
    Options,
    Problem,
    Referent,
)

Cell = str | int | float | None
Table = list[dict[str, Cell]]

LABELS = {
    "naming": ("Names", True),
    "evaluative_neg": ("Negative judgement", True),
    "hype": ("Hype", True),
    "idiom": ("Idiom", True),
    "report_verb": ("Verbs of saying", False),
    "fairness:denial": ("Denial reported", False),
    "frame:conflict": ("Conflict frame", False),
    "metaphor:war": ("War metaphor", False),
}
_WHOLE = set(
    "hit span counts strength start end words loaded strong hits mentions articles stories".split()
)


@dataclass(frozen=True)
class Marked:
    """A mark: where it stands is found by searching the article for ``matched``."""

    article: str
    category: str
    matched: str
    strength: int = 1
    voice: str = "own"
    kind: str | None = None
    referent: str | None = None
    group: str | None = None
    entry: str = ""
    part: str = "text"


@dataclass
class Maker:
    """Makes an analysis of articles and marks, adding up every table from the marks."""

    articles: Sequence[Article]
    marks: Sequence[Marked]
    comparisons: Table = field(default_factory=list)
    stories: dict[str, str] = field(default_factory=dict)
    quotations: Table = field(default_factory=list)
    removed: Table = field(default_factory=list)
    problems: tuple[Problem, ...] = ()

    def analysis(self) -> Analysis:
        hits = self._hits()
        tables: dict[str, Table] = {
            "hits": hits,
            "articles": self._articles(hits),
            "outlets": self._outlets(hits),
            "voices": self._voices(hits),
            "categories": self._categories(hits),
            "terms": self._terms(hits),
            "naming": self._naming(hits),
            "attribution": self._attribution(hits),
            "frames": self._frames(hits),
            "stories": [{"article": a, "story": s} for a, s in self.stories.items()],
            "comparisons": self.comparisons,
            "removed": self.removed,
            "problems": [],
        }
        arrow = {name: table_of(TABLES[name], rows) for name, rows in tables.items()}
        columns = ("article", "part", "start", "end", "kind", "speaker")
        arrow["quotations"] = table_of(columns, self.quotations)
        return Analysis(
            tuple(self.articles),
            (lexicon_of(self.marks),),
            MappingProxyType(arrow),
            self.problems,
            (),
            Options(),
        )

    @property
    def outlets(self) -> list[str]:
        return sorted({article.outlet for article in self.articles})

    def _hits(self) -> Table:
        by_id = {article.id: article for article in self.articles}
        rows: Table = []
        for number, mark in enumerate(self.marks, start=1):
            article = by_id[mark.article]
            text = article.title if mark.part == "title" else article.text
            start = text.index(mark.matched)
            loaded = LABELS[mark.category][1] and mark.strength >= 1
            rows.append(
                {
                    "hit": number,
                    "span": number if loaded else None,
                    "counts": 1 if loaded else None,
                    "article": article.id,
                    "outlet": article.outlet,
                    "date": article.date or None,
                    "story": self.stories.get(article.id),
                    "lexicon": "wording",
                    "category": mark.category,
                    "loaded": "yes" if loaded else "no",
                    "entry": mark.entry or mark.matched.lower(),
                    "referent": mark.referent,
                    "class": mark.kind,
                    "matched": mark.matched,
                    "strength": mark.strength,
                    "voice": mark.voice,
                    "speaker": None,
                    "source": mark.group,
                    "group": mark.group,
                    "negated": "no",
                    "part": mark.part,
                    "start": start,
                    "end": start + len(mark.matched),
                    "sentence": sentence_around(text, start),
                }
            )
        return rows

    def _words(self, outlet: str, voices: Iterable[str]) -> int:
        """Count words: those of titles are headline, of each text a tenth quoted."""
        total = 0
        for article in self.articles:
            if article.outlet == outlet:
                text, title = len(article.text.split()), len(article.title.split())
                quoted = text // 10
                parts = {"headline": title, "quoted": quoted, "own": text - 2 * quoted}
                total += sum(
                    parts.get(voice, quoted if voice == "paraphrase" else 0) for voice in voices
                )
        return total

    def _articles(self, hits: Table) -> Table:
        rows: Table = []
        for article in self.articles:
            mine = [row for row in hits if row["article"] == article.id and row["counts"] == 1]
            words = len(article.text.split()) + len(article.title.split())
            rows.append(
                {
                    "article": article.id,
                    "outlet": article.outlet,
                    "date": article.date or None,
                    "title": article.title,
                    "story": self.stories.get(article.id),
                    "words": words,
                    "loaded": len(mine),
                }
            )
        return rows

    def _outlets(self, hits: Table) -> Table:
        rows: Table = []
        for outlet in self.outlets:
            mine = [r for r in hits if r["outlet"] == outlet and r["counts"] == 1]
            own = [r for r in mine if r["voice"] in {"own", "headline"}]
            strong = [r for r in own if int(r["strength"] or 0) > 1]
            words = self._words(outlet, ("headline", "own"))
            articles = sum(article.outlet == outlet for article in self.articles)
            row: dict[str, Cell] = {
                "outlet": outlet,
                "articles": articles,
                "words": words,
                "loaded": len(own),
                "strong": len(strong),
            }
            for prefix, found in (("", own), ("strong_", strong)):
                rate = 1000 * len(found) / words
                row[f"{prefix}rate"] = rate
                row[f"{prefix}low"] = rate / 1.5 if articles > 1 else None
                row[f"{prefix}high"] = rate * 1.5 + 1 if articles > 1 else None
            rows.append(row)
        return rows

    def _voices(self, hits: Table) -> Table:
        rows: Table = []
        for outlet in self.outlets:
            for voice in ("headline", "own", "paraphrase", "quoted", "shared"):
                mine = [
                    r for r in hits
                    if r["outlet"] == outlet and r["voice"] == voice and r["counts"] == 1
                ]  # fmt: skip
                rows.append(
                    {
                        "outlet": outlet,
                        "voice": voice,
                        "words": self._words(outlet, (voice,)),
                        "loaded": len(mine),
                        "strong": sum(int(r["strength"] or 0) > 1 for r in mine),
                    }
                )
        return rows

    def _categories(self, hits: Table) -> Table:
        rows: Table = []
        for category in dict.fromkeys(str(row["category"]) for row in hits):
            for outlet in self.outlets:
                mine = [r for r in hits if r["category"] == category and r["outlet"] == outlet]
                words = self._words(outlet, ("headline", "own"))
                articles = sum(article.outlet == outlet for article in self.articles)
                rate = 1000 * len(mine) / words
                rows.append(
                    {
                        "lexicon": "wording",
                        "category": category,
                        "label": LABELS[category][0],
                        "loaded": "yes" if LABELS[category][1] else "no",
                        "outlet": outlet,
                        "hits": len(mine),
                        "articles": len({r["article"] for r in mine}),
                        "words": words,
                        "rate": rate,
                        "low": rate / 2 if articles > 1 else None,
                        "high": rate * 2 + 1 if articles > 1 else None,
                    }
                )
        return rows

    def _terms(self, hits: Table) -> Table:
        keys = ("category", "entry", "referent", "strength", "outlet", "voice")
        groups: dict[tuple[Cell, ...], int] = {}
        for row in hits:
            key = tuple(row[name] for name in keys)
            groups[key] = groups.get(key, 0) + 1
        return [
            {"lexicon": "wording", **dict(zip(keys, key, strict=True)), "hits": n, "articles": 1}
            for key, n in groups.items()
        ]

    def _naming(self, hits: Table) -> Table:
        named = [row for row in hits if row["referent"]]
        rows: Table = []
        for referent in dict.fromkeys(row["referent"] for row in named):
            mine = [row for row in named if row["referent"] == referent]
            loaded = {row["entry"] for row in mine if row["loaded"] == "yes"}
            names = [("(all loaded names)", loaded)] if loaded else []
            names += [(str(e), {e}) for e in dict.fromkeys(row["entry"] for row in mine)]
            for name, entries in names:
                rows += self._name_rows(mine, str(referent), name, entries)
        return rows

    def _name_rows(self, mine: Table, referent: str, name: str, entries: set[Cell]) -> Table:
        strengths = [row["strength"] for row in mine if row["entry"] in entries]
        head: dict[str, Cell] = {"referent": referent, "name": name}
        head["strength"] = None if name.startswith("(") else strengths[0]
        rows: Table = []
        for outlet in self.outlets:
            here = [row for row in mine if row["outlet"] == outlet]
            unquoted = [row for row in here if row["voice"] != "quoted"]
            if unquoted:
                used = [row for row in unquoted if row["entry"] in entries]
                share = len(used) / len(unquoted)
                several = len({row["article"] for row in unquoted}) > 1
                rows.append(
                    {
                        **head,
                        "outlet": outlet,
                        "voice": "counted",
                        "mentions": len(used),
                        "articles": len({row["article"] for row in used}),
                        "share": share,
                        "low": share / 2 if several else None,
                        "high": (1 + share) / 2 if several else None,
                    }
                )
            for voice in ("headline", "own", "paraphrase", "quoted"):
                said = [r for r in here if r["voice"] == voice and r["entry"] in entries]
                if said:
                    wide = len({row["article"] for row in said})
                    row = {**head, "outlet": outlet, "voice": voice}
                    rows.append({**row, "mentions": len(said), "articles": wide})
        return rows

    def _attribution(self, hits: Table) -> Table:
        cues = [row for row in hits if row["category"] == "report_verb"]
        return [
            {
                "outlet": row["outlet"],
                "article": row["article"],
                "source": row["source"],
                "group": row["group"],
                "class": row["class"],
                "cue": row["entry"],
                "hits": 1,
            }
            for row in cues
        ]

    def _frames(self, hits: Table) -> Table:
        found = {row["article"] for row in hits if str(row["category"]).startswith("frame:")}
        return [
            {
                "article": article,
                "lexicon": "wording",
                "frame": "frame:conflict",
                "hits": 1,
                "rate": 1.0,
                "main": "yes",
            }
            for article in sorted(map(str, found))
        ]


def sentence_around(text: str, start: int) -> str:
    """Return the sentence of a place, cut at full stops."""
    low = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    high = text.find(". ", start)
    return " ".join(text[low : high + 1 if high >= 0 else len(text)].split())


def lexicon_of(marks: Sequence[Marked]) -> Lexicon:
    """Return a lexicon with an entry for each marked term."""
    terms = {(m.entry or m.matched.lower()): m for m in marks}
    entries = tuple(
        Entry(
            term, mark.category, mark.strength, plain=f"plain {term}",
            referent=mark.referent or "", coding=mark.kind or "",
        )
        for term, mark in terms.items()
    )  # fmt: skip
    return Lexicon(
        name="wording",
        version="1.0",
        language="en",
        licence="CC-BY-4.0",
        editors=("Editor",),
        marks="loaded wording",
        categories=tuple(
            Category(code, label, f"What {label.lower()} marks.", loaded)
            for code, (label, loaded) in LABELS.items()
        ),
        entries=entries,
        examples=(),
        referents=(
            Referent("us_executive", "sitting US executive branch"),
            Referent("ukraine_war", "Russia’s war in Ukraine"),
        ),
        slots=MappingProxyType({}),
        digest="0123456789abcdef" * 4,
        path="lexicons/wording",
    )


def table_of(columns: Sequence[str], rows: Table) -> pa.Table:
    """Return rows as Arrow, missing cells as null."""
    arrays = {}
    for name in columns:
        values = [row.get(name) for row in rows]
        kind = pa.string()
        if any(isinstance(value, str) for value in values):
            pass
        elif any(isinstance(value, float) for value in values) or name in {"p", "q", "q_all"}:
            kind = pa.float64()
        elif name in _WHOLE or name.partition("_")[0] in {"hits", "articles", "words"}:
            kind = pa.int64()
        arrays[name] = pa.array(values, kind)
    return pa.table(arrays)


FIRST = (
    "The Biden regime warned about arms talks. Kirby claimed that letters were exchanged. "
    "Thus far, the much-hyped offensive has been a dud. Russia’s invasion of Ukraine goes on.\n\n"
    "“It is a gunfight,” Kirby stated. The regime change ventures went nowhere."
)
SECOND = (
    "The Biden administration revealed that letters were exchanged. Kirby confirmed the visit. "
    "The conflict in Ukraine goes on.\n\n"
    "North Korea contested these assertions. Tensions sparked attention.\n\nShare This Article"
)


def two_texts() -> Maker:
    """One article a side, after the seeds."""
    a, b = "first", "second"
    us = {"category": "report_verb", "group": "US officials"}
    return Maker(
        [
            Article(a, "Alpha", FIRST, title="US Gov is Freaking Out"),
            Article(b, "Beta", SECOND, title="White House claims letters", date="2023-08-31"),
        ],
        [
            Marked(a, "hype", "Freaking Out", 3, "headline", part="title"),
            Marked(a, "naming", "Biden regime", 3, referent="us_executive"),
            Marked(a, kind="distancing", matched="claimed", **us),  # type: ignore[arg-type]
            Marked(a, "hype", "much-hyped", 2),
            Marked(a, "evaluative_neg", "dud", 2),
            Marked(a, "naming", "Russia’s invasion of Ukraine", 0, referent="ukraine_war"),
            Marked(a, "evaluative_neg", "gunfight", 2, "quoted"),
            Marked(a, kind="neutral", matched="stated", **us),  # type: ignore[arg-type]
            Marked(b, "naming", "Biden administration", 0, referent="us_executive"),
            Marked(b, kind="endorsing", matched="revealed", **us),  # type: ignore[arg-type]
            Marked(b, kind="endorsing", matched="confirmed", **us),  # type: ignore[arg-type]
            Marked(b, "naming", "conflict in Ukraine", 1, referent="ukraine_war"),
            Marked(b, "fairness:denial", "contested", 0),
            Marked(b, "hype", "sparked", 1),
        ],
        quotations=[
            {"article": a, "part": "text", "start": FIRST.index("“"), "end": FIRST.index("”") + 1,
             "kind": "direct", "speaker": "Kirby"}
        ],
        removed=[
            {"article": b, "outlet": "Beta", "part": "text", "start": SECOND.index("Share"),
             "end": len(SECOND), "reason": "furniture", "text": "Share This Article"}
        ],
    )  # fmt: skip


def compared(
    kind: str, item: str, ratio: float, said: str = "test", **more: Cell
) -> dict[str, Cell]:
    """Return a row of comparisons: Herald against Post, 31 articles in all."""
    row: dict[str, Cell] = {
        "kind": kind, "item": item, "target": "Herald", "reference": "Post",
        "hits_target": 36, "articles_target": 16, "words_target": 30000, "rate_target": 1.2,
        "hits_reference": 5, "articles_reference": 15, "words_reference": 30000,
        "rate_reference": 1.2 / ratio, "ratio": ratio, "low": ratio / 2, "high": ratio * 2,
        "p": 0.001, "q": 0.01, "said": said,
    }  # fmt: skip
    row |= more
    return row | {"q_all": more.get("q_all", row["q"])}


def pair(said: str = "test") -> Maker:
    """Two outlets with eight articles each, on eight shared stories."""
    articles, marks = [], []
    for number in range(8):
        for outlet, text in (("Herald", FIRST), ("Post", SECOND)):
            name = f"{outlet}-{number}"
            date = f"2023-09-{number + 1:02d}"
            articles.append(Article(name, outlet, text, title=f"Talks, day {number}", date=date))
            if outlet == "Herald":
                marks += [
                    Marked(name, "naming", "Biden regime", 3, referent="us_executive"),
                    Marked(name, "hype", "much-hyped", 2),
                    Marked(name, "evaluative_neg", "gunfight", 2, "quoted"),
                    Marked(name, "report_verb", "claimed", kind="distancing", group="Officials"),
                    Marked(name, "metaphor:war", "offensive", 1),
                ]
            else:
                marks += [
                    Marked(name, "naming", "Biden administration", 0, referent="us_executive"),
                    Marked(name, "hype", "sparked", 1),
                    Marked(name, "report_verb", "revealed", kind="endorsing", group="Officials"),
                    Marked(name, "frame:conflict", "conflict", 1),
                ]
    rows = [
        compared("main", "loaded", 2.0, said, low=1.4, high=2.9),
        compared("strong", "strong", 7.2, said, low=3.7, high=13.9),
        compared("category", "wording:hype", 1.1, said, low=0.6, high=2.8, q=0.6, p=0.5),
    ]
    stories = {article.id: f"story {article.id[-1]}" for article in articles}
    return Maker(articles, marks, rows, stories)


def crowd(
    outlets: int, *, names: Callable[[int], str] = "Outlet of the city {:03d}".format
) -> Maker:
    """Many outlets with two articles each, from calm to loud."""
    articles, marks = [], []
    for number in range(outlets):
        for copy in range(2):
            name = f"{number}-{copy}"
            words = " ".join(["calm"] * 150)
            text = f"{words}. much-hyped dud sparked contested claimed."
            articles.append(Article(name, names(number), text, title=f"Day {copy} of calm"))
            used = ("much-hyped", "dud", "sparked")[: 1 + (number * 7 + copy) % 3]
            marks += [Marked(name, "hype", mark, 1 + number % 3) for mark in used]
            marks.append(Marked(name, "report_verb", "claimed", kind="distancing", group="Mayor"))
    return Maker(articles, marks)


@pytest.fixture(name="two")
def two_fixture() -> Analysis:
    """One article a side."""
    return two_texts().analysis()


@pytest.fixture(name="pair")
def pair_fixture() -> Analysis:
    """Two outlets, tested."""
    return pair().analysis()


@pytest.fixture(name="make_crowd")
def make_crowd_fixture() -> Callable[..., Analysis]:
    """Return what makes many outlets."""
    return lambda outlets, **more: crowd(outlets, **more).analysis()


def with_comparisons(analysis: Analysis) -> Analysis:
    """Add words, distances, robustness, gaps and periods to an analysis of Herald and Post."""
    sides: dict[str, Cell] = {"target": "Herald", "reference": "Post"}
    rows: Table = [
        *analysis.tables["comparisons"].to_pylist(),
        compared("word", "dud", 7.2, low=3.7, high=13.9),
        compared("word", "talks", 0.2, low=0.1, high=0.5),
        compared("phrase", "a dud", 6.0, low=3.0, high=12.0),
        compared("word", "letters", 1.1, low=0.6, high=2.0, q=0.6),
        compared("word", "herald", 9.0, low=4.0, high=20.0),
    ]
    dud: dict[str, Cell] = {"kind": "word", "item": "dud", "ratio": 3.0, "low": 1.5, "high": 6.0}
    part: dict[str, Cell] = {"kind": "main", "item": "loaded", "stories": 8}
    ends: dict[str, Cell] = {"low": 1.4, "high": 2.9, "choice_low": 0.7, "choice_high": 1.6}
    gap = sides | part | ends | {"ratio": 2.0, "choice": 1.0, "words": 2.0}
    gap |= {"words_low": 1.2, "words_high": 3.5}
    far: dict[str, Cell] = {"distance": 0.02, "p": 0.0005, "halves_low": -0.01, "halves_high": 0.01}
    choices = {"as reported": "yes", "headlines left out": "no", "strength 2 and 3 only": "yes"}
    main: dict[str, Cell] = {**sides, "ratio": 2.0, "low": 1.4, "high": 2.9, "p": 0.01}
    tables: dict[str, Table] = {
        "comparisons": rows,
        "within": [sides | dud],
        "gaps": [gap],
        "distances": [sides | far | {"auc": 0.92}],
        "robustness": [
            {**main, "choice": name, "holds": held} for name, held in choices.items()
        ],
        "periods": [
            {
                "kind": "main", "item": "loaded", "outlet": outlet, "period": f"2023-0{month}-01",
                "unit": "month", "articles": 2, "words": 900, "hits": 3, "rate": 3.0 * month,
                "low": 1.0, "high": 30.0,
            }
            for outlet in ("Herald", "Post") for month in (5, 6, 7, 8)
        ],
    }  # fmt: skip
    arrow = {name: table_of(TABLES[name], found) for name, found in tables.items()}
    return replace(analysis, tables=MappingProxyType({**analysis.tables, **arrow}))


@pytest.fixture(name="compared_pair")
def compared_pair_fixture() -> Analysis:
    """Two outlets with every table of comparisons."""
    return with_comparisons(pair().analysis())
