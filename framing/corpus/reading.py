"""Reading articles: from files and folders to articles with an id, an outlet and a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.corpus.containers import Source, open_files
from framing.corpus.dates import AmbiguousDate, UnreadDate, parse_date, strptime_format
from framing.corpus.fields import Columns, read_cells
from framing.corpus.formats import read_rows
from framing.corpus.ids import Draft, give_ids
from framing.corpus.journal import CannotRead, Journal, Remark, place_of
from framing.corpus.language import is_language
from framing.corpus.names import quoted
from framing.corpus.outlets import name_outlets
from framing.corpus.rows import Reader
from framing.corpus.selection import group_by, select_dates, select_outlets, select_where
from framing.corpus.walking import find_files
from framing.model import Article, Problem

_AMBIGUOUS = Remark(
    one="1 date can be read as day/month or month/day and is left empty: {first}. Say which with "
    "--date-format DD/MM/YYYY or MM/DD/YYYY.",
    many="{count} dates can be read as day/month or month/day and are left empty, the first: "
    "{first}. Say which with --date-format DD/MM/YYYY or MM/DD/YYYY.",
)
_UNREAD = Remark(
    one="1 date cannot be read and is left empty: {first}. Write YYYY-MM-DD, or give the form "
    "with --date-format.",
    many="{count} dates cannot be read and are left empty, the first: {first}. Write YYYY-MM-DD, "
    "or give the form with --date-format.",
)

_MENDED = Remark(
    one="1 article holds broken characters, which are replaced: {first}.",
    many="{count} articles hold broken characters, which are replaced, the first: {first}.",
)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What to read, and how.

    Parameters
    ----------
    fields : mapping of str to str
        Field to the column that holds it (``--map outlet=publication``).
    date_format : str
        ``DD/MM/YYYY`` or ``%d/%m/%Y``; empty for ISO and the usual forms.
    group : str
        A field to compare by instead of the outlet.
    since, until : str
        The first and last day, both included.
    where : tuple of (field, value)
        Values of one field are alternatives; different fields must all fit.
    outlets : tuple of str
        The only outlets to keep, in this order.
    language : str
        The name of the lexicons' language, for messages.
    function_words : frozenset of str
        Those of that language; empty to take every article, whatever its language.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""
    group: str = ""
    since: str = ""
    until: str = ""
    where: tuple[tuple[str, str], ...] = ()
    outlets: tuple[str, ...] = ()
    language: str = "English"
    function_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles, what was left out, and what is said once."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_articles(inputs: Sequence[Path | str], *, options: ReadOptions | None = None) -> Reading:
    """Read articles from files, folders and standard input (``-``).

    Parameters
    ----------
    inputs : sequence of Path or str
        Any mix of folders and ``.txt .html .htm .jsonl .json .csv .tsv .parquet .zip .gz``.
    options : ReadOptions, optional

    Returns
    -------
    Reading
        Without articles where nothing could be used: what to do then is the caller's.

    Raises
    ------
    UsageError
        An option names a field, column, outlet or date that does not exist.
    """
    options = options or ReadOptions()
    journal = Journal()
    columns = Columns(options.fields)
    date_format = strptime_format(options.date_format)
    drafts = list(_read_drafts(inputs, Reader(columns, journal)))
    columns.check_renamed()
    by_id = give_ids(drafts, journal)
    outlets = name_outlets(by_id, journal)
    articles = [
        _article(name, outlets[name], draft, _date(draft, date_format, journal))
        for name, draft in by_id.items()
    ]
    kept = _in_language(_selected(articles, options, journal), options, journal)
    return Reading(tuple(kept), journal.problems(), journal.notes())


def _read_drafts(inputs: Sequence[Path | str], reader: Reader) -> Iterator[Draft]:
    for source in open_files(find_files(inputs, reader.journal), reader.journal):
        rows = 0
        faults = reader.journal.count()
        try:
            for draft in _drafts_of(source, reader):
                rows += 1
                yield draft
        except CannotRead as error:
            reader.journal.leave_out(source.origin.place, error.what, error.fix)
        if not rows and reader.journal.count() == faults:
            reader.journal.leave_out(
                source.origin.place, "holds no article.", "Look what is in it."
            )


def _drafts_of(source: Source, reader: Reader) -> Iterator[Draft]:
    for row in read_rows(source, reader):
        try:
            cells = read_cells(row.cells, reader.columns, reader.journal)
        except CannotRead as error:
            reader.bad_row(source, row.line, error)
            continue
        number = row.number if row.line else 0
        place = place_of(source.origin.place, row.line)
        if cells.mended:
            reader.journal.remark(_MENDED, place)
        yield Draft(source.origin, number, place, cells)


def _date(draft: Draft, date_format: str, journal: Journal) -> str:
    value = draft.cells.fields.get("date", "")
    if not value:
        return ""
    try:
        return parse_date(value, date_format=date_format)
    except AmbiguousDate:
        journal.remark(_AMBIGUOUS, f"{quoted(value)} at {draft.place}")
    except UnreadDate:
        journal.remark(_UNREAD, f"{quoted(value)} at {draft.place}")
    return ""


def _article(name: str, outlet: str, draft: Draft, date: str) -> Article:
    fields = draft.cells.fields
    return Article(
        id=name,
        outlet=outlet,
        text=fields["text"],
        title=fields["title"],
        date=date,
        author=fields.get("author", ""),
        url=fields.get("url", ""),
        genre=fields.get("genre", ""),
        place=draft.place,
        extra=draft.cells.extra,
    )


def _selected(articles: list[Article], options: ReadOptions, journal: Journal) -> list[Article]:
    articles = select_dates(articles, options.since, options.until, journal)
    # A column given to a field by --map goes by the field's name from here on.
    field_of_column = {column: name for name, column in options.fields.items()}
    where = [(field_of_column.get(name, name), value) for name, value in options.where]
    articles = select_where(articles, where)
    if options.group:
        group = field_of_column.get(options.group, options.group)
        articles = group_by(articles, group, journal)
    return select_outlets(articles, options.outlets)


def _in_language(
    articles: Iterable[Article], options: ReadOptions, journal: Journal
) -> Iterator[Article]:
    for article in articles:
        if not options.function_words or is_language(article.text, options.function_words):
            yield article
        else:
            journal.leave_out(
                article.place,
                f"the article is not in {options.language}, the language of the lexicons.",
                "Take it out, or use lexicons in its language.",
            )
