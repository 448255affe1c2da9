from __future__ import annotations

import time
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import Article, load_tools
from framing.corpus.cleaning import Cleaned, clean
from framing.corpus.furniture import is_byline
from framing.corpus.lines import lines_of
from framing.corpus.patterns import PatternList
from framing.lexicon.lists import FurniturePattern, Lists

BODY = [
    "The council voted nine to two on Tuesday to close the bridge for repairs.",
    "Drivers will be sent through the tunnel until the spring, the mayor said.",
    "Two members who voted against it want the work to be done at night.",
    "The bridge was opened in 1931 and has been closed four times since then.",
    "It carries some forty thousand cars a day, half of them in the morning.",
]


@pytest.fixture(scope="module")
def lists() -> Lists:
    return load_tools().lists


def cleaned(lists: Lists, *articles: Article) -> Cleaned:
    return clean(articles, lists.furniture, lists.provenance)


def page(*lines: str, author: str = "", title: str = "") -> Article:
    return Article("a", "Gazette", "\n\n".join(lines), title=title, author=author)


def removed(lists: Lists, article: Article) -> list[tuple[str, str]]:
    """What was taken out of one article, and why."""
    spans = cleaned(lists, article).removed[0]
    return [(article.text[span.start : span.end], span.reason) for span in spans]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share this article", "share"),
        ("SHARE THIS ARTICLE", "share"),
        ("4 min read", "read_time"),
        ("Sign up for our newsletter", "newsletter"),
        ("We’re now on WhatsApp. Click here to join.", "follow"),
        ("Photo: Ann Lee/Getty Images", "caption"),
        ("The bridge in March. (AP Photo/Ann Lee)", "caption"),
        ("The Associated Press contributed to this report.", "credit of Associated Press"),
        ("Ann Lee in Oslo contributed to this report.", "credit"),
        ("Read more: Why bridges close", "related"),
        ("Copyright © 2019 Gazette. All rights reserved.", "copyright"),
        ("Advertisement", "advert"),
    ],
)
def test_a_listed_line_is_taken_out_wherever_it_stands(lists: Lists, line: str, kind: str) -> None:
    for place in range(len(BODY) + 1):
        article = page(*BODY[:place], line, *BODY[place:])
        assert removed(lists, article) == [(line, kind)]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday after the bank raised its rates again.",
        "By Monday the vote was lost.",
        "Follow-up talks are due in Geneva in the first week of March.",
        "Reading this, one would think that nobody had been warned.",
        "Photographs of the bridge show cracks in two of its pillars.",
        "Updated plans were shown to the council in May.",
        "Related charges were dropped, the court said on Friday.",
        "The Associated Press reported on Friday that the talks had failed.",
        "Read that again.",
    ],
)
def test_a_sentence_of_the_report_stays(lists: Lists, line: str) -> None:
    for place in range(len(BODY) + 1):
        assert removed(lists, page(*BODY[:place], line, *BODY[place:])) == []


def test_byline_and_bio_go_together(lists: Lists) -> None:
    bio = "Ann Lee covers city hall for the Gazette."
    article = page("By Ann Lee", *BODY, bio)
    assert removed(lists, article) == [("By Ann Lee", "byline"), (bio, "bio")]


def test_each_of_several_authors_may_have_a_bio(lists: Lists) -> None:
    bios = ["Ann Lee is a writer in Oslo.", "Bo Chan teaches law in Leeds."]
    article = page(*BODY, *bios, author="Ann Lee, Bo Chan")
    assert removed(lists, article) == [(bio, "bio") for bio in bios]


def test_what_follows_two_lines_about_the_author_is_a_bio(lists: Lists) -> None:
    article = page(*BODY, "Share This Article", "By Ann Lee", "Follow:", "Ann reads maps.")
    assert removed(lists, article)[-1] == ("Ann reads maps.", "bio")


def test_an_outlet_that_signs_has_no_bio(lists: Lists) -> None:
    last = "Fox News has asked the city for a comment."
    assert removed(lists, page(*BODY, last, author="Fox News")) == []


def test_text_goes_on_below_an_advertisement(lists: Lists) -> None:
    article = page(*BODY, "Advertisement", "Advertisement", "The work begins on Monday.")
    assert [text for text, _ in removed(lists, article)] == ["Advertisement", "Advertisement"]


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("WASHINGTON — ", ""),
        ("WASHINGTON (AP) — ", "Associated Press"),
        ("TRENTON, N.J. (AP) -- ", "Associated Press"),
        ("NEW YORK, Dec. 14 (UPI) — ", "UPI"),
        ("LONDON (Reuters) - ", "Reuters"),
        ("ROME, Italy – ", ""),
    ],
)
def test_a_dateline_goes_and_its_agency_is_kept(lists: Lists, opening: str, agency: str) -> None:
    article = page(opening + BODY[0], *BODY[1:])
    assert removed(lists, article) == [(opening, "dateline")]
    assert cleaned(lists, article).agency == (agency,)


@pytest.mark.parametrize(
    "start",
    ["NATO — the alliance of thirty states — ", "US-led forces ", "I — like most — ", "BBC ", "A "],
)
def test_capitals_alone_are_no_dateline(lists: Lists, start: str) -> None:
    assert removed(lists, page(start + BODY[0], *BODY[1:])) == []


def test_a_title_that_comes_again_counts_once(lists: Lists) -> None:
    article = page("Bridge to close", *BODY, title="Bridge to Close")
    assert removed(lists, article) == [("Bridge to close", "title repeated")]


def several(line: str, place: int, number: int, count: int) -> list[Article]:
    """Articles of one outlet, the first so many of which have the line."""
    made = []
    for n in range(count):
        lines = [f"{sentence[:-1]}, report number {n} says." for sentence in BODY * 2]
        made.append(lines[:place] + [line] * (n < number) + lines[place:])
    return [Article(f"a{n}", "Gazette", "\n".join(lines)) for n, lines in enumerate(made)]


def test_a_short_line_in_three_articles_is_the_outlets_furniture(lists: Lists) -> None:
    spans = cleaned(lists, *several("What is happening", 5, 3, 10)).removed
    assert [[span.reason for span in each] for each in spans[:4]] == [["repeated line"]] * 3 + [[]]


def test_background_in_mid_article_is_the_outlets_own_words(lists: Lists) -> None:
    background = "The bridge has been a matter of dispute since a barge struck it in 2016."
    assert not any(cleaned(lists, *several(background, 5, 4, 10)).removed)
    assert any(cleaned(lists, *several(background, 10, 4, 10)).removed)
    assert any(cleaned(lists, *several(background, 5, 5, 10)).removed)


def test_versions_of_one_report_make_no_furniture(lists: Lists) -> None:
    text = "\n".join(BODY * 3)
    versions = [Article(f"v{n}", "Gazette", f"{text}\nUpdate {n}.") for n in range(4)]
    found = cleaned(lists, *versions)
    assert len(found.articles) == 1
    assert found.removed == ((),)


LINES = st.sampled_from([*BODY, "Advertisement", "Photo: Ann Lee", " ", "𝔘 é\r"])


@settings(deadline=None, max_examples=50)
@given(lines=st.lists(LINES))
def test_what_is_taken_out_can_be_put_back(lists: Lists, lines: list[str]) -> None:
    article = Article("a", "Gazette", "\n".join(lines))
    spans = cleaned(lists, article).removed[0]
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    taken = [article.text[span.start : span.end] for span in spans]
    assert taken == [line for line in lines if line in {"Advertisement", "Photo: Ann Lee"}]


def test_a_byline_is_by_and_names() -> None:
    assert is_byline("By Ann Lee and Bo Chan of the Gazette")
    assert not is_byline("By Friday It Was Over.")
    assert not is_byline("By any measure")
    assert not is_byline("by Ann Lee")


WORDS = st.sampled_from(["share", "this", "ad", "x", "by"])
STARRED = st.lists(st.sampled_from(["share", "this", "ad", "x", " ", " ", "*", "*"]), min_size=1)


@given(STARRED.map("".join), st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_a_star_stands_for_any_characters(pattern: str, line: str) -> None:
    pattern = " ".join(pattern.split()) or "ad"
    listed = PatternList([FurniturePattern(pattern, "kind", "any")])
    assert bool(listed.kind(line, at_start=False, at_end=False)) == fnmatchcase(line, pattern)


def test_lines_are_where_they_are_said_to_be() -> None:
    text = "\r\n  One two \r\n\n\tthree\n"
    assert [text[line.start : line.end] for line in lines_of(text)] == ["One two", "three"]


def cpu(lists: Lists, text: str) -> float:
    began = time.process_time()
    cleaned(lists, Article("a", "Gazette", text))
    return time.process_time() - began


@pytest.mark.parametrize("unit", ["\n", "Advertisement\n", "by ", "WASHINGTON ", "*" * 9 + "a b\n"])
def test_cleaning_is_linear_in_the_length(lists: Lists, unit: str) -> None:
    cpu(lists, unit * 1000)
    short, long = cpu(lists, unit * 8_000), cpu(lists, unit * 64_000)
    assert long < 8 * 4 * short + 0.2


def test_the_seeds_lose_their_furniture(lists: Lists, seeds: Path) -> None:
    first, second = sorted(seeds.glob("*.txt"))
    text = first.read_text(encoding="utf-8")
    assert removed(lists, Article("1", "One", text)) == [("Our Latest Articles", "related")]
    text = second.read_text(encoding="utf-8")
    taken = removed(lists, Article("2", "Two", text))
    assert [words.split()[0] for words, _ in taken] == [
        "By", "We're", "Visit", "Share", "By", "Follow:", "Stermy",
    ]  # fmt: skip
    assert taken[-1][1] == "bio"
