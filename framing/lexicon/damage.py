"""What spreadsheets do to words: dates made of terms, ####, curled quotes, broken letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.lexicon.tables import Sheet, split_list

# Columns whose cells are terms; in the others curly quotation marks do no harm.
TERM_COLUMNS = ("term", "forms", "prev_not", "next_not", "near")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\d{{1,2}}[-/ ](?:{_MONTH})(?:[-/ ]\d{{2,4}})?|(?:{_MONTH})[-/]\d{{2,4}}"
    r"|\d{1,4}[/.]\d{1,2}[/.]\d{1,4}|\d{4}-\d\d-\d\d(?:[ T][\d:]+)?",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|NULL!|NUM!|DIV/0!)")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E[+-]\d+", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")
_CURLY = re.compile("[“”„‘’]")
# UTF-8 read as Windows-1252: â€™ for ’, Ã© for é.
_MOJIBAKE = re.compile("(?:[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ])|â€|\ufffd")
# What a damaged cell holds at least one of; looked for in a whole column at once.
_SIGNS = (*"#=@ÂÃâ“”„‘’\ufffd\u00a0\u00ad\u2060\ufeff", *map(chr, range(0x200B, 0x2010)))
_WORDS = ("TRUE", "FALSE")
_NUMBER_FIRST = re.compile(rf"(?:^|\|) ?(?:\d|\+|(?:{_MONTH})[-/]\d)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged cell; ``repaired`` is what it should be, None where only a person can tell."""

    line: int
    column: str
    what: str
    fix: str
    repaired: str | None = None
    is_error: bool = True


def find_damage(sheet: Sheet) -> Iterator[Damage]:
    """Yield the cells of a table that a spreadsheet has changed.

    Parameters
    ----------
    sheet : Sheet
        As read from ``entries.csv`` or ``examples.csv``.
    """
    for column, cells in sheet.columns.items():
        if not _is_suspect(column, "\n".join(cells)):
            continue
        suspect = {cell for cell in set(cells) if cell and _is_suspect(column, cell)}
        judged = {cell: found for cell in suspect if (found := _judge(column, cell))}
        for line, cell in zip(sheet.lines, cells, strict=True) if judged else ():
            if cell in judged:
                what, fix, repaired, is_error = judged[cell]
                yield Damage(line, column, what, fix, repaired, is_error)


def _is_suspect(column: str, text: str) -> bool:
    """Tell quickly whether there is anything to look at."""
    return (
        any(sign in text for sign in _SIGNS)
        or any(word in text for word in _WORDS)
        or (column in TERM_COLUMNS and _NUMBER_FIRST.search(text) is not None)
    )


_Judgement = tuple[str, str, str | None, bool]


def _judge(column: str, cell: str) -> _Judgement | None:
    broken = _broken(cell)
    if broken:
        return broken
    if column not in TERM_COLUMNS:
        return None
    for item in split_list(cell):
        lost = _lost(item)
        if lost:
            return f"'{item}' {lost[0]}", lost[1], None, True
    repaired = _INVISIBLE.sub(lambda found: " " if found[0] == "\u00a0" else "", cell)
    if repaired != cell:
        what = f"'{cell}' holds characters that cannot be seen."
        return what, f"Write '{repaired}'.", repaired, False
    if _CURLY.search(cell):
        repaired = cell.translate(str.maketrans("“”„’‘", '"""\'\''))
        what = f"'{cell}' has quotation marks that a spreadsheet curled."
        return what, "They are read as straight ones; --fix makes them so.", repaired, False
    return None


def _broken(cell: str) -> _Judgement | None:
    if _MOJIBAKE.search(cell):
        repaired = _unbroken(cell)
        fix = f"Write '{repaired}'." if repaired else "Write the letter that was meant."
        return f"'{cell}' has letters broken by a wrong encoding.", fix, repaired, True
    if cell.startswith("##") or _ERROR.fullmatch(cell):
        return (
            f"'{cell}' is what a spreadsheet shows in place of a cell.",
            "Write what stood there before.",
            None,
            True,
        )
    return None


def _unbroken(cell: str) -> str | None:
    """Return the text that was meant, where reading it as UTF-8 again tells."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return cell.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _lost(item: str) -> tuple[str, str] | None:
    if _DATE.fullmatch(item):
        return (
            "is a date that a spreadsheet made of a term.",
            "Write the term again, in a column formatted as text.",
        )
    if item in {"TRUE", "FALSE"}:
        return (
            "is a spreadsheet's truth value, and matches only words in capitals.",
            f"Write '{item.lower()}', in a column formatted as text.",
        )
    if _SCIENTIFIC.fullmatch(item):
        return "is a number that a spreadsheet shortened.", "Write it out, in a column of text."
    if item[0] in "=@+" and len(item) > 1:
        return f"begins with '{item[0]}', as a formula does.", "Delete that sign."
    return None
