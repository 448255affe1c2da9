"""Text columns in which the same few texts stand again and again: each text is kept once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def repeated(texts: Sequence[str], rows: npt.NDArray[np.integer]) -> pa.DictionaryArray:
    """Build a column from the texts that occur in it.

    Parameters
    ----------
    texts : sequence of str
        An empty one stands for an empty cell.
    rows : int array, shape (n_rows,)
        The place of each row's text among them; a text may stand at several places.

    Returns
    -------
    pyarrow DictionaryArray
        Each text is in the dictionary once; empty cells are null.

    Examples
    --------
    >>> repeated(["own", ""], np.array([0, 1, 0])).to_pylist()
    ['own', None, 'own']
    """
    known = pa.array([text or None for text in texts], pa.string()).dictionary_encode()
    places = known.indices.take(pa.array(rows, pa.int64()))
    return pa.DictionaryArray.from_arrays(places, known.dictionary)


def written_out(table: pa.Table) -> pa.Table:
    """Return a table with each text in its row again, as sorting and text functions want it.

    Examples
    --------
    >>> column = repeated(["own"], np.array([0, 0]))
    >>> written_out(pa.table({"voice": column}))["voice"].type
    DataType(string)
    """
    for place, (name, kind) in enumerate(zip(table.column_names, table.schema.types, strict=True)):
        if pa.types.is_dictionary(kind):
            table = table.set_column(place, name, table[name].cast(kind.value_type))
    return table
