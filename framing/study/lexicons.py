"""What an edit of a lexicon does to the numbers of a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

import pyarrow as pa

from framing.corpus.reading import Reading
from framing.lexicon.check import CheckResult
from framing.lexicon.diff import changed_entries
from framing.model import Analysis, Lexicon, Options
from framing.settings import OFTEN_ENTRIES, OFTEN_HITS, OFTEN_TIMES
from framing.study import AT_ONCE, Work, analyse
from framing.study.tools import Toolbox

# Running numbers say nothing about a match; where it counts in a span does.
_NUMBERS = ("hit", "span")


@dataclass(frozen=True, slots=True, eq=False)
class LexiconDiff:
    """What an edit does. ``matches`` and the rest are None where no articles were given.

    ``entries``: change, row, term, category, referent, what. ``matches``: change (gained, lost),
    then the columns of hits. ``outlets`` and ``articles``: the main measure before and after.
    """

    entries: pa.Table
    matches: pa.Table | None = None
    outlets: pa.Table | None = None
    articles: pa.Table | None = None


def entries_diff(old: Lexicon, new: Lexicon) -> pa.Table:
    """Return one row an entry that was added, removed or changed."""
    columns = ("change", "row", "term", "category", "referent", "what")
    changes = changed_entries(old, new)
    return pa.table(
        {
            name: pa.array(
                [getattr(one, name) for one in changes],
                pa.int64() if name == "row" else pa.string(),
            )
            for name in columns
        }
    )


def diff_lexicons(
    versions: tuple[Lexicon, Lexicon],
    tools: Toolbox,
    reading: Reading,
    options: Options,
    *,
    work: Work = AT_ONCE,
) -> LexiconDiff:
    """Run a corpus with both versions of a lexicon, and subtract.

    Parameters
    ----------
    versions : (old, new)
        Each takes the place of the lexicon of its name among the run's.
    tools : Toolbox
    reading : Reading
    options : Options
    work : Work, optional
    """
    old, new = (
        analyse(reading, _with(tools, one, versions[0].name), options, work=work)
        for one in versions
    )
    return LexiconDiff(
        entries=entries_diff(*versions),
        matches=_matches(old, new),
        outlets=_moved(old, new, "outlets", "outlet", ("words", "loaded", "strong", "rate")),
        articles=_carriers(old, new),
    )


def _with(tools: Toolbox, version: Lexicon, name: str) -> Toolbox:
    """Put a version of a lexicon where the one of that name stands, else at the end."""
    version = replace(version, name=name)
    others = [one for one in tools.lexicons if one.name != name]
    place = next((n for n, one in enumerate(tools.lexicons) if one.name == name), len(others))
    return replace(tools, lexicons=(*others[:place], version, *others[place:]))


def _matches(old: Analysis, new: Analysis) -> pa.Table:
    """Return the rows of hits that only one run has, each as often as it has more of them."""
    names = [n for n in old.tables["hits"].column_names if n not in _NUMBERS]
    before, after = (Counter(_rows(one.tables["hits"], names)) for one in (old, new))
    changes = [("lost", row) for row in (before - after).elements()]
    changes += [("gained", row) for row in (after - before).elements()]
    schema = old.tables["hits"].schema
    columns = {"change": pa.array([change for change, _ in changes], pa.string())}
    for place, name in enumerate(names):
        kind = schema.field(name).type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        columns[name] = pa.array([row[place] for _, row in changes], kind)
    return pa.table(columns)


def _rows(table: pa.Table, names: list[str]) -> Iterator[tuple[object, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def _moved(
    old: Analysis, new: Analysis, table: str, key: str, measures: tuple[str, ...]
) -> pa.Table:
    """Return the measures of each row before and after, and the differences."""
    before, after = old.tables[table], new.tables[table]
    columns = {key: before[key]}
    for name in measures:
        one, other = before[name].to_pylist(), after[name].to_pylist()
        moved = [None if a is None or b is None else b - a for a, b in zip(one, other, strict=True)]
        columns[f"{name}_old"] = before[name]
        columns[f"{name}_new"] = after[name]
        columns[f"{name}_change"] = pa.array(moved, before.schema.field(name).type)
    return pa.table(columns)


def _carriers(old: Analysis, new: Analysis) -> pa.Table:
    """Return the articles whose counts moved, those that moved most first."""
    table = _moved(old, new, "articles", "article", ("loaded", "strong"))
    table = table.add_column(1, "outlet", old.tables["articles"]["outlet"])
    weight = [
        abs(loaded) + abs(strong)
        for loaded, strong in zip(
            table["loaded_change"].to_pylist(), table["strong_change"].to_pylist(), strict=True
        )
    ]
    order = sorted(
        (place for place, moved in enumerate(weight) if moved), key=lambda place: -weight[place]
    )
    return table.take(pa.array(order, pa.int64()))


def frequent_terms(tools: Toolbox, reading: Reading) -> list[CheckResult]:
    """Find entries that match far more often than their category: look for innocent senses.

    Parameters
    ----------
    tools : Toolbox
    reading : Reading

    Returns
    -------
    list of CheckResult
        Warnings, the most frequent first.
    """
    hits = analyse(reading, tools).tables["hits"]
    names = ["lexicon", "category", "entry"]
    counts = Counter(_rows(hits, names))
    by_category: dict[tuple[object, object], list[int]] = {}
    for (lexicon, category, _), count in counts.items():
        by_category.setdefault((lexicon, category), []).append(count)
    rows = {(one.name, e.term): (one.path, e.row) for one in tools.lexicons for e in one.entries}
    found = []
    for (lexicon, category, term), count in counts.most_common():
        others = by_category[lexicon, category]
        usual = median(others)
        if count < OFTEN_HITS or len(others) < OFTEN_ENTRIES or count <= OFTEN_TIMES * usual:
            continue
        path, row = rows[str(lexicon), str(term)]
        found.append(
            CheckResult(
                f"{path}/entries.csv:{row}:term",
                f"'{term}' matches {count:,} times; the median of '{category}' is {usual:g}.",
                f'Read them: framing kwic "{lexicon}:{term}" ARTICLES.',
                is_error=False,
            )
        )
    return found
