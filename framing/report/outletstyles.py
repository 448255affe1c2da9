"""How outlets look: a colour and a shape each, the same on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.report.charts.theme import COLOURS, GREY, MARKERS, SHAPES
from framing.report.document import OutletStyle
from framing.report.glyphs import has_letters_for, printable


def styles_of(rows: Sequence[dict[str, Any]]) -> tuple[OutletStyle, ...]:
    """Give every outlet its looks.

    Parameters
    ----------
    rows : sequence of dict
        Rows of the table of outlets, in order.

    Returns
    -------
    tuple of OutletStyle
        Up to eight outlets have a colour each; of more, the eight farthest from all outlets
        together have one and the others are grey.
    """
    places = list(range(len(rows)))
    named = places if len(rows) <= len(COLOURS) else sorted(_extremes(rows, len(COLOURS)))
    looks = {place: number for number, place in enumerate(named)}
    return tuple(_style(row["outlet"], place, looks.get(place)) for place, row in enumerate(rows))


def _style(outlet: str, place: int, look: int | None) -> OutletStyle:
    shown = printable(outlet) if has_letters_for(outlet) else f"Outlet {place + 1}"
    if look is None:
        return OutletStyle(outlet, shown, GREY, "o", "grey circle", named=False)
    return OutletStyle(outlet, shown, COLOURS[look], MARKERS[look], SHAPES[look])


def _extremes(rows: Sequence[dict[str, Any]], number: int) -> list[int]:
    """Return the outlets whose interval stays farthest from the common rate, half at each end."""
    words = sum(row["words"] for row in rows)
    common = 1000 * sum(row["loaded"] for row in rows) / words if words else 0.0

    def above(place: int) -> float:
        low = rows[place]["low"]
        return -common if low is None else float(low) - common

    def below(place: int) -> float:
        high = rows[place]["high"]
        return -float("inf") if high is None else common - float(high)

    places = range(len(rows))
    highest = sorted(places, key=above, reverse=True)[: number // 2]
    rest = [place for place in places if place not in highest]
    return highest + sorted(rest, key=below, reverse=True)[: number - len(highest)]
