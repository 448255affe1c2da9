from __future__ import annotations

from framing import Article
from framing.corpus.cleaning import clean
from framing.lexicon.lists import FurniturePattern

LIST = (FurniturePattern("Advertisement", "advert", "any"),)
BODY = "The council voted nine to two on Tuesday to close the bridge for repairs."


def test_without_cleaning_nothing_is_touched() -> None:
    articles = [Article("a", "Gazette", f"Advertisement\n{BODY}")] * 2
    cleaned = clean(articles, None)
    assert cleaned.articles == tuple(articles)
    assert cleaned.taken_out() == []
    assert cleaned.stretches(1) == ((), (), ())


def test_everything_taken_out_is_listed_with_its_reason() -> None:
    text = f"Advertisement\n{BODY}"
    first, again = Article("a", "Gazette", text), Article("b", "Gazette", text)
    near = Article("c", "Gazette", f"{text}\nAdvertisement")
    cleaned = clean([first, again, near], LIST)
    assert cleaned.articles == (first,)
    assert cleaned.taken_out() == [
        (first, "text", 0, 13, "advert"),
        (again, "text", 0, len(text), "the same text as a"),
        (near, "text", 0, len(near.text), "the same text as a"),
    ]


def test_an_untitled_text_may_have_its_headline_in_it() -> None:
    text = f"Bridge to close\n\n{BODY * 5}"
    cleaned = clean([Article("a", "Gazette", text)], LIST)
    assert cleaned.stretches(0) == ((), (), ((0, 15),))


def test_nothing_to_clean() -> None:
    assert clean([], LIST).articles == ()
    assert clean([Article("a", "Gazette", "")], LIST).removed == ((),)
