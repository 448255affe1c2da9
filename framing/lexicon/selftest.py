"""Each term matched to itself: entries that can never match, and those that others shadow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.lexicon.lists import Lists
from framing.lexicon.terms import Atom, parse_term
from framing.lexicon.trial import Mark, Trial
from framing.model import Entry, Lexicon, Name


@dataclass(frozen=True, slots=True)
class Tried:
    """What matching a lexicon to sentences and to itself showed; entries by their place.

    ``marks`` are the entries marked in each sentence; ``never`` has entries that did not even
    match their own term, with the reason and what to do; ``shadowed`` has (entry, winner).
    """

    marks: list[set[int]]
    never: list[tuple[int, str, str]]
    shadowed: list[tuple[int, int]]


def try_entries(lexicon: Lexicon, lists: Lists, sentences: Sequence[str]) -> Tried:
    """Match a lexicon to sentences, and every entry to its own words.

    Parameters
    ----------
    lexicon : Lexicon
    lists : Lists
    sentences : sequence of str
    """
    numbers = [
        number
        for number, entry in enumerate(lexicon.entries)
        # A slot without names is a mistake of its own.
        if _spelled(entry.term, lexicon.slots)
    ]
    own = [_sentence(lexicon.entries[n], lexicon.entries[n].term, lexicon) for n in numbers]
    if not sentences and not own:
        return Tried([], [], [])
    trial = Trial([*sentences, *own], lexicon, lists)
    marks = trial.marks()
    fitting = trial.candidates()[len(sentences) :]
    group = {n: names for names in trial.matcher.groups.values() for n in names}
    never, taken = [], {}
    for number, found, candidates in zip(numbers, marks[len(sentences) :], fitting, strict=True):
        same = set(group.get(number, (number,)))
        if not same & candidates:
            never.append((number, *_reason(lexicon.entries[number])))
        elif not same & {mark.entry for mark in found}:
            taken[number] = found
    shadowed = _shadowed(taken, lexicon, lists)
    return Tried([{m.entry for m in found} for found in marks[: len(sentences)]], never, shadowed)


def _shadowed(
    taken: Mapping[int, Sequence[Mark]], lexicon: Lexicon, lists: Lists
) -> list[tuple[int, int]]:
    """Keep the entries whose forms are taken by others too, each with who takes the term.

    What a context can stop leaves its words to the next: only others without one take them always.
    """
    open_ = [
        (number, form)
        for number in taken
        if taken[number] and "none" not in lexicon.entries[number].category
        for form in lexicon.entries[number].forms
        if _spelled(form, lexicon.slots)
    ]
    texts = [_sentence(lexicon.entries[number], form, lexicon) for number, form in open_]
    marks = Trial(texts, lexicon, lists).marks() if texts else []
    free = {
        number
        for (number, _), found in zip(open_, marks, strict=True)
        if number in {mark.entry for mark in found}
    }
    wild = {n for n in taken if any(sign in lexicon.entries[n].term for sign in ("*", "{", ".."))}
    return [
        (number, found[0].entry)
        for number, found in taken.items()
        if found and number not in free | wild and not _may_yield(lexicon.entries[found[0].entry])
    ]


def _may_yield(entry: Entry) -> bool:
    return bool(entry.prev_not or entry.next_not or entry.near or entry.quotes != "yes")


def _spelled(term: str, slots: Mapping[str, Sequence[Name]]) -> str:
    """Return one way to write a term in a text; empty where a slot has no names."""
    written = ""
    for atom in parse_term(term):
        text = atom.text
        if atom.slot:
            text = "3" if text == "number" else _name(atom, slots)
            if not text:
                return ""
        written += ("-" if atom.joined else " ") + text
    return written.strip()


def _name(slot: Atom, slots: Mapping[str, Sequence[Name]]) -> str:
    fitting = (
        name.name
        for name in slots.get(slot.text, ())
        if not slot.country or (name.country == slot.country) != slot.other_country
    )
    return next(fitting, "")


def _sentence(entry: Entry, term: str, lexicon: Lexicon) -> str:
    text = _spelled(term, lexicon.slots)
    near = _spelled(entry.near[0], lexicon.slots) if entry.near else ""
    text = f"{text}, but so and so, {near}" if near else text
    return f"“{text}”" if entry.quotes == "only" else text


def _reason(entry: Entry) -> tuple[str, str]:
    """Say why an entry does not match its own term."""
    if entry.near:
        return (
            "not even where what near asks for stands beside it",
            "Name other words in near, or mend prev_not and next_not.",
        )
    return (
        "its own words are not read the way it is written",
        "Write it as it stands in a text, and try it in examples.csv.",
    )
