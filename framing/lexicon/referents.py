"""Names that could mean several things: settled over the whole article, or left open."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.lexicon.match import Matcher, Matches, Scan
from framing.model import IntArray
from framing.text.layout import Layout

BoolArray = npt.NDArray[np.bool_]


def settle_referents(
    matcher: Matcher, matches: Matches, scan: Scan, layout: Layout
) -> tuple[IntArray, BoolArray]:
    """Decide what ambiguous names mean.

    A term that is listed under several referents counts for the one whose ``near`` terms or
    other, unambiguous names stand in the article.

    Parameters
    ----------
    matcher : Matcher
    matches : Matches
    scan : Scan
        What the matches were selected from.
    layout : Layout

    Returns
    -------
    entry : int array
        The entry of each match, ambiguous ones replaced by the one that was decided on.
    unclear : bool array
        Matches for which nothing, or too much, speaks.
    """
    entry = matches.entry.copy()
    unclear = np.zeros(len(entry), dtype=np.bool_)
    open_entries = {group[0]: group for group in matcher.groups.values()}
    rows = np.flatnonzero(np.isin(entry, list(open_entries)))
    if not len(rows):
        return entry, unclear
    article = layout.part[matches.starts] // 2
    plain = ~np.isin(entry, list(open_entries))
    named = _named_referents(matcher, entry[plain], article[plain])
    place = (layout.part[scan.context_at] // 2).tolist()
    near = set(zip(place, scan.context.tolist(), strict=True))
    for row in rows.tolist():
        group = open_entries[int(entry[row])]
        place = int(article[row])
        fitting = [
            number
            for number in group
            if (place, matcher.entries[number].entry.referent) in named
            or any((place, context) in near for context in matcher.near_contexts(number))
        ]
        if len(fitting) == 1:
            entry[row] = fitting[0]
        else:
            unclear[row] = True
    return entry, unclear


def _named_referents(matcher: Matcher, entry: IntArray, article: IntArray) -> set[tuple[int, str]]:
    """Return which referents are named in which article."""
    used, row = np.unique(entry, return_inverse=True)
    referent = [matcher.entries[number].entry.referent for number in used.tolist()]
    naming = np.array([bool(name) for name in referent], dtype=np.bool_)[row]
    pairs = np.unique(article[naming].astype(np.int64) * len(used) + row[naming])
    return {(pair // len(used), referent[pair % len(used)]) for pair in pairs.tolist()}
