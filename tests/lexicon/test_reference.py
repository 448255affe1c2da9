"""Matching against a slow one written straight from the rules (DESIGN section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicon.lists import Lists
from framing.lexicon.spelling import Spelling
from framing.lexicon.trial import Trial
from framing.model import Category, Entry, Lexicon, Name

NAMES = {
    "leader": ("Kim", "Joe Biden", "Biden"),
    "country": ("Russia", "North Korea"),
}
LISTS = Lists(
    slots=MappingProxyType({s: tuple(Name(n) for n in names) for s, names in NAMES.items()}),
    sources=(),
    abbreviations={},
    function_words=frozenset({"the"}),
    frequencies={},
    spelling=Spelling([("colour*", "color*")]),
    furniture=(),
    provenance=(),
    digest="",
)
WORDS = (
    "big lie Lie dud DUD the of us US tax regime regimes Regime's change much hyped much-hyped "
    "muchhyped Much-Hyped us-led US-led led colour color colourful Kim KIM kim Biden Joe Russia "
    "North Korea NORTH KOREA 3 three Kim-backed kim-backed Kim-Backed Biden-led backed tax-change"
).split()


class Atom(NamedTuple):
    text: str
    gap: int
    joined: bool


def atoms_of(term: str) -> list[Atom]:
    found: list[Atom] = []
    gap = 0
    for word in term.split():
        if word.startswith(".."):
            gap = int(word[2:])
            continue
        for place, piece in enumerate(word.split("-")):
            found.append(Atom(piece, 0 if place else gap, place > 0))
        gap = 0
    return found


def key(word: str) -> str:
    return re.sub("^colour", "color", word.lower().removesuffix("'s"))


def filled(atoms: list[Atom]) -> Iterator[list[tuple[Atom, bool]]]:
    """Yield the term with names in its slots; True marks the words of a name."""
    if not atoms:
        yield []
        return
    first, *others = atoms
    for rest in filled(others):
        if first.text.startswith("{") and first.text != "{number}":
            for name in NAMES[first.text.strip("{}")]:
                words = name.split()
                head = [(Atom(words[0], first.gap, first.joined), True)]
                yield [*head, *((Atom(word, 0, joined=False), True) for word in words[1:]), *rest]
        else:
            yield [(first, False), *rest]


def is_word(token: str, chunk: list[tuple[Atom, bool]], *, exact: bool) -> bool:
    """Tell whether one word of the text is these words of a term."""
    texts = [atom.text for atom, _ in chunk]
    if any(atom.gap for atom, _ in chunk[1:]) or any("*" in text for text in texts[:-1]):
        return False
    if "{number}" in texts:
        return len(texts) == 1 and token in {"3", "three"}
    prefix = texts[-1].endswith("*")
    wanted = "-".join(key(text.removesuffix("*")) for text in texts)
    tied = all(atom.joined for atom, _ in chunk[1:])
    spellings = {wanted, wanted.replace("-", "")} if tied else {wanted}
    own = key(token)
    if prefix:
        fits = any(own.startswith(s) and own.count("-") == s.count("-") for s in spellings)
    else:
        fits = own in spellings or (tied and own.replace("-", "") == wanted.replace("-", ""))
    return fits and in_case(token, chunk, exact=exact)


def in_case(token: str, chunk: list[tuple[Atom, bool]], *, exact: bool) -> bool:
    """Tell whether the capitals are right, word by word where hyphens show the words."""
    bare = token.removesuffix("'s")
    written = [atom.text.removesuffix("*") for atom, _ in chunk]
    names = [name for _, name in chunk]
    parts = bare.split("-")
    if len(parts) != len(chunk):
        parts, written, names = [bare], ["-".join(written)], [any(names)]
    for place, (part, text, name) in enumerate(zip(parts, written, names, strict=True)):
        prefix = chunk[-1][0].text.endswith("*") and place == len(parts) - 1
        if name:
            good = part in {text, text.upper()}
        elif len(text) > 1 and text.isupper():
            good = part.isupper()
        else:
            good = not exact or (part.startswith(text) if prefix else part == text)
        if not good:
            return False
    return True


def fits(
    tokens: list[str], at: int, atoms: list[tuple[Atom, bool]], *, exact: bool
) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield (end, own words) of every way in which the atoms stand at a place."""
    for size in range(1, len(atoms) + 1):
        if at >= len(tokens) or not is_word(tokens[at], atoms[:size], exact=exact):
            continue
        rest = atoms[size:]
        if not rest:
            yield at + 1, frozenset({at})
            continue
        for skipped in range(rest[0][0].gap + 1):
            for end, own in fits(tokens, at + 1 + skipped, rest, exact=exact):
                yield end, own | {at}


def places(
    tokens: list[str], term: str, *, exact: bool = False
) -> set[tuple[int, int, frozenset[int]]]:
    return {
        (start, end, own)
        for start in range(len(tokens))
        for atoms in filled(atoms_of(term))
        for end, own in fits(tokens, start, atoms, exact=exact)
    }


def allowed(tokens: list[str], entry: Entry, start: int, end: int) -> bool:
    before = {e for term in entry.prev_not for _, e, _ in places(tokens, term)}
    after = {s for term in entry.next_not for s, _, _ in places(tokens, term)}
    near = [place for term in entry.near for place in places(tokens, term)]
    beside = any(start - 8 < e <= start or end <= s < end + 8 for s, e, _ in near)
    return start not in before and end not in after and (beside or not entry.near)


def reference(
    tokens: list[str], entries: list[Entry], order: list[str]
) -> set[tuple[int, int, int]]:
    """Return (start, end, entry) of the matches of one sentence."""
    candidates = []
    for number, entry in enumerate(entries):
        for form, term in enumerate((entry.term, *entry.forms)):
            literal = sum("{" not in a.text and "*" not in a.text for a in atoms_of(term))
            rank = (-literal, order.index(entry.category), number, form)
            for start, end, own in places(tokens, term, exact=entry.exact_case):
                if allowed(tokens, entry, start, end):
                    mask = sum(1 << (place - start) for place in own)
                    candidates.append((start, -end, rank, mask, own, number))
    used: set[int] = set()
    found = set()
    for start, end, _, _, own, number in sorted(candidates, key=lambda c: c[:4]):
        if not own & used:
            used |= own
            if entries[number].category != "none":
                found.add((start, -end, number))
    return found


PIECES = "big lie dud DUD the US regime* regime change much hyped muchhyped us led colour".split()
PIECES += "color* tax backed {leader} {country} {number} Kim li* Russia".split()
term = st.builds(
    lambda first, rest: first + "".join(tie + word for tie, word in rest),
    st.sampled_from(PIECES),
    st.lists(st.tuples(st.sampled_from([" ", " ", "-", " ..1 ", " ..2 "]), st.sampled_from(PIECES)),
             max_size=3),
)  # fmt: skip
some = st.lists(term, max_size=2).map(tuple)
entry = st.builds(
    Entry,
    term,
    st.sampled_from(["a", "b", "none"]),
    forms=some,
    exact_case=st.sampled_from([False, False, True]),
    prev_not=some,
    next_not=some,
    near=some,
)
sentence = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", ", ", " “"])),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(entry, min_size=1, max_size=5), st.lists(sentence, min_size=1, max_size=4))
def test_matching_is_what_the_rules_say(
    entries: list[Entry], sentences: list[list[tuple[str, str]]]
) -> None:
    order = list(dict.fromkeys(entry.category for entry in entries))
    rows = [  # rows number the entries, as in a file
        Entry(**{n: getattr(e, n) for n in Entry.__slots__ if n != "row"}, row=place)
        for place, e in enumerate(entries)
    ]
    lexicon = Lexicon(
        name="test", version="", language="en", licence="", editors=(), marks="",
        categories=tuple(Category(code, code, "", loaded=True) for code in order),
        entries=tuple(rows), examples=(), referents=(), slots=LISTS.slots, digest="", path="test",
    )  # fmt: skip
    texts = ["".join(word + tie for word, tie in words) for words in sentences]
    marks = Trial(texts, lexicon, LISTS).marks()
    for words, found in zip(sentences, marks, strict=True):
        tokens = [word for word, _ in words]
        assert set(found) == reference(tokens, entries, order), (tokens, entries)
