"""The README shows what the program prints, and calls what there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "framing", "kwic", "death tax", "examples/port-ellery", "-q"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line[:160].rstrip() for line in [*done.stdout.splitlines(), done.stderr.strip()]]
    assert "\n".join(lines) in README


def test_every_link_leads_somewhere() -> None:
    targets = [part.split(")")[0] for part in README.split("](")[1:]]
    assert targets
    for target in targets:
        assert (ROOT / target).exists(), target


def test_the_numbers_under_the_figure_are_the_specimens() -> None:
    for figure, numbers in (
        ("01-main-measure", ("Common Tide 5.2", "Ellery Register 0", "Harbor Bell 33.1")),
        ("04-voices", ("own 7, paraphrase 0, quoted 24", "headline 5, own 51")),
    ):
        alt = (ROOT / f"reports/specimen/figures/{figure}.txt").read_text(encoding="utf-8")
        assert all(number in alt for number in numbers)
    for words in (
        "Common Tide 5.2, Ellery Register 0, Harbor Bell 33.1",
        "the Common Tide has 7 loaded words and the Harbor Bell 56.",
        "the Tide prints 24 more",
    ):
        assert words in " ".join(README.split())
