"""Whether the curated lists treat all sides alike: names, balance, swapped sides, plain text."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from framing import settings
from framing.lexicon.check import marks_of
from framing.lexicon.lists import Lists
from framing.lexicon.tables import read_rows, split_list
from framing.lexicon.terms import parse_term
from framing.model import Entry, Lexicon, Name

# Terms with these slots are tried with every name that may stand in them.
_TRIED = frozenset({"leader", "country", "nationality", "city", "party"})
_LEFT, _RIGHT = "L", "R"
_PER = 1000.0


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the audit: two sides, how far they differ, and how far they may.

    ``test`` is ``referents``, ``balance`` (disputes included), ``names``, ``swap`` or ``placebo``.
    ``difference`` is a share of the mean of the two sides, or a count of failures. ``verdict`` is
    ``pass``, ``reason`` (it differs, and ``words`` says why) or ``fail``.
    """

    test: str
    where: str
    one: float
    other: float
    difference: float
    limit: float
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the audit is run with: pairs of names of the two sides, disputes, and sentences."""

    sides: tuple[tuple[str, str, str], ...]
    disputes: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    sentences: tuple[tuple[str, str, str], ...]


def read_sheets(folder: Path) -> Sheets:
    """Read ``sides.csv``, ``disputes.csv`` and ``sentences.csv``; `LexiconError` if one is bad."""

    def table(name: str, columns: Sequence[str]) -> list[tuple[str, ...]]:
        rows = read_rows(folder / name, required=columns, known=columns)
        return [tuple(row[column] for column in columns) for row in rows]

    sides = table("sides.csv", ("kind", "left", "right"))
    disputes = table("disputes.csv", ("dispute", "one", "other"))
    sentences = table("sentences.csv", ("test", "kind", "sentence"))
    return Sheets(
        tuple((kind, left, right) for kind, left, right in sides),
        tuple((name, split_list(one), split_list(other)) for name, one, other in disputes),
        tuple((test, kind, sentence) for test, kind, sentence in sentences),
    )


def audit(lexicons: Sequence[Lexicon], lists: Lists, sheets: Sheets) -> list[AuditRow]:
    """Run every test of the audit on the lexicons, in the order of the docs page."""
    return list(
        chain(
            _referents(lexicons),
            _balance(lexicons),
            _disputes(lexicons, sheets),
            _every_name(lexicons, lists),
            _swaps(lexicons, lists, sheets),
            _placebo(lexicons, lists, sheets),
        )
    )


def _referents(lexicons: Iterable[Lexicon]) -> Iterator[AuditRow]:
    """Each referent needs a plain name, and loaded names of two sides or a word on why not."""
    for lexicon in lexicons:
        notes = {referent.id: referent for referent in lexicon.referents}
        named: dict[str, list[Entry]] = {}
        for entry in lexicon.entries:
            if entry.referent:
                named.setdefault(entry.referent, []).append(entry)
        complete = 0
        for referent, entries in named.items():
            plain = sum(not entry.strength for entry in entries)
            sides = {entry.coding for entry in entries if entry.strength}
            if plain and len(sides) > 1:
                complete += 1
                continue
            note = notes[referent].note
            verdict = "reason" if plain and note else "fail"
            words = note or "No plain name." if plain else "No plain name."
            loaded = len(entries) - plain
            where = notes[referent].label
            yield AuditRow("referents", where, plain, loaded, len(sides), 2, verdict, words)
        if named:
            words = "referents with a plain name and loaded names of more than one side"
            count = float(complete)
            yield AuditRow(
                "referents", lexicon.name, count, len(named), len(named) - complete, 0,
                "pass" if complete == len(named) else "reason", words,
            )  # fmt: skip


def _balance(lexicons: Sequence[Lexicon]) -> Iterator[AuditRow]:
    """Compare how many terms of each side there are, and their summed strength."""
    reasons: dict[str, str] = {}
    domains: dict[str, list[Entry]] = {}
    for lexicon in lexicons:
        reasons |= _reasons(lexicon)
        of_referent = {referent.id: referent.domain for referent in lexicon.referents}
        for entry in lexicon.entries:
            if entry.strength and entry.coding in {_LEFT, _RIGHT}:
                domain = of_referent.get(entry.referent) or entry.category
                domains.setdefault(domain, []).append(entry)
    everything = [entry for entries in domains.values() for entry in entries]
    yield from _two_sides("all terms", everything, settings.SYMMETRY_OVERALL, "")
    for domain, entries in sorted(domains.items()):
        if len(entries) >= settings.SYMMETRY_LEAST_TERMS:
            reason = reasons.get(domain, "")
            yield from _two_sides(domain, entries, settings.SYMMETRY_DOMAIN, reason)


def _reasons(lexicon: Lexicon) -> dict[str, str]:
    """Return what the lexicon's toml says of categories that cannot be balanced."""
    path = Path(lexicon.path) / "lexicon.toml"
    if not path.exists():
        return {}
    head = tomllib.loads(path.read_text(encoding="utf-8"))
    return {str(one["category"]): str(one["reason"]) for one in head.get("balance", ())}


def _two_sides(
    where: str, entries: Sequence[Entry], limit: float, reason: str
) -> Iterator[AuditRow]:
    left = [entry.strength for entry in entries if entry.coding == _LEFT]
    right = [entry.strength for entry in entries if entry.coding == _RIGHT]
    yield from _counted(where, left, right, limit, reason)


def _counted(
    where: str, one: Sequence[int], other: Sequence[int], limit: float, reason: str
) -> Iterator[AuditRow]:
    """Compare two lists of strengths by their length and by their sum."""
    because = f": {reason}" if reason else ""
    yield _compared(where, (len(one), len(other)), limit, f"terms{because}")
    yield _compared(where, (sum(one), sum(other)), limit, f"summed strength{because}")


def _compared(where: str, sides: tuple[float, float], limit: float, words: str) -> AuditRow:
    """Compare two sides; ``words`` says what is counted and, after a colon, why they differ."""
    mean = sum(sides) / 2
    difference = abs(sides[0] - sides[1]) / mean if mean else 0.0
    what, _, reason = words.partition(": ")
    if difference <= limit:
        return AuditRow("balance", where, *sides, difference, limit, "pass", what)
    verdict = "reason" if reason else "fail"
    return AuditRow("balance", where, *sides, difference, limit, verdict, words)


def _disputes(lexicons: Sequence[Lexicon], sheets: Sheets) -> Iterator[AuditRow]:
    """Compare, for each dispute, names that favour one party with names that favour the other."""
    strengths: dict[str, list[int]] = {}
    for entry in chain.from_iterable(lexicon.entries for lexicon in lexicons):
        if entry.strength and ":" in entry.coding:
            strengths.setdefault(entry.coding, []).append(entry.strength)

    def of(friends: Sequence[str], rivals: Sequence[str]) -> list[int]:
        codes = [*(f"pro:{name}" for name in friends), *(f"anti:{name}" for name in rivals)]
        return [strength for code in codes for strength in strengths.get(code, ())]

    for dispute, one, other in sheets.disputes:
        mine, theirs = of(one, other), of(other, one)
        if len(mine) + len(theirs) >= settings.SYMMETRY_LEAST_TERMS:
            yield from _counted(dispute, mine, theirs, settings.SYMMETRY_DOMAIN, "")


def _every_name(lexicons: Sequence[Lexicon], lists: Lists) -> Iterator[AuditRow]:
    """Try each loaded term with a slot on every name of the slot, of every side."""
    for lexicon in lexicons:
        loaded = _loaded(lexicon)
        tried = [
            (entry, *parts)
            for number, entry in enumerate(lexicon.entries)
            if number in loaded and (parts := _open_term(entry))
        ]
        sentences: list[str] = []
        spans: list[tuple[str, int, int]] = []
        for entry, slot, country in tried:
            start = len(sentences)
            for name in _fitting(lists.slots.get(slot, ()), country):
                phrase = entry.term.replace(f"{{{slot}{country}}}", name.name)
                sentences.append(f"They wrote about the {phrase} on Tuesday.")
            spans.append((entry.term, start, len(sentences)))
        found = marks_of(sentences, lexicon, lists)
        for term, start, end in spans:
            missed = [sentences[n] for n in range(start, end) if not found[n] & loaded]
            words = missed[0] if missed else "every listed name is marked"
            marked, names = end - start - len(missed), end - start
            verdict = "fail" if missed else "pass"
            yield AuditRow("names", term, marked, names, len(missed), 0, verdict, words)


def _open_term(entry: Entry) -> tuple[str, str] | None:
    """Return the only slot of a loaded term that needs nothing else nearby, and its country."""
    slots = [atom for atom in parse_term(entry.term) if atom.slot]
    if len(slots) != 1 or slots[0].text not in _TRIED or entry.near:
        return None
    inside = entry.term.partition("{")[2].partition("}")[0]
    return slots[0].text, inside.removeprefix(slots[0].text)


def _fitting(names: Iterable[Name], country: str) -> list[Name]:
    wanted = country.removeprefix(":").removeprefix("!")
    if not wanted:
        return list(names)
    return [name for name in names if (name.country == wanted) != country.startswith(":!")]


def _loaded(lexicon: Lexicon) -> set[int]:
    """Return the places of the entries whose matches are loaded."""
    codes = {category.code for category in lexicon.categories if category.loaded}
    return {
        number
        for number, entry in enumerate(lexicon.entries)
        if entry.strength and entry.category in codes
    }


def _pairs(sheets: Sheets, test: str) -> list[tuple[str, str, str]]:
    """Return kind and the two versions of every sentence of a test, for each pair of sides."""
    return [
        (kind, sentence.replace("{}", left), sentence.replace("{}", right))
        for wanted, kind, sentence in sheets.sentences
        for of, left, right in sheets.sides
        if wanted == test and of == kind
    ]


def _strengths(
    sentences: Sequence[str], lexicons: Iterable[Lexicon], lists: Lists
) -> list[Counter[tuple[str, int]]]:
    """Return for each sentence its loaded marks: lexicon and strength, with counts."""
    totals: list[Counter[tuple[str, int]]] = [Counter() for _ in sentences]
    for lexicon in lexicons:
        loaded = _loaded(lexicon)
        for total, found in zip(totals, marks_of(sentences, lexicon, lists), strict=True):
            total.update((lexicon.name, lexicon.entries[n].strength) for n in found & loaded)
    return totals


def _swaps(lexicons: Sequence[Lexicon], lists: Lists, sheets: Sheets) -> Iterator[AuditRow]:
    """Swap the sides' names in loaded sentences: number and strength of the marks must stay."""
    pairs = _pairs(sheets, "swap")
    ones = _strengths([one for _, one, _ in pairs], lexicons, lists)
    others = _strengths([other for _, _, other in pairs], lexicons, lists)
    for wanted in dict.fromkeys(kind for kind, _, _ in pairs):
        rows = [n for n, (kind, _, _) in enumerate(pairs) if kind == wanted]
        unequal = [n for n in rows if ones[n] != others[n]]
        totals = [
            float(sum(strength * count for n in rows for (_, strength), count in side[n].items()))
            for side in (ones, others)
        ]
        words = f"summed strength in {len(rows)} pairs of sentences"
        if unequal:
            _, one, other = pairs[unequal[0]]
            words = f"'{one}' is not marked as '{other}' is."
        verdict = "fail" if unequal else "pass"
        yield AuditRow("swap", wanted, totals[0], totals[1], len(unequal), 0, verdict, words)


def _placebo(lexicons: Sequence[Lexicon], lists: Lists, sheets: Sheets) -> Iterator[AuditRow]:
    """Mark neutral sentences about either side: next to nothing may be found, on both alike."""
    pairs = _pairs(sheets, "placebo")
    rates = []
    for side in (1, 2):
        sentences = [pair[side] for pair in pairs]
        marks = sum(total.total() for total in _strengths(sentences, lexicons, lists))
        rates.append(_PER * marks / max(1, sum(len(text.split()) for text in sentences)))
    limit = settings.SYMMETRY_PLACEBO_PER_1000
    verdict = "pass" if max(rates) <= limit and rates[0] == rates[1] else "fail"
    words = f"loaded words per 1,000 in {len(pairs)} neutral sentences about each side"
    yield AuditRow(
        "placebo", "all", rates[0], rates[1], abs(rates[0] - rates[1]), limit, verdict, words
    )
