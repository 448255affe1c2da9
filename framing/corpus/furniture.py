"""Page furniture: what a page adds to an article, found by list and by repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from framing.model import Article
from framing.settings import FURNITURE_ARTICLES, FURNITURE_CHARACTERS, FURNITURE_SHARE

_BYLINE = re.compile(r"by\s+([^\d,|•·]{2,60}?)(?:\s+\d+\s+min(?:ute)?s?\s+read)?", re.IGNORECASE)
_KEY_LENGTH = 2
# Furniture stands at the ends of a page: so many of its first and last lines are its edges.
_EDGE_LINES = 4


class Pattern(Protocol):
    """A line of the editable list: ``*`` stands for any characters."""

    @property
    def pattern(self) -> str:
        """The line, in any case."""

    @property
    def kind(self) -> str:
        """What such a line is for."""

    @property
    def where(self) -> str:
        """Where it may stand: any, start or end."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without the white space around it; offsets count code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's ``title`` or ``text`` and what was made of it."""

    part: str
    start: int
    end: int
    reason: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text that hold anything."""
    place = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = place + raw.index(bare[0])
            yield Line(start, start + len(bare), bare)
        place += len(raw) + 1


class FurnitureList:
    """The editable list of furniture lines, made ready for looking up.

    Parameters
    ----------
    patterns : sequence of Pattern
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._by_key: dict[str, list[tuple[re.Pattern[str], str, str]]] = {}
        self._open: list[tuple[re.Pattern[str], str, str]] = []
        for one in patterns:
            words = [re.escape(piece) for piece in one.pattern.lower().split("*")]
            rule = (re.compile(".*".join(words)), one.kind, one.where)
            key = one.pattern.lower()[:_KEY_LENGTH]
            if "*" in key or len(key) < _KEY_LENGTH:
                self._open.append(rule)
            else:
                self._by_key.setdefault(key, []).append(rule)

    def kind(self, line: str, *, at_start: bool, at_end: bool) -> str:
        """Return what furniture a line is; empty where it is none."""
        plain = " ".join(line.lower().replace("’", "'").split())
        for rule, kind, where in (*self._by_key.get(plain[:_KEY_LENGTH], ()), *self._open):
            placed = where == "any" or (at_start if where == "start" else at_end)
            if placed and rule.fullmatch(plain) is not None:
                return str(kind)
        return ""


def repeated_lines(articles: Sequence[Article]) -> dict[str, frozenset[str]]:
    """Return the lines that an outlet repeats so often that they are furniture.

    Parameters
    ----------
    articles : sequence of Article

    Returns
    -------
    dict of outlet to lines
    """
    counts: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for article in articles:
        totals[article.outlet] += 1
        seen = {line.text for line in lines_of(article.text) if _short(line.text)}
        counts.setdefault(article.outlet, Counter()).update(seen)
    return {
        outlet: frozenset(
            line
            for line, number in found.items()
            if number >= max(FURNITURE_ARTICLES, FURNITURE_SHARE * totals[outlet])
        )
        for outlet, found in counts.items()
    }


def _short(line: str) -> bool:
    return len(line) <= FURNITURE_CHARACTERS


def furniture_of(
    article: Article, listed: FurnitureList, repeated: Mapping[str, frozenset[str]]
) -> list[Span]:
    """Return the furniture of one article.

    Parameters
    ----------
    article : Article
    listed : FurnitureList
    repeated : mapping of outlet to lines
        As `repeated_lines` gives it.

    Returns
    -------
    list of Span
        In the order of the text; ``reason`` says why each was taken out.
    """
    lines = list(lines_of(article.text))
    reasons = [_reason(article, lines, place, listed, repeated) for place in range(len(lines))]
    _mark_bio(article, lines, reasons)
    return [
        Span("text", line.start, line.end, reason)
        for line, reason in zip(lines, reasons, strict=True)
        if reason
    ]


def _reason(
    article: Article,
    lines: Sequence[Line],
    place: int,
    listed: FurnitureList,
    repeated: Mapping[str, frozenset[str]],
) -> str:
    text = lines[place].text
    if place == 0 and article.title and _same(text, article.title):
        return "title repeated"
    if not _short(text):
        return ""
    at_start, at_end = place < _EDGE_LINES, place >= len(lines) - 2 * _EDGE_LINES
    kind = listed.kind(text, at_start=at_start, at_end=at_end)
    if kind:
        return kind
    return "repeated line" if text in repeated.get(article.outlet, ()) else ""


def _same(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _mark_bio(article: Article, lines: Sequence[Line], reasons: list[str]) -> None:
    """Mark the author's bio: a last paragraph that begins with the by-line's name."""
    names = {article.author.strip()} if article.author.strip() else set()
    for line, reason in zip(lines, reasons, strict=True):
        match = _BYLINE.fullmatch(line.text) if reason else None
        if match:
            names.add(match[1].strip())
    body = [place for place, reason in enumerate(reasons) if not reason]
    for place in reversed(body):
        before = reasons[max(place - 2, 0) : place]
        after_furniture = len(before) == 2 and all(before)  # noqa: PLR2004 -- two lines
        to_the_end = all(reasons[place + 1 :])
        named = any(lines[place].text.startswith(name) for name in names)
        if not to_the_end or place < _EDGE_LINES or not (named or after_furniture):
            return
        reasons[place] = "bio"
