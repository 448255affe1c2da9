"""Laws of the whole flow, on random corpora made of pieces that are hard to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure as Canvas
from matplotlib.text import Text

from framing import study
from framing.corpus.reading import Reading
from framing.measure.concordance import concordance
from framing.model import Analysis, Article, Lexicon
from framing.report.build import document_of
from framing.report.document import Concordance, Figure
from framing.report.view import View
from framing.report.wording import decimal
from framing.study.tools import Toolbox

PIECES = [
    "The Biden regime", "said", "“the dud”", "that", "it was a much-hyped", "plan.", "Kirby",
    ", Kirby said.", "according to the mayor", "\n\n", "allegedly", '"We will win,"', "he said.",
    "claimed the U.S. had", "never", "a dud", "‘illegal aliens’", "(not)", "flooded", "🙂", "Ω",
    "“unclosed", "slammed the death tax", "—", "Follow us on X", "undocumented immigrants",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join)
corpora = st.lists(st.tuples(st.sampled_from("AB"), texts), min_size=1, max_size=5)


@cache
def tools() -> Toolbox:
    """The shipped lexicons, without the entries that none of the pieces could match."""
    found = study.load_tools()
    words = {word.strip('.,“”‘’"()').lower() for piece in PIECES for word in piece.split()}

    def reduced(lexicon: Lexicon) -> Lexicon:
        entries = [
            entry
            for entry in lexicon.entries
            if "{" in entry.term
            or any(words & set(term.lower().split()) for term in (entry.term, *entry.forms))
        ]
        return replace(lexicon, entries=tuple(entries))

    return replace(found, lexicons=tuple(reduced(one) for one in found.lexicons))


def run(corpus: list[tuple[str, str]]) -> Analysis:
    articles = [Article(f"a{n}", outlet, text) for n, (outlet, text) in enumerate(corpus)]
    return study.analyse(Reading(tuple(articles)), tools())


@settings(deadline=None, max_examples=25)
@given(corpora)
def test_numerators_and_denominators_add_up(corpus: list[tuple[str, str]]) -> None:
    analysis = run(corpus)
    articles, hits = analysis.tables["articles"], analysis.tables["hits"]
    for row in articles.to_pylist():
        voices = ("own", "headline", "paraphrase", "quoted")
        assert row["words"] == sum(row[f"words_{voice}"] for voice in voices)
    counted = hits.filter(pc.equal(hits["counts"], 1))
    own = counted.filter(
        pc.is_in(counted["voice"], value_set=pc.cast(["own", "headline"], "string"))
    )
    assert pc.sum(articles["loaded"]).as_py() == len(own)
    outlets, voices_table = analysis.tables["outlets"], analysis.tables["voices"]
    assert pc.sum(outlets["loaded"]).as_py() == len(own)
    assert pc.sum(voices_table["loaded"]).as_py() == len(counted)
    terms = analysis.tables["terms"]
    assert (pc.sum(terms["hits"]).as_py() or 0) == len(hits)


@settings(deadline=None, max_examples=25)
@given(corpora)
def test_every_hit_is_the_quotation_at_its_place(corpus: list[tuple[str, str]]) -> None:
    analysis = run(corpus)
    texts = {article.id: article for article in analysis.articles}
    spans: Counter[int] = Counter()
    for row in analysis.tables["hits"].to_pylist():
        article = texts[row["article"]]
        field = article.title if row["part"] == "title" else article.text
        assert field[row["start"] : row["end"]] == row["matched"]
        if row["loaded"] == "yes":
            spans[row["span"]] += row["counts"]
        else:
            assert row["span"] is None
            assert row["counts"] is None
    assert set(spans.values()) <= {1}


@settings(deadline=None, max_examples=20)
@given(corpora)
def test_kwic_totals_are_those_of_the_hits(corpus: list[tuple[str, str]]) -> None:
    analysis = run(corpus)
    hits = analysis.tables["hits"]
    for category in set(hits["category"].to_pylist()):
        found = concordance(hits, f"@{category}", analysis.articles, analysis.lexicons)
        same_family = [
            c for c in hits["category"].to_pylist() if category in {c, c.partition(":")[0]}
        ]
        assert len(found) == len(same_family)


@settings(deadline=None, max_examples=20)
@given(corpora)
def test_the_order_of_articles_does_not_matter(corpus: list[tuple[str, str]]) -> None:
    articles = [Article(f"a{n}", outlet, text) for n, (outlet, text) in enumerate(corpus)]
    forwards = study.analyse(Reading(tuple(articles)), tools())
    backwards = study.analyse(Reading(tuple(reversed(articles))), tools())
    columns = ["outlet", "words", "loaded", "strong"]
    assert (
        forwards.tables["outlets"].select(columns).to_pylist()
        == backwards.tables["outlets"].select(columns).to_pylist()
    )


@settings(deadline=None, max_examples=10)
@given(corpora)
def test_charts_and_text_tell_the_numbers_of_the_hits(corpus: list[tuple[str, str]]) -> None:
    analysis = run(corpus)
    hits = analysis.tables["hits"].to_pylist()
    counted = [row for row in hits if row["counts"] == 1]
    own = Counter(row["outlet"] for row in counted if row["voice"] in {"own", "headline"})
    document = document_of(View(analysis))
    figures = {figure.name[3:]: figure for figure in document.figures}
    main = drawn(figures["main-measure"])
    for row in analysis.tables["outlets"].to_pylist():
        assert row["loaded"] == own[row["outlet"]]
        rate = 1000 * own[row["outlet"]] / row["words"] if row["words"] else 0.0
        assert f"{own[row['outlet']]:,} in {row['words']:,} words" in main
        assert decimal(rate) in main
    by_outlet = Counter(row["outlet"] for row in counted)
    if "voices" in figures:
        bars = drawn(figures["voices"])
        assert all(f"{number:,} loaded" in bars for number in by_outlet.values())
        assert figures["voices"].title.split()[0] in {"No", str(sum(by_outlet.values()))} | {
            str(sum(row["voice"] == "quoted" for row in counted))
        }
    evidence = [b for p in document.pages for b in p.blocks if isinstance(b, Concordance)]
    shown = [row.hit for block in evidence for row in block.rows]
    assert len(set(shown)) == len(shown)
    assert set(shown) <= {str(row["hit"]) for row in hits}
    by_category = Counter((row["lexicon"], row["category"]) for row in hits)
    ruled = [block.rule for block in evidence]
    for number in by_category.values():
        assert any(f"{number:,}" in rule or (number == 1 and "only" in rule) for rule in ruled)


def drawn(figure: Figure) -> str:
    """Draw a figure, and return all the text in it."""
    canvas = Canvas(figsize=figure.size)
    figure.draw(canvas)
    texts = [text.get_text() for ax in canvas.axes for text in ax.findobj(Text)]
    return " | ".join(texts)


def test_quoting_twice_as_much_changes_no_own_rate() -> None:
    own = "The plan is a dud. The city will pay for it, and the council knows that much."
    quote = ' "It is a disaster, a sham and a disgrace to this city," Mayor Ann Lee said.'
    once = run([("A", own + quote)]).tables["outlets"].to_pylist()[0]
    twice = run([("A", own + quote + quote)]).tables["outlets"].to_pylist()[0]
    cue_words = len("Mayor Ann Lee said".split())
    assert once["loaded"] == twice["loaded"]
    assert twice["words"] - once["words"] == cue_words
