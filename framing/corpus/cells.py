"""What a cell of a table or a value in JSON says, as text."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from framing.corpus.decoding import decode
from framing.corpus.journal import CannotRead
from framing.corpus.names import without_surrogates


def cell_text(value: object, *, between: str = ", ") -> str:
    """Return what a cell says, as text.

    Parameters
    ----------
    value : object
        As JSON, CSV or Parquet give it. Missing values are empty; of objects such as
        ``{"id": null, "name": "The Herald"}`` the name counts.
    between : str
        What stands between the values of a list.

    Returns
    -------
    str

    Examples
    --------
    >>> cell_text(["Ann Lee", {"name": "Bo Ek"}]), cell_text(12.0), cell_text(None)
    ('Ann Lee, Bo Ek', '12', '')
    """
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.15g}"
    if isinstance(value, bytes):
        return decode(value).text
    if isinstance(value, list):
        return between.join(filter(None, (_item_text(item) for item in value)))
    return _item_text(value)


def _item_text(value: object) -> str:
    """Return a value inside a list or object; what is nested deeper stays JSON."""
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):
        value = value["name"]
    if isinstance(value, (list, dict)):
        try:
            value = json.dumps(value, ensure_ascii=False, default=str)
        except RecursionError:
            raise CannotRead("the row is nested too deeply.", fix="Flatten it.") from None
    return "" if value is None else without_surrogates(str(value))
