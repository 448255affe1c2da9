"""Matching lexicons to a text that is already arrays of word types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.lexicon.automaton import Automaton, BoolArray, Found, LongArray
from framing.lexicon.contexts import (
    ContextRules,
    Occurrences,
    Surroundings,
    directly_after,
    directly_before,
    has_rules,
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


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """Everything that could count in a text: overlapping matches, and where contexts stand.

    ``context`` numbers the terms of contexts; ``context_at`` is the word each begins with.
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
        self._lexicons = len(lexicons)
        self._builders = self._make_builders(lexicons, vocabulary, spelling)
        self._add_entries()
        self._before = self._rules("prev_not")
        self._after = self._rules("next_not")
        self._near = self._rules("near")
        self._freeze(vocabulary)
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

    def _rules(self, column: str) -> ContextRules:
        lists = []
        for listed in self.entries:
            terms: tuple[str, ...] = getattr(listed.entry, column)
            lists.append([self._context(listed.lexicon, term) for term in terms])
        return ContextRules.of(lists)

    def _context(self, lexicon: int, term: str) -> int:
        key = (id(self._builders[lexicon]), term)
        if key not in self._contexts:
            self._contexts[key] = len(self._contexts)
            self._add(lexicon, term, len(self.entries) + self._contexts[key])
        return self._contexts[key]

    def _freeze(self, vocabulary: Vocabulary) -> None:
        entries = self.entries
        self._automaton = Automaton(self._patterns, self._elements, len(vocabulary))
        self._owner_of = np.array(self._owner, dtype=np.int32)
        self._lexicon_of = np.array([e.lexicon for e in entries], dtype=np.int32)
        self._since = _dates([pattern.since for pattern in self._patterns])
        self._until = _dates([pattern.until for pattern in self._patterns])
        self._literal = np.array([pattern.literal for pattern in self._patterns], dtype=np.int32)
        order = sorted(
            range(len(entries)), key=lambda e: (entries[e].category, entries[e].entry.row)
        )
        self._order = np.zeros(len(entries), dtype=np.int32)
        self._order[order] = np.arange(len(entries), dtype=np.int32)
        # Category `none` takes words away from other entries and counts nothing.
        self._counts = np.array([e.entry.category != NOTHING for e in entries], dtype=np.bool_)
        self._quotes = np.array(
            [{"yes": 0, "no": 1, "only": 2}[e.entry.quotes] for e in entries], dtype=np.int8
        )
        grouped = [number for group in self.groups.values() for number in group]
        self._grouped = np.zeros(len(entries), dtype=np.bool_)
        self._grouped[grouped] = True
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
        date = text.date[found.starts]
        since, until = self._since[found.pattern], self._until[found.pattern]
        in_office = (date == 0) | ((since <= date) & ((until == 0) | (date <= until)))
        found = found.take(in_office)
        owner = self._owner_of[found.pattern]
        is_context = owner >= len(self.entries)
        context, places = owner[is_context] - len(self.entries), found.take(is_context)
        seen = Occurrences(context, places, len(types))
        kept, entry = found.take(~is_context), owner[~is_context]
        allowed = ~directly_before(kept, entry, self._before, seen, text)
        allowed &= ~directly_after(kept, entry, self._after, seen, text)
        # Terms of several referents are settled over the whole article, not the sentence.
        needs = has_rules(self._near, entry) & ~self._grouped[entry]
        allowed &= ~needs | nearby(kept, entry, self._near, seen, text)
        return Scan(kept.take(allowed), context, places.starts)

    def near_contexts(self, entry: int) -> IntArray:
        """Return the numbers of the contexts that an entry wants near it."""
        low, high = self._near.first[entry], self._near.first[entry + 1]
        return self._near.contexts[low:high]

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
        chosen: list[LongArray] = []
        for lexicon in range(self._lexicons):
            rows = np.flatnonzero(self._lexicon_of[entry] == lexicon)
            part = candidates.take(rows)
            literal = self._literal[part.pattern]
            rank = np.lexsort((self._order[entry[rows]], -literal))
            place = np.empty(len(rank), dtype=np.int32)
            place[rank] = np.arange(len(rank), dtype=np.int32)
            chosen.append(rows[longest(part, place)])
        kept = np.concatenate(chosen) if chosen else np.zeros(0, dtype=np.int64)
        kept = kept[self._counts[entry[kept]]]
        return Matches(candidates.starts[kept], candidates.ends[kept], self._stand_in[entry[kept]])


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
