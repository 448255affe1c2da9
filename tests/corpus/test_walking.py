"""Inputs that are no files, lead in circles or have impossible names."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.corpus.reading import Reading, read_articles

Write = Callable[[str, str | bytes], str]

GOOD = '{"text": "Good words", "outlet": "Herald"}'
SECONDS = 20
POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def read_in_time(*inputs: Path | str) -> Reading:
    start = time.process_time()
    reading = read_articles(inputs)
    assert time.process_time() - start < SECONDS
    for problem in reading.problems:
        str(problem).encode()
        assert "\n" not in str(problem)
    return reading


@pytest.mark.parametrize(
    ("given_as", "message"),
    [
        (
            "https://herald.example/talks",
            (
                "https://herald.example/talks: is a web address, and nothing is downloaded. "
                "Save the page as .html and name that file."
            ),
        ),
        ("missing.txt", "missing.txt: does not exist. Check how it is written."),
        ("", "INPUT: an input is empty. Name a file or a folder."),
        (
            "a.pdf",
            (
                "a.pdf: is of type '.pdf', which is not read. "
                "Save the article's text as .txt or .html."
            ),
        ),
        ("a.xlsx", "a.xlsx: is of type '.xlsx', which is not read. Save the sheet as CSV."),
        (
            "a.gz",
            (
                "a.gz: the name does not tell what is compressed in it. "
                "Name it like articles.jsonl.gz."
            ),
        ),
        (
            "notes",
            (
                "notes: has no type in its name, which is not read. "
                "The types are .txt .html .htm .jsonl .json .csv .tsv .parquet .zip .gz."
            ),
        ),
        ("a.zip.gz", "a.zip.gz: is a zip archive inside gzip. Unpack the outer one."),
        (
            "folder",
            (
                "folder: holds no file that can be read. "
                "The types are .txt .html .htm .jsonl .json .csv .tsv .parquet .zip .gz."
            ),
        ),
    ],
)
def test_inputs_that_cannot_be_used_word_for_word(
    write: Write, given_as: str, message: str
) -> None:
    for name in ("a.pdf", "a.xlsx", "a.gz", "notes", "a.zip.gz", "folder/x.jpg"):
        write(name, b"x")
    assert [str(problem) for problem in read_articles([given_as]).problems] == [message]


@pytest.mark.parametrize("given_as", ["a\0b", "x" * 10_000, "a\nb", "\ud800"])
def test_names_that_no_file_can_have(given_as: str) -> None:
    (problem,) = read_in_time(given_as).problems
    assert len(problem.where) <= 200


@POSIX_ONLY
def test_pipes_sockets_and_devices_are_never_opened(write: Write, tmp_path: Path) -> None:
    write("f/good.jsonl", GOOD)
    os.mkfifo("f/pipe.txt")
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("f/socket.txt")
        Path("f/device.txt").symlink_to("/dev/zero")
        reading = read_in_time("f", tmp_path / "f" / "pipe.txt")
    assert len(reading.articles) == 1
    assert [str(problem) for problem in reading.problems[:3]] == [
        "f/device.txt: is a device, not a file. Pipe text in with - instead.",
        "f/pipe.txt: is a pipe, not a file. Pipe text in with - instead.",
        "f/socket.txt: is a socket, not a file. Pipe text in with - instead.",
    ]


@POSIX_ONLY
def test_links_that_lead_in_circles(write: Write) -> None:
    write("f/sub/good.jsonl", GOOD)
    Path("f/sub/up").symlink_to("..", target_is_directory=True)
    Path("f/self.txt").symlink_to("self.txt")
    Path("f/lost.txt").symlink_to("nowhere.txt")
    reading = read_in_time("f")
    assert len(reading.articles) == 1
    assert [problem.where for problem in reading.problems] == [
        "f/lost.txt",
        "f/self.txt",
        "f/sub/up",
    ]
    assert str(reading.problems[2]) == (
        "f/sub/up: is a folder that was read already, by way of a link. Remove the link."
    )


@POSIX_ONLY
def test_a_lattice_of_links_is_walked_once(write: Write) -> None:
    write("f/good.jsonl", GOOD)
    for level in range(30):
        for side in "ab":
            link = Path(f"f/{level}/{side}")
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(f"../{level + 1}", target_is_directory=True)
    Path("f/30").mkdir()
    assert len(read_in_time("f").articles) == 1


@POSIX_ONLY
def test_folders_deeper_than_pythons_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("d")
    for _ in range(1200):
        path.mkdir()
        path /= "d"
    path.mkdir()
    good = path / "good.jsonl"
    try:
        good.write_text(GOOD, encoding="utf-8")
        assert len(read_in_time("d").articles) == 1
    finally:
        good.unlink()
        os.removedirs(path)  # pytest's own clearing up would not reach so deep


@POSIX_ONLY
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read(write: Write) -> None:
    name = write("a.txt", "Some words")
    Path(name).chmod(0)
    (problem,) = read_articles([name]).problems
    assert str(problem).startswith("a.txt: cannot be opened (Permission denied).")


@POSIX_ONLY
def test_names_of_files_are_fit_for_messages(write: Write) -> None:
    write("f/two\nlines.txt", "")
    Path(os.fsdecode(b"f/x\xe9.txt")).write_bytes(b"Some words")
    reading = read_in_time("f")
    assert [problem.where for problem in reading.problems] == ["f/two\ufffdlines.txt"]
    assert [article.id for article in reading.articles] == ["x\ufffd"]
