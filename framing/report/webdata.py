"""The sentences of the HTML page: chosen evenly, as JSON that cannot break out of its element."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pyarrow as pa
from markupsafe import Markup

from framing.report.charts.bars import VOICE_NAMES
from framing.report.pages.evidence import sampled, split_sentence
from framing.report.view import Row, View

# Sentences in the page: with long ones in Cyrillic still under 5 MB. The CSV has them all.
MOST_SENTENCES = 3000
_COLUMNS = (
    "hit article outlet date lexicon category loaded entry matched strength voice speaker part "
    "start sentence"
).split()
_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def tint(colour: str) -> str:
    """Return the classes of a colour: ``tinted c-0072b2``."""
    return f"tinted c-{colour.lstrip('#').lower()}"


def script_json(value: Json) -> Markup:
    r"""Return JSON that cannot end the script element it stands in.

    Examples
    --------
    >>> print(script_json(["</script>"]))
    ["\u003c/script\u003e"]
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_IN_SCRIPT))  # noqa: S704 -- escaped here


def even_shares(counts: Sequence[int], most: int) -> list[int]:
    """Share places evenly among categories; what a small one leaves goes to the others.

    Examples
    --------
    >>> even_shares([2, 50, 100], 20)
    [2, 9, 9]
    """
    given, left = [0] * len(counts), most
    order = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    for waiting, place in zip(range(len(order), 0, -1), order, strict=True):
        given[place] = min(counts[place], left // waiting)
        left -= given[place]
    return given


def evidence_data(view: View, most: int = MOST_SENTENCES) -> dict[str, Json]:
    """Return the sentences that the page filters, and how many there are in all."""
    categories = view.category_counts
    number = {(row["lexicon"], row["category"]): n for n, row in enumerate(categories)}
    keys = ["lexicon", "category", "outlet", "voice", "loaded"]
    totals = (
        [number[r["lexicon"], r["category"]], r["outlet"], r["voice"], r["loaded"], r["count_all"]]
        for r in view.hits.group_by(keys).aggregate([([], "count_all")]).to_pylist()
    )
    shares = even_shares([row["hits"] for row in categories], most)
    places = pa.array(_chosen(view, shares), pa.int64())
    rows = view.hits.select(_COLUMNS).take(places).to_pylist()
    return {
        "outlets": [
            [s.name, s.shown, tint(s.colour), s.shape.replace(" ", "-")] for s in view.styles
        ],
        "categories": [_category(view, row) for row in categories],
        "voices": dict(VOICE_NAMES),
        "totals": [*sorted(totals)],
        "rows": [[number[r["lexicon"], r["category"]], *_sentence(view, r)] for r in rows],
    }


def _chosen(view: View, shares: Sequence[int]) -> list[int]:
    """Choose hits of each category: outlets in turn, strongest first, then by a fixed draw."""
    places: list[int] = []
    for row, share in zip(view.category_counts, shares, strict=True):
        found = view.category_rows[row["lexicon"], row["category"]]
        places += sampled(view.hits, found, share)
    return places


def _category(view: View, row: Row) -> Json:
    key = (row["lexicon"], row["category"])
    definitions = {
        (one.name, category.code): category.definition
        for one in view.analysis.lexicons
        for category in one.categories
    }
    kind = "loaded" if row["loaded"] else ""
    return [view.anchors[key], view.label(*key), definitions.get(key, ""), kind, row["lexicon"]]


def _sentence(view: View, row: Row) -> list[Json]:
    """Return a sentence as a list: field names in each row would double the page."""
    left, match, right = split_sentence(view, row)
    spelled = view.spelled(row["lexicon"], row["entry"])
    about = [row["outlet"], row["voice"], row["date"] or "", row["article"], row["speaker"] or ""]
    strength = row["strength"] if row["loaded"] == "yes" else 0
    text = [left, match, right, "" if spelled == match else spelled]
    return [row["hit"], *about, strength or 0, *text]
