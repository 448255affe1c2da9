"""Who the speakers are: names linked through an article, pronouns resolved, groups found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from framing.model import IntArray, Segment
from framing.text.layout import Gap, Layout
from framing.text.reports import NOTHING, CueKind, Report, Words
from framing.text.wordkinds import Kind, KindArray

# "National Security Council spokesman John Kirby": how far from a name its role may begin.
_ROLE_REACH = 8
# Longer runs of capitals are titles and institutions, not the name of a person.
_LONGEST_NAME = 4

_PERSON = frozenset({"he", "she"})
_NOBODY = frozenset({"i", "we", "you", "who", "someone", "everyone", "nobody", "which", "that"})


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who is cited. ``words`` is where the speaker is named; (-1, -1) for nobody.

    ``speaker`` is what stands there; ``name`` the source it means, one name for one source
    throughout an article; ``group`` whom it speaks for, empty where unknown.
    """

    words: Words = NOTHING
    speaker: str = ""
    name: str = ""
    group: str = ""


NOBODY = Source()


@dataclass(frozen=True, slots=True, eq=False)
class GroupNames:
    """Places where somebody is named who speaks for a group, by start; ends are exclusive.

    ``whole`` marks names that count only where they are all the speaker is called: "Russia".
    """

    starts: IntArray
    ends: IntArray
    groups: tuple[str, ...]
    whole: tuple[bool, ...]


class SourceReader:
    """Resolves the speakers of one segment, article by article."""

    def __init__(
        self, segment: Segment, layout: Layout, kinds: KindArray, groups: GroupNames
    ) -> None:
        self._segment = segment
        self._layout = layout
        self._kinds: list[int] = kinds.tolist()
        self._gap: list[int] = layout.gap.tolist()
        self._starts: list[int] = groups.starts.tolist()
        self._ends: list[int] = groups.ends.tolist()
        self._groups = groups

    def sources(self, reports: Sequence[Report]) -> list[Source]:
        """Return the source of each report, in their order."""
        found: list[Source] = []
        article, known = -1, _Known()
        before: tuple[int, Source] = (-1, NOBODY)
        for report in reports:
            sentence = int(self._layout.sentence[report.at])
            if report.speaker == NOTHING:
                # "Kirby spoke weeks after confirming that": the participle has the same subject.
                same = sentence == before[0] and report.kind == CueKind.VERB
                found.append(before[1] if same else NOBODY)
                continue
            current = int(self._layout.part[report.speaker[0]]) // 2
            if current != article:
                article, known = current, _Known()
            found.append(self._resolve(report.speaker, known))
            before = (sentence, found[-1])
        return found

    def _word(self, place: int) -> str:
        segment = self._segment
        return segment.text[segment.starts[place] : segment.ends[place]]

    def _text(self, words: Words) -> str:
        segment = self._segment
        return segment.text[segment.starts[words[0]] : segment.ends[words[1] - 1]]

    def _resolve(self, words: Words, known: _Known) -> Source:
        speaker = " ".join(self._text(words).split())
        if words[1] - words[0] == 1 and self._kinds[words[0]] & Kind.PRONOUN:
            earlier = known.antecedent(speaker.lower())
            return Source(words, speaker, earlier.name, earlier.group)
        if self._described(words) and known.person.name:
            return Source(words, speaker, known.person.name, known.person.group)
        name_words = self._name(words)
        if name_words == NOTHING:
            return Source(words, speaker, "", "")
        name = _plain(self._text(name_words))
        group = self._group(words, name_words)
        person = bool(self._kinds[name_words[1] - 1] & Kind.CAPITAL) and (
            not group or not self._group(name_words, name_words)
        )
        if person and not known.has(name):
            fullest, role = self._introduction(name_words)
            name, group = max(fullest, name, key=len), group or role
        return known.link(Source(words, speaker, name, group), person=person)

    def _described(self, words: Words) -> bool:
        """Tell whether a person is named by the office alone: "the security spokesman"."""
        last = self._kinds[words[1] - 1]
        small = bool(last & Kind.TITLE) and not last & Kind.CAPITAL
        return small and self._word(words[0]).lower() == "the"

    def _name(self, words: Words) -> Words:
        """Return what the speaker is called: the last run of capitals that ends the phrase."""
        start, end = words
        kinds = self._kinds
        while start < end and kinds[start] & Kind.DETERMINER:
            start += 1
        if start == end:
            return NOTHING
        if not kinds[end - 1] & Kind.CAPITAL:
            return (start, end)
        return (self._run_start(start, end), end)

    def _run_start(self, low: int, end: int) -> int:
        """Return where the name that ends before ``end`` begins, titles left out."""
        kinds, first = self._kinds, end - 1
        while first > low and not self._gap[first]:
            before = kinds[first - 1]
            if before & Kind.PREPOSITION and first - 1 > low and kinds[first - 2] & Kind.CAPITAL:
                first -= 2
            elif before & Kind.CAPITAL and not before & (Kind.TITLE | Kind.DETERMINER):
                first -= 1
            else:
                break
        return first

    def _group(self, words: Words, name_words: Words) -> str:
        """Return the group that a name in the speaker's own words belongs to."""
        bare = (name_words[0], words[1])
        at = bisect_left(self._starts, words[0])
        best = ""
        for row in range(at, len(self._starts)):
            if self._starts[row] >= words[1]:
                break
            if self._ends[row] > words[1]:
                continue
            fills = (self._starts[row], self._ends[row]) in {words, bare, name_words}
            if not self._groups.whole[row] or fills:
                best = best or self._groups.groups[row]
        return best

    def _introduction(self, name_words: Words) -> tuple[str, str]:
        """Return the fullest name of a person in the article, and the group of a role beside it.

        "National Security Council spokesman John Kirby" may stand anywhere in it.
        """
        layout, segment = self._layout, self._segment
        last = segment.types[name_words[1] - 1]
        article = int(layout.part[name_words[0]]) // 2
        begin, end = int(segment.part_word[article * 2]), int(segment.part_word[article * 2 + 2])
        fullest, group = "", ""
        for place in ((segment.types[begin:end] == last).nonzero()[0] + begin).tolist():
            low, high = int(layout.sentence_first[place]), int(layout.sentence_last[place])
            first = self._run_start(low, place + 1)
            if place + 1 - first <= _LONGEST_NAME:
                fullest = max(fullest, _plain(self._text((first, place + 1))), key=len)
            reach = max(first - _ROLE_REACH, low)
            group = group or self._named_between(reach, first) or self._named_after(place, high)
        return fullest, group

    def _named_between(self, low: int, high: int) -> str:
        at = bisect_left(self._starts, low)
        found = ""
        while at < len(self._starts) and self._starts[at] < high:
            crossed = any(self._gap[w] for w in range(self._ends[at], high + 1))
            if self._ends[at] <= high and not self._groups.whole[at] and not crossed:
                found = self._groups.groups[at]
            at += 1
        return found

    def _named_after(self, place: int, high: int) -> str:
        """Return the group in an apposition: "Kirby, a spokesman for the council,"."""
        if place + 1 >= high or not self._gap[place + 1] & Gap.COMMA:
            return ""
        if not self._kinds[place + 1] & Kind.DETERMINER:
            return ""
        stop = next((w for w in range(place + 2, high) if self._gap[w]), high)
        at = bisect_left(self._starts, place + 1)
        while at < len(self._starts) and self._starts[at] < stop:
            if not self._groups.whole[at]:
                return self._groups.groups[at]
            at += 1
        return ""


class _Known:
    """The sources of one article so far."""

    def __init__(self) -> None:
        self._by_last: dict[str, Source] = {}
        self.person = NOBODY
        self._other = NOBODY

    def has(self, name: str) -> bool:
        """Tell whether a source of this last name was cited before."""
        return _last(name) in self._by_last

    def antecedent(self, pronoun: str) -> Source:
        if pronoun in _NOBODY:
            return NOBODY
        if pronoun in _PERSON:
            return self.person
        return self._other if self._other.name else self.person

    def link(self, source: Source, *, person: bool) -> Source:
        """Return the source under the fullest name the article has used so far."""
        earlier = self._by_last.get(_last(source.name), NOBODY)
        name = max(earlier.name, source.name, key=len) if person else source.name
        linked = Source(source.words, source.speaker, name, source.group or earlier.group)
        self._by_last[_last(name)] = linked
        if person:
            self.person = linked
        else:
            self._other = linked
        return linked


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()


def _plain(name: str) -> str:
    """Return a name without its possessive ending or line breaks."""
    flat = " ".join(name.split())
    for ending in ("’s", "'s"):
        flat = flat.removesuffix(ending)
    return flat
