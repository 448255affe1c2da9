"""What quotation marks are there for, and whose words stand where marks and reports meet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text.nesting import nested
from framing.text.phrases import Spans as Ranges

Spans = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The “regime” fell in spring.", "scare"),
        ("Ann Lee said the “regime” fell in spring.", "direct"),
        ("She read “The Long Way Home” on a train to the coast.", "title"),
        ("They called it “Operation Dawn” in all their letters home.", "title"),
        ("The crowd chanted “Four More Years” until the doors were shut.", "direct"),
        ("“We will win this one in the end.”", "direct"),
        ("Ann Lee told the station's “Good Morning Harbor” that it was over.", "title"),
        ("Bob Hill said on the show “Morning Harbor” that it was over.", "title"),
        ("It was all settled, according to “The Long Way Home,” a book by Ann Lee.", "title"),
        ("“Sons of the Harbor” is a play that the town has seen before.", "title"),
        ("She paid for it by “tax reform,” which Bob Hill described in his letter.", "scare"),
        ("The “regime” was in town, and much later in the year Ann Lee said so.", "scare"),
        ("“No regime,” the mayor said.", "direct"),
    ],
)
def test_what_marks_are_for(spans: Spans, text: str, kind: str) -> None:
    assert [row["kind"] for row in spans(text) if row["kind"] != "paraphrase"] == [kind]


def test_a_nested_quotation_has_its_own_speaker_and_comes_through_another(spans: Spans) -> None:
    outer, inner = spans("“Bob Hill said ‘we will win’ and then he left,” Ann Lee said.")
    assert (outer["speaker"], outer["via"]) == ("Ann Lee", None)
    assert (inner["speaker"], inner["via"]) == ("Bob Hill", "Ann Lee")


def test_a_quotation_in_a_report_names_it(spans: Spans) -> None:
    report, quotation = spans("Ann Lee said that the plan “is a disaster” for us.")
    assert (report["kind"], quotation["kind"]) == ("paraphrase", "direct")
    assert quotation["inside"] == 1
    assert quotation["speaker"] == "Ann Lee"


def test_words_without_a_speaker_are_quoted_all_the_same(spans: Spans) -> None:
    (row,) = spans("“The plan was bad from the first day on.” The town was quiet.")
    assert (row["kind"], row["speaker"], row["source"]) == ("direct", None, None)


def test_voices_of_cues(cues: Spans) -> None:
    rows = cues("The mayor said that Ann Lee claimed it was allegedly over.", "Mayor says no more")
    assert [(row["matched"], row["voice"]) for row in rows] == [
        ("says", "headline"),
        ("said", "own"),
        ("claimed", "paraphrase"),
        ("allegedly", "own"),
    ]


def test_a_denial_is_flagged_and_counts_without_a_clause(cues: Spans) -> None:
    rows = cues("Ann Lee denied it. The plan was not confirmed by the ministry.")
    assert [(row["matched"], row["speaker"], row["negated"]) for row in rows] == [
        ("denied", "Ann Lee", "no"),
        ("confirmed", None, "yes"),
    ]


@st.composite
def ranges(draw: st.DrawFn) -> tuple[list[tuple[int, int]], int]:
    count = draw(st.integers(1, 30))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(1, count))
    found = draw(st.lists(pairs.filter(lambda pair: pair[0] < pair[1]), max_size=12))
    return sorted(found, key=lambda pair: (pair[0], -pair[1])), count


@given(ranges())
def test_the_owner_of_a_word_is_the_last_range_to_begin(
    case: tuple[list[tuple[int, int]], int],
) -> None:
    pairs, count = case
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    owner, parent = nested(Ranges(columns[:, 0], columns[:, 1]), count)
    for word in range(count):
        holding = [n for n, (start, end) in enumerate(pairs) if start <= word < end]
        assert owner[word] == max(holding, default=-1)
    for number, (start, _) in enumerate(pairs):
        holding = [n for n in range(number) if pairs[n][0] <= start < pairs[n][1]]
        assert parent[number] == max(holding, default=-1)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("They saw the conflict “in Ukraine” as it was.", "own"),  # scare quotes keep the voice
        ("The conflict in Ukraine went on.", "own"),
        ("“We saw no end of the conflict” in Ukraine, Ann Lee said.", "paraphrase"),
        ("The conflict “in Ukraine will go on for years to come,” Ann Lee said.", "quoted"),
        ("Ann Lee said that the conflict in Ukraine went on.", "paraphrase"),
    ],
)
def test_a_match_across_a_border_has_the_voice_of_its_last_word(
    hits: Spans, text: str, voice: str
) -> None:
    found = [row["voice"] for row in hits(text) if row["entry"] == "conflict in Ukraine"]
    assert found == [voice]


def test_a_quotation_in_a_headline_is_quoted_and_the_rest_of_it_is_not(hits: Spans) -> None:
    rows = hits("The talks went on.", "“No end to conflict in Ukraine”: Biden regime at a loss")
    voices = {row["entry"]: row["voice"] for row in rows if row["part"] == "title"}
    assert (voices["{leader:US} regime"], voices["conflict in Ukraine"]) == ("headline", "quoted")
