"""Who the speakers are: names linked through an article, pronouns resolved, groups found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from framing.model import Segment
from framing.text.introductions import GroupNames, NameReader
from framing.text.phrases import Places, Spans, Words
from framing.text.roles import Role
from framing.text.wordkinds import Kind

# Pronouns that stand for nobody in particular, or for whoever is speaking.
_NOBODY = frozenset({"i", "we", "you", "who", "someone", "everyone", "nobody", "which", "that"})
_GENDER = Role.MALE | Role.FEMALE
# "Mr. John Kirby", "the council's spokeswoman": words at a speaker's head that may tell.
_TELLING_WORDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Those who are cited, one item each; the first is nobody.

    ``words`` is where each is named; ``speaker`` what stands there; ``name`` the source it means,
    one name for one source throughout an article; ``group`` whom it speaks for. Null: unknown.
    """

    words: Spans
    speaker: pa.StringArray
    name: pa.StringArray
    group: pa.StringArray


def read_sources(segment: Segment, words: Words, groups: GroupNames, mentions: Spans) -> Sources:
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
    Sources
        Nobody, and then one for each mention.
    """
    speakers = _texts(segment, mentions)
    resolved: list[tuple[str, str]] = []
    if speakers:
        found = _Mentions.read(segment, words, groups, mentions)
        resolved = list(_resolve(found, speakers, groups.labels))
    return Sources(
        Spans(np.append(-1, mentions.start), np.append(-1, mentions.end)),
        pa.array([None, *speakers], pa.string()),
        pa.array([None, *(name or None for name, _ in resolved)], pa.string()),
        pa.array([None, *(group or None for _, group in resolved)], pa.string()),
    )


class _Is:
    """What a mention is: plain numbers."""

    PRONOUN = 0
    PERSON = 1
    OFFICE = 2  # "the spokesman": a person named by the office alone
    BODY = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Mentions:
    """What the words of each mention tell. ``group`` and ``role`` number groups, -1 for none."""

    article: Places
    kind: Places
    gender: Places
    group: Places
    role: Places
    names: Sequence[str]
    fullest: Sequence[str]

    @classmethod
    def read(cls, segment: Segment, words: Words, groups: GroupNames, mentions: Spans) -> _Mentions:
        reader = NameReader(segment, words, groups)
        names = reader.names(mentions)
        last = mentions.end - 1
        capital = words.is_kind(last, Kind.CAPITAL)
        # "Kirby" may hold an office; "the White House" is one.
        person = capital & (reader.group_inside(names, names) < 0)
        pronoun = (mentions.end - mentions.start == 1) & words.is_kind(last, Kind.PRONOUN)
        office = words.is_kind(last, Kind.TITLE) & ~capital
        office &= words.is_kind(mentions.start, Kind.DETERMINER)
        fullest, role = reader.introductions(names)
        same = (fullest.start == names.start) & (fullest.end == names.end)
        name_texts = _texts(segment, names)
        full_texts = list(name_texts)
        rows = np.flatnonzero(person & ~same)
        longer = _texts(segment, Spans(fullest.start[rows], fullest.end[rows]))
        for row, text in zip(rows.tolist(), longer, strict=True):
            full_texts[row] = text
        return cls(
            (words.layout.part[mentions.start] // 2).astype(np.int64),
            np.select([pronoun, person, office], [_Is.PRONOUN, _Is.PERSON, _Is.OFFICE], _Is.BODY),
            _genders(words, mentions),
            reader.group_inside(mentions, names).astype(np.int64),
            np.where(person, role, -1),
            name_texts,
            full_texts,
        )


def _resolve(
    found: _Mentions, speakers: Sequence[str], labels: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield name and group of each mention."""
    named = (*labels, "")  # -1, for no group, is the last
    article, known = -1, _Known()
    for number, (here, kind, gender, group, role) in enumerate(
        zip(
            found.article.tolist(),
            found.kind.tolist(),
            found.gender.tolist(),
            found.group.tolist(),
            found.role.tolist(),
            strict=True,
        )
    ):
        if here != article:
            article, known = here, _Known()
        if kind == _Is.PRONOUN:
            person = known.antecedent(speakers[number].lower(), gender)
        elif kind == _Is.OFFICE and known.person.name:
            person = known.person
        elif kind == _Is.PERSON:
            speaks_for = named[group] or named[role]
            name, fullest = found.names[number], found.fullest[number]
            person = known.person_named(name, fullest, speaks_for, gender)
        else:
            person = known.body_named(found.names[number], named[group])
        yield person.name, person.group


def _texts(segment: Segment, spans: Spans) -> list[str]:
    text = segment.text
    starts = segment.starts[spans.start].tolist()
    ends = segment.ends[spans.end - 1].tolist()
    pieces = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    # Line breaks and hard spaces do not print; most names have neither.
    return [p if p.isprintable() and "  " not in p else " ".join(p.split()) for p in pieces]


def _genders(words: Words, spans: Spans) -> Places:
    """Return what the words of each mention tell: he or Mr, she or Mrs, or nothing."""
    found = np.zeros(len(spans.start), dtype=np.int64)
    for step in range(_TELLING_WORDS):
        found |= words.role[np.minimum(spans.start + step, spans.end - 1)] & _GENDER
    return found


@dataclass(slots=True)
class _Person:
    name: str = ""
    group: str = ""
    gender: int = 0


_NO_ONE = _Person()


class _Known:
    """The sources of one article so far."""

    def __init__(self) -> None:
        self._by_name: dict[str, _Person] = {}
        self._by_last: dict[str, _Person] = {}
        self._by_gender: dict[int, _Person] = {}
        self._bodies: dict[str, _Person] = {}
        self.person = _NO_ONE
        self._body = _NO_ONE

    def antecedent(self, pronoun: str, gender: int) -> _Person:
        """Return the source that a pronoun stands for."""
        if pronoun in _NOBODY:
            return _NO_ONE
        if not gender:
            # "They" and "it" are bodies: no person is meant.
            return self._body
        meant = self.person
        if meant.gender not in {0, gender}:
            meant = self._by_gender.get(gender, _NO_ONE)
        if meant.name:
            meant.gender = gender
            self._by_gender[gender] = self.person = meant
        return meant

    def body_named(self, name: str, group: str) -> _Person:
        """Return a group, an institution, or a source without a name."""
        key = name.lower()
        known = self._bodies.get(key)
        if known is None:
            known = self._bodies[key] = _Person(name, group)
        self._body = known
        return known

    def person_named(self, name: str, fullest: str, group: str, gender: int) -> _Person:
        """Return a person, under the fullest name that the article uses."""
        known = self._by_name.get(name)
        if known is None or (gender and gender != known.gender):
            known = self._introduced(_plain(name), fullest, gender)
            self._by_name[name] = known
        known.group = known.group or group
        self.person = known
        if known.gender:
            self._by_gender[known.gender] = known
        return known

    def _introduced(self, name: str, fullest: str, gender: int) -> _Person:
        last = name.rsplit(maxsplit=1)[-1].lower() if name else ""
        known = self._by_last.get(last)
        if known is None or _differ(known, name, gender):
            full = _plain(fullest)
            bare = " " not in name and not _differ(_Person(full), name, gender)
            known = _Person(full if bare else name, "", gender)
        known.gender = known.gender or gender
        self._by_last[last] = self._by_name[known.name] = known
        return known


def _differ(known: _Person, name: str, gender: int) -> bool:
    """Tell two people of one last name apart: by first name, by Mr and Mrs."""
    if known.gender and gender and known.gender != gender:
        return True
    if known.name == name or " " not in known.name or " " not in name:
        return False
    return known.name.split(maxsplit=1)[0].lower() != name.split(maxsplit=1)[0].lower()


def _plain(name: str) -> str:
    """Return a name without its possessive ending."""
    return name[:-2] if name.endswith(("’s", "'s")) else name
