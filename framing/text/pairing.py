"""The quotation marks of one paragraph, paired one by one: for those in any doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from framing.text.gaps import SINGLE_QUOTES

# Start, end (code points), depth, and whether the closing mark was found.
Span = tuple[int, int, int, int]

# Closing mark of each opening one. A straight mark closes itself.
_CLOSERS = {
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‛": "’",
    "‚": "‘’",
    "‹": "›",
    '"': '"',
    "＂": "＂",
    "'": "'",
}
_ALWAYS_OPEN = "“„«‘‚‹"
# Left off at the front of a word, these are apostrophes: 'em, 'til, '90s.
_CLIPPED = ("em ", "til ", "cause ", "tis ", "twas ", "n ", "cos ", "bout ")
# What may stand in front of a single mark that opens, beside space.
_BEFORE_SINGLE = frozenset("([{—–-/\"“„«»‘'‹")
# Deeper nesting is a run of stray marks, not somebody quoting somebody.
_DEEPEST = 4


@dataclass(eq=False)
class Paragraph:
    """Pairs the marks of one paragraph.

    Parameters
    ----------
    text : str
        The segment's text.
    end : int
        Where the paragraph ends.
    marks : list of int
        Where its quotation marks and apostrophes between words stand.
    """

    text: str
    end: int
    marks: list[int]
    open: list[tuple[int, str]] = field(default_factory=list)
    found: list[Span] = field(default_factory=list)

    def pair(self) -> list[Span]:
        """Return every span of the paragraph."""
        for at, place in enumerate(self.marks):
            self._step(at, place, self.text[place])
        while self.open:
            start, sign = self.open.pop()
            # An opening single mark without its partner was an apostrophe.
            if sign not in SINGLE_QUOTES:
                self.found.append((start, self.end, len(self.open), 0))
        return self.found

    def _step(self, at: int, place: int, sign: str) -> None:
        for level in range(len(self.open) - 1, -1, -1):
            opener = self.open[level][1]
            if sign in _CLOSERS[opener] and self._can_close(at, place, sign, opener):
                self.found.append((self.open[level][0], place + 1, level, 1))
                del self.open[level:]
                return
            if opener not in SINGLE_QUOTES:
                break
        if len(self.open) < _DEEPEST and self._can_open(place, sign):
            self.open.append((place, sign))

    def _before(self, place: int) -> str:
        return self.text[place - 1] if place else "\n"

    def _after(self, place: int) -> str:
        return self.text[place + 1 : place + 2] or "\n"

    def _can_open(self, place: int, sign: str) -> bool:
        before, after = self._before(place), self._after(place)
        # French marks have a space inside: « Oui ».
        loose = after.isspace() and sign != "«"
        if sign in "’”›" or loose or (sign == "»" and not before.isspace()):
            return False
        if sign in SINGLE_QUOTES:
            return (before.isspace() or before in _BEFORE_SINGLE) and not self._clipped(place)
        if sign in '"＂':
            # 6" and 12'6": a measure, not a quotation.
            return not before.isdigit()
        return True

    def _clipped(self, place: int) -> bool:
        rest = self.text[place + 1 : place + 7].lower()
        return (rest[:2].isdigit() and rest[2:3] in {"s", ""}) or rest.startswith(_CLIPPED)

    def _can_close(self, at: int, place: int, sign: str, opener: str) -> bool:
        before, after = self._before(place), self._after(place)
        if sign in SINGLE_QUOTES:
            if before.isspace() or after.isalnum():
                return False
            # "the Russians' letters": a plural possessive, where a better end is still to come.
            return not (before == "s" and after == " " and self._closes_later[at])
        if sign in '"＂':
            # An opening look in a place where one is open already: the first was never closed.
            return not (before.isspace() and not after.isspace())
        return sign != opener or sign not in _ALWAYS_OPEN

    @cached_property
    def _closes_later(self) -> list[bool]:
        """Whether a single mark behind punctuation follows each mark before the next ‘ opens."""
        later, found = [False] * len(self.marks), False
        for at in range(len(self.marks) - 1, -1, -1):
            later[at] = found
            place = self.marks[at]
            sign = self.text[place]
            if sign == "‘":
                found = False
            elif sign in "'’" and self._before(place) in ".,!?…":
                found = True
        return later
