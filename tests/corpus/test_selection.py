from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.journal import Journal
from framing.corpus.selection import group_by, select_dates, select_outlets, select_where
from framing.errors import UsageError
from framing.model import Article


def article(number: int, outlet: str, date: str = "", **extra: str) -> Article:
    return Article(
        id=str(number), outlet=outlet, text="words", date=date, place=f"a:{number}", extra=extra
    )


ARTICLES = [
    article(1, "Herald", "2023-01-01", desk="World"),
    article(2, "Post", "2023-06-01", desk="Home"),
    article(3, "Herald", "", desk=""),
]


def ids(articles: list[Article]) -> list[str]:
    return [each.id for each in articles]


def test_dates_are_kept_with_both_ends_and_undated_ones_counted() -> None:
    journal = Journal()
    assert ids(select_dates(ARTICLES, "2023-01-01", "1 Jan 2023", journal)) == ["1"]
    assert journal.notes() == ("1 article has no date and is left out by --since or --until: a:3.",)


def test_no_limits_keep_undated_articles() -> None:
    assert ids(select_dates(ARTICLES, "", "", Journal())) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        ("soon", "", "--since: the date 'soon' cannot be read. Write YYYY-MM-DD."),
        ("", "3/4/2023", "--until: the date '3/4/2023' can be read in two ways. Write YYYY-MM-DD."),
        (
            "2023-02-01",
            "2023-01-01",
            "--since: 2023-02-01 is after 2023-01-01. Exchange --since and --until.",
        ),
    ],
)
def test_limits_that_make_no_sense(since: str, until: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        select_dates(ARTICLES, since, until, Journal())
    assert str(caught.value) == message


def test_values_of_a_field_are_alternatives_and_fields_add_up() -> None:
    both = select_where(ARTICLES, [("desk", "world"), ("desk", "HOME")])
    assert ids(both) == ["1", "2"]
    assert ids(select_where(ARTICLES, [("desk", "world"), ("outlet", "post")])) == []


def test_a_field_that_no_article_has() -> None:
    with pytest.raises(UsageError) as caught:
        select_where(ARTICLES, [("desc", "x")])
    assert str(caught.value) == "--where: no article has a field 'desc'. Did you mean 'desk'?"


def test_a_column_read_as_a_field_can_be_named() -> None:
    assert ids(select_where(ARTICLES, [("publication", "Post")])) == ["2"]


def test_grouping_keeps_the_outlet_and_leaves_out_empty_values() -> None:
    journal = Journal()
    grouped = group_by(ARTICLES, "desk", journal)
    assert [(each.outlet, each.extra["outlet"]) for each in grouped] == [
        ("World", "Herald"),
        ("Home", "Post"),
    ]
    (problem,) = journal.problems()
    assert str(problem) == (
        "a:3: 1 article has nothing in 'desk' to group by. "
        "Fill it in, or leave them out with --where."
    )


def test_outlets_are_kept_in_the_order_asked_for() -> None:
    assert ids(select_outlets(ARTICLES, ["post", "Herald"])) == ["2", "1", "3"]
    assert ids(select_outlets(ARTICLES, ["HERALD"])) == ["1", "3"]


def test_an_outlet_that_does_not_exist() -> None:
    with pytest.raises(UsageError) as caught:
        select_outlets(ARTICLES, ["Herold"])
    assert str(caught.value) == "--outlets: there is no outlet 'Herold'. Did you mean 'Herald'?"
    with pytest.raises(UsageError, match=r"There are 'Herald', 'Post'\."):
        select_outlets(ARTICLES, ["x"])


@given(st.lists(st.sampled_from(["Herald", "Post", "Sun"])), st.permutations(["Herald", "Post"]))
def test_selecting_outlets_loses_no_article_of_theirs(outlets: list[str], order: list[str]) -> None:
    articles = [article(number, outlet) for number, outlet in enumerate([*outlets, *order])]
    kept = select_outlets(articles, order)
    assert sorted(ids(kept)) == sorted(ids([each for each in articles if each.outlet in order]))
    assert [each.outlet for each in kept] == sorted((each.outlet for each in kept), key=order.index)
