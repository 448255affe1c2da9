"""Sentence boundaries with character offsets, found for a whole batch at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from framing.model import IntArray, Segment
from framing.text.gaps import Cut, gap_type
from framing.text.tokens import PART_BREAK

BoolArray = npt.NDArray[np.bool_]
RoleArray = npt.NDArray[np.uint16]
CutArray = npt.NDArray[np.uint16]
PlaceArray = npt.NDArray[np.int64]


class Role:
    """What a word says about the end of a sentence: bits of one number."""

    SMALL = 1  # begins with a small letter
    CAPITAL = 2
    DIGIT = 4
    STARTER = 8  # a function word with a capital
    FIRST_PERSON = 16
    SAYING = 32
    NUMBERING = 64  # 1, 12, a, B: with a full stop at the start of a line, it numbers an item
    OWN_STOP = 128
    # What the full stop behind the word is, or its own: an abbreviation's unless...
    NEVER_ENDS = 256
    ENDS_BEFORE_STARTER = 512
    ENDS_UNLESS_NUMBER = 1024
    ADDRESS = 2048  # Mr, Mrs, Ms: capitals that follow no name


_RULES = {
    "title": Role.NEVER_ENDS,
    "month": Role.ENDS_UNLESS_NUMBER,
    "number": Role.ENDS_UNLESS_NUMBER,
    "place": Role.ENDS_BEFORE_STARTER,
    "org": Role.ENDS_BEFORE_STARTER,
    "other": Role.ENDS_BEFORE_STARTER,
}
_FIRST_PERSON = ("I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d")
# "Why?" Lee asked: verbs that go on with the sentence of a question somebody is quoted with.
_SAYING = (
    "said says asked asks added adds continued replied answered wrote writes told tweeted "
    "exclaimed shouted yelled cried joked quipped demanded responded countered recalled wondered "
    "insisted declared concluded explained"
).split()
# "Why?" Rep. John F. Lee asked: words of a name at most.
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class SentenceLists:
    """Word lists that sentence splitting reads.

    ``abbreviations`` maps an abbreviation as written, without its last stop, to its kind;
    ``starters`` are lower-case words that, written with a capital after an abbreviation, begin a
    sentence.
    """

    abbreviations: Mapping[str, str]
    starters: frozenset[str]

    def roles(self, types: pa.StringArray) -> RoleArray:
        """Return what each type says about the end of a sentence: flags of `Role`."""
        first = pc.utf8_slice_codeunits(types, 0, 1)
        upper = pc.utf8_is_upper(first)
        lone = pc.equal(pc.utf8_length(types), 1)
        own_stop = pc.ends_with(types, ".")
        roles = np.zeros(len(types), dtype=np.uint16)
        starters = pa.array(sorted(self.starters), pa.string())
        for role, mask in (
            (Role.SMALL, pc.utf8_is_lower(first)),
            (Role.CAPITAL, upper),
            (Role.DIGIT, pc.utf8_is_decimal(first)),
            (Role.STARTER, pc.and_(upper, pc.is_in(pc.utf8_lower(types), starters))),
            (Role.FIRST_PERSON, pc.is_in(types, pa.array(_FIRST_PERSON))),
            (Role.ADDRESS, pc.is_in(types, pa.array(("Mr", "Mrs", "Ms")))),
            (Role.SAYING, pc.is_in(types, pa.array(_SAYING))),
            (Role.NUMBERING, pc.match_substring_regex(types, r"^(\d{1,2}|[A-Za-z])$")),
            (Role.OWN_STOP, own_stop),
            (Role.ENDS_BEFORE_STARTER, own_stop),
            (Role.NEVER_ENDS, pc.and_(pc.and_(lone, upper), pc.not_equal(types, "I"))),
        ):
            roles[np.asarray(mask)] |= np.uint16(role)
        self._add_rules(types, roles)
        return roles

    def _add_rules(self, types: pa.StringArray, roles: RoleArray) -> None:
        """Add what the list of abbreviations says, of a hyphenated word's last part as well."""
        names = sorted(self.abbreviations)
        rules = np.array([_RULES[self.abbreviations[name]] for name in names] + [0], np.uint16)
        bare = pc.utf8_rtrim(types, ".")
        hyphen = np.flatnonzero(np.asarray(pc.match_substring(bare, "-")))
        parts = [word.rpartition("-")[2] for word in bare.take(pa.array(hyphen)).to_pylist()]
        listed = pa.array(names, pa.string())
        every = (Role.NEVER_ENDS | Role.ENDS_BEFORE_STARTER | Role.ENDS_UNLESS_NUMBER) ^ 0xFFFF
        for rows, words in ((np.arange(len(types)), bare), (hyphen, pa.array(parts, pa.string()))):
            place = np.asarray(pc.index_in(words, listed).fill_null(-1))
            known = place >= 0
            roles[rows[known]] = (roles[rows[known]] & np.uint16(every)) | rules[place[known]]


class Reading:
    """The gaps of one segment, read once and shared by everything that asks for them.

    ``gaps`` has the type of what stands in front of each word and behind the last; ``cut``,
    ``end``, ``start`` and ``holds`` one item a type, as `GapType` has them.
    """

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.gaps = segment.gaps.copy()
        texts = segment.gap_texts.to_pylist()
        # Nothing precedes the first word: to what stands in front of it, the text is a new part.
        self.gap_types = [
            gap_type(gap) for gap in (*texts, PART_BREAK + texts[int(segment.gaps[0])])
        ]
        self.gaps[0] = len(texts)
        rows = [(one.cut, one.end, one.start, one.holds) for one in self.gap_types]
        self._cut, self.end, self.start, self.holds = np.array(rows, dtype=np.int32).T

    @cached_property
    def cuts(self) -> npt.NDArray[np.uint16]:
        """Flags of `Cut` for each gap."""
        flags: npt.NDArray[np.uint16] = self._cut.astype(np.uint16)[self.gaps]
        return flags

    @cached_property
    def paragraphs(self) -> BoolArray:
        """Whether a paragraph ends in each gap; the text does in the last.

        A blank line ends a paragraph. A single line break does too, unless the line stops in
        mid-sentence and the next one begins with a small letter (a hard-wrapped text).
        """
        segment, ends = self.segment, (self.cuts & Cut.PARAGRAPH) > 0
        for gap in np.flatnonzero(self.cuts & Cut.WRAP > 0).tolist():
            if 0 < gap < len(segment.starts):
                small = segment.text[segment.starts[gap]].islower()
                ends[gap] = not small or segment.text[segment.ends[gap - 1] - 1] == "."
        ends[[0, -1]] = True
        return ends

    @cached_property
    def paragraph_gaps(self) -> PlaceArray:
        """The gaps that paragraphs end in; the first of them begins the text."""
        return np.flatnonzero(self.paragraphs)


def first_words(reading: Reading, roles: SentenceLists | RoleArray) -> IntArray:
    """Return the first word of each sentence.

    Parameters
    ----------
    reading : Reading
    roles : SentenceLists, or uint16 array of shape (n_words,)
        The lists, or what `SentenceLists.roles` says of each word.
    """
    segment, cuts = reading.segment, reading.cuts
    if not len(segment.types):
        return np.zeros(0, dtype=np.int32)
    if isinstance(roles, SentenceLists):
        roles = roles.roles(segment.vocabulary)[segment.types]
    own_stop = (roles[:-1] & Role.OWN_STOP) > 0
    marks = cuts[1:-1] & (Cut.STOP | Cut.END | Cut.TIGHT)
    gaps = np.flatnonzero((marks > 0) | (own_stop & ((cuts[1:-1] & Cut.BARE) > 0))) + 1
    begins = reading.paragraphs[:-1].copy()
    begins[gaps[_ends(cuts, roles, gaps)]] = True
    # 1. Lee wins. 2. Poe resigns: the number of an item is no sentence.
    numbers = (cuts[gaps] & Cut.STOP > 0) & (roles[gaps - 1] & Role.NUMBERING > 0)
    begins[gaps[numbers & begins[gaps - 1] & ~reading.paragraphs[gaps]]] = False
    return np.flatnonzero(begins).astype(np.int32)


def _ends(cuts: CutArray, roles: RoleArray, gaps: PlaceArray) -> BoolArray:
    """Tell which gaps that can end a sentence do."""
    cut, before, after = cuts[gaps], roles[gaps - 1], roles[gaps]
    starter = (after & (Role.STARTER | Role.ADDRESS)) > 0
    ends: BoolArray = (after & Role.SMALL == 0) & ~_abbreviated(cut, before, after, starter)
    # Vitamin C. The: after a small word, a single letter is nobody's initial.
    letter = (before & Role.NEVER_ENDS > 0) & (before & Role.NUMBERING > 0)
    ends |= letter & starter & (roles[gaps - 2] & Role.SMALL > 0) & (gaps > 1)
    ends &= (cut & Cut.ELLIPSIS == 0) | (after & Role.FIRST_PERSON == 0)
    sure = starter | ((cut & Cut.QUOTED > 0) & (after & Role.CAPITAL > 0))
    ends &= (cut & Cut.TIGHT == 0) | ((before & Role.SMALL > 0) & sure)
    asked = np.flatnonzero((cut & Cut.QUOTED > 0) & (cut & Cut.END > 0) & ends)
    ends[asked] = ~_goes_on_asking(roles, gaps[asked])
    return ends


def _abbreviated(
    cut: CutArray, before: RoleArray, after: RoleArray, starter: BoolArray
) -> BoolArray:
    """Tell where a full stop is an abbreviation's and ends nothing."""
    stop = cut & (Cut.STOP | Cut.BARE) > 0
    by_starter = before & Role.ENDS_BEFORE_STARTER > 0
    by_number = before & Role.ENDS_UNLESS_NUMBER > 0
    abbreviated: BoolArray = stop & (
        (before & Role.NEVER_ENDS > 0)
        | (by_starter & ~starter & (cut & Cut.QUOTE_OPENS == 0))
        | (by_number & (after & Role.DIGIT > 0))
        | ((by_starter | by_number) & (cut & Cut.BRACKET_OPENS > 0))
    )
    return abbreviated


def _goes_on_asking(roles: RoleArray, words: PlaceArray) -> BoolArray:
    """Tell where a name and a verb of saying follow: "Why?" Rep. Lee asked."""
    named = (roles[words] & (Role.STARTER | Role.FIRST_PERSON)) != Role.STARTER
    found: BoolArray = np.zeros(len(words), dtype=np.bool_)
    for _ in range(_LONGEST_NAME):
        named &= (roles[words] & Role.CAPITAL) > 0
        words = np.minimum(words + 1, len(roles) - 1)
        found |= named & ((roles[words] & Role.SAYING) > 0)
    return found


def sentence_spans(reading: Reading, roles: SentenceLists | RoleArray) -> tuple[IntArray, IntArray]:
    """Return where sentences start and end, as `spans_from` their `first_words`."""
    return spans_from(reading, first_words(reading, roles))


def spans_from(reading: Reading, first: IntArray) -> tuple[IntArray, IntArray]:
    """Return where the sentences with these first words start and end.

    Returns
    -------
    starts, ends : int arrays, shape (n_sentences,)
        Code points in ``Segment.text``; every word is in one sentence and every sentence has
        words; none starts or ends with white space, or crosses a paragraph or part.
    """
    segment, gaps = reading.segment, reading.gaps
    last = np.append(first, np.int32(len(segment.starts)))[1:]
    starts = segment.starts[first] - reading.start[gaps[first]]
    ends = segment.ends[last - 1] + reading.end[gaps[last]]
    return starts, ends
