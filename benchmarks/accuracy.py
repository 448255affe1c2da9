"""How accurate the program is, on what people marked.

Usage: python benchmarks/accuracy.py EVALUATION_DATA [--write [--lower-floors]]
Prints the tables of docs/accuracy.md; with --write it writes them there, and raises the floors in
benchmarks/floors.toml. Exit 6 where a floor is not reached, or the report claims other coverage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from measuring.floors import FLOORS, broken, read_floors, settled, written
from measuring.measures import MEASURES, Found
from measuring.pages import DOCS, accuracy_section, write_section
from measuring.runs import NotBuilt, say
from measuring.speech import quotations, sentence_ends
from measuring.wording import (
    CategoryScore,
    frames,
    lexical_words,
    loaded_words,
    stories_basil,
    stories_neus,
)

from framing.report.pages.glance import FOUND_OF_TEN

_CHECK_FAILED = 6
# All families but that of loaded words, which has a second table; keys are those of MEASURES.
FAMILIES: tuple[tuple[tuple[str, ...], Callable[[Path], dict[str, Found]]], ...] = (
    (("direct_quotes", "speakers", "reported_speech"), quotations),
    (("lexical_words",), lexical_words),
    (("sentences",), sentence_ends),
    (("stories_basil",), stories_basil),
    (("stories_neus",), stories_neus),
    (("frames",), frames),
)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All that was measured: by key of MEASURES, and by category of the curated lists."""

    found: Mapping[str, Found]
    categories: tuple[CategoryScore, ...]

    @property
    def reached(self) -> dict[str, float]:
        """The scores by key, in the order of the table; measures not taken are left out."""
        scores = {m.key: self.found[m.key].score for m in MEASURES}
        return {key: score.value for key, score in scores.items() if score is not None}

    @property
    def found_of_ten(self) -> float:
        """Of ten words that trained readers marked as loaded, how many the lists find."""
        score = self.found["loaded_words"].score
        return 10 * (score.recall or 0.0) if score else 0.0


def measured(sets: Path) -> Accuracy:
    """Take every measure on the sets in a folder, with progress on standard error."""
    say("loaded words")
    found, categories = loaded_words(sets)
    for keys, family in FAMILIES:
        say(", ".join(keys))
        try:
            found |= family(sets)
        except NotBuilt as gap:
            say(f"  not built: {gap}")
            found |= {key: Found("", None, str(gap)) for key in keys}
    return Accuracy(found, tuple(categories))


def coverage_is_right(accuracy: Accuracy) -> bool:
    """Return whether the report says of its coverage what is measured."""
    return round(accuracy.found_of_ten) == FOUND_OF_TEN


def main() -> int:
    """Measure, print, check the floors, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", type=Path, help="the folder with the sets and score.py")
    parser.add_argument("--write", action="store_true", help="write the page, raise the floors")
    parser.add_argument("--lower-floors", action="store_true", help="let --write lower them too")
    asked = parser.parse_args()
    accuracy = measured(asked.sets)
    section = accuracy_section(accuracy.found, accuracy.categories)
    sys.stdout.write(section)
    sys.stdout.write(
        f"\nOf ten words that readers marked, the lists find {accuracy.found_of_ten:.1f}; "
        f"the report says {FOUND_OF_TEN}.\n"
    )
    floors = read_floors(FLOORS)
    lost = [] if asked.write and asked.lower_floors else broken(floors, accuracy.reached)
    for one in lost:
        say(str(one))
    if not coverage_is_right(accuracy):
        say("glance.py: FOUND_OF_TEN is not what is measured. Set it to the number above.")
        return _CHECK_FAILED
    if lost:
        return _CHECK_FAILED
    if asked.write:
        write_section(DOCS / "accuracy.md", "text", section)
        floors = settled(floors, accuracy.reached, lower=asked.lower_floors)
        FLOORS.write_text(written(floors), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
