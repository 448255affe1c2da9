"""Who is cited: names, pronouns, offices and groups, one source throughout an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Spans = Callable[..., list[dict[str, Any]]]

SPEAKERS = [
    ("John Kirby, a spokesman for the council, said it was over.", "John Kirby"),
    ("Council spokesman John Kirby said it was over.", "Council spokesman John Kirby"),
    ("Gov. John Bel (D-La.) said it was over.", "Gov. John Bel"),
    ("It was over, said Ann Lee of the Coast Guard.", "Ann Lee of the Coast Guard"),
    ("Ann Lee, who runs the port, said it was over.", "Ann Lee"),
    ("Officials familiar with the plan said it was over.", "Officials familiar with the plan"),
    ("According to the White House, it was over.", "the White House"),
    ("“It is over,” Ann Lee shrugged.", "Ann Lee"),
    ("“Is it over?” asked Ann Lee.", "Ann Lee"),
    ("“It is over.”\n— Ann Lee", "Ann Lee"),
    ("Ann Lee: “It is over.”", "Ann Lee"),
    ("Ann Lee waved and then continued:\n\n“It is over.”", "Ann Lee"),
    ("“It is over, and nobody was there,” said the port’s chairwoman.", "the port’s chairwoman"),
    ("Ann Lee declined to say it was over.", None),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_the_speaker(spans: Spans, text: str, speaker: str | None) -> None:
    assert [row["speaker"] for row in spans(text)] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    "text", ["Saturday said nothing good to us.", "It's always one bad night said to be long."]
)
def test_a_speaker_is_no_fragment(spans: Spans, text: str) -> None:
    assert {row["speaker"] for row in spans(text)} <= {None}


def test_one_source_throughout_an_article(spans: Spans) -> None:
    rows = spans(
        "White House spokesman John Kirby said it was over. Mr. Kirby said it was long. "
        "“It was hard,” he added. Kirby continued: “It is over.”"
    )
    assert {row["source"] for row in rows} == {"John Kirby"}
    assert {row["group"] for row in rows} == {"US officials"}
    assert len(rows) == 4


def test_a_last_name_that_two_people_share(spans: Spans) -> None:
    rows = spans(
        "Mrs. Ann Lee said it was over. Mr. Bob Lee said it was not. She said he was wrong. "
        "He said she was wrong."
    )
    assert [row["source"] for row in rows] == ["Ann Lee", "Bob Lee", "Ann Lee", "Bob Lee"]


def test_bodies_and_pronouns_of_bodies(spans: Spans) -> None:
    rows = spans(
        "Ann Lee said it was over. The port authority said it was not. It said it was wrong."
    )
    assert [row["source"] for row in rows][:2] == ["Ann Lee", "port authority"]
    assert rows[2]["source"] == "port authority"


def test_the_next_article_knows_nobody(spans: Spans) -> None:
    assert spans("He said it was over.")[0]["source"] is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Russia said it was over.", "Russian officials"),
        ("The FBI said it was over.", "US officials"),
        ("A Russian diplomat’s dog said it was over.", None),
    ],
)
def test_groups(spans: Spans, text: str, group: str | None) -> None:
    assert [row["group"] for row in spans(text)] == [group]
