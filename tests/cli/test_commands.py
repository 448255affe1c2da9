"""The command line: exit codes, streams and messages."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "port-ellery"
REGISTER = EXAMPLES / "Ellery Register"


def framing(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framing", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        check=False,
        encoding="utf-8",
    )


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("report",),
            2,
            (
                "framing: no articles are named. Name files or folders: 'framing report "
                "ARTICLES -o out', or try 'framing demo'.\n"
            ),
        ),
        (
            ("score", EXAMPLES, "--table", "outlets", "--outlets", "Harbour Bell"),
            2,
            "framing: --outlets: there is no outlet 'Harbour Bell'. Did you mean 'Harbor Bell'?\n",
        ),
        (
            ("score", EXAMPLES, "--table", "outlets", "--lexicon", "wordin"),
            2,
            (
                "framing: there is no lexicon 'wordin'. Did you mean 'wording'? Available: "
                "frames, moral, naming, policy_frames, stance, war_peace, wording.\n"
            ),
        ),
        (
            ("score", EXAMPLES, "--table", "outlets", "--map", "outlet"),
            2,
            (
                "framing: --map: 'outlet' is not of the form NAME=VALUE. Write it as in: --map "
                "outlet=publication.\n"
            ),
        ),
        (
            ("report", EXAMPLES, "--to", "docx"),
            2,
            "framing: --to: there is no format 'docx'. Known: pdf, html, png, svg, csv, xlsx.\n",
        ),
        (
            ("kwic", "@epithets", REGISTER),
            2,
            "framing: there is no category 'epithets'.",
        ),
    ],
)
def test_mistakes_are_one_message(
    arguments: tuple[str | Path, ...], code: int, message: str
) -> None:
    done = framing(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_stdout_is_data_and_stderr_is_talk() -> None:
    done = framing("score", EXAMPLES, "--table", "outlets")
    assert done.returncode == 0
    assert [row["outlet"] for row in rows(done.stdout)] == [
        "Common Tide",
        "Ellery Register",
        "Harbor Bell",
    ]
    assert "sub-folder" in done.stderr


def test_standard_input_and_json_lines() -> None:
    line = json.dumps({"id": "x", "outlet": "Gazette", "text": "The plan was a dud, they said."})
    done = framing("score", "-", "--table", "articles", "--format", "jsonl", stdin=line + "\n")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["article"], found["outlet"], found["words"]) == ("x", "Gazette", 7)
    assert found["text"] == "The plan was a dud, they said."


def test_some_inputs_left_out_is_exit_3(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("The mayor said that the plan was good.", encoding="utf-8")
    bad.write_text("", encoding="utf-8")
    done = framing("score", tmp_path, "--table", "articles")
    assert done.returncode == 3
    assert f"{bad}: " in done.stderr
    assert len(rows(done.stdout)) == 1


def test_nothing_usable_is_exit_4(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = framing("score", tmp_path, "--table", "articles")
    assert done.returncode == 4
    assert done.stderr.endswith("framing: no article could be read. The lines above say why.\n")


def test_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    mine = tmp_path / "precious.txt"
    mine.write_text("mine", encoding="utf-8")
    done = framing("report", EXAMPLES, "-o", tmp_path, "--force")
    assert done.returncode == 5
    assert done.stderr == (
        f"framing: {tmp_path}: the folder holds something else than a report. Name another "
        "folder; --force replaces only reports.\n"
    )
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_report_is_replaced_only_by_force(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = framing("report", REGISTER, "-o", out, "--to", "csv")
    assert first.returncode == 0, first.stderr
    again = framing("report", REGISTER, "-o", out, "--to", "csv")
    assert again.returncode == 5
    assert "Name another folder, or replace it with --force." in again.stderr
    forced = framing("report", REGISTER, "-o", out, "--to", "csv", "--force")
    assert forced.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_broken_lexicon_says_row_and_column(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine"
    lexicon.mkdir()
    entries = lexicon / "entries.csv"
    entries.write_text("term,category,strength\ndud,hype,strong\n(a|b),hype,1\n", encoding="utf-8")
    done = framing("lexicon", "check", lexicon)
    assert done.returncode == 6
    assert done.stdout.splitlines() == [
        (
            f"{entries}:2:strength: error: strength is 'strong', expected 0, 1, 2 or 3. Write 3 "
            "for a term that few editors would leave in a news report."
        ),
        (
            f"{entries}:3:term: error: '(' in '(a|b)' looks like a regular expression. Write the "
            "words out; use | between terms in the column forms."
        ),
    ]
    used = framing("score", EXAMPLES, "--table", "outlets", "--lexicon", lexicon)
    assert used.returncode == 6
    assert f"{entries}:2:strength" in used.stderr


def test_doctor_and_lexicon_list_are_well() -> None:
    assert framing("doctor").returncode == 0
    listed = framing("lexicon", "list", "--format", "csv")
    assert {row["lexicon"] for row in rows(listed.stdout)} >= {"naming", "wording", "stance"}


def test_a_closed_pipe_is_no_error() -> None:
    command = f'"{sys.executable}" -m framing score "{EXAMPLES}" --table hits | head -1'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
