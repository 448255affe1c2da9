from __future__ import annotations

import re
from dataclasses import replace

import pyarrow as pa
import pytest

from framing.model import Analysis
from framing.report.build import document_of
from framing.report.document import Document, Findings, Prose
from framing.report.findings import claimed, claimed_on_page_one, findings_of, sentence
from framing.report.findings_kinds import is_wording
from framing.report.pages.glance import main_title
from framing.report.view import View

FORBIDDEN = "biased propaganda lies agenda intends hides objective left-wing right-wing".split()


def texts(view: View) -> list[str]:
    return [item.text for item in findings_of(view).items]


def test_one_article_a_side_in_the_fixed_order(two: Analysis) -> None:
    assert texts(View(two)) == [
        (
            "Russia’s war in Ukraine: Alpha writes “russia’s invasion of ukraine” (once); "
            "Beta writes “conflict in ukraine” (once)."
        ),
        (
            "Sitting US executive branch: Alpha writes “biden regime” (once); "
            "Beta writes “biden administration” (once)."
        ),
        (
            "Statements of US officials: Alpha introduces 1 of 2 with distancing words (“claimed”) "
            "and none with endorsing ones; Beta introduces none of 2 with distancing words and 2 "
            "with endorsing ones (“confirmed”, “revealed”)."
        ),
        (
            "Wording of strength 2 or 3 in headlines and own voice: Alpha has 4, 2 of strength 3: "
            "“Biden regime” (once), “Freaking Out” (once), “dud” (once) and “much-hyped” (once); "
            "Beta has none."
        ),
        (
            "Denials reported and caveats about sourcing: Beta has 1: “contested” (once); "
            "Alpha has none."
        ),
    ]


def test_tested_findings_word_for_word(pair: Analysis) -> None:
    assert texts(View(pair)) == [
        (
            "Herald used loaded words in its own voice 2.0 times as often as Post: 36 against 5, "
            "1.2 and 0.60 per 1,000 words (95% interval 1.4 to 2.9; 31 articles)."
        ),
        (
            "Herald used loaded words of strength 2 or 3 in its own voice 7.2 times as often as "
            "Post: 36 against 5, 1.2 and 0.17 per 1,000 words (95% interval 3.7 to 13.9; "
            "31 articles)."
        ),
        (
            "Words marked “Hype” in its own voice: no clear difference between Herald and Post, "
            "1.2 and 1.1 per 1,000 words (95% interval 0.60 to 2.8; 31 articles)."
        ),
    ]


def test_each_finding_leads_to_a_page_of_the_document(pair: Analysis, two: Analysis) -> None:
    for analysis in (pair, two):
        document = document_of(View(analysis))
        keys = {page.key for page in document.pages}
        blocks = [block for page in document.pages for block in page.blocks]
        keys |= {block.key for block in blocks if hasattr(block, "key")}
        findings = [block for block in blocks if isinstance(block, Findings)]
        assert {item.link.anchor for block in findings for item in block.items} <= keys


@pytest.mark.parametrize(
    ("low", "high", "q", "said", "expected"),
    [
        (1.1, 2.0, 0.01, "test", True),
        (0.2, 0.9, 0.01, "test", True),
        (0.9, 2.0, 0.01, "test", False),
        (1.1, 2.0, 0.06, "test", False),
        (1.1, 2.0, 0.01, "intervals", False),
        (None, None, 0.01, "test", False),
    ],
)
def test_what_may_be_claimed(
    low: float | None, high: float | None, q: float, said: str, expected: object
) -> None:
    assert claimed({"said": said, "q": q, "low": low, "high": high}) is expected


def test_the_side_with_more_comes_first(pair: Analysis) -> None:
    view = View(pair)
    row = dict(view.comparisons[0]) | {
        "hits_target": 5, "rate_target": 0.5, "hits_reference": 20, "rate_reference": 2.0,
        "ratio": 0.25, "low": 0.1, "high": 0.5,
    }  # fmt: skip
    assert sentence(view, row).text == (
        "Post used loaded words in its own voice 4.0 times as often as Herald: 20 against 5, "
        "2.0 and 0.50 per 1,000 words (95% interval 2.0 to 10.0; 31 articles)."
    )


def test_less_than_all_others_together(pair: Analysis) -> None:
    view = View(pair)
    row = dict(view.comparisons[0]) | {
        "reference": "the rest", "hits_target": 5, "rate_target": 0.5, "hits_reference": 20,
        "rate_reference": 2.0, "ratio": 0.25, "low": 0.1, "high": 0.5,
    }  # fmt: skip
    assert sentence(view, row).text == (
        "Herald used loaded words in its own voice less often than the other outlets: 5 against "
        "20, 0.50 and 2.0 per 1,000 words (0.25 times as often; 95% interval 0.10 to 0.50; "
        "31 articles)."
    )


def test_a_side_without_hits(pair: Analysis) -> None:
    view = View(pair)
    row = dict(view.comparisons[2]) | {"hits_reference": 0, "rate_reference": 0.0, "ratio": None}
    row |= {"low": 2.0, "high": 90.0, "q": 0.01, "q_all": 0.01}
    assert sentence(view, row).text == (
        "Herald used words marked “Hype” in its own voice 36 times (1.2 per 1,000 words), "
        "Post never (31 articles)."
    )


def test_a_name_that_one_side_never_uses(pair: Analysis) -> None:
    view = View(pair)
    row = dict(view.comparisons[0]) | {
        "kind": "name", "item": "the estate tax:death tax", "hits_target": 0, "words_target": 40,
        "rate_target": 0.0, "hits_reference": 12, "words_reference": 30, "rate_reference": 0.4,
        "ratio": 0.0, "low": 0.0, "high": 0.25, "q": 0.01,
    }  # fmt: skip
    assert sentence(view, row).text == (
        "For the estate tax, “death tax”: Herald in 0 of 40 mentions (0%), Post in 12 of 30 "
        "mentions (40%) (95% interval 0 to 0.25; 31 articles)."
    )


def test_intervals_alone_claim_nothing(pair: Analysis) -> None:
    view = View(pair)
    row = dict(view.comparisons[0]) | {"said": "intervals", "p": None, "q": None}
    assert sentence(view, row).text.endswith(
        "(95% interval 1.4 to 2.9; 31 articles). "
        "With so few articles this does not show a difference between outlets."
    )


def all_text(document: Document) -> str:
    return repr(document)


def test_one_article_a_side_has_no_interval_and_no_p(two: Analysis) -> None:
    text = all_text(document_of(View(two)))
    assert "interval 0" not in text
    assert "95%" not in text
    assert not re.search(r"\b[pq] ?[<=] ?0?\.\d", text)
    assert "It cannot speak of outlets." in text


def test_the_report_never_diagnoses(two: Analysis, pair: Analysis) -> None:
    for analysis in (two, pair):
        document = document_of(View(analysis))
        prose = [page.lead for page in document.pages] + [f.title for f in document.figures]
        prose += [f.reading for f in document.figures]
        for page in document.pages:
            for block in page.blocks:
                if isinstance(block, Prose):
                    prose += block.paragraphs
                if isinstance(block, Findings):
                    prose += [item.text for item in block.items]
        # The titles of papers are quoted as they are.
        words = re.findall(r"[a-z-]+", " ".join(p for p in prose if "ACL." not in p).lower())
        assert not set(words) & set(FORBIDDEN)


def test_the_title_of_the_main_chart_states_what_is_seen(two: Analysis, pair: Analysis) -> None:
    assert (
        main_title(View(pair))
        == "Herald used loaded words in its own voice 2.0 times as often as Post"
    )
    assert main_title(View(two)) == (
        "Loaded words in headlines and the outlet’s own voice: Alpha 4, 4 of strength 2 or 3; "
        "Beta 2, none of strength 2 or 3"
    )


def test_how_much_is_given_to_others(pair: Analysis) -> None:
    view = View(pair)
    row = dict(view.comparisons[0]) | {
        "kind": "voice", "item": "quoted", "rate_target": 0.093, "rate_reference": 0.271,
        "ratio": 0.35, "low": 0.22, "high": 0.55,
    }  # fmt: skip
    assert sentence(view, row).text == (
        "Herald gives 9.3% of its words inside quotation marks, Post 27.1% (2.9 times as often the "
        "other way; 95% interval 1.8 to 4.5; 31 articles)."
    )


def test_single_terms_say_in_how_many_articles_they_are(pair: Analysis) -> None:
    view = View(pair)
    row = dict(view.comparisons[1]) | {
        "kind": "word", "item": "dud", "with_target": 9, "with_reference": 3,
    }  # fmt: skip
    assert sentence(view, row).text == (
        "Herald used “dud” in its own voice 7.2 times as often as Post: 36 against 5, 1.2 and 0.17 "
        "per 1,000 words (95% interval 3.7 to 13.9; in 12 of 31 articles)."
    )


def test_a_finding_that_holds_under_few_choices_is_fragile(pair: Analysis) -> None:
    row = dict(View(pair).comparisons[0])
    choices = [("as reported", "yes"), ("headlines left out", "no"), ("other", "yes"), ("x", None)]
    table = pa.Table.from_pylist(
        [
            {"target": "Herald", "reference": "Post", "choice": choice, "holds": holds}
            for choice, holds in choices
        ]
    )
    view = View(replace(pair, tables={**pair.tables, "robustness": table}))
    assert sentence(view, row).text.endswith(
        "31 articles). Fragile: it holds under 1 of 2 other choices of method."
    )


def test_page_one_answers_for_all_rows_it_chose_from(pair: Analysis) -> None:
    row = dict(View(pair).comparisons[0])
    assert claimed(row)
    assert claimed_on_page_one(row)
    assert not claimed_on_page_one(row | {"q_all": 0.06})
    assert not claimed_on_page_one(row | {"q_all": None})


def test_words_that_are_topics_are_no_finding(pair: Analysis) -> None:
    row = dict(View(pair).comparisons[1]) | {"kind": "word", "item": "flood"}

    def seen(low: float | None, high: float | None, item: str = "flood") -> bool:
        within = {"kind": "word", "item": item, "target": "Herald", "low": low, "high": high}
        tables = {**pair.tables, "within": pa.Table.from_pylist([within])}
        return is_wording(View(replace(pair, tables=tables)), row | {"item": item})

    assert seen(1.2, 4.0)
    assert not seen(0.9, 4.0)
    assert not seen(0.2, 0.8)
    assert not seen(None, None)
    # What an outlet is called is no choice of words.
    assert not seen(1.2, 4.0, "herald")
