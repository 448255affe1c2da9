"""Who speaks in each quotation: by the cue beside it, by its form, or as the one before goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from framing.model import Segment
from framing.text.cues import BoolArray, CueKind
from framing.text.layout import Gap
from framing.text.phrases import HARD, PhraseReader, Places, Spans, Words
from framing.text.reports import Reports
from framing.text.roles import Role
from framing.text.wordkinds import Kind

# "he told reporters in Iowa on Monday, “...": words between a cue and its quotation.
_LONGEST_OBJECT = 9
_LINE_BREAK = re.compile(r"\n")
# Line breaks between a paragraph and the next.
_NEXT_PARAGRAPH = 2
# "FIRST SPEAKER: ...": a name at the head of a turn in a transcript.
_LONGEST_TURN = 3


# In front of a closing mark: the sentence goes on with who is speaking.
_GOES_ON = frozenset(",?!—")


@dataclass(frozen=True, slots=True, eq=False)
class Attributed:
    """Cue and speaker of each quotation: cue -1 and an empty range where there is none.

    ``same_as`` is the place of the quotation whose speaker goes on in this one, -1 for none.
    """

    cue: Places
    speaker: Spans
    same_as: Places


class Quoted:
    """Quotations that cite somebody, in the order of the text: their words, and what is around.

    ``level`` is the number of other quotations that each stands in, ``paragraph`` its number.
    """

    def __init__(self, segment: Segment, words: Words, first: Places, last: Places) -> None:
        self.first, self.last = first, last
        self.level = words.level[first].astype(np.int64) - 1
        breaks = np.array([found.start() for found in _LINE_BREAK.finditer(segment.text)])
        self.paragraph = np.searchsorted(breaks, segment.starts[first])
        self.paragraph_after = np.searchsorted(breaks, np.append(segment.starts, 2**31 - 1)[last])
        self._segment = segment

    def goes_on(self, rows: Places) -> BoolArray:
        """Tell where the sentence goes on behind the quotation, by its last mark: “Maybe,”."""
        text = self._segment.text
        ends = self._segment.ends[self.last[rows] - 1].tolist()
        return np.array([text[end : end + 1] in _GOES_ON for end in ends], dtype=np.bool_)


def attribute(words: Words, quoted: Quoted, reports: Reports, phrases: PhraseReader) -> Attributed:
    """Give quotations their speakers.

    Parameters
    ----------
    words : Words
    quoted : Quoted
    reports : Reports
    phrases : PhraseReader

    Returns
    -------
    Attributed
        One item a quotation.
    """
    count = len(quoted.first)
    cue = np.full(count, -1, dtype=np.int64)
    usable = reports.speaker.some & ~reports.cues.negated
    usable &= np.isin(reports.cues.kind, [CueKind.VERB, CueKind.PREPOSITION])
    levels = words.level[reports.cues.starts]
    for level in np.unique(quoted.level):
        mine = np.flatnonzero(quoted.level == level)
        candidates = np.flatnonzero(usable & (levels == level))
        if len(candidates):
            cue[mine] = _nearest_cues(words, quoted, mine, reports, candidates)
    known = np.maximum(cue, 0)
    none = Spans(quoted.first, quoted.first)
    if len(reports.cues.starts):
        cited = Spans(reports.speaker.start[known], reports.speaker.end[known])
    else:
        cited = none
    signed = _signed(words, quoted)
    turn = _turns(words, quoted)
    announced = _announced(words, quoted, phrases)
    signed = signed.where(signed.some, announced)
    signed = signed.where(signed.some, _beside(words, quoted, phrases))
    speaker = cited.where(cue >= 0, signed.where(signed.some, none))
    speaker = turn.where(turn.some, speaker)
    cue[turn.some] = -1
    return Attributed(cue, speaker, _goes_on(words, quoted, speaker.some))


def _nearest_cues(
    words: Words, quoted: Quoted, mine: Places, reports: Reports, candidates: Places
) -> Places:
    """Return the cue of each quotation: close behind it, close before it, or in its sentence."""
    first, last = quoted.first[mine], quoted.last[mine]
    starts = reports.cues.starts[candidates].astype(np.int64)
    group_start = reports.group_start[candidates]
    ends = reports.cues.ends[candidates].astype(np.int64)
    group_end = reports.group_end[candidates]
    place = np.searchsorted(starts, last)
    behind = np.minimum(place, len(candidates) - 1)
    ahead = np.maximum(np.searchsorted(starts, first) - 1, 0)
    has_behind = (place < len(candidates)) & (last < words.count)
    has_ahead = starts[ahead] < first
    inside_last = np.minimum(last, words.count - 1)
    same_behind = has_behind & (starts[behind] < words.last[last - 1])
    # "... here?” Kirby said.": the question mark ended the sentence, not the attribution.
    runs_on = has_behind & words.edge[last] & (starts[behind] < words.last[inside_last])
    runs_on &= quoted.paragraph[mine] == quoted.paragraph_after[mine]
    runs_on &= reports.trails[candidates][behind] | ~reports.after.some[candidates][behind]
    touching = group_start[behind] - last <= 1
    strong_behind = (same_behind | runs_on) & touching
    same_ahead = has_ahead & (starts[ahead] >= words.first[first])
    colon = has_ahead & words.has_gap(first, Gap.COLON)
    colon &= starts[ahead] >= words.first[np.maximum(first - 1, 0)]
    near = first - ends[ahead] <= _LONGEST_OBJECT
    led = near & words.has_gap(first, Gap.COMMA | Gap.COLON)
    covered = (reports.after.start[candidates][ahead] <= first) & (
        reports.after.end[candidates][ahead] > first
    )
    strong_ahead = (same_ahead | colon) & (led | (group_end[ahead] == first) | covered)
    nothing = np.full(len(mine), -1, dtype=np.int64)
    return np.select(
        [strong_behind, strong_ahead, same_ahead, same_behind],
        [candidates[behind], candidates[ahead], candidates[ahead], candidates[behind]],
        nothing,
    )


def _signed(words: Words, quoted: Quoted) -> Spans:
    """Read a name behind a dash: “We will win.” — John Kirby."""
    last = np.minimum(quoted.last, words.count - 1)
    dash = words.has_gap(last, Gap.DASH) & words.has_gap(last, Gap.QUOTE)
    dash &= words.is_kind(last, Kind.CAPITAL) & (quoted.last < words.count)
    end = words.last[last]
    short = (end - last <= _LONGEST_OBJECT) & dash
    return Spans(last, np.where(short, end, last))


def _beside(words: Words, quoted: Quoted, phrases: PhraseReader) -> Spans:
    """Read a name right behind a quotation whose sentence goes on: “Maybe,” Kirby shrugged."""
    last = np.minimum(quoted.last, words.count - 1)
    goes_on = quoted.last < words.count
    goes_on &= words.first[quoted.first] == quoted.first
    goes_on &= quoted.paragraph == quoted.paragraph_after
    verb = words.is_role(last, Role.FINITE) & ~words.is_kind(last, Kind.CAPITAL | Kind.AUXILIARY)
    near = phrases.after(last)
    behind = phrases.after(np.minimum(last + 1, words.count))
    named = Kind.CAPITAL | Kind.PRONOUN
    inverted = verb & words.is_kind(behind.start, named | Kind.DETERMINER) & behind.some
    fits = words.is_kind(last, named) & ~words.is_kind(last, Kind.TIME)
    fits |= words.is_kind(last, Kind.DETERMINER) & words.is_role(near.end - 1, Role.PERSON)
    goes_on &= words.gap[near.end] & (Gap.COMMA | Gap.QUOTE) == 0
    rows = np.flatnonzero(goes_on & (inverted | fits))
    goes_on[rows] = quoted.goes_on(rows)
    none = Spans(quoted.first, quoted.first)
    return behind.where(inverted & goes_on, near.where(fits & near.some & goes_on, none))


def _announced(words: Words, quoted: Quoted, phrases: PhraseReader) -> Spans:
    """Read who speaks behind a colon without a cue: "Kirby: “We will win.”"."""
    first = quoted.first
    none = Spans(first, first)
    before = np.maximum(first - 1, 0)
    colon = words.has_gap(first, Gap.COLON)
    colon &= words.layout.part[before] == words.layout.part[np.minimum(first, words.count - 1)]
    near = phrases.before(first)
    opening = (near.start <= words.first[before] + 1) | words.has_gap(near.start, HARD)
    named = near.where(opening & words.is_kind(before, Kind.CAPITAL), phrases.main_subject(before))
    return named.where(colon & named.some & (named.end <= first), none)


def _turns(words: Words, quoted: Quoted) -> Spans:
    """Read the name at the head of a turn in a transcript: "KIRBY: We will win."."""
    first = quoted.first
    end = first.copy()
    running = words.is_kind(first, Kind.CAPITAL)
    for step in range(1, _LONGEST_TURN + 1):
        place = np.minimum(first + step, words.count)
        stop = running & words.has_gap(place, Gap.COLON) & (end == first)
        end = np.where(stop & (place < quoted.last), place, end)
        running &= words.is_kind(place, Kind.CAPITAL) & ~stop
    return Spans(first, end)


def _goes_on(words: Words, quoted: Quoted, known: BoolArray) -> Places:
    """Return the quotation whose speaker goes on in each one that has none of its own.

    The one before in its paragraph where the quotation begins a sentence; else the one behind.
    """
    count = len(quoted.first)
    number = np.arange(count)
    alone = words.edge[quoted.first] & (words.first[quoted.first] == quoted.first)
    before = np.maximum.accumulate(np.where(known, number, -1)) if count else number
    behind = np.where(known, number, count)
    behind = np.minimum.accumulate(behind[::-1])[::-1] if count else number
    earlier, later = np.maximum(before, 0), np.minimum(behind, max(count - 1, 0))
    paragraph, level = quoted.paragraph, quoted.level
    step = paragraph - paragraph[earlier] if count else number
    whole = quoted.paragraph_after != quoted.paragraph
    next_paragraph = (step <= _NEXT_PARAGRAPH) & whole & (earlier == number - 1)
    next_paragraph &= quoted.paragraph_after[earlier] != quoted.paragraph[earlier]
    same_before = (before >= 0) & ((step == 0) | next_paragraph) & (level[earlier] == level)
    same_behind = (behind < count) & (paragraph[later] == paragraph) & (level[later] == level)
    open_before = ~known & alone
    found = np.where(open_before & same_behind, later, -1)
    found = np.where(open_before & same_before, earlier, found)
    return np.asarray(found)
