"""The table of measures of accuracy: what is measured, on which set, and what is aimed at.

What people or the best simple method reach was found when the goals were set, and is given with
them and with the sets; the scripts here do not measure it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from measuring.runs import Score


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table of accuracy.

    ``on`` names the set, a folder beside the scorer. ``compared`` is what people, or the best
    simple method, reach; ``goal`` is in [0, 1], and None where none is set.
    """

    key: str
    on: str
    what: str
    compared: str
    goal: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was reached: the size of the set in its units, and the score; or why there is none."""

    size: str
    score: Score | None
    why_not: str = ""


MEASURES = (
    Measure(
        "direct_quotes", "polnear", "direct quotations found, F1", "0.970, simple method", 0.985
    ),
    Measure(
        "speakers",
        "polnear",
        "speaker right where the quotation is found",
        "0.79, simple method",
        0.90,
    ),
    Measure(
        "reported_speech",
        "polnear",
        "words of all reported speech, F1",
        "0.54, simple method",
        0.75,
    ),
    Measure(
        "loaded_words",
        "babe",
        "loaded words, F1",
        "0.45, one trained reader against the others; 0.27, off-the-shelf lists",
        0.35,
    ),
    Measure("loaded_precision", "babe", "loaded words, precision", "", 0.45),
    Measure("lexical_words", "basil", "words of lexical bias, out of domain, F1", "", None),
    Measure("sentences", "basil", "ends of sentences, F1", "0.969, simple method", 0.98),
    Measure(
        "stories_basil", "basil", "articles in pairs on one story, F1", "0.963, simple method", 0.99
    ),
    Measure(
        "stories_neus", "neus", "articles in pairs on one story, F1", "0.596, simple method", 0.70
    ),
    Measure(
        "frames",
        "gvfc",
        "main frame of a headline, accuracy",
        "0.609, list of cues for the issue",
        0.68,
    ),
)
