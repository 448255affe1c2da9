"""The nouns of the field as frozen data: no algorithms here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa

IntArray = npt.NDArray[np.int32]

def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})



@dataclass(frozen=True, slots=True)
class Article:
    """One article as given; its text is never rewritten.

    ``title`` is empty where the source had none; a headline found in the first line of ``text``
    stays in ``text``. ``date`` is ISO (``YYYY-MM-DD``) or empty. ``place`` is ``path`` or
    ``path:line``, for messages. ``extra`` holds the user's other columns.
    """

    id: str
    outlet: str
    text: str
    title: str = ""
    date: str = ""
    author: str = ""
    url: str = ""
    genre: str = ""
    place: str = ""
    extra: Mapping[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Problem:
    """One input, or part of one, that could not be used: where, what, what to do."""

    where: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.fix}".rstrip()


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of a rate, share or ratio; ``high`` may be infinite."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval; no interval where the articles do not allow one."""

    value: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a lexicon. A match is loaded where its category is and its strength >= 1."""

    code: str
    label: str
    definition: str
    loaded: bool
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a lexicon: a term, what it marks, and where it does not count.

    ``forms``, ``prev_not``, ``next_not`` and ``near`` are lists of terms. ``quotes`` is ``yes``,
    ``no`` or ``only``. ``row`` is the line in ``entries.csv``, the header being line 1.
    """

    term: str
    category: str
    strength: int = 1
    plain: str = ""
    forms: tuple[str, ...] = ()
    referent: str = ""
    coding: str = ""
    exact_case: bool = False
    prev_not: tuple[str, ...] = ()
    next_not: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    quotes: str = "yes"
    why: str = ""
    source: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must, or must not, be counted for a term: a unit test of an entry."""

    term: str
    sentence: str
    counts: bool
    row: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A name that can fill a slot such as ``{leader}``, with the dates it holds for."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    since: str = ""
    until: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon as read from its folder. ``digest`` is the SHA-256 of its files."""

    name: str
    version: str
    language: str
    licence: str
    editors: tuple[str, ...]
    marks: str
    categories: tuple[Category, ...]
    entries: tuple[Entry, ...]
    examples: tuple[Example, ...]
    slots: Mapping[str, tuple[Name, ...]]
    digest: str
    path: str
    default_frame: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A batch of articles as arrays of words.

    ``text`` holds title and text of every article in turn; part ``2 i`` is the title of article
    ``i``, part ``2 i + 1`` its text, each from ``part_start`` to ``part_end`` (code points).
    ``types``, ``starts`` and ``ends`` have one item a word; ``part_word[p]`` is the first word of
    part ``p``, and its last item the number of words. ``vocabulary`` names the types.
    """

    articles: tuple[Article, ...]
    text: str
    part_start: IntArray
    part_end: IntArray
    types: IntArray
    starts: IntArray
    ends: IntArray
    part_word: IntArray
    vocabulary: pa.StringArray
