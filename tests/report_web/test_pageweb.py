"""The HTML page: complete in itself, and deaf to what articles would have it do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Analysis
from framing.report.build import document_of
from framing.report.document import AnnotatedArticle as Annotated
from framing.report.document import (
    Cell,
    Document,
    Link,
    Mark,
    Page,
    Piece,
    TableBlock,
)
from framing.report.pageweb import html_of
from framing.report.view import View
from framing.report.webdata import MOST_SENTENCES, even_shares, evidence_data, script_json

CHROMIUM = shutil.which("chromium")
EMPTY = {"meta", "link", "img", "input", "br", "hr"}


@dataclass
class Seen(HTMLParser):
    """What a browser would make of a page: tags with attributes, and the text of each script."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._open[-1] if self._open else "", []).append(data)


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    parser.close()
    return parser


def page_of(analysis: Analysis) -> str:
    view = View(analysis)
    return html_of(document_of(view), view)


def test_hostile_articles_stay_text(hostile: Analysis) -> None:
    page = page_of(hostile)
    found = seen(page)
    assert [tag for tag, _ in found.tags].count("script") == 2
    assert not [tag for tag, _ in found.tags if tag in {"img", "iframe", "object", "link", "base"}]
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on")]
    text = "".join(found.texts["p"] + found.texts["bdi"] + found.texts["a"])
    assert "<script>alert(1)</script>" in "".join(found.texts["p"])
    assert "#emph[x] and [red]alert[/red]" in text
    assert "$x^2$" in text
    assert "{{ 7 * 7 }} {% raw %}" in text
    assert "is &amp; stays <!-- a " in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u2028]", page.replace("\u2028", "", 2))


def test_sentences_are_data(hostile: Analysis) -> None:
    raw = re.search(r'id="sentences">(.*?)</script>', page_of(hostile), re.DOTALL)
    assert raw
    assert not set(raw[1]) & set("<>&\u2028\u2029\x00")
    data = json.loads(raw[1])
    assert len(data["rows"]) == 8
    assert data["outlets"][0][0] == '<img src="x" onerror=alert(3)>'
    assert sum(row[4] for row in data["totals"]) == 8
    left, match, right = data["rows"][1][8:11]
    assert (left[-3:], match, right[:10]) == (" A ", "regime", " </script>")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_script_json_never_ends_its_element(text: str) -> None:
    shown = str(script_json([text]))
    assert not set(shown) & set("<>&\u2028\u2029")
    assert json.loads(shown) == [text]


def test_policy_lets_in_our_script_and_style_only(hostile: Analysis) -> None:
    found = seen(page_of(hostile))
    policy = next(a["content"] for t, a in found.tags if a.get("http-equiv") and t == "meta")

    def source(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    style, script = "".join(found.texts["style"]), found.texts["script"][-1]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{source(style)}'; "
        f"script-src 'sha256-{source(script)}'; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'"
    )
    # The policy would not let these in, so they must not be needed.
    assert not [attrs for _, attrs in found.tags if "style" in attrs]


def test_nothing_from_elsewhere(hostile: Analysis) -> None:
    found = seen(page_of(hostile))
    for tag, attrs in found.tags:
        assert "src" not in attrs, tag
        for name in ("href", "xlink:href"):
            assert attrs.get(name, "#").startswith("#"), attrs
    assert "url(" not in "".join(found.texts["style"])


def test_every_id_is_there_once_and_every_link_leads_somewhere(hostile: Analysis) -> None:
    found = seen(page_of(hostile))
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {attrs["href"][1:] for _, attrs in found.tags if "href" in attrs}
    assert targets <= set(ids)


def test_screen_readers_find_their_way(hostile: Analysis) -> None:
    found = seen(page_of(hostile))
    tags = [tag for tag, _ in found.tags]
    for landmark in ("header", "nav", "main", "footer"):
        assert landmark in tags
    assert tags.count("h1") == 1
    assert found.tags[tags.index("a")][1] == {"class": "skip", "href": "#main"}
    assert {"aria-live": "polite", "role": "status"}.items() <= next(
        attrs for _, attrs in found.tags if attrs.get("id") == "count"
    ).items()
    assert all(attrs.get("lang") == "en" for tag, attrs in found.tags if tag == "html")
    charts = [attrs for tag, attrs in found.tags if tag == "svg" and attrs.get("role") == "group"]
    assert charts
    assert all(attrs["aria-label"] for attrs in charts)


def test_marks_lead_to_sentences_and_back(empty: Analysis) -> None:
    mark = Mark("A", "Names", "solid", "#0072B2", "12", "2")
    pieces = (Piece("the "), Piece("Biden ", mark), Piece("regime", mark, quoted=True))
    article = Annotated("article-1", "Gazette", "", (), (pieces, (Piece("Share", removed=True),)))
    pages = (Page("evidence", "Evidence", "", ()), Page("articles", "Articles", "", (article,)))
    page = html_of(Document("T", "", "", pages), View(empty))
    assert page.count('id="hit-12"') == 1
    assert page.count('data-query="hit=12" title="Names, strength 2"') == 2
    assert (
        '>Biden </a><span class="letter tinted c-0072b2" aria-hidden="true">A</span>'
        '<span class="quoted"><a class="mark solid tinted c-0072b2"'
    ) in page
    assert "<p><s>Share</s></p>" in page


def test_links_are_filters_only_where_there_is_a_page(empty: Analysis) -> None:
    link = Link("evidence", outlet="A & B", text="<x>")
    cells = (Cell("one", link), Cell("two", Link("nowhere")))
    table = TableBlock("T", ("", "n"), (cells,), "lr")
    page = html_of(
        Document("T", "", "", (Page("evidence", "Evidence", "", (table,)),)), View(empty)
    )
    assert (
        '<th scope="row" class="l"><a href="#evidence" '
        'data-query="outlet=A+%26+B&amp;text=%3Cx%3E">one</a></th>'
    ) in page
    assert '<td class="r">two</td>' in page


def test_long_corpora_keep_an_even_share(many: Analysis) -> None:
    page = page_of(many)
    assert len(page.encode()) < 5_000_000
    data = evidence_data(View(many))
    rows, totals = data["rows"], data["totals"]
    assert isinstance(rows, list)
    assert len(rows) == MOST_SENTENCES
    outlets = [row[2] for row in rows if isinstance(row, list)]
    assert outlets.count("Gazette") == outlets.count("Herald")
    assert totals == [
        [0, outlet, voice, "yes", 1500]
        for outlet in ("Gazette", "Herald")
        for voice in ("own", "quoted")
    ]


@given(st.lists(st.integers(0, 50)), st.integers(0, 300))
def test_even_shares_fill_the_page(counts: list[int], most: int) -> None:
    given_out = even_shares(counts, most)
    assert sum(given_out) == min(most, sum(counts))
    assert all(0 <= part <= count for part, count in zip(given_out, counts, strict=True))
    short = [part for part, count in zip(given_out, counts, strict=True) if part < count]
    assert max(short, default=0) - min(short, default=0) <= 1
    assert all(part <= max(short) + 1 for part in given_out if short)


def test_equal_analyses_give_equal_pages(hostile: Analysis) -> None:
    assert page_of(hostile) == page_of(hostile)


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
@pytest.mark.parametrize(
    ("hash_", "said", "rows"),
    [
        ("", "All 8 marks.", 8),
        ("#evidence?outlet=Gazette", "All 4 marks that fit.", 4),
        ("#evidence-1?outlet=Gazette&voice=quoted", "All 2 marks that fit.", 2),
        ("#evidence?text=GOVERNMENT", "3 marks with this text, of 8 in this page.", 3),
        ("#evidence?category=loaded&voice=headline+own", "All 3 marks that fit.", 3),
        ("#evidence?hit=3", "Hit 3 of hits.csv.", 1),
        ("#evidence?text=%3Cscript%3E", "0 marks with this text, of 8 in this page.", 0),
    ],
)
def test_filters_in_a_browser(
    hostile: Analysis, tmp_path: Path, hash_: str, said: str, rows: int
) -> None:
    path = tmp_path / "report.html"
    path.write_text(page_of(hostile), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000"]
    command += ["--dump-dom", f"file://{path}{hash_}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert f'aria-live="polite">{said}</p>' in done.stdout
    assert len(re.findall("<li [^>]*data-hit=", done.stdout)) == rows
