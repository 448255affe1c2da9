"""The report as PDF: the document as data for a typst template, never as source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import typst

from framing.errors import UsageError
from framing.report.charts.bars import VOICE_NAMES
from framing.report.charts.render import svg_of
from framing.report.charts.theme import INK
from framing.report.document import (
    AnnotatedArticle,
    Block,
    Cell,
    Concordance,
    ConcordanceRow,
    Document,
    Facts,
    Figure,
    Finding,
    Findings,
    Heading,
    Mark,
    MarkKey,
    Page,
    Piece,
    Prose,
    TableBlock,
)
from framing.report.glyphs import font_folder, printable

PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}
# Accessible PDF: tags, alternative texts, a title and a language are demanded.
_STANDARD: Literal["ua-1"] = "ua-1"
_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
# Pages of these keys begin on a new sheet; the others are short and follow on.
# Pages that may be longer than a sheet; others are kept whole.
_FRESH = frozenset(
    "sure names voices loaded vocabulary frames stories evidence articles made".split()
)

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def write_pdf(document: Document, path: Path, *, paper: str = "a4") -> None:
    """Write the report as a tagged PDF with bookmarks and page references.

    Parameters
    ----------
    document : Document
    path : Path
    paper : str
        ``a4`` or ``letter``.

    Raises
    ------
    UsageError
        There is no such paper.
    """
    path.write_bytes(pdf_of(document, paper=paper))


def pdf_of(document: Document, *, paper: str = "a4") -> bytes:
    """Return the report as PDF: equal bytes for equal documents.

    Raises
    ------
    UsageError
        There is no such paper.
    """
    if paper not in PAPERS:
        raise UsageError(f"there is no paper '{paper}'.", fix="Write a4 or letter.")
    data = json.dumps(_document(document, PAPERS[paper]), ensure_ascii=False)
    return bytes(
        typst.compile(
            _TEMPLATE,
            format="pdf",
            root=_TEMPLATE.parent,
            font_paths=[font_folder()],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            timestamp=0,
            pdf_standards=_STANDARD,
        )
    )


def _document(document: Document, paper: str) -> Json:
    colours = {style.shown: style.colour for style in document.outlets if style.named}
    return {
        "paper": paper,
        "title": printable(document.title),
        "subtitle": printable(document.subtitle),
        "standing": document.standing,
        "footer": printable(document.title),
        "anchors": list(_anchors(document)),
        "pages": [_page(page, colours) for page in document.pages],
    }


def _anchors(document: Document) -> list[str]:
    keys = [page.key for page in document.pages]
    blocks = [block for page in document.pages for block in page.blocks]
    return keys + [b.key for b in blocks if isinstance(b, Concordance | AnnotatedArticle)]


def _page(page: Page, colours: Mapping[str, str]) -> Json:
    return {
        "key": page.key,
        "title": printable(page.title),
        "lead": printable(page.lead),
        "fresh": page.key in _FRESH,
        "blocks": [_block(block, colours) for block in page.blocks],
    }


def _block(block: Block, colours: Mapping[str, str]) -> Json:
    if isinstance(block, Concordance):
        fields = _concordance(block, colours)
    elif isinstance(block, AnnotatedArticle):
        fields = _article(block)
    elif isinstance(block, Figure):
        fields = _figure(block)
    elif isinstance(block, TableBlock):
        fields = _table(block)
    else:
        fields = _words(block)
    return {"kind_of": type(block).__name__, **fields}


def _words(block: Findings | Heading | Prose | Facts | MarkKey) -> dict[str, Json]:
    if isinstance(block, Findings):
        items: list[Json] = [_finding(item) for item in block.items]
        return {"title": printable(block.title), "order": block.order, "items": items}
    if isinstance(block, Heading):
        return {"text": printable(block.text)}
    if isinstance(block, Prose):
        return {"kind": block.kind, "paragraphs": [printable(text) for text in block.paragraphs]}
    if isinstance(block, MarkKey):
        return {"marks": [_mark(mark) for mark in block.marks]}
    pairs: list[Json] = [[printable(name), printable(value)] for name, value in block.items]
    return {"title": printable(block.title), "items": pairs}


def _finding(finding: Finding) -> Json:
    return {"text": printable(finding.text), "anchor": finding.link.anchor}


def _figure(figure: Figure) -> dict[str, Json]:
    return {
        "title": printable(figure.title),
        "reading": printable(figure.reading),
        "alt": printable(figure.alt),
        "svg": svg_of(figure, outlines=False),
        "width": figure.size[0],
        "anchor": figure.link.anchor if figure.link else "",
    }


def _table(table: TableBlock) -> dict[str, Json]:
    rows: list[Json] = [[_cell(cell) for cell in row] for row in table.rows]
    return {
        "title": printable(table.title),
        "header": [printable(name) for name in table.header],
        "rows": rows,
        "align": list(table.align),
        "widths": list(table.widths),
        "note": printable(table.note),
    }


def _cell(cell: Cell) -> Json:
    anchor = cell.link.anchor if cell.link else ""
    return {"text": printable(cell.text), "tone": cell.tone, "anchor": anchor}


def _concordance(block: Concordance, colours: Mapping[str, str]) -> dict[str, Json]:
    return {
        "key": block.key,
        "title": printable(block.title),
        "rule": block.rule,
        "definition": printable(block.definition),
        "rows": [_row(row, colours) for row in block.rows],
    }


def _row(row: ConcordanceRow, colours: Mapping[str, str]) -> Json:
    voice = VOICE_NAMES.get(row.voice, row.voice)
    voice = f"{voice}, {row.speaker}" if row.speaker else voice
    strength = f"strength {row.strength}" if row.strength else ""
    about = " · ".join(text for text in (row.date, voice, strength) if text)
    return {
        "left": printable(row.left),
        "match": printable(row.match),
        "right": printable(row.right),
        "outlet": printable(row.outlet),
        "about": printable(about),
        "hit": row.hit,
        "colour": colours.get(row.outlet),
    }


def _article(block: AnnotatedArticle) -> dict[str, Json]:
    return {
        "key": block.key,
        "outlet": printable(block.outlet),
        "caption": printable(block.caption),
        "heading": [_piece(piece) for piece in block.heading],
        "paragraphs": [[_piece(piece) for piece in pieces] for pieces in block.paragraphs],
    }


def _piece(piece: Piece) -> Json:
    return {
        "text": printable(piece.text),
        "quoted": piece.quoted,
        "removed": piece.removed,
        "mark": _mark(piece.mark) if piece.mark else None,
    }


def _mark(mark: Mark) -> Json:
    return {
        "letter": mark.letter,
        "label": printable(mark.label),
        "line": mark.line,
        "colour": mark.colour,
        "ink": INK,
    }
