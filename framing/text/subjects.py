"""Who speaks: the subject of each cue, before or behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.text.cues import BoolArray, CueKind, Cues
from framing.text.layout import Gap
from framing.text.phrases import SOFT, PhraseReader, Places, Spans, Words
from framing.text.roles import Role
from framing.text.wordkinds import Kind

_ENDS_CUE = Gap.COMMA | Gap.QUOTE | Gap.COLON | Gap.SEMICOLON | Gap.DASH | Gap.OTHER


@dataclass(frozen=True, slots=True, eq=False)
class Subjects:
    """The speaker of each cue.

    ``beside`` marks speakers that stand right in front of their verb, ``inverted`` those behind
    it; the others are lent by a verb before, or by the start of the sentence.
    """

    phrase: Spans
    beside: BoolArray
    inverted: BoolArray


class SubjectReader:
    """Finds the speakers of all cues of a segment, every step for all of them."""

    def __init__(self, words: Words, cues: Cues, phrases: PhraseReader) -> None:
        self._words, self._phrases = words, phrases
        self._v, self._e = cues.starts.astype(np.int64), cues.ends.astype(np.int64)
        self._first, self._last = words.first[self._v], words.last[self._v]
        self._verb = cues.kind == CueKind.VERB
        self._preposition = cues.kind == CueKind.PREPOSITION

    def subjects(self) -> Subjects:
        """Return the speaker of every cue."""
        left, beside = self._subjects()
        inverted = self._inverted(left, beside)
        subject = self._phrases.after(self._e).where(inverted, left)
        named = self._phrases.after(self._e).where(self._preposition, self._owners())
        return Subjects(subject.where(self._verb, named), beside & ~inverted & self._verb, inverted)

    def _subjects(self) -> tuple[Spans, BoolArray]:
        """Return the subject of each verb, and whether it stands right in front of it."""
        words, phrases = self._words, self._phrases
        place = phrases.verb_start(self._v)
        who = words.is_role(np.maximum(place - 1, 0), Role.WHO) & (place - 1 > self._first)
        place = np.where(who, place - 1, place)
        aside = phrases.skip_aside(place)
        direct = phrases.before(aside)
        relative = phrases.relative(place)
        antecedent = phrases.before(phrases.skip_aside(np.maximum(relative, 0)))
        own = antecedent.where((relative > 0) & antecedent.some, direct)
        participle = words.is_role(self._v, Role.PARTICIPLE) & (place == self._v)
        loose = participle & (words.has_gap(self._v, Gap.COMMA) | ~self._is_name(own))
        cut_off = (aside == place) & words.has_gap(place, SOFT) & (relative <= 0)
        good = own.some & ~loose & ~cut_off & (own.start >= self._first) & self._fits(own)
        good &= ~(words.is_role(np.maximum(place - 1, 0), Role.AND) & (place > self._first))
        subject = self._carried(own, good)
        return subject, good

    def _is_name(self, phrase: Spans) -> BoolArray:
        words = self._words
        return words.is_kind(np.maximum(phrase.end - 1, 0), Kind.CAPITAL | Kind.PRONOUN)

    def _fits(self, phrase: Spans) -> BoolArray:
        """Tell which phrases can speak: pronouns, names, people, and nouns with a determiner."""
        words = self._words
        head = np.maximum(phrase.end - 1, 0)
        one = phrase.end - phrase.start == 1
        pronoun = one & words.is_kind(head, Kind.PRONOUN)
        initial = one & words.edge[phrase.start]
        bare = initial & words.is_kind(head, Kind.LINK | Kind.PREPOSITION | Kind.TIME)
        name = words.is_kind(head, Kind.CAPITAL) & ~bare & ~words.is_role(head, Role.HEDGE)
        person = words.is_role(head, Role.PERSON) | words.is_kind(head, Kind.TITLE)
        person |= words.is_role(phrase.start, Role.PERSON)
        begun = ~one & words.is_kind(phrase.start, Kind.DETERMINER | Kind.NUMBER | Kind.POSSESSIVE)
        # "It's": a pronoun with its verb.
        fits = pronoun | name | person | begun | self._plural(head)
        return np.asarray(fits & ~(one & words.is_role(head, Role.FINITE)))

    def _plural(self, head: Places) -> BoolArray:
        """Tell nouns that need no determiner, as far as told: what is no verb and no link."""
        words = self._words
        small = Kind.PREPOSITION | Kind.LINK | Kind.AUXILIARY | Kind.ADVERB | Kind.TIME
        other = Role.OBJECT | Role.FINITE | Role.PARTICIPLE | Role.HEDGE
        return ~words.is_kind(head, small) & ~words.is_role(head, other)

    def _carried(self, own: Spans, good: BoolArray) -> Spans:
        """Lend a verb without a subject that of the verb before it, or of its sentence."""
        number = np.arange(len(good))
        last = np.maximum.accumulate(np.where(good & self._verb, number, -1))
        known = np.maximum(last, 0)
        same = (last >= 0) & (self._first[known] == self._first)
        same &= self._words.level[self._v[known]] == self._words.level[self._v]
        earlier = Spans(own.start[known], own.end[known])
        main = self._phrases.main_subject(self._v)
        fits = main.some & (main.end <= self._v) & self._fits(main)
        main = main.where(fits, Spans(self._v, self._v))
        return own.where(good, earlier.where(same, main))

    def _inverted(self, left: Spans, beside: BoolArray) -> BoolArray:
        """Tell which verbs have their subject behind them: ", said John Kirby, a spokesman"."""
        words = self._words
        behind = self._phrases.after(self._e)
        marks = Gap.COMMA | Gap.QUOTE | Gap.DASH
        starts = words.edge[self._v] | words.has_gap(self._v, marks)
        names = Kind.CAPITAL | Kind.DETERMINER | Kind.PRONOUN
        # "It was one bad night said the mayor.": the comma left out.
        starts |= ~beside & (behind.end == self._last) & words.is_kind(self._e, names)
        free = ~words.has_gap(self._e, _ENDS_CUE)
        clause = self._phrases.is_clause(self._e) & ~words.has_gap(self._v, Gap.QUOTE)
        noun = words.is_kind(self._e, names) | words.is_role(self._e, Role.PERSON)
        noun |= (words.has_gap(self._v, Gap.QUOTE) | ~beside) & self._fits(behind)
        participle = words.is_role(self._v, Role.PARTICIPLE)
        quote = words.has_gap(self._v, Gap.QUOTE) | words.edge[self._v]
        apposed = (
            beside
            & left.some
            & words.has_gap(self._v, Gap.COMMA)
            & ~quote
            & (self._phrases.skip_aside(self._v) != self._v)
        )
        fits = noun & free & behind.some & (self._e < self._last)
        return np.asarray(self._verb & starts & fits & ~clause & ~participle & ~apposed)

    def _owners(self) -> Spans:
        """Return whose the noun is: "Russia's claim that"; "his promise to"."""
        words = self._words
        before = np.maximum(self._v - 1, 0)
        owned = words.is_kind(before, Kind.POSSESSIVE) & (self._v > self._first)
        his = words.is_kind(before, Kind.DETERMINER) & words.is_role(before, Role.OWNER)
        phrase = self._phrases.before(self._v)
        single = Spans(before, self._v)
        owner = phrase.where(owned, single)
        return owner.where((owned | his) & (self._v > self._first), Spans(self._v, self._v))
