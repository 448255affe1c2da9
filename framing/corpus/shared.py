"""Text that several outlets run word for word: agency copy, and nobody's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.corpus.lines import Span
from framing.corpus.shingles import Block, Flags, Hashes, Places, Stretches, blocks
from framing.corpus.sketches import Sketches, winnowed
from framing.model import Article
from framing.settings import SHARED_SHINGLE, SHARED_WORDS

# Within a line; a mark that is not closed there quotes to its end, as in long quotations.
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)|„[^“”\n]*(?:[“”]|$)", re.MULTILINE
)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Shingles that stand in several outlets, sorted, and each one's agency (from 1; 0 is none)."""

    value: Hashes
    agency: Places

    def find(self, value: Hashes) -> tuple[Flags, Places]:
        """Return whether each shingle is in the table, and its agency."""
        if not len(self.value):
            return np.zeros(len(value), np.bool_), np.zeros(len(value), np.int64)
        place = np.minimum(np.searchsorted(self.value, value), len(self.value) - 1)
        known = self.value[place] == value
        return known, np.where(known, self.agency[place], 0)


def shared_text(
    articles: Sequence[Article],
    agencies: Sequence[str],
    taken: Sequence[Stretches],
    sketches: Sketches,
) -> dict[int, tuple[Span, ...]]:
    """Return the stretches that other outlets run word for word.

    A stretch is as long as it can be, has at least 20 words, and at least 20 of them stand
    outside quotation marks: outlets that quote the same speech copied the speaker, not each
    other, and the words they put around it are their own. A quotation within a longer stretch is
    part of it: there the choice of what to quote was copied too. One changed word ends a stretch,
    and is the outlet's own.

    Parameters
    ----------
    articles : sequence of Article
        Those that count.
    agencies : sequence of str
        The agency each names, or nothing.
    taken : sequence of stretches
        Page furniture: shared or not, it is no text.
    sketches : Sketches
        Of these articles.

    Returns
    -------
    dict of place to Span
        The reason names the agency, where an article with that stretch names one.
    """
    numbers = {outlet: n for n, outlet in enumerate(dict.fromkeys(a.outlet for a in articles))}
    outlet = np.array([numbers[a.outlet] for a in articles], np.int64)
    names = ["", *dict.fromkeys(name for name in agencies if name)]
    agency = np.array([names.index(name) for name in agencies], np.int64)
    prints = _in_several(sketches.prints, outlet[sketches.article], agency[sketches.article])
    places = np.unique(sketches.article[prints.find(sketches.prints)[0]]).tolist()
    texts = [article.text for article in articles]
    table, again = _grams(blocks(texts, places, taken), prints, outlet, agency)
    found: dict[int, tuple[Span, ...]] = {}
    for block in blocks(texts, again, taken):
        for place, start, end, whose in _runs(block, table, texts):
            reason = f"shared text: {names[whose]}" if whose else "shared text"
            found[place] = (*found.get(place, ()), Span("text", start, end, reason))
    return found


def _in_several(value: Hashes, outlet: Places, agency: Places) -> _Table:
    """Return the values that more than one outlet has."""
    if not len(value):
        return _Table(value, agency)
    order = np.argsort(value)
    value, outlet, agency = value[order], outlet[order], agency[order]
    first = np.flatnonzero(np.append(True, value[1:] != value[:-1]))
    several = np.minimum.reduceat(outlet, first) != np.maximum.reduceat(outlet, first)
    return _Table(value[first][several], np.maximum.reduceat(agency, first)[several])


def _grams(
    texts: Iterable[Block], prints: _Table, outlet: Places, agency: Places
) -> tuple[_Table, list[int]]:
    """Return the word 8-grams that several outlets have, and the articles with enough of them.

    Only those near a print they share are looked at: a stretch has a print in each window.
    """
    values, owners = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for block in texts:
        value, first = block.shingles(SHARED_SHINGLE)
        near = _near(block, prints)[first]
        values.append(value[near])
        owners.append(block.text[first[near]])
    value, owner = np.concatenate(values), np.concatenate(owners)
    table = _in_several(value, outlet[owner], agency[owner])
    number = np.bincount(owner[table.find(value)[0]], minlength=1)
    return table, np.flatnonzero(number > SHARED_WORDS - SHARED_SHINGLE).tolist()


def _near(block: Block, prints: _Table) -> Flags:
    """Return the words of the windows whose print is shared."""
    least, first = winnowed(block)
    known = prints.find(least)[0]
    # A print is listed once for windows that adjoin and have it in common: no more than there are
    # 8-grams in a window, and each is as long as one.
    change = np.zeros(len(block.word) + 1, np.int64)
    np.add.at(change, first[known], 1)
    np.add.at(change, np.minimum(first[known] + 2 * SHARED_WORDS, len(block.word)), -1)
    return np.cumsum(change[:-1]) > 0


def _runs(block: Block, table: _Table, texts: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the shared stretches: place of the article, start, end and agency."""
    value, first = block.shingles(SHARED_SHINGLE)
    known, agency = table.find(value)
    # Shingles that begin with neighbouring words of one stretch run on.
    first, agency = first[known], agency[known]
    if not len(first):
        return
    breaks = (np.diff(first) != 1) | (np.diff(block.stretch[first]) != 0)
    opens = np.flatnonzero(np.append(True, breaks))
    closes = np.append(opens[1:], len(first))
    unquoted = np.append(0, np.cumsum(_unquoted(block, texts)))
    for low, high in zip(opens.tolist(), closes.tolist(), strict=True):
        word, last = int(first[low]), int(first[high - 1]) + SHARED_SHINGLE
        if unquoted[last] - unquoted[word] >= SHARED_WORDS:
            whose = int(agency[low:high].max())
            yield int(block.text[word]), int(block.start[word]), int(block.end[last - 1]), whose


def _unquoted(block: Block, texts: Sequence[str]) -> Flags:
    """Return the words that stand outside quotation marks."""
    free = np.ones(len(block.word), np.bool_)
    begins = np.flatnonzero(np.diff(block.text, prepend=-1))
    ends = np.append(begins[1:], len(block.word))
    for low, high in zip(begins.tolist(), ends.tolist(), strict=True):
        marks = [match.span() for match in _QUOTED.finditer(texts[int(block.text[low])])]
        if marks:
            opened, closed = np.array(marks, np.int64).T
            start = block.start[low:high]
            before = np.searchsorted(opened, start, side="right")
            free[low:high] = before == np.searchsorted(closed, start, side="right")
    return free
