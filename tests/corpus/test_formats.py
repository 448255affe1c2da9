from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.documents import read_header
from framing.corpus.reading import Reading, ReadOptions, read_articles

Write = Callable[[str, str | bytes], str]
WORDS = "Some words here"


def said(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def texts(reading: Reading) -> list[str]:
    return [article.text for article in reading.articles]


def test_a_text_file_keeps_every_character_but_the_mark(write: Write) -> None:
    text = "A line\r\n\r\n  another – line\t\n"
    (article,) = read_articles([write("a.txt", "\ufeff" + text)]).articles
    assert article.text == text
    assert (article.id, article.title, article.place) == ("a", "", "a.txt")


def test_a_header_by_hand(write: Write) -> None:
    name = write("a.txt", "Title: Talks: day two\ndate: 30 Aug 2023\ndesk: World\n\nThey met.\n")
    (article,) = read_articles([name]).articles
    assert (article.title, article.date, article.text) == (
        "Talks: day two",
        "2023-08-30",
        "They met.\n",
    )
    assert article.extra == {"desk": "World"}


@pytest.mark.parametrize(
    "text",
    [
        "Minister: we will not pay\n\nThe minister said",  # no key is a field
        "title: Talks\nThis line has no key\n\nThey met",
        "The title: Talks\n\nThey met",  # a key of two words
        "title: Talks\nThey met",  # no blank line
        "link://example\n\nThey met",
        "\ntitle: Talks\n\nThey met",
        "text: Talks\ntitle: x\n\nThey met",
    ],
)
def test_what_is_no_header(text: str) -> None:
    assert read_header(text) == ({}, 0)


@given(st.text())
def test_a_header_is_never_part_of_the_text(text: str) -> None:
    header, start = read_header("outlet: Herald\r\n\r\n" + text)
    assert header == {"outlet": "Herald"}
    assert start == len("outlet: Herald\r\n\r\n")


def test_json_lines_with_bad_ones_word_for_word(write: Write) -> None:
    lines = ['{"text": "One word"}', "", "{oops}", "[1]", '{"text": ""}', '{"text": "Two words"}']
    reading = read_articles([write("a.jsonl", "\n".join(lines))])
    assert texts(reading) == ["One word", "Two words"]
    assert [article.id for article in reading.articles] == ["a:1", "a:5"]
    fix = 'Write one JSON object a line, like {"title": "...", "text": "..."}.'
    assert said(reading) == [
        (
            "a.jsonl:3: is not JSON (expecting property name enclosed in double quotes "
            f"at character 2). {fix}"
        ),
        f"a.jsonl:4: is not a JSON object. {fix}",
        "a.jsonl:5: the article has no text. Fill it in, or delete the row or file.",
    ]


@pytest.mark.parametrize(
    "document",
    [
        [{"text": WORDS}],
        {"text": WORDS},
        {"status": "ok", "articles": [{"content": WORDS}]},
        {"tags": ["a"], "data": [{"body": ["Some", "words here"]}]},
    ],
)
def test_shapes_of_json(write: Write, document: object) -> None:
    (article,) = read_articles([write("a.json", json.dumps(document))]).articles
    assert article.text.split() == WORDS.split()


def test_json_lines_under_the_name_of_json(write: Write) -> None:
    name = write("a.json", '{"text": "One word"}\n{"text": "Two words"}\n')
    assert texts(read_articles([name])) == ["One word", "Two words"]


def test_json_without_articles_word_for_word(write: Write) -> None:
    assert said(read_articles([write("a.json", '{"a": 1, "b": [2]}')])) == [
        "a.json: holds no list of articles (a, b). Write a list of objects: [{...}, {...}]."
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_as_spreadsheets_write_it(write: Write, delimiter: str, encoding: str) -> None:
    text = 'He said “no”, twice;\n\nthen "yes".'
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter).writerows(
        [["ID", "Outlet", "Text"], ["1", "Café", text], [], ["", "", ""]]
    )
    reading = read_articles([write("a.csv", table.getvalue().encode(encoding))])
    (article,) = reading.articles
    assert (article.id, article.outlet, article.text) == ("1", "Café", text)
    assert article.place == "a.csv:2"
    assert reading.problems == ()
    guess = "a.csv is not in UTF-8; read as Windows-1252, which is a guess."
    assert (guess in reading.notes) == (encoding == "cp1252")


def test_bad_rows_of_csv_word_for_word(write: Write) -> None:
    rows = ["id,text", '1,"Good\n\nwords"', '2,"bad "mark"', "3,a,b", "4,", "5,Good too", '6,"open']
    reading = read_articles([write("a.csv", "\n".join(rows))])
    assert [article.id for article in reading.articles] == ["1", "5"]
    marks = "Put the field in quotation marks, and double those inside it."
    assert said(reading) == [
        f"a.csv:5: the quotation marks in the row do not match. {marks}",
        f"a.csv:6: the row has 3 fields, the first row 2. {marks}",
        "a.csv:7: the article has no text. Fill it in, or delete the row or file.",
        f"a.csv:9: a quotation mark is opened and never closed. {marks}",
    ]


def test_an_open_quotation_mark_costs_one_row(write: Write) -> None:
    rows = ["id,text", '1,"open', "2,Good words", "3,More words"]
    reading = read_articles([write("a.csv", "\n".join(rows))])
    assert [article.id for article in reading.articles] == ["2", "3"]
    assert len(reading.problems) == 1


def test_marks_mean_nothing_in_a_tsv_that_does_not_use_them(write: Write) -> None:
    name = write("a.tsv", 'id\ttext\n1\t"No," he said\n2\tMore words\n')
    assert texts(read_articles([name])) == ['"No," he said', "More words"]


def test_line_ends_of_old_macs_and_excels_first_line(write: Write) -> None:
    assert texts(read_articles([write("a.csv", "id,text\r1,One word\r2,Two words\r")])) == [
        "One word",
        "Two words",
    ]
    assert texts(read_articles([write("b.csv", "sep=|\nid|text\n1|One, word\n")])) == ["One, word"]


def test_csv_without_a_text_column_word_for_word(write: Write) -> None:
    assert said(read_articles([write("a.csv", "1,Some words\n2,More words\n")])) == [
        (
            "a.csv: no column holds the text; the first row has 1, Some words. "
            "Name the columns in the first row, or use --map text=COLUMN."
        )
    ]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")).filter(
            lambda text: any(map(str.isalnum, text)) and not text.startswith("\ufeff")
        ),
        min_size=1,
        unique=True,
    )
)
def test_what_csv_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, written: list[str]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["n", "text"], *enumerate(written)])
    reading = read_articles([path])
    assert texts(reading) == written


def test_parquet_by_hand(write: Write) -> None:
    table = pa.table(
        {
            "text": ["One word", None, "Two words"],
            "published": [dt.date(2023, 8, 30)] * 3,
            "seen": pa.array([1_693_353_600_000_000_001] * 3, pa.timestamp("ns")),
            "tags": [["a", "b"], [], None],
            "score": [1.0, 0.5, None],
        }
    )
    data = io.BytesIO()
    pq.write_table(table, data)
    reading = read_articles([write("a.parquet", data.getvalue())])
    assert texts(reading) == ["One word", "Two words"]
    first = reading.articles[0]
    assert (first.id, first.date, first.place) == ("a:1", "2023-08-30", "a.parquet:1")
    assert first.extra == {"seen": "2023-08-30 00:00:00", "tags": "a, b", "score": "1"}
    assert said(reading) == [
        "a.parquet:2: the article has no text. Fill it in, or delete the row or file."
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.parquet"])
def test_gzip_and_zip_change_nothing(write: Write, name: str) -> None:
    table = io.BytesIO()
    pq.write_table(pa.table({"text": [WORDS]}), table)
    content = {
        "a.txt": WORDS.encode(),
        "a.html": f"<p>{WORDS}</p>".encode(),
        "a.jsonl": json.dumps({"text": WORDS}).encode(),
        "a.json": json.dumps([{"text": WORDS}]).encode(),
        "a.csv": f"text\n{WORDS}\n".encode(),
        "a.parquet": table.getvalue(),
    }[name]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
        archive.writestr(f"packed/{name}.gz", gzip.compress(content))
    plain = texts(read_articles([write(name, content)]))
    assert plain == [WORDS]
    assert texts(read_articles([write(f"{name}.gz", gzip.compress(content))])) == plain
    assert texts(read_articles([write("z.zip", packed.getvalue())])) == plain * 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'\xef\xbb\xbf{"text": "One word"}\n{"text": "Two words"}\n', ["One word", "Two words"]),
        (b"Plain text\nof one article", ["Plain text\nof one article"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    reading = read_articles(["-"])
    assert texts(reading) == expected
    assert reading.articles[0].place.startswith("stdin")


def test_empty_standard_input_word_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert said(read_articles(["-"])) == ["stdin: nothing came in. Pipe text or JSON lines in."]
    monkeypatch.setattr(sys, "stdin", None)
    assert said(read_articles(["-"])) == [
        "stdin: nothing can be read from it. Pipe text or JSON lines in."
    ]


def test_map_leaves_files_without_columns_alone(write: Write) -> None:
    inputs = [write("a.csv", "n,words\n1,From a table\n"), write("b.txt", "From a file")]
    options = ReadOptions(fields={"text": "words"})
    assert texts(read_articles(inputs, options=options)) == ["From a table", "From a file"]
