"""The report as one self-contained page: from a file, offline, with nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from framing.model import Analysis
from framing.report.charts.render import svg_of
from framing.report.document import Block, Document, Figure

# With more rows the file grows past what a browser opens at once; all are in hits.csv.
_MOST_ROWS = 5_000
_VOICES = ("headline", "own", "paraphrase", "quoted", "shared")

_SVG_HEAD = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_SVG_RULES = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
_SVG_STYLE = re.compile(r'style="([^"]*)"')
_JSON_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def html_of(document: Document, analysis: Analysis) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    document : Document
    analysis : Analysis
        For the sentences that can be filtered.

    Returns
    -------
    str
        One page with a Content-Security-Policy that lets nothing in but its own script and style.
        Article text is escaped wherever it stands.
    """
    environment = _environment()
    blocks = environment.get_template("blocks.html.j2")

    def show(block: Block) -> Markup:
        svg = _inline(block) if isinstance(block, Figure) else ""
        # The template escapes every text it is given.
        return Markup(blocks.render(block=block, kind=type(block).__name__, svg=svg))  # noqa: S704

    rows = _sampled(analysis.tables["hits"])
    data = _data(rows, analysis)
    script, style = _asset("report.js"), _asset("report.css")
    return environment.get_template("report.html.j2").render(
        document=document,
        show=show,
        policy=_policy(script, style),
        style=Markup(style),  # noqa: S704 -- our own file
        script=Markup(script),  # noqa: S704 -- our own file
        data=Markup(_json(data)),  # noqa: S704 -- every < > & in it is escaped
        filters=[(name, data[name]) for name in ("outlet", "category", "voice")],
        rule=_rule(len(rows), len(analysis.tables["hits"])),
    )


def _environment() -> Environment:
    names = ("report.html.j2", "blocks.html.j2")
    return Environment(
        loader=DictLoader({name: _asset(name) for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return (files("framing.report") / "templates" / name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    """Return the policy: our script and our style by their hashes, and nothing else."""

    def hashed(text: str) -> str:
        digest = hashlib.sha256(text.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    return (
        f"default-src 'none'; script-src {hashed(script)}; style-src {hashed(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _inline(figure: Figure) -> Markup:
    """Return a figure as SVG without style rules, which the policy would not let in."""
    svg = _SVG_HEAD.sub("", svg_of(figure))
    svg = _SVG_RULES.sub("", svg)
    svg = _SVG_STYLE.sub(lambda match: _attributes(match[1]), svg)
    # What the rule that was taken out said of every element.
    svg = svg.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
    return Markup(svg)  # noqa: S704 -- matplotlib escapes what it draws


def _attributes(style: str) -> str:
    pairs = (declaration.partition(":") for declaration in style.split(";") if declaration.strip())
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, _, value in pairs)


def _sampled(hits: pa.Table) -> pa.Table:
    """Return the hits, or where they are too many the same number of each category."""
    if len(hits) <= _MOST_ROWS:
        return hits
    codes = np.asarray(hits["category"].combine_chunks().dictionary_encode().indices)
    place = _place_in_group(codes)
    size = np.bincount(codes)
    share = _MOST_ROWS // len(size)
    # Spread evenly over a category's hits, which come in the order of the articles.
    step = np.maximum(1, -(-size // max(share, 1)))
    return hits.take(pa.array(np.flatnonzero(place % step[codes] == 0)))


def _place_in_group(codes: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    order = np.argsort(codes, kind="stable")
    start = np.searchsorted(codes[order], np.arange(int(codes.max()) + 1))
    place = np.empty(len(codes), dtype=np.int64)
    place[order] = np.arange(len(codes)) - start[codes[order]]
    return place


def _rule(shown: int, total: int) -> str:
    if shown == total:
        return f"Every marked word in its sentence: {total:,} in all, as in tables/hits.csv."
    return (
        f"{shown:,} of {total:,} marked words: of every category the same number at most, spread "
        "evenly over its articles. All of them are in tables/hits.csv."
    )


def _data(hits: pa.Table, analysis: Analysis) -> dict[str, Any]:
    """Return what the script filters: a row a hit, its texts by number."""
    labels = {
        (one.name, category.code): category.label
        for one in analysis.lexicons
        for category in one.categories
    }
    outlets = sorted(set(hits["outlet"].to_pylist()), key=str.casefold)
    present = set(zip(hits["lexicon"].to_pylist(), hits["category"].to_pylist(), strict=True))
    categories = sorted({labels[pair] for pair in present})
    voices = [voice for voice in _VOICES if pc.any(pc.equal(hits["voice"], voice)).as_py()]
    number = {
        name: {text: place for place, text in enumerate(texts)}
        for name, texts in (("outlet", outlets), ("category", categories), ("voice", voices))
    }
    rows = [_row(hit, labels, number) for hit in hits.to_pylist()]
    return {"outlet": outlets, "category": categories, "voice": voices, "rows": rows}


def _row(
    hit: Mapping[str, Any],
    labels: Mapping[tuple[str, str], str],
    number: Mapping[str, Mapping[str, int]],
) -> list[Any]:
    sentence = hit["sentence"]
    word = " ".join(hit["matched"].split())
    start = max(sentence.find(word), 0)
    return [
        hit["hit"],
        number["outlet"][hit["outlet"]],
        number["category"][labels[hit["lexicon"], hit["category"]]],
        number["voice"][hit["voice"]],
        hit["date"] or "",
        hit["strength"],
        sentence,
        start,
        start + len(word),
        hit["source"] or "",
    ]


def _json(data: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
