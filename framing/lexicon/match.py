"""Matching lexicons to a text that is already arrays of word types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.lexicon.automaton import LONGEST_MATCH, Automaton, BoolArray, Found
from framing.lexicon.contexts import (
    Candidates,
    ContextRules,
    Occurrences,
    Surroundings,
    directly_after,
    directly_before,
    nearby,
)
from framing.lexicon.patterns import Pattern, PatternBuilder
from framing.lexicon.select import longest
from framing.lexicon.spelling import Spelling
from framing.model import Entry, IntArray, Lexicon, Name
from framing.text.vocabulary import Vocabulary, word_key

NOTHING = "none"


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Matches of all lexicons, by lexicon and then by place.

    ``starts`` and ``ends`` count words of the text, end exclusive; ``entry`` is a place in
    `Matcher.entries`.
    """

    starts: IntArray
    ends: IntArray
    entry: IntArray

    def take(self, rows: BoolArray) -> Matches:
        """Return some of the matches."""
        return Matches(self.starts[rows], self.ends[rows], self.entry[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """Everything that could count in a text: overlapping matches, and where contexts stand.

    ``context`` numbers the contexts that settle what a name means (those of several words and of
    ambiguous names); ``context_at`` is the word each begins with.
    """

    found: Found
    context: IntArray
    context_at: IntArray


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry and the lexicon it stands in (its place among the lexicons of the run)."""

    lexicon: int
    entry: Entry
    category: int


class Matcher:
    """The lexicons of a run, made ready for one vocabulary.

    Parameters
    ----------
    lexicons : sequence of Lexicon
    vocabulary : Vocabulary
    spelling : Spelling
    """

    def __init__(
        self, lexicons: Sequence[Lexicon], vocabulary: Vocabulary, spelling: Spelling
    ) -> None:
        self.entries = tuple(_listed(lexicons))
        self.groups = _ambiguous(self.entries)
        self._patterns: list[Pattern] = []
        self._owner: list[int] = []
        self._contexts: dict[tuple[int, str], int] = {}
        self._context_words: list[IntArray] = []
        self._context_longer: list[bool] = []
        self._builders = self._make_builders(lexicons, vocabulary, spelling)
        self._add_entries()
        # Names of several referents are settled by what stands anywhere in the article, so their
        # contexts are searched for, even those of one word.
        grouped = [number for group in self.groups.values() for number in group]
        for number in grouped:
            listed = self.entries[number]
            for term in listed.entry.near:
                self._context(listed.lexicon, term, searched_for=True)
        named = {column: self._named(column) for column in ("prev_not", "next_not", "near")}
        longer = np.array(self._context_longer, dtype=np.bool_)
        rules = {
            column: ContextRules(lists, self._context_words, longer, len(vocabulary))
            for column, lists in named.items()
        }
        self._before, self._after = rules["prev_not"], rules["next_not"]
        self._near = rules["near"]
        self._freeze(vocabulary, grouped)
        # A matcher may go to other processes: what it was built with stays here.
        del self._builders, self._elements, self._patterns, self._owner, self._contexts

    def _make_builders(
        self, lexicons: Sequence[Lexicon], vocabulary: Vocabulary, spelling: Spelling
    ) -> dict[int, PatternBuilder]:
        """Return a builder a lexicon; lexicons with the same slots share one, and its work."""
        shared: dict[int, PatternBuilder] = {}
        builders: dict[int, PatternBuilder] = {}
        elements: list[IntArray] = []
        for number, lexicon in enumerate(lexicons):
            slots: Mapping[str, Sequence[Name]] = lexicon.slots
            if id(slots) not in shared:
                shared[id(slots)] = PatternBuilder(vocabulary, slots, spelling, elements)
            builders[number] = shared[id(slots)]
        self._elements = elements
        return builders

    def _add_entries(self) -> None:
        for number, listed in enumerate(self.entries):
            entry = listed.entry
            for term in (entry.term, *entry.forms):
                self._add(listed.lexicon, term, number, exact=entry.exact_case)

    def _add(self, lexicon: int, term: str, owner: int, *, exact: bool = False) -> None:
        found = self._builders[lexicon].patterns(term, exact=exact)
        self._patterns += found
        self._owner += [owner] * len(found)

    def _named(self, column: str) -> list[list[int]]:
        lists = []
        for listed in self.entries:
            terms: tuple[str, ...] = getattr(listed.entry, column)
            lists.append([self._context(listed.lexicon, term) for term in terms])
        return lists

    def _context(self, lexicon: int, term: str, *, searched_for: bool = False) -> int:
        key = (id(self._builders[lexicon]), term)
        if key not in self._contexts:
            number = self._contexts[key] = len(self._contexts)
            patterns = self._builders[lexicon].patterns(term)
            words = [p.steps[0].element for p in patterns if _is_word(p)]
            searched = [p for p in patterns if searched_for or not _is_word(p)]
            self._patterns += searched
            self._owner += [len(self.entries) + number] * len(searched)
            types = [self._elements[element] for element in words]
            self._context_words.append(
                np.concatenate(types) if types else np.zeros(0, dtype=np.int32)
            )
            self._context_longer.append(bool(searched))
        return self._contexts[key]

    def _freeze(self, vocabulary: Vocabulary, grouped: Sequence[int]) -> None:
        entries = self.entries
        self._automaton = Automaton(self._patterns, self._elements, len(vocabulary))
        self._owner_of = np.array(self._owner, dtype=np.int32)
        self._lexicon_of = np.array([e.lexicon for e in entries], dtype=np.int32)
        self._since = _dates([pattern.since for pattern in self._patterns])
        self._until = _dates([pattern.until for pattern in self._patterns])
        self._dated = (self._since > 0) | (self._until > 0)
        order = sorted(
            range(len(entries)), key=lambda e: (entries[e].category, entries[e].entry.row)
        )
        place = np.zeros(len(entries) + len(self._contexts), dtype=np.int64)
        place[order] = np.arange(len(entries))
        literal = np.array([pattern.literal for pattern in self._patterns], dtype=np.int64)
        # Ties go to the one with more literal words, then by category and row.
        self._rank = (LONGEST_MATCH - literal) * (len(place) + 1) + place[self._owner_of]
        # Category `none` takes words away from other entries and counts nothing.
        self._counts = np.array([e.entry.category != NOTHING for e in entries], dtype=np.bool_)
        self._quotes = np.array(
            [{"yes": 0, "no": 1, "only": 2}[e.entry.quotes] for e in entries], dtype=np.int8
        )
        self._grouped = np.zeros(len(entries), dtype=np.bool_)
        self._grouped[list(grouped)] = True
        self._stand_in = np.arange(len(entries), dtype=np.int32)
        for group in self.groups.values():
            self._stand_in[list(group)] = group[0]

    def scan(self, types: IntArray, text: Surroundings) -> Scan:
        """Find every match that dates and contexts allow, still overlapping; see `select`.

        Parameters
        ----------
        types : int array, shape (n_words,)
            Types as numbers in the vocabulary the matcher was made for.
        text : Surroundings
        """
        found = self._automaton.run(types, text.barrier)
        found = found.take(self._in_office(found, text))
        owner = self._owner_of[found.pattern]
        contexts, entries = np.flatnonzero(owner >= len(self.entries)), owner < len(self.entries)
        context, places = owner[contexts] - len(self.entries), found.take(contexts)
        seen = Occurrences(context, places, types)
        kept = found.take(entries)
        judged = Candidates(kept.starts, kept.ends, owner[entries])
        rejected = directly_before(judged, self._before, seen, text)
        rejected |= directly_after(judged, self._after, seen, text)
        # Terms of several referents are settled over the whole article, not the sentence.
        wants = judged.named_by(self._near)
        wants = wants[~self._grouped[judged.entry[wants]] & ~rejected[wants]]
        rejected[wants] = ~nearby(judged.take(wants), self._near, seen, text)
        return Scan(kept.take(~rejected), context, places.starts)

    def _in_office(self, found: Found, text: Surroundings) -> BoolArray:
        """Tell which matches are of names that hold at the date of their article."""
        holds = np.ones(len(found), dtype=np.bool_)
        rows = np.flatnonzero(self._dated[found.pattern])
        date, pattern = text.date[found.starts[rows]], found.pattern[rows]
        since, until = self._since[pattern], self._until[pattern]
        holds[rows] = (date == 0) | ((since <= date) & ((until == 0) | (date <= until)))
        return holds

    def entry_of(self, found: Found) -> IntArray:
        """Return the entry of each match that a scan found."""
        return self._owner_of[found.pattern]

    def near_contexts(self, entry: int) -> IntArray:
        """Return the numbers of the contexts that an entry wants near it."""
        return self._near.contexts(entry)

    def select(self, scan: Scan, quoted: BoolArray) -> Matches:
        """Choose the matches that count, lexicon by lexicon.

        Parameters
        ----------
        scan : Scan
        quoted : bool array, shape (n_words,)
            Whether a word stands inside a quotation.

        Returns
        -------
        Matches
        """
        candidates = scan.found
        entry = self._owner_of[candidates.pattern]
        inside = quoted[candidates.ends - 1]
        rule = self._quotes[entry]
        fits = (rule == 0) | ((rule == 1) & ~inside) | ((rule == 2) & inside)  # noqa: PLR2004
        candidates, entry = candidates.take(fits), entry[fits]
        # Each lexicon by itself: as if the text stood there once for each, one after the other.
        shift = self._lexicon_of[entry].astype(np.int64) * (len(quoted) + LONGEST_MATCH)
        kept = longest(candidates, self._rank[candidates.pattern], shift)
        kept = kept[self._counts[entry[kept]]]
        return Matches(candidates.starts[kept], candidates.ends[kept], self._stand_in[entry[kept]])


def _is_word(pattern: Pattern) -> bool:
    """Tell whether one word fulfils a pattern, whatever the date."""
    return len(pattern.steps) == 1 and not pattern.since and not pattern.until


def _listed(lexicons: Sequence[Lexicon]) -> list[ListedEntry]:
    listed = []
    for number, lexicon in enumerate(lexicons):
        places = {category.code: place for place, category in enumerate(lexicon.categories)}
        listed += [ListedEntry(number, e, places[e.category]) for e in lexicon.entries]
    return listed


def _ambiguous(entries: Sequence[ListedEntry]) -> dict[tuple[int, str], tuple[int, ...]]:
    """Return the terms that a lexicon lists under several referents, with their entries."""
    referents: dict[tuple[int, str], dict[str, int]] = {}
    for number, listed in enumerate(entries):
        if listed.entry.referent:
            key = (listed.lexicon, " ".join(word_key(w) for w in listed.entry.term.split()))
            referents.setdefault(key, {}).setdefault(listed.entry.referent, number)
    return {key: tuple(names.values()) for key, names in referents.items() if len(names) > 1}


def _dates(dates: Sequence[str]) -> IntArray:
    return np.array([int(date.replace("-", "") or 0) for date in dates], dtype=np.int32)
