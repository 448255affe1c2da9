"""What a row of comparisons is about, in words, and where its sentences are."""

from __future__ import annotations

from dataclasses import dataclass

from framing.report.document import Link
from framing.report.view import EVIDENCE, Row, View
from framing.report.wording import quoted

_VOICE = {
    "own": "in its own voice",
    "quoted": "inside quotations",
    "all": "in all voices together",
}
_MAIN = {"main": "loaded words", "strong": "loaded words of strength 2 or 3"}
_SPOKEN = {"quoted": "words inside quotations", "paraphrase": "paraphrased words"}
ALL_LOADED = "(all loaded names)"


@dataclass(frozen=True, slots=True)
class Item:
    """``words`` completes "used ..."; ``about`` is the referent of a name."""

    words: str
    link: Link
    about: str = ""


def item_of(view: View, row: Row) -> Item:
    """Return what a compared row counts."""
    voice = _VOICE[view.analysis.options.voice]
    if row["kind"] in _MAIN:
        return Item(f"{_MAIN[row['kind']]} {voice}", Link("loaded"))
    lexicon, item = _split(view, row["item"])
    if row["kind"] == "category":
        label = view.label(lexicon, item)
        return Item(f"words marked {quoted(label)} {voice}", view.evidence(lexicon, item))
    if row["kind"] == "entry":
        return Item(
            f"{quoted(view.spelled(lexicon, item))} {voice}", _entry_link(view, lexicon, item)
        )
    if row["kind"] in {"word", "phrase"}:
        return Item(f"{quoted(row['item'])} {voice}", Link("vocabulary"))
    if row["kind"] == "voice":
        return Item(_SPOKEN[row["item"]], Link("voices"))
    referent, _, name = row["item"].partition(":")
    words = "a loaded name" if name.strip() == ALL_LOADED else quoted(name.strip())
    return Item(words, Link("names"), view.referents.get(referent, referent))


def _split(view: View, item: str) -> tuple[str, str]:
    """Part ``lexicon:item``; codes may hold colons of their own."""
    names = {lexicon.name for lexicon in view.analysis.lexicons}
    lexicon, colon, rest = item.partition(":")
    if colon and lexicon in names:
        return lexicon, rest
    for name, code in view.category_labels:
        if code == item:
            return name, item
    for name, entry in view.spellings:
        if entry == item:
            return name, item
    return "", item


def _entry_link(view: View, lexicon: str, entry: str) -> Link:
    for one in view.analysis.lexicons:
        if one.name == lexicon:
            for row in one.entries:
                if row.term == entry:
                    link = view.evidence(lexicon, row.category)
                    return Link(
                        link.anchor, category=link.category, text=view.spelled(lexicon, entry)
                    )
    return Link(EVIDENCE)
