"""Copy, expand, suggest, diff and show, as they are called."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from framing.__main__ import run
from framing.cli.lexicon_suggest import keep_decision, read_decisions
from framing.errors import UsageError
from framing.lexicon.expand import expansion, new_forms
from framing.lexicon.finding import built_in

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "port-ellery"
FORMS = {"slam": ["slam", "slams", "slammed", "slamming"], "dud": ["duds"]}


def inflect(word: str) -> list[str]:
    return FORMS.get(word, [])


def test_new_forms_of_one_small_word_only() -> None:
    assert new_forms("slam", inflect) == ["slammed", "slamming", "slams"]
    assert new_forms("Slam", inflect) == []
    assert new_forms("slam*", inflect) == []
    assert new_forms("slam dunk", inflect) == []


def test_expand_adds_what_is_not_listed_yet(tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"
    path.write_bytes(b'term;category;forms;note\r\nslam;hype;"slams";a  b\r\nduds;hype;;\r\n')
    change = expansion(tmp_path, inflect)
    change.save()
    assert path.read_bytes() == (
        b'term;category;forms;note\r\nslam;hype;"slams|slammed|slamming";a  b\r\nduds;hype;;\r\n'
    )
    path.write_text("term,category\nslam,hype\n", encoding="utf-8")
    with pytest.raises(UsageError, match="there is no column 'forms'"):
        expansion(tmp_path, inflect)


def test_a_copy_is_the_same_lexicon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "wording"
    assert run(["lexicon", "copy", "wording", "-o", str(target)]) == 0
    for path in target.iterdir():
        assert path.read_bytes() == (built_in() / "wording" / path.name).read_bytes()
    assert run(["lexicon", "copy", "wording", "-o", str(target)]) == 5
    assert capsys.readouterr().err.endswith(
        f"framing: {target}: this is there already. Name another folder with -o.\n"
    )
    assert run(["lexicon", "diff", str(target), "--format", "csv"]) == 0
    assert capsys.readouterr().out == "change,row,term,category,referent,what\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["show", "wording", "--category", "epithets"],
            (
                "framing: the lexicon 'wording' has no category 'epithets'. "
                "Did you mean 'epithet'? It has: ideology_label, epithet"
            ),
        ),
        (["diff", "wordin"], "framing: there is no lexicon 'wordin'. Did you mean 'wording'?"),
        (["diff", "wording"], "framing: 'wording' is compared with nothing."),
        (["check", "--fix"], "framing: --fix wants to know which lexicon. Name its folder."),
        (["check", "wording", "--fix"], "framing: 'wording' came with the program."),
    ],
)
def test_mistakes(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_suggestions_leave_out_what_was_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = tmp_path / "decisions.csv"
    call = ["lexicon", "suggest", str(EXAMPLES), "-q", "--decisions", str(decisions)]
    assert run([*call, "--format", "jsonl"]) == 0
    first = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first
    assert all(row["hits"] >= 5 and row["articles"] >= 3 and row["g2"] > 10.83 for row in first)
    keep_decision(decisions, first[0]["term"], "reject")
    keep_decision(decisions, first[1]["term"], "accept")
    assert list(read_decisions(decisions).values()) == ["reject", "accept"]
    assert run([*call, "--format", "csv"]) == 0
    again = [row["term"] for row in csv.DictReader(capsys.readouterr().out.splitlines())]
    assert again == [row["term"] for row in first[2:]]


def test_import_and_export_as_called(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "mine.yml"
    source.write_text("policy:\n  - no\n  - tax*\n", encoding="utf-8")
    target = tmp_path / "lexicon"
    assert run(["lexicon", "import", str(source), "-o", str(target)]) == 0
    assert capsys.readouterr().err == "Read as quanteda: 1 category, 2 terms.\n"
    assert run(["lexicon", "export", str(target), "--to", "quanteda"]) == 0
    assert capsys.readouterr().out == '"policy":\n  - "no"\n  - "tax*"\n'
