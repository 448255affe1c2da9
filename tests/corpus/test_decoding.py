from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.decoding import check_is_text, decode
from framing.corpus.journal import CannotRead

ENGLISH = "“Señor,” he said — the café’s naïve owner wouldn’t budge. " * 20
RUSSIAN = "Президент заявил, что переговоры продолжатся на следующей неделе. " * 10
JAPANESE = "岸田首相は三十日、北朝鮮のミサイル発射について記者団に語った。" * 10


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_encodings_are_no_guess(encoding: str) -> None:
    decoded = decode(ENGLISH.encode(encoding))
    assert decoded.text == ENGLISH
    assert decoded.guess == ""


def test_western_bytes_are_windows_1252_and_said_to_be_a_guess() -> None:
    decoded = decode(ENGLISH.encode("cp1252"))
    assert decoded.text == ENGLISH  # charset-normalizer would say cp1250: "Seńor"
    assert decoded.guess == "Windows-1252"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp")],
)
def test_other_scripts_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_broken_character_does_not_spoil_utf8() -> None:
    data = ENGLISH.encode().replace(b"owner", b"own\xffer", 1)
    decoded = decode(data)
    assert decoded.text == ENGLISH.replace("owner", "own\ufffder", 1)
    assert decoded.guess == "UTF-8 with broken characters"


def test_a_declared_encoding_is_believed() -> None:
    assert decode(b"\xe4\xe0", declared="windows-1251").text == "да"
    assert decode(b"\xe4\xe0", declared="windows-1251").guess == ""


@pytest.mark.parametrize("declared", ["rot13", "punycode", "unicode_escape", "x", "utf-8\0", "zip"])
def test_a_declaration_that_is_no_encoding_of_text_is_ignored(declared: str) -> None:
    assert decode(b"d\xe9j\xe0 vu", declared=declared).text == "déjà vu"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (b"%PDF-1.7 x", "is not text but a PDF. Save the article's text as .txt or .html."),
        (
            b"PK\x03\x04",
            "is not text but an Excel, Word or zip file. Save it as CSV or plain text.",
        ),
        (b"\x1f\x8b\x08", "is not text but compressed. Give its name the ending .gz."),
        (b"\x89PNG", "is not text but a picture. Give the article's text."),
        (b"\x00\x01\x02\x03" * 9, "is not text but binary data. Save it as plain text in UTF-8."),
    ],
)
def test_what_is_not_text_is_refused_word_for_word(head: bytes, message: str) -> None:
    with pytest.raises(CannotRead) as caught:
        check_is_text(head)
    assert str(caught.value) == message


@given(st.text().filter(lambda text: not text.startswith("\ufeff") and "\x00" not in text))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.binary(max_size=200))
def test_any_bytes_become_text_that_can_be_written(data: bytes) -> None:
    decode(data).text.encode()
