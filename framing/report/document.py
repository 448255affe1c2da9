"""The report as plain data: pages of blocks, which PDF and HTML render alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from matplotlib.figure import Figure as Canvas

STANDING = (
    "A mark shows a choice of words. "
    "It does not show whether a statement is true, or what a writer meant."
)


@dataclass(frozen=True, slots=True)
class Link:
    """A way to the sentences behind a number.

    ``anchor`` is the key of a page, or of a `Concordance`; the rest narrows the evidence in the
    HTML file (``category`` as its label, ``text`` as matched). Empty fields do not narrow.
    """

    anchor: str
    outlet: str = ""
    category: str = ""
    voice: str = ""
    text: str = ""

    @property
    def url(self) -> str:
        """Return ``#anchor?outlet=...``, percent-encoded: safe in any markup.

        Examples
        --------
        >>> Link("evidence", outlet="The Herald", voice="own").url
        '#evidence?outlet=The+Herald&voice=own'
        """
        fields = {
            "outlet": self.outlet,
            "category": self.category,
            "voice": self.voice,
            "text": self.text,
        }
        query = urlencode({name: value for name, value in fields.items() if value})
        return f"#{self.anchor}?{query}" if query else f"#{self.anchor}"


@dataclass(frozen=True, slots=True)
class OutletStyle:
    """How an outlet looks, the same on every page.

    ``shown`` is its name as printed: the name itself or, where the font lacks letters of it,
    ``Outlet 3``. ``colour`` is ``#rrggbb``; ``marker`` a matplotlib marker, ``shape`` its name in
    words. ``named`` is False for the grey ones among more than eight outlets.
    """

    name: str
    shown: str
    colour: str
    marker: str
    shape: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence with its numbers, and where to check it."""

    text: str
    link: Link


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of page one; ``order`` says by what they are sorted."""

    title: str
    items: tuple[Finding, ...]
    order: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs; ``kind`` is ``text``, ``note`` (small and grey), ``box`` or ``code``."""

    paragraphs: tuple[str, ...]
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs, one a line."""

    items: tuple[tuple[str, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart.

    ``name`` is ``NN-name``, the file it is saved as; ``title`` states what is seen; ``reading``
    says how to read it; ``alt`` tells it to those who do not see it. ``draw`` draws finished
    numbers on an empty canvas of ``size`` (width and height in inches). Artists with a URL (a
    `Link.url`) lead to their sentences.
    """

    name: str
    title: str
    reading: str
    alt: str
    draw: Callable[[Canvas], None]
    size: tuple[float, float]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``tone`` is empty, ``strong`` or ``quiet`` (grey)."""

    text: str
    link: Link | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: ``align`` is ``l``, ``r`` or ``c`` a column; ``widths`` relative, 0 as needed."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: str
    widths: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """A marked term in its sentence; ``hit`` is its number in ``hits.csv``."""

    left: str
    match: str
    right: str
    outlet: str
    date: str
    voice: str
    category: str
    hit: str
    strength: str = ""
    article: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Concordance:
    """Marked terms of one category; ``key`` is the anchor, ``rule`` says how rows were chosen."""

    key: str
    title: str
    rule: str
    rows: tuple[ConcordanceRow, ...]
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a piece of an article is marked.

    ``letter`` stands in the margin and in the key; ``line`` is ``solid``, ``double``, ``dotted``,
    ``dashed`` or ``dashdotted``; ``colour`` is ``#rrggbb``.
    """

    letter: str
    label: str
    line: str
    colour: str
    hit: str
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text, as given."""

    text: str
    mark: Mark | None = None
    quoted: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article in full; ``heading`` holds the pieces of its title."""

    key: str
    outlet: str
    caption: str
    heading: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class MarkKey:
    """The key to the marks of annotated articles: letter, label, line and colour."""

    marks: tuple[Mark, ...]


Block = (
    Findings
    | Heading
    | Prose
    | Facts
    | Figure
    | TableBlock
    | Concordance
    | AnnotatedArticle
    | MarkKey
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or several sheets of one; ``lead`` is the line under its title."""

    key: str
    title: str
    lead: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report."""

    title: str
    subtitle: str
    standing: str
    pages: tuple[Page, ...]
    outlets: tuple[OutletStyle, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return every figure, in order."""
        blocks = (block for page in self.pages for block in page.blocks)
        return tuple(block for block in blocks if isinstance(block, Figure))

    def style(self, outlet: str) -> OutletStyle:
        """Return how an outlet looks.

        Raises
        ------
        KeyError
            There is no such outlet.
        """
        for style in self.outlets:
            if style.name == outlet:
                return style
        raise KeyError(outlet)
