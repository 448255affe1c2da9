"""Who the speakers are: names linked through an article, pronouns resolved, groups found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.model import Segment
from framing.text.introductions import GroupNames, NameReader
from framing.text.phrases import Spans, Words
from framing.text.roles import Role
from framing.text.wordkinds import Kind

_NOBODY = frozenset({"i", "we", "you", "who", "someone", "everyone", "nobody", "which", "that"})
_GENDER = Role.MALE | Role.FEMALE


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who is cited. ``words`` is where the speaker is named; (-1, -1) for nobody.

    ``speaker`` is what stands there; ``name`` the source it means, one name for one source
    throughout an article; ``group`` whom it speaks for, empty where unknown.
    """

    words: tuple[int, int] = (-1, -1)
    speaker: str = ""
    name: str = ""
    group: str = ""


NOBODY = Source()


def read_sources(
    segment: Segment, words: Words, groups: GroupNames, mentions: Spans
) -> tuple[Source, ...]:
    """Resolve the speakers of a segment, article by article.

    Parameters
    ----------
    segment : Segment
    words : Words
    groups : GroupNames
    mentions : Spans
        Where speakers are named, distinct, in the order of the text.

    Returns
    -------
    tuple of Source
        `NOBODY`, and then one for each mention.
    """
    if not len(mentions.start):
        return (NOBODY,)
    reader = NameReader(segment, words, groups)
    names = reader.names(mentions)
    group = reader.group_inside(mentions, names)
    fullest, role = reader.introductions(names)
    last = mentions.end - 1
    capital = words.is_kind(last, Kind.CAPITAL)
    # "Kirby" may hold an office; "the White House" is one.
    person = capital & (reader.group_inside(names, names) < 0)
    single = mentions.end - mentions.start == 1
    pronoun = single & words.is_kind(last, Kind.PRONOUN)
    office = words.is_kind(last, Kind.TITLE) & ~capital & words.is_kind(
        mentions.start, Kind.DETERMINER
    )
    rows = zip(
        (words.layout.part[mentions.start] // 2).tolist(),
        zip(mentions.start.tolist(), mentions.end.tolist(), strict=True),
        _texts(segment, mentions),
        _texts(segment, names),
        _texts(segment, fullest),
        group.tolist(),
        role.tolist(),
        np.where(pronoun, 0, np.where(person, 1, np.where(office, 2, 3))).tolist(),
        _genders(words, mentions),
        strict=True,
    )
    found = [NOBODY]
    article, known = -1, _Known()
    for here, place, speaker, name, full, inside, beside, kind, gender in rows:
        if here != article:
            article, known = here, _Known()
        label = groups.labels[inside] if inside >= 0 else ""
        if kind == _PRONOUN:
            name, label = known.antecedent(speaker.lower(), gender)
        elif kind == _OFFICE and known.person.name:
            name, label = known.person.name, known.person.group
        else:
            office_of = groups.labels[beside] if beside >= 0 and kind == _PERSON else ""
            name, label = known.link(
                _Person(_plain(name), label or office_of, gender),
                _plain(full),
                is_person=kind == _PERSON,
            )
        found.append(Source(place, speaker, name, label))
    return tuple(found)


_PRONOUN, _PERSON, _OFFICE = 0, 1, 2


def _texts(segment: Segment, spans: Spans) -> list[str]:
    text = segment.text
    starts = segment.starts[spans.start].tolist()
    ends = segment.ends[spans.end - 1].tolist()
    return [" ".join(text[a:b].split()) for a, b in zip(starts, ends, strict=True)]


def _genders(words: Words, spans: Spans) -> list[int]:
    """Return what the words of each mention tell: he or Mr, she or Mrs, or nothing."""
    found = np.zeros(len(spans.start), dtype=np.int64)
    for step in range(8):
        place = np.minimum(spans.start + step, spans.end - 1)
        found |= words.role[place] & _GENDER
    return found.tolist()


@dataclass(slots=True)
class _Person:
    name: str = ""
    group: str = ""
    gender: int = 0


class _Known:
    """The sources of one article so far."""

    def __init__(self) -> None:
        self._by_last: dict[str, _Person] = {}
        self._by_name: dict[str, _Person] = {}
        self._by_gender: dict[int, _Person] = {}
        self.person = _Person()
        self._other = _Person()

    def antecedent(self, pronoun: str, gender: int) -> tuple[str, str]:
        """Return name and group of the source that a pronoun stands for."""
        if pronoun in _NOBODY:
            return ("", "")
        if not gender:
            # "They" and "it" are bodies: no person is meant.
            return (self._other.name, self._other.group)
        meant = self.person
        if meant.gender not in {0, gender}:
            meant = self._by_gender.get(gender, _Person())
        if meant.name:
            meant.gender = gender
            self._by_gender[gender] = self.person = meant
        return (meant.name, meant.group)

    def link(self, new: _Person, fullest: str, *, is_person: bool) -> tuple[str, str]:
        """Return name and group of a source, under the fullest name that the article uses."""
        if not is_person:
            known = self._by_name.setdefault(new.name.lower(), new)
            self._other = known
            return (known.name, known.group)
        last = new.name.rsplit(maxsplit=1)[-1].lower() if new.name else ""
        known = self._by_name.get(new.name.lower()) or self._by_last.get(last)
        if known is None or self._differs(known, new):
            bare = " " not in new.name and not self._differs(_Person(fullest), new)
            known = _Person(fullest if bare else new.name, new.group, new.gender)
        known.group = known.group or new.group
        known.gender = known.gender or new.gender
        for key in (new.name.lower(), known.name.lower()):
            self._by_name[key] = known
        self._by_last[last] = self.person = known
        if known.gender:
            self._by_gender[known.gender] = known
        return (known.name, known.group)

    @staticmethod
    def _differs(known: _Person, new: _Person) -> bool:
        """Tell two people of one last name apart: by first name, by Mr and Mrs."""
        if known.gender and new.gender and known.gender != new.gender:
            return True
        first, other = known.name.split(), new.name.split()
        return len(first) > 1 and len(other) > 1 and first[0].lower() != other[0].lower()


def _plain(name: str) -> str:
    """Return a name without its possessive ending."""
    return name.removesuffix("’s").removesuffix("'s")

