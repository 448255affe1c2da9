"""Reading who says what in a text, with the shipped words of reporting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from framing import study
from framing.corpus.reading import Reading
from framing.model import Analysis, Article, Options
from framing.study.tools import Toolbox

Row = dict[str, Any]


@pytest.fixture(scope="session")
def stance() -> Toolbox:
    """The shipped words of reporting."""
    return study.load_tools(["stance"])


@pytest.fixture(scope="session")
def analysed(stance: Toolbox) -> Callable[..., Analysis]:
    """Return a function that analyses one article as it stands."""

    def analyse(text: str, title: str = "") -> Analysis:
        words = {word.strip("\"'.,:;“”‘’()") for word in f"{title} {text}".lower().split()}
        (lexicon,) = stance.lexicons
        entries = tuple(
            entry
            for entry in lexicon.entries
            if any(words & set(term.lower().split()) for term in (entry.term, *entry.forms))
        )
        tools = replace(stance, lexicons=(replace(lexicon, entries=entries),))
        reading = Reading((Article("a", "Gazette", text, title),))
        return study.analyse(reading, tools, Options(clean=False))

    return analyse


@pytest.fixture(scope="session")
def spans(analysed: Callable[..., Analysis]) -> Callable[..., list[Row]]:
    """Return a function that lists quotations and reports, each with its ``words``."""

    def listed(text: str, title: str = "") -> list[Row]:
        rows: list[Row] = analysed(text, title).tables["quotations"].to_pylist()
        for row in rows:
            field = text if row["part"] == "text" else title
            row["words"] = field[row["start"] : row["end"]]
        return rows

    return listed


@pytest.fixture(scope="session")
def hits() -> Callable[..., list[Row]]:
    """Return a function that lists the hits of two names, by place."""
    tools = study.load_tools(["stance", "naming"])
    stance, naming = sorted(tools.lexicons, key=lambda lexicon: lexicon.name, reverse=True)
    terms = {"conflict in Ukraine", "{leader:US} regime"}
    names = tuple(entry for entry in naming.entries if entry.term in terms)
    verbs = tuple(entry for entry in stance.entries if entry.term in {"said", "say", "says"})
    tools = replace(
        tools, lexicons=(replace(stance, entries=verbs), replace(naming, entries=names))
    )

    def listed(text: str, title: str = "") -> list[Row]:
        reading = Reading((Article("a", "Gazette", text, title),))
        rows: list[Row] = (
            study.analyse(reading, tools, Options(clean=False)).tables["hits"].to_pylist()
        )
        return [row for row in rows if row["lexicon"] == "naming"]

    return listed


@pytest.fixture(scope="session")
def cues(analysed: Callable[..., Analysis]) -> Callable[..., list[Row]]:
    """Return a function that lists the hits of words of reporting, by place."""

    def listed(text: str, title: str = "") -> list[Row]:
        rows = analysed(text, title).tables["hits"].to_pylist()
        return [row for row in rows if row["category"] in {"report_verb", "fairness:denial"}]

    return listed
