"""From measures to families: what every kind of row counts, article by article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.compare.families import Family, family_of
from framing.compare.profiles import joined, phrases_family, words_family
from framing.compare.robustness import AS_REPORTED
from framing.errors import CheckFailed
from framing.measure.articles import MEASURED, WORDS, HitIndex, Sample
from framing.measure.naming import named_mentions
from framing.measure.outlets import STRONG
from framing.model import Entry, Lexicon
from framing.stats.arrays import BoolArray, LongArray
from framing.study.flow import ReadArticles
from framing.text.voices import Voice

# Categories of terms that only keep others from matching.
_UNCOUNTED = "none"
# What cannot be compared without the words of the articles.
PROFILED = frozenset({"word", "phrase", "distance"})


def families_of(
    index: HitIndex, sample: Sample, lexicons: Sequence[Lexicon], voice: str
) -> tuple[Family, ...]:
    """Return the families that every report compares."""
    entries = [entry for lexicon in lexicons for entry in lexicon.entries]
    return (
        *main_families(index, sample, voice),
        category_family(index, sample, lexicons, voice),
        entry_family(index, sample, voice),
        name_family(index, sample, entries),
        voice_family(sample),
    )


def family_by(by: str, done: ReadArticles, counted: tuple[HitIndex, Sample], voice: str) -> Family:
    """Return the family of a `Contrast`; a distance is one of words."""
    index, sample = counted
    if by in PROFILED:
        return profile_family("phrase" if by == "phrase" else "word", done, sample, voice)
    if by == "naming":
        return name_family(index, sample, [fact.entry for fact in done.reader.facts])
    if by == "voice":
        return voice_family(sample)
    if by == "main":
        return main_families(index, sample, voice)[0]
    if by == "category":
        return category_family(index, sample, done.lexicons, voice)
    return entry_family(index, sample, voice)


def main_families(index: HitIndex, sample: Sample, voice: str) -> tuple[Family, Family]:
    """Return the main measure and its strong part, each a family by itself."""
    words = sample.words_in(MEASURED[voice])
    measured = index.in_voices(MEASURED[voice]) & index.counted
    strong = measured & (index.strength >= STRONG)
    first, second = (
        family_of(
            kind, [item], np.zeros(int(rows.sum()), dtype=np.int64), index.article[rows], words
        )
        for kind, item, rows in (("main", "loaded", measured), ("strong", "strong", strong))
    )
    return first, second


def category_family(
    index: HitIndex, sample: Sample, lexicons: Sequence[Lexicon], voice: str
) -> Family:
    """Return hits of categories, as ``lexicon:category``; of loaded ones the loaded hits."""
    return _coded(index, sample, voice, "category", index.in_categories(lexicons))


def entry_family(index: HitIndex, sample: Sample, voice: str) -> Family:
    """Return hits of entries, as ``lexicon:term``."""
    every = np.ones(len(index.hits), dtype=np.bool_)
    return _coded(index, sample, voice, "entry", every)


def main_choices(index: HitIndex, sample: Sample, lexicons: Sequence[Lexicon]) -> dict[str, Family]:
    """Return the main measure in the outlets' own voice, and under other choices of method.

    All come from the kept rows; what cleaning takes out would have to be read again.
    """
    own, every = MEASURED["own"], sample.words_in(WORDS)
    negated, labels = index.codes("negated")
    affirmed = negated != (labels.index("yes") if "yes" in labels else -2)

    def loaded(voices: Sequence[Voice], rows: BoolArray, words: LongArray) -> Family:
        kept = index.in_voices(voices) & index.counted & rows
        item = np.zeros(int(kept.sum()), dtype=np.int64)
        return family_of("main", ["loaded"], item, index.article[kept], words)

    def in_voices(*voices: Voice) -> Family:
        return loaded(voices, everything, sample.words_in(voices))

    everything = np.ones(len(index.hits), dtype=np.bool_)
    words = sample.words_in(own)
    choices = {
        AS_REPORTED: in_voices(*own),
        "headlines left out": in_voices(Voice.OWN),
        "paraphrase counted as own": in_voices(*own, Voice.PARAPHRASE),
        "quotations counted as well": in_voices(*own, Voice.PARAPHRASE, Voice.QUOTED),
        "negated matches left out": loaded(own, affirmed, words),
        "strength 2 and 3 only": loaded(own, index.strength >= STRONG, words),
        "per 1,000 words of all voices": loaded(own, everything, every),
    }
    tiers = sorted({c.tier for one in lexicons for c in one.categories if c.loaded and c.tier})
    if len(tiers) > 1:
        for tier in tiers:
            choices[f"without the tier {tier}"] = loaded(
                own, ~_of_tier(index, lexicons, tier), words
            )
    return choices


def _of_tier(index: HitIndex, lexicons: Sequence[Lexicon], tier: str) -> BoolArray:
    """Return which hits are of the categories of a tier."""
    pairs = {(one.name, c.code) for one in lexicons for c in one.categories if c.tier == tier}
    lexicon, names = index.codes("lexicon")
    category, codes = index.codes("category")
    known = np.array([[(n, c) in pairs for c in codes] for n in names], dtype=np.bool_)
    if not known.size:
        return np.zeros(len(lexicon), dtype=np.bool_)
    return np.asarray(known[lexicon, category])


def _coded(index: HitIndex, sample: Sample, voice: str, column: str, counting: BoolArray) -> Family:
    """Return the counting hits by what a column says of them."""
    lexicon, lexicons = index.codes("lexicon")
    code, codes = index.codes(column)
    category, categories = index.codes("category")
    idle = np.array([name == _UNCOUNTED for name in [*categories, ""]], dtype=np.bool_)
    rows = index.in_voices(MEASURED[voice]) & ~idle[category] & counting
    pair = lexicon[rows] * max(len(codes), 1) + code[rows]
    found, item = np.unique(pair, return_inverse=True)
    names = [f"{lexicons[p // len(codes)]}:{codes[p % len(codes)]}" for p in found.tolist()]
    words = sample.words_in(MEASURED[voice])
    return _by_name(family_of(column, names, item, index.article[rows], words))


def name_family(index: HitIndex, sample: Sample, entries: Sequence[Entry]) -> Family:
    """Return mentions by each name, among the mentions of its referent: choices, not topics."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 -- slow to import

    found = named_mentions(index, entries)
    size = (len(sample.articles), found.referents)
    whole = found.whole
    ones = np.ones(int(whole.sum()), dtype=np.int64)
    referent = found.referent[found.name[whole]]
    mentions = csr_matrix((ones, (found.article[whole], referent)), shape=size)
    return _by_name(
        family_of("name", found.names, found.name, found.article, mentions[:, found.referent])
    )


def voice_family(sample: Sample) -> Family:
    """Return words in quotations and in paraphrase, of all words of an article."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 -- slow to import

    spoken = (Voice.QUOTED, Voice.PARAPHRASE)
    hits = csr_matrix(sample.words[:, [int(voice) for voice in spoken]])
    return Family("voice", [voice.label for voice in spoken], hits, sample.words_in(WORDS))


def profile_family(kind: str, done: ReadArticles, sample: Sample, voice: str) -> Family:
    """Return the profile of words, or of phrases, from the words that were kept."""
    kept = [(one.stream, len(one.words)) for one in done.segments if one.stream is not None]
    terms = done.reader.terms
    if terms is None or not kept:
        raise CheckFailed("the words of the articles were not kept.", fix="Report this as a bug.")
    words = sample.words_in(MEASURED[voice])
    stream = joined([one for one, _ in kept], [size for _, size in kept])
    build = words_family if kind == "word" else phrases_family
    return build(stream, terms.names, words)


def _by_name(family: Family) -> Family:
    """Sort the items by name, so that rows do not hang on the order of the articles."""
    order = sorted(range(len(family.items)), key=lambda place: family.items[place])
    return family.take(np.array(order, dtype=np.int64))
