from __future__ import annotations

from framing.model import Analysis
from framing.report.build import document_of
from framing.report.document import AnnotatedArticle, Document, Figure, Page, TableBlock
from framing.report.glyphs import printable
from framing.report.pages.evidence import split_sentence
from framing.report.pages.glance import corpus_line
from framing.report.view import View


def page_of(document: Document, key: str) -> Page:
    return next(page for page in document.pages if page.key == key)


def table(page: Page, title: str) -> list[list[str]]:
    block = next(b for b in page.blocks if isinstance(b, TableBlock) and b.title == title)
    return [[cell.text for cell in row] for row in block.rows]


def test_corpus_line(two: Analysis, pair: Analysis) -> None:
    assert corpus_line(View(two)) == "2 articles · 2 outlets · 78 words · 31 August 2023"
    assert corpus_line(View(pair)) == (
        "16 articles · 2 outlets · 8 shared stories · 600 words · 1 September to 8 September 2023"
    )


def test_names_are_listed_with_their_voices(two: Analysis) -> None:
    names = page_of(document_of(View(two)), "names")
    assert table(names, "Every name in use, and in whose words") == [
        ["Russia’s war in Ukraine", "conflict in ukraine", "1", "·", "1 own"],
        ["", "russia’s invasion of ukraine", "0", "1 own", "·"],
        ["sitting US executive branch", "biden regime", "3", "1 own", "·"],
        ["", "biden administration", "0", "·", "1 own"],
    ]


def test_quoted_words_are_not_charged_to_the_outlet(two: Analysis) -> None:
    loaded = page_of(document_of(View(two)), "loaded")
    terms = [row[0] for row in table(loaded, "6 loaded terms in headlines and own voice")]
    assert "gunfight" not in terms
    assert terms[:2] == ["Freaking Out", "Biden regime"]


def test_both_directions_have_a_row_an_outlet(two: Analysis) -> None:
    loaded = page_of(document_of(View(two)), "loaded")
    assert table(loaded, "Both directions") == [
        [
            "Alpha",
            "“Biden regime” (once), “Freaking Out” (once), “dud” (once) and “much-hyped” (once)",
            "“russia’s invasion of ukraine” (once)",
            "none",
        ],
        [
            "Beta",
            "“conflict in Ukraine” (once) and “sparked” (once)",
            "“biden administration” (once)",
            "“contested” (once)",
        ],
    ]


def test_articles_keep_their_text_to_the_letter(two: Analysis) -> None:
    blocks = page_of(document_of(View(two)), "articles").blocks
    articles = [block for block in blocks if isinstance(block, AnnotatedArticle)]
    for block, article in zip(articles, two.articles, strict=True):
        text = "\n".join("".join(p.text for p in pieces) for pieces in block.paragraphs)
        assert text.split() == article.text.split()
        assert "".join(piece.text for piece in block.heading) == article.title


def test_marks_quotations_and_furniture_in_articles(two: Analysis) -> None:
    blocks = page_of(document_of(View(two)), "articles").blocks
    first, second = (block for block in blocks if isinstance(block, AnnotatedArticle))
    pieces = [piece for paragraph in first.paragraphs for piece in paragraph]
    gunfight = next(piece for piece in pieces if piece.text == "gunfight")
    assert gunfight.quoted
    assert gunfight.mark is not None
    assert gunfight.mark.label == "Negative judgement"
    removed = [p.text for paragraph in second.paragraphs for p in paragraph if p.removed]
    assert removed == ["Share This Article"]


def test_a_term_that_stands_twice_is_split_at_the_right_place(two: Analysis) -> None:
    view = View(two)
    sentence = "a dud is a dud"
    start = view.articles["first"].text.index("dud")
    row = {
        "sentence": sentence, "matched": "dud", "article": "first", "part": "text", "start": start,
    }  # fmt: skip
    assert split_sentence(view, row) == ("a ", "dud", " is a dud")


def test_figures_are_numbered_and_described(pair: Analysis) -> None:
    figures = document_of(View(pair)).figures
    assert [figure.name for figure in figures] == [
        "01-main-measure",
        "02-names",
        "03-voices",
        "04-sources",
        "05-headline-body",
        "06-categories",
        "07-main-frames",
        "08-frames",
        "09-stories",
    ]
    for figure in figures:
        assert isinstance(figure, Figure)
        assert figure.alt.endswith(".")
        assert figure.reading


def test_outlets_look_the_same_everywhere(pair: Analysis) -> None:
    document = document_of(View(pair))
    assert document.style("Herald").colour == "#0072B2"
    assert document.style("Post").shape == "square"


def test_what_cannot_be_printed_is_written_out() -> None:
    assert printable("Kim 金 🦊 Путин\x00\u202e") == "Kim [U+91D1] [U+1F98A] Путин "
