"""What is taken out of articles before their words are counted, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.corpus.duplicates import repeats, shared_paragraphs
from framing.corpus.fields import headline_end
from framing.corpus.furniture import FurnitureList, Pattern, Span, furniture_of, repeated_lines
from framing.model import Article

Stretches = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """The articles that count, and the stretches of their texts that do not.

    ``removed`` and ``shared`` have one tuple of spans an article; ``headline`` the length of the
    headline that stands in an article's text, 0 where none does; ``repeated`` the articles left
    out because their outlet had run them before, with the id of the one that counts.
    """

    articles: tuple[Article, ...]
    removed: tuple[tuple[Span, ...], ...]
    shared: tuple[tuple[Span, ...], ...]
    headline: tuple[int, ...]
    repeated: tuple[tuple[Article, str], ...]

    def stretches(self, place: int) -> tuple[Stretches, Stretches, Stretches]:
        """Return what is furniture, shared text and headline in the text of one article."""
        removed = tuple((span.start, span.end) for span in self.removed[place])
        shared = tuple((span.start, span.end) for span in self.shared[place])
        end = self.headline[place]
        return removed, shared, ((0, end),) if end else ()

    def taken_out(self) -> list[tuple[Article, str, int, int, str]]:
        """Return all that was taken out or set apart: article, part, start, end and reason."""
        rows = [
            (article, span.part, span.start, span.end, span.reason)
            for article, removed, shared in zip(
                self.articles, self.removed, self.shared, strict=True
            )
            for span in sorted((*removed, *shared), key=lambda span: span.start)
        ]
        rows += [
            (article, "text", 0, len(article.text), f"the same text as {first}")
            for article, first in self.repeated
        ]
        return rows


def clean(articles: Sequence[Article], patterns: Sequence[Pattern] | None) -> Cleaned:
    """Find furniture, repeats and shared text.

    Parameters
    ----------
    articles : sequence of Article
    patterns : sequence of Pattern, optional
        The editable list of furniture lines; None takes nothing out and infers no headline.

    Returns
    -------
    Cleaned
    """
    if patterns is None:
        nothing: tuple[tuple[Span, ...], ...] = ((),) * len(articles)
        return Cleaned(tuple(articles), nothing, nothing, (0,) * len(articles), ())
    again = repeats(articles)
    kept = [article for place, article in enumerate(articles) if place not in again]
    listed, repeated = FurnitureList(patterns), repeated_lines(kept)
    removed = [tuple(furniture_of(article, listed, repeated)) for article in kept]
    shared = shared_paragraphs(kept, dict(enumerate(removed)))
    headline = [0 if article.title else headline_end(article.text) for article in kept]
    return Cleaned(
        articles=tuple(kept),
        removed=tuple(removed),
        shared=tuple(tuple(shared.get(place, ())) for place in range(len(kept))),
        headline=tuple(headline),
        repeated=tuple((articles[p], articles[first].id) for p, first in sorted(again.items())),
    )
