"""The worked example of a researcher's own codebook: nine frames of gun-violence news."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from framing.__main__ import run

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "examples" / "gun-frames"


def main_frames(headlines: list[str], folder: Path) -> list[str]:
    """Return the main frame of each headline, as the command line tells it."""
    source = folder / "headlines.jsonl"
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(headlines)]
    source.write_text("\n".join(lines), encoding="utf-8")
    out = folder / "frames.csv"
    options = ["--lexicon", str(FOLDER), "--table", "frames", "--no-clean", "-o", str(out)]
    assert run(["score", str(source), *options]) == 0
    rows = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    frames = {row["article"]: row["frame"] for row in rows if row["main"] == "yes"}
    return [frames[str(n)].removeprefix("frame:") for n in range(len(headlines))]


def test_each_frame_is_found(tmp_path: Path) -> None:
    wanted = {
        "Psychiatrist describes a troubled year before the attack": "mental_health",
        "Prosecutors call the attack a hate crime against Jewish worshippers": "race_ethnicity",
        "Shares of two gunmakers fall as a retailer stops selling guns": "economy",
        "County council wants a waiting period and background checks": "gun_control",
        "District buys metal detectors and hires armed guards": "public_safety",
        "Thousands march and hold vigils in eleven cities": "public_opinion",
        "Republicans and Democrats trade blame before the midterms": "politics",
        "Club members say they own guns for self-defense": "gun_rights",
        "Do violent video games and movies numb young men?": "society_culture",
    }
    assert dict(zip(wanted, main_frames(list(wanted), tmp_path), strict=True)) == wanted


def test_without_a_cue_the_default_stands(tmp_path: Path) -> None:
    assert main_frames(["Two men hurt in Saturday shooting"], tmp_path) == ["public_safety"]


def test_strength_decides_between_two_frames(tmp_path: Path) -> None:
    # one cue each: an office-holder (3) outweighs "gun control" (2), which outweighs "students" (1)
    assert main_frames(
        ["Rubio on gun control", "Students on gun control"],
        tmp_path,
    ) == ["politics", "gun_control"]


def test_quoted_cues_do_not_count(tmp_path: Path) -> None:
    assert main_frames(
        ['The mayor said: "They sold all of their shares in the company last week."'], tmp_path
    ) == ["politics"]


@pytest.mark.parametrize("category", ["gun_rights", "society_culture", "economy"])
def test_a_frame_has_at_least_forty_cues(category: str) -> None:
    with (FOLDER / "entries.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["category"] == f"frame:{category}"]
    assert sum(1 + len([f for f in row["forms"].split("|") if f]) for row in rows) >= 40
