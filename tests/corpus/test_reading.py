from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.ids import file_ids
from framing.corpus.reading import Reading, ReadOptions, read_articles
from framing.corpus.walking import Origin
from framing.errors import UsageError

Write = Callable[[str, str | bytes], str]
SEEDS = Path("/work/shared/seeds")
NEWS = Path("/work/shared/news/articles.jsonl.gz")


def outlets(reading: Reading) -> list[tuple[str, str]]:
    return [(article.id, article.outlet) for article in reading.articles]


def said(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def text(number: int) -> str:
    return f"Text number {number}. " + "More words follow it here. " * 12


def test_the_field_names_the_outlet(write: Write) -> None:
    reading = read_articles([write("a.jsonl", '{"id": "x", "outlet": "Herald", "text": "Words"}')])
    assert outlets(reading) == [("x", "Herald")]
    assert reading.notes == ()


def test_the_sub_folder_names_the_outlet(write: Write) -> None:
    write("all/herald/2023/1.txt", text(1))
    write("all/post/2.txt", text(2))
    reading = read_articles(["all"])
    assert outlets(reading) == [("1", "herald"), ("2", "post")]
    assert reading.notes == ("The outlet of 2 articles is the name of the sub-folder.",)


def test_folders_around_the_sub_folders_name_no_outlet(write: Write) -> None:
    write("all/articles/herald/1.txt", text(1))
    write("all/articles/post/2.txt", text(2))
    assert outlets(read_articles(["all"])) == [("1", "herald"), ("2", "post")]


def test_several_folders_name_the_outlets(write: Write) -> None:
    for number in range(8):
        write(f"herald/{number}.txt", text(number))
    write("post/9.txt", text(9))
    reading = read_articles(["herald", "post"])
    assert {outlet for _, outlet in outlets(reading)} == {"herald", "post"}
    assert reading.notes == ("The outlet of 9 articles is the name of the folder given.",)


def test_up_to_six_files_of_a_folder_are_an_outlet_each(write: Write) -> None:
    for number in range(6):
        write(f"flat/{number}.txt", text(number))
    reading = read_articles(["flat"])
    assert outlets(reading) == [(str(number), str(number)) for number in range(6)]
    assert reading.notes == ("6 files name no outlet: each is an outlet of its own.",)


def test_a_larger_folder_is_one_outlet(write: Write) -> None:
    for number in range(7):
        write(f"herald/{number}.txt", text(number))
    reading = read_articles(["herald"])
    assert {outlet for _, outlet in outlets(reading)} == {"herald"}
    assert reading.notes == (
        "7 articles in the folder 'herald': one outlet, named after the folder.",
    )


def test_a_file_is_named_after_its_headline(write: Write) -> None:
    long = "Russia wants weapons from North Korea: White House claims\n\n"
    inputs = [
        write("1.txt", long + text(1)),
        write("2.txt", "title: Talks\n\n" + text(2)),
        write("3.txt", text(3)),
        write("4.csv", f"text\n{text(4)}\n{text(5)}\n"),
    ]
    assert outlets(read_articles(inputs)) == [
        ("1", "Russia wants weapons from North Korea…"),
        ("2", "Talks"),
        ("3", "3"),
        ("4:1", "4"),
        ("4:2", "4"),
    ]


def test_files_with_the_same_headline_stay_apart(write: Write) -> None:
    inputs = [write(f"{number}.txt", "title: Talks\n\n" + text(number)) for number in (1, 2)]
    assert outlets(read_articles(inputs)) == [("1", "Talks (1)"), ("2", "Talks (2)")]


def test_an_archive_stands_for_a_folder(write: Write) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("all/herald/1.txt", "all/post/2.txt", "__MACOSX/all/._1.txt"):
            archive.writestr(name, text(len(name)))
        archive.writestr("all/picture.jpg", b"x")
    reading = read_articles([write("z.zip", packed.getvalue())])
    assert outlets(reading) == [("1", "herald"), ("2", "post")]
    assert [article.place for article in reading.articles] == [
        "z.zip/all/herald/1.txt",
        "z.zip/all/post/2.txt",
    ]
    assert "z.zip: 1 file of another type was skipped (1 '.jpg')." in reading.notes


def test_other_types_in_a_folder_are_counted_in_one_line(write: Write) -> None:
    for name in ("1.txt", "a.pdf", "b.pdf", "c.docx", ".hidden", "d"):
        write(f"f/{name}", text(1))
    reading = read_articles(["f"])
    assert reading.problems == ()
    assert reading.notes[0] == (
        "f: 4 files of other types were skipped (2 '.pdf', 1 '.docx', 1 without one)."
    )


def test_stems_that_repeat_take_more_of_the_path(write: Write) -> None:
    write("all/herald/1.txt", text(1))
    write("all/post/1.txt", text(2))
    write("all/post/2.txt", text(3))
    assert [name for name, _ in outlets(read_articles(["all"]))] == ["herald/1", "post/1", "2"]
    write("x.txt", text(1))
    write("x.html", text(2))
    assert [name for name, _ in outlets(read_articles(["x.txt", "x.html"]))] == ["x.txt", "x.html"]


def test_a_repeated_id_is_refused_word_for_word(write: Write) -> None:
    rows = [{"id": 1, "text": "One word"}, {"id": 1, "text": "One word"}, {"id": 1, "text": "Two"}]
    reading = read_articles([write("a.jsonl", "\n".join(map(json.dumps, rows)))])
    assert [article.text for article in reading.articles] == ["One word"]
    assert said(reading) == [
        (
            "a.jsonl:3: the id '1' belongs to another text, at a.jsonl:1. "
            "Give each article an id of its own."
        )
    ]
    assert "1 article is given twice, with the same id and text, and counts once: 1." in (
        reading.notes
    )


def test_a_file_given_twice_is_read_once(write: Write) -> None:
    name = write("f/1.txt", text(1))
    reading = read_articles([name, "f", name])
    assert len(reading.articles) == 1
    assert reading.problems == ()
    assert reading.notes[0] == ("2 files are given twice and read once, the first: f/1.txt.")


def test_dates_that_cannot_be_read_are_said_once(write: Write) -> None:
    rows = ["date,text", "03/04/2023,One word", "05/06/2023,Two words", "soon,Three words"]
    reading = read_articles([write("a.csv", "\n".join(rows))])
    assert [article.date for article in reading.articles] == ["", "", ""]
    assert reading.problems == ()
    assert reading.notes[:2] == (
        (
            "2 dates can be read as day/month or month/day and are left empty, the first: "
            "'03/04/2023' at a.csv:2. Say which with --date-format DD/MM/YYYY or MM/DD/YYYY."
        ),
        (
            "1 date cannot be read and is left empty: 'soon' at a.csv:4. Write YYYY-MM-DD, or give "
            "the form with --date-format."
        ),
    )


def test_other_languages_are_set_aside_word_for_word(write: Write) -> None:
    french = "Le ministre a dit que la situation dans le pays est grave. " * 10
    options = ReadOptions(function_words=frozenset({"more", "words", "here", "it", "the", "of"}))
    inputs = [write("en.txt", text(1)), write("fr.txt", french), write("short.txt", french[:60])]
    reading = read_articles(inputs, options=options)
    assert [article.id for article in reading.articles] == ["en", "short"]
    assert said(reading) == [
        (
            "fr.txt: the article is not in English, the language of the lexicons. "
            "Take it out, or use lexicons in its language."
        )
    ]


def test_names_of_columns_are_said_once(write: Write) -> None:
    reading = read_articles([write("a.csv", "publication,body\nHerald,One word\nPost,Two words\n")])
    assert outlets(reading) == [("a:1", "Herald"), ("a:2", "Post")]
    assert reading.notes == (
        "2 columns are read under another name, the first: 'publication' as outlet.",
    )


def test_map_of_a_column_that_does_not_exist_word_for_word(write: Write) -> None:
    with pytest.raises(UsageError) as caught:
        read_articles(
            [write("a.csv", "desk,text\nx,Words\n")], options=ReadOptions(fields={"outlet": "dsek"})
        )
    assert str(caught.value) == ("--map: no input has a column 'dsek'. The columns are desk, text.")


def test_a_mapped_column_can_be_selected_by_its_own_name(write: Write) -> None:
    options = ReadOptions(fields={"outlet": "desk"}, where=(("desk", "world"),), group="desk")
    name = write("a.csv", "desk,text\nWorld,One word\nHome,Two words\n")
    assert outlets(read_articles([name], options=options)) == [("a:1", "World")]


def test_broken_characters_are_replaced_and_said(write: Write) -> None:
    reading = read_articles([write("a.jsonl", '{"text": "Half \\ud83d done", "x": "\\ud83d"}')])
    assert reading.articles[0].text == "Half \ufffd done"
    assert reading.articles[0].extra == {"x": "\ufffd"}
    assert "1 article holds broken characters, which are replaced: a.jsonl:1." in reading.notes


def test_nothing_usable_gives_no_articles(write: Write) -> None:
    reading = read_articles([write("a.txt", "")])
    assert reading.articles == ()
    assert len(reading.problems) == 1


def test_inputs_may_be_paths_and_order_is_kept(write: Write) -> None:
    names = [write(f"{name}.txt", text(ord(name))) for name in "bac"]
    reading = read_articles([Path(name) for name in names])
    assert [article.id for article in reading.articles] == ["b", "a", "c"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the example articles")
def test_the_two_examples_are_two_outlets() -> None:
    assert outlets(read_articles([SEEDS])) == [
        ("000_934c9b385d1866b0", "US Gov is Freaking Out About Russia…"),
        ("004_632284dcfae7039f", "Russia wants weapons from North Korea…"),
    ]


@pytest.mark.slow
@pytest.mark.skipif(not NEWS.is_file(), reason="needs the news corpus")
def test_the_news_corpus_is_read_whole() -> None:
    reading = read_articles([NEWS])
    assert len(reading.articles) == 9305
    assert reading.problems == ()
    assert len({article.outlet for article in reading.articles}) == 272


ORIGINS = st.builds(
    lambda below, stem, suffix, number: Origin(
        "/".join((str(number), *below, stem + suffix)),
        number,
        "all",
        tuple(below),
        (str(number), "all", *below),
        stem,
        suffix,
    ),
    st.lists(st.sampled_from("ab"), max_size=2),
    st.sampled_from(["1", "2"]),
    st.sampled_from([".txt", ".html"]),
    st.integers(0, 1),
)


@given(st.lists(ORIGINS, unique=True))
def test_no_two_files_share_an_id(origins: list[Origin]) -> None:
    ids = file_ids(origins)
    assert set(ids) == set(origins)
    assert len(set(ids.values())) == len(origins)
    assert all(origin.stem in name for origin, name in ids.items())


@given(st.lists(ORIGINS, unique=True))
def test_ids_do_not_depend_on_the_order_of_files(origins: list[Origin]) -> None:
    assert file_ids(origins) == file_ids(origins[::-1])
