"""Who can be meant before and after a verb: noun phrases, found for all places at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.text.layout import Gap, Layout
from framing.text.roles import Role, RoleArray
from framing.text.wordkinds import Kind, KindArray

BoolArray = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

# Names with titles and roles reach a dozen words.
_LONGEST = 14
# "Kirby, a spokesman for the council in the capital, ..."
_LONGEST_APPOSITION = 24

_SHORTEST_CLAUSE = 3

HARD = Gap.COLON | Gap.DASH | Gap.SEMICOLON | Gap.QUOTE | Gap.OTHER
SOFT = HARD | Gap.COMMA | Gap.OPENER | Gap.CLOSER


class Marks:
    """Sorted places, asked for the nearest one on either side; many questions at once."""

    def __init__(self, mask: BoolArray) -> None:
        self._places = np.flatnonzero(mask)
        self._padded = np.concatenate([[-1], self._places, [len(mask)]])

    def before(self, places: Places) -> Places:
        """Return the last marked place before each, -1 where there is none."""
        return self._padded[np.searchsorted(self._places, places)]

    def since(self, places: Places) -> Places:
        """Return the first marked place from each on, the number of words where there is none."""
        return self._padded[np.searchsorted(self._places, places) + 1]


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Ranges of words, one item each; empty ranges (start == end) stand for nothing."""

    start: Places
    end: Places

    @property
    def some(self) -> BoolArray:
        """Which ranges have words."""
        return self.start < self.end

    def where(self, mask: BoolArray, other: Spans) -> Spans:
        """Return these ranges where the mask holds, else the others."""
        return Spans(np.where(mask, self.start, other.start), np.where(mask, self.end, other.end))


class Words:
    """The words of a segment with what each may do; arrays have one item a word.

    ``level`` is how many quotations a word stands in: speech is read level by level.
    """

    def __init__(self, layout: Layout, kinds: KindArray, roles: RoleArray) -> None:
        count = len(kinds)
        self.count = count
        self.layout = layout
        self.first = layout.sentence_first.astype(np.int64)
        self.last = layout.sentence_last.astype(np.int64)
        # One item more than there are words, so that the place after the last can be asked.
        self.gap = np.append(layout.gap, np.uint8(Gap.OTHER))
        # What ends one article is nothing to the next.
        part = layout.part
        self.gap[:count][np.append(True, part[1:] != part[:-1])[:count]] = 0
        self.kind = np.append(kinds, np.uint16(0))
        self.role = np.append(roles, np.uint32(0))
        self.level = np.zeros(count + 1, dtype=np.int32)
        self.edge = np.ones(count + 1, dtype=np.bool_)
        self.edge[:count] = self.first == np.arange(count)

    def nest(self, level: IntArray) -> None:
        """Set how many quotations each word stands in: where that changes, phrases end."""
        self.level[: self.count] = level
        self.edge[1 : self.count] |= level[1:] != level[:-1]

    def is_kind(self, places: Places, flags: int) -> BoolArray:
        """Tell whether the words at places have any of the flags of `Kind`."""
        return (self.kind[places] & flags) > 0

    def is_role(self, places: Places, flags: int) -> BoolArray:
        """Tell whether the words at places have any of the flags of `Role`."""
        return (self.role[places] & flags) > 0

    def has_gap(self, places: Places, flags: int) -> BoolArray:
        """Tell whether any of the marks stands in front of the words at places."""
        return (self.gap[places] & flags) > 0


class PhraseReader:
    """Reads noun phrases that end or begin at a place."""

    def __init__(self, words: Words, cue_words: BoolArray) -> None:
        self._words = words
        self.helpers = self._helper_words()
        blocked = self._blocked(np.append(cue_words, False))
        opens = self._opens()
        boundary = opens.copy()
        boundary[1:] |= blocked[:-1]
        self._blocked_words = blocked
        self._boundary = Marks(boundary)
        stops = blocked | words.edge | ((words.gap & SOFT) > 0)
        stops |= ((words.kind & Kind.PREPOSITION) > 0) & ~self._tied
        self._stop = Marks(stops)
        self._not_helper = Marks(~self.helpers)
        self.commas = Marks((words.gap & Gap.COMMA) > 0)
        self._openers = Marks((words.gap & Gap.OPENER) > 0)
        self._hard = Marks(((words.gap & HARD) > 0) | words.edge)
        self._relatives = Marks((words.role & Role.WHO) > 0)
        self.nominative = Marks((words.role & Role.NOMINATIVE) > 0)
        finite = (words.kind & Kind.AUXILIARY) > 0
        finite |= (words.role & Role.FINITE) > 0
        finite[:-1] |= cue_words
        self.finite = Marks(finite)

    def _helper_words(self) -> BoolArray:
        """Tell which words may stand between a subject and its verb."""
        words = self._words
        helper = (words.kind & (Kind.AUXILIARY | Kind.ADVERB | Kind.NEGATION)) > 0
        helper &= (words.kind & (Kind.CAPITAL | Kind.DETERMINER)) == 0
        to = (words.role & Role.TO) > 0
        # "declined to say", "is expected to say": the verb in front serves the one behind.
        serves = (words.role & (Role.FINITE | Role.PARTICIPLE)) > 0
        serves[:-1] &= to[1:]
        return helper | to | serves

    def _blocked(self, cue_words: BoolArray) -> BoolArray:
        """Tell which words no name goes over."""
        words = self._words
        kind, role = words.kind, words.role
        capital = (kind & Kind.CAPITAL) > 0
        verb = (kind & (Kind.AUXILIARY | Kind.THAT)) > 0
        verb |= (role & (Role.FINITE | Role.OBJECT | Role.BUT | Role.WHO)) > 0
        link = ((kind & Kind.LINK) > 0) & ~self._joins()
        time = ((kind & Kind.TIME) > 0) & ~self._inside_name()
        adverb = ((kind & Kind.ADVERB) > 0) & ((kind & Kind.DETERMINER) == 0)
        self._tied = self._ties(verb | link | time)
        loose = ((kind & Kind.PREPOSITION) > 0) & ~self._tied
        return np.asarray(((verb | link | adverb | loose) & ~capital) | time | cue_words)

    def _inside_name(self) -> BoolArray:
        """Tell which capitals have a capital right behind: "Sunday Times", "May Day"."""
        words = self._words
        capital = (words.kind & Kind.CAPITAL) > 0
        inside = np.zeros_like(capital)
        inside[:-1] = capital[:-1] & capital[1:] & (words.gap[1:] == 0)
        return inside & ((words.kind & Kind.TITLE) > 0)

    def _joins(self) -> BoolArray:
        """Tell which "and" stand between two names."""
        words = self._words
        capital = (words.kind & Kind.CAPITAL) > 0
        free = words.gap == 0
        joins = (words.role & Role.AND) > 0
        joins[1:-1] &= capital[:-2] & capital[2:] & free[1:-1] & free[2:]
        joins[[0, -1]] = False
        return joins

    def _ties(self, broken: BoolArray) -> BoolArray:
        """Tell which prepositions tie two nouns ("Institute for Science"), not a phrase."""
        words = self._words
        ties = (words.kind & Kind.PREPOSITION) > 0
        ties &= (words.gap == 0) & ~words.edge
        ties[1:-1] &= ~broken[:-2] & ((words.kind[2:] & Kind.TIME) == 0)
        ties[1:] &= (words.kind[:-1] & Kind.PRONOUN) == 0
        ties[[0, -1]] = False
        return ties

    def _opens(self) -> BoolArray:
        """Tell which words can only begin a name: after punctuation, pronouns, determiners."""
        words = self._words
        opens = words.edge | ((words.gap & SOFT) > 0)
        opens |= (words.kind & Kind.PRONOUN) > 0
        determiner = (words.kind & Kind.DETERMINER) > 0
        carried = (words.kind & (Kind.PREPOSITION | Kind.DETERMINER)) > 0
        carried |= (words.role & Role.AND) > 0
        determiner[1:] &= ~carried[:-1]
        return opens | determiner

    def verb_start(self, verb: Places) -> Places:
        """Return where the group of a verb begins: "has repeatedly said", "declined to say"."""
        words = self._words
        place = self._not_helper.before(verb) + 1
        return np.maximum(place, np.maximum(words.first[verb], self._last_edge(verb)))

    def _last_edge(self, places: Places) -> Places:
        return self._hard.before(places + 1)

    def before(self, end: Places) -> Spans:
        """Return the noun phrase that ends before each place."""
        words = self._words
        inside = np.maximum(end - 1, 0)
        start = np.maximum(self._boundary.before(end), end - _LONGEST)
        for _ in range(2):
            adverb = words.is_kind(start, Kind.ADVERB) & ~words.is_kind(start, Kind.CAPITAL)
            leading = adverb | words.is_kind(start, Kind.PREPOSITION | Kind.LINK)
            leading &= start < end
            leading &= ~words.is_kind(start, Kind.DETERMINER) | words.is_kind(start, Kind.LINK)
            start = start + leading
        known = (end > 0) & ~self._blocked_words[inside] & (start < end)
        return Spans(np.where(known, start, end), end)

    def after(self, start: Places) -> Spans:
        """Return the noun phrase that begins at each place."""
        words = self._words
        last = words.last[np.minimum(start, words.count - 1)]
        end = np.minimum(self._stop.since(start + 1), np.minimum(last, start + _LONGEST))
        bad = self._blocked_words[start] | words.is_kind(start, Kind.PREPOSITION | Kind.LINK)
        return Spans(start, np.where(bad | (start >= last), start, np.maximum(end, start)))

    def skip_aside(self, place: Places) -> Places:
        """Return where what is set off before each place begins: appositions and brackets.

        "Kirby, a spokesman for the council, | said"; "Kirby (D-Iowa) | said". Where nothing is
        set off the place stays.
        """
        words = self._words
        for step in range(2):
            first = words.first[np.minimum(place, words.count - 1)]
            # Behind a name nothing else is set off: the name is who was meant.
            named = words.is_kind(np.maximum(place - 1, 0), Kind.CAPITAL) & (step > 0)
            opener = self._openers.before(place)
            bracket = words.has_gap(place, Gap.CLOSER) & (opener > first) & ~named
            bracket &= place - opener <= _LONGEST
            place = np.where(bracket, opener, place)
            comma = self.commas.before(place)
            aside = words.has_gap(place, Gap.COMMA) & ~bracket & ~named & (comma > first)
            aside &= (place - comma <= _LONGEST_APPOSITION) & (self._last_edge(place) < comma)
            aside &= self._is_aside(comma, place)
            place = np.where(aside, comma, place)
        return place

    def _is_aside(self, comma: Places, end: Places) -> BoolArray:
        """Tell appositions and relatives from clauses of their own, by their verbs."""
        words = self._words
        safe = np.maximum(comma, 0)
        relative = self._relatives.since(safe) < end
        verb = self.finite.since(safe + 1) < end
        clause = words.is_role(safe, Role.BUT | Role.AND | Role.NOMINATIVE)
        return relative | ~(verb | clause)

    def relative(self, place: Places) -> Places:
        """Return the place of a "who" between which and the place no punctuation stands, or -1."""
        words = self._words
        who = self._relatives.before(place)
        first = words.first[np.minimum(place, words.count - 1)]
        near = (who > first) & (self._last_edge(place) <= who)
        near &= self.commas.before(place) <= who
        return np.where(near & (place - who <= _LONGEST), who, -1)

    def main_subject(self, places: Places) -> Spans:
        """Return the subject of the sentence that each place is in, as far as its start tells."""
        words = self._words
        start = words.first[np.minimum(places, words.count - 1)]
        opening = Kind.PREPOSITION | Kind.LINK | Kind.ADVERB | Kind.TIME
        for _ in range(2):
            comma = self.commas.since(start + 1)
            adverbial = words.is_kind(start, opening) | words.is_role(
                start, Role.PARTICIPLE | Role.BUT
            )
            adverbial &= ~words.is_kind(start, Kind.DETERMINER)
            reached = adverbial & (comma < places) & (comma - start <= _LONGEST)
            only_word = words.is_kind(start, Kind.LINK | Kind.ADVERB) & ~reached & adverbial
            start = np.where(reached, comma, start + (only_word & (start + 1 < places)))
        return self.after(start)

    def is_clause(self, start: Places) -> BoolArray:
        """Tell where words read as a clause: a subject, and a finite verb behind it."""
        words = self._words
        last = words.last[np.minimum(start, words.count - 1)]
        head = Kind.PREPOSITION | Kind.LINK | Kind.TIME
        pronoun = words.is_role(start, Role.NOMINATIVE)
        verb = self.finite.since(start + 1)
        stop = np.minimum(self._hard.since(start + 1), self.commas.since(start + 1))
        reach = np.minimum(np.minimum(stop, last), start + _LONGEST)
        named = ~words.is_kind(start, head) & (verb < reach)
        return (last - start >= _SHORTEST_CLAUSE) & (named | pronoun)
