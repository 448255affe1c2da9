"""The report as one HTML page: no file beside it, nothing from elsewhere, all text escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

import jinja2
from markupsafe import Markup

from framing.report.charts.bars import VOICE_NAMES
from framing.report.charts.render import svg_of
from framing.report.document import (
    AnnotatedArticle,
    Block,
    Concordance,
    Document,
    Figure,
    MarkKey,
    Piece,
)
from framing.report.view import View
from framing.report.webdata import evidence_data, script_json, tint

_TEMPLATES = Path(__file__).parent / "templates"
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
# How much of a colour stays on dark pages; black has to become nearly white.
_KEPT, _KEPT_OF_BLACK, _NEARLY_BLACK = 0.55, 0.13, 0x33
# Characters that HTML cannot hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def html_of(document: Document, view: View) -> str:
    """Return the report as one self-contained HTML page.

    Parameters
    ----------
    document : Document
    view : View
        For the sentences behind the numbers: more of them than the document shows.

    Returns
    -------
    str
        Without scripts, styles, fonts or pictures from elsewhere; a content security policy
        forbids them. Equal documents give equal pages.
    """
    style = _asset("report.css") + _colours(document)
    script = _asset("report.js")
    evidence = any(page.key == "evidence" for page in document.pages)
    text = (
        _environment()
        .get_template("report.html.j2")
        .render(
            document=document,
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704 -- ours, and its hash is in the policy
            script=Markup(script),  # noqa: S704 -- ours, likewise
            charts=_charts(document),
            anchors=_anchors(document),
            data=script_json(evidence_data(view) if evidence else None),
            voices=VOICE_NAMES,
            first_marks=_first_marks(document),
        )
    )
    return _FORBIDDEN.sub("\ufffd", text)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["query"] = lambda link: link.url.partition("?")[2]
    environment.filters["tint"] = tint
    environment.filters["identity"] = id
    return environment


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Forbid everything but this very style and script."""
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _blocks(document: Document) -> Iterator[Block]:
    for page in document.pages:
        yield from page.blocks


def _anchors(document: Document) -> dict[str, str]:
    """Return what a link may lead to, and how the way there is called."""
    names = {page.key: page.title for page in document.pages}
    for block in _blocks(document):
        if isinstance(block, Concordance):
            names[block.key] = "Evidence"
        elif isinstance(block, AnnotatedArticle):
            names[block.key] = block.outlet
    return names


def _marked(document: Document) -> Iterator[Piece]:
    """Yield the marked pieces of annotated articles."""
    for block in _blocks(document):
        if isinstance(block, AnnotatedArticle):
            for pieces in (block.heading, *block.paragraphs):
                yield from (piece for piece in pieces if piece.mark)


def _first_marks(document: Document) -> frozenset[int]:
    """Return the pieces, by identity, that a sentence leads back to: the first of each hit."""
    first: dict[str, int] = {}
    for piece in _marked(document):
        if piece.mark:
            first.setdefault(piece.mark.hit, id(piece))
    return frozenset(first.values())


def _colours(document: Document) -> str:
    """Make a class of each colour, since the policy forbids style attributes.

    On dark pages a colour has a lighter shade.
    """
    used = {style.colour.lower() for style in document.outlets}
    used |= {piece.mark.colour.lower() for piece in _marked(document) if piece.mark}
    for block in _blocks(document):
        if isinstance(block, MarkKey):
            used |= {mark.colour.lower() for mark in block.marks}
    rules = [f".c-{one[1:]} {{ --light: {one}; --dark: {_lighter(one)}; }}\n" for one in used]
    return "".join(sorted(rules))


def _lighter(colour: str) -> str:
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    kept = _KEPT if max(parts) > _NEARLY_BLACK else _KEPT_OF_BLACK
    return "#" + "".join(f"{round(part * kept + 255 * (1 - kept)):02x}" for part in parts)


def _charts(document: Document) -> dict[str, Markup]:
    """Draw every figure; letters that several use are defined once, under the name ``""``."""
    letters: dict[str, ET.Element] = {}
    charts = {figure.name: _chart(figure, letters) for figure in document.figures}
    shared = ET.Element(f"{_SVG}svg", {"class": "letters", "aria-hidden": "true"})
    definitions = ET.SubElement(shared, f"{_SVG}defs")
    definitions.extend(letters[name] for name in sorted(letters))
    charts[""] = _markup(shared)
    return charts


def _markup(svg: ET.Element) -> Markup:
    for element in svg.iter():
        element.tag = element.tag.removeprefix(_SVG)  # inside HTML, svg needs no namespace
    text = ET.tostring(svg, encoding="unicode")
    return Markup(text)  # noqa: S704 -- written as XML just now, all text escaped


def _chart(figure: Figure, letters: dict[str, ET.Element]) -> Markup:
    # The drawing is our own, no input: nothing in it can make a parser run away.
    root = ET.fromstring(svg_of(figure))  # noqa: S314
    for parent in root.iter():
        for child in list(parent):
            name = child.get("id", "")
            if child.tag == f"{_SVG}path" and name.startswith("DejaVu"):
                child.set("d", " ".join(child.get("d", "").split()))
                letters[name] = child
            elif child.tag not in {f"{_SVG}style", f"{_SVG}metadata"}:
                continue
            parent.remove(child)
    for element in root.iter():
        _make_inline(element, f"{figure.name}-")
    root.attrib.update({"role": "group", "aria-label": figure.alt})
    root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt"})
    for name in ("version", "width", "height"):
        root.attrib.pop(name, None)
    return _markup(root)


def _make_inline(element: ET.Element, prefix: str) -> None:
    """Turn styles into attributes, make ids unique in the page, and links readable."""
    element.text = element.tail = None
    for part in element.attrib.pop("style", "").split(";"):
        name, _, value = part.partition(":")
        if name.strip():
            element.set(name.strip(), value.strip())
    for name, value in list(element.attrib.items()):
        if name == "id":
            element.set(name, prefix + value)
        elif name == "d":
            element.set(name, " ".join(value.split()))
        elif "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{prefix}"))
    target = element.attrib.pop(_XLINK, "")
    if element.tag == f"{_SVG}a":
        anchor, _, query = target.partition("?")
        fields = ", ".join(value for _, value in parse_qsl(query))
        label = f"Sentences: {fields}" if fields else "Sentences"
        element.attrib.update({"href": anchor, "data-query": query, "aria-label": label})
    elif target:
        element.set("href", target if target.startswith("#DejaVu") else f"#{prefix}{target[1:]}")
