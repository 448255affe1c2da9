"""Balance of the curated lists: terms and strength by side, and referents with all their names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from framing import settings
from framing.model import Entry, Lexicon

_LEFT, _RIGHT = "L", "R"

# A dispute and its two parties, each with the names it has in codings.
Dispute = tuple[str, tuple[str, ...], tuple[str, ...]]


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


def referent_rows(lexicons: Iterable[Lexicon]) -> Iterator[AuditRow]:
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
            words = (note or "No word on why one side has none.") if plain else "No plain name."
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


def balance_rows(lexicons: Sequence[Lexicon]) -> Iterator[AuditRow]:
    """Compare how many terms of each side there are, and their summed strength."""
    reasons: dict[str, str] = {}
    domains: dict[str, list[Entry]] = {}
    loaded: list[Entry] = []
    for lexicon in lexicons:
        reasons |= _reasons(lexicon)
        codes = {category.code for category in lexicon.categories if category.loaded}
        of_referent = {referent.id: referent.domain for referent in lexicon.referents}
        for entry in lexicon.entries:
            if entry.strength and entry.coding in {_LEFT, _RIGHT}:
                domain = of_referent.get(entry.referent) or entry.category
                domains.setdefault(domain, []).append(entry)
                loaded += [entry] if entry.category in codes else []
    everything = [entry for entries in domains.values() for entry in entries]
    yield from _two_sides("all terms", everything, settings.SYMMETRY_OVERALL, "")
    yield from _two_sides("terms that count as loaded", loaded, settings.SYMMETRY_OVERALL, "")
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


def dispute_rows(lexicons: Sequence[Lexicon], disputes: Sequence[Dispute]) -> Iterator[AuditRow]:
    """Compare, for each dispute, names that favour one party with names that favour the other."""
    strengths: dict[str, list[int]] = {}
    for entry in chain.from_iterable(lexicon.entries for lexicon in lexicons):
        if entry.strength and ":" in entry.coding:
            strengths.setdefault(entry.coding, []).append(entry.strength)

    def of(friends: Sequence[str], rivals: Sequence[str]) -> list[int]:
        codes = [*(f"pro:{name}" for name in friends), *(f"anti:{name}" for name in rivals)]
        return [strength for code in codes for strength in strengths.get(code, ())]

    for dispute, one, other in disputes:
        mine, theirs = of(one, other), of(other, one)
        if len(mine) + len(theirs) >= settings.SYMMETRY_LEAST_TERMS:
            yield from _counted(dispute, mine, theirs, settings.SYMMETRY_DOMAIN, "")
