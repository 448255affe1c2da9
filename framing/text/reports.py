"""Reported speech: for each cue, who speaks and which words are theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.text.layout import Gap, Layout
from framing.text.wordkinds import Kind, KindArray

BoolArray = npt.NDArray[np.bool_]
Words = tuple[int, int]

NOTHING: Words = (-1, -1)

# How far from its verb a subject may begin; names with titles reach a dozen words.
_LONGEST_SUBJECT = 14
# "told reporters at the White House on Monday that": words between the verb and its "that".
_LONGEST_OBJECT = 9
# "..., he said in a statement on Monday.": words that may follow a cue that ends its sentence.
_LONGEST_TAIL = 9
_CLAUSE_REACH = 14

_BREAK = Gap.COLON | Gap.DASH | Gap.SEMICOLON | Gap.QUOTE | Gap.OTHER
_SOFT = _BREAK | Gap.COMMA


class CueKind(IntEnum):
    """How a cue introduces speech."""

    VERB = 0
    NOUN = 1
    PREPOSITION = 2
    ADVERB = 3


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Matches of reporting words, by place. Arrays have one item a cue; places count words."""

    starts: IntArray
    ends: IntArray
    kind: IntArray
    negated: BoolArray


@dataclass(frozen=True, slots=True)
class Report:
    """What one cue says: the speaker's words and the reported words, as ranges of words.

    ``at`` is the first word of the cue, ``kind`` how it introduces speech. ``speaker`` is
    (-1, -1) where nobody is named. ``content`` is empty where the cue reports no clause, or
    where its clause is all in quotation marks.
    """

    cue: int
    at: int
    kind: int
    speaker: Words
    content: tuple[Words, ...] = ()


# Who speaks, and the words that are theirs.
Said = tuple[Words, tuple[Words, ...]]


class ReportReader:
    """Reads the cues of a segment, a sentence at a time.

    Parameters
    ----------
    layout : Layout
    kinds : uint16 array, shape (n_words,)
        `word_kinds` of each word.
    quoted : bool array, shape (n_words,)
        Whether a word stands between quotation marks.
    """

    def __init__(self, layout: Layout, kinds: KindArray, quoted: BoolArray) -> None:
        self._layout = layout
        self._kinds: list[int] = kinds.tolist()
        self._gap: list[int] = layout.gap.tolist()
        self._quoted: list[bool] = quoted.tolist()
        self._cue_words: set[int] = set()
        self._readers: dict[int, Callable[[Words, Words], Said]] = {
            CueKind.VERB: self._verb,
            CueKind.NOUN: self._noun,
            CueKind.PREPOSITION: self._preposition,
        }

    def reports(self, cues: Cues) -> Iterator[Report]:
        """Yield what each cue outside quotation marks reports, in the order of the cues."""
        first, last = self._layout.sentence_first, self._layout.sentence_last
        verbs = cues.kind == CueKind.VERB
        self._cue_words = set(cues.starts[verbs].tolist())
        for number, (start, end, kind, negated) in enumerate(
            zip(
                cues.starts.tolist(),
                cues.ends.tolist(),
                cues.kind.tolist(),
                cues.negated.tolist(),
                strict=True,
            )
        ):
            if negated or self._quoted[start] or kind == CueKind.ADVERB:
                continue
            sentence = (int(first[start]), int(last[start]))
            read = self._readers[kind]
            speaker, content = read((start, end), sentence)
            yield Report(number, start, kind, speaker, content)

    # -- verbs ---------------------------------------------------------------------------------

    def _verb(self, cue: Words, sentence: Words) -> Said:
        subject = self._subject(cue[0], sentence)
        after = self._after(cue, sentence)
        if after is not None:
            return (subject, self._unquoted(after))
        inverted = cue[0] > sentence[0] and self._gap[cue[0]] & (Gap.COMMA | Gap.QUOTE)
        if inverted and not self._apposition(cue[0], sentence):
            return self._inverted(cue, sentence)
        begin = subject[0] if subject != NOTHING else cue[0]
        if self._trails((begin, cue[1]), sentence):
            return (subject, self._around(begin, cue[1], sentence))
        return (subject, ())

    def _trails(self, cue: Words, sentence: Words) -> bool:
        """Tell whether subject and cue stand behind their clause, or break into it."""
        begin, end = cue
        if begin == sentence[0] or not self._gap[begin] & (Gap.COMMA | Gap.QUOTE | Gap.DASH):
            return False
        breaks_in = end < sentence[1] and self._gap[end] & (Gap.COMMA | Gap.DASH | Gap.QUOTE)
        if not breaks_in and sentence[1] - end > _LONGEST_TAIL:
            return False
        head, before = self._kinds[sentence[0]], range(sentence[0], begin)
        # "In a statement on Tuesday, the council confirmed the date": no clause, only when.
        adverbial = head & (Kind.PREPOSITION | Kind.LINK | Kind.TIME | Kind.ADVERB)
        whole = any(self._gap[w] & Gap.COMMA for w in before[1:])
        return not adverbial or whole or any(self._quoted[w] for w in before)

    def _around(self, begin: int, end: int, sentence: Words) -> tuple[Words, ...]:
        """Return what stands before a trailing "he said", and after one in mid-sentence."""
        content = self._unquoted((sentence[0], begin))
        resumed = end < sentence[1] and self._gap[end] & (Gap.COMMA | Gap.DASH)
        if resumed and not self._gap[end] & Gap.QUOTE and sentence[1] - end > _LONGEST_TAIL // 2:
            content += self._unquoted((end, sentence[1]))
        return content

    def _inverted(self, cue: Words, sentence: Words) -> Said:
        """Read ", said John Kirby, a spokesman"."""
        speaker = self._phrase_after(cue[1], sentence[1])
        return (speaker, self._unquoted((sentence[0], cue[0])))

    def _after(self, cue: Words, sentence: Words) -> Words | None:
        """Return the clause that follows a cue: after "that", a colon, or straight away."""
        end, last = cue[1], sentence[1]
        if end >= last:
            return None
        gap, kinds = self._gap, self._kinds
        if gap[end] & Gap.COLON:
            return (end, last)
        for place in range(end, min(end + _LONGEST_OBJECT, last)):
            if gap[place] & _BREAK and place > end:
                break
            if kinds[place] & Kind.THAT:
                return (place + 1, last) if place + 1 < last else None
        if gap[end] & (Gap.COMMA | Gap.QUOTE):
            return None
        return (end, last) if self._clause(end, last) else None

    def _clause(self, start: int, last: int) -> bool:
        """Tell whether words read as a clause: a subject, and a finite verb behind it."""
        kinds = self._kinds
        head = kinds[start]
        if head & (Kind.PREPOSITION | Kind.LINK | Kind.TIME) or last - start < 3:  # noqa: PLR2004
            return False
        if not head & (Kind.CAPITAL | Kind.PRONOUN | Kind.DETERMINER | Kind.NUMBER):
            return False
        reach = range(start + 1, min(start + _CLAUSE_REACH, last))
        return any(kinds[place] & Kind.AUXILIARY for place in reach) or bool(head & Kind.PRONOUN)

    # -- prepositions and nouns ----------------------------------------------------------------

    def _preposition(self, cue: Words, sentence: Words) -> Said:
        """Read "according to Kirby", before or after its clause."""
        speaker = self._phrase_after(cue[1], sentence[1], through_prepositions=True)
        if cue[0] > sentence[0] + 1:
            return (speaker, self._unquoted((sentence[0], cue[0])))
        comma = self._first_comma(cue[1], sentence[1])
        content = self._unquoted((comma, sentence[1])) if comma else ()
        return (speaker, content)

    def _noun(self, cue: Words, sentence: Words) -> Said:
        """Read "Russia's claim that ..."."""
        kinds, place = self._kinds, cue[1]
        owner = NOTHING
        if cue[0] > sentence[0] and kinds[cue[0] - 1] & Kind.POSSESSIVE:
            owner = self._phrase_before(cue[0], sentence)
        if place < sentence[1] - 1 and kinds[place] & Kind.THAT:
            return (owner, self._unquoted((place + 1, sentence[1])))
        return (owner, ())

    def _first_comma(self, start: int, last: int) -> int:
        """Return the word after the first comma that is not inside a date; 0 if there is none."""
        kinds = self._kinds
        for place in range(start + 1, last):
            if self._gap[place] & Gap.COMMA:
                if kinds[place - 1] & Kind.NUMBER and kinds[place] & Kind.NUMBER:
                    continue
                return place
        return 0

    # -- subjects ------------------------------------------------------------------------------

    def _subject(self, verb: int, sentence: Words) -> Words:
        place = verb
        while place > sentence[0] and self._kinds[place - 1] & (Kind.AUXILIARY | Kind.ADVERB):
            if self._kinds[place - 1] & Kind.CAPITAL and self._kinds[place - 1] & Kind.TIME:
                break
            place -= 1
        if place > sentence[0] and self._gap[place] & Gap.COMMA:
            place = self._apposition(place, sentence)
        return self._phrase_before(place, sentence) if place > sentence[0] else NOTHING

    def _apposition(self, comma: int, sentence: Words) -> int:
        """Return where "Kirby, a spokesman for the council, said" has its first comma, or 0."""
        if not self._gap[comma] & Gap.COMMA:
            return 0
        for place in range(comma - 1, max(sentence[0], comma - _LONGEST_SUBJECT), -1):
            if self._gap[place] & _BREAK:
                return 0
            if self._gap[place] & Gap.COMMA:
                head = self._kinds[place - 1]
                return place if head & Kind.CAPITAL or place - 1 > sentence[0] else 0
        return 0

    def _phrase_before(self, end: int, sentence: Words) -> Words:
        """Return the noun phrase that ends before a word."""
        kinds, start = self._kinds, end
        while start > sentence[0] and end - start < _LONGEST_SUBJECT:
            kind = kinds[start - 1]
            if kind & (Kind.LINK | Kind.AUXILIARY | Kind.THAT) and not kind & Kind.CAPITAL:
                break
            if kind & Kind.PREPOSITION and not self._inside_name(start - 1, sentence):
                break
            if start - 1 in self._cue_words:
                break
            start -= 1
            if kind & Kind.PRONOUN or self._gap[start] & _SOFT:
                break
        while start < end and kinds[start] & (Kind.PREPOSITION | Kind.LINK | Kind.ADVERB):
            start += 1
        return (start, end) if start < end else NOTHING

    def _inside_name(self, place: int, sentence: Words) -> bool:
        """Tell whether a preposition ties two nouns ("Institute for Science"), not a phrase."""
        if place == sentence[0]:
            return False
        before, after = self._kinds[place - 1], self._kinds[place + 1]
        return not before & (Kind.AUXILIARY | Kind.LINK | Kind.TIME) and not after & Kind.TIME

    def _phrase_after(self, start: int, last: int, *, through_prepositions: bool = False) -> Words:
        """Return the noun phrase that begins at a word."""
        end = start
        while end < last and end - start < _LONGEST_SUBJECT:
            kind = self._kinds[end]
            if end > start and self._gap[end] & _SOFT:
                break
            if kind & (Kind.AUXILIARY | Kind.THAT) or (kind & Kind.LINK and end > start):
                break
            name = kind & Kind.PREPOSITION and through_prepositions
            if kind & (Kind.PREPOSITION | Kind.TIME) and end > start and not name:
                break
            end += 1
        return (start, end) if end > start else NOTHING

    def _unquoted(self, words: Words) -> tuple[Words, ...]:
        """Return the range where any of it stands outside quotation marks."""
        start, end = words
        return (words,) if start < end and not all(self._quoted[start:end]) else ()
