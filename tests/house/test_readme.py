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
    alt = (ROOT / "reports/specimen/figures/01-main-measure.txt").read_text(encoding="utf-8")
    for number in ("Common Tide 3.9", "Ellery Register 0", "Harbor Bell 39.6"):
        assert number in alt
        assert number in README
