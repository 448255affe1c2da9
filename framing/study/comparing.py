"""From measures to comparisons: what every kind of row counts, article by article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.compare.families import Family, family_of
from framing.compare.profiles import Terms, joined, phrases_family, words_family
from framing.compare.robustness import AS_REPORTED
from framing.compare.sides import THE_REST, Articles, pair
from framing.compare.tables import rows_table
from framing.corpus.reading import Reading
from framing.errors import CheckFailed, UsageError
from framing.measure.articles import MEASURED, WORDS, HitIndex, Sample
from framing.measure.naming import named_mentions
from framing.measure.outlets import STRONG
from framing.model import Entry, Lexicon
from framing.settings import SEED, TEST_FROM
from framing.stats.arrays import BoolArray, LongArray
from framing.stats.fewarticles import needs_caution, what_may_be_said
from framing.stats.keyness import chi_squared, log_likelihood
from framing.stats.multiplicity import claimed
from framing.study.segments import ReadSegment, SegmentReader
from framing.text.voices import Voice

# Categories of terms that only keep others from matching.
_UNCOUNTED = "none"
# What outlets can be compared by.
KINDS = ("main", "category", "entry", "naming", "word", "phrase", "voice")
# The reference of an outlet that is compared with all others together.
REST = "rest"
_MOST_NAMED = 10
_ENDS = ("low", "high")


def articles_of(sample: Sample, stories: Sequence[str | None] | None, seed: int) -> Articles:
    """Return the sample as comparisons take it; ``stories`` has one label an article."""
    ids = [article.id for article in sample.articles]
    return Articles(ids, sample.outlet, sample.outlets, stories, SEED + seed)


def families_of(
    index: HitIndex, sample: Sample, entries: Sequence[Entry], voice: str
) -> tuple[Family, ...]:
    """Return the families that every report compares."""
    return (
        *main_families(index, sample, voice),
        category_family(index, sample, voice),
        entry_family(index, sample, voice),
        name_family(index, sample, entries),
        voice_family(sample),
    )


def family_by(
    by: str,
    done: Sequence[ReadSegment],
    reader: SegmentReader,
    counted: tuple[HitIndex, Sample],
    voice: str,
) -> Family:
    """Return one of `KINDS`."""
    index, sample = counted
    if by in {"word", "phrase"}:
        return profile_family(by, done, reader.terms, sample, voice)
    if by == "naming":
        return name_family(index, sample, [fact.entry for fact in reader.facts])
    if by == "voice":
        return voice_family(sample)
    if by == "main":
        return main_families(index, sample, voice)[0]
    return _coded(index, sample, voice, by)


def sides_of(contrast: Contrast, known: Sequence[str]) -> tuple[str, ...]:
    """Return the outlets that a comparison is about; all where the reference is the rest.

    Raises
    ------
    UsageError
        One of them does not exist, or both are the same.
    """
    for name in (contrast.target, contrast.reference):
        if name not in known and not (name == REST and name == contrast.reference):
            raise UsageError(f"there is no outlet '{name}'.", fix=_hint(name, known))
    if contrast.target == contrast.reference:
        raise UsageError(
            f"'{contrast.target}' cannot be compared with itself.",
            fix=f"Name another outlet, or '{REST}' for all others together.",
        )
    rest = contrast.reference == REST
    return tuple(known) if rest else (contrast.target, contrast.reference)


def _hint(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.4)
    if close:
        return f"Did you mean '{close[0]}'?"
    shown = ", ".join(known[:_MOST_NAMED])
    more = f" and {len(known) - _MOST_NAMED:,} more" if len(known) > _MOST_NAMED else ""
    return f"Known: {shown}{more}."


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


def category_family(index: HitIndex, sample: Sample, voice: str) -> Family:
    """Return hits of categories, as ``lexicon:category``."""
    return _coded(index, sample, voice, "category")


def entry_family(index: HitIndex, sample: Sample, voice: str) -> Family:
    """Return hits of entries, as ``lexicon:term``."""
    return _coded(index, sample, voice, "entry")


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


def _coded(index: HitIndex, sample: Sample, voice: str, column: str) -> Family:
    lexicon, lexicons = index.codes("lexicon")
    code, codes = index.codes(column)
    category, categories = index.codes("category")
    idle = np.array([name == _UNCOUNTED for name in [*categories, ""]], dtype=np.bool_)
    rows = index.in_voices(MEASURED[voice]) & ~idle[category]
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


def profile_family(
    kind: str, done: Sequence[ReadSegment], terms: Terms | None, sample: Sample, voice: str
) -> Family:
    """Return the profile of words, or of phrases, from the words that were kept."""
    kept = [(one.stream, len(one.words)) for one in done if one.stream is not None]
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


@dataclass(frozen=True, slots=True)
class Contrast:
    """What `compare` is asked for.

    ``by`` is one of `KINDS`; ``reference`` may be `REST`. ``matched`` compares within stories, of
    which ``stories`` has one label an article id. ``classic`` adds G2, chi-squared and log2 ratio.
    """

    target: str
    reference: str
    by: str
    matched: bool = False
    classic: bool = False
    stories: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Rows of one comparison, most certain first, and how many articles a side has."""

    table: pa.Table
    articles_target: int
    articles_reference: int


def answer(family: Family, articles: Articles, contrast: Contrast) -> Answer:
    """Compare two outlets, or one with all others together, by one kind of row."""
    target = articles.outlets.index(contrast.target)
    rest = contrast.reference == REST
    reference = THE_REST if rest else articles.outlets.index(contrast.reference)
    rows = pair(family, articles, target, reference, matched=contrast.matched)
    rows = rows.take(rows.in_order())
    sides = articles.of(target, reference)
    table = _columns(rows_table(family, rows, articles, sides))
    if contrast.classic:
        sums = rows.target.sums, rows.reference.sums
        table = table.append_column("g2", pa.array(log_likelihood(*sums)))
        table = table.append_column("chi2", pa.array(chi_squared(*sums), from_pandas=True))
        table = table.append_column("log2_ratio", pc.log2(table["ratio"]))
    return Answer(table, int(sides[0].sum()), int(sides[1].sum()))


def what_it_shows(found: Answer, contrast: Contrast) -> list[str]:
    """Return what has to be known beside the rows: articles, and how much was tested."""
    table = found.table
    sides = [
        f"{name}: {number:,} {'article' if number == 1 else 'articles'}."
        for name, number in (
            (contrast.target, found.articles_target),
            (
                "The rest" if contrast.reference == REST else contrast.reference,
                found.articles_reference,
            ),
        )
    ]
    smaller = min(found.articles_target, found.articles_reference)
    if what_may_be_said(smaller) == "describe":
        return [*sides, "One article says nothing about its outlet: counts only, no interval."]
    if what_may_be_said(smaller) == "intervals":
        return [*sides, f"Nothing is tested with fewer than {TEST_FROM} articles on a side."]
    q = np.asarray(table["q"].fill_null(np.nan), dtype=np.float64)
    low, high = (np.asarray(table[end].fill_null(np.nan), dtype=np.float64) for end in _ENDS)
    clear = int(claimed(q, low, high).sum())
    lines = [*sides, f"Clear differences: {clear:,} of {int((~np.isnan(q)).sum()):,} tested."]
    if needs_caution(smaller):
        lines.append("With so few articles only large, widespread differences can be found.")
    return lines


def story_labels(reading: Reading) -> Mapping[str, str]:
    """Return the story of each article id, from a column `story` of the input."""
    return {a.id: a.extra["story"] for a in reading.articles if a.extra.get("story")}


def _columns(rows: pa.Table) -> pa.Table:
    """Return the columns that `framing compare` prints."""
    pairs = [("hits", "hits"), ("articles", "with"), ("words", "words"), ("rate", "rate")]
    columns = {"term": rows["item"]}
    for name, source in [*pairs, ("dp", "dp")]:
        for side in ("target", "reference"):
            columns[f"{name}_{side}"] = rows[f"{source}_{side}"]
    plain = ("ratio", "low", "high", "stories", "p", "q")
    return pa.table(columns | {name: rows[name] for name in plain})
