"""The paragraphs to paste into a paper: what was counted, how, and what that cannot show."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version

from framing.model import Analysis
from framing.report.document import STANDING
from framing.report.wording import count, dated, listed
from framing.settings import (
    CAUTION_BELOW,
    CONFIRM_BELOW,
    DESCRIBE_UP_TO,
    FALSE_DISCOVERY_RATE,
    LEAST_ARTICLES,
    LEAST_HITS,
    RESAMPLES,
    SHUFFLES,
    TAIL_BELOW,
    TAIL_LARGEST,
    TEST_FROM,
)
from framing.stats.comparing import what_may_be_said

_COUNTED = {
    "own": (
        "in headlines and in the outlet's own voice; what is quoted or paraphrased is left out of "
        "the hits and of the words"
    ),
    "quoted": "inside quotations; all else is left out of the hits and of the words",
    "all": "in all voices, quotations included",
}
_LIMITS = (
    "Word lists find the wording they hold and nothing else: irony, argument, the choice of what "
    "to cover, pictures and layout are not seen. Quotations, reported speech and speakers are "
    "found by rules and word lists, which make mistakes; about half of newspaper text is "
    "attributed to someone, so such mistakes move every rate in the outlet's own voice. Strength "
    "is the judgement of the editors of a lexicon. No hand-coded sample of these articles was used "
    "to correct the rates."
)
_WITHIN = (
    "Within stories that both sides tell, the ratio is that of Mantel and Haenszel with Fieller's "
    "interval. The gap over all articles is split into that ratio (choice of words) and the rest "
    f"(choice of stories), with intervals from {RESAMPLES:,} resamples of stories with Poisson "
    "weights."
)
_DISTANCES = (
    "The distance of outlets is the mean cosine of the tf-idf vectors of articles within either "
    "side less that across, tested by shuffled labels and shown beside random halves of the "
    "outlet; separability is the cross-validated area under the curve of a logistic regression, "
    "with the articles of a story kept together."
)
_REFERENCES = {
    "rates": "Cochran, W. G. (1977). Sampling Techniques, 3rd ed. Wiley. (Ratio estimators.)",
    "shares": (
        "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical "
        "inference. Journal of the American Statistical Association 22, 209-212."
    ),
    "shuffles": (
        "Knijnenburg, T. A., Wessels, L. F. A., Reinders, M. J. T. and Shmulevich, I. (2009). "
        "Fewer permutations, more accurate P-values. Bioinformatics 25(12). Phipson, B. and Smyth, "
        "G. K. (2010). Permutation P-values should never be zero. Statistical Applications in "
        "Genetics and Molecular Biology 9(1)."
    ),
    "stories": (
        "Mantel, N. and Haenszel, W. (1959). Statistical aspects of the analysis of data from "
        "retrospective studies of disease. Journal of the National Cancer Institute 22(4). "
        "Fieller, E. C. (1954). Some problems in interval estimation. Journal of the Royal "
        "Statistical Society B 16(2)."
    ),
    "tests": (
        "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical "
        "and powerful approach to multiple testing. Journal of the Royal Statistical Society B "
        "57(1), 289-300."
    ),
}


def methods_text(analysis: Analysis) -> str:
    """Return what was done, in Markdown, with versions, hashes and limits.

    Parameters
    ----------
    analysis : Analysis

    Returns
    -------
    str
        It tells only of what this analysis used: no tests where there were too few articles.
    """
    parts = [
        "# Methods",
        _corpus(analysis),
        _counted(analysis),
        "## Lexicons",
        *_lexicons(analysis),
        "## Intervals and tests",
        *_inference(analysis),
        "## What was taken out",
        _removed(analysis),
        "## Limits",
        STANDING,
        _LIMITS,
        *_references(analysis),
    ]
    return "\n\n".join(parts) + "\n"


def _corpus(analysis: Analysis) -> str:
    articles = analysis.tables["articles"]
    outlets = len(analysis.tables["outlets"])
    words = sum(articles["words"].to_pylist())
    dates = sorted(filter(None, articles["date"].to_pylist()))
    span = f", dated {dated(dates[0], dates[-1])}" if dates else ""
    undated = len(articles) - len(dates)
    if dates and undated:
        span += f" ({count(undated, 'article')} without a date)"
    left_out = len(analysis.problems)
    more = f" {count(left_out, 'input')} could not be used (problems.csv)." if left_out else ""
    return (
        f"We compared the wording of {count(len(articles), 'article')} of "
        f"{count(outlets, 'outlet')}{span}, {words:,} words in all, with framing "
        f"{version('framing')} (seed {analysis.options.seed}).{more}"
    )


def _counted(analysis: Analysis) -> str:
    return (
        "A word is a token with a letter or a digit. Every word was given one voice: quoted, "
        "paraphrase (reported speech), headline or own, in this order of precedence. The main "
        "measure is loaded wording: spans of text matched by an entry of strength 1 or more in a "
        "loaded category of any lexicon, overlapping matches merged into one span, per 1,000 words "
        f"{_COUNTED[analysis.options.voice]}. Its strong part is the spans of strength 2 or 3. "
        "Names and frames are counted in headlines, own voice and paraphrase, and the share of a "
        "name has as its denominator all mentions of what it names. Negated matches are flagged "
        "and counted."
    )


def _lexicons(analysis: Analysis) -> list[str]:
    lines = [
        f"- {one.name}{f' {one.version}' if one.version else ''}: "
        f"{count(len(one.entries), 'entry', 'entries')}, SHA-256 {one.digest}"
        for one in analysis.lexicons
    ]
    rule = (
        "Within a lexicon the leftmost-longest match won and a word belonged to one match. "
        "Lexicons were applied independently of one another."
    )
    return ["\n".join(lines), rule]


def _sizes(analysis: Analysis) -> list[int]:
    return [int(number) for number in analysis.tables["outlets"]["articles"].to_pylist()]


def _inference(analysis: Analysis) -> list[str]:
    said = Counter(what_may_be_said(size) for size in _sizes(analysis))
    parts = []
    if said["test"] or said["intervals"]:
        parts.append(
            "The article, not the word, is the sample. Rates are sums of hits over sums of words."
        )
    if said["describe"]:
        outlets = "The outlets" if said["describe"] == said.total() else "Outlets"
        parts.append(
            f"{outlets} with {count(DESCRIBE_UP_TO, 'article')} are described, not compared: no "
            "interval and no test is given, since one article says nothing about its outlet."
        )
    if said["intervals"]:
        parts.append(
            f"For outlets with {DESCRIBE_UP_TO + 1} to {TEST_FROM - 1} articles, 95% intervals are "
            "those of a gamma model that allows for words clustering in articles; nothing is "
            "tested."
        )
    if said["test"]:
        parts += _tests(_sizes(analysis))
    if len(analysis.tables.get("within", ())):
        parts.append(_WITHIN)
    if len(analysis.tables.get("distances", ())):
        parts.append(_DISTANCES)
    if said["test"] or said["intervals"]:
        parts.append(
            "The share of a name has Wilson's interval on the effective number of mentions, from "
            "the spread between articles, with Student's t in place of z."
        )
    return parts


def _tests(sizes: list[int]) -> list[str]:
    intervals = (
        f"From {TEST_FROM} articles, 95% intervals are those of ratio estimators on the log scale "
        "with Student's t; where there is no hit, those of a gamma model that allows for words "
        "clustering in articles."
    )
    if len(sizes) == 1:
        return [f"{intervals} With one outlet there is nothing to test."]
    tests = (
        "Each outlet was tested against the others together (of two, one against the other) where "
        f"both sides have at least {TEST_FROM} articles, and what was tested has at least "
        f"{LEAST_HITS} hits in at least {LEAST_ARTICLES} articles. p is the larger of two: a score "
        "test with the variance under shuffling of articles between sides, and a test of the log "
        "ratio of the rates that lets the sides differ in spread. q is p corrected for the number "
        "of tests by the method of Benjamini and Hochberg, within each compared pair and kind of "
        "measure."
    )
    shuffles = (
        f"Rows with p below {CONFIRM_BELOW} that would be claimed were confirmed by shuffling the "
        f"labels of articles up to {SHUFFLES:,} times; p is then at least (1 + k)/(1 + B), where k "
        f"of B shuffles reached what was observed. Where k is below {TAIL_BELOW} and there are "
        "over a million ways to shuffle, a generalised Pareto tail fitted to the "
        f"{TAIL_LARGEST} largest shuffles stands in."
    )
    claims = (
        f"A difference is claimed where q is below {FALSE_DISCOVERY_RATE} and the interval of the "
        "ratio leaves out 1. Findings on page one answer for all kinds of measures and all pairs "
        "together (q_all); a word or phrase is one only where it differs within shared stories as "
        "well."
    )
    caution = f"With fewer than {CAUTION_BELOW} articles of an outlet only large, widespread "
    parts = [f"{intervals} {tests} {shuffles} {claims}"]
    return [*parts, f"{caution}differences can be found."] if min(sizes) < CAUTION_BELOW else parts


def _removed(analysis: Analysis) -> str:
    if not analysis.options.clean:
        return "Nothing: page furniture and repeated text were left in and are counted."
    reasons = Counter(analysis.tables["removed"]["reason"].to_pylist())
    if not reasons:
        return "No page furniture, repeated article or shared text was found."
    kinds = [f"{reason} ({number:,})" for reason, number in sorted(reasons.items())]
    return (
        f"{count(reasons.total(), 'passage')} stand outside all counts, by kind: {listed(kinds)}. "
        "Text that several outlets share is charged to none of them. removed.csv lists every "
        "passage."
    )


def _references(analysis: Analysis) -> list[str]:
    said = {what_may_be_said(size) for size in _sizes(analysis)}
    if said == {"describe"}:
        return []
    tested = "test" in said
    used = {
        "rates": tested,
        "shares": True,
        "shuffles": tested and len(_sizes(analysis)) > 1,
        "stories": len(analysis.tables.get("within", ())) > 0,
        "tests": tested,
    }
    return ["## References", *(text for name, text in _REFERENCES.items() if used[name])]
