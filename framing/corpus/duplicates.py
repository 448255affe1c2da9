"""Text that several articles share: repeats within an outlet, agency copy across outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.corpus.furniture import Line, Span, lines_of
from framing.model import Article

# Shorter paragraphs ("He declined to comment.") can be alike by chance.
_SHARED_WORDS = 20


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def repeats(articles: Sequence[Article]) -> dict[int, int]:
    """Return the articles whose text the same outlet had already run.

    Parameters
    ----------
    articles : sequence of Article

    Returns
    -------
    dict
        Place of the repeat to place of the article that counts: the earliest by date, then the
        first in the input.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for place, article in enumerate(articles):
        groups.setdefault((article.outlet, _key(article.text)), []).append(place)
    found: dict[int, int] = {}
    for places in groups.values():
        first = min(places, key=lambda p: (articles[p].date or "9999", p))
        found.update({place: first for place in places if place != first})
    return found


def shared_paragraphs(
    articles: Sequence[Article], removed: Mapping[int, Sequence[Span]]
) -> dict[int, list[Span]]:
    """Return the paragraphs that several outlets run word for word: no outlet's own words.

    Parameters
    ----------
    articles : sequence of Article
    removed : mapping of place to furniture
        Furniture is shared, but counted as neither.

    Returns
    -------
    dict of place to spans
    """
    outlets: dict[str, set[str]] = {}
    long: list[tuple[int, Line, str]] = []
    for place, article in enumerate(articles):
        taken = {span.start for span in removed.get(place, ())}
        for line in lines_of(article.text):
            if line.text.count(" ") < _SHARED_WORDS or line.start in taken:
                continue
            key = _key(line.text)
            outlets.setdefault(key, set()).add(article.outlet)
            long.append((place, line, key))
    found: dict[int, list[Span]] = {}
    for place, line, key in long:
        if len(outlets[key]) > 1:
            found.setdefault(place, []).append(Span("text", line.start, line.end, "shared text"))
    return found
