"""Testing lexicons like code: what can never match, what clashes, which examples fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.damage import find_damage
from framing.lexicon.finding import built_in, chosen, roots
from framing.lexicon.lists import Lists, read_lists
from framing.lexicon.load import COLUMNS, EXAMPLE_COLUMNS, read_entries, read_lexicon
from framing.lexicon.selftest import try_entries
from framing.lexicon.tables import Sheet, read_sheet
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


def check_lexicons(paths: Sequence[str]) -> Iterator[tuple[Path, list[CheckResult]]]:
    """Check lexicons one by one; one that cannot be read is an error of its own.

    Parameters
    ----------
    paths : sequence of str
        Names or paths; none means all that a run would use.

    Yields
    ------
    folder, results
        Errors first, each in the order of the file.
    """
    places = roots()
    lists = read_lists(places)
    for folder in chosen(paths, places):
        yield folder, sorted(_check_folder(folder, lists), key=lambda one: not one.is_error)


def _check_folder(folder: Path, lists: Lists) -> list[CheckResult]:
    try:
        sheet = read_entries(folder)
        examples = folder / "examples.csv"
        sheets = [sheet]
        if examples.exists():
            sheets.append(read_sheet(examples, required=EXAMPLE_COLUMNS, known=EXAMPLE_COLUMNS))
    except LexiconError as error:
        return [_unreadable(line) for line in str(error).splitlines()]
    results = [
        CheckResult(f"{one.path}:{bad.line}:{bad.column}", bad.what, bad.fix, bad.is_error)
        for one in sheets
        for bad in find_damage(one)
    ]
    results += _unknown_columns(sheet)
    known = {result.where for result in results}
    try:
        lexicon = read_lexicon(folder, lists.slots, sheet)
    except LexiconError as error:
        unread = [_unreadable(line) for line in str(error).splitlines()]
        return results + [one for one in unread if one.where not in known]
    return results + check_lexicon(lexicon, lists, shipped=built_in() in folder.parents)


def _unknown_columns(sheet: Sheet) -> Iterator[CheckResult]:
    """Find columns whose name is nearly one that means something."""
    for name in sheet.columns.keys() - set(COLUMNS):
        close = get_close_matches(
            name, [c for c in COLUMNS if c not in sheet.columns], n=1, cutoff=0.75
        )
        if close:
            yield CheckResult(
                f"{sheet.path}:1:{name}",
                f"the column '{name}' is kept, but means nothing.",
                f"Did you mean '{close[0]}'?",
                is_error=False,
            )


def _unreadable(line: str) -> CheckResult:
    where, _, what = line.partition(": ")
    return CheckResult(where, what, "", is_error=True)


def check_lexicon(lexicon: Lexicon, lists: Lists, *, shipped: bool = False) -> list[CheckResult]:
    """Check a lexicon that could be read.

    Parameters
    ----------
    lexicon : Lexicon
    lists : Lists
    shipped : bool
        The lexicon comes with the program: each of its rows must name a source.
    """
    return list(
        chain(
            _repeated(lexicon),
            _overruled(lexicon),
            _unsourced(lexicon) if shipped else (),
            _referents(lexicon),
            _slots(lexicon),
            _tried(lexicon, lists),
        )
    )


def _tried(lexicon: Lexicon, lists: Lists) -> Iterator[CheckResult]:
    """Match the examples, and each term to itself."""
    known = {entry.term for entry in lexicon.entries}
    examples = [example.sentence for example in lexicon.examples if example.term in known]
    tried = try_entries(lexicon, lists, examples)
    yield from _examples(lexicon, tried.marks)
    for number, reason, fix in tried.never:
        entry = lexicon.entries[number]
        yield CheckResult(
            _place(lexicon, entry, "term"),
            f"'{entry.term}' can never match: {reason}.",
            fix,
            is_error=True,
        )
    for number, winner in tried.shadowed:
        entry, other = lexicon.entries[number], lexicon.entries[winner]
        yield CheckResult(
            _place(lexicon, entry, "term"),
            f"'{entry.term}' never counts: '{other.term}' (row {other.row}) takes its words.",
            "Delete one of the two rows, or tell them apart by contexts.",
            is_error=False,
        )


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
    """Find rows without a source."""
    rows = [entry.row for entry in lexicon.entries if not entry.source]
    if rows:
        shown = ", ".join(map(str, rows[:5])) + (", ..." if len(rows) > 5 else "")  # noqa: PLR2004
        yield CheckResult(
            f"{lexicon.path}/entries.csv",
            f"{len(rows)} rows name no source (row {shown}).",
            "Say in the column source who or what decided.",
            is_error=True,
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


def _examples(lexicon: Lexicon, marked: Sequence[set[int]]) -> Iterator[CheckResult]:
    """Judge the examples: each sentence must count, or not count, for its term."""
    numbers: dict[str, list[int]] = {}
    for number, entry in enumerate(lexicon.entries):
        numbers.setdefault(entry.term, []).append(number)
    known = [example for example in lexicon.examples if example.term in numbers]
    for example in lexicon.examples:
        if example.term not in numbers:
            close = get_close_matches(example.term, numbers, n=1)
            hint = f"Did you mean '{close[0]}'? " if close else ""
            yield CheckResult(
                f"{lexicon.path}/examples.csv:{example.row}:term",
                f"there is no entry '{example.term}'.",
                f"{hint}Write the term as entries.csv has it.",
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
