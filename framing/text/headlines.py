"""Headlines that name their source before a colon: "Minister: taxes to rise"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.model import Segment
from framing.text.cues import BoolArray
from framing.text.introductions import GroupNames
from framing.text.layout import Gap
from framing.text.phrases import Places, Spans, Words
from framing.text.reports import Reports
from framing.text.roles import Role
from framing.text.wordkinds import Kind

# A name with its offices: Former Vice President Joe Biden.
_LONGEST_SOURCE = 6


@dataclass(frozen=True, slots=True, eq=False)
class HeadlineReports:
    """Reports that a colon opens: who speaks, and the words that are theirs."""

    speaker: Spans
    content: Spans


def headline_reports(
    segment: Segment, words: Words, headline: BoolArray, reports: Reports, groups: GroupNames
) -> HeadlineReports:
    """Find headlines of the form "X: Y" where X is a source without a finite verb.

    X is a source where it is a word for people who speak, the name of a group, or the name of
    somebody whom the article cites.

    Parameters
    ----------
    segment : Segment
    words : Words
    headline : bool array, shape (n_words,)
    reports : Reports
    groups : GroupNames

    Returns
    -------
    HeadlineReports
    """
    colon = headline & ((words.gap[: words.count] & Gap.COLON) > 0)
    colon &= (words.level[: words.count] == 0) & (words.first < np.arange(words.count))
    places = np.flatnonzero(colon)
    start = words.first[places]
    once = np.ones(len(places), dtype=np.bool_)
    once[1:] = start[1:] != start[:-1]
    places, start = places[once], start[once]
    name = Spans(start, places)
    good = (places - start <= _LONGEST_SOURCE) & ~_has_verb(words, name, reports)
    good &= _is_source(segment, words, name, reports, groups)
    speaker = Spans(start[good], places[good])
    return HeadlineReports(speaker, Spans(places[good], words.last[places[good]]))


def _has_verb(words: Words, name: Spans, reports: Reports) -> BoolArray:
    verb = ((words.kind & Kind.AUXILIARY) > 0) | ((words.role & Role.FINITE) > 0)
    verb[reports.cues.starts] = True
    count = np.concatenate([[0], np.cumsum(verb)])
    return np.asarray(count[name.end] > count[name.start])


def _is_source(
    segment: Segment, words: Words, name: Spans, reports: Reports, groups: GroupNames
) -> BoolArray:
    head = name.end - 1
    speaks = words.is_role(head, Role.PERSON) | words.is_kind(head, Kind.TITLE)
    keys = name.start * (words.count + 1) + name.end
    whole = groups.starts.astype(np.int64) * (words.count + 1) + groups.ends
    named = np.isin(keys, whole)
    cited = reports.speaker.end[reports.opens & reports.speaker.some] - 1
    capital = words.is_kind(head, Kind.CAPITAL)
    known = np.isin(_names(segment, words, head), _names(segment, words, cited))
    return speaks | named | (capital & known)


def _names(segment: Segment, words: Words, places: Places) -> Places:
    """Return one number for the article and the type of each word."""
    article = (words.layout.part[places] // 2).astype(np.int64)
    return article * len(segment.vocabulary) + segment.types[places]
