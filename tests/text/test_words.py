"""Words and vocabularies: by hand, and for any Unicode."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Article, Segment
from framing.text.characters import CharacterClass as Class
from framing.text.characters import class_of
from framing.text.tokens import segment_of
from framing.text.vocabulary import key_of, merge_vocabularies, word_key


def segment(text: str, title: str = "") -> Segment:
    return segment_of([Article("a", "Gazette", text, title)])


def words(text: str) -> list[str]:
    made = segment(text)
    return [made.text[a:b] for a, b in zip(made.starts.tolist(), made.ends.tolist(), strict=True)]


def test_words_by_hand() -> None:
    text = "The U.S.-led talks cost 3.5 million, didn’t they? J.K. Rowling's—it’s “so-called” café."
    assert words(text) == [
        "The", "U.S.-led", "talks", "cost", "3.5", "million", "didn’t", "they", "J.K.",
        "Rowling's", "it’s", "so-called", "café",
    ]  # fmt: skip


def test_marks_join_letters() -> None:
    assert words("cafe\u0301 na\u00efve \u0301x") == ["cafe\u0301", "na\u00efve", "x"]
    # A soft hyphen and a joiner are inside their words, a space of no width between two.
    assert words("co\u00adop क्\u200dष one\u200btwo") == ["co\u00adop", "क्\u200dष", "one", "two"]


def test_characters_of_any_width() -> None:
    text = "É.Ü. zählt 𝟙𝟚,𝟛 𐐷en 'ʼtis ‐no‑one’s ٣٫٥ שלום"
    assert words(text) == [
        "É.Ü.", "zählt", "𝟙𝟚,𝟛", "𐐷en", "tis", "no‑one’s", "٣", "٥", "שלום",
    ]  # fmt: skip


def test_gaps_fill_what_words_leave() -> None:
    made = segment("“Yes,” she said.", title="Héad")
    gaps = made.gap_texts.take(pa.array(made.gaps)).to_pylist()
    assert gaps == ["", "\n\n“", ",” ", " ", ".\n\n"]


def test_a_lone_surrogate_is_one_character() -> None:
    assert words("a \ud800 b") == ["a", "b"]


def plain_words(text: str) -> list[tuple[int, int]]:
    """Return the words by the definition of `in_words`, character by character."""
    classes = [class_of(character) for character in text + "\n\n"]
    solid = [one in {Class.LETTER, Class.DIGIT} for one in classes]
    for at, one in enumerate(classes):
        solid[at] |= one == Class.MARK and at > 0 and solid[at - 1]
    inside = solid[:]

    def lone(at: int) -> bool:
        return classes[at] == Class.LETTER and not (at and solid[at - 1]) and not solid[at + 1]

    def after_lone(at: int) -> bool:
        return at > 0 and classes[at] == Class.STOP and lone(at - 1)

    for at, one in enumerate(classes[:-2]):
        if one in {Class.STOP, Class.COMMA} and at:
            inside[at] = classes[at - 1] == classes[at + 1] == Class.DIGIT
        inside[at] |= after_lone(at) and (after_lone(at + 2) or after_lone(at - 2))
    for at, one in enumerate(classes[:-2]):
        if one in {Class.APOSTROPHE, Class.HYPHEN} and at:
            inside[at] = inside[at - 1] and solid[at + 1]
    edges = [at for at in range(len(inside)) if inside[at] != (at > 0 and inside[at - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


WRITTEN = st.text(alphabet="aÉß1٣.,'’-‐ \u0301\u00ad𝟙𐐷字\n\u200b\ud800“", max_size=40)


@given(WRITTEN)
def test_words_are_what_the_definition_says(text: str) -> None:
    made = segment(text)
    base = int(made.part_start[1])
    found = zip(made.starts.tolist(), made.ends.tolist(), strict=True)
    assert [(a - base, b - base) for a, b in found] == plain_words(text)


@given(st.lists(st.tuples(WRITTEN, WRITTEN), max_size=6))
def test_an_article_has_the_same_words_in_any_batch(written: list[tuple[str, str]]) -> None:
    articles = [Article(str(n), "Gazette", text, title) for n, (title, text) in enumerate(written)]
    together = segment_of(articles)
    found = []
    for part, (base, first, last) in enumerate(
        zip(together.part_start, together.part_word, together.part_word[1:], strict=False)
    ):
        starts, ends = together.starts[first:last] - base, together.ends[first:last] - base
        found.append(list(zip(starts.tolist(), ends.tolist(), strict=True)))
        assert together.part_end[part] - base == len(written[part // 2][part % 2])
    assert found == [plain_words(part) for pair in written for part in pair]


@given(st.text(max_size=300))
def test_words_lie_in_order_inside_the_text(text: str) -> None:
    made = segment(text, title="Head")
    assert (made.starts < made.ends).all()
    assert (made.starts[1:] >= made.ends[:-1]).all()
    assert all(any(c.isalnum() for c in word) for word in words(text))
    ids = made.vocabulary.take(pa.array(made.types)).to_pylist()
    assert ids == [
        made.text[a:b] for a, b in zip(made.starts.tolist(), made.ends.tolist(), strict=True)
    ]


# Arrow may know characters that this Python does not: those are never in a word.
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cn"]), max_size=12)))
def test_one_word_and_many_have_the_same_key(written: list[str]) -> None:
    assert key_of(pa.array(written, pa.string())).to_pylist() == [word_key(w) for w in written]


@given(st.lists(st.lists(st.sampled_from(["a", "b", "US", "us"]), unique=True), min_size=1))
def test_vocabularies_merge(parts: list[list[str]]) -> None:
    merged, maps = merge_vocabularies([pa.array(part, pa.string()) for part in parts])
    for part, numbers in zip(parts, maps, strict=True):
        assert merged.types.take(pa.array(numbers)).to_pylist() == part
