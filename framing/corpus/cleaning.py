"""What is taken out of articles before their words are counted, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from framing.corpus.duplicates import Comparer, in_order, near_duplicates, same_texts
from framing.corpus.fields import headline_end
from framing.corpus.furniture import Lookup, repeated_lines
from framing.corpus.lines import Span
from framing.corpus.patterns import Pattern
from framing.corpus.shared import shared_text
from framing.corpus.sketches import sketch
from framing.model import Article

Stretches = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """The articles that count, and the stretches of their texts that do not.

    ``removed`` and ``shared`` have one tuple of spans an article; ``headline`` the length of the
    headline that stands in an article's text, 0 where none does; ``agency`` the news agency that
    an article's dateline or credits name, or nothing; ``repeated`` the articles left out because
    their outlet had run them before, with the id of the one that counts.
    """

    articles: tuple[Article, ...]
    removed: tuple[tuple[Span, ...], ...]
    shared: tuple[tuple[Span, ...], ...]
    headline: tuple[int, ...]
    agency: tuple[str, ...]
    repeated: tuple[tuple[Article, str], ...]

    def of(self, outlets: Collection[str]) -> Cleaned:
        """Return what is known of the articles of some outlets."""
        kept = [n for n, article in enumerate(self.articles) if article.outlet in outlets]
        return Cleaned(
            articles=tuple(self.articles[n] for n in kept),
            removed=tuple(self.removed[n] for n in kept),
            shared=tuple(self.shared[n] for n in kept),
            headline=tuple(self.headline[n] for n in kept),
            agency=tuple(self.agency[n] for n in kept),
            repeated=tuple(pair for pair in self.repeated if pair[0].outlet in outlets),
        )

    def stretches(self, place: int) -> tuple[Stretches, Stretches, Stretches]:
        """Return what is furniture, shared text and headline in the text of one article."""
        end = self.headline[place]
        return (
            _stretches(self.removed[place]),
            _stretches(self.shared[place]),
            ((0, end),) if end else (),
        )

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


def clean(
    articles: Sequence[Article],
    furniture: Sequence[Pattern] | None,
    provenance: Sequence[Pattern] = (),
) -> Cleaned:
    """Find furniture, repeats and shared text.

    Parameters
    ----------
    articles : sequence of Article
    furniture : sequence of Pattern, optional
        The editable list of furniture lines; None takes nothing out and infers no headline.
    provenance : sequence of Pattern
        The editable list of agencies' credits; the kind of each is the agency's name.

    Returns
    -------
    Cleaned
    """
    if furniture is None:
        nothing: tuple[tuple[Span, ...], ...] = ((),) * len(articles)
        none = (0,) * len(articles)
        return Cleaned(tuple(articles), nothing, nothing, none, ("",) * len(articles), ())
    again = same_texts(articles)
    unique = [article for place, article in enumerate(articles) if place not in again]
    lookup = Lookup(furniture, provenance)
    found = _Found(unique, lookup)
    kept = [place for place in range(len(unique)) if place not in found.repeats]
    first_of = {unique[p].id: unique[first].id for p, first in found.repeats.items()}
    counts = {a.id: articles[again[p]].id if p in again else a.id for p, a in enumerate(articles)}
    return Cleaned(
        articles=tuple(unique[place] for place in kept),
        removed=tuple(found.pages[place].furniture for place in kept),
        shared=tuple(found.shared.get(place, ()) for place in kept),
        headline=tuple(
            0 if unique[place].title else headline_end(unique[place].text) for place in kept
        ),
        agency=tuple(found.pages[place].agency for place in kept),
        repeated=tuple(
            (article, first_of.get(counts[article.id], counts[article.id]))
            for place, article in enumerate(articles)
            if place in again or article.id in first_of
        ),
    )


class _Found:
    """What is found in articles of which no two of an outlet are letter for letter the same.

    Near-duplicates come first: three versions of a report have all their lines in common, and
    are no ground to call these lines furniture. What they have in common besides the outlet's
    repeated lines decides in the end: short notes in a long frame are not the same.
    """

    def __init__(self, articles: Sequence[Article], lookup: Lookup) -> None:
        texts = [article.text for article in articles]
        self.pages = [lookup.page(article) for article in articles]
        listed = [_stretches(page.furniture) for page in self.pages]
        order = in_order(articles)
        sketches = sketch(texts, order, listed)
        likely = near_duplicates(articles, order, sketches, Comparer(texts, listed))
        repeated = repeated_lines(articles, self.pages, likely)
        for place, article in enumerate(articles):
            lines = repeated.get(article.outlet, frozenset())
            if not lines.isdisjoint(self.pages[place].hashes):
                self.pages[place] = lookup.again(article, self.pages[place], lines)
        taken = [_stretches(page.furniture) for page in self.pages]
        compare = Comparer(texts, taken)
        self.repeats = {
            place: first
            for place, first in likely.items()
            if (taken[place], taken[first]) == (listed[place], listed[first])
            or compare.alike(first, place)
        }
        counted = np.ones(len(texts), np.bool_)
        counted[list(self.repeats)] = False
        agencies = [page.agency for page in self.pages]
        self.shared = shared_text(articles, agencies, taken, sketches.only(counted))


def _stretches(spans: Sequence[Span]) -> Stretches:
    return tuple((span.start, span.end) for span in spans)
