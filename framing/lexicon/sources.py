"""Names that speak for a group: offices, institutions, and states named as speakers."""

from __future__ import annotations

from itertools import product

import numpy as np

from framing.lexicon.automaton import Automaton
from framing.lexicon.contexts import Surroundings
from framing.lexicon.lists import Lists
from framing.lexicon.patterns import Pattern, PatternBuilder
from framing.lexicon.select import longest
from framing.model import IntArray, Name
from framing.text.introductions import GroupNames
from framing.text.vocabulary import Vocabulary

# "South Korea's military", "Russian officials": what a state speaks through.
_OFFICES = (
    "government officials military army authorities ministry ministers administration "
    "intelligence diplomats parliament embassy"
).split()


class SourceNames:
    """The names of sources, made ready for one vocabulary.

    Parameters
    ----------
    lists : Lists
    vocabulary : Vocabulary
    """

    def __init__(self, lists: Lists, vocabulary: Vocabulary) -> None:
        builder = PatternBuilder(vocabulary, lists.slots, lists.spelling)
        patterns: list[Pattern] = []
        groups: list[str] = []
        whole_names: list[bool] = []
        states = _states(lists)
        for name, group, whole in [*_offices(lists), *states]:
            found = builder.patterns(name)
            patterns += found
            groups += [group] * len(found)
            whole_names += [whole] * len(found)
        self._labels = tuple(dict.fromkeys(groups))
        number = {label: place for place, label in enumerate(self._labels)}
        self._group = np.array([number[group] for group in groups], dtype=np.int32)
        self._whole = np.array(whole_names, dtype=np.bool_)
        self._automaton = Automaton(patterns, builder.elements, len(vocabulary))

    def find(self, types: IntArray, text: Surroundings) -> GroupNames:
        """Return where groups are named in a text."""
        found = self._automaton.run(types, text.barrier)
        # The longest name at a place: "National Security Council" is not the UN's.
        rows = longest(found, found.pattern)
        pattern = found.pattern[rows]
        return GroupNames(
            found.starts[rows],
            found.ends[rows],
            self._group[pattern],
            self._whole[pattern],
            self._labels,
        )


def _offices(lists: Lists) -> list[tuple[str, str, bool]]:
    return [
        (written, name.group, False)
        for name in lists.sources
        for written in (name.name, *name.aliases)
    ]


def _states(lists: Lists) -> list[tuple[str, str, bool]]:
    """Return states as speakers: alone ("Russia said"), or through an office of theirs."""
    adjective = {name.country: name.name for name in reversed(lists.slots.get("nationality", ()))}
    adjective["US"] = "US"
    found: list[tuple[str, str, bool]] = []
    for state in lists.slots.get("country", ()):
        if state.country not in adjective:
            continue
        group = f"{adjective[state.country]} officials"
        found += [(name, group, True) for name in _spellings(state)]
        owners = {*_spellings(state), adjective[state.country]}
        found += [
            (f"{o} {office}", group, False) for o, office in product(sorted(owners), _OFFICES)
        ]
    return found


def _spellings(name: Name) -> tuple[str, ...]:
    return (name.name, *name.aliases)
