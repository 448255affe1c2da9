"""Articles in full: the text as given, with marked spans, quotations and furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.model import Article
from framing.report.document import AnnotatedArticle, Block, Mark, MarkKey, Page, Piece
from framing.report.view import Row, View, where
from framing.report.wording import count

MOST_ARTICLES = 6
# Longer texts are cut: a report is no archive.
_MOST_CHARACTERS = 20_000

# Families of categories: colour, and a line that tells them apart without colour.
_NAMES = ("#0072B2", "solid")
_LOADED = ("#B34700", "double")
_REPORTS = ("#00704F", "dotted")
_FAIR = ("#000000", "dashdotted")
_OTHER = ("#8F4477", "dashed")
_PLAIN = "#8a8a8a"
_FAMILY = {
    "naming": _NAMES,
    "ideology_label": _NAMES,
    "report_verb": _REPORTS,
    "hedge": _REPORTS,
    "presupposition": _REPORTS,
    "responsibility": _REPORTS,
    "fairness": _FAIR,
}


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    mark: Mark
    rank: tuple[int, int]


def full_page(view: View) -> Page | None:
    """Build the pages of articles in full; None where there are more than six."""
    articles = view.analysis.articles
    if not articles or len(articles) > MOST_ARTICLES:
        return None
    hits = view.hits.to_pylist()
    marks = _marks(view, hits)
    used = tuple(sorted(set(marks.values()), key=lambda m: (len(m.letter), m.letter)))
    blocks: list[Block] = [MarkKey(used)] if used else []
    for number, article in enumerate(articles, start=1):
        mine = [row for row in hits if row["article"] == article.id]
        blocks.append(_annotated(view, article, f"article-{number}", (mine, marks)))
    lead = (
        "Line and margin letter tell the category. Grey marks are plain wording. Tinted: "
        "quotation. Struck out: page furniture, not counted."
    )
    return Page("articles", "Articles in full", lead, tuple(blocks))


def _marks(view: View, hits: Sequence[Row]) -> Mapping[tuple[str, str], Mark]:
    """Give every category that occurs a letter, by how often it does."""
    counts: dict[tuple[str, str], int] = {}
    for row in hits:
        key = (row["lexicon"], row["category"])
        counts[key] = counts.get(key, 0) + 1
    order = sorted(counts, key=lambda key: (-counts[key], key))
    loaded = {(r["lexicon"], r["category"]): r["loaded"] for r in view.category_counts}
    marks = {}
    for number, key in enumerate(order):
        family = key[1].partition(":")[0]
        colour, line = _FAMILY.get(family, _LOADED if loaded[key] else _OTHER)
        marks[key] = Mark(_letter(number), view.label(*key), line, colour, "")
    return marks


def _letter(number: int) -> str:
    """Return A to Z, then AA, AB and so on.

    Examples
    --------
    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _annotated(
    view: View,
    article: Article,
    key: str,
    marked: tuple[Sequence[Row], Mapping[tuple[str, str], Mark]],
) -> AnnotatedArticle:
    rows, marks = marked
    caption = [article.date] if article.date else []
    caption.append(count(sum(r["loaded"] == "yes" for r in rows), "loaded mark"))
    caption.append(count(len(rows), "mark in all", "marks in all"))
    text = _pieces(view, article, "text", (rows, marks))
    if len(article.text) > _MOST_CHARACTERS:
        caption.append(f"cut after {_MOST_CHARACTERS:,} characters")
    return AnnotatedArticle(
        key,
        view.shown(article.outlet),
        " · ".join(caption),
        _pieces(view, article, "title", (rows, marks)),
        tuple(_paragraphs(text)),
    )


def _pieces(
    view: View,
    article: Article,
    part: str,
    marked: tuple[Sequence[Row], Mapping[tuple[str, str], Mark]],
) -> tuple[Piece, ...]:
    """Cut a field wherever a mark, a quotation or furniture begins or ends."""
    text = (article.title if part == "title" else article.text)[:_MOST_CHARACTERS]
    spans = [_span(row, marked[1]) for row in marked[0] if row["part"] == part]
    quoted = _ranges(view, "quotations", article.id, part)
    removed = _ranges(view, "removed", article.id, part)
    edges = {0, len(text)}
    for start, end in (*((s.start, s.end) for s in spans), *quoted, *removed):
        edges |= {min(start, len(text)), min(end, len(text))}
    places = sorted(edges)
    pieces = []
    for start, end in pairwise(places):
        over = [s for s in spans if s.start <= start and end <= s.end]
        mark = max(over, key=lambda s: s.rank).mark if over else None
        inside = [any(a <= start and end <= b for a, b in each) for each in (quoted, removed)]
        pieces.append(Piece(text[start:end], mark, quoted=inside[0], removed=inside[1]))
    return tuple(pieces)


def _span(row: Row, marks: Mapping[tuple[str, str], Mark]) -> _Span:
    base = marks[row["lexicon"], row["category"]]
    strength = int(row["strength"] or 0)
    plain = base.line == "solid" and strength == 0
    mark = Mark(
        base.letter,
        base.label,
        base.line,
        _PLAIN if plain else base.colour,
        str(row["hit"]),
        str(strength) if strength else "",
    )
    loaded = int(row["loaded"] == "yes")
    return _Span(int(row["start"]), int(row["end"]), mark, (loaded, strength))


def _ranges(view: View, table: str, article: str, part: str) -> list[tuple[int, int]]:
    found = view.table(table)
    if found is None:
        return []
    rows = where(where(found, "article", (article,)), "part", (part,)).to_pylist()
    if table == "quotations" and "kind" in found.column_names:
        rows = [row for row in rows if row["kind"] in {"direct", "quotation", "quoted", None}]
    return [(int(row["start"]), int(row["end"])) for row in rows]


def _paragraphs(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Part pieces at line breaks; blank lines vanish."""
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        lines = piece.text.splitlines(keepends=True) or [piece.text]
        for line in lines:
            body = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
            if body:
                paragraphs[-1].append(Piece(body, piece.mark, piece.quoted, piece.removed))
            if body != line:
                paragraphs.append([])
    return [
        tuple(paragraph) for paragraph in paragraphs if "".join(p.text for p in paragraph).strip()
    ]
