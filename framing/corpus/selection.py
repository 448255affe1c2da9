"""Which of the articles read are compared, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from framing.corpus.dates import parse_date
from framing.corpus.fields import SYNONYMS, column_key
from framing.corpus.journal import Journal, Remark
from framing.corpus.names import clean_name, quoted
from framing.errors import UsageError
from framing.model import Article

_OWN_FIELDS: dict[str, Callable[[Article], str]] = {
    "id": lambda article: article.id,
    "outlet": lambda article: article.outlet,
    "title": lambda article: article.title,
    "date": lambda article: article.date,
    "author": lambda article: article.author,
    "url": lambda article: article.url,
    "genre": lambda article: article.genre,
}
_UNDATED = Remark(
    one="1 article has no date and is left out by --since or --until: {first}.",
    many="{count} articles have no date and are left out by --since or --until; the first: "
    "{first}.",
)
_SHOWN = 8


def field_of(article: Article, name: str) -> str:
    """Return a field of an article or one of the user's own columns; empty where it has none."""
    if name in _OWN_FIELDS:
        return _OWN_FIELDS[name](article)
    return clean_name(article.extra.get(name, ""))


def select_dates(
    articles: Iterable[Article], since: str, until: str, journal: Journal
) -> list[Article]:
    """Keep the articles dated from one day to another, both included.

    Parameters
    ----------
    articles : iterable of Article
    since, until : str
        Dates in any form that `parse_date` reads; empty for no limit.
    journal : Journal
        Is told how many articles have no date.

    Returns
    -------
    list of Article

    Raises
    ------
    UsageError
        A limit is no date, or the first is after the second.
    """
    first, last = _limit(since, "--since"), _limit(until, "--until")
    if first and last and first > last:
        raise UsageError(
            f"{first} is after {last}.", where="--since", fix="Exchange --since and --until."
        )
    kept = []
    for article in articles:
        if not article.date and (first or last):
            journal.remark(_UNDATED, article.place)
        elif first <= article.date and (not last or article.date <= last):
            kept.append(article)
    return kept


def _limit(value: str, option: str) -> str:
    if not value:
        return ""
    try:
        return parse_date(value)
    except UsageError as error:
        raise UsageError(error.what, where=option, fix="Write YYYY-MM-DD.") from None


def select_where(articles: Sequence[Article], where: Iterable[tuple[str, str]]) -> list[Article]:
    """Keep the articles whose fields have the values asked for, whatever their case.

    Parameters
    ----------
    articles : sequence of Article
    where : iterable of (field, value)
        Values of the same field are alternatives; different fields must all fit.

    Returns
    -------
    list of Article

    Raises
    ------
    UsageError
        No article has the field.
    """
    wanted: dict[str, set[str]] = {}
    for name, value in where:
        wanted.setdefault(name, set()).add(clean_name(value).casefold())
    kept = list(articles)
    for name, values in wanted.items():
        field = _known_field(articles, name, "--where")
        kept = [article for article in kept if field_of(article, field).casefold() in values]
    return kept


def _known_field(articles: Sequence[Article], name: str, option: str) -> str:
    """Return the field or column meant; refuse one that no article has, naming those there are."""
    if name in _OWN_FIELDS or not articles or any(name in article.extra for article in articles):
        return name
    key = column_key(name)
    for own in _OWN_FIELDS:
        if key == own or key in SYNONYMS[own]:
            return own  # the column was read as this field
    known = [*_OWN_FIELDS, *sorted({key for article in articles for key in article.extra})]
    raise UsageError(
        f"no article has a field {quoted(name)}.", where=option, fix=_choices(name, known)
    )


def _choices(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    more = ", ..." if len(known) > _SHOWN else ""
    listed = ", ".join(quoted(each) for each in known[:_SHOWN]) + more
    return f"Did you mean {quoted(near[0])}?" if near else f"There are {listed}."


def group_by(articles: Sequence[Article], name: str, journal: Journal) -> list[Article]:
    """Put another field in the outlet's place; the outlet stays in ``extra["outlet"]``.

    Parameters
    ----------
    articles : sequence of Article
    name : str
        A field, or a column of the user's.
    journal : Journal
        Is told how many articles have nothing in that field: they are left out.

    Returns
    -------
    list of Article

    Raises
    ------
    UsageError
        No article has the field.
    """
    name = _known_field(articles, name, "--group")
    if name == "outlet":
        return list(articles)
    empty = [article for article in articles if not field_of(article, name)]
    if empty:
        many = (
            "1 article has" if len(empty) == 1 else f"{len(empty):,} articles, this one first, have"
        )
        journal.leave_out(
            empty[0].place,
            f"{many} nothing in {quoted(name)} to group by.",
            "Fill it in, or leave them out with --where.",
        )
    return [
        replace(
            article,
            outlet=field_of(article, name),
            extra={**article.extra, "outlet": article.outlet},
        )
        for article in articles
        if field_of(article, name)
    ]


def select_outlets(articles: Sequence[Article], names: Sequence[str]) -> list[Article]:
    """Keep the outlets named, in that order; names count whatever their case.

    Parameters
    ----------
    articles : sequence of Article
    names : sequence of str
        Empty for all outlets, in the order met.

    Returns
    -------
    list of Article

    Raises
    ------
    UsageError
        There is no outlet of a name.
    """
    if not names or not articles:
        return list(articles)
    known = {article.outlet.casefold(): article.outlet for article in articles}
    order: dict[str, int] = {}
    for name in names:
        key = clean_name(name).casefold()
        if key not in known:
            raise UsageError(
                f"there is no outlet {quoted(name)}.",
                where="--outlets",
                fix=_choices(name, list(known.values())),
            )
        order.setdefault(key, len(order))
    kept = [article for article in articles if article.outlet.casefold() in order]
    return sorted(kept, key=lambda article: order[article.outlet.casefold()])
