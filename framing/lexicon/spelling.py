"""UK and US spellings are one."""

from __future__ import annotations

import re
from collections.abc import Sequence


class Spelling:
    """UK and US spellings of a word: one list, and the regular -ise and -ize.

    Parameters
    ----------
    pairs : sequence of (uk, us)
        Words, or beginnings of words with a final ``*`` on both.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._known: dict[str, list[str]] = {}
        self._whole: dict[str, str] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        for uk, us in pairs:
            for one, other in ((uk, us), (us, uk)):
                if one.endswith("*"):
                    stem = one.removesuffix("*")
                    self._stems.setdefault(stem[:3], []).append((stem, other.removesuffix("*")))
                else:
                    self._whole[one] = other

    def variants(self, keys: Sequence[str], *, prefix: bool = False) -> list[str]:
        """Return the hyphenated key in its own and its other spelling."""
        own = keys[0] if len(keys) == 1 else "-".join(keys)
        if own in self._known and not prefix:
            return self._known[own]
        found = self._variants(own, keys, prefix=prefix)
        if not prefix:
            self._known[own] = found
        return found

    def _variants(self, own: str, keys: Sequence[str], *, prefix: bool) -> list[str]:
        other = "-".join([self._other(key, prefix=prefix) for key in keys])
        return [own] if own == other else [own, other]

    def _other(self, key: str, *, prefix: bool) -> str:
        if key in self._whole:
            return self._whole[key]
        for stem, other in self._stems.get(key[:3], ()):
            if key.startswith(stem):
                return other + key.removeprefix(stem)
        return _other_ise(key, prefix=prefix)


_ISE = tuple(
    (f"{mid}{end}", f"{new}{end}")
    for mid, new in (("is", "iz"), ("iz", "is"), ("ys", "yz"), ("yz", "ys"))
    for end in ("e", "es", "ed", "er", "ers", "ing", "ation", "ations", "able")
)
_SHORTEST_STEM = 4
_MAY_VARY = re.compile("[iy][sz]")


def _other_ise(key: str, *, prefix: bool) -> str:
    if not _MAY_VARY.search(key):
        return key
    for ending, other in _ISE:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_STEM:
            return key.removesuffix(ending) + other
    if prefix and len(key) > _SHORTEST_STEM and key[-2:] in {"is", "iz"}:
        return key[:-1] + ("z" if key[-1] == "s" else "s")
    return key
