"""Testing lexicons like code: what can never match, what clashes, which examples fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from framing.lexicon.lists import Lists
from framing.lexicon.terms import parse_term
from framing.lexicon.trial import Trial
from framing.model import Entry, Example, Lexicon
from framing.text.vocabulary import word_key


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that the check found: where, what, what to do; an error or a warning."""

    where: str
    what: str
    fix: str
    is_error: bool

    def __str__(self) -> str:
        """Return the line that a user reads."""
        kind = "error" if self.is_error else "warning"
        return f"{self.where}: {kind}: {self.what} {self.fix}".rstrip()


def check_lexicon(lexicon: Lexicon, lists: Lists) -> list[CheckResult]:
    """Check a lexicon that could be read.

    Parameters
    ----------
    lexicon : Lexicon
    lists : Lists

    Returns
    -------
    list of CheckResult
        Errors first, each in the order of the file.
    """
    results = list(
        chain(
            _repeated(lexicon),
            _overruled(lexicon),
            _unsourced(lexicon),
            _referents(lexicon),
            _slots(lexicon),
            _examples(lexicon, lists),
        )
    )
    return sorted(results, key=lambda result: not result.is_error)


def _place(lexicon: Lexicon, entry: Entry, column: str) -> str:
    return f"{lexicon.path}/entries.csv:{entry.row}:{column}"


def _key(term: str) -> str:
    return " ".join(word_key(word) for word in term.replace("-", " ").split())


def _repeated(lexicon: Lexicon) -> Iterator[CheckResult]:
    """Find terms listed twice: for the same thing, or in two categories."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in lexicon.entries:
        # In capitals or with exact case, "US" and "us" are two terms.
        capital = entry.exact_case or entry.term.isupper()
        for term in dict.fromkeys((entry.term, *entry.forms)):
            key = (term if capital else _key(term), entry.referent)
            earlier = first.setdefault(key, entry)
            if earlier is entry or _told_apart(earlier, entry):
                continue
            same = earlier.category == entry.category
            clash = "again" if same else f"in '{entry.category}' and in '{earlier.category}'"
            yield CheckResult(
                _place(lexicon, entry, "term"),
                f"'{term}' stands {clash} (row {earlier.row}).",
                "Keep one of the two rows.",
                is_error=True,
            )


def _told_apart(one: Entry, other: Entry) -> bool:
    """Tell whether two rows of one term are kept apart by what stands around it."""
    contexts = [(e.near, e.prev_not, e.next_not, e.quotes, e.exact_case) for e in (one, other)]
    return contexts[0] != contexts[1]


def _overruled(lexicon: Lexicon) -> Iterator[CheckResult]:
    """Find contexts that always reject their own term."""
    for entry in lexicon.entries:
        words = [atom.text.lower() for atom in parse_term(entry.term)]
        for term in entry.near:
            if _key(term) == " ".join(words):
                yield CheckResult(
                    _place(lexicon, entry, "near"),
                    f"'{entry.term}' must stand near itself, so it can hardly ever match.",
                    "Name other words in near.",
                    is_error=True,
                )


def _unsourced(lexicon: Lexicon) -> Iterator[CheckResult]:
    rows = [entry.row for entry in lexicon.entries if not entry.source]
    if rows:
        shown = ", ".join(map(str, rows[:5])) + (", ..." if len(rows) > 5 else "")  # noqa: PLR2004
        yield CheckResult(
            f"{lexicon.path}/entries.csv",
            f"{len(rows)} rows name no source (row {shown}).",
            "Say in the column source who or what decided.",
            is_error=False,
        )


def _referents(lexicon: Lexicon) -> Iterator[CheckResult]:
    """Find referents without a plain name, or with loaded names of one side and no word on it."""
    names: dict[str, list[Entry]] = {}
    for entry in lexicon.entries:
        if entry.referent:
            names.setdefault(entry.referent, []).append(entry)
    notes = {referent.id: referent.note for referent in lexicon.referents}
    for referent, entries in names.items():
        if all(entry.strength for entry in entries):
            yield CheckResult(
                _place(lexicon, entries[0], "referent"),
                f"'{referent}' has no plain name.",
                "Add the wording a style guide would use, with strength 0.",
                is_error=False,
            )
        loaded = {entry.coding for entry in entries if entry.strength}
        if len(entries) > 1 and len(loaded) == 1 and not notes.get(referent):
            yield CheckResult(
                _place(lexicon, entries[0], "referent"),
                f"all loaded names of '{referent}' are coded '{next(iter(loaded)) or 'nothing'}'.",
                "Add the other side's, or say in its note that there is none.",
                is_error=False,
            )


def _slots(lexicon: Lexicon) -> Iterator[CheckResult]:
    for entry in lexicon.entries:
        for term in (entry.term, *entry.forms):
            for atom in parse_term(term) if "{" in term else ():
                if atom.slot and atom.text != "number" and not lexicon.slots.get(atom.text):
                    yield CheckResult(
                        _place(lexicon, entry, "term"),
                        f"'{term}' can never match: there are no names for '{atom.text}'.",
                        f"Fill lexicons/names/{atom.text}.csv.",
                        is_error=True,
                    )


def _examples(lexicon: Lexicon, lists: Lists) -> Iterator[CheckResult]:
    """Run the examples: each sentence must count, or not count, for its term."""
    numbers: dict[str, list[int]] = {}
    for number, entry in enumerate(lexicon.entries):
        numbers.setdefault(entry.term, []).append(number)
    known = [example for example in lexicon.examples if example.term in numbers]
    marked = marks_of([example.sentence for example in known], lexicon, lists)
    for example in lexicon.examples:
        if example.term not in numbers:
            yield CheckResult(
                f"{lexicon.path}/examples.csv:{example.row}:term",
                f"there is no entry '{example.term}'.",
                "Write the term as entries.csv has it.",
                is_error=True,
            )
    for example, found in zip(known, marked, strict=True):
        counts = any(number in found for number in numbers[example.term])
        if counts != example.counts:
            yield CheckResult(
                f"{lexicon.path}/examples.csv:{example.row}:sentence",
                f"'{example.term}' {_failure(example)}: {example.sentence}",
                _others(found, lexicon) if example.counts else "Mend the contexts of the entry.",
                is_error=True,
            )


def _failure(example: Example) -> str:
    return "is not marked in" if example.counts else "is marked, and must not be, in"


def _others(found: set[int], lexicon: Lexicon) -> str:
    terms = sorted({lexicon.entries[number].term for number in found})
    if not terms:
        return "Nothing is marked there; mend the entry or its forms."
    return f"Marked there: {', '.join(terms)}."


def marks_of(sentences: Sequence[str], lexicon: Lexicon, lists: Lists) -> list[set[int]]:
    """Return, for each sentence, which entries of the lexicon are marked in it.

    Entries are their places in ``lexicon.entries``.
    """
    if not sentences:
        return []
    return [{mark.entry for mark in marks} for marks in Trial(sentences, lexicon, lists).marks()]
