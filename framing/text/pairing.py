"""The quotation marks of one paragraph, paired one by one: for those in any doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from framing.text.gaps import INVISIBLE, SINGLE_QUOTES

# Place (code points), width and sign of a mark, and the characters before and after it.
Marked = tuple[int, int, str, str, str]
# Start, end (code points), and whether the closing mark was found.
Span = tuple[int, int, bool]

# Closing marks of each opening one. Editors mix straight and curly ones, and turn some round.
_CLOSERS = {
    "“": '”"“',
    "”": '”"“',
    '"': '"”“',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "‘": "’'‘",
    "‛": "’'",
    "'": "'’",
    "‚": "‘’'",
    "‹": "›",
    "›": "‹",
    "＂": "＂",
}
# Left off at the front of a word, these are apostrophes: 'em, 'til, '90s.
_CLIPPED = re.compile(r"(?:\d\ds?|em|til|cause|tis|twas|n|cos|bout|round|ere)\b", re.IGNORECASE)
# The inches of 6'2".
_INCHES = re.compile(r"\d['’] ?\d{1,2}$")
# What may stand in front of a single mark that opens, beside space.
_BEFORE_SINGLE = frozenset("([{—–-/\"“„«»‘'‹")
# Deeper nesting is a run of stray marks, not somebody quoting somebody.
_DEEPEST = 4


def _blank(character: str) -> bool:
    return character.isspace() or character in INVISIBLE


@dataclass(eq=False)
class Paragraph:
    """Pairs the marks of one paragraph.

    Parameters
    ----------
    text : str
        The segment's text.
    end : int
        Where the paragraph ends.
    marks : list of (place, width, sign, before, after)
        Its quotation marks, and the apostrophes that stand between words.
    """

    text: str
    end: int
    marks: list[Marked]
    open: list[tuple[int, str]] = field(default_factory=list)
    found: list[Span] = field(default_factory=list)

    def pair(self) -> list[Span]:
        """Return every span of the paragraph."""
        for at in range(len(self.marks)):
            self._step(at)
        while self.open:
            start, sign = self.open.pop()
            # An opening single mark without its partner was an apostrophe, but for a curly one
            # in front of a whole paragraph: somebody goes on speaking in the next.
            if sign not in SINGLE_QUOTES or (sign == "‘" and self.text[start - 1] == "\n"):
                self.found.append((start, self.end, False))
        return self.found

    def _step(self, at: int) -> None:
        place, width, sign, _, _ = self.marks[at]
        for level in range(len(self.open) - 1, -1, -1):
            opener = self.open[level][1]
            if sign in _CLOSERS[opener] and self._can_close(at):
                self.found.append((self.open[level][0], place + width, True))
                del self.open[level:]
                return
            if opener not in SINGLE_QUOTES:
                break
        if len(self.open) < _DEEPEST and self._can_open(at):
            self.open.append((place, sign))

    def _can_open(self, at: int) -> bool:
        place, width, sign, before, after = self.marks[at]
        if sign in "«‹“„":
            # French marks have a space inside: « Oui ».
            return _blank(before) or not _blank(after)
        if _blank(after) or sign in "’›":
            return False
        if sign in "»”":
            return _blank(before)
        if sign in SINGLE_QUOTES:
            opens = _blank(before) or before in _BEFORE_SINGLE
            return opens and not _CLIPPED.match(self.text, place + width)
        # 6" is a measure and href="..." markup.
        return not before.isdigit() and before != "=" and after != ">"

    def _can_close(self, at: int) -> bool:
        place, _, sign, before, after = self.marks[at]
        if sign in "”»›":
            return True
        if sign in SINGLE_QUOTES:
            if _blank(before) or after.isalnum():
                return False
            # "the Russians' letters": a plural possessive, where a better end is still to come.
            return not (before == "s" and after == " " and self._closes_later[at])
        if sign == '"' and before.isdigit() and _INCHES.search(self.text, place - 5, place):
            return False
        # An opening look in a place where one is open already: the first was never closed.
        closes = not (_blank(before) and not _blank(after))
        return closes if sign != "“" else not _blank(before) and not after.isalnum()

    @cached_property
    def _closes_later(self) -> list[bool]:
        """Whether a single mark behind punctuation follows each mark before the next ‘ opens."""
        later, found = [False] * len(self.marks), False
        for at in range(len(self.marks) - 1, -1, -1):
            later[at] = found
            _, _, sign, before, _ = self.marks[at]
            if sign == "‘":
                found = False
            elif sign in "'’" and before in ".,!?…":
                found = True
        return later
