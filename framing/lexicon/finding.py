"""Where lexicons are looked for, and which ones a run uses."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from framing.errors import UsageError

STUDY_FOLDER = "lexicons"


def built_in() -> Path:
    """Return the folder of the lexicons that come with the program."""
    return Path(str(files("framing.lexicons")))


def examples() -> Path:
    """Return the folder of the example corpora that come with the program."""
    return Path(str(files("framing.examples")))


def user_folder() -> Path | None:
    """Return where a user's own lexicons lie; None where there is no home."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    if base:
        return Path(base) / "framing" / "lexicons"
    try:
        return Path.home() / ".config" / "framing" / "lexicons"
    except RuntimeError:
        return None


def roots(study: Path | None = None) -> tuple[Path, ...]:
    """Return the folders that hold lexicons; what a later one has replaces an earlier one's."""
    own = user_folder()
    places = [built_in(), own, study / STUDY_FOLDER if study else None]
    return tuple(place for place in places if place is not None and _is_folder(place))


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def available(places: Sequence[Path]) -> dict[str, Path]:
    """Return every lexicon of the roots: its name and folder, by name."""
    found: dict[str, Path] = {}
    for root in places:
        for folder in sorted(root.iterdir()):
            if (folder / "entries.csv").is_file():
                found[folder.name] = folder
    return dict(sorted(found.items()))


def chosen(names: Sequence[str], places: Sequence[Path]) -> list[Path]:
    """Return the folders of the lexicons a run uses.

    Parameters
    ----------
    names : sequence of str
        Names or paths. None: all available. Those without ``+`` restrict the run to the named;
        ``+NAME`` adds one to what would be used anyway.
    places : sequence of Path
        As `roots` gives them.

    Raises
    ------
    UsageError
        There is no such lexicon.
    """
    known = available(places)
    only = [name for name in names if not name.startswith("+")]
    used = dict(known) if not only else {}
    for name in names:
        folder = _folder_of(name.removeprefix("+"), known)
        used[folder.name] = folder
    return list(used.values())


def _folder_of(name: str, known: dict[str, Path]) -> Path:
    if name in known:
        return known[name]
    path = Path(name)
    if path.name == "entries.csv":
        path = path.parent
    if (path / "entries.csv").is_file():
        return path
    if path.is_dir():
        raise UsageError(
            f"the folder '{name}' has no entries.csv.",
            fix="A lexicon is a folder with entries.csv in it; see 'framing lexicon show naming'.",
        )
    close = get_close_matches(name, known, n=1)
    hint = f"Did you mean '{close[0]}'? " if close else ""
    raise UsageError(f"there is no lexicon '{name}'.", fix=f"{hint}Available: {', '.join(known)}.")
