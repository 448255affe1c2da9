"""Page furniture: what a page adds to an article, found by list, by form and by repetition."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

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
# A dateline opens the first paragraph; one line above it may be a summary.
_DATELINE_LINES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What is known of an article's lines before those of its outlet are compared.

    ``kinds`` has the reason of each line that a list or its form makes furniture, by place, and
    ``listed`` where these lines start and end; ``hashes`` one number a line, 0 where it is too
    long for furniture; ``agency`` is empty where no line names one.
    """

    kinds: Mapping[int, str]
    listed: tuple[tuple[int, int], ...]
    hashes: array[int]
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
        """Read one article's lines."""
        lines = lines_of(article.text)
        kinds: dict[int, str] = {}
        hashes = array("q", bytes(8 * len(lines)))
        agency = ""
        for place, line in enumerate(lines):
            at_start, at_end = place < _EDGE_LINES, place >= len(lines) - _END_LINES
            if at_start and not agency:
                agency = self._dateline_agency(line.text)
            if len(line.text) > FURNITURE_CHARACTERS:
                continue
            hashes[place] = hash(line.text) or 1
            kind = self._list.kind(line.text, at_start=at_start, at_end=at_end)
            if kind in self._agencies:
                agency, kind = agency or kind, f"credit of {kind}"
            elif not kind and at_start and is_byline(line.text):
                kind = "byline"
            if kind:
                kinds[place] = kind
        listed = tuple((lines[place].start, lines[place].end) for place in kinds)
        return Page(kinds, listed, hashes, agency)

    def _dateline_agency(self, line: str) -> str:
        found = _DATELINE.match(line)
        if found is None or not found["agency"]:
            return ""
        named = self._list.kind(f"({found['agency']})", at_start=True, at_end=False)
        return named if named in self._agencies else ""

    def dateline(self, line: str) -> int:
        """Return how many of a line's first characters are a dateline."""
        found = _DATELINE.match(line)
        if found is None or found.end() == len(line):
            return 0
        place, dash = found["place"] or "", found["dash"]
        if found["agency"]:
            return found.end() if dash or self._dateline_agency(line) else 0
        long = "," in place or len(place.split(" ")[0].rstrip(".")) >= _LONE_PLACE
        return found.end() if dash and place and long else 0


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
        found[outlet] = _not_prose(number, [articles[p] for p in places], [pages[p] for p in places])
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


def furniture_of(
    article: Article, page: Page, repeated: Collection[int], lookup: Lookup
) -> tuple[Span, ...]:
    """Return the furniture of one article.

    Parameters
    ----------
    article : Article
    page : Page
        As `Lookup.page` gives it.
    repeated : collection of int
        Hashes of the lines that the outlet repeats.
    lookup : Lookup

    Returns
    -------
    tuple of Span
        In the order of the text; ``reason`` says why each was taken out.
    """
    lines = lines_of(article.text)
    reasons = [page.kinds.get(place, "") for place in range(len(lines))]
    for place, line in enumerate(page.hashes):
        if not reasons[place] and line in repeated:
            reasons[place] = "repeated line"
    if lines and article.title and _same(lines[0].text, article.title):
        reasons[0] = "title repeated"
    _mark_bio(article, lines, reasons)
    found = [
        Span("text", line.start, line.end, reason)
        for line, reason in zip(lines, reasons, strict=True)
        if reason
    ]
    body = [line for line, reason in zip(lines, reasons, strict=True) if not reason]
    for line in body[:_DATELINE_LINES]:
        if end := lookup.dateline(line.text):
            found.append(Span("text", line.start, line.start + end, "dateline"))
            break
    return tuple(sorted(found, key=lambda span: span.start))


def _same(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _mark_bio(article: Article, lines: Sequence[Line], reasons: list[str]) -> None:
    """Mark the author's bio: a last paragraph that begins with the by-line's name."""
    names = {article.author.strip()} if article.author.strip() else set()
    for line, reason in zip(lines, reasons, strict=True):
        match = _BYLINE.fullmatch(line.text) if reason else None
        if match:
            names.add(match[1].strip())
    place = len(lines) - 1
    while place >= _EDGE_LINES:
        if not reasons[place]:
            after_furniture = all(reasons[place - 2 : place])
            named = any(lines[place].text.startswith(name) for name in names)
            if not (named or after_furniture):
                return
            reasons[place] = "bio"
        place -= 1
