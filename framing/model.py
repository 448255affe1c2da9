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
class Referent:
    """A thing with several names. ``label`` is its plain name for a report."""

    id: str
    label: str
    domain: str = ""
    note: str = ""


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
    referents: tuple[Referent, ...]
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

    ``gaps`` has one item more than there are words: the type of what stands in front of each
    word, and of what stands behind the last; ``gap_texts`` names those types.
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
    gaps: IntArray
    gap_texts: pa.StringArray


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose for a run; everything that can change a number is here.

    ``voice`` is ``own`` (headline and own voice), ``quoted`` or ``all``. ``outlets`` keeps only
    these, in this order; empty keeps all, by name.
    """

    voice: str = "own"
    outlets: tuple[str, ...] = ()
    clean: bool = True
    seed: int = 0


# Columns of every table, in order: scripts rely on them. Empty cells are null.
_COLUMNS = {
    "hits": (
        "hit span counts article outlet date story lexicon category loaded entry referent "
        "class matched strength voice speaker source group negated part start end sentence"
    ),
    "articles": (
        "article outlet date title author url genre story words words_own words_headline "
        "words_paraphrase words_quoted words_shared loaded strong loaded_quoted rate"
    ),
    "outlets": (
        "outlet articles words loaded strong rate low high strong_rate strong_low strong_high"
    ),
    "voices": "outlet voice words loaded strong",
    "categories": ("lexicon category label loaded tier outlet hits articles words rate low high"),
    "terms": ("lexicon category entry referent strength plain outlet voice hits articles rate"),
    "naming": ("referent name strength plain outlet voice mentions articles share low high"),
    "attribution": "outlet article source group class cue hits",
    "frames": "article lexicon frame hits rate main",
    "stories": "article story",
    "comparisons": (
        "kind item target reference hits_target articles_target words_target rate_target "
        "hits_reference articles_reference words_reference rate_reference "
        "with_target with_reference dp_target dp_reference stories ratio low high p q q_all said"
    ),
    "within": (
        "kind item target reference stories articles_target articles_reference "
        "hits_target hits_reference ratio low high"
    ),
    "gaps": (
        "kind item target reference stories ratio low high choice choice_low choice_high "
        "words words_low words_high"
    ),
    "distances": (
        "target reference articles_target articles_reference distance p halves_low halves_high auc"
    ),
    "robustness": "target reference choice hits_target hits_reference ratio low high p holds",
    "periods": "kind item outlet period unit articles words hits rate low high",
    "quotations": (
        "article part start end kind speaker_start speaker_end speaker source group via cue inside"
    ),
    "sentences": "article part start end",
    "removed": "article outlet part start end reason text",
    "problems": "where what fix",
}
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {table: tuple(columns.split()) for table, columns in _COLUMNS.items()}
)


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """A finished analysis: the articles, the lexicons, and every number as Arrow tables.

    ``tables`` has the names and columns of ``TABLES``. Rates are per 1,000 words. In ``outlets``
    and ``categories`` words and hits are those of the main measure (``options.voice``).
    """

    articles: tuple[Article, ...]
    lexicons: tuple[Lexicon, ...]
    tables: Mapping[str, pa.Table]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    options: Options
