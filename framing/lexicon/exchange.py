"""Lexicons from and for other programs: what is read, what is written, what gets lost."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from framing.errors import LexiconError, UsageError
from framing.lexicon import dictionaries as formats
from framing.lexicon.dictionaries import Listing
from framing.lexicon.load import is_loaded
from framing.lexicon.tables import decode
from framing.lexicon.terms import TermError, parse_term
from framing.lexicon.yaml import read_yaml, write_yaml
from framing.model import Lexicon


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is called, its usual ending, and how it is read and written."""

    name: str
    ending: str
    read: Callable[[str], Listing]
    write: Callable[[Listing], str]


FORMATS = {
    one.name: one
    for one in (
        Format("liwc", ".dic", formats.read_liwc, formats.write_liwc),
        Format("quanteda", ".yml", read_yaml, write_yaml),
        Format("lexicoder", ".lcd", formats.read_lexicoder, formats.write_lexicoder),
        Format("yoshikoder", ".ykd", formats.read_yoshikoder, formats.write_yoshikoder),
        Format("wordstat", ".cat", formats.read_wordstat, formats.write_wordstat),
        Format("list", ".txt", formats.read_list, formats.write_list),
    )
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: terms as our rules write them, and everything worth telling."""

    form: str
    listing: Listing
    notes: tuple[str, ...]


_WEIGHTED = re.compile(r"\S \(-?\d+\)\s*$", re.MULTILINE)
_YAML_KEY = re.compile(r"^\s*(?:- )?[^\s#].*:\s*$", re.MULTILINE)
_MOSTLY = 0.9
_SHOWN = 5


def sniff(text: str, ending: str) -> str:
    """Tell the format of a file by what is in it, its ending where that leaves it open."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if first.startswith("<"):
        return "yoshikoder"
    if first.startswith("%"):
        return "liwc"
    if first.startswith("+"):
        return "lexicoder"
    if _WEIGHTED.search(text):
        return "wordstat"
    if ending in {".yml", ".yaml"} or (ending != ".txt" and _YAML_KEY.search(text)):
        return "quanteda"
    return "list"


def import_dictionary(path: Path, form: str | None = None) -> Imported:
    """Read a dictionary of another program.

    Parameters
    ----------
    path : Path
    form : str, optional
        One of ``FORMATS``; told from the file where it is not given.

    Raises
    ------
    LexiconError
        The file cannot be read, or has no term.
    """
    try:
        text = decode(path.read_bytes()).removeprefix("\ufeff")
    except OSError as error:
        raise LexiconError(
            f"cannot be read ({error.strerror or error}).", where=str(path), fix="Check the path."
        ) from error
    form = form or sniff(text, path.suffix.lower())
    try:
        listing = FORMATS[form].read(text)
    except LexiconError as error:
        raise LexiconError(error.what, where=str(path), fix=error.fix) from error
    kept, notes = _cleaned(listing)
    if not kept.terms:
        raise LexiconError(
            f"has no term that can be read as {form}.", where=str(path), fix="Name it with --from."
        )
    return Imported(form, kept, tuple(notes))


def _cleaned(listing: Listing) -> tuple[Listing, list[str]]:
    """Keep the terms our rules can say, each once a category; tell what was left out."""
    lowered = _all_capitals([term for _, term in listing.terms])
    kept: dict[tuple[str, str], None] = {}
    lost: list[str] = list(listing.dropped)
    for category, written in listing.terms:
        term = " ".join((written.lower() if lowered else written).split())
        try:
            parse_term(term)
        except TermError as error:
            lost.append(str(error))
        else:
            kept[category, term] = None
    notes = [f"dropped: {one}" for one in lost[:_SHOWN]]
    notes += [f"dropped: {len(lost) - _SHOWN} more."] if len(lost) > _SHOWN else []
    repeated = len(kept) - len({term for _, term in kept})
    if lowered:
        notes.append("the terms were all in capitals and are now in small letters.")
    if repeated:
        notes.append(
            f"{repeated} terms stand in several categories; within one lexicon each counts only "
            "for the first. Split the lexicon where they should count for all."
        )
    return Listing(tuple(kept)), notes


def _all_capitals(terms: list[str]) -> bool:
    """Tell whether a file writes all its terms in capitals, which here would match only those."""
    letters = [term for term in terms if term.lower() != term.upper()]
    return bool(letters) and sum(term.isupper() for term in letters) > _MOSTLY * len(letters)


def lexicon_files(name: str, imported: Imported) -> dict[str, str]:
    """Return the files of a lexicon made of what was imported: their names and texts."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["term", "category"])
    writer.writerows((term, category) for category, term in imported.listing.terms)
    head = [
        f"name = {_toml(name)}",
        'version = "0.1.0"',
        'language = "en"',
        f"marks = {_toml(f'Imported from a file in the format {imported.form}.')}",
        "# Set loaded = true where a hit should count in the main measure.",
    ]
    for code in imported.listing.categories():
        head += ["", "[[category]]", f"code = {_toml(code)}", f"label = {_toml(code)}"]
        head += ['definition = ""', f"loaded = {'true' if is_loaded(code) else 'false'}"]
    return {"entries.csv": table.getvalue(), "lexicon.toml": "\n".join(head) + "\n"}


def _toml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def export_lexicon(lexicon: Lexicon, form: str) -> tuple[str, list[str]]:
    """Write a lexicon for another program.

    Returns
    -------
    text : str
    lost : list of str
        What the format cannot hold, each kind with a count.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format '{form}'.", fix=f"Known: {', '.join(FORMATS)}.")
    listing, lost = holdable(lexicon)
    if form == "list" and len(listing.categories()) > 1:
        lost.append(f"the names of {len(listing.categories())} categories")
    return FORMATS[form].write(listing), lost


def holdable(lexicon: Lexicon) -> tuple[Listing, list[str]]:
    """Return the terms and forms that other programs understand, and what they cannot hold."""
    terms: dict[tuple[str, str], None] = {}
    odd = 0
    for entry in lexicon.entries:
        for term in (entry.term, *entry.forms):
            if any(atom.slot or atom.gap for atom in parse_term(term)):
                odd += 1
            else:
                terms[entry.category, term] = None
    entries = lexicon.entries
    lost = {
        "terms with a slot or a gap": odd,
        "entries whose forms become terms of their own": sum(bool(e.forms) for e in entries),
        "strengths": sum(e.strength != 1 for e in entries),
        "plain wordings": sum(bool(e.plain) for e in entries),
        "referents": sum(bool(e.referent) for e in entries),
        "codings": sum(bool(e.coding) for e in entries),
        "contexts": sum(bool(e.prev_not or e.next_not or e.near) for e in entries),
        "rules about capitals": sum(e.exact_case for e in entries),
        "rules about quotations": sum(e.quotes != "yes" for e in entries),
        "reasons and sources": sum(bool(e.why or e.source) for e in entries),
    }
    return Listing(tuple(terms)), [f"{count:,} {what}" for what, count in lost.items() if count]
