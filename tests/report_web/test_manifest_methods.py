"""What is put on record: inputs, lexicons, settings, and the text for a paper."""

from __future__ import annotations

import json
from dataclasses import replace

import pyarrow as pa
import pytest

from framing.model import Analysis, Article, Options
from framing.report.manifest import article_hash, is_manifest, manifest_text
from framing.report.methods import methods_text


def test_the_manifest_holds_what_numbers_depend_on(hostile: Analysis) -> None:
    text = manifest_text(hostile, "framing report articles")
    found = json.loads(text)
    assert text.endswith("}\n")
    assert list(found) == sorted(found)
    assert found["command"] == "framing report articles"
    assert found["articles"] == {a.id: article_hash(a) for a in hostile.articles}
    assert found["lexicons"]["naming"] == {
        "entries": 0,
        "licence": "CC-BY-4.0",
        "sha256": hostile.lexicons[0].digest,
        "version": "1.0",
    }
    assert found["options"] == {"clean": True, "outlets": [], "seed": 0, "voice": "own"}
    assert found["settings"]["TEST_FROM"] == 5
    assert "numpy" in found["libraries"]


def test_places_leave_no_trace(hostile: Analysis) -> None:
    moved = replace(
        hostile,
        articles=tuple(replace(a, place=f"/home/me/{a.id}.txt") for a in hostile.articles),
    )
    assert manifest_text(moved, "framing report") == manifest_text(hostile, "framing report")


def test_an_article_is_hashed_field_by_field() -> None:
    base = Article("a", "Gazette", "text", title="title", date="2026-01-02")
    assert article_hash(base) == article_hash(replace(base, url="x", place="y"))
    others = [
        replace(base, id="b"),
        replace(base, outlet="Herald"),
        replace(base, text="tex"),
        replace(base, title="titl", date="e2026-01-02"),
    ]
    assert len({article_hash(a) for a in [base, *others]}) == 5


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": "web app"}', "[" * 100_000])
def test_other_manifests_are_not_ours(text: str) -> None:
    assert not is_manifest(text)


def test_one_article_a_side_is_told_without_tests(hostile: Analysis) -> None:
    text = methods_text(hostile)
    assert (
        "We compared the wording of 2 articles of 2 outlets, dated 2 January 2026 (1 article "
        "without a date), 200 words in all, with framing"
    ) in text
    assert "1 input could not be used (problems.csv)." in text
    assert (
        "The outlets with 1 article are described, not compared: no interval and no test is given, "
        "since one article says nothing about its outlet."
    ) in text
    assert f"- naming 1.0: 0 entries, SHA-256 {hostile.lexicons[0].digest}" in text
    assert "Benjamini" not in text
    assert "95%" not in text


def test_many_articles_are_told_with_tests(many: Analysis) -> None:
    text = methods_text(many)
    assert "at least 5 hits in at least 3 articles" in text
    assert "q is below 0.05 and the interval of the ratio leaves out 1." in text
    assert "only large" not in text
    assert "Benjamini, Y. and Hochberg, Y. (1995)." in text


@pytest.mark.parametrize("word", ["biased", "propaganda", "agenda", "objective", "lies"])
def test_methods_diagnose_nobody(many: Analysis, word: str) -> None:
    assert word not in methods_text(many).lower()


def test_without_cleaning_nothing_was_taken_out(hostile: Analysis) -> None:
    text = methods_text(replace(hostile, options=Options(clean=False)))
    assert "Nothing: page furniture and repeated text were left in and are counted." in text


def test_shuffles_and_stories_are_told(many: Analysis) -> None:
    text = methods_text(many)
    assert "shuffling the labels of articles up to 20,000 times" in text
    assert "Knijnenburg" in text
    assert "Mantel" not in text
    row = {"kind": "main", "item": "loaded", "target": "a", "reference": "b"}
    tables = {**many.tables, "within": pa.Table.from_pylist([row])}
    text = methods_text(replace(many, tables=tables))
    assert "2,000 resamples of stories" in text
    assert "Mantel, N. and Haenszel, W. (1959)." in text
