"""Speech that is set off by its layout: the turns of a transcript, and block quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from framing.model import IntArray
from framing.text.gaps import Cut
from framing.text.sentences import PlaceArray, Reading

# Q: or Q. and A:, or a name in capitals: LEE:, MAYOR LEE:, DR. LEE:, J. LEE (on screen):
_LABEL = re.compile(
    r"(?:[QA]|Question|Answer|(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\. )?[A-Z][A-Z.’'-]+"
    r"(?: [A-Z][A-Z.’'-]*){0,3})"
)
_QUESTION, _ANSWER = frozenset({"Q", "Question", "QUESTION"}), frozenset({"A", "Answer", "ANSWER"})
# Labels that come in turn as speakers do, and are none.
_NO_SPEAKERS = frozenset("FACT FICTION MYTH CLAIM REALITY TRUTH PROS CONS PRO CON NOTE TIP".split())
_LONGEST_LABEL = 4


def set_off(reading: Reading) -> IntArray:
    """Return where speech is set off by layout, not by marks.

    A turn is a paragraph behind a speaker's label, in an article where two labels come twice or
    more, or questions have answers. A paragraph behind ``>`` is a block quotation.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    int array, shape (n_spans, 2)
        Start and end in code points, in order; no two overlap.
    """
    segment, paragraphs = reading.segment, reading.paragraph_gaps
    blocks = paragraphs[:-1][(reading.cuts[paragraphs[:-1]] & Cut.BLOCK) > 0]
    first = np.sort(np.append(blocks, _labelled(reading, paragraphs)))
    after, kept = np.unique(np.searchsorted(paragraphs, first, side="right"), return_index=True)
    last = paragraphs[after]
    ends = segment.ends[last - 1] + reading.end[reading.gaps[last]]
    return np.stack([segment.starts[first[kept]], ends], axis=1)


def _labelled(reading: Reading, paragraphs: PlaceArray) -> PlaceArray:
    """Return the first word behind the label of each turn."""
    segment = reading.segment
    behind = np.flatnonzero(reading.cuts[:-1] & Cut.LABEL > 0)
    first = paragraphs[np.searchsorted(paragraphs, behind) - 1]
    bare = reading.start[reading.gaps[first]] == 0
    near = bare & (behind - first <= _LONGEST_LABEL) & (behind > first)
    behind, first = behind[near], first[near]
    articles = (np.searchsorted(segment.part_word, first, side="right") - 1) // 2
    found: dict[int, list[tuple[int, str]]] = {}
    for word, begin, article in zip(*(x.tolist() for x in (behind, first, articles)), strict=True):
        label = segment.text[segment.starts[begin] : segment.ends[word - 1]]
        if _LABEL.fullmatch(label) and label not in _NO_SPEAKERS:
            found.setdefault(article, []).append((word, label))
    turns = [word for rows in found.values() if _transcript(rows) for word, _ in rows]
    return np.array(turns, dtype=np.int64)


def _transcript(rows: Sequence[tuple[int, str]]) -> bool:
    """Tell whether labels are those of a conversation."""
    labels = Counter(label for _, label in rows)
    answers = not _QUESTION.isdisjoint(labels) and not _ANSWER.isdisjoint(labels)
    return answers or sum(1 for count in labels.values() if count > 1) > 1
