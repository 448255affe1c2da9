"""From terms to sequences of type sets: everything about spelling is settled on the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from framing.lexicon.elements import Elements, Slots
from framing.lexicon.spelling import Spelling
from framing.lexicon.terms import Atom, parse_term
from framing.model import IntArray, Name
from framing.text.vocabulary import Vocabulary

# One term may not unfold into more than this: two slots of 250 names of several words.
MOST_ALTERNATIVES = 100_000


# Named tuples where tens of thousands are made: they take a third of a frozen dataclass's time.


class Step(NamedTuple):
    """One word of a pattern: the element it must belong to, after at most ``gap`` other words."""

    element: int
    gap: int = 0


class Pattern(NamedTuple):
    """One way to write a term; ``since`` and ``until`` bound the dates a name holds for."""

    steps: tuple[Step, ...]
    literal: int
    since: str = ""
    until: str = ""


class _Way(NamedTuple):
    """One way to write the beginning of a term."""

    steps: tuple[Step, ...]
    since: str = ""
    until: str = ""

    def after(self, gap: int) -> _Way:
        """Return the same behind a gap."""
        return self._replace(steps=(Step(self.steps[0].element, gap), *self.steps[1:]))

    def then(self, other: _Way) -> _Way:
        """Return both, one after the other: they hold together while each does."""
        limits = [until for until in (self.until, other.until) if until]
        return _Way(
            (*self.steps, *other.steps),
            max(self.since, other.since),
            min(limits, default=""),
        )


@dataclass(frozen=True, slots=True)
class _Filled:
    """A term with its slots filled. Case: '' any, 'exact' as written, 'name' or in capitals."""

    atoms: tuple[tuple[Atom, str], ...]
    since: str = ""
    until: str = ""


class PatternBuilder:
    """Turns terms into patterns over one vocabulary.

    Parameters
    ----------
    vocabulary : Vocabulary
    slots : mapping of slot name to names
    spelling : Spelling
    elements : list of int arrays, optional
        Where the elements of the patterns are kept; builders that share it share numbering.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        slots: Slots,
        spelling: Spelling,
        elements: list[IntArray] | None = None,
    ) -> None:
        self.elements: list[IntArray] = [] if elements is None else elements
        self._book = Elements(vocabulary, slots, spelling, self.elements)
        self._ways_known: dict[tuple[str, str, bool], list[_Way]] = {}
        self._names_known: dict[tuple[str, str, bool], list[tuple[Name, tuple[Atom, ...]]]] = {}

    def patterns(self, term: str, *, exact: bool = False) -> list[Pattern]:
        """Return the patterns of a term that this vocabulary can fulfil.

        Parameters
        ----------
        term : str
        exact : bool
            Capital letters matter.

        Returns
        -------
        list of Pattern
            Empty where a needed word does not occur.

        Raises
        ------
        TermError
            The term is not written by the rules.
        """
        atoms = parse_term(term)
        case = "exact" if exact else ""
        literal = sum(not atom.slot and not atom.prefix for atom in atoms)
        if self._may_join(atoms):
            return [
                Pattern(tuple(steps), literal, filled.since, filled.until)
                for filled in self._fill(atoms, case)
                for steps in self._cut(filled.atoms)
            ]
        if any(atom.slot for atom in atoms):
            ways = self._ways(atoms, case)
            return [Pattern(way.steps, literal, way.since, way.until) for way in ways]
        numbers = [self._book.one(atom, case) for atom in atoms]
        if min(numbers) < 0:
            return []
        steps = [Step(number, atom.gap) for number, atom in zip(numbers, atoms, strict=True)]
        return [Pattern(tuple(steps), literal)]

    def _may_join(self, atoms: tuple[Atom, ...]) -> bool:
        """Tell at little cost whether a hyphen may tie words of a term, or of a name in it."""
        before = None
        for atom in atoms:
            if atom.joined:
                return True
            if before and not atom.gap and self._book.joins(before, atom):
                return True
            before = None if atom.prefix else atom
        return False

    def _ways(self, atoms: tuple[Atom, ...], case: str) -> list[_Way]:
        """Return the ways to write a term with slots whose words stand apart."""
        ways = [_Way(())]
        for atom in atoms:
            number = self._book.one(atom, case)
            here = [] if number < 0 else [_Way((Step(number, atom.gap),))]
            if atom.slot and atom.text != "number":
                here += [way.after(atom.gap) for way in self._longer_names(atom)]
            if not here:
                return []
            if len(ways) * len(here) > MOST_ALTERNATIVES:
                here = here[:300]
            ways = [one.then(other) for one in ways for other in here]
        return ways

    def _longer_names(self, atom: Atom) -> list[_Way]:
        """Return how the names of a slot are written that have several words, or dates."""
        key = (atom.text, atom.country, atom.other_country)
        if key not in self._ways_known:
            self._ways_known[key] = [
                _Way(tuple(steps), name.since, name.until)
                for name, words in self._names(atom)
                if len(words) > 1 or name.since or name.until
                for steps in self._cut([(word, "name") for word in words])
            ]
        return self._ways_known[key]

    def _fill(self, atoms: tuple[Atom, ...], case: str) -> Iterator[_Filled]:
        """Fill slots whose names have several words or dates; others stay one element."""
        choices = [self._choices(atom, case) for atom in atoms]
        size = 1
        for choice in choices:
            size *= max(len(choice), 1)
        if size > MOST_ALTERNATIVES:
            choices = [choice[:300] for choice in choices]
        for combination in product(*choices):
            since = max((filled.since for filled in combination), default="")
            until = min((f.until for f in combination if f.until), default="")
            yield _Filled(tuple(a for filled in combination for a in filled.atoms), since, until)

    def _choices(self, atom: Atom, case: str) -> list[_Filled]:
        whole = _Filled(((atom, case),))
        if not atom.slot or atom.text == "number":
            return [whole]
        choices = [whole]
        for name, words in self._names(atom):
            if len(words) == 1 and not name.since and not name.until:
                continue
            first = words[0]._replace(joined=atom.joined, gap=atom.gap)
            spelled = tuple((word, "name") for word in (first, *words[1:]))
            choices.append(_Filled(spelled, name.since, name.until))
        return choices

    def _names(self, atom: Atom) -> list[tuple[Name, tuple[Atom, ...]]]:
        key = (atom.text, atom.country, atom.other_country)
        if key not in self._names_known:
            self._names_known[key] = [
                (name, words)
                for name, words in self._book.names(atom)
                if next(self._cut([(word, "name") for word in words]), None)
            ]
        return self._names_known[key]

    def _cut(self, atoms: Sequence[tuple[Atom, str]]) -> Iterator[list[Step]]:
        """Yield every way to cut the atoms into words of the text that the vocabulary has."""
        if not atoms:
            yield []
            return
        for size in range(1, len(atoms) + 1):
            chunk = atoms[:size]
            if size > 1 and not self._follows(chunk[-2][0], chunk[-1][0]):
                break
            number = self._book.number(chunk)
            if number < 0:
                continue
            step = Step(number, chunk[0][0].gap)
            for rest in self._cut(atoms[size:]):
                yield [step, *rest]

    def _follows(self, before: Atom, atom: Atom) -> bool:
        """Tell whether two atoms may belong to one word of the text."""
        if atom.gap or before.prefix:
            return False
        return atom.joined or self._book.joins(before, atom)
