"""What every page asks of an analysis: names, labels, looks, and rows of its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from framing.model import Analysis, Article
from framing.report.document import Link, OutletStyle
from framing.report.outletstyles import styles_of
from framing.report.wording import cut
from framing.text.columns import written_out

Row = dict[str, Any]
LongArray = npt.NDArray[np.int64]

OWN_VOICES = ("headline", "own")
COUNTED_VOICES = ("headline", "own", "paraphrase")
FAIRNESS = "fairness"
_CATEGORY = ("lexicon", "category")
# With more outlets than this, charts show all as dots and name the extremes.
FEW_OUTLETS = 8
EVIDENCE = "evidence"


@dataclass(frozen=True)
class View:
    """An analysis made ready for pages; what is worked out is kept."""

    analysis: Analysis

    def table(self, name: str) -> pa.Table | None:
        """Return a table, or None where the analysis has none of that name."""
        return self.analysis.tables.get(name)

    def rows(self, name: str) -> list[Row]:
        """Return a small table as rows; an absent one has none."""
        table = self.table(name)
        return [] if table is None else table.to_pylist()

    @property
    def hits(self) -> pa.Table:
        """The table of hits."""
        return self.analysis.tables["hits"]

    @cached_property
    def named_hits(self) -> pa.Table:
        """Hits of the outlets that charts name."""
        return where(self.hits, "outlet", self.named)

    @cached_property
    def outlets(self) -> list[Row]:
        """Rows of the table of outlets, in the order of every page."""
        return self.rows("outlets")

    @cached_property
    def styles(self) -> tuple[OutletStyle, ...]:
        """How outlets look, in the order of every page."""
        return styles_of(self.outlets)

    @cached_property
    def style_of(self) -> Mapping[str, OutletStyle]:
        """How each outlet looks, by its name."""
        return {style.name: style for style in self.styles}

    def shown(self, outlet: str) -> str:
        """Return the name of an outlet as printed, at most 40 characters."""
        style = self.style_of.get(outlet)
        return style.shown if style else cut(outlet)

    @property
    def many(self) -> bool:
        """Whether there are too many outlets to name each of them in a chart."""
        return len(self.outlets) > FEW_OUTLETS

    @property
    def named(self) -> list[str]:
        """Outlets that charts name: all, or the extremes among many."""
        return [style.name for style in self.styles if style.named]

    @cached_property
    def describes(self) -> bool:
        """Whether there is one article a side, so that texts are compared and not outlets."""
        return all(row["articles"] <= 1 for row in self.outlets)

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.analysis.articles}

    @cached_property
    def comparisons(self) -> list[Row]:
        """Rows of the table of comparisons."""
        return self.rows("comparisons")

    @cached_property
    def within(self) -> Mapping[tuple[str, str, str], Row]:
        """Rows of comparisons within stories, by kind, item and target."""
        return {(row["kind"], row["item"], row["target"]): row for row in self.rows("within")}

    @cached_property
    def category_labels(self) -> Mapping[tuple[str, str], str]:
        """Label of each category, by lexicon and code."""
        return {
            (lexicon.name, category.code): category.label or category.code
            for lexicon in self.analysis.lexicons
            for category in lexicon.categories
        }

    def label(self, lexicon: str, category: str) -> str:
        """Return the label of a category."""
        return self.category_labels.get((lexicon, category), category)

    @cached_property
    def referents(self) -> Mapping[str, str]:
        """Plain name of each referent."""
        return {
            referent.id: referent.label or referent.id
            for lexicon in self.analysis.lexicons
            for referent in lexicon.referents
        }

    @cached_property
    def category_counts(self) -> list[Row]:
        """Hits in all voices of each lexicon's categories: loaded ones first, then by hits."""
        loaded = {
            (lexicon.name, category.code): category.loaded
            for lexicon in self.analysis.lexicons
            for category in lexicon.categories
        }
        rows = [
            {
                "lexicon": lexicon,
                "category": category,
                "hits": len(found),
                "loaded": loaded.get((lexicon, category), False),
            }
            for (lexicon, category), found in self.category_rows.items()
        ]
        return sorted(
            rows, key=lambda r: (not r["loaded"], -r["hits"], r["lexicon"], r["category"])
        )

    @cached_property
    def category_rows(self) -> Mapping[tuple[str, str], LongArray]:
        """The places in `hits` of each category, in order, by lexicon and code."""
        parts = [self.hits[key].combine_chunks().dictionary_encode() for key in _CATEGORY]
        lexicon, category = (np.asarray(part.indices, dtype=np.int64) for part in parts)
        names = [part.dictionary.to_pylist() for part in parts]
        cell = lexicon * len(names[1]) + category
        order = np.argsort(cell, kind="stable")
        cells, starts = np.unique(cell[order], return_index=True)
        rows = np.split(order, starts)[1:]
        return {
            (names[0][number // len(names[1])], names[1][number % len(names[1])]): found
            for number, found in zip(cells.tolist(), rows, strict=True)
        }

    @cached_property
    def anchors(self) -> Mapping[tuple[str, str], str]:
        """Key of the concordance of each category."""
        return {
            (row["lexicon"], row["category"]): f"{EVIDENCE}-{number}"
            for number, row in enumerate(self.category_counts, start=1)
        }

    def evidence(self, lexicon: str, category: str, **narrow: str) -> Link:
        """Return the way to the sentences of a category."""
        label = self.label(lexicon, category)
        return Link(self.anchors.get((lexicon, category), EVIDENCE), category=label, **narrow)

    @cached_property
    def spellings(self) -> Mapping[tuple[str, str], str]:
        """How each entry is most often spelled in the articles, by lexicon and term."""
        keys = ["lexicon", "entry", "matched"]
        counted = written_out(self.hits.group_by(keys).aggregate([([], "count_all")]))
        order = [("count_all", "ascending"), ("matched", "descending")]
        return {
            (row["lexicon"], row["entry"]): tidy(row["matched"])
            for row in counted.sort_by(order).to_pylist()
        }

    @cached_property
    def _cue_spellings(self) -> Mapping[str, str]:
        return {entry: spelling for (_, entry), spelling in self.spellings.items()}

    def cue_spelling(self, cue: str) -> str:
        """Return a reporting verb as the articles spell it."""
        return self._cue_spellings.get(cue, cue)

    def spelled(self, lexicon: str, entry: str) -> str:
        """Return an entry as the articles spell it."""
        return self.spellings.get((lexicon, entry), entry)


def tidy(matched: str) -> str:
    """Return matched text on one line, without a final 's."""
    flat = " ".join(matched.split())
    return flat.removesuffix("’s").removesuffix("'s")


def where(table: pa.Table, column: str, values: Sequence[str]) -> pa.Table:
    """Return the rows whose column holds one of the values."""
    return table.filter(pc.is_in(table[column], value_set=pa.array(values, pa.string())))


def grouped(table: pa.Table, keys: Sequence[str], total: str) -> list[Row]:
    """Add up a column over equal keys, and return the rows sorted by keys."""
    counted = written_out(table.group_by(list(keys), use_threads=False).aggregate([(total, "sum")]))
    counted = counted.rename_columns([*keys, total])
    rows: list[Row] = counted.sort_by([(key, "ascending") for key in keys]).to_pylist()
    return rows
