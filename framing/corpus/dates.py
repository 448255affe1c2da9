"""Dates as news data has them, read into ISO form."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from framing.corpus.limits import EARLIEST_YEAR
from framing.corpus.names import quoted
from framing.errors import UsageError

_MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"],
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|[nr]d|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
# A time of day, or anything else, may follow; a further digit may not.
_REST = r"(?![0-9])"

_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _REST)
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_WITH_MONTH_NAME = tuple(
    re.compile(_WEEKDAY + form + _REST, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_YEAR}[\s-]+{_MONTH}[\s-]+{_DAY}",
    )
)
_SLASHED = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _REST)

# Two figures for a year: POSIX reads 69 to 99 as the last century.
_LAST_CENTURY_FROM = 69
_LAST_MONTH = 12

_LETTERS_OF_FORMAT = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"))


class UnreadDate(UsageError):
    """The value is no date in any form known."""


class AmbiguousDate(UsageError):
    """Day and month cannot be told apart."""


def parse_date(value: str, *, date_format: str = "") -> str:
    """Read a date.

    Parameters
    ----------
    value : str
        ISO, or a usual form: ``August 30, 2023``, ``30 Aug 2023``, ``30/08/2023``. A time of day
        after it is ignored.
    date_format : str
        As `strptime_format` returns it; tried before the usual forms.

    Returns
    -------
    str
        ``YYYY-MM-DD``.

    Raises
    ------
    AmbiguousDate
        Day and month cannot be told apart.
    UnreadDate
        It is no date.

    Examples
    --------
    >>> parse_date("Wed, 30 Aug 2023 10:15:00 GMT")
    '2023-08-30'
    >>> parse_date("03/04/2023", date_format="%d/%m/%Y")
    '2023-04-03'
    """
    return _parse(value.strip()[:80], date_format)


@lru_cache(maxsize=4096)
def _parse(value: str, date_format: str) -> str:
    if date_format:
        try:
            return datetime.strptime(value, date_format).date().isoformat()  # noqa: DTZ007
        except ValueError:
            pass  # one column may hold several forms
    for pattern in (_ISO, _SOLID):
        match = pattern.match(value)
        if match:
            year, month, day = match[1], match[match.re.groups - 1], match[match.re.groups]
            return _iso(int(year), int(month), int(day), value)
    for pattern in _WITH_MONTH_NAME:
        match = pattern.match(value)
        if match and match["month"].lower() in _MONTHS:
            return _iso(
                int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]), value
            )
    return _parse_slashed(value)


def _parse_slashed(value: str) -> str:
    match = _SLASHED.match(value)
    if not match:
        raise _unread(value)
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == len("YY"):
        year += 1900 if year >= _LAST_CENTURY_FROM else 2000
    if first <= _LAST_MONTH and second <= _LAST_MONTH and first != second:
        raise AmbiguousDate(
            f"the date {quoted(value)} can be read in two ways.",
            fix="Say which with --date-format DD/MM/YYYY or MM/DD/YYYY, or write YYYY-MM-DD.",
        )
    day, month = (second, first) if second > _LAST_MONTH else (first, second)
    return _iso(year, month, day, value)


def _iso(year: int, month: int, day: int, value: str) -> str:
    try:
        read = date(year, month, day)
    except ValueError:
        raise _unread(value) from None
    if year < EARLIEST_YEAR:
        raise _unread(value)
    return read.isoformat()


def _unread(value: str) -> UnreadDate:
    return UnreadDate(
        f"the date {quoted(value)} cannot be read.",
        fix="Write YYYY-MM-DD, or give its form with --date-format.",
    )


def strptime_format(form: str) -> str:
    """Return a date format as Python writes it, from ``DD/MM/YYYY`` or ``%d/%m/%Y``.

    Parameters
    ----------
    form : str
        Empty for none.

    Returns
    -------
    str

    Raises
    ------
    UsageError
        Day, month or year is missing from it.

    Examples
    --------
    >>> strptime_format("DD.MM.YYYY")
    '%d.%m.%Y'
    """
    written = form
    if form and "%" not in form:
        for letters, directive in _LETTERS_OF_FORMAT:
            written = written.replace(letters, directive, 1)
    sample = date(2023, 8, 30)
    try:
        whole = datetime.strptime(sample.strftime(written), written).date()  # noqa: DTZ007
    except ValueError:
        whole = None
    if form and whole != sample:
        raise UsageError(
            f"the date format {quoted(form)} does not tell day, month and year.",
            where="--date-format",
            fix="Write it like DD/MM/YYYY, or like %d/%m/%Y.",
        )
    return written
