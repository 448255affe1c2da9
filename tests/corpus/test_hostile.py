"""Input that wants to crash, hang or fill memory: each costs a problem, and the rest is read."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus import limits
from framing.corpus.reading import Reading, read_articles

Write = Callable[[str, str | bytes], str]

SIZE = 1_000_000
GOOD = '{"text": "Good words", "outlet": "Herald"}'
SECONDS = 20  # a hang takes minutes; the slowest here takes 4


def times(piece: str | bytes, size: int = SIZE) -> bytes:
    data = piece.encode() if isinstance(piece, str) else piece
    return data * (size // len(data))


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


HOSTILE: dict[str, bytes] = {
    # files that are not what their name says
    "empty.txt": b"",
    "empty.jsonl": b"",
    "empty.json": b"",
    "empty.csv": b"",
    "empty.parquet": b"",
    "empty.zip": b"",
    "empty.html": b"",
    "pdf.txt": b"%PDF-1.7\n" + bytes(range(256)),
    "excel.csv": zipped({"xl/workbook.xml": b"<x/>"}),
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "binary.jsonl": bytes(range(256)) * 100,
    "zeros.txt": times(b"\0"),
    "noise.parquet": b"PAR1" + bytes(range(256)) * 9 + b"PAR1",
    "noise.zip": b"PK\x03\x04" + bytes(range(256)),
    "noise.jsonl.gz": b"\x1f\x8b" + bytes(range(256)),
    # nothing in it
    "spaces.txt": times(" "),
    "marks.txt": times("\u200b"),
    "lines.jsonl": times("\n", 2 * limits.BLANK_ROWS),
    "lines.csv": b"id,text\n" + times("\n", 2 * limits.BLANK_ROWS),
    "header.csv": b"id,text\n",
    "hidden.zip": zipped({"__MACOSX/a.txt": b"x", ".b.txt": b"x"}),
    # too large, too deep, too many
    "long.txt": times("a", limits.ARTICLE_CHARACTERS + 1),
    "wide.csv": times("a,") + b"\n",
    "deep.json": times("["),
    "objects.json": times('{"a":'),
    "deep.jsonl": times("[") + b"\n",
    "number.jsonl": b'{"text": ' + times("9") + b"}",
    "values.json": b"[" + times("[],", 3 * limits.JSON_VALUES) + b"[]]",
    "faults.jsonl": times("x\n"),
    "bombs.jsonl.gz": gzip.compress(times("\n", 80_000_000)),
    "bomb.csv.gz": gzip.compress(b"id,text\n" + times("a", 80_000_000)),
    "bomb.zip": zipped({f"{n}.txt": times("a", 30_000_000) for n in range(3)}),
    "nested.zip": zipped({"inner.zip": zipped({"a.txt": b"Some words"})}),
    "cut.zip": zipped({"a.txt": times("Some words ")})[:-30],
    # markup that takes for ever
    "divs.html": times("<div>"),
    "tags.html": times("<a "),
    "attributes.html": b"<p " + times("a=b ") + b">",
    "equals.html": b"<p" + times(" a="),
    "quotes.html": times("<a b='<a b=\""),
    "comments.html": times("<!--"),
    "declarations.html": times("<!x"),
    "instructions.html": times("<?"),
    "cdata.html": times("<![CDATA["),
    "scripts.html": times("<script>"),
    "ends.html": times("</"),
    "closing.html": times("<p>") + times("</div>"),
    "entities.html": times("&#x110000;"),
    "less.html": times("<"),
    # quotation marks that never close
    "open.csv": b"id,text\n" + times('1,"a\n'),
    "swallow.csv": b'id,text\n1,"' + times("a\n", limits.ARTICLE_CHARACTERS + SIZE),
    "nul.csv": b"id,text\n1," + times(b"\0", 1000),
}


def read_in_time(*inputs: Path | str) -> Reading:
    start = time.process_time()
    reading = read_articles(inputs)
    assert time.process_time() - start < SECONDS
    for problem in reading.problems:
        str(problem).encode()
        assert "\n" not in str(problem)
        assert problem.fix
    return reading


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_a_problem_and_nothing_else(write: Write, name: str) -> None:
    reading = read_in_time(write(name, HOSTILE[name]), write("good.jsonl", GOOD))
    assert [article.text for article in reading.articles] == ["Good words"]
    assert reading.problems
    assert {path.name for path in Path.cwd().iterdir()} == {name, "good.jsonl"}


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "bomb.csv.gz",
            HOSTILE["bomb.csv.gz"],
            "expands to more than",
        ),
        ("nested.zip", HOSTILE["nested.zip"], "holds no file that can be read."),
        ("cut.zip", HOSTILE["cut.zip"], "is not a zip archive, or a damaged one."),
        ("deep.json", HOSTILE["deep.json"], "is nested too deeply."),
        ("values.json", HOSTILE["values.json"], "has too many values for articles."),
        ("lines.jsonl", HOSTILE["lines.jsonl"], "1,000,001 rows are blank; the rest is not read."),
        ("header.csv", HOSTILE["header.csv"], "holds no article."),
        ("wide.csv", HOSTILE["wide.csv"], "has 500,001 columns; the most is 2,000."),
    ],
)
def test_what_the_problem_says(write: Write, name: str, content: bytes, message: str) -> None:
    problems = read_articles([write(name, content)]).problems
    assert any(problem.what.startswith(message) for problem in problems)


def test_problems_past_a_thousand_are_counted(write: Write) -> None:
    rows = [GOOD.replace("Good", f"Good{number}") for number in range(3000)] + ["x"] * 1500
    reading = read_articles([write("a.jsonl", "\n".join(rows))])
    assert len(reading.articles) == 3000
    assert len(reading.problems) == limits.PROBLEMS_PER_FILE + 1
    assert str(reading.problems[-1]) == (
        "a.jsonl: 500 more rows were left out. "
        "Mend the rows listed first: the others may have the same fault."
    )


def test_a_file_of_faults_is_given_up_word_for_word(write: Write) -> None:
    reading = read_articles([write("a.jsonl", "x\n" * 20_000)])
    assert "a.jsonl: 10,001 rows are faulty, more than half; the rest is not read. " in (
        "\n".join(str(problem) for problem in reading.problems)
    )


def test_damaged_gzip_keeps_what_stands_before(write: Write) -> None:
    rows = "".join(f'{{"id": {number}, "text": "Words {number}"}}\n' for number in range(20_000))
    reading = read_articles([write("a.jsonl.gz", gzip.compress(rows.encode())[:-2000])])
    assert 0 < len(reading.articles) < 20_000
    assert [str(problem) for problem in reading.problems] == [
        (
            "a.jsonl.gz: the compressed data are damaged or end too early; "
            "what came before is read. Get or make the file again."
        )
    ]


def test_names_in_an_archive_lead_nowhere(write: Write) -> None:
    members = {"../../../up.txt": b"Up words", "/etc/root.txt": b"Root words", "C:\\w.txt": b"W w"}
    name = write("in/z.zip", zipped(members))
    reading = read_articles([name])
    assert sorted(article.id for article in reading.articles) == ["root", "up", "w"]
    assert [path.name for path in Path.cwd().iterdir()] == ["in"]


def test_a_locked_archive_word_for_word(write: Write) -> None:
    data = bytearray(zipped({"a.txt": b"Some words"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    assert [str(problem) for problem in read_articles([write("z.zip", bytes(data))]).problems] == [
        "z.zip/a.txt: is locked with a password. Extract the archive and give the files."
    ]


@given(st.binary(max_size=300), st.sampled_from([".txt", ".html", ".jsonl", ".json", ".csv", ".tsv",
       ".parquet", ".zip", ".txt.gz"]))  # fmt: skip
def test_any_bytes_under_any_name(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(data)
    reading = read_articles([path])
    for article in reading.articles:
        f"{article.id}{article.outlet}{article.title}{article.text}".encode()


SEED = (GOOD + "\n").encode() * 50


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8), st.sampled_from(["gz", "zip"]))
def test_damage_anywhere_in_packed_files(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes, kind: str
) -> None:
    packed = gzip.compress(SEED, mtime=0) if kind == "gz" else zipped({"a.jsonl": SEED})
    place %= len(packed)
    path = tmp_path_factory.mktemp("damaged") / ("a.jsonl.gz" if kind == "gz" else "a.zip")
    path.write_bytes(packed[:place] + noise + packed[place + len(noise) :])
    read_articles([path])
