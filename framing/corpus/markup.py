"""Web pages: the article's paragraphs and what the page says about it, by a plain reader."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from framing.corpus import limits
from framing.corpus.journal import CannotRead

_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre"})
_REGIONS = frozenset({"article", "main"})
_SKIPPED = frozenset(
    ["script", "style", "nav", "footer", "aside", "button", "select", "template", "noscript",
     "svg", "iframe", "object", "video", "audio", "menu", "dialog"]
)  # fmt: skip
# Elements whose end is kept track of; all others (a, em, span ...) are part of the line.
_BREAKS = frozenset(
    ["body", "div", "section", "header", "figure", "figcaption", "table", "tr", "td", "th", "ul",
     "ol", "dl", "dt", "dd", "center", "title"]
)  # fmt: skip
# A further one ends the one before it, as its end tag may be left out.
_IMPLIED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th"})
_TRACKED = _PARAGRAPHS | _REGIONS | _SKIPPED | _BREAKS

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_HEAD_BYTES = 2048
_UNREAD = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
_SPACES = re.compile(r"[ \t\n\r\f]+")
_CHUNK_CHARACTERS = 65536

_META = {
    "article:published_time": "date", "datepublished": "date", "date": "date", "dc.date": "date",
    "dc.date.issued": "date", "pubdate": "date", "publish-date": "date", "parsely-pub-date": "date",
    "author": "author", "article:author": "author", "dc.creator": "author", "byl": "author",
    "parsely-author": "author",
    "og:site_name": "outlet", "dc.publisher": "outlet",
    "og:title": "title", "dc.title": "title", "og:url": "url", "article:section": "genre",
}  # fmt: skip

# A region with fewer words is a teaser, unless it holds most of the page.
_REGION_WORDS = 50
# Where paragraphs hold less than this share, the page does not mark its paragraphs.
_PARAGRAPH_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph; ``region`` numbers the outermost article or main element around it."""

    text: str
    tag: str
    region: int

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(slots=True)
class _Page:
    """What was found on a page so far."""

    blocks: list[_Block] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects paragraphs outside navigation and the like."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page()
        self._open: list[str] = []
        self._skipping = 0
        self._regions = 0
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._pieces.append("\x00")  # a line break; real ones are only white space here
        elif tag in {"meta", "link", "time"}:
            self._note(tag, values)
        if tag not in _TRACKED:
            return
        self._end_block()
        self._end_implied(tag)
        if len(self._open) >= limits.HTML_DEPTH:
            raise CannotRead(
                f"is nested more than {limits.HTML_DEPTH} levels deep.",
                fix="Save the article's text as .txt.",
            )
        hidden = "hidden" in values or values.get("aria-hidden") == "true"
        page_header = tag == "header" and not _REGIONS.intersection(self._open)
        skipped = hidden or page_header or tag in _SKIPPED
        self._open.append(f"!{tag}" if skipped else tag)
        self._skipping += skipped
        self._regions += tag in _REGIONS and self._region() == 0

    def handle_endtag(self, tag: str) -> None:
        if tag not in _TRACKED:
            return
        self._end_block()
        if tag in self._open or f"!{tag}" in self._open:
            while self._close_last().removeprefix("!") != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._pieces.append(data.replace("\x00", ""))

    def _end_implied(self, tag: str) -> None:
        """Close what the start of this element ends without an end tag."""
        if self._open[-1:] in (["p"], ["!p"]):
            self._close_last()
        within = 0
        while within < len(self._open) and self._open[-1 - within].removeprefix("!") in _IMPLIED:
            within += 1
            if tag in _IMPLIED and self._open[-within].removeprefix("!") == tag:
                for _ in range(within):
                    self._close_last()
                return

    def _close_last(self) -> str:
        tag = self._open.pop()
        self._skipping -= tag.startswith("!")
        return tag

    def _region(self) -> int:
        """Return how many open elements are regions, so that only the outermost one counts."""
        return sum(tag in _REGIONS for tag in self._open[:-1])

    def _note(self, tag: str, values: Mapping[str, str]) -> None:
        """Keep what the page says about the article; what it says first counts."""
        name = (values.get("property") or values.get("name") or values.get("itemprop", "")).lower()
        said = {
            "meta": (_META.get(name, ""), values.get("content", "")),
            "link": ("url" if values.get("rel") == "canonical" else "", values.get("href", "")),
            "time": ("time", values.get("datetime", "")),
        }
        key, value = said[tag]
        is_link_to_author = key == "author" and value.startswith("http")
        if key and value.strip() and not is_link_to_author:
            self.page.meta.setdefault(key, " ".join(value.split()))

    def _end_block(self) -> None:
        lines = "".join(self._pieces).split("\x00")
        self._pieces.clear()
        text = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines).strip()
        if not text:
            return
        if "title" in self._open:
            self.page.meta.setdefault("page title", text)
            return
        paragraph = next((tag for tag in reversed(self._open) if tag in _PARAGRAPHS), "")
        inside = any(tag in _REGIONS for tag in self._open)
        self.page.blocks.append(_Block(text, paragraph, self._regions if inside else 0))

    def read(self, page: str) -> _Page:
        """Read a whole page, in steps, so that an unfinished tag is not searched for ever again."""
        start = 0
        while start < len(page):
            # What is pending is searched anew: give it at least as much again each time.
            step = max(_CHUNK_CHARACTERS, len(self.rawdata))
            self.feed(page[start : start + step])
            start += step
            if len(self.rawdata) > limits.HTML_TAG_CHARACTERS:
                raise CannotRead(
                    "has a tag that does not end.", fix="Save the article's text as .txt."
                )
        self.handle_data(html.unescape(self.rawdata.split("<", 1)[0]))
        self._end_block()
        return self.page


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page says it has; empty where it does not say.

    Examples
    --------
    >>> declared_encoding(b'<meta charset="windows-1251">')
    'windows-1251'
    """
    found = _DECLARED.search(data[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else ""


def read_page(page: str) -> dict[str, str]:
    r"""Extract an article from a web page.

    Paragraphs, headings, list items and block quotations are separated by blank lines; those in an
    ``article`` or ``main`` element are preferred, and navigation, footers and asides left out. The
    headline is not repeated in the text.

    Parameters
    ----------
    page : str

    Returns
    -------
    dict of str to str
        ``text``, and of ``title date author outlet url genre`` what the page tells.

    Raises
    ------
    CannotRead
        The page is nested beyond reason.

    Examples
    --------
    >>> read_page("<h1>Talks</h1><nav>Home</nav><p>They <b>met</b>.<p>They left.")
    {'title': 'Talks', 'text': 'They met.\n\nThey left.'}
    """
    tags = page.count("<")
    if tags > limits.HTML_TAGS:
        raise CannotRead(f"has {tags:,} tags.", fix="Save the article's text as .txt.")
    found = _Reader().read("".join(_without_scripts(page)))
    blocks = _article_blocks(found.blocks)
    first_heading = next(
        (block.text for block in (*blocks, *found.blocks) if block.tag == "h1"), ""
    )
    meta = found.meta
    page_title, time = meta.pop("page title", ""), meta.pop("time", "")
    title = first_heading or meta.get("title", "") or page_title
    article = {**meta, "title": title.replace("\n", " "), "date": meta.get("date", time)}
    paragraphs = (block.text for block in blocks if block.text != first_heading)
    return {
        **{key: value for key, value in article.items() if value},
        "text": "\n\n".join(paragraphs),
    }


def _without_scripts(page: str) -> Iterator[str]:
    """Yield what stands between comments, scripts and styles; an open one runs to the end."""
    small = page.lower() if len(page.lower()) == len(page) else page
    place = 0
    ends: dict[str, int] = {}
    while place < len(page):
        starts = {mark: _find(small, mark, place, ends) for mark, _ in _UNREAD}
        mark, end_mark = min(_UNREAD, key=lambda marks: starts[marks[0]])
        yield page[place : starts[mark]]
        place = _find(small, end_mark, starts[mark] + len(mark), {})
        closing = len(end_mark) if mark == "<!--" else max(0, small.find(">", place) - place + 1)
        place += closing


def _find(text: str, mark: str, place: int, known: dict[str, int]) -> int:
    """Return where a mark stands next, or the end; places found before are not searched again."""
    if known.get(mark, -1) < place:
        found = text.find(mark, place)
        known[mark] = len(text) if found < 0 else found
    return known[mark]


def _article_blocks(blocks: list[_Block]) -> list[_Block]:
    """Return the blocks of the region with the most words, or all where no region is an article."""
    words: dict[int, int] = {}
    for block in blocks:
        words[block.region] = words.get(block.region, 0) + block.words
    regions = [region for region in words if region]
    best = max(regions, key=lambda region: words[region], default=0)
    if best and (words[best] >= _REGION_WORDS or 2 * words[best] > sum(words.values())):
        blocks = [block for block in blocks if block.region == best]
    marked = [block for block in blocks if block.tag]
    if sum(block.words for block in marked) >= _PARAGRAPH_SHARE * sum(b.words for b in blocks):
        return marked
    return blocks
