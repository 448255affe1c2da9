"""From a folder that a researcher edits to a `Lexicon`, or to every problem in it at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from framing.errors import LexiconError
from framing.lexicon.tables import Row, decode, plain_quotes, read_rows, split_list
from framing.lexicon.terms import TermError, parse_term
from framing.model import Category, Entry, Example, Lexicon, Name, Referent

Choice = TypeVar("Choice", str, bool)

COLUMNS = (
    "term category strength plain forms referent coding case prev_not next_not near quotes why "
    "source"
).split()
EXAMPLE_COLUMNS = ("term", "sentence", "counts")

LOADED = frozenset(
    (
        "naming ideology_label epithet delegitimise evaluative_neg evaluative_pos intensifier hype "
        "mind_state loaded_action doubt booster euphemism dysphemism propaganda idiom register"
    ).split()
)
_LISTS = ("forms", "prev_not", "next_not", "near")
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_MOST_SHOWN = 50


def read_lexicon(folder: Path, slots: Mapping[str, tuple[Name, ...]]) -> Lexicon:
    """Read a lexicon from its folder.

    Parameters
    ----------
    folder : Path
        Holds ``entries.csv``; ``lexicon.toml`` and ``examples.csv`` may be missing.
    slots : mapping of slot name to names
        What ``{leader}`` and the other slots stand for.

    Returns
    -------
    Lexicon

    Raises
    ------
    LexiconError
        All problems, a line each: ``path:row:column: what is wrong. What to write instead.``
    """
    entries_file, examples_file = folder / "entries.csv", folder / "examples.csv"
    head = _read_head(folder / "lexicon.toml")
    rows = read_rows(entries_file, required=("term", "category"), known=COLUMNS)
    categories = _categories(head, rows)
    problems: list[str] = []
    codes = {category.code for category in categories}
    entries = [_entry(entries_file, row, codes, problems) for row in rows]
    examples = _examples(examples_file, problems) if examples_file.exists() else ()
    if problems:
        more = len(problems) - _MOST_SHOWN
        tail = [f"... and {more} more problems."] if more > 0 else []
        raise LexiconError("\n".join(problems[:_MOST_SHOWN] + tail))
    return Lexicon(
        name=str(head.get("name") or folder.name),
        version=str(head.get("version", "")),
        language=str(head.get("language", "en")),
        licence=str(head.get("licence", "")),
        editors=tuple(str(editor) for editor in head.get("editors", ())),
        marks=str(head.get("marks", "")),
        categories=categories,
        entries=tuple(entries),
        examples=examples,
        referents=_referents(head, rows),
        slots=slots,
        digest=_digest(folder),
        path=str(folder),
        default_frame=str(head.get("default", "")),
    )


def _read_head(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(decode(path.read_bytes()))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise LexiconError(
            f"cannot be read as TOML ({error}).",
            where=str(path),
            fix="Compare it with the lexicon.toml of a lexicon that works.",
        ) from error


def _categories(head: Mapping[str, Any], rows: Sequence[Row]) -> tuple[Category, ...]:
    """Return the categories of the toml in their order; without one, those of the entries."""
    listed = head.get("category")
    if listed:
        return tuple(
            Category(
                code=str(one.get("code", "")),
                label=str(one.get("label") or one.get("code", "")),
                definition=str(one.get("definition", "")),
                loaded=bool(one.get("loaded", is_loaded(str(one.get("code", ""))))),
                tier=str(one.get("tier", "")),
            )
            for one in listed
        )
    codes = dict.fromkeys(row["category"] for row in rows if row["category"])
    return tuple(Category(code, code, "", loaded=is_loaded(code)) for code in codes)


def is_loaded(code: str) -> bool:
    """Tell whether a category marks loaded wording unless its lexicon says otherwise."""
    return code.partition(":")[0] in LOADED


def _referents(head: Mapping[str, Any], rows: Sequence[Row]) -> tuple[Referent, ...]:
    known = {
        str(one["id"]): Referent(
            str(one["id"]),
            str(one.get("label") or one["id"]),
            str(one.get("domain", "")),
            str(one.get("note", "")),
        )
        for one in head.get("referent", ())
        if one.get("id")
    }
    for row in rows:
        name = row["referent"]
        if name and name not in known:
            known[name] = Referent(name, name.replace("_", " "))
    return tuple(known.values())


def _entry(path: Path, row: Row, codes: set[str], problems: list[str]) -> Entry:
    """Read one row; what is wrong with it is added to ``problems``."""
    entry = Entry(
        term=plain_quotes(row["term"]),
        category=row["category"],
        strength=_strength(path, row, problems),
        plain=row["plain"],
        forms=split_list(plain_quotes(row["forms"])),
        referent=row["referent"],
        coding=row["coding"],
        exact_case=_choice(
            path, row, "case", {"exact": True, "": False, "ignore": False}, problems
        ),
        prev_not=split_list(plain_quotes(row["prev_not"])),
        next_not=split_list(plain_quotes(row["next_not"])),
        near=split_list(plain_quotes(row["near"])),
        quotes=_choice(
            path, row, "quotes", {"yes": "yes", "": "yes", "no": "no", "only": "only"}, problems
        ),
        why=row["why"],
        source=row["source"],
        row=row.line,
    )
    problems += [f"{path}:{row.line}:{column}: {error}" for column, error in _term_errors(entry)]
    if entry.category not in codes:
        problems.append(f"{path}:{row.line}:category: {_unknown_category(entry.category, codes)}")
    return entry


def _term_errors(entry: Entry) -> list[tuple[str, TermError]]:
    found = []
    terms = [("term", entry.term)]
    terms += [(column, term) for column in _LISTS for term in getattr(entry, column)]
    for column, term in terms:
        try:
            parse_term(term)
        except TermError as error:
            found.append((column, error))
    return found


def _unknown_category(category: str, codes: set[str]) -> str:
    if not category:
        return "the category is empty. Write one of the categories of lexicon.toml."
    close = get_close_matches(category, sorted(codes), n=1)
    hint = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(sorted(codes))}."
    return f"there is no category '{category}'. {hint}"


def _strength(path: Path, row: Row, problems: list[str]) -> int:
    written = row["strength"]
    if written in {"", "0", "1", "2", "3"}:
        return int(written or 1)
    problems.append(
        f"{path}:{row.line}:strength: strength is '{written}', expected 0, 1, 2 or 3. "
        "Write 3 for a term that few editors would leave in a news report."
    )
    return 1


def _choice(
    path: Path, row: Row, column: str, known: Mapping[str, Choice], problems: list[str]
) -> Choice:
    written = row[column].lower()
    if written not in known:
        choices = ", ".join(f"'{name}'" for name in known if name)
        problems.append(
            f"{path}:{row.line}:{column}: {column} is '{row[column]}', expected {choices} "
            "or nothing."
        )
    return known.get(written, known[""])


def _examples(path: Path, problems: list[str]) -> tuple[Example, ...]:
    found = []
    for row in read_rows(path, required=EXAMPLE_COLUMNS, known=EXAMPLE_COLUMNS):
        counts = row["counts"].lower()
        if counts not in _YES | _NO:
            problems.append(
                f"{path}:{row.line}:counts: counts is '{row['counts']}', expected yes or no. "
                "Write yes where the sentence must be marked."
            )
        found.append(Example(plain_quotes(row["term"]), row["sentence"], counts in _YES, row.line))
    return tuple(found)


def _digest(folder: Path) -> str:
    """Return the SHA-256 of what the lexicon says: its tables and its head, names included."""
    digest = hashlib.sha256()
    for name in ("lexicon.toml", "entries.csv", "examples.csv"):
        path = folder / name
        if path.exists():
            content = path.read_bytes()
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()
