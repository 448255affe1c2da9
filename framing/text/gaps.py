"""What stands between words: a few thousand strings that settle sentences and quotations.

A language writes millions of words but few kinds of gaps between them, most of them one space.
Each kind is read once, in plain Python, and its meaning looked up wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

DOUBLE_QUOTES = '"“”„‟«»＂'
SINGLE_QUOTES = "'‘’‚‛‹›"
_OPENERS = "([{（［"
_CLOSERS = ")]}）］"
_TERMINALS = frozenset(".!?…‼⁇⁈⁉。！？")
INVISIBLE = "\u00ad\u200d\u200e\u200f\u202a\u202c\u2060"
# What may stand between the mark that ends a sentence and the space behind it.
_TAIL = DOUBLE_QUOTES + SINGLE_QUOTES + _CLOSERS + INVISIBLE
_HEAD = DOUBLE_QUOTES + SINGLE_QUOTES + _OPENERS
_DASHES = "-–—―‐‑"
# Behind a full stop these go on with its sentence.
_GOES_ON = _DASHES + ",;:"

# Characters that \s leaves out, a space of no width and a byte order mark, are space as well.
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# Longer gaps are one of a kind: not worth remembering.
_REMEMBERED_LENGTH = 40


class Gap:
    """What stands between a word and the one before it: bits of one number."""

    COMMA = 1
    QUOTE = 2
    COLON = 4
    DASH = 8
    OPENER = 16
    CLOSER = 32
    SEMICOLON = 64
    OTHER = 128


class Cut:
    """Whether a gap can end a sentence, and on what conditions: bits of one number."""

    PARAGRAPH = 1  # a blank line, or a line break behind finished text
    WRAP = 2  # a line break that goes on with the sentence if the next word is small
    STOP = 4  # one full stop right behind the word: it may be an abbreviation's
    END = 8  # another mark that ends sentences
    BARE = 16  # ends one if the word in front has a full stop of its own, as U.S. has
    TIGHT = 32  # a mark with no space behind it
    ELLIPSIS = 64  # dots with a space in front: something is left out
    QUOTED = 128  # a quotation closes behind ! ? or an ellipsis: "Why?" Lee asked.
    QUOTE_OPENS = 256
    BRACKET_OPENS = 512
    # These end none, but begin what somebody says:
    LABEL = 1024  # a colon and a space, as behind the speakers of a transcript
    BLOCK = 2048  # a paragraph that > sets off


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark or apostrophe in a gap.

    ``sign`` is one character, whatever it was written with ('' is "); ``before`` and ``after``
    are the neighbours, empty where that is a word; ``side`` is 0 where the mark belongs to the
    paragraph of the word in front, 1 of the word behind.
    """

    offset: int
    width: int
    sign: str
    before: str
    after: str
    side: int


@dataclass(frozen=True, slots=True)
class GapType:
    """All there is to know of one kind of gap.

    ``end`` is how many of its characters belong to the sentence in front if it ends here, ``start``
    how many to the next one. ``holds`` are bits of `Gap`, ``cut`` of `Cut`.
    """

    cut: int
    end: int
    start: int
    holds: int
    marks: tuple[Mark, ...]


def gap_type(gap: str) -> GapType:
    """Read one kind of gap.

    Examples
    --------
    >>> found = gap_type('." “')
    >>> found.end, found.start, found.cut == Cut.STOP | Cut.QUOTE_OPENS
    (2, 1, True)
    """
    return _remembered(gap) if len(gap) <= _REMEMBERED_LENGTH else _read(gap)


def _read(gap: str) -> GapType:
    runs = [(run.start(), run.end()) for run in _SPACE.finditer(gap)]
    breaks = [(a, b, sum(1 for _ in _LINE_END.finditer(gap, a, b))) for a, b in runs]
    breaks = [one for one in breaks if one[2]]
    holds = _holds(gap)
    if not breaks:
        cut, end, start = _inline(gap, runs)
        if gap[0:1] == ":" and gap.strip() == ":":
            cut |= Cut.LABEL
        return GapType(cut, end, start, holds, tuple(_marks(gap, len(gap), len(gap))))
    (left, _, count), right = breaks[0], breaks[-1][1]
    start = len(gap) - right
    unfinished = left == 0 or gap[left - 1] in ",-‐‑"
    wraps = len(breaks) == 1 and count == 1 and unfinished and not start
    cut = Cut.WRAP if wraps else Cut.PARAGRAPH
    if start and not gap[right:].strip("> \t"):
        cut |= Cut.BLOCK
    return GapType(cut, left, start, holds, tuple(_marks(gap, left, right)))


_remembered = lru_cache(maxsize=1 << 16)(_read)


def _inline(gap: str, spaces: list[tuple[int, int]]) -> tuple[int, int, int]:
    """Return cut, end and start of a gap within a line."""
    if not spaces:
        return _tight(gap), len(gap), 0
    found, before = -1, 0
    for place, (begin, _) in enumerate(spaces):
        if gap[before:begin].rstrip(_TAIL)[-1:] in _TERMINALS:
            found = place
        before = spaces[place][1]
    if found < 0:
        end, follows = spaces[0]
        cut = 0 if gap[:end].strip(_TAIL) else Cut.BARE
    else:
        end, follows = spaces[found]
        cut = _mark_kind(gap[:end])
    head = gap[follows:]
    if head[:1] and head[0] in _GOES_ON + _CLOSERS:
        return 0, end, 0
    if head[:1] and head[0] in _OPENERS:
        cut |= Cut.BRACKET_OPENS
    elif head.strip(_HEAD) != head:
        cut |= Cut.QUOTE_OPENS
    return cut, end, len(head)


def _tight(gap: str) -> int:
    """Tell a sentence's end that has no space behind it: "They won."The rest was easy."""
    if gap[:1] not in (".", "!", "?") or len(gap.rstrip(_TAIL)) != 1:
        return 0
    return Cut.TIGHT | (Cut.QUOTED if any(sign in DOUBLE_QUOTES for sign in gap) else 0)


def _mark_kind(marks: str) -> int:
    """Tell a full stop from other marks that end sentences; ``marks`` is what stands there."""
    bare = marks.rstrip(_TAIL)
    if bare == ".":
        return Cut.STOP
    cut, dots = Cut.END, "".join(bare.split())
    if not dots.strip(".…") and dots != "." and bare[0].isspace():
        cut |= Cut.ELLIPSIS
    elif dots[-1] == ".":
        return cut
    closes = any(sign in DOUBLE_QUOTES + SINGLE_QUOTES for sign in marks[len(bare) :])
    return cut | Cut.QUOTED if closes else cut


_HOLDS = {
    **dict.fromkeys(DOUBLE_QUOTES + SINGLE_QUOTES + "ʼ＇", Gap.QUOTE),
    **dict.fromkeys(_OPENERS, Gap.OPENER),
    **dict.fromkeys(_CLOSERS, Gap.CLOSER),
    **dict.fromkeys(_DASHES, Gap.DASH),
    ",": Gap.COMMA,
    ":": Gap.COLON,
    ";": Gap.SEMICOLON,
}


def _holds(gap: str) -> int:
    """Return what a gap holds; a full stop counts only beside other marks, else as nothing.

    A sentence ends at a full stop, and where it does not, the stop is an abbreviation's.
    """
    found = 0
    for sign in set(gap):
        # Space, marks without a letter and invisible characters hold nothing.
        if sign in _HOLDS or (sign != "." and unicodedata.category(sign)[0] not in "ZCM"):
            found |= _HOLDS.get(sign, Gap.OTHER)
    return found | Gap.OTHER if found and "." in gap else found


# Double marks written with two single ones.
_DOUBLED = {"''": '"', "’’": "”", "‘‘": "“", "``": "“", "‚‚": "„"}
_MARK = re.compile(f"{'|'.join(_DOUBLED)}|[{DOUBLE_QUOTES}{SINGLE_QUOTES}]")


def _marks(gap: str, left: int, right: int) -> Iterator[Mark]:
    """Yield the quotation marks up to ``left`` and from ``right`` on.

    What stands between two line breaks has no words: nobody says it.
    """
    for found in _MARK.finditer(gap):
        first, end = found.span()
        if not left <= first < right:
            sign = _DOUBLED.get(found[0], found[0])
            before, side = gap[first - 1 : first], int(first >= right)
            yield Mark(first, end - first, sign, before, gap[end : end + 1], side)
