"""From terms to sequences of type sets: everything about spelling is settled on the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pyarrow as pa

from framing.lexicon.spelling import Spelling
from framing.lexicon.terms import Atom, parse_term
from framing.model import IntArray, Name
from framing.text.vocabulary import Vocabulary, word_key

Slots = Mapping[str, Sequence[Name]]

# One term may not unfold into more than this: two slots of 250 names of several words.
MOST_ALTERNATIVES = 100_000

_NO_TYPES: IntArray = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern: the element it must belong to, after at most ``gap`` other words."""

    element: int
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a term; ``since`` and ``until`` bound the dates a name holds for."""

    steps: tuple[Step, ...]
    literal: int
    since: str = ""
    until: str = ""


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
        self.vocabulary = vocabulary
        self.elements = [] if elements is None else elements
        self._slots = slots
        self._spelling = spelling
        self._known: dict[tuple[str, str, bool], int] = {}
        self._alone: dict[tuple[str, bool, bool, str, bool, str], int] = {}
        self._joined: dict[tuple[str, str], bool] = {}
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
        if not self._may_join(atoms):
            steps = self._word_by_word(atoms, case)
            return [Pattern(steps, literal)] if steps else []
        return [
            Pattern(tuple(steps), literal, filled.since, filled.until)
            for filled in self._fill(atoms, case)
            for steps in self._cut(filled.atoms)
        ]

    def _may_join(self, atoms: tuple[Atom, ...]) -> bool:
        """Tell at little cost whether a term could be written in more ways than word by word."""
        before = ""
        for atom in atoms:
            if atom.slot and atom.text != "number":
                return True
            if atom.joined or (atom.slot and not before):
                return True
            if before and not atom.gap and self._joins(before, atom):
                return True
            before = "" if atom.prefix else atom.text
        return False

    def _joins(self, before: str, atom: Atom) -> bool:
        """Tell whether a hyphenated word of the vocabulary may hold these two side by side."""
        after = "" if atom.prefix or atom.slot else atom.text
        known = self._joined.get((before, after))
        if known is None:
            one, other = word_key(before), word_key(after) if after else ""
            known = f"{one}-{other}" in self.vocabulary.joints
            if not known:
                spelled = (self._other_spelling(one), self._other_spelling(other))
                known = "-".join(spelled) in self.vocabulary.joints
            self._joined[before, after] = known
        return known

    def _other_spelling(self, key: str) -> str:
        return self._spelling.variants([key])[-1] if key else ""

    def _word_by_word(self, atoms: tuple[Atom, ...], case: str) -> tuple[Step, ...]:
        """Return the only way to write a term without hyphens; nothing where a word is missing."""
        steps = []
        for atom in atoms:
            number = self._one(atom, case)
            if number < 0:
                return ()
            steps.append(Step(number, atom.gap))
        return tuple(steps)

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
            first = replace(words[0], joined=atom.joined, gap=atom.gap)
            spelled = tuple((word, "name") for word in (first, *words[1:]))
            choices.append(_Filled(spelled, name.since, name.until))
        return choices

    def _names(self, atom: Atom) -> list[tuple[Name, tuple[Atom, ...]]]:
        key = (atom.text, atom.country, atom.other_country)
        if key not in self._names_known:
            candidates = (
                (name, parse_term(written))
                for name in self._slots.get(atom.text, ())
                if not atom.country or (name.country == atom.country) != atom.other_country
                for written in (name.name, *name.aliases)
            )
            self._names_known[key] = [
                (name, words)
                for name, words in candidates
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
            number = self._number(chunk)
            if number < 0:
                continue
            step = Step(number, chunk[0][0].gap)
            for rest in self._cut(atoms[size:]):
                yield [step, *rest]

    def _follows(self, before: Atom, atom: Atom) -> bool:
        """Tell whether two atoms may belong to one word of the text."""
        if atom.gap or before.prefix:
            return False
        return atom.joined or before.slot or self._joins(before.text, atom)

    def _one(self, atom: Atom, case: str) -> int:
        """Return the element of an atom that is a word of the text by itself; -1 if none is."""
        key = (atom.text, atom.prefix, atom.slot, atom.country, atom.other_country, case)
        number = self._alone.get(key)
        if number is None:
            number = self._alone[key] = self._keep(self._element((atom,), case))
        return number

    def _number(self, chunk: Sequence[tuple[Atom, str]]) -> int:
        """Return the element of a word of the text made of these atoms; -1 if there is none."""
        if len(chunk) == 1:
            return self._one(*chunk[0])
        atoms = tuple(atom for atom, _ in chunk)
        case = max(case for _, case in chunk)
        key = (_written(atoms), case, all(atom.joined for atom in atoms[1:]))
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = self._keep(self._element(atoms, case))
        return number

    def _keep(self, types: IntArray) -> int:
        if not types.size:
            return -1
        self.elements.append(types)
        return len(self.elements) - 1

    def _element(self, atoms: tuple[Atom, ...], case: str) -> IntArray:
        if len(atoms) == 1 and atoms[0].slot:
            return self._slot_element(atoms[0])
        if any(atom.slot for atom in atoms):
            return self._compound_slot(atoms, case)
        written = [atom.text for atom in atoms]
        keys = self._spelling.variants(_keys(written), prefix=atoms[-1].prefix)
        solid = len(atoms) == 1 or all(atom.joined for atom in atoms[1:])
        found = [self._find(key, prefix=atoms[-1].prefix, solid=solid) for key in keys]
        found = [types for types in found if types.size]
        if not found:
            return _NO_TYPES
        types = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
        return self._in_case(types.astype(np.int32, copy=False), "-".join(written), case, atoms[-1].prefix)

    def _find(self, key: str, *, prefix: bool, solid: bool) -> IntArray:
        vocabulary = self.vocabulary
        spellings = [key, key.replace("-", "")] if solid and "-" in key else [key]
        if prefix:
            return np.concatenate([vocabulary.find_prefix(spelling) for spelling in spellings])
        found = [
            vocabulary.find(spelling, solid=solid and "-" not in spelling)
            for spelling in spellings
            if vocabulary.knows(spelling)
        ]
        if len(found) == 1:
            return found[0]
        return np.unique(np.concatenate(found)) if found else _NO_TYPES

    def _slot_element(self, atom: Atom) -> IntArray:
        """Return the types that fill a slot by themselves, on any date."""
        if atom.text == "number":
            return self.vocabulary.numbers()
        found = [
            self._element(words, "name")
            for name, words in self._names(atom)
            if len(words) == 1 and not name.since and not name.until
        ]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int32)

    def _compound_slot(self, atoms: tuple[Atom, ...], case: str) -> IntArray:
        """Return hyphenated types with a slot in them, such as ``{country}-backed``."""
        choices: list[list[tuple[Atom, ...]]] = [
            [words for _, words in self._names(atom) if len(words) == 1]
            if atom.slot and atom.text != "number"
            else [(atom,)]
            for atom in atoms
        ]
        found: list[IntArray] = []
        for combination in product(*choices):
            words = tuple(word for part in combination for word in part)
            if any(word.slot for word in words):
                continue
            if self.vocabulary.has("-".join(_keys([word.text for word in words]))):
                found.append(self._element(words, case or ""))
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int32)

    def _in_case(self, types: IntArray, written: str, case: str, prefix: bool) -> IntArray:  # noqa: FBT001
        if not types.size:
            return types
        capitals = len(written) > 1 and written.isupper()
        if capitals and case != "name":
            return types[self.vocabulary.capitals[types]]
        if not case:
            return types
        bare = _bare(written)
        spelled = [_bare(word) for word in self.vocabulary.types.take(pa.array(types)).to_pylist()]
        keep = np.array(
            [
                (word.startswith(bare) if prefix else word == bare)
                or (case == "name" and word == bare.upper())
                for word in spelled
            ]
        )
        return np.asarray(types[keep], dtype=np.int32)


def _bare(written: str) -> str:
    """Return the word without what matching ignores even where case counts."""
    plain = written.replace("’", "'").replace("‑", "-").replace("‐", "-")
    for ending in ("'s", "'S"):
        plain = plain.removesuffix(ending)
    return plain.replace(".", "") if "." in plain and not plain[:1].isdigit() else plain


def _written(atoms: tuple[Atom, ...]) -> str:
    """Return what tells these atoms from others, gaps and the first hyphen aside."""
    return "\t".join(
        f"{{{a.text}:{a.other_country}{a.country}}}" if a.slot else a.text + "*" * a.prefix
        for a in atoms
    )


def _keys(written: Sequence[str]) -> list[str]:
    return [word_key(word) for word in written]
