"""Names fit for messages, charts and file names: no control characters, no broken ones."""

from __future__ import annotations

import re

# Control characters, and those that turn the direction of the text around them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"
_MEGABYTE, _GIGABYTE = 1_000_000, 1_000_000_000


def without_surrogates(text: str) -> str:
    r"""Put the replacement character for halves of characters, which no file can hold.

    Examples
    --------
    >>> without_surrogates("half\ud83d") == "half" + REPLACEMENT
    True
    """
    try:
        text.encode()  # ten times as fast as looking for them
    except UnicodeEncodeError:
        return _SURROGATE.sub(REPLACEMENT, text)
    return text


def clean_name(name: str) -> str:
    r"""Return a name on one line: control characters out, white space collapsed, ends stripped.

    Examples
    --------
    >>> clean_name("  The\nDaily\x00  Herald ")
    'The Daily Herald'
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.split()) if " " in name else name
    return " ".join(without_surrogates(_UNSEEN.sub(" ", name)).split())


def clean_path(path: str) -> str:
    r"""Return a path for messages, whatever characters its file system allows.

    Examples
    --------
    >>> clean_path("a\nb.txt") == "a" + REPLACEMENT + "b.txt"
    True
    """
    if path.isascii() and path.isprintable():
        return path
    return without_surrogates(_UNSEEN.sub(REPLACEMENT, path))


def shortened(name: str, characters: int) -> str:
    """Cut a name at a word boundary and mark the cut with an ellipsis.

    Parameters
    ----------
    name : str
    characters : int
        The most that may be returned, the ellipsis included.

    Returns
    -------
    str

    Examples
    --------
    >>> shortened("Russia wants weapons from North Korea: White House claims", 40)
    'Russia wants weapons from North Korea…'
    >>> shortened("Short enough", 40)
    'Short enough'
    """
    if len(name) <= characters:
        return name
    head = name[: characters - 1]
    if not name[characters - 1].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,:;.&\u2013\u2014-") + "…"


def quoted(value: str, characters: int = 60) -> str:
    """Return a value for a message: on one line, cut where it is long, in quotation marks."""
    return f"'{shortened(clean_name(value), characters)}'"


def size_of(count: int) -> str:
    """Write a number of bytes as people read it.

    Examples
    --------
    >>> size_of(2_340_000_000), size_of(5_000_000)
    ('2.3 GB', '5 MB')
    """
    unit, divisor = ("GB", _GIGABYTE) if count >= _GIGABYTE else ("MB", _MEGABYTE)
    return f"{count / divisor:.1f}".removesuffix(".0") + f" {unit}"
