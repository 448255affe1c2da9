"""The syntax of terms: words, a final ``*``, ``{slot}``, ``..2``; no regular expressions."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from framing.errors import UsageError

SLOTS = ("leader", "country", "nationality", "city", "party", "agency", "number")

# The apostrophe after a plural belongs to no word: a text's "workers'" is the word "workers".
_POSSESSIVE = re.compile(r"(?<=[sS])['’]$")
_GAP = re.compile(r"\.\.(\d)")
_SLOT = re.compile(r"\{([a-z]+)(?::(!?)([A-Za-z]{2}))?\}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:\.[^\W_]+)*\.?\*?")
_SIMPLE_TERM = r"[^\W_]+(?:['’][^\W_]+)*(?:[ -][^\W_]+(?:['’][^\W_]+)*)*\*?"
_SIMPLE = re.compile(_SIMPLE_TERM)
_SIMPLE_LIST = re.compile(rf"{_SIMPLE_TERM}(?:\|{_SIMPLE_TERM})*")
_PIECE = re.compile(rf"{_SLOT.pattern}|{_WORD.pattern}")
LONGEST_GAP = 9


class Atom(NamedTuple):
    """One word of a term, or one slot.

    ``text`` is the word as written, without a final ``*``, or the slot's name. ``joined`` tells
    whether a hyphen ties it to the atom before; ``gap`` how many words may stand in between.
    ``country`` and ``other_country`` narrow a slot: ``{leader:US}``, ``{leader:!US}``.
    """

    text: str
    prefix: bool = False
    slot: bool = False
    country: str = ""
    other_country: bool = False
    joined: bool = False
    gap: int = 0


def is_simple(terms: str) -> bool:
    """Tell quickly that terms separated by ``|`` can be read: words, single spaces, hyphens."""
    return _SIMPLE_LIST.fullmatch(terms) is not None


class TermError(UsageError):
    """A term is not written by the rules."""


@cache
def parse_term(term: str) -> tuple[Atom, ...]:
    """Read a term.

    Parameters
    ----------
    term : str

    Returns
    -------
    tuple of Atom

    Raises
    ------
    TermError
        What is wrong, and what to write instead.

    Examples
    --------
    >>> [atom.text for atom in parse_term("{leader:US} regime*")]
    ['leader', 'regime']
    >>> parse_term("throw* ..3 under the bus")[1].gap
    3
    >>> [atom.text for atom in parse_term("workers' paradise")]
    ['workers', 'paradise']
    """
    if "-" not in term and "*" not in term and _SIMPLE.fullmatch(term):
        return tuple([Atom(word) for word in term.split()])
    atoms: list[Atom] = []
    gap = 0
    for word in term.split():
        match = _GAP.fullmatch(word)
        if match:
            gap = _gap(match, atoms)
        else:
            atoms += _pieces(_POSSESSIVE.sub("", word), gap)
            gap = 0
    if gap:
        raise TermError(f"the term '{term}' ends in a gap.", fix="Write the word that follows it.")
    if not atoms:
        raise TermError("the term is empty.", fix="Write a word, or delete the row.")
    return tuple(atoms)


def _gap(match: re.Match[str], atoms: list[Atom]) -> int:
    if not atoms:
        raise TermError(f"the term begins with the gap '{match[0]}'.", fix="Begin it with a word.")
    return int(match[1])


def _pieces(word: str, gap: int) -> list[Atom]:
    """Read what stands between two spaces: atoms tied by hyphens."""
    atoms: list[Atom] = []
    place = 0
    while place < len(word):
        match = _PIECE.match(word, place)
        if match is None:
            raise _unreadable(word, place)
        atoms.append(_atom(match, joined=bool(atoms), gap=0 if atoms else gap))
        place = match.end()
        if place < len(word):
            if word[place] not in "-‐‑" or place + 1 == len(word):
                raise _unreadable(word, place)
            place += 1
    return atoms


def _atom(match: re.Match[str], *, joined: bool, gap: int) -> Atom:
    if match[1] is None:
        text = match[0].removesuffix("*")
        return Atom(text, prefix=match[0].endswith("*"), joined=joined, gap=gap)
    if match[1] not in SLOTS:
        known = ", ".join("{" + slot + "}" for slot in SLOTS)
        raise TermError(f"there is no slot '{match[0]}'.", fix=f"Known slots: {known}.")
    return Atom(
        match[1],
        slot=True,
        country=(match[3] or "").upper(),
        other_country=match[2] == "!",
        joined=joined,
        gap=gap,
    )


def _unreadable(word: str, place: int) -> TermError:
    character = word[place]
    if "*" in word[:place] or character == "*":
        return TermError(
            f"'*' stands in the middle of '{word}'.",
            fix="Put it at the end of the word, where it stands for any further letters.",
        )
    if character in "[](|)^$+?\\":
        return TermError(
            f"'{character}' in '{word}' looks like a regular expression.",
            fix="Write the words out; use | between terms in the column forms.",
        )
    return TermError(
        f"'{word}' has '{character}', which no word contains.",
        fix="Use letters, digits, hyphens and apostrophes, a final *, {slot} or ..2.",
    )
