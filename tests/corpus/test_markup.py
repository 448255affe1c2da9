from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.journal import CannotRead
from framing.corpus.markup import declared_encoding, read_page

PAGE = """<!doctype html><html><head><title>Herald | Talks</title>
<meta property="og:site_name" content="The Herald"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2023-08-30T10:00">
<link rel="canonical" href="https://herald.example/talks">
<script>var page = "<p>not this</p>";</script><style>p { color: red }</style></head>
<body><header><h1>The Herald</h1></header><nav><ul><li>Home<li>News</ul></nav>
<article><h1>Talks &amp; more</h1><p>They <b>met</b>
   today.<br>All of them.<p>They left.<ul><li>one<li>two</ul>
<blockquote>No comment</blockquote><aside><p>Related</p></aside></article>
<p>Subscribe now</p><footer>Copyright</footer></body></html>"""


def test_a_page_by_hand() -> None:
    assert read_page(PAGE) == {
        "title": "Talks & more",
        "outlet": "The Herald",
        "author": "Ann Lee",
        "date": "2023-08-30T10:00",
        "url": "https://herald.example/talks",
        "text": "They met today.\nAll of them.\n\nThey left.\n\none\n\ntwo\n\nNo comment",
    }


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>C</title><meta property='og:title' content='B'><h1>A</h1><p>x", "A"),
        ("<title>C</title><meta property='og:title' content='B'><p>x", "B"),
        ("<title>C</title><p>x", "C"),
    ],
)
def test_where_the_title_comes_from(page: str, title: str) -> None:
    assert read_page(page)["title"] == title


def test_main_counts_where_there_is_no_article() -> None:
    page = "<p>Menu</p><main><p>" + "word " * 60 + "</p></main><p>End</p>"
    assert read_page(page)["text"].split() == ["word"] * 60


def test_a_teaser_is_not_taken_for_the_article() -> None:
    page = "<p>" + "word " * 60 + "</p><article><p>Read also</p></article>"
    assert read_page(page)["text"].startswith("word word")


def test_text_outside_paragraphs_counts_where_the_page_has_none() -> None:
    page = "<body><div>First part.</div><div>Second part.</div></body>"
    assert read_page(page)["text"] == "First part.\n\nSecond part."


def test_hidden_elements_are_left_out() -> None:
    assert read_page("<p>Seen<p hidden>Unseen<div aria-hidden=true>Nor this</div><p>Also")[
        "text"
    ] == "Seen\n\nAlso"  # fmt: skip


def test_an_address_is_no_author() -> None:
    assert "author" not in read_page("<meta name=author content='https://x.example/a'><p>x")


def test_scripts_in_capitals_and_open_comments_are_left_out() -> None:
    assert read_page("<p>Seen<SCRIPT>no()</SCRIPT> too<!-- to the end <p>No")["text"] == "Seen too"


def test_a_page_nested_too_deeply_word_for_word() -> None:
    with pytest.raises(CannotRead) as caught:
        read_page("<div>" * 600)
    assert str(caught.value) == (
        "is nested more than 512 levels deep. Save the article's text as .txt."
    )


def test_a_page_of_tags_word_for_word() -> None:
    with pytest.raises(CannotRead) as caught:
        read_page("<b>" * 300_001)
    assert str(caught.value) == "has 300,001 tags. Save the article's text as .txt."


def test_declared_encoding() -> None:
    assert declared_encoding(b"<meta http-equiv=x content='text/html; charset=koi8-r'>") == "koi8-r"
    assert declared_encoding(b"<p>no charset here") == ""


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div>", "</div>", "<article>", "</article>", "<nav>", "</nav>", "<li>",
         "<br>", "<script>", "</script>", "<!--", "-->", "<a b='", '"', "&amp;", "&#x", "<", ">",
         "word ", "\x00", "<title>", "<h1>", "<td>", "<table>", "</table>", "<![CDATA["]
    )
)  # fmt: skip


@given(MARKUP)
def test_any_markup_is_read(pieces: list[str]) -> None:
    page = read_page("".join(pieces))
    assert "\x00" not in page["text"]
    assert page["text"] == page["text"].strip()


@given(st.lists(st.text(alphabet="abc, ", min_size=1).filter(str.strip), min_size=1))
def test_paragraphs_come_back_in_order(paragraphs: list[str]) -> None:
    page = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    expected = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    assert read_page(page)["text"] == expected
