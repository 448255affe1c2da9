from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from framing.errors import UsageError
from framing.model import Analysis
from framing.report.build import document_of
from framing.report.document import STANDING, Concordance, Heading, Prose
from framing.report.figures import write_figures
from framing.report.pdf import pdf_of, write_pdf
from framing.report.view import View

HOSTILE = (
    "#emph[x] $100 $x^2$ *b* <b>&amp; \\u{0} \x00 \u202e \ud800 \ufffd 金正恩 Путин 🦊 "
    "\ue000 e\u0301 = heading // comment @label `code`"
)


def reader_of(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader_of(pdf).pages).split())


def test_pages_and_bookmarks(two: Analysis) -> None:
    reader = reader_of(pdf_of(document_of(View(two))))
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles == [
        "At a glance",
        "Names",
        "Whose words",
        "Headline against body",
        "Loaded wording",
        "Evidence",
        "Articles in full",
        "How this was made",
    ]
    assert "/MarkInfo" in reader.root_object
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Alpha and Beta: how they word it"


def test_the_standing_sentence_comes_first(two: Analysis) -> None:
    first = " ".join(reader_of(pdf_of(document_of(View(two)))).pages[0].extract_text().split())
    assert STANDING in first
    assert first.index(STANDING) < first.index("What differs")


def test_pages_left_out_are_named_with_the_reason(two: Analysis) -> None:
    last = " ".join(reader_of(pdf_of(document_of(View(two)))).pages[-1].extract_text().split())
    assert "Stories no story is told by two outlets" in last
    assert "Frames no cue word of a frame was found" in last


def test_sentences_stand_in_the_evidence(two: Analysis) -> None:
    text = text_of(pdf_of(document_of(View(two))))
    assert "Thus far, the much-hyped offensive has been a dud." in text
    assert "Kirby claimed that letters were exchanged." in text


def test_a_finding_gives_the_page_of_its_evidence(two: Analysis) -> None:
    reader = reader_of(pdf_of(document_of(View(two))))
    names = next(
        number for number, page in enumerate(reader.pages, start=1)
        if page.extract_text().startswith("Names")
    )  # fmt: skip
    assert f"→ p. {names}" in " ".join(reader.pages[0].extract_text().split())


def test_same_bytes_twice(pair: Analysis) -> None:
    assert pdf_of(document_of(View(pair))) == pdf_of(document_of(View(pair)))


def test_letter_and_a4(two: Analysis, tmp_path: Path) -> None:
    document = document_of(View(two))
    write_pdf(document, tmp_path / "report.pdf", paper="letter")
    letter = PdfReader(tmp_path / "report.pdf").pages[0].mediabox
    assert (round(letter.width), round(letter.height)) == (612, 792)
    a4 = reader_of(pdf_of(document)).pages[0].mediabox
    assert (round(a4.width), round(a4.height)) == (595, 842)


def test_another_paper_is_refused(two: Analysis) -> None:
    with pytest.raises(UsageError, match=r"^there is no paper 'a5'. Write a4 or letter.$"):
        pdf_of(document_of(View(two)), paper="a5")


def test_hostile_text_stays_text(two: Analysis) -> None:
    document = document_of(View(two), title=HOSTILE)
    page = replace(
        document.pages[0], lead=HOSTILE, blocks=(Prose((HOSTILE,)), Heading(HOSTILE))
    )  # fmt: skip
    text = text_of(pdf_of(replace(document, pages=(page, *document.pages[1:]))))
    assert "#emph[x] $100 $x^2$ *b* <b>&amp;" in text
    assert "[U+91D1][U+6B63][U+6069] Путин [U+1F98A]" in text
    assert "= heading // comment @label `code`" in text


@pytest.mark.parametrize("outlets", [1, 3, 9, 40])
def test_any_number_of_outlets(outlets: int, make_crowd: Callable[..., Analysis]) -> None:
    document = document_of(View(make_crowd(outlets)))
    assert len(reader_of(pdf_of(document)).pages) > 3
    assert len(document.outlets) == outlets


def test_names_without_glyphs_get_a_number_and_a_key(make_crowd: Callable[..., Analysis]) -> None:
    names = ["金曜日新聞", "Ελληνική εφημερίδα", "Новая газета"]
    document = document_of(View(make_crowd(3, names=names.__getitem__)))
    assert [style.shown for style in document.outlets] == [
        "Ελληνική εφημερίδα",
        "Новая газета",
        "Outlet 3",
    ]
    text = text_of(pdf_of(document))
    assert "Outlet 3 [U+91D1][U+66DC][U+65E5][U+65B0][U+805E]" in text


def test_long_names_are_cut_and_told_apart(make_crowd: Callable[..., Analysis]) -> None:
    def name(number: int) -> str:
        return "The extraordinarily long name of a newspaper, edition " + "AB"[number]

    shown = [style.shown for style in document_of(View(make_crowd(2, names=name))).outlets]
    assert shown == [
        "The extraordinarily long name of… (1)",
        "The extraordinarily long name of… (2)",
    ]


def test_figures_as_files(pair: Analysis, tmp_path: Path) -> None:
    document = document_of(View(pair))
    written = write_figures(document.figures, tmp_path)
    assert [path.name for path in written[:3]] == [
        "01-main-measure.png",
        "01-main-measure.svg",
        "01-main-measure.txt",
    ]
    first = {path.name: path.read_bytes() for path in written}
    write_figures(document.figures, tmp_path)
    assert {path.name: path.read_bytes() for path in written} == first
    assert len(written) == 3 * len(document.figures)


def test_an_unknown_format_is_refused(pair: Analysis, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^figures have no format 'gif'. Write png or svg.$"):
        write_figures(document_of(View(pair)).figures, tmp_path, ["gif"])


def test_evidence_is_sampled_by_the_stated_rule(make_crowd: Callable[..., Analysis]) -> None:
    document = document_of(View(make_crowd(40)))
    hype = next(
        block for page in document.pages for block in page.blocks
        if isinstance(block, Concordance) and block.title == "Hype"
    )  # fmt: skip
    assert len(hype.rows) == 10
    assert hype.rule.startswith("10 of ")
    assert {row.strength for row in hype.rows} == {"3"}
    assert len({row.outlet for row in hype.rows}) == 10
