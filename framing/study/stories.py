"""From segments to stories: words are read where they are counted already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from framing.compare.stories import stories_of
from framing.compare.storytexts import bags_of, keys_of, vectors
from framing.study.segments import Batch
from framing.text.vocabulary import Vocabulary


def stories_told(
    parts: Sequence[Batch], vocabulary: Vocabulary, frequencies: Mapping[str, float]
) -> dict[str, str]:
    """Return the story of each article id, in the order of the articles.

    ``frequencies`` has the share of news articles that have a word.
    """
    articles = [article for part in parts for article in part.segment.articles]
    order = np.array(sorted(range(len(articles)), key=lambda n: articles[n].id), dtype=np.int32)
    keys = keys_of(vocabulary, frequencies)
    bags = [
        bags_of(part.segment, part.types, [removed for removed, _, _ in part.marked], keys)
        for part in parts
    ]
    sizes = [len(part.segment.articles) for part in parts]
    told = stories_of([articles[n] for n in order], vectors(bags, sizes, keys, order))
    return {article.id: told[article.id] for article in articles}
