"""Tables in Markdown, and pages of which each script writes its own section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from measuring.measures import MEASURES, Found
from measuring.wording import CategoryScore

DOCS = Path(__file__).resolve().parents[2] / "docs"


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table; cells hold no line breaks.

    Examples
    --------
    >>> print(markdown(["a", "b"], [["1", "x|y"]]), end="")
    | a | b |
    |---|---|
    | 1 | x\|y |
    """
    lines = [list(header), ["---"] * len(header), *map(list, rows)]
    cells = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    text = ["|" + "|".join(line) + "|" if line[0] == "---" else _spaced(line) for line in cells]
    return "\n".join(text) + "\n"


def _spaced(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def with_section(page: str, name: str, body: str) -> str:
    r"""Return a page with one section replaced; other scripts' sections and the prose stay.

    Parameters
    ----------
    page : str
        Holds the lines ``<!-- name -->`` and ``<!-- end of name -->``.
    name, body : str

    Raises
    ------
    ValueError
        The page has no such section.

    Examples
    --------
    >>> with_section("a\n<!-- t -->\nold\n<!-- end of t -->\nb\n", "t", "new\n")
    'a\n<!-- t -->\nnew\n<!-- end of t -->\nb\n'
    """
    before, begin, rest = page.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"<!-- end of {name} -->\n")
    if not begin or not end:
        raise ValueError(
            f"the page has no section '{name}'. Write the lines '<!-- {name} -->' and "
            f"'<!-- end of {name} -->' where it belongs."
        )
    return before + begin + body + end + after


def write_section(path: Path, name: str, body: str) -> None:
    """Replace one section of a page."""
    page = with_section(path.read_text(encoding="utf-8"), name, body)
    path.write_text(page, encoding="utf-8", newline="\n")


def accuracy_section(found: Mapping[str, Found], categories: Sequence[CategoryScore]) -> str:
    """Return the tables of accuracy: a row for every measure, taken or not."""
    header = ["measure", "set", "people, or a simple method", "reached", "goal"]
    rows = []
    for measure in MEASURES:
        one = found[measure.key]
        goal = "" if measure.goal is None else f"{measure.goal:.3f}"
        on = f"{measure.on}: {one.size}" if one.size else measure.on
        rows.append([measure.what, on, measure.compared, reached_cell(one), goal])
    by_category = [[c.category, f"{c.marked:,}", f"{c.precision:.3f}"] for c in categories]
    return (
        markdown(header, rows)
        + "\nEach category of the curated lists alone, on babe:\n\n"
        + markdown(["category", "words marked", "of them marked by readers too"], by_category)
    )


def reached_cell(found: Found) -> str:
    """Return what was reached, with interval, precision and recall where the scorer gives them.

    Examples
    --------
    >>> from measuring.runs import Score
    >>> reached_cell(Found("", Score(0.5, 0.4, 0.6, 0.25, 0.75)))
    '0.500 (0.400 to 0.600); precision 0.250, recall 0.750'
    >>> reached_cell(Found("", None, "there is no command 'framing stories'"))
    "not built: there is no command 'framing stories'"
    """
    score = found.score
    if score is None:
        return f"not built: {found.why_not}"
    text = f"{score.value:.3f}"
    if score.low is not None and score.high is not None:
        text += f" ({score.low:.3f} to {score.high:.3f})"
    if score.precision is not None and score.recall is not None:
        text += f"; precision {score.precision:.3f}, recall {score.recall:.3f}"
    return text
