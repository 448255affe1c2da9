"""The number of processes changes no number."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from framing import study
from framing.__main__ import run
from framing.engine import map_batches
from framing.errors import FramingError
from framing.study import flow


def test_tables_do_not_depend_on_batches_or_processes(
    monkeypatch: pytest.MonkeyPatch, example_corpus: Path
) -> None:
    tools = study.load_tools()
    reading = study.read_articles([example_corpus])
    whole = study.analyse(reading, tools)
    monkeypatch.setattr(flow, "BATCH_ARTICLES", 2)
    for jobs in (1, 2):
        parts = study.analyse(reading, tools, work=study.Work(jobs))
        assert parts.tables.keys() == whole.tables.keys()
        for name, table in whole.tables.items():
            assert parts.tables[name].to_pylist() == table.to_pylist(), name


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(map_batches(abs, range(-9, 0), 9, jobs=2)) == [9, 8, 7, 6, 5, 4, 3, 2, 1]


def _die(item: int) -> int:
    os.kill(os.getpid(), signal.SIGTERM)
    return item


def test_a_process_that_the_system_ends_is_told() -> None:
    with pytest.raises(FramingError) as told:
        list(map_batches(_die, range(8), 8, jobs=2))
    assert str(told.value) == (
        "--jobs 2: the system ended one of the processes, most likely because memory ran out. "
        "Try --jobs 1, or fewer articles at a time."
    )


@pytest.mark.slow
def test_a_report_is_the_same_to_the_byte(tmp_path: Path, example_corpus: Path) -> None:
    files = []
    for jobs in ("1", "2"):
        out = tmp_path / jobs / "out"
        assert run(["report", str(example_corpus), "-q", "-o", str(out), "--jobs", jobs]) == 0
        files.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    assert files[0].keys() == files[1].keys()
    assert [name for name, data in files[0].items() if files[1][name] != data] == []
