"""An id for every article: the one given, or one made from the file's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from framing.corpus.fields import Cells
from framing.corpus.journal import Journal, Remark
from framing.corpus.names import quoted
from framing.corpus.walking import Origin

_SAME = Remark(
    one="1 article is given twice, with the same id and text, and counts once: {first}.",
    many="{count} articles are given twice, with the same id and text, and count once; "
    "the first: {first}.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before its id and outlet are settled; ``number`` is 0 where it is a whole file."""

    origin: Origin
    number: int
    place: str
    cells: Cells


def _longer_and_longer(origin: Origin) -> Iterator[str]:
    """Yield names for a file: its stem, its path within the folder, then more of the path."""
    yield origin.stem
    for folders in range(len(origin.below), len(origin.trail) + 1):
        path = "/".join((*origin.trail[len(origin.trail) - folders :], origin.stem))
        yield path
        yield path + origin.suffix
    for copy in count(2):
        yield f"{origin.stem}-{copy}"


def file_ids(origins: Iterable[Origin]) -> dict[Origin, str]:
    """Give each file the shortest name that no other file has.

    Parameters
    ----------
    origins : iterable of Origin

    Returns
    -------
    dict of Origin to str
    """
    settled: dict[Origin, str] = {}
    names = {origin: _longer_and_longer(origin) for origin in origins}
    while names:
        by_name: defaultdict[str, list[Origin]] = defaultdict(list)
        for origin, candidates in names.items():
            by_name[next(candidates)].append(origin)
        for name, sharing in by_name.items():
            if len(sharing) == 1:
                settled[sharing[0]] = name
                del names[sharing[0]]
    return settled


def give_ids(drafts: Sequence[Draft], journal: Journal) -> Mapping[str, Draft]:
    """Give each article its id; refuse an id that another text has.

    Parameters
    ----------
    drafts : sequence of Draft
    journal : Journal
        Is told of ids used twice.

    Returns
    -------
    mapping of str to Draft
        By id, in the order given.
    """
    of_file = file_ids(dict.fromkeys(draft.origin for draft in drafts))
    by_id: dict[str, Draft] = {}
    for draft in drafts:
        made = of_file[draft.origin] + (f":{draft.number}" if draft.number else "")
        name = draft.cells.fields.get("id") or made
        first = by_id.setdefault(name, draft)
        if first is draft:
            continue
        if first.cells.fields["text"] == draft.cells.fields["text"]:
            journal.remark(_SAME, name)
        else:
            journal.leave_out(
                draft.place,
                f"the id {quoted(name)} belongs to another text, at {first.place}.",
                "Give each article an id of its own.",
            )
    return by_id
