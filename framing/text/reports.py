"""Reported speech: for each cue, who speaks and which words are theirs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.text.contents import ContentReader
from framing.text.cues import BoolArray, CueKind, Cues
from framing.text.phrases import PhraseReader, Places, Spans, Words
from framing.text.subjects import SubjectReader

__all__ = ["CueKind", "Cues", "Reports", "read_reports"]


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """What each cue says: the speaker's words, and the words reported before and after it.

    One item a cue. ``opens`` tells where a report is opened: not by negated cues and adverbs, nor
    inside quotation marks, where ``speaker`` alone is known. ``trails`` marks cues that stand
    behind what they report, or break into it.
    """

    cues: Cues
    speaker: Spans
    before: Spans
    after: Spans
    opens: BoolArray
    trails: BoolArray

    @property
    def group_start(self) -> Places:
        """The first word of subject and verb together."""
        start = self.cues.starts.astype(np.int64)
        return np.where(self.speaker.some, np.minimum(self.speaker.start, start), start)

    @property
    def group_end(self) -> Places:
        """The first word after subject and verb."""
        end = self.cues.ends.astype(np.int64)
        return np.where(self.speaker.some, np.maximum(end, self.speaker.end), end)


def phrases_of(words: Words, cues: Cues) -> PhraseReader:
    """Return what reads the phrases of a segment: no name goes over a verb of saying."""
    verbs = np.zeros(words.count, dtype=np.bool_)
    verbs[cues.starts[cues.kind == CueKind.VERB]] = True
    return PhraseReader(words, verbs)


def read_reports(words: Words, cues: Cues, phrases: PhraseReader) -> Reports:
    """Read all cues of a segment at once.

    Parameters
    ----------
    words : Words
    cues : Cues
    phrases : PhraseReader

    Returns
    -------
    Reports
    """
    if not len(cues.starts):
        none = Spans(np.zeros(0, np.int64), np.zeros(0, np.int64))
        no = np.zeros(0, np.bool_)
        return Reports(cues, none, none, none, no, no)
    subjects = SubjectReader(words, cues, phrases).subjects()
    contents = ContentReader(words, cues, phrases, subjects).contents()
    opens = ~cues.negated & (cues.kind != CueKind.ADVERB) & (words.level[cues.starts] == 0)
    none = Spans(cues.starts.astype(np.int64), cues.starts.astype(np.int64))
    return Reports(
        cues,
        subjects.phrase,
        contents.before.where(opens, none),
        contents.after.where(opens, none),
        opens,
        contents.trails,
    )
