"""The small lists beside the lexicons: names, abbreviations, spellings, page furniture."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from framing.lexicon.spelling import Spelling
from framing.lexicon.tables import Row, read_rows, split_list
from framing.lexicon.terms import SLOTS
from framing.model import Name


@dataclass(frozen=True, slots=True)
class FurniturePattern:
    """A line that is page furniture: ``*`` stands for any characters; ``where`` it may stand."""

    pattern: str
    kind: str
    where: str


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Everything that reading a text needs to look up; ``digest`` is the SHA-256 of the files.

    ``frequencies`` has the share of news articles that have a word, of the commoner words.
    """

    slots: Mapping[str, tuple[Name, ...]]
    sources: tuple[Name, ...]
    abbreviations: Mapping[str, str]
    function_words: frozenset[str]
    frequencies: Mapping[str, float]
    spelling: Spelling
    furniture: tuple[FurniturePattern, ...]
    provenance: tuple[FurniturePattern, ...]
    digest: str


def read_lists(roots: Sequence[Path]) -> Lists:
    """Read the lists; of a file that several roots have, the last root's counts.

    Parameters
    ----------
    roots : sequence of Path
        Folders of lexicons, from the built-in one to the study's.

    Raises
    ------
    LexiconError
        A file lacks a column or cannot be read.
    """
    files = _Files(roots)
    slots = {slot: _names(files.rows(f"names/{slot}.csv", ("name",))) for slot in SLOTS}
    abbreviations = files.rows("abbreviations/abbreviations.csv", ("abbreviation", "kind"))
    pairs = files.rows("spelling/pairs.csv", ("uk", "us"))
    words = files.rows("function_words/en.csv", ("word",))
    frequencies = files.rows("word_frequencies/en.csv", ("word", "per_1000"))
    return Lists(
        slots=MappingProxyType(slots),
        sources=_names(files.rows("names/source.csv", ("name", "group"))),
        abbreviations={r["abbreviation"].removesuffix("."): r["kind"] for r in abbreviations},
        function_words=frozenset(row["word"].lower() for row in words),
        frequencies=MappingProxyType(
            {row["word"]: int(row["per_1000"]) / 1000 for row in frequencies}
        ),
        spelling=Spelling([(row["uk"].lower(), row["us"].lower()) for row in pairs]),
        furniture=_furniture(files.rows("boilerplate/patterns.csv", ("pattern", "kind")), "kind"),
        provenance=_furniture(
            files.rows("boilerplate/provenance.csv", ("pattern", "agency")), "agency"
        ),
        digest=files.digest(),
    )


class _Files:
    """Finds list files in the roots and remembers what was read."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = roots
        self._read: dict[str, bytes] = {}

    def rows(self, name: str, required: Sequence[str]) -> list[Row]:
        places = [root / name for root in self._roots if (root / name).is_file()]
        if not places:
            return []
        self._read[name] = places[-1].read_bytes()
        return read_rows(places[-1], required=required, known=required)

    def digest(self) -> str:
        digest = hashlib.sha256()
        for name, content in sorted(self._read.items()):
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()


def _names(rows: Sequence[Row]) -> tuple[Name, ...]:
    return tuple(
        Name(
            name=row["name"],
            aliases=split_list(row["aliases"]),
            country=row["country"].upper(),
            since=row["since"],
            until=row["until"],
            group=row["group"],
        )
        for row in rows
        if row["name"]
    )


def _furniture(rows: Sequence[Row], kind: str) -> tuple[FurniturePattern, ...]:
    return tuple(
        FurniturePattern(row["pattern"], row[kind], row["where"] or "any")
        for row in rows
        if row["pattern"]
    )
