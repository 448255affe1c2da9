from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.language import is_language

ENGLISH = frozenset(
    "a about after all also an and any are as at be been but by can could for from had has have he "
    "her his i if in into is it its more no not of on one or other our out over said she so some "
    "than that the their them there these they this to up was we were what when which who will "
    "with would you".split()
)
TEXTS = {
    "English": "The minister said on Wednesday that the talks in the city would go on for as long "
    "as they had to, and that no one was to leave before there was an agreement. ",
    "Dutch": "Het kabinet heeft woensdag besloten dat de regels voor boeren veranderen, omdat de "
    "natuur onder druk staat en de overheid volgens de rechter niet genoeg doet. ",
    "Spanish": "El ministro dijo que la situación en el país es grave y que no hay una solución a "
    "la vista para los ciudadanos. ",
    "Chinese": "外交部发言人周三表示，中方对此表示严重关切，并呼吁各方保持克制。",
    "Thai": "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไป",
}


@pytest.mark.parametrize("name", TEXTS)
def test_only_english_is_english(name: str) -> None:
    assert is_language(TEXTS[name] * 6, ENGLISH) == (name == "English")


def test_an_english_text_that_starts_with_a_list_is_english() -> None:
    assert is_language("Smith 12, Jones 7. " * 60 + TEXTS["English"] * 40, ENGLISH)


@given(st.lists(st.text(alphabet="xyz", min_size=1), max_size=49))
def test_texts_under_50_words_are_never_set_aside(words: list[str]) -> None:
    assert is_language(" ".join(words), ENGLISH)
