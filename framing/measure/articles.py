"""Words and hits of each article, voice by voice: what every rate is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from framing.model import TABLES, Article, Lexicon, Segment
from framing.text.speech import Speech
from framing.text.voices import Voice

LongArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

# Which voices a choice of `--voice` counts, in numerator and denominator alike.
MEASURED: dict[str, tuple[Voice, ...]] = {
    "own": (Voice.HEADLINE, Voice.OWN),
    "quoted": (Voice.QUOTED,),
    "all": (Voice.QUOTED, Voice.PARAPHRASE, Voice.HEADLINE, Voice.OWN),
}
# Naming and frames: whatever the outlet did not put in quotation marks.
UNQUOTED = (Voice.PARAPHRASE, Voice.HEADLINE, Voice.OWN)
WORDS = (Voice.QUOTED, Voice.PARAPHRASE, Voice.HEADLINE, Voice.OWN)
PER = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The articles of a run as a sample: outlets, and words of each article in each voice.

    ``outlets`` are in the order in which the report shows them; ``outlet`` has the place of each
    article's outlet there; ``words`` has shape (n_articles, n_voices), by `Voice`.
    """

    articles: tuple[Article, ...]
    outlets: tuple[str, ...]
    outlet: LongArray
    words: LongArray

    def words_in(self, voices: Sequence[Voice]) -> LongArray:
        """Return the words of each article in some voices."""
        return np.asarray(self.words[:, [int(voice) for voice in voices]].sum(axis=1))

    def of(self, outlet: int) -> LongArray:
        """Return the places of an outlet's articles."""
        return np.flatnonzero(self.outlet == outlet)


def words_by_voice(segment: Segment, speech: Speech, part: npt.NDArray[np.int32]) -> LongArray:
    """Count the words of each article of a segment in each voice.

    Returns
    -------
    int64 array, shape (n_articles, n_voices)
    """
    voices = len(Voice)
    keys = (part // 2).astype(np.int64) * voices + speech.voice
    counts = np.bincount(keys, minlength=len(segment.articles) * voices)
    return counts.reshape(-1, voices).astype(np.int64)


def sample_of(
    articles: Sequence[Article], words: Sequence[LongArray], outlets: Sequence[str]
) -> Sample:
    """Gather what the segments counted; outlets are shown in the order asked for, else by name."""
    known = sorted({article.outlet for article in articles}, key=lambda o: (o.casefold(), o))
    order = tuple(o for o in outlets if o in known) or tuple(known)
    place = {outlet: number for number, outlet in enumerate(order)}
    return Sample(
        articles=tuple(articles),
        outlets=order,
        outlet=np.array([place[article.outlet] for article in articles], dtype=np.int64),
        words=np.concatenate(words) if words else np.zeros((0, len(Voice)), dtype=np.int64),
    )


class HitIndex:
    """The hits of a run as arrays over articles.

    Parameters
    ----------
    hits : pyarrow Table
        As `hits_table` builds it.
    sample : Sample
    """

    def __init__(self, hits: pa.Table, sample: Sample) -> None:
        self.hits = hits
        places = {article.id: place for place, article in enumerate(sample.articles)}
        self.article = _codes(hits["article"], places)
        self.voice = _codes(hits["voice"], {voice.label: int(voice) for voice in Voice})
        self.strength = np.asarray(hits["strength"], dtype=np.int64)
        self.counted = np.asarray(pc.equal(hits["counts"], 1).fill_null(False), dtype=np.bool_)  # noqa: FBT003
        self._size = len(sample.articles)

    def per_article(self, rows: BoolArray) -> LongArray:
        """Count the chosen rows of each article."""
        return np.bincount(self.article[rows], minlength=self._size).astype(np.int64)

    def in_voices(self, voices: Sequence[Voice]) -> BoolArray:
        """Tell which rows are in any of the voices."""
        wanted = np.zeros(len(Voice), dtype=np.bool_)
        wanted[[int(voice) for voice in voices]] = True
        return np.asarray(wanted[self.voice])

    def in_categories(self, lexicons: Sequence[Lexicon]) -> BoolArray:
        """Tell which rows their category counts: of a loaded one, what is loaded in it.

        The plain names of a referent stand beside the marked ones in the lists; a rate of contested
        names that had them in it would tell what the news was about.
        """
        loaded = {(one.name, c.code) for one in lexicons for c in one.categories if c.loaded}
        lexicon, names = self.codes("lexicon")
        category, codes = self.codes("category")
        marked, answers = self.codes("loaded")
        if not len(lexicon):
            return np.zeros(0, dtype=np.bool_)
        asks = np.array([[(n, c) in loaded for c in codes] for n in names], dtype=np.bool_)
        return np.asarray(~asks[lexicon, category] | (np.array(answers) == "yes")[marked])

    def codes(self, column: str) -> tuple[LongArray, list[str]]:
        """Return a text column as numbers, and the texts they stand for; -1 for empty cells."""
        encoded = self.hits[column].combine_chunks()
        numbers = np.asarray(encoded.indices.fill_null(-1), dtype=np.int64)
        return numbers, encoded.dictionary.to_pylist()


def _codes(column: pa.ChunkedArray, numbers: dict[str, int]) -> LongArray:
    encoded = column.combine_chunks()
    table = np.array([numbers[text] for text in encoded.dictionary.to_pylist()], dtype=np.int64)
    index = np.asarray(encoded.indices, dtype=np.int64)
    return table[index] if len(table) else index


def articles_table(
    sample: Sample, index: HitIndex, voice: str, stories: Mapping[str, str]
) -> pa.Table:
    """Build the table of articles: words in each voice, and the main measure.

    ``words`` leaves furniture and shared text out. ``loaded`` and ``strong`` count spans in the
    voice that was asked for, ``rate`` is ``loaded`` per 1,000 words of that voice, null where the
    article has no such words.
    """
    articles = sample.articles
    measured = index.in_voices(MEASURED[voice]) & index.counted
    loaded = index.per_article(measured)
    strong = index.per_article(measured & (index.strength >= 2))  # noqa: PLR2004 -- strength 2 or 3
    quoted = index.per_article(index.in_voices([Voice.QUOTED]) & index.counted)
    words = sample.words_in(MEASURED[voice])
    rate = PER * loaded / np.maximum(words, 1)
    text = {
        "article": [a.id for a in articles],
        "outlet": [a.outlet for a in articles],
        **{
            name: [getattr(a, name) or None for a in articles]
            for name in ("date", "title", "author", "url", "genre")
        },
        "story": [stories.get(a.id) for a in articles],
    }
    columns = {name: pa.array(values, pa.string()) for name, values in text.items()}
    numbers = {
        "words": sample.words_in(WORDS),
        **{
            f"words_{one.label}": sample.words[:, one]
            for one in (Voice.OWN, Voice.HEADLINE, Voice.PARAPHRASE, Voice.QUOTED, Voice.SHARED)
        },
        "loaded": loaded,
        "strong": strong,
        "loaded_quoted": quoted,
    }
    columns |= {name: pa.array(values) for name, values in numbers.items()}
    columns["rate"] = pa.array(rate, mask=words == 0)
    return pa.table({name: columns[name] for name in TABLES["articles"]})
