from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.cells import cell_text
from framing.corpus.fields import FIELDS, SYNONYMS, Columns, column_key, headline_end, read_cells
from framing.corpus.journal import CannotRead, Journal
from framing.corpus.limits import ARTICLE_CHARACTERS, COLUMNS
from framing.corpus.names import clean_name, shortened
from framing.errors import UsageError

BODY = "The talks went on for days. " * 10  # 60 words


def fields_of(row: dict[str, object], **renamed: str) -> dict[str, str]:
    return dict(read_cells(row, Columns(renamed), Journal()).fields)


@pytest.mark.parametrize(("name", "column"), [(n, c) for n in FIELDS for c in SYNONYMS[n]])
def test_every_synonym_is_read_as_its_field(name: str, column: str) -> None:
    row: dict[str, object] = {"text": "Some words", column: "Some value"}
    if name == "text":
        del row["text"]
    assert fields_of(row)[name] == "Some value"


def test_no_name_stands_for_two_fields() -> None:
    names = [key for name in FIELDS for key in (name, *SYNONYMS[name])]
    assert len(names) == len(set(names))
    assert names == [column_key(name) for name in names]


def test_the_fields_own_name_goes_before_a_synonym() -> None:
    cells = read_cells(
        {"section": "world", "genre": "report", "text": "Words"}, Columns(), Journal()
    )
    assert cells.fields["genre"] == "report"
    assert cells.extra == {"section": "world"}


def test_a_synonym_counts_where_the_field_is_empty() -> None:
    assert fields_of({"text": " ", "body": "Words"})["text"] == "Words"


def test_map_goes_before_everything() -> None:
    row: dict[str, object] = {"outlet": "A", "desk": "B", "text": "Words"}
    assert fields_of(row, outlet="desk")["outlet"] == "B"


def test_map_of_a_field_that_does_not_exist_word_for_word() -> None:
    with pytest.raises(UsageError) as caught:
        Columns({"outlett": "desk"})
    assert str(caught.value) == (
        "--map: there is no field 'outlett'. Did you mean 'outlet'? "
        "The fields are id, outlet, title, date, author, url, genre, text."
    )


def test_title_and_text_stay_as_given_and_names_are_cleaned() -> None:
    row: dict[str, object] = {
        "outlet": "  The\n Daily\x00 Herald ",
        "title": " Talks  resume ",
        "text": "\ufeff Line one\r\nLine two\n",
    }
    fields = fields_of(row)
    assert fields["outlet"] == "The Daily Herald"
    assert fields["title"] == " Talks  resume "
    assert fields["text"] == " Line one\r\nLine two\n"


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\ufeff", "...", None, [], float("nan")])
def test_an_article_without_text_is_refused_word_for_word(text: object) -> None:
    with pytest.raises(CannotRead) as caught:
        fields_of({"text": text})
    assert str(caught.value) == ("the article has no text. Fill it in, or delete the row or file.")


def test_too_long_a_text_is_refused_word_for_word() -> None:
    with pytest.raises(CannotRead) as caught:
        fields_of({"text": "a" * (ARTICLE_CHARACTERS + 1)})
    assert str(caught.value) == (
        "the article has 5,000,001 characters; the most is 5,000,000. "
        "Split the file into its articles."
    )


def test_a_text_in_the_outlet_column_is_refused_word_for_word() -> None:
    with pytest.raises(CannotRead) as caught:
        fields_of({"text": "Words", "outlet": "word " * 100})
    assert str(caught.value) == (
        "the outlet 'word word word word word word…' has 499 characters; the most is 200. "
        "Name the column that holds the outlet with --map outlet=COLUMN."
    )


def test_a_row_without_a_text_column_is_refused_word_for_word() -> None:
    with pytest.raises(CannotRead) as caught:
        fields_of({"a": 1, "b": 2})
    assert str(caught.value) == (
        "no column holds the text; the columns are a, b. Name the right one with --map text=COLUMN."
    )


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(CannotRead, match="the row has 2,001 columns; the most is 2,000"):
        fields_of({str(number): "" for number in range(COLUMNS + 1)})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is ", "as it is "),
        (7, "7"),
        (7.0, "7"),
        (0.5, "0.5"),
        (True, "yes"),
        (None, ""),
        (float("inf"), "inf"),
        (["a", None, 1], "a, 1"),
        ({"id": 1, "name": "CNN"}, "CNN"),
        ({"id": 1}, '{"id": 1}'),
        (b"d\xc3\xa9j\xc3\xa0", "déjà"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_cells_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(st.recursive(st.none() | st.text() | st.floats() | st.integers(), st.lists))
def test_any_cell_can_be_written(value: object) -> None:
    cell_text(value).encode()


def test_headline_by_hand() -> None:
    assert headline_end("Talks resume today\n\n" + BODY) == len("Talks resume today")
    assert headline_end("Talks resume today \r\n \r\n" + BODY) == len("Talks resume today")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Talks resume\n\n" + BODY,  # two words
        "word " * 26 + "\n\n" + BODY,
        "The talks resume today.\n\n" + BODY,
        "He said “we resume today.”\n\n" + BODY,
        "The talks resume today\n" + BODY,  # no blank line
        "The talks resume today\n\n" + "word " * 49,
        "The talks resume today",
    ],
)
def test_first_lines_that_are_no_headline(text: str) -> None:
    assert headline_end(text) == 0


def test_headline_limits() -> None:
    assert headline_end("word " * 25 + "\n\n" + "word " * 50) == len("word " * 25) - 1
    assert headline_end("one two-three four!\n\n" + "word " * 50) == len("one two-three four!")


@given(st.text(alphabet="ab .\n\r\u2028”"), st.text(alphabet="ab .\n"))
def test_a_headline_is_one_line_at_the_top(first: str, rest: str) -> None:
    text = f"{first}\n\n{rest}" + BODY
    end = headline_end(text)
    assert 0 <= end <= len(text)
    if end:
        assert len(text[:end].strip().splitlines()) == 1
        assert not text[:end].endswith(".")


@given(st.text())
def test_a_clean_name_is_clean_for_good(name: str) -> None:
    cleaned = clean_name(name)
    assert clean_name(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert not set(cleaned) & set("\x00\n\r\t\x1b\u202e")


@given(st.text(), st.integers(2, 50))
def test_a_shortened_name_fits(name: str, characters: int) -> None:
    assert len(shortened(name, characters)) <= max(characters, 0)
