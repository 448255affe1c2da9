"""What is reported: the words before and behind a cue that are somebody else's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.text.cues import BoolArray, CueKind, Cues
from framing.text.layout import Gap
from framing.text.phrases import HARD, Marks, PhraseReader, Places, Spans, Words
from framing.text.roles import Role
from framing.text.subjects import Subjects
from framing.text.wordkinds import Kind

# "told reporters at the White House on Monday that": words between the verb and its "that".
_LONGEST_OBJECT = 9
# "..., he said in a statement on Monday.": words that may follow a cue that ends its sentence.
_LONGEST_TAIL = 9


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """The reported words before and behind each cue; ``trails``: the cue stands behind them."""

    before: Spans
    after: Spans
    trails: BoolArray


class ContentReader:
    """Finds what all cues of a segment report, every step for all of them."""

    def __init__(self, words: Words, cues: Cues, phrases: PhraseReader, subjects: Subjects) -> None:
        self._words, self._phrases, self._subjects = words, phrases, subjects
        self._v, self._e = cues.starts.astype(np.int64), cues.ends.astype(np.int64)
        self._first, self._last = words.first[self._v], words.last[self._v]
        self._kind = cues.kind
        speaker = subjects.phrase
        near = speaker.some & (subjects.beside | subjects.inverted)
        self._start = np.where(near & subjects.beside, speaker.start, self._v)
        inverted = near & subjects.inverted
        aside = speaker.end  # "said Kirby, a spokesman": what is reported stands before.
        self._end = np.where(inverted, aside, self._e)
        self._that = Marks((words.kind & Kind.THAT) > 0)
        self._links = Marks((words.kind & Kind.LINK) > 0)
        self._to = Marks((words.role & Role.TO) > 0)
        self._colon = Marks((words.gap & Gap.COLON) > 0)
        self._hard = Marks(((words.gap & HARD) > 0) | words.edge)
        self._outside = Marks(np.append(words.level[: words.count] == 0, np.False_))
        self._none = Spans(self._v, self._v)

    def contents(self) -> Contents:
        """Return what every cue reports."""
        verb, noun = self._kind == CueKind.VERB, self._kind == CueKind.NOUN
        preposition = self._kind == CueKind.PREPOSITION
        begin = self._clause_start()
        trails = self._trails(begin < self._last) & verb
        after = Spans(begin, np.where(trails, begin, self._clause_end(begin)))
        resumed = trails & self._resumes()
        after = Spans(self._end, self._last).where(resumed, after)
        before = Spans(self._before_start(), self._start).where(trails, self._none)
        according = self._according()
        return Contents(
            self._unquoted(before.where(verb, according.before.where(preposition, self._none))),
            self._unquoted(
                after.where(
                    verb, according.after.where(preposition, self._named().where(noun, self._none))
                )
            ),
            trails | according.trails & preposition,
        )

    # -- behind the cue -------------------------------------------------------------------------

    def _clause_start(self) -> Places:
        """Return where the clause behind each cue begins: its sentence's end where there is none.

        After "that", after a colon, or straight away; behind a hearer ("told CNN he would") or a
        time ("said on Monday he would") where a pronoun begins it.
        """
        words, e, last = self._words, self._e, self._last
        stop = np.minimum(self._hard.since(e + 1), last)
        that = self._that.since(e)
        led = (that < stop) & (that - e < _LONGEST_OBJECT) & (that + 1 < last)
        led &= ~words.has_gap(e, Gap.COMMA) | (that == e)
        colon = self._colon.since(e)
        listed = (colon < last) & (colon - e < _LONGEST_OBJECT) & (colon <= stop)
        subject = self._phrases.nominative.since(e)
        tell = words.is_role(self._v, Role.TELL)
        # "told him to go": what the hearer is to do.
        subject = np.where(tell, np.minimum(subject, self._to.since(e)), subject)
        late = words.is_kind(e, Kind.PREPOSITION | Kind.TIME) | tell
        late &= self._links.since(e) > subject
        spoken = late & (subject < stop) & (subject - e < _LONGEST_OBJECT)
        spoken &= self._phrases.commas.since(e) > subject
        free = (e < last) & ~words.has_gap(e, Gap.COMMA | Gap.QUOTE | HARD)
        straight = free & self._speaks(e, last) & ~tell
        # "... it was closed, adding that": the clause has begun before.
        comma, finite = (mark.since(e + 1) for mark in (self._phrases.commas, self._phrases.finite))
        led &= ~(straight & (comma < that) & (finite < comma))
        begin = np.where(straight, e, last)
        begin = np.where(spoken & free, subject, begin)
        begin = np.where(led, that + 1, begin)
        begin = np.where(listed & ~(straight & ~led), colon, begin)
        return np.where(self._subjects.inverted & ~listed, last, begin)

    def _speaks(self, start: Places, last: Places) -> BoolArray:
        """Tell where what follows a cue is spoken: a clause, or what was promised or denied."""
        words = self._words
        head = Kind.PREPOSITION | Kind.LINK | Kind.TIME | Kind.BY
        opens = ~words.is_kind(start, head)
        opens |= words.is_role(start, Role.TO | Role.QUESTION) | words.is_kind(start, Kind.THAT)
        return opens & (last - start > 1)

    def _clause_end(self, begin: Places) -> Places:
        """Return where clauses end: with the sentence, or before the speaker's next verb.

        "... a failure, adding that"; "... a failure and warned that".
        """
        words = self._words
        before = np.maximum(self._v - 1, 0)
        joined = words.is_role(before, Role.AND | Role.BUT)
        own = (self._kind == CueKind.VERB) & ~self._subjects.beside & ~self._subjects.inverted
        own &= joined | (
            words.has_gap(self._v, Gap.COMMA) & words.is_role(self._v, Role.PARTICIPLE)
        )
        own &= words.level[self._v] == 0
        cut = np.zeros(words.count + 1, dtype=np.bool_)
        cut[np.where(joined, before, self._v)[own]] = True
        return np.minimum(Marks(cut).since(begin + 1), self._last)

    # -- before the cue -------------------------------------------------------------------------

    def _trails(self, follows: BoolArray) -> BoolArray:
        """Tell whether subject and cue stand behind their clause, or break into it."""
        words, start, end = self._words, self._start, self._end
        marks = Gap.COMMA | Gap.QUOTE | Gap.DASH
        set_off = (start > self._first) & words.has_gap(start, marks)
        set_off &= self._subjects.beside | self._subjects.inverted
        breaks_in = (end < self._last) & words.has_gap(end, marks)
        near_end = self._last - end <= _LONGEST_TAIL
        quote = words.has_gap(start, Gap.QUOTE)
        ends = breaks_in | near_end | self._subjects.inverted | quote
        opening = Kind.PREPOSITION | Kind.LINK | Kind.TIME | Kind.ADVERB
        # "In a statement on Tuesday, the council confirmed the date": no clause, only when.
        adverbial = words.is_kind(self._first, opening)
        adverbial &= ~words.is_kind(self._first, Kind.DETERMINER | Kind.THAT)
        whole = self._phrases.commas.since(self._first + 1) < start
        quoted = words.level[np.maximum(start - 1, 0)] > words.level[self._v]
        finite = self._phrases.finite.since(self._first) < start
        clause = (~adverbial & finite) | (adverbial & whole & finite) | quoted
        return np.asarray(set_off & ends & (clause | self._resumes()) & ~follows)

    def _resumes(self) -> BoolArray:
        """Tell where the clause that a cue broke into goes on behind it."""
        words, end = self._words, self._end
        marked = words.has_gap(end, Gap.COMMA | Gap.DASH) & ~words.has_gap(end, Gap.QUOTE)
        # Behind a quotation, and behind "said Kirby", comes what else there is about the speaker.
        marked &= ~words.has_gap(self._start, Gap.QUOTE) & ~self._subjects.inverted
        return marked & (end < self._last) & (self._last - end > _LONGEST_TAIL // 2)

    def _before_start(self) -> Places:
        return self._first

    def _according(self) -> Contents:
        """Read "according to Kirby", before or after its clause, or in the middle of it."""
        words = self._words
        v, last = self._v, self._last
        speaker = self._subjects.phrase
        behind = v > self._first + 1
        end = np.where(speaker.some, speaker.end, self._e)
        comma = self._phrases.commas.since(end)
        leads = ~behind & (comma < last)
        resumes = behind & words.has_gap(v, Gap.COMMA | Gap.DASH) & (comma < last)
        resumes &= last - comma > _LONGEST_TAIL // 2
        after = Spans(np.minimum(comma, last), last).where(leads, self._none)
        return Contents(Spans(self._first, v).where(behind, self._none), after, behind)

    # -- nouns ----------------------------------------------------------------------------------

    def _named(self) -> Spans:
        """Read "Russia's claim that ..."."""
        words, e, last = self._words, self._e, self._last
        that = (e + 1 < last) & words.is_kind(np.minimum(e, words.count), Kind.THAT)
        return Spans(e + 1, last).where(that, self._none)

    def _unquoted(self, spans: Spans) -> Spans:
        """Return the ranges of which anything stands outside quotation marks."""
        some = self._outside.since(np.minimum(spans.start, self._words.count)) < spans.end
        return spans.where(some, Spans(spans.start, spans.start))
