"""Sets of word types that one word of a term stands for: case, spelling, wildcards, slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from framing.lexicon.spelling import Spelling
from framing.lexicon.terms import Atom, parse_term
from framing.model import IntArray, Name
from framing.text.vocabulary import Vocabulary, word_key

Slots = Mapping[str, Sequence[Name]]

_NO_TYPES: IntArray = np.zeros(0, dtype=np.int32)


class Elements:
    """The words of terms as sets of types, each set once and by its number.

    Parameters
    ----------
    vocabulary : Vocabulary
    slots : mapping of slot name to names
    spelling : Spelling
    kept : list of int arrays
        Where the sets are kept; books that share it share numbering.
    """

    def __init__(
        self, vocabulary: Vocabulary, slots: Slots, spelling: Spelling, kept: list[IntArray]
    ) -> None:
        self.vocabulary = vocabulary
        self.kept = kept
        self._slots = slots
        self._spelling = spelling
        self._compound: dict[tuple[str, tuple[str, ...], bool], int] = {}
        self._alone: dict[tuple[str, bool, bool, str, bool, str], int] = {}
        self._joined: dict[tuple[str, str], bool] = {}
        self._spelled: dict[str, tuple[str, str]] = {"": ("", "")}

    def names(self, atom: Atom) -> Iterator[tuple[Name, tuple[Atom, ...]]]:
        """Yield the names of a slot as it is narrowed, in every way they are written."""
        for name in self._slots.get(atom.text, ()):
            if not atom.country or (name.country == atom.country) != atom.other_country:
                for written in (name.name, *name.aliases):
                    yield name, parse_term(written)

    def one(self, atom: Atom, case: str) -> int:
        """Return the element of an atom that is a word of the text by itself; -1 if none is."""
        key = (atom.text, atom.prefix, atom.slot, atom.country, atom.other_country, case)
        number = self._alone.get(key)
        if number is None:
            number = self._alone[key] = self._keep(self._element((atom,), (case,)))
        return number

    def number(self, chunk: Sequence[tuple[Atom, str]]) -> int:
        """Return the element of a word of the text made of these atoms; -1 if there is none."""
        if len(chunk) == 1:
            return self.one(*chunk[0])
        atoms = tuple(atom for atom, _ in chunk)
        cases = tuple(case for _, case in chunk)
        key = (_written(atoms), cases, all(atom.joined for atom in atoms[1:]))
        number = self._compound.get(key)
        if number is None:
            number = self._compound[key] = self._keep(self._element(atoms, cases))
        return number

    def _keep(self, types: IntArray) -> int:
        if not types.size:
            return -1
        self.kept.append(types)
        return len(self.kept) - 1

    def joins(self, before: Atom, atom: Atom) -> bool:
        """Tell whether a hyphenated word of the vocabulary may hold these two side by side."""
        if not self.vocabulary.joints:
            return False
        if before.slot and atom.slot:
            return True
        one = "" if before.slot else before.text
        other = "" if atom.slot or atom.prefix else atom.text
        known = self._joined.get((one, other))
        if known is None:
            # Within a hyphenated word 's is kept: "bull's-eye".
            before_hyphen = [key.removesuffix("-") for key in self._both_spellings(f"{one}-")]
            written = zip(before_hyphen, self._both_spellings(other), strict=True)
            joints = self.vocabulary.joints
            known = self._joined[one, other] = any(f"{a}-{b}" in joints for a, b in written)
        return known

    def _both_spellings(self, word: str) -> tuple[str, str]:
        known = self._spelled.get(word)
        if known is None:
            keys = self._spelling.variants([word_key(word)])
            known = self._spelled[word] = (keys[0], keys[-1])
        return known

    def _element(self, atoms: tuple[Atom, ...], cases: tuple[str, ...]) -> IntArray:
        if len(atoms) == 1 and atoms[0].slot:
            return self._slot_element(atoms[0])
        if any(atom.slot for atom in atoms):
            return self._compound_slot(atoms, cases)
        written = [atom.text for atom in atoms]
        if len(atoms) == 1 and not atoms[0].prefix:
            keys = list(dict.fromkeys(self._both_spellings(atoms[0].text)))
            if not any(map(self.vocabulary.knows, keys)):
                return _NO_TYPES
        else:
            keys = self._spelling.variants(_keys(written), prefix=atoms[-1].prefix)
        solid = len(atoms) == 1 or all(atom.joined for atom in atoms[1:])
        found = [self._find(key, prefix=atoms[-1].prefix, solid=solid) for key in keys]
        found = [types for types in found if types.size]
        if not found:
            return _NO_TYPES
        types = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
        rules = [_CaseRule.of(text, case) for text, case in zip(written, cases, strict=True)]
        return self._in_case(types.astype(np.int32, copy=False), rules, prefix=atoms[-1].prefix)

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
            self._element(words, ("name",))
            for name, words in self.names(atom)
            if len(words) == 1 and not name.since and not name.until
        ]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int32)

    def _compound_slot(self, atoms: tuple[Atom, ...], cases: tuple[str, ...]) -> IntArray:
        """Return hyphenated types with a slot in them, such as ``{country}-backed``."""
        if any(atom.slot and atom.text == "number" for atom in atoms):
            return _NO_TYPES
        choices = [
            [
                (words[0], "name")
                for name, words in self.names(atom)
                if len(words) == 1 and not name.since and not name.until
            ]
            if atom.slot
            else [(atom, case)]
            for atom, case in zip(atoms, cases, strict=True)
        ]
        found: list[IntArray] = []
        for chosen in product(*choices):
            words = tuple(word for word, _ in chosen)
            if self.vocabulary.has(word_key("-".join(word.text for word in words))):
                found.append(self._element(words, tuple(case for _, case in chosen)))
        return np.unique(np.concatenate(found)) if found else _NO_TYPES

    def _in_case(self, types: IntArray, rules: Sequence[_CaseRule], *, prefix: bool) -> IntArray:
        """Keep the types that are written as the words of the term want it."""
        if not types.size or not any(rule.case for rule in rules):
            return types
        if all(rule.case == "capitals" for rule in rules):
            return types[self.vocabulary.capitals[types]]
        spelled = [_bare(word) for word in self.vocabulary.types.take(pa.array(types)).to_pylist()]
        keep = [_is_cased(word, rules, prefix=prefix) for word in spelled]
        return np.asarray(types[np.array(keep, dtype=np.bool_)], dtype=np.int32)


class _CaseRule(NamedTuple):
    """How one word of a term is written, and what that asks of the text.

    ``case`` is '' (nothing), 'capitals', 'exact' (as written) or 'name' (or in capitals).
    """

    written: str
    case: str

    @staticmethod
    def of(written: str, case: str) -> _CaseRule:
        capitals = len(written) > 1 and written.isupper()
        return _CaseRule(_bare(written), "capitals" if capitals and case != "name" else case)

    def allows(self, word: str, *, prefix: bool) -> bool:
        if not self.case:
            return True
        if self.case == "capitals":
            return word.isupper()
        if prefix and word.startswith(self.written):
            return True
        return word == self.written or (self.case == "name" and word == self.written.upper())


def _is_cased(word: str, rules: Sequence[_CaseRule], *, prefix: bool) -> bool:
    """Tell whether a word of the text has the capitals that the words of a term ask for."""
    parts = word.split("-")
    if len(parts) != len(rules):  # written solid, or with hyphens that the term does not have
        whole = "-".join(rule.written for rule in rules)
        if whole.isupper() and any(rule.case == "capitals" for rule in rules):
            return word.isupper()
        case = max((rule.case for rule in rules if rule.case != "capitals"), default="")
        return _CaseRule(whole, case).allows(word, prefix=prefix)
    last = len(rules) - 1
    return all(
        rule.allows(part, prefix=prefix and place == last)
        for place, (part, rule) in enumerate(zip(parts, rules, strict=True))
    )


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
    """Return the keys of the words of one hyphenated word: only its end loses a final 's."""
    return word_key("-".join(written)).split("-")
