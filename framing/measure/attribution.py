"""How each source is vouched for: the classes of the verbs that introduce it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from framing.model import TABLES
from framing.text.columns import written_out

CUE_CATEGORY = "report_verb"


def attribution_table(hits: pa.Table) -> pa.Table:
    """Build the table of attribution: cues by outlet, article, source, group and class.

    Cues are the writer's own words, so only those in headline, own voice or paraphrase count; a
    negated cue opens no report and is left out. ``cue`` is the entry that matched.
    """
    mine = pc.and_(
        pc.equal(hits["category"], CUE_CATEGORY),
        pc.and_(
            pc.equal(hits["negated"], "no"),
            pc.is_in(hits["voice"], value_set=pa.array(["headline", "own"])),
        ),
    )
    cues = hits.filter(mine.fill_null(False))  # noqa: FBT003 -- pyarrow takes it so
    keys = ["outlet", "article", "source", "group", "class", "entry"]
    counted = cues.select(keys).append_column("hits", pa.array([1] * len(cues), pa.int64()))
    table = written_out(counted.group_by(keys, use_threads=False).aggregate([("hits", "sum")]))
    table = table.rename_columns([*keys[:-1], "cue", "hits"])
    order = [(name, "ascending") for name in ("outlet", "article", "source", "class", "cue")]
    return table.select(list(TABLES["attribution"])).sort_by(order)
