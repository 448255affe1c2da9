from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.dates import AmbiguousDate, UnreadDate, parse_date, strptime_format
from framing.errors import UsageError

DATES = st.dates(min_value=date(1605, 1, 1))


@pytest.mark.parametrize(
    "written",
    [
        "2023-08-30",
        "2023-08-30T23:59:59-05:00",
        "2023/8/30",
        "20230830",
        "August 30, 2023",
        "Aug. 30, 2023",
        "aug 30 2023",
        "30 Aug 2023",
        "30-Aug-2023",
        "30th of August 2023",
        "Wednesday, August 30, 2023 10:15",
        "Wed, 30 Aug 2023 10:15:00 GMT",
        "2023 Aug 30",
        "30/08/2023",
        "8/30/2023",
        "30.08.2023",
        "8/30/23",
        "  2023-08-30 ",
    ],
)
def test_usual_forms(written: str) -> None:
    assert parse_date(written) == "2023-08-30"


def test_two_figures_for_a_year_follow_posix() -> None:
    assert parse_date("30/8/68") == "2068-08-30"
    assert parse_date("30/8/69") == "1969-08-30"


def test_same_day_and_month_is_not_ambiguous() -> None:
    assert parse_date("05/05/2023") == "2023-05-05"


def test_ambiguous_date_word_for_word() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        parse_date("03/04/2023")
    assert str(caught.value) == (
        "the date '03/04/2023' can be read in two ways. "
        "Say which with --date-format DD/MM/YYYY or MM/DD/YYYY, or write YYYY-MM-DD."
    )


@pytest.mark.parametrize(
    "written",
    ["", "last week", "2023", "2023-13-01", "31/31/2023", "30 Foo 2023", "0001-01-01", "٢٠٢٣-٠٨-٣٠",
     "2023-08-301", "August 2023", "1693353600"],
)  # fmt: skip
def test_unread_dates(written: str) -> None:
    with pytest.raises(UnreadDate, match="cannot be read"):
        parse_date(written)


def test_the_format_decides_what_is_ambiguous() -> None:
    assert parse_date("03/04/2023", date_format=strptime_format("DD/MM/YYYY")) == "2023-04-03"
    assert parse_date("03/04/2023", date_format=strptime_format("MM/DD/YYYY")) == "2023-03-04"


def test_other_forms_are_read_beside_the_format() -> None:
    assert parse_date("2023-08-30", date_format="%d/%m/%Y") == "2023-08-30"


@pytest.mark.parametrize("form", ["DD/MM", "%d/%m", "YYYY", "day/month/year", "%", "%Q"])
def test_a_format_without_day_month_and_year_is_refused(form: str) -> None:
    with pytest.raises(UsageError) as caught:
        strptime_format(form)
    assert str(caught.value) == (
        f"--date-format: the date format '{form}' does not tell day, month and year. "
        "Write it like DD/MM/YYYY, or like %d/%m/%Y."
    )


@given(DATES)
def test_iso_dates_stay_as_they_are(day: date) -> None:
    assert parse_date(day.isoformat()) == day.isoformat()


@given(DATES)
def test_no_order_of_day_and_month_is_ever_guessed(day: date) -> None:
    for written in (f"{day.day}/{day.month}/{day.year:04}", f"{day.month}/{day.day}/{day.year:04}"):
        if day.day <= 12 and day.day != day.month:
            with pytest.raises(AmbiguousDate):
                parse_date(written)
        else:
            assert parse_date(written) == day.isoformat()


@given(st.text())
def test_any_text_is_a_date_or_refused(written: str) -> None:
    with suppress(AmbiguousDate, UnreadDate):
        assert date.fromisoformat(parse_date(written)).year >= 1605
