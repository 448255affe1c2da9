"""Classes of Unicode characters, looked up for whole texts at once, in their UTF-8 bytes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ByteArray = npt.NDArray[np.uint8]
PlaceArray = npt.NDArray[np.int64]

CODE_POINTS = 0x110000
_UNKNOWN = 255
_FIRST_LEAD = 0xC0


class CharacterClass:
    """What a byte does in a word; plain numbers, in an order that lets one comparison do.

    Up to `REST` a byte is part of a word; from `APOSTROPHE` to `COMMA` it may be, between others.
    """

    LETTER = 0
    DIGIT = 1
    REST = 2  # the bytes of a letter or digit behind its first
    MARK = 3  # combining marks and invisible format characters: they join what surrounds them
    APOSTROPHE = 4
    HYPHEN = 5
    STOP = 6
    COMMA = 7
    OTHER = 8


_BY_CATEGORY = {
    "L": CharacterClass.LETTER,
    "N": CharacterClass.DIGIT,
    "M": CharacterClass.MARK,
    "Cf": CharacterClass.MARK,
}
_BY_CHARACTER = {
    **dict.fromkeys("'’ʼ＇", CharacterClass.APOSTROPHE),
    **dict.fromkeys("-‐‑", CharacterClass.HYPHEN),
    ".": CharacterClass.STOP,
    ",": CharacterClass.COMMA,
    "\ufeff": CharacterClass.OTHER,
    "\u200b": CharacterClass.OTHER,  # a space of no width
}


def class_of(character: str) -> int:
    """Return the class of one character.

    Examples
    --------
    >>> class_of("Ü") == CharacterClass.LETTER
    True
    """
    if character in _BY_CHARACTER:
        return _BY_CHARACTER[character]
    category = unicodedata.category(character)
    return _BY_CATEGORY.get(category, _BY_CATEGORY.get(category[0], CharacterClass.OTHER))


# Filled as characters turn up: asking Unicode for all 1.1 million at the start takes a second.
_by_code: ByteArray = np.full(CODE_POINTS, _UNKNOWN, dtype=np.uint8)
_ASCII = bytes(class_of(chr(code)) if code < 128 else CharacterClass.OTHER for code in range(256))  # noqa: PLR2004 -- ASCII ends there


@dataclass(frozen=True, slots=True, eq=False)
class Bytes:
    """A text as UTF-8 with the class of every byte; only words' characters go on in `REST`.

    ``wide`` holds the places of the characters of two bytes and more, ``width`` how many.
    """

    raw: bytes
    classes: ByteArray
    wide: PlaceArray
    width: ByteArray

    def width_at(self, places: PlaceArray) -> npt.NDArray[np.intp]:
        """Return how many bytes the characters at these places have."""
        return _WIDTH[np.frombuffer(self.raw, dtype=np.uint8)[places]]

    def begin_of(self, places: PlaceArray) -> PlaceArray:
        """Return where the characters begin that these bytes belong to, in words."""
        for _ in range(3):
            places = places - (self.classes[places] == CharacterClass.REST)
        return places


# Width of a character by its first byte.
_WIDTH = np.ones(256, dtype=np.intp)
_WIDTH[0xC0:0xE0], _WIDTH[0xE0:0xF0], _WIDTH[0xF0:] = 2, 3, 4
# The bits of a code point that its first byte holds, by width.
_LEAD_BITS = np.array([0, 0x7F, 0x1F, 0x0F, 0x07], dtype=np.uint32)


def classify(raw: bytes) -> Bytes:
    """Class every byte of a text.

    Parameters
    ----------
    raw : bytes
        Valid UTF-8.

    Returns
    -------
    Bytes

    Examples
    --------
    >>> classify("Ü2-".encode()).classes.tolist()
    [0, 2, 1, 5]
    """
    classes = np.frombuffer(bytearray(raw.translate(_ASCII)), dtype=np.uint8)
    array = np.frombuffer(raw, dtype=np.uint8)
    if raw.isascii():
        return Bytes(raw, classes, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint8))
    wide = np.flatnonzero(array >= _FIRST_LEAD)
    width = _WIDTH[array[wide]]
    codes = array[wide] & _LEAD_BITS[width]
    for step in range(1, 4):
        longer = np.flatnonzero(width > step)
        codes[longer] = (codes[longer] << 6) | (array[wide[longer] + step] & 0x3F)
    found = _classes_of(codes)
    classes[wide] = found
    word = found <= CharacterClass.DIGIT
    for step in range(1, 4):
        classes[wide[word & (width > step)] + step] = CharacterClass.REST
    return Bytes(raw, classes, wide, width.astype(np.uint8))


def _classes_of(codes: npt.NDArray[np.uint32]) -> ByteArray:
    classes = _by_code[codes]
    if (classes == _UNKNOWN).any():
        for code in np.unique(codes[classes == _UNKNOWN]).tolist():
            _by_code[code] = class_of(chr(code))
        classes = _by_code[codes]
    return classes
