"""`framing stories`: rows, exit codes, and the story of every table."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from framing.__main__ import run


def test_rows_as_lines(example_corpus: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["stories", str(example_corpus), "-q", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    story = {row["article"]: row["story"] for row in rows}
    assert len(rows) == len(story)
    assert story["pier-9-bust"] == story["pier-9-roundup"] == story["pier-9-inspection"]
    assert story["pier-9-bust"] != story["varrick-death-tax"]


def test_the_tables_of_a_report_have_the_same_stories(example_corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = tmp_path / "stories.csv"
    assert run(["stories", str(example_corpus), "-q", "-o", str(written)]) == 0
    assert run(["report", str(example_corpus), "-q", "-o", str(out), "--to", "csv"]) == 0
    with written.open(encoding="utf-8") as file:
        expected = {row["article"]: row["story"] for row in csv.DictReader(file)}
    for table in ("stories", "articles", "hits"):
        with (out / "tables" / f"{table}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(row["story"] == expected[row["article"]] for row in rows)


def test_no_input_is_a_mistake_of_use() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "framing", "stories"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no articles are named." in done.stderr


@pytest.mark.parametrize(("name", "least"), [("basil", 0.98)])
def test_stories_that_people_told_apart(
    evaluation: Path, tmp_path: Path, name: str, least: float
) -> None:
    raw, predicted = tmp_path / "stories.jsonl", tmp_path / "clusters.jsonl"
    docs = evaluation / name / "docs.jsonl"
    run(["stories", str(docs), "-q", "--no-clean", "--format", "jsonl", "-o", str(raw)])
    rows = [json.loads(line) for line in raw.read_text(encoding="utf-8").splitlines()]
    predicted.write_text(
        "".join(json.dumps({"id": r["article"], "cluster": r["story"]}) + "\n" for r in rows)
    )
    command = [
        sys.executable,
        str(evaluation / "score.py"),
        "clusters",
        str(docs.parent),
        str(predicted),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(done.stdout.split()[2]) >= least


def test_stories_that_the_input_tells_apart_stand(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    articles = tmp_path / "articles.jsonl"
    rows = [
        {"id": name, "outlet": name, "text": "Rain fell on the harbour.", "story": story}
        for name, story in (("a", "rain"), ("b", "flood"), ("c", ""))
    ]
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert run(["stories", str(articles), "-q"]) == 0
    written = csv.DictReader(capfdbinary.readouterr().out.decode().splitlines())
    assert [row["story"] for row in written] == ["rain", "flood", ""]
