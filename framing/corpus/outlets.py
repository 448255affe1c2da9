"""Which outlet an article belongs to, where no field says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.corpus import limits
from framing.corpus.fields import headline_end
from framing.corpus.ids import Draft
from framing.corpus.journal import Journal
from framing.corpus.names import clean_name, quoted, shortened
from framing.corpus.walking import Origin


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the files without an outlet field lie in the folders given."""

    wrapped: Mapping[int, int]  # INPUT number -> folders around its sub-folders
    loose: Mapping[int, int]  # INPUT number -> files that lie in no sub-folder
    folders: int  # that were given


def name_outlets(articles: Mapping[str, Draft], journal: Journal) -> dict[str, str]:
    """Find the outlet of each article: the field, the sub-folder, the folder, or the file.

    Parameters
    ----------
    articles : mapping of str to Draft
        By id.
    journal : Journal
        Is told which rule was used.

    Returns
    -------
    dict of str to str
        Outlet by article id.
    """
    outlets = {name: draft.cells.fields.get("outlet", "") for name, draft in articles.items()}
    unnamed = {name: draft for name, draft in articles.items() if not outlets[name]}
    folders = {draft.origin.number for draft in articles.values() if draft.origin.folder}
    layout = _layout({draft.origin for draft in unnamed.values()}, len(folders))
    by_rule: defaultdict[str, list[str]] = defaultdict(list)
    for name, draft in unnamed.items():
        rule, outlets[name] = _by_folder(draft.origin, layout)
        by_rule[rule].append(name)
    own = {name: articles[name] for name in by_rule.get("file", ())}
    outlets.update(_by_file(own, set(outlets.values())))
    _tell(by_rule, articles, outlets, journal)
    return outlets


def _layout(origins: Iterable[Origin], folders: int) -> _Layout:
    by_input: defaultdict[int, list[Origin]] = defaultdict(list)
    for origin in origins:
        if origin.folder:
            by_input[origin.number].append(origin)
    wrapped = {number: _wrapping(inside) for number, inside in by_input.items()}
    loose = {
        number: sum(len(origin.below) <= wrapped[number] for origin in inside)
        for number, inside in by_input.items()
    }
    return _Layout(wrapped, loose, folders)


def _wrapping(origins: list[Origin]) -> int:
    """Count the folders that hold nothing but one folder of sub-folders: those name no outlet."""
    depth = 0
    while (
        min(len(origin.below) for origin in origins) > depth + 1
        and len({origin.below[depth] for origin in origins}) == 1
    ):
        depth += 1
    return depth


def _by_folder(origin: Origin, layout: _Layout) -> tuple[str, str]:
    """Return the rule that applies to a file, and the outlet where a folder names it."""
    if not origin.folder:
        return "file", ""
    wrapped = layout.wrapped[origin.number]
    if len(origin.below) > wrapped:
        return "sub-folder", origin.below[wrapped]
    if layout.folders > 1:
        return "folder", origin.folder
    if layout.loose[origin.number] > limits.FLAT_FOLDER_FILES:
        return "flat folder", origin.folder
    return "file", ""


def _by_file(drafts: Mapping[str, Draft], taken: set[str]) -> dict[str, str]:
    """Name an outlet after each file: after its headline, or its stem where it has many articles.

    Where two files would share a name, the stem is put behind it.
    """
    labels: dict[Origin, str] = {}
    for draft in drafts.values():
        labels.setdefault(draft.origin, draft.origin.stem if draft.number else _label(draft))
    counts = Counter(labels.values())
    for origin, label in labels.items():
        if counts[label] > 1 or label in taken:
            labels[origin] = f"{label} ({origin.stem})"
    counts = Counter(labels.values())
    for origin, label in labels.items():
        if counts[label] > 1:
            labels[origin] = f"{label} {origin.place}"
    return {name: labels[draft.origin] for name, draft in drafts.items()}


def _label(draft: Draft) -> str:
    text = draft.cells.fields["text"]
    title = draft.cells.fields["title"] or text[: headline_end(text)]
    return shortened(clean_name(title), limits.OUTLET_NAME_CHARACTERS) or draft.origin.stem


def _tell(
    by_rule: Mapping[str, list[str]],
    articles: Mapping[str, Draft],
    outlets: Mapping[str, str],
    journal: Journal,
) -> None:
    """Say which rule gave how many articles their outlet."""
    for rule, names in by_rule.items():
        many = f"{len(names):,} articles" if len(names) > 1 else "1 article"
        if rule == "file":
            files = len({articles[name].origin for name in names})
            each = (
                "1 file names no outlet: it is an outlet of its own."
                if files == 1
                else f"{files:,} files name no outlet: each is an outlet of its own."
            )
            journal.note(each)
        elif rule == "flat folder":
            folder = quoted(outlets[names[0]])
            journal.note(f"{many} in the folder {folder}: one outlet, named after the folder.")
        else:
            given = "sub-folder" if rule == "sub-folder" else "folder given"
            journal.note(f"The outlet of {many} is the name of the {given}.")
