"""How outlets look: a colour and a shape each, the same on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from framing.report.charts.theme import COLOURS, GREY, MARKERS, SHAPES
from framing.report.document import OutletStyle
from framing.report.glyphs import has_letters_for, printable
from framing.report.wording import LABEL_CHARACTERS, cut


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
    shown = _labels([row["outlet"] for row in rows])
    return tuple(
        _style(row["outlet"], shown[place], looks.get(place)) for place, row in enumerate(rows)
    )


def _labels(outlets: Sequence[str]) -> list[str]:
    """Return names of at most 40 characters that can be printed and told apart."""
    labels = [
        cut(printable(outlet)) if has_letters_for(outlet) and printable(outlet).strip()
        else f"Outlet {number}"
        for number, outlet in enumerate(outlets, start=1)
    ]  # fmt: skip
    twice = {label for label, times in Counter(labels).items() if times > 1}
    return [
        f"{cut(label, LABEL_CHARACTERS - 6)} ({number})" if label in twice else label
        for number, label in enumerate(labels, start=1)
    ]


def _style(outlet: str, shown: str, look: int | None) -> OutletStyle:
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
