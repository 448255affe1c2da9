"""Key words in context: the hits of a query with what stands before and after them."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from framing.errors import UsageError
from framing.model import Article, Category, Entry, Lexicon

# The lexicon that a plain query becomes, and its only category.
QUERY = "query"


def query_lexicon(query: str, like: Lexicon) -> Lexicon:
    """Return a lexicon of one entry, for a word or phrase; slots are those of ``like``."""
    return Lexicon(
        name=QUERY,
        version="",
        language=like.language,
        licence="",
        editors=(),
        marks="what was asked for",
        categories=(Category(QUERY, "query", "", loaded=False),),
        entries=(Entry(query, QUERY, strength=0),),
        examples=(),
        referents=(),
        slots=like.slots,
        digest="",
        path="",
    )


def is_plain(query: str, lexicons: Sequence[Lexicon]) -> bool:
    """Tell whether a query is a word or phrase, not ``@category`` or ``lexicon:term``."""
    name = query.partition(":")[0]
    return not query.startswith("@") and not any(one.name == name for one in lexicons)


def concordance(
    hits: pa.Table, query: str, articles: Sequence[Article], lexicons: Sequence[Lexicon]
) -> pa.Table:
    """Return the hits of a query in their context.

    Parameters
    ----------
    hits : pyarrow Table
    query : str
        A word or phrase, ``@category``, or ``lexicon:term``.
    articles, lexicons
        Those of the run.

    Returns
    -------
    pyarrow Table
        ``hit, outlet, date, article, voice, left, match, right``. Each hit of ``hits.csv`` once.

    Raises
    ------
    UsageError
        There is no such category or entry.
    """
    chosen = hits.filter(_wanted(hits, query, lexicons))
    texts = {article.id: article for article in articles}
    left, right = [], []
    columns = ["article", "part", "start", "matched", "sentence"]
    for row in chosen.select(columns).to_pylist():
        article = texts[row["article"]]
        text = article.title if row["part"] == "title" else article.text
        before, after = _sides(text[: row["start"]], row["matched"], row["sentence"])
        left.append(before)
        right.append(after)
    table = chosen.select(["hit", "outlet", "date", "article", "voice"])
    table = table.append_column("left", pa.array(left, pa.string()))
    table = table.append_column("match", chosen["matched"])
    return table.append_column("right", pa.array(right, pa.string()))


def _sides(before: str, matched: str, sentence: str) -> tuple[str, str]:
    """Return what stands before and after a match in its sentence."""
    word = _flat(matched)
    read = _flat(before[-2 * len(sentence) :])
    place = sentence.find(word)
    best = place
    while place >= 0:
        # The word may stand in its sentence more than once: the right one has this text before it.
        if read.endswith(sentence[:place].rstrip()):
            best = place
        place = sentence.find(word, place + 1)
    return sentence[:best].rstrip(), sentence[best + len(word) :].lstrip()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _wanted(hits: pa.Table, query: str, lexicons: Sequence[Lexicon]) -> pa.ChunkedArray:
    if query.startswith("@"):
        code = query.removeprefix("@")
        known = sorted({c.code for one in lexicons for c in one.categories if c.code != "none"})
        families = {name.partition(":")[0] for name in known}
        if code not in known and code not in families:
            raise UsageError(f"there is no category '{code}'.", fix=f"Known: {', '.join(known)}.")
        inside = [c for c in known if code in {c, c.partition(":")[0]}]
        return pc.is_in(hits["category"], value_set=pa.array(inside))
    if is_plain(query, lexicons):
        return pc.equal(hits["lexicon"], QUERY)
    name, _, term = query.partition(":")
    lexicon = next(one for one in lexicons if one.name == name)
    terms = [entry.term for entry in lexicon.entries if entry.term.lower() == term.lower()]
    if not terms:
        raise UsageError(
            f"the lexicon '{name}' has no entry '{term}'.",
            fix=f"See 'framing lexicon show {name}'.",
        )
    return pc.and_(
        pc.equal(hits["lexicon"], name), pc.is_in(hits["entry"], value_set=pa.array(terms))
    )
