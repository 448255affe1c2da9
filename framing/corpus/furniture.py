"""Page furniture: what a page adds to an article, found by list, by form and by repetition."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from framing.corpus.lines import Line, Span, lines_of
from framing.corpus.patterns import Pattern, PatternList
from framing.model import Article
from framing.settings import (
    FURNITURE_ARTICLES,
    FURNITURE_CHARACTERS,
    FURNITURE_PROSE_ARTICLES,
    FURNITURE_PROSE_SHARE,
    FURNITURE_SHARE,
)

# Furniture stands at the ends of a page: so many of its first and last lines are its edges.
_EDGE_LINES = 4
_END_LINES = 2 * _EDGE_LINES

_BYLINE = re.compile(r"by:?\s+([^\d,|•·]{2,60}?)(?:\s+\d+\s+min(?:ute)?s?\s+read)?", re.IGNORECASE)
_BYLINE_WORDS = range(3, 13)
_NOT_NAMES = frozenset({"and", "for", "of", "the", "in", "de", "van", "von", "al", "&"})
# A place in capitals, with the rest of its name, an agency in brackets and a dash: the dash or
# the brackets have to be there, and a place alone is longer than most acronyms.
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’\- ]{2,39}(?:, [A-Z][\w.]*(?: [\w.]+){0,3}){0,2})?"
    r" {0,2}(?:\((?P<agency>[A-Z][A-Za-z/ ]{1,29})\))?(?P<dash> ?(?:—|–|--+) ?| - )?"
)
_LONE_PLACE = 5
_SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]*$")
# A repeated line that reads as prose of at least so many words has to stand at the ends of its
# articles: among so many first or last lines.
_PROSE_WORDS = 8
_PROSE_EDGES = (2, 3)
_BETWEEN_NAMES = re.compile(r",|;|&|\band\b")
_LEAST_NAME = 4
_HOUSE = re.compile(r"\b(?:agency|board|desk|editors?|news|press|reuters|staff|times)\b")
# Below an advertisement or a link to another article the text often goes on; below these not.
_ABOUT_THE_AUTHOR = frozenset(
    {
        "bio",
        "byline",
        "comment",
        "contact",
        "copyright",
        "follow",
        "newsletter",
        "share",
        "subscribe",
    }
)
# A dateline opens the first paragraph; one line above it may be a summary.
_DATELINE_LINES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The furniture of one article, and what its outlet's other articles are compared by.

    ``furniture`` is in the order of the text, and says why each stretch was taken out; ``hashes``
    has one number a line, 0 where it is too long for furniture, and ``kinds`` what lines are by
    themselves, by place; ``agency`` is empty where no line names one.
    """

    furniture: tuple[Span, ...]
    hashes: array[int]
    kinds: Mapping[int, str]
    agency: str


class Lookup:
    """The lists of furniture and of agencies' credits, ready for looking up.

    Parameters
    ----------
    furniture : sequence of Pattern
    provenance : sequence of Pattern
        The kind of each is the agency's name. It goes before furniture.
    """

    def __init__(self, furniture: Sequence[Pattern], provenance: Sequence[Pattern]) -> None:
        self._list = PatternList([*provenance, *furniture])
        self._agencies = frozenset(one.kind for one in provenance)

    def page(self, article: Article) -> Page:
        """Find the furniture of one article, as far as it can be known from it alone."""
        lines = lines_of(article.text)
        hashes = array("q", bytes(8 * len(lines)))
        kinds = {}
        for place, line in enumerate(lines):
            if len(line.text) <= FURNITURE_CHARACTERS:
                hashes[place] = hash(line.text) or 1
                if kind := self._kind(line.text, place, len(lines)):
                    kinds[place] = kind
        return self._page(article, lines, hashes, kinds)

    def again(self, article: Article, page: Page, repeated: Collection[int]) -> Page:
        """Find the furniture of one article, now that the lines are known that come again.

        Parameters
        ----------
        article : Article
        page : Page
            Of this article.
        repeated : collection of int
            Hashes of the lines that its outlet repeats, as `repeated_lines` gives them.
        """
        kinds = {p: "repeated line" for p, line in enumerate(page.hashes) if line in repeated}
        return self._page(article, lines_of(article.text), page.hashes, kinds | dict(page.kinds))

    def _page(
        self, article: Article, lines: Sequence[Line], hashes: array[int], kinds: Mapping[int, str]
    ) -> Page:
        reasons, agency = dict(kinds), ""
        for place in sorted(kinds):
            if kinds[place] in self._agencies:
                agency, reasons[place] = agency or kinds[place], f"credit of {kinds[place]}"
        if lines and article.title and _same(lines[0].text, article.title):
            reasons[0] = "title repeated"
        mark_bio(article, lines, reasons)
        found = [
            Span("text", lines[place].start, lines[place].end, reason)
            for place, reason in reasons.items()
        ]
        opening = self._dateline(lines, reasons)
        if opening is not None:
            line, end, named = opening
            found.append(Span("text", line.start, line.start + end, "dateline"))
            agency = named or agency
        found.sort(key=lambda span: span.start)
        return Page(tuple(found), hashes, kinds, agency)

    def _kind(self, line: str, place: int, count: int) -> str:
        at_start, at_end = place < _EDGE_LINES, place >= count - _END_LINES
        kind = self._list.kind(line, at_start=at_start, at_end=at_end)
        return kind or ("byline" if (at_start or at_end) and is_byline(line) else "")

    def _dateline(
        self, lines: Sequence[Line], reasons: Mapping[int, str]
    ) -> tuple[Line, int, str] | None:
        """Return the line that opens with a dateline, its length and the agency it names."""
        body = (line for place, line in enumerate(lines) if place not in reasons)
        for line in islice(body, _DATELINE_LINES):
            found = _DATELINE.match(line.text)
            if found is None or found.end() in {0, len(line.text)}:
                continue
            named = self._agency(found["agency"] or "")
            place = found["place"] or ""
            long = "," in place or len(place.split(" ")[0].rstrip(".")) >= _LONE_PLACE
            if named or (found["dash"] and (found["agency"] or (place and long))):
                return line, found.end(), named
        return None

    def _agency(self, name: str) -> str:
        kind = self._list.kind(f"({name})", at_start=True, at_end=False)
        return kind if kind in self._agencies else ""


def is_byline(line: str) -> bool:
    """Tell whether a line has the form of a by-line: "By", then names and no sentence.

    Examples
    --------
    >>> is_byline("By Ann Lee and Bo Chan"), is_byline("By Monday the vote was lost.")
    (True, False)
    """
    words = line.split()
    if len(words) not in _BYLINE_WORDS or words[0].casefold().rstrip(":") != "by":
        return False
    if words[0][0] == "b" or _SENTENCE_END.search(line.removesuffix("Jr.").removesuffix("Sr.")):
        return False
    return all(word[0].isupper() or word in _NOT_NAMES for word in words[1:])


def repeated_lines(
    articles: Sequence[Article], pages: Sequence[Page], left_out: Collection[int]
) -> dict[str, frozenset[int]]:
    """Return the lines that an outlet repeats so often that they are furniture.

    Parameters
    ----------
    articles, pages : sequences of the same length
    left_out : collection of int
        Places of articles that repeat another: their lines come again for another reason.

    Returns
    -------
    dict of outlet to hashes of lines
    """
    of_outlet: dict[str, list[int]] = {}
    for place, article in enumerate(articles):
        if place not in left_out:
            of_outlet.setdefault(article.outlet, []).append(place)
    found = {}
    for outlet, places in of_outlet.items():
        least = max(FURNITURE_ARTICLES, FURNITURE_SHARE * len(places))
        if len(places) < least:
            continue
        hashes = np.concatenate(
            [np.unique(np.frombuffer(pages[p].hashes, dtype=np.int64)) for p in places]
        )
        values, counts = np.unique(hashes, return_counts=True)
        often = (counts >= least) & (values != 0)
        number = dict(zip(values[often].tolist(), counts[often].tolist(), strict=True))
        found[outlet] = _not_prose(
            number, [articles[p] for p in places], [pages[p] for p in places]
        )
    return found


def _not_prose(
    number: Mapping[int, int], articles: Sequence[Article], pages: Sequence[Page]
) -> frozenset[int]:
    """Leave out what may be a paragraph of background that the outlet puts into each report."""
    at_edge: Counter[int] = Counter()
    example: dict[int, tuple[int, int]] = {}
    for which, page in enumerate(pages):
        count = len(page.hashes)
        for place, line in enumerate(page.hashes):
            if line in number:
                example.setdefault(line, (which, place))
                at_edge[line] += place < _PROSE_EDGES[0] or place >= count - _PROSE_EDGES[1]
    very_often = max(FURNITURE_PROSE_ARTICLES, FURNITURE_PROSE_SHARE * len(articles))
    return frozenset(
        line
        for line, (which, place) in example.items()
        if number[line] >= very_often
        or 2 * at_edge[line] >= number[line]
        or not _is_prose(lines_of(articles[which].text)[place].text)
    )


def _is_prose(line: str) -> bool:
    return line.count(" ") >= _PROSE_WORDS and _SENTENCE_END.search(line) is not None


def _same(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def mark_bio(article: Article, lines: Sequence[Line], reasons: dict[int, str]) -> None:
    """Mark what comes after the last body paragraph and is about the author.

    That is a paragraph which begins with the by-line's name, or a short one that follows two
    lines to do with the author or the reader; with nothing but furniture below.

    Parameters
    ----------
    article : Article
    lines : sequence of Line
    reasons : dict of place to reason
        Of the lines that are furniture; bios are added.
    """
    names: tuple[str, ...] | None = None
    for place in range(len(lines) - 1, _EDGE_LINES - 1, -1):
        if place in reasons:
            continue
        if names is None:
            names = _names(article, lines, reasons)
        text = lines[place].text
        above = {reasons.get(place - 2, ""), reasons.get(place - 1, "")}
        follows = len(text) <= FURNITURE_CHARACTERS and _ABOUT_THE_AUTHOR.issuperset(above)
        if not (text.startswith(names) or follows):
            return
        reasons[place] = "bio"


def _names(article: Article, lines: Sequence[Line], reasons: Mapping[int, str]) -> tuple[str, ...]:
    """Return the writers' names; an outlet or an agency that signs has no bio."""
    signed = [article.author] if article.author else []
    for place, reason in reasons.items():
        match = _BYLINE.fullmatch(lines[place].text) if reason == "byline" else None
        if match:
            signed.append(match[1])
    names = (name.strip(" \"'") for one in signed for name in _BETWEEN_NAMES.split(one))
    return tuple(
        by + name
        for name in names
        if len(name) >= _LEAST_NAME and not _HOUSE.search(name.casefold())
        for by in ("", "By ")
    )
