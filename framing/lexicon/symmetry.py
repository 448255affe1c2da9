"""Whether the curated lists treat all sides alike: swapped sides, every name, plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from framing import settings
from framing.lexicon.balance import (
    AuditRow,
    Dispute,
    balance_rows,
    dispute_rows,
    referent_rows,
)
from framing.lexicon.check import marks_of
from framing.lexicon.lists import Lists
from framing.lexicon.tables import read_rows, split_list
from framing.lexicon.terms import parse_term
from framing.model import Entry, Lexicon, Name

# Terms with these slots are tried with every name that may stand in them.
_TRIED = frozenset({"leader", "country", "nationality", "city", "party"})
_PER = 1000.0

# For each sentence, its loaded marks: lexicon and strength, with counts.
Marks = dict[str, Counter[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the audit is run with: pairs of names of the two sides, disputes, and sentences."""

    sides: tuple[tuple[str, str, str], ...]
    disputes: tuple[Dispute, ...]
    sentences: tuple[tuple[str, str, str], ...]


def read_sheets(folder: Path) -> Sheets:
    """Read ``sides.csv``, ``disputes.csv`` and ``sentences.csv``; `LexiconError` if one is bad."""

    def table(name: str, columns: Sequence[str]) -> list[tuple[str, ...]]:
        rows = read_rows(folder / name, required=columns, known=columns)
        return [tuple(row[column] for column in columns) for row in rows]

    sides = table("sides.csv", ("kind", "left", "right"))
    disputes = table("disputes.csv", ("dispute", "one", "other"))
    sentences = table("sentences.csv", ("test", "kind", "sentence"))
    return Sheets(
        tuple((kind, left, right) for kind, left, right in sides),
        tuple((name, split_list(one), split_list(other)) for name, one, other in disputes),
        tuple((test, kind, sentence) for test, kind, sentence in sentences),
    )


def audit(lexicons: Sequence[Lexicon], lists: Lists, sheets: Sheets) -> list[AuditRow]:
    """Run every test of the audit on the lexicons, in the order of the docs page."""
    tried = [trial for lexicon in lexicons for trial in _trials(lexicon, lists)]
    swaps, placebos = _pairs(sheets, "swap"), _pairs(sheets, "placebo")
    sentences = [
        *chain.from_iterable(trial.sentences for trial in tried),
        *chain.from_iterable(pair[1:] for pair in [*swaps, *placebos]),
    ]
    marks = _marks(sentences, lexicons, lists)
    return list(
        chain(
            referent_rows(lexicons),
            balance_rows(lexicons),
            dispute_rows(lexicons, sheets.disputes),
            (_every_name(trial, marks) for trial in tried),
            _swaps(swaps, marks),
            [_placebo(placebos, marks)],
        )
    )


def _marks(sentences: Sequence[str], lexicons: Iterable[Lexicon], lists: Lists) -> Marks:
    """Return the loaded marks of each sentence: lexicon and strength, with counts."""
    marks: Marks = {sentence: Counter() for sentence in sentences}
    for lexicon in lexicons:
        loaded = _loaded(lexicon)
        if not loaded:
            continue
        for sentence, found in zip(marks, marks_of(list(marks), lexicon, lists), strict=True):
            marks[sentence].update(
                (lexicon.name, lexicon.entries[number].strength) for number in found & loaded
            )
    return marks


@dataclass(frozen=True, slots=True)
class _Trial:
    """A loaded term with a slot, in one sentence for each name that may stand there."""

    lexicon: str
    term: str
    sentences: tuple[str, ...]


def _trials(lexicon: Lexicon, lists: Lists) -> Iterator[_Trial]:
    for number in sorted(_loaded(lexicon)):
        entry = lexicon.entries[number]
        parts = _open_term(entry)
        if parts:
            slot, country = parts
            names = _fitting(lists.slots.get(slot, ()), country)
            phrases = [entry.term.replace(f"{{{slot}{country}}}", name.name) for name in names]
            sentences = tuple(f"They wrote about the {one} on Tuesday." for one in phrases)
            yield _Trial(lexicon.name, entry.term, sentences)


def _every_name(trial: _Trial, marks: Marks) -> AuditRow:
    """Each name of the slot, of every side, must make the term a loaded mark."""
    missed = [
        sentence
        for sentence in trial.sentences
        if all(lexicon != trial.lexicon for lexicon, _ in marks[sentence])
    ]
    names = len(trial.sentences)
    words = missed[0] if missed else "names marked, of those listed"
    verdict = "fail" if missed else "pass"
    marked = names - len(missed)
    return AuditRow("names", trial.term, marked, names, len(missed), 0, verdict, words)


def _open_term(entry: Entry) -> tuple[str, str] | None:
    """Return the only slot of a loaded term that needs nothing else nearby, and its country."""
    slots = [atom for atom in parse_term(entry.term) if atom.slot]
    if len(slots) != 1 or slots[0].text not in _TRIED or entry.near:
        return None
    inside = entry.term.partition("{")[2].partition("}")[0]
    return slots[0].text, inside.removeprefix(slots[0].text)


def _fitting(names: Iterable[Name], country: str) -> list[Name]:
    wanted = country.removeprefix(":").removeprefix("!")
    if not wanted:
        return list(names)
    return [name for name in names if (name.country == wanted) != country.startswith(":!")]


def _loaded(lexicon: Lexicon) -> set[int]:
    """Return the places of the entries whose matches are loaded."""
    codes = {category.code for category in lexicon.categories if category.loaded}
    return {
        number
        for number, entry in enumerate(lexicon.entries)
        if entry.strength and entry.category in codes
    }


def _pairs(sheets: Sheets, test: str) -> list[tuple[str, str, str]]:
    """Return kind and the two versions of every sentence of a test, for each pair of sides."""
    return [
        (kind, sentence.replace("{}", left), sentence.replace("{}", right))
        for wanted, kind, sentence in sheets.sentences
        for of, left, right in sheets.sides
        if wanted == test and of == kind
    ]


def _swaps(pairs: Sequence[tuple[str, str, str]], marks: Marks) -> Iterator[AuditRow]:
    """Swap the sides' names in loaded sentences: number and strength of the marks must stay."""
    for wanted in dict.fromkeys(kind for kind, _, _ in pairs):
        sentences = [(one, other) for kind, one, other in pairs if kind == wanted]
        unequal = [pair for pair in sentences if marks[pair[0]] != marks[pair[1]]]
        totals = [
            sum(
                strength * count
                for pair in sentences
                for (_, strength), count in marks[pair[side]].items()
            )
            for side in (0, 1)
        ]
        words = f"summed strength in {len(sentences)} pairs of sentences"
        if unequal:
            words = f"'{unequal[0][0]}' is not marked as '{unequal[0][1]}' is."
        verdict = "fail" if unequal else "pass"
        yield AuditRow("swap", wanted, totals[0], totals[1], len(unequal), 0, verdict, words)


def _placebo(pairs: Sequence[tuple[str, str, str]], marks: Marks) -> AuditRow:
    """Mark neutral sentences about either side: next to nothing may be found, on both alike."""
    one, other = (_rate([pair[side] for pair in pairs], marks) for side in (1, 2))
    limit = settings.SYMMETRY_PLACEBO_PER_1000
    passed = one == other <= limit
    return AuditRow(
        "placebo",
        "all",
        one,
        other,
        abs(one - other),
        limit,
        "pass" if passed else "fail",
        f"loaded words per 1,000 in {len(pairs)} neutral sentences about each side",
    )


def _rate(sentences: Sequence[str], marks: Marks) -> float:
    """Return loaded marks per 1,000 words."""
    words = sum(len(sentence.split()) for sentence in sentences)
    return _PER * sum(marks[sentence].total() for sentence in sentences) / max(1, words)
