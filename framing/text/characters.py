"""Classes of Unicode characters, looked up for whole texts at once."""

from __future__ import annotations

import unicodedata
from enum import IntEnum

import numpy as np
import numpy.typing as npt

ByteArray = npt.NDArray[np.uint8]
CodePoints = npt.NDArray[np.uint32]

CODE_POINTS = 0x110000
_UNKNOWN = 255


class CharacterClass(IntEnum):
    """What a character does in running text."""

    SPACE = 0
    LETTER = 1
    UPPER = 2
    DIGIT = 3
    MARK = 4  # combining marks and invisible format characters: they join what surrounds them
    APOSTROPHE = 5
    HYPHEN = 6
    STOP = 7
    COMMA = 8
    TERMINAL = 9  # ! ? and the ellipsis
    QUOTE = 10
    OPENER = 11
    CLOSER = 12
    NEWLINE = 13
    OTHER = 14


DOUBLE_QUOTES = '"“”„‟«»＂'
SINGLE_QUOTES = "'‘’‚‛‹›"
APOSTROPHES = "'’ʼ＇"

_BY_CATEGORY = {
    "Lu": CharacterClass.UPPER,
    "Lt": CharacterClass.UPPER,
    "Cf": CharacterClass.MARK,
    "Zs": CharacterClass.SPACE,
    "Cc": CharacterClass.SPACE,
    "Zl": CharacterClass.NEWLINE,
    "Zp": CharacterClass.NEWLINE,
    "Ps": CharacterClass.OPENER,
    "Pe": CharacterClass.CLOSER,
}
_BY_INITIAL = {
    "L": CharacterClass.LETTER,
    "N": CharacterClass.DIGIT,
    "M": CharacterClass.MARK,
}
_BY_CHARACTER = {
    **dict.fromkeys(DOUBLE_QUOTES + SINGLE_QUOTES, CharacterClass.QUOTE),
    **dict.fromkeys(APOSTROPHES, CharacterClass.APOSTROPHE),
    **dict.fromkeys("-‐‑", CharacterClass.HYPHEN),
    **dict.fromkeys("!?…‼⁇⁈⁉", CharacterClass.TERMINAL),
    **dict.fromkeys("\n\r\x0b\x0c\x85", CharacterClass.NEWLINE),
    ".": CharacterClass.STOP,
    ",": CharacterClass.COMMA,
    "\ufeff": CharacterClass.SPACE,
    "\u200b": CharacterClass.SPACE,
}


def _class_of(character: str) -> CharacterClass:
    if character in _BY_CHARACTER:
        return _BY_CHARACTER[character]
    category = unicodedata.category(character)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    return _BY_INITIAL.get(category[0], CharacterClass.OTHER)


# Filled as characters turn up: asking Unicode for all 1.1 million at the start takes a second.
_table: ByteArray = np.full(CODE_POINTS, _UNKNOWN, dtype=np.uint8)


def code_points(text: str) -> CodePoints:
    """Return the text as an array of code points, shape (len(text),); lone surrogates become ?."""
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)


def classify(codes: CodePoints) -> ByteArray:
    """Return the class of every character.

    Parameters
    ----------
    codes : uint32 array, shape (n_characters,)
        Code points, as `code_points` gives them.

    Returns
    -------
    uint8 array, shape (n_characters,)
        Members of `CharacterClass`.

    Examples
    --------
    >>> [CharacterClass(c).name for c in classify(code_points("Ü2-"))]
    ['UPPER', 'DIGIT', 'HYPHEN']
    """
    classes = _table[codes]
    if (classes == _UNKNOWN).any():
        for code in np.unique(codes[classes == _UNKNOWN]):
            _table[code] = _class_of(chr(code))
        classes = _table[codes]
    return classes
