"""The paragraph to paste into a paper."""

from __future__ import annotations

from importlib.metadata import version

from framing.model import Analysis
from framing.stats.comparing import what_may_be_said


def methods_text(analysis: Analysis) -> str:
    """Return what was done, in Markdown, with versions, hashes and limits."""
    articles = analysis.tables["articles"]
    outlets = analysis.tables["outlets"].to_pylist()
    words = sum(articles["words"].to_pylist())
    parts = [
        "# Methods\n",
        (
            f"We analysed {_count(len(articles), 'article')} of {_count(len(outlets), 'outlet')} "
            f"({words:,} words without page furniture and shared text) with framing "
            f"{version('framing')}. {_voices(analysis)}"
        ),
        _lexicons(analysis),
        _inference(analysis),
        _removed(analysis),
        (
            "A mark shows a choice of words. It does not show whether a statement is true, or what "
            "a writer meant. Quotations and reported speech are found by rules and word lists, "
            "which make mistakes; irony and argument are not seen at all."
        ),
        (
            "References: Cochran, W. G. (1977), Sampling Techniques, 3rd ed. (rates as ratio "
            "estimators). Wilson, E. B. (1927), Journal of the American Statistical Association 22 "
            "(shares). Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical "
            "Society B 57 (q)."
        ),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _voices(analysis: Analysis) -> str:
    counted = {
        "own": "headlines and the outlet's own voice; quotations and reported speech are left out",
        "quoted": "quotations only",
        "all": "all voices, quotations included",
    }[analysis.options.voice]
    return (
        "Every word was given to one voice: quoted, paraphrase, headline or own. Loaded wording is "
        "the number of marked spans of strength 1 or more per 1,000 words, in both cases counting "
        f"{counted}."
    )


def _lexicons(analysis: Analysis) -> str:
    lines = [
        f"- {one.name} {one.version}: {len(one.entries):,} entries, SHA-256 {one.digest[:16]}..."
        for one in analysis.lexicons
    ]
    return "Lexicons:\n\n" + "\n".join(lines)


def _inference(analysis: Analysis) -> str:
    sizes = [int(row["articles"]) for row in analysis.tables["outlets"].to_pylist()]
    if len(sizes) < 2 or what_may_be_said(min(sizes)) == "describe":  # noqa: PLR2004 -- a pair
        return (
            "Outlets with one article are described, not compared: no interval and no test is "
            "given for them, since one article says nothing about its outlet."
        )
    return (
        "The article is the unit of all statistics. Intervals are 95% intervals of ratio "
        "estimators with Student's t (from five articles), or of an overdispersed model (from two "
        "to four). Differences between an outlet and the rest were tested where each side has five "
        "articles or more, with the larger p of a score test and a log-ratio test, and corrected "
        "by Benjamini and Hochberg's method within each kind of measure."
    )


def _removed(analysis: Analysis) -> str:
    removed = analysis.tables["removed"]
    if not len(removed):
        return "Nothing was taken out of the texts."
    shared = removed["reason"].to_pylist().count("shared text")
    return (
        f"{_count(len(removed) - shared, 'passage')} of page furniture and repeated text were "
        f"taken out, and {_count(shared, 'paragraph')} that several outlets share word for word "
        "were charged to none of them; removed.csv lists them all."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
