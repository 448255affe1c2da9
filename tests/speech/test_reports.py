"""Reported speech without marks: which words are somebody else's, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Spans = Callable[..., list[dict[str, Any]]]

REPORTED = [
    ("The mayor said that the bridge was closed.", ["the bridge was closed"]),
    ("The mayor said the bridge was closed.", ["the bridge was closed"]),
    ("The mayor told reporters on Monday that the bridge was closed.", ["the bridge was closed"]),
    ("The mayor told the council she would resign.", ["she would resign"]),
    ("The mayor said on Monday he would resign.", ["he would resign"]),
    ("The bridge was closed, the mayor said.", ["The bridge was closed"]),
    ("The bridge was closed, said the mayor.", ["The bridge was closed"]),
    ("The bridge was closed, the mayor said on Monday.", ["The bridge was closed"]),
    (
        "The bridge, the mayor said, would be closed for two years.",
        ["The bridge", "would be closed for two years"],
    ),
    ("According to the mayor, the bridge was closed.", ["the bridge was closed"]),
    ("The bridge was closed, according to the mayor.", ["The bridge was closed"]),
    ("The mayor promised to close the bridge.", ["to close the bridge"]),
    ("The mayor asked whether the bridge was safe.", ["whether the bridge was safe"]),
    ("Ann Lee, the mayor of the town, said it was closed.", ["it was closed"]),
    ("The mayor announced: the bridge is closed.", ["the bridge is closed"]),
    (
        "The mayor said the bridge was closed, adding that it was unsafe.",
        ["the bridge was closed", "it was unsafe"],
    ),
    # Only when it was said stands before the cue, and nothing that was.
    ("In a statement on Monday, the mayor said no more.", ["no more"]),
    ("The bridge was closed.", []),
]


@pytest.mark.parametrize(("text", "reported"), REPORTED)
def test_what_is_reported(spans: Spans, text: str, reported: list[str]) -> None:
    assert [row["words"] for row in spans(text) if row["kind"] == "paraphrase"] == reported


@pytest.mark.parametrize(
    "text",
    [
        "The figures were not disclosed by the ministry.",
        "The mayor did not say the bridge was closed.",
        "The mayor never said the bridge was closed.",
    ],
)
def test_a_negated_cue_opens_no_report(spans: Spans, text: str) -> None:
    assert spans(text) == []


def test_a_negator_in_a_quotation_does_not_reach_its_cue(spans: Spans) -> None:
    (row,) = spans("“We have never met,” Ann Lee said.")
    assert (row["kind"], row["speaker"]) == ("direct", "Ann Lee")


@pytest.mark.parametrize(
    ("title", "reported"),
    [
        ("Minister: taxes to rise", ["taxes to rise"]),
        ("White House: strike was lawful", ["strike was lawful"]),
        ("Lee: bridge is safe", ["bridge is safe"]),  # somebody whom the article cites
        ("The year in review: what we learned", []),
        ("Minister is gone: taxes to rise", []),
        ("Bridges: a short history", []),
        ("Mayor says bridge is safe", ["bridge is safe"]),
    ],
)
def test_headlines(spans: Spans, title: str, reported: list[str]) -> None:
    rows = spans("Mayor Ann Lee said the bridge was safe.", title)
    assert [row["words"] for row in rows if row["part"] == "title"] == reported
