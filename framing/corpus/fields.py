"""Which column holds which field, and what a cell of it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

from framing.corpus import limits
from framing.corpus.cells import cell_text
from framing.corpus.journal import CannotRead, Journal, Remark
from framing.corpus.names import clean_name, quoted
from framing.errors import UsageError

FIELDS = ("id", "outlet", "title", "date", "author", "url", "genre", "text")

# Names that common exports and scrapers use, compared without case, spaces, `_` and `-`.
# The field's own name goes first; the next name counts where the cells before it are empty.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("articleid",),
    "outlet": ("publication", "source", "publisher", "sitename", "newspaper"),
    "title": ("headline",),
    "date": ("published", "datepublished", "publishedat", "publishdate", "pubdate"),
    "author": ("authors", "byline"),
    "url": ("link",),
    "genre": ("section",),
    "text": ("body", "content", "articlebody", "fulltext"),
}

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINE = re.compile(r"[^\S\n\r\x0b\x0c\x85\u2028\u2029]*" + f"(?:{_LINE_END.pattern})")
_CLOSING_MARKS = "\"'\u201d\u2019\u00bb)]"

_RENAMED = Remark(
    one="One column is read under another name: {first}.",
    many="{count} columns are read under another name, the first: {first}.",
)


def column_key(name: str) -> str:
    """Return a column's name as names are compared: no case, spaces, ``_`` or ``-``.

    Examples
    --------
    >>> column_key(" Date-Published "), column_key("datePublished")
    ('datepublished', 'datepublished')
    """
    return re.sub(r"[\s_-]+", "", name).casefold()


@dataclass(slots=True)
class Columns:
    """Finds the fields in rows; rows with the same columns are looked up once.

    Parameters
    ----------
    renamed : mapping of str to str
        Field to the column that holds it, as ``--map`` gives them; where a row has that
        column, no other counts for the field.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    _plans: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse fields that do not exist."""
        for name in self.renamed:
            if name not in FIELDS:
                near = get_close_matches(name, FIELDS, n=1) or ("outlet",)
                raise UsageError(
                    f"there is no field {quoted(name)}.",
                    where="--map",
                    fix=f"Did you mean '{near[0]}'? The fields are {', '.join(FIELDS)}.",
                )

    def of(self, columns: tuple[str, ...], journal: Journal | None = None) -> Mapping[
        str, tuple[str, ...]
    ]:  # fmt: skip
        """Return, for each field that some column holds, its columns in order of preference."""
        plan = self._plans.get(columns)
        if plan is None:
            if len(self._plans) > limits.COLUMNS:
                self._plans.clear()  # every row has columns of its own: nothing to remember
            plan = self._plans[columns] = dict(self._find(columns))
            self.seen.update(islice(columns, limits.COLUMNS - min(len(self.seen), limits.COLUMNS)))
            if journal:
                self._tell(plan, journal)
        return plan

    def _find(self, columns: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        by_key: dict[str, str] = {}
        for column in columns:
            by_key.setdefault(column_key(column), column)
        # A column that --map gives to one field is read as no other.
        taken = {column_key(column) for column in self.renamed.values()}
        for name in FIELDS:
            chosen = column_key(self.renamed.get(name, ""))
            if chosen in by_key:
                keys: tuple[str, ...] = (chosen,)
            elif chosen:
                keys = (name,)  # a text file or page has no columns but its own
            else:
                keys = tuple(key for key in (name, *SYNONYMS[name]) if key not in taken)
            held = tuple(by_key[key] for key in keys if key in by_key)
            if held:
                yield name, held

    def _tell(self, plan: Mapping[str, tuple[str, ...]], journal: Journal) -> None:
        for name, held in plan.items():
            if column_key(held[0]) != name and name not in self.renamed:
                first = f"{quoted(held[0])} as {name}"
                journal.remark(_RENAMED, first)

    def check_renamed(self) -> None:
        """Refuse a ``--map`` whose column stood in no row at all."""
        keys = {column_key(column) for column in self.seen}
        for column in self.renamed.values():
            if self.seen and column_key(column) not in keys:
                raise UsageError(
                    f"no input has a column {quoted(column)}.",
                    where="--map",
                    fix=f"The columns are {', '.join(sorted(map(clean_name, self.seen))[:20])}.",
                )


@dataclass(frozen=True, slots=True)
class Cells:
    """The fields of one row as text, and the user's other columns.

    ``mended`` tells that halves of characters, which no file can hold, were replaced in a field.
    """

    fields: Mapping[str, str]
    extra: Mapping[str, str]
    mended: bool = False


def read_cells(row: Mapping[str, object], columns: Columns, journal: Journal) -> Cells:
    """Sort the cells of a row into fields and other columns.

    Raises
    ------
    CannotRead
        The row has no article text, too much of it, or too many columns.
    """
    if len(row) > limits.COLUMNS:
        raise CannotRead(
            f"the row has {len(row):,} columns; the most is {limits.COLUMNS:,}.",
            fix="Keep the columns that hold an article's fields.",
        )
    plan = columns.of(tuple(row), journal)
    if "text" not in plan:
        names = ", ".join(clean_name(name) for name in islice(row, 8)) or "none"
        raise CannotRead(
            f"no column holds the text; the columns are {names}.",
            fix="Name the right one with --map text=COLUMN.",
        )
    fields: dict[str, str] = {}
    used: set[str] = set()
    mended = False
    for name, held in plan.items():
        for column in held:
            fields[name] = cell_text(row[column], between="\n\n" if name == "text" else ", ")
            mended |= isinstance(row[column], str) and fields[name] is not row[column]
            if fields[name] and not fields[name].isspace():
                used.add(column)
                break
        else:
            used.add(held[0])
    extra = {clean_name(key): cell_text(value) for key, value in row.items() if key not in used}
    return Cells(_tidied(fields), extra, mended)


def _tidied(fields: dict[str, str]) -> dict[str, str]:
    """Clean every field but the title and the text, which stay as given, and check the sizes."""
    fields["text"] = fields["text"].removeprefix("\ufeff")
    title = fields.get("title", "")
    fields["title"] = "" if title.isspace() else title
    for name in ("id", "outlet", "date", "author", "url", "genre"):
        if name in fields:
            fields[name] = clean_name(fields[name])
    _check_sizes(fields)
    return fields


def _check_sizes(fields: Mapping[str, str]) -> None:
    if not any(character.isalnum() for character in islice(fields["text"], 1000)) and not (
        _WORD.search(fields["text"])
    ):
        raise CannotRead("the article has no text.", fix="Fill it in, or delete the row or file.")
    characters = len(fields["text"]) + len(fields["title"])
    if characters > limits.ARTICLE_CHARACTERS:
        raise CannotRead(
            f"the article has {characters:,} characters; the most is "
            f"{limits.ARTICLE_CHARACTERS:,}.",
            fix="Split the file into its articles.",
        )
    for name, most in (("id", limits.ID_CHARACTERS), ("outlet", limits.OUTLET_CHARACTERS)):
        if len(fields.get(name, "")) > most:
            raise CannotRead(
                f"the {name} {quoted(fields[name], 30)} has {len(fields[name]):,} characters; "
                f"the most is {most}.",
                fix=f"Name the column that holds the {name} with --map {name}=COLUMN.",
            )


def headline_end(text: str) -> int:
    r"""Return where the headline ends that stands in the first line of an untitled text.

    A first line is a headline if it has 3 to 25 words and no full stop at its end, and a blank
    line and at least 50 words follow. Blank lines above it are taken along.

    Parameters
    ----------
    text : str
        The text of an article that has no title of its own.

    Returns
    -------
    int
        Code points up to the end of that line; 0 where it is no headline.

    Examples
    --------
    >>> body = "Fifty words follow here. " * 13
    >>> headline_end("Talks resume in Geneva\n\n" + body)
    22
    >>> headline_end("Talks resume in Geneva\n" + body)
    0
    """
    start = 0
    while blank := _BLANK_LINE.match(text, start):
        start = blank.end()
    line_end = _LINE_END.search(text, start)
    if line_end is None or not _BLANK_LINE.match(text, line_end.end()):
        return 0
    line = text[start : line_end.start()].rstrip()
    if line.rstrip(_CLOSING_MARKS).endswith("."):
        return 0
    fewest, most = limits.HEADLINE_WORDS
    words = sum(1 for _ in islice(_WORD.finditer(line), most + 1))
    below = sum(
        1 for _ in islice(_WORD.finditer(text, line_end.end()), limits.WORDS_BELOW_HEADLINE)
    )
    if not fewest <= words <= most or below < limits.WORDS_BELOW_HEADLINE:
        return 0
    return start + len(line)
