"""From a folder that a researcher edits to a `Lexicon`, or to every problem in it at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from framing.errors import LexiconError
from framing.lexicon.tables import Sheet, decode, plain_quotes, read_sheet, split_list
from framing.lexicon.terms import TermError, is_simple, parse_term
from framing.model import Category, Entry, Example, Lexicon, Name, Problem, Referent

Cell = TypeVar("Cell")

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
_TEXTS = ("category", "plain", "referent", "coding", "why", "source")
_CASES = {"exact": True, "": False, "ignore": False}
_QUOTES = {"yes": "yes", "": "yes", "no": "no", "only": "only"}
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_MOST_SHOWN = 50


def read_entries(folder: Path) -> Sheet:
    """Read the table of entries as it stands, whatever is in its cells."""
    return read_sheet(folder / "entries.csv", required=("term", "category"), known=COLUMNS)


def read_lexicon(
    folder: Path, slots: Mapping[str, tuple[Name, ...]], entries: Sheet | None = None
) -> Lexicon:
    """Read a lexicon from its folder.

    Parameters
    ----------
    folder : Path
        Holds ``entries.csv``; ``lexicon.toml`` and ``examples.csv`` may be missing.
    slots : mapping of slot name to names
        What ``{leader}`` and the other slots stand for.
    entries : Sheet, optional
        The table of entries, where it has been read.

    Returns
    -------
    Lexicon

    Raises
    ------
    LexiconError
        All problems, a line each: ``path:row:column: what is wrong. What to write instead.``
    """
    head = _read_head(folder / "lexicon.toml")
    sheet = entries or read_entries(folder)
    categories = _categories(head, sheet)
    found = entry_problems(sheet, {category.code for category in categories})
    examples = _examples(folder / "examples.csv", found)
    if found:
        lines = [str(problem) for problem in found]
        more = len(lines) - _MOST_SHOWN
        tail = [f"... and {more} more problems."] if more > 0 else []
        raise LexiconError("\n".join(lines[:_MOST_SHOWN] + tail))
    return Lexicon(
        name=str(head.get("name") or folder.name),
        version=str(head.get("version", "")),
        language=str(head.get("language", "en")),
        licence=str(head.get("licence", "")),
        editors=tuple(str(editor) for editor in head.get("editors", ())),
        marks=str(head.get("marks", "")),
        categories=categories,
        entries=tuple(_entries(sheet)),
        examples=examples,
        referents=_referents(head, sheet),
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


def _categories(head: Mapping[str, Any], sheet: Sheet) -> tuple[Category, ...]:
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
    codes = dict.fromkeys(code for code in sheet.column("category") if code)
    return tuple(Category(code, code, "", loaded=is_loaded(code)) for code in codes)


def is_loaded(code: str) -> bool:
    """Tell whether a category marks loaded wording unless its lexicon says otherwise."""
    return code.partition(":")[0] in LOADED


def _referents(head: Mapping[str, Any], sheet: Sheet) -> tuple[Referent, ...]:
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
    for name in dict.fromkeys(sheet.column("referent")):
        if name and name not in known:
            known[name] = Referent(name, name.replace("_", " "))
    return tuple(known.values())


def _entries(sheet: Sheet) -> Iterator[Entry]:
    """Yield the entries of a table in which nothing is wrong."""
    lists = {name: _each(sheet.column(name), _items) for name in _LISTS}
    columns = {
        "term": map(plain_quotes, sheet.column("term")),
        "strength": _each(sheet.column("strength"), lambda cell: int(cell or 1)),
        "exact_case": _each(sheet.column("case"), lambda cell: _CASES[cell.lower()]),
        "quotes": _each(sheet.column("quotes"), lambda cell: _QUOTES[cell.lower()]),
        **{name: sheet.column(name) for name in _TEXTS},
        **lists,
        "row": sheet.lines,
    }
    names = list(columns)
    for cells in zip(*columns.values(), strict=True):
        yield Entry(**dict(zip(names, cells, strict=True)))


def _each(cells: Sequence[str], convert: Callable[[str], Cell]) -> list[Cell]:
    """Convert cells, each distinct one once."""
    known = {cell: convert(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _items(cell: str) -> tuple[str, ...]:
    return split_list(plain_quotes(cell))


def entry_problems(sheet: Sheet, codes: set[str]) -> list[Problem]:
    """Find what is wrong with the cells of a table of entries, column by column.

    Parameters
    ----------
    sheet : Sheet
    codes : set of str
        The categories of the lexicon.

    Returns
    -------
    list of Problem
        In the order of the rows, then of the columns.
    """
    found: list[tuple[int, int, Problem]] = []
    says: dict[str, Callable[[str], str]] = {
        "term": _say_term,
        "category": lambda cell: "" if cell in codes else _unknown_category(cell, codes),
        "strength": _say_strength,
        **dict.fromkeys(_LISTS, _say_list),
        "case": lambda cell: _say_choice("case", cell, _CASES),
        "quotes": lambda cell: _say_choice("quotes", cell, _QUOTES),
    }
    for column, say in says.items():
        cells = sheet.column(column)
        wrong = {cell: text for cell in set(cells) if (text := say(cell))}
        if wrong:
            found += [
                (line, COLUMNS.index(column), _problem(sheet.path, line, column, wrong[cell]))
                for line, cell in zip(sheet.lines, cells, strict=True)
                if cell in wrong
            ]
    return [problem for *_, problem in sorted(found, key=lambda one: one[:2])]


def _problem(path: Path, line: int, column: str, text: str) -> Problem:
    return Problem(f"{path}:{line}:{column}", text)


def _say_term(cell: str) -> str:
    if is_simple(cell) and "|" not in cell:
        return ""
    try:
        parse_term(plain_quotes(cell))
    except TermError as error:
        return str(error)
    return ""


def _say_list(cell: str) -> str:
    if not cell or is_simple(cell):
        return ""
    return " ".join(text for item in _items(cell) if (text := _say_term(item)))


def _unknown_category(category: str, codes: set[str]) -> str:
    if not category:
        return "the category is empty. Write one of the categories of lexicon.toml."
    close = get_close_matches(category, sorted(codes), n=1)
    hint = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(sorted(codes))}."
    return f"there is no category '{category}'. {hint}"


def _say_strength(cell: str) -> str:
    if cell in {"", "0", "1", "2", "3"}:
        return ""
    return (
        f"strength is '{cell}', expected 0, 1, 2 or 3. "
        "Write 3 for a term that few editors would leave in a news report."
    )


def _say_choice(column: str, cell: str, known: Mapping[str, object]) -> str:
    if cell.lower() in known:
        return ""
    choices = ", ".join(f"'{name}'" for name in known if name)
    return f"{column} is '{cell}', expected {choices} or nothing."


def _examples(path: Path, problems: list[Problem]) -> tuple[Example, ...]:
    """Read the examples; what is wrong with them is added to ``problems``."""
    if not path.exists():
        return ()
    sheet = read_sheet(path, required=EXAMPLE_COLUMNS, known=EXAMPLE_COLUMNS)
    found = []
    columns = (sheet.column(name) for name in EXAMPLE_COLUMNS)
    for line, term, sentence, written in zip(sheet.lines, *columns, strict=True):
        counts = written.lower()
        if counts not in _YES | _NO:
            text = (
                f"counts is '{written}', expected yes or no. "
                "Write yes where the sentence must be marked."
            )
            problems.append(_problem(path, line, "counts", text))
        found.append(Example(plain_quotes(term), sentence, counts in _YES, line))
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
