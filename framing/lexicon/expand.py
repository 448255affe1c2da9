"""Inflected forms for the column `forms`, written out so that a person can strike them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from framing.errors import UsageError
from framing.lexicon.load import COLUMNS
from framing.lexicon.repair import Repair, repair
from framing.lexicon.tables import plain_quotes, read_sheet, split_list

Inflect = Callable[[str], Iterable[str]]


def expansion(folder: Path, inflect: Inflect | None = None) -> Repair:
    """Add inflected forms to the one-word terms of a lexicon.

    Terms with a wildcard, a slot or capitals stay as they are: names and abbreviations do not
    inflect.

    Parameters
    ----------
    folder : Path
    inflect : callable, optional
        All forms of a word; lemminflect's where none is given.

    Returns
    -------
    Repair
        The file before and after; not yet written.

    Raises
    ------
    UsageError
        The extra ``expand`` is not installed, or the file has no column for forms.
    """
    inflect = inflect or _lemminflect()
    sheet = read_sheet(folder / "entries.csv", required=("term", "category"), known=COLUMNS)
    if "forms" not in sheet.columns:
        raise UsageError(
            "there is no column 'forms'.",
            where=f"{sheet.path}:1",
            fix="Add it to the first row.",
        )
    terms = [plain_quotes(term) for term in sheet.column("term")]
    forms = [split_list(plain_quotes(cell)) for cell in sheet.column("forms")]
    listed = {term.lower() for term in terms} | {form.lower() for one in forms for form in one}
    cells: dict[tuple[int, str], str] = {}
    for line, term, own in zip(sheet.lines, terms, forms, strict=True):
        found = [form for form in new_forms(term, inflect) if form not in listed]
        if found:
            listed.update(found)
            cells[line, "forms"] = "|".join((*own, *found))
    return repair(sheet.path, cells)


def new_forms(term: str, inflect: Inflect) -> list[str]:
    """Return the inflected forms of a term that is one small-letter word; else nothing."""
    if not term.isalpha() or term != term.lower():
        return []
    return sorted({form.lower() for form in inflect(term)} - {term})


def _lemminflect() -> Inflect:
    try:
        from lemminflect import getAllInflections  # noqa: PLC0415 -- an extra, and heavy
    except ImportError as error:
        raise UsageError(
            "inflecting needs the extra 'expand', which is not installed.",
            fix="Install it: pip install 'framing[expand]'.",
        ) from error

    def inflect(word: str) -> Iterable[str]:
        # A dictionary of tags: {'VBD': ('slammed',), 'VBG': ('slamming',)}.
        found: Mapping[str, tuple[str, ...]] = getAllInflections(word)
        return [form for forms in found.values() for form in forms]

    return inflect
