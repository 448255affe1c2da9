"""`framing compare` and `framing doctor --null`: columns, messages and exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.__main__ import run
from framing.errors import UsageError
from framing.study.comparing import Contrast, sides_of

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "port-ellery"
Command = Callable[..., tuple[int, str, str]]
COLUMNS = (
    "term hits_target hits_reference articles_target articles_reference words_target "
    "words_reference rate_target rate_reference dp_target dp_reference ratio low high stories p q"
).split()


@pytest.fixture
def framing(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process: the lexicons are read often enough as it is."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return command


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_words_of_two_outlets(framing: Command) -> None:
    code, out, err = framing(
        "compare", "Harbor Bell", "rest", EXAMPLES, "--by", "word", "--with-g2", "--format", "csv"
    )
    assert code == 0, err
    found = rows(out)
    assert list(found[0]) == [*COLUMNS, "g2", "chi2", "log2_ratio"]
    assert found[0]["term"] == "said"
    assert float(found[0]["high"]) < 1
    assert "Harbor Bell: 8 articles.\nThe rest: 14 articles.\n" in err
    assert "With so few articles only large, widespread differences can be found." in err


def test_names_as_choices(framing: Command) -> None:
    _, out, _ = framing(
        "compare", "Harbor Bell", "Common Tide", EXAMPLES, "--by", "naming", "--format", "jsonl"
    )
    found = [json.loads(line) for line in out.splitlines()]
    assert found
    for row in found:
        assert 0 <= row["hits_target"] <= row["words_target"]
        if row["words_target"]:
            assert row["rate_target"] == pytest.approx(
                row["hits_target"] / row["words_target"],
                rel=1e-5,  # six digits are printed
            )


@pytest.mark.parametrize(
    ("target", "reference", "message"),
    [
        ("Harbour Bell", "rest", "there is no outlet 'Harbour Bell'. Did you mean 'Harbor Bell'?"),
        (
            "Harbor Bell",
            "Zzz",
            "there is no outlet 'Zzz'. Known: Common Tide, Harbor Bell.",
        ),
        (
            "Harbor Bell",
            "Harbor Bell",
            (
                "'Harbor Bell' cannot be compared with itself. Name another outlet, or 'rest' for "
                "all others together."
            ),
        ),
    ],
)
def test_outlets_that_cannot_be_compared(target: str, reference: str, message: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(message)}$"):
        sides_of(Contrast(target, reference, "category"), ["Common Tide", "Harbor Bell"])


def test_distance_beside_halves(framing: Command) -> None:
    code, out, err = framing(
        "compare", "Harbor Bell", "rest", EXAMPLES, "--by", "distance", "--format", "csv"
    )
    assert code == 0, err
    (row,) = rows(out)
    # With eight articles, chance puts halves of one outlet as far apart.
    assert float(row["halves_low"]) < float(row["distance"]) < float(row["halves_high"])
    assert 0 < float(row["p"]) <= 1
    assert not row["auc"]


def test_a_mistake_is_one_message(framing: Command, tmp_path: Path) -> None:
    for outlet, text in (("a", "Rain fell on the harbour."), ("b", "The council chose a mayor.")):
        (tmp_path / f"{outlet}.txt").write_text(text, "utf-8")
    code, out, err = framing("compare", "a", "b", tmp_path, "--same-story")
    assert (code, out) == (2, "")
    assert err.endswith(
        "framing: same story: no story is covered by both sides. Compare over all articles, or "
        "add articles on the same events.\n"
    )


def test_stories_are_told_apart_for_the_comparison(framing: Command) -> None:
    within = ("compare", "Harbor Bell", "rest", EXAMPLES, "--same-story", "--format", "csv")
    code, out, err = framing(*within)
    assert code == 0, err
    # All eight stories of the Harbor Bell that others tell as well.
    assert max(int(row["stories"]) for row in rows(out)) > 1


def test_one_article_a_side_is_described(framing: Command, tmp_path: Path) -> None:
    for outlet, word in (("a", "dud"), ("b", "disaster")):
        (tmp_path / f"{outlet}.txt").write_text(f"The plan was a {word}. A {word}!", "utf-8")
    code, out, err = framing("compare", "a", "b", tmp_path, "--format", "csv")
    assert code == 0, err
    found = rows(out)
    assert found
    assert not any(row[cell] for row in found for cell in ("ratio", "low", "high", "p", "q"))
    assert "One article says nothing about its outlet: counts only, no interval." in err


def test_the_self_test_needs_an_outlet_of_ten(framing: Command) -> None:
    code, _, err = framing("doctor", "--null", EXAMPLES)
    assert code == 2
    assert err.endswith(
        "framing: self-test: the largest outlet, Harbor Bell, has 8 articles, and two sides need "
        "10. Name more articles.\n"
    )


@pytest.mark.slow
def test_the_self_test_on_real_articles(framing: Command, news: Path) -> None:
    _, out, _ = framing("doctor", "--null", news, "--format", "csv")
    for row in rows(out):
        assert float(row["p0.05"]) <= 0.07
        assert int(row["splits_with_claims"]) <= 2
        assert int(row["claims_g2"]) > int(row["claims"])
