"""How numbers and lists are put into words: plurals, decimals and units."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

_TIMES = {1: "once", 2: "twice"}
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
LABEL_CHARACTERS = 40


def count(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 article`` or ``1,234 articles``.

    Examples
    --------
    >>> count(1, "story", "stories"), count(0, "story", "stories")
    ('1 story', '0 stories')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def in_words(number: int) -> str:
    """Return small numbers as words, as in ``two of the texts``."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def times(number: int) -> str:
    """Return ``once``, ``twice``, ``3 times``."""
    return _TIMES.get(number, f"{number:,} times")


def decimal(value: float) -> str:
    """Return a rate with one decimal, or two significant digits where it is under 1.

    Examples
    --------
    >>> [decimal(x) for x in (0, 0.034, 0.5, 7.24, 13.96, 1234.5)]
    ['0', '0.034', '0.50', '7.2', '14.0', '1,234']
    """
    if value == 0:
        return "0"
    if math.isinf(value):
        return "no upper end"
    size = abs(value)
    if size >= 1000:  # noqa: PLR2004 -- from here on decimals only look exact
        return f"{math.floor(value):,}"
    if size >= 1:
        return f"{value:.1f}"
    return f"{value:.{1 - math.floor(math.log10(size))}f}"


def percent(share: float) -> str:
    """Return a share as ``37%``."""
    return f"{100 * share:.0f}%"


def interval(low: float, high: float) -> str:
    """Return ``95% interval 3.7 to 13.9``."""
    return f"95% interval {decimal(low)} to {decimal(high)}"


def dated(first: str, last: str = "") -> str:
    """Return ISO dates as people write them: ``3 March to 10 April 2026``.

    Examples
    --------
    >>> dated("2026-03-03", "2026-04-10"), dated("2023-08-31")
    ('3 March to 10 April 2026', '31 August 2023')
    """
    if last in {"", first}:
        return _day(first)
    if first[:4] == last[:4]:
        return f"{_day(first).rpartition(' ')[0]} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def listed(items: Sequence[str]) -> str:
    """Join with commas and ``and``."""
    if len(items) < 2:  # noqa: PLR2004 -- nothing to join
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def quoted(text: str) -> str:
    """Put curly quotation marks around a text."""
    return f"“{text}”"


def quoted_counts(terms: Iterable[tuple[str, int]], *, most: int = 5) -> str:
    """List terms with how often each stands: ``“dud” (once), “regime” (twice) and 3 more``."""
    pairs = list(terms)
    shown = [f"{quoted(term)} ({times(n)})" for term, n in pairs[:most]]
    if len(pairs) > most:
        shown.append(f"{len(pairs) - most:,} more")
    return listed(shown)


def cut(text: str, characters: int = LABEL_CHARACTERS) -> str:
    """Shorten a label at its end."""
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"
