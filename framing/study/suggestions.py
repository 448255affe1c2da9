"""Words and phrases that may be worth adding to a lexicon, with the sentences they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pyarrow as pa

from framing.corpus.reading import Reading
from framing.model import Analysis, Article, Options
from framing.settings import (
    LEAST_ARTICLES,
    LEAST_HITS,
    SUGGEST_G2,
    SUGGEST_NAME_SHARE,
    SUGGEST_SENTENCES,
    SUGGEST_SHOWN,
)
from framing.study import AT_ONCE, Work, analyse
from framing.study.tools import Toolbox
from framing.text.tokens import segment_of
from framing.text.vocabulary import word_key

# Stretches of text that are not the outlet's own voice, or that its reader never sees.
_SPOKEN = frozenset({"direct", "paraphrase"})

Spans = dict[tuple[str, str], list[tuple[int, int]]]


@dataclass(slots=True)
class _Seen:
    """Where a word or phrase was seen: articles, and sentences with a marked word or without."""

    hits: int = 0
    articles: dict[str, None] = field(default_factory=dict)
    sentences: dict[tuple[str, str, int], None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence: its key, its words as (key, written), None where a word is not counted."""

    key: tuple[str, str, int]
    words: tuple[tuple[str, str] | None, ...]
    marked: bool
    text: str


def suggest_terms(
    reading: Reading,
    tools: Toolbox,
    options: Options,
    *,
    decided: Collection[str] = (),
    work: Work = AT_ONCE,
) -> pa.Table:
    """Suggest terms that are distinctive for an outlet, or stand beside marked words.

    Both by the log-likelihood ratio: for outlets over articles, for marked words over sentences,
    each in headline and own voice. Names, function words and what a lexicon marks already are
    left out.

    Parameters
    ----------
    reading : Reading
    tools : Toolbox
    options : Options
    decided : collection of str
        Terms that a person has accepted or rejected.
    work : Work, optional

    Returns
    -------
    pyarrow Table
        term, hits, articles, why, g2, sentences; the strongest association first.
    """
    analysis = analyse(reading, tools, options, work=work)
    sentences = list(_sentences(analysis))
    function_words = tools.lists.function_words
    names = _names(sentences)
    seen = _collect(
        sentences,
        lambda key: key in function_words or key in names or not any(c.isalpha() for c in key),
    )
    rows = sorted(_judged(seen, sentences, analysis, decided), key=lambda row: (-row[4], row[0]))
    columns = ("term", "hits", "articles", "why", "g2", "sentences")
    kinds = (pa.string(), pa.int64(), pa.int64(), pa.string(), pa.float64(), pa.string())
    return pa.table(
        {
            name: pa.array([row[place] for row in rows[:SUGGEST_SHOWN]], kind)
            for place, (name, kind) in enumerate(zip(columns, kinds, strict=True))
        }
    )


def _sentences(analysis: Analysis) -> Iterator[_Sentence]:
    """Yield the sentences of all articles, with the words that are the outlet's own."""
    spoken = _spans(analysis.tables["quotations"], _SPOKEN)
    hidden = _spans(analysis.tables["removed"], None)
    marked = _spans(analysis.tables["hits"], None)
    bounds = _spans(analysis.tables["sentences"], None)
    for article in analysis.articles:
        for part, text in (("title", article.title), ("text", article.text)):
            place = (article.id, part)
            out = sorted([*spoken.get(place, ()), *hidden.get(place, ())])
            words = _words(article, text)
            hits = sorted(marked.get(place, ()))
            for start, end in bounds.get(place, ()):
                inside = [word for word in words if start <= word[0] < end]
                own = [_within(word[0], out) for word in inside]
                own_hits = [_within(word[0], hits) for word in inside]
                yield _Sentence(
                    (article.id, part, start),
                    tuple(
                        None if left_out or hit else (word_key(written), written)
                        for (_, written), left_out, hit in zip(inside, own, own_hits, strict=True)
                    ),
                    marked=any(
                        hit and not left_out for hit, left_out in zip(own_hits, own, strict=True)
                    ),
                    text=" ".join(text[start:end].split()),
                )


def _words(article: Article, text: str) -> list[tuple[int, str]]:
    segment = segment_of([Article(article.id, article.outlet, text)])
    base = int(segment.part_start[1])
    return [
        (start - base, segment.text[start:end])
        for start, end in zip(segment.starts.tolist(), segment.ends.tolist(), strict=True)
    ]


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _spans(table: pa.Table, kinds: Collection[str] | None) -> Spans:
    found: Spans = defaultdict(list)
    kind = table["kind"].to_pylist() if kinds else [None] * len(table)
    columns = (table[name].to_pylist() for name in ("article", "part", "start", "end"))
    for one, article, part, start, end in zip(kind, *columns, strict=True):
        if kinds is None or one in kinds:
            found[article, part].append((start, end))
    return found


def _names(sentences: list[_Sentence]) -> set[str]:
    """Return the words that are mostly written with a capital, first words of sentences aside."""
    capital: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sentence in sentences:
        for word in sentence.words[1:]:
            if word:
                total[word[0]] += 1
                capital[word[0]] += word[1][:1].isupper()
    return {key for key, count in total.items() if capital[key] > SUGGEST_NAME_SHARE * count}


def _collect(sentences: list[_Sentence], dull: Callable[[str], bool]) -> dict[str, _Seen]:
    """Gather every word, and every pair of words side by side, that is worth looking at."""
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for sentence in sentences:
        keys = [word[0] if word and not dull(word[0]) else "" for word in sentence.words]
        pairs = [f"{one} {other}" for one, other in pairwise(keys) if one and other]
        for term in [*filter(None, keys), *pairs]:
            place = seen[term]
            place.hits += 1
            place.articles[sentence.key[0]] = None
            place.sentences[sentence.key] = None
    return seen


def _judged(
    seen: dict[str, _Seen],
    sentences: list[_Sentence],
    analysis: Analysis,
    decided: Collection[str],
) -> Iterator[tuple[str, int, int, str, float, str]]:
    from nltk.metrics.association import BigramAssocMeasures  # noqa: PLC0415 -- seconds to import

    measure = BigramAssocMeasures.likelihood_ratio

    def g2(both: int, one: int, other: int, total: int) -> float:
        """Return the likelihood ratio where they meet more often than by chance, else 0."""
        return float(measure(both, (one, other), total)) if both * total > one * other else 0.0

    outlet = {article.id: article.outlet for article in analysis.articles}
    sizes = Counter(outlet.values())
    marked = {sentence.key for sentence in sentences if sentence.marked}
    text = {sentence.key: sentence.text for sentence in sentences}
    words = sum(one.hits for term, one in seen.items() if " " not in term)
    for term, one in seen.items():
        if one.hits < LEAST_HITS or len(one.articles) < LEAST_ARTICLES or term in decided:
            continue
        parts = term.split(" ")
        if len(parts) > 1:
            first, second = (seen[part].hits for part in parts)
            if g2(one.hits, first, second, words) < SUGGEST_G2:
                continue
        inside = len(one.sentences.keys() & marked)
        reasons = [(g2(inside, len(one.sentences), len(marked), len(sentences)), "marked words")]
        for name, count in Counter(outlet[article] for article in one.articles).items():
            reasons.append((g2(count, len(one.articles), sizes[name], len(outlet)), name))
        strength, why = max(reasons)
        if strength >= SUGGEST_G2:
            shown = " / ".join(text[key] for key in list(one.sentences)[:SUGGEST_SENTENCES])
            yield term, one.hits, len(one.articles), why, strength, shown
