"""Dictionaries of other programs: real files' oddities, and round trips."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon.dictionaries import Listing
from framing.lexicon.exchange import (
    FORMATS,
    export_lexicon,
    import_dictionary,
    lexicon_files,
    sniff,
)
from framing.lexicon.load import read_lexicon
from framing.lexicon.yaml import read_yaml


def read(folder: Path, name: str, text: str, encoding: str = "utf-8") -> tuple[str, Listing]:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    found = import_dictionary(path)
    return found.form, found.listing


def test_liwc_with_everything_real_files_have(tmp_path: Path) -> None:
    text = (
        "\r\n%\r\n1\t\tfunct (Function words)\r\n\t2\tpronoun\r\n3\taffect\r\n%\t\r\n"
        "a lot\t1\r\nabove\t 1\t\r\n\r\nhe*\t1\t2\r\ncafé 3\r\n"
        "like\t(02 134)125/464\t3\r\nlost\t99\r\n:)\t3\r\n"
    )
    path = tmp_path / "real.dic"
    path.write_bytes(text.encode("latin-1"))
    found = import_dictionary(path)
    assert found.form == "liwc"
    assert found.listing.terms == (
        ("funct", "a lot"),
        ("funct", "above"),
        ("funct", "he*"),
        ("funct:pronoun", "he*"),
        ("affect", "café"),
        ("affect", "like"),
    )
    assert found.notes == (
        "dropped: line 12: the condition in 'like\t(02 134)125/464\t3'",
        "dropped: line 13: 'lost\t99', whose categories are not declared",
        (
            "dropped: ':)' has ':', which no word contains. Use letters, digits, hyphens and "
            "apostrophes, a final *, {slot} or ..2."
        ),
        (
            "1 terms stand in several categories; within one lexicon each counts only for the "
            "first. Split the lexicon where they should count for all."
        ),
    )


def test_yaml_words_stay_words(tmp_path: Path) -> None:
    text = (
        "# a comment\npolicy:\n  - no\n  - off  # another\n  - 1e3\n  - null\n"
        "  - tax:\n    - \"yes\"\n    - 'it''s'\nflat: [on, \"a, b\", ~]\none: word\n"
    )
    assert read_yaml(text).terms == (
        ("policy", "no"),
        ("policy", "off"),
        ("policy", "1e3"),
        ("policy", "null"),
        ("policy:tax", "yes"),
        ("policy:tax", "it's"),
        ("flat", "on"),
        ("flat", "a, b"),
        ("flat", "~"),
        ("one", "word"),
    )
    with pytest.raises(LexiconError, match="line 1: '&a' is neither a category nor a term"):
        read_yaml("key: &a\n")
    assert read(tmp_path, "x.yml", "no:\n- elit*\n")[1].terms == (("no", "elit*"),)


def test_lexicoder_in_capitals(tmp_path: Path) -> None:
    form, listing = read(tmp_path, "LSD.lcd", "+NEGATIVE\nA LIE\nABANDON*\n+positive\nGOOD\n")
    assert form == "lexicoder"
    assert listing.terms == (("NEGATIVE", "a lie"), ("NEGATIVE", "abandon*"), ("positive", "good"))


def test_wordstat_depth_and_rules(tmp_path: Path) -> None:
    text = "EMOTION\n\tJOY\n\t\tHAPPY (1)\n\t\tVERY_GLAD (1)\n\tSAD (1)\n@RULE [x] (1)\n"
    form, listing = read(tmp_path, "a.cat", text)
    assert form == "wordstat"
    assert listing.terms == (
        ("EMOTION:JOY", "happy"),
        ("EMOTION:JOY", "very glad"),
        ("EMOTION", "sad"),
    )


def test_yoshikoder_and_hostile_xml(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?><dictionary><cnode name="root"><cnode name="a">'
        '<pnode name="big"/><cnode name="b"><pnode name="lie*"/></cnode></cnode></cnode>'
        "</dictionary>"
    )
    form, listing = read(tmp_path, "a.ykd", text)
    assert (form, listing.terms) == ("yoshikoder", (("a", "big"), ("a:b", "lie*")))
    with pytest.raises(LexiconError, match="declares entities"):
        read(tmp_path, "b.ykd", '<!DOCTYPE x [<!ENTITY a "b">]><dictionary/>')


@pytest.mark.parametrize(
    ("text", "ending", "form"),
    [
        ("dud\nflop\n", ".txt", "list"),
        ("a:\n  - b\n", ".dict", "quanteda"),
        ("%\n1 a\n%\n", ".txt", "liwc"),
        ("A\n\tB (1)\n", "", "wordstat"),
    ],
)
def test_the_format_is_told_from_the_file(text: str, ending: str, form: str) -> None:
    assert sniff(text, ending) == form


word = st.text("abcdefgno", min_size=1, max_size=5)
category = st.lists(word, min_size=1, max_size=3).map(":".join)
term = st.tuples(st.lists(word, min_size=1, max_size=3).map(" ".join), st.sampled_from(["", "*"]))
listings = st.lists(
    st.tuples(category, term.map("".join)), min_size=1, max_size=12, unique=True
).map(lambda terms: Listing(tuple(terms)))


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "list"])
@given(listing=listings)
def test_what_is_written_is_read_back(form: str, listing: Listing) -> None:
    text = FORMATS[form].write(listing)
    assert sniff(text, FORMATS[form].ending) == form
    assert sorted(FORMATS[form].read(text).terms) == sorted(listing.terms)


@given(listing=listings)
def test_a_plain_list_keeps_the_terms(listing: Listing) -> None:
    back = FORMATS["list"].read(FORMATS["list"].write(listing))
    assert {term for _, term in back.terms} == {term for _, term in listing.terms}


def test_an_import_is_a_lexicon_that_loads_and_exports_the_same(tmp_path: Path) -> None:
    source = tmp_path / "mine.dic"
    source.write_text("%\n1\thype\n2\tmoral:care\n%\ndud\t1\nkind*\t2\n", encoding="utf-8")
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, text in lexicon_files("mine", import_dictionary(source)).items():
        (folder / name).write_text(text, encoding="utf-8")
    lexicon = read_lexicon(folder, {})
    assert [(c.code, c.loaded) for c in lexicon.categories] == [
        ("hype", True),
        ("moral:care", False),
    ]
    text, lost = export_lexicon(lexicon, "liwc")
    assert text == source.read_text(encoding="utf-8")
    assert lost == []


def test_what_a_format_cannot_hold_is_said(tmp_path: Path) -> None:
    (tmp_path / "entries.csv").write_text(
        "term,category,strength,forms,next_not\nfresh,hype,2,fresher,fish\na ..2 b,hype,,,\n",
        encoding="utf-8",
    )
    text, lost = export_lexicon(read_lexicon(tmp_path, {}), "lexicoder")
    assert text == "+hype\nfresh\nfresher\n"
    assert lost == [
        "1 terms with a slot or a gap",
        "1 entries whose forms become terms of their own",
        "1 strengths",
        "1 contexts",
    ]
