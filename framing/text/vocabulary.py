"""The types of a corpus and how they are looked up: meaning lives here, not on the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from framing.model import IntArray

BoolArray = npt.NDArray[np.bool_]

_PLAIN_CHARACTERS = {"’ʼ＇": "'", "‐‑": "-", "\u00ad\u200c\u200d\u2060": ""}
_PLAIN = {ord(w): plain for written, plain in _PLAIN_CHARACTERS.items() for w in written}
_LETTER_STOP = re.compile(r"([^\W\d_])\.")


def key_of(words: pa.StringArray) -> pa.StringArray:
    """Return the form under which words are looked up.

    Small letters, one kind of apostrophe and hyphen, no final 's, no full stops inside letters.

    Examples
    --------
    >>> key_of(pa.array(["Russia’s", "U.S.-led", "Much‑Hyped", "3.5"])).to_pylist()
    ['russia', 'us-led', 'much-hyped', '3.5']
    """
    keys = pc.utf8_lower(words)
    # Most words are nothing but letters; the rest take six passes more.
    special = pc.invert(pc.match_substring_regex(words, pattern="^[A-Za-z0-9-]*$"))
    rest = pc.utf8_lower(pc.utf8_normalize(words.filter(special), form="NFC"))
    for written, plain in _PLAIN_CHARACTERS.items():
        rest = pc.replace_substring_regex(rest, pattern=f"[{written}]", replacement=plain)
    rest = pc.replace_substring_regex(rest, pattern="'s$", replacement="")
    rest = pc.replace_substring_regex(rest, pattern=r"(\pL)\.", replacement=r"\1")
    return pc.replace_with_mask(keys, special, rest)


@cache
def word_key(word: str) -> str:
    """Return the key of one word: what `key_of` gives for an array of it.

    Examples
    --------
    >>> word_key("Russia’s"), word_key("U.S.")
    ('russia', 'us')
    """
    key = unicodedata.normalize("NFC", word).lower().translate(_PLAIN).removesuffix("'s")
    return _LETTER_STOP.sub(r"\1", key) if "." in key else key


class Vocabulary:
    """All types of a corpus, each with a number, and the ways to find them.

    Parameters
    ----------
    types : pyarrow string array
        Distinct words as written.
    """

    def __init__(self, types: pa.StringArray) -> None:
        self.types = types
        self._keys = key_of(types)
        encoded = self._keys.dictionary_encode()
        self._key_names: pa.StringArray = encoded.dictionary
        self._key_of_type = np.asarray(encoded.indices, dtype=np.int32)
        self._by_key = np.argsort(self._key_of_type, kind="stable").astype(np.int32)
        first = np.searchsorted(
            self._key_of_type[self._by_key], np.arange(len(self._key_names) + 1)
        )
        # As Python's numbers: single ones are looked up, tens of thousands of times.
        self._first: list[int] = first.tolist()

    def __len__(self) -> int:
        return len(self.types)

    @cached_property
    def capitals(self) -> BoolArray:
        """Whether a type is written in capitals throughout (``US``, ``U.S.``, ``COVID-19``)."""
        return np.asarray(pc.utf8_is_upper(self.types.fill_null("")), dtype=np.bool_)

    @cached_property
    def lower(self) -> BoolArray:
        """Whether a type has no capital letter."""
        same = pc.equal(pc.utf8_lower(self.types), self.types)
        return np.asarray(same, dtype=np.bool_)

    @cached_property
    def _number_of_key(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self._key_names.to_pylist())}

    @cached_property
    def _by_solid(self) -> dict[str, list[int]]:
        """Hyphenated keys by their solid spelling."""
        found: dict[str, list[int]] = {}
        for key, number in self._number_of_key.items():
            if "-" in key:
                found.setdefault(key.replace("-", ""), []).append(number)
        return found

    @cached_property
    def _sorted_keys(self) -> npt.NDArray[np.object_]:
        return np.array(sorted(self._number_of_key), dtype=object)

    def has(self, key: str) -> bool:
        """Tell whether any type has exactly this key."""
        return key in self._number_of_key

    @cached_property
    def joints(self) -> frozenset[str]:
        """What stands side by side in hyphenated keys: ``a-b``, ``a-`` and ``-b``."""
        found: set[str] = set()
        for key in self._number_of_key:
            if "-" in key:
                words = key.split("-")
                for one, other in pairwise(words):
                    found.update((f"{one}-{other}", f"{one}-", f"-{other}"))
        return frozenset(found)

    def knows(self, key: str) -> bool:
        """Tell whether any type has this key, or is a hyphenated spelling of it."""
        return key in self._number_of_key or key in self._by_solid

    def find(self, key: str, *, solid: bool = False) -> IntArray:
        """Return the types with this key; ``solid`` adds hyphenated spellings of it."""
        number = self._number_of_key.get(key)
        joined = self._by_solid.get(key) if solid else None
        if joined is None and number is not None:
            return self._by_key[self._first[number] : self._first[number + 1]]
        return self._types_of([*([] if number is None else [number]), *(joined or [])])

    def find_prefix(self, prefix: str) -> IntArray:
        """Return the types whose key begins with the prefix and does not grow a hyphen."""
        keys = self._sorted_keys
        first = np.searchsorted(keys, prefix)
        last = np.searchsorted(keys, prefix + "\U0010ffff")
        hyphens = prefix.count("-")
        return self._types_of(
            [self._number_of_key[key] for key in keys[first:last] if key.count("-") == hyphens]
        )

    def numbers(self) -> IntArray:
        """Return the types that are numbers: digits, or number words."""
        digits = pc.match_substring_regex(self._keys, pattern=r"^\d[\d.,]*$")
        words = pc.is_in(self._keys, value_set=pa.array(_NUMBER_WORDS))
        return np.flatnonzero(np.asarray(pc.or_(digits, words), dtype=np.bool_)).astype(np.int32)

    def _types_of(self, key_numbers: Iterable[int]) -> IntArray:
        ranges = [self._by_key[self._first[k] : self._first[k + 1]] for k in key_numbers]
        return np.concatenate(ranges) if ranges else np.zeros(0, dtype=np.int32)


_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens "
    "several"
).split()


def merge_vocabularies(parts: Sequence[pa.StringArray]) -> tuple[Vocabulary, list[IntArray]]:
    """Merge the vocabularies of segments.

    Parameters
    ----------
    parts : sequence of pyarrow string arrays

    Returns
    -------
    vocabulary : Vocabulary
    maps : list of int arrays
        For each part, the number in the merged vocabulary of each of its types.
    """
    if not parts:
        return Vocabulary(pa.array([], pa.string())), []
    encoded = pa.concat_arrays(list(parts)).dictionary_encode()
    numbers = np.asarray(encoded.indices, dtype=np.int32)
    cuts = np.cumsum([len(part) for part in parts])[:-1]
    return Vocabulary(encoded.dictionary), np.split(numbers, cuts)
