"""Files of other programs: categories (perhaps inside one another) and their terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from framing.errors import LexiconError

# Between the names of a category and of the one inside it, as in `moral:care`.
PATH = ":"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a dictionary holds: (category, term) in the order of the file, and what was dropped.

    A category inside another is written ``outer:inner``.
    """

    terms: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...] = ()

    def categories(self) -> list[str]:
        """Return the categories that have terms, in order."""
        return list(dict.fromkeys(category for category, _ in self.terms))


_CONDITION = re.compile(r"[(<]")
_NUMBERS = re.compile(r"\s+((?:\d+\s*)+)$")


def read_liwc(text: str) -> Listing:
    """Read LIWC ``.dic``: categories between two ``%``, then terms with category numbers."""
    names: dict[str, str] = {}
    outer: list[tuple[int, str]] = []
    terms, dropped = [], []
    percents = 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("%"):
            percents += 1
        elif not bare:
            continue
        elif percents < 2:  # noqa: PLR2004 -- the header ends at the second one
            code, _, name = bare.partition("\t") if "\t" in bare else bare.partition(" ")
            name = name.strip().partition(" (")[0]
            depth = len(line) - len(line.lstrip())
            outer = [(level, path) for level, path in outer if level < depth]
            path = PATH.join([*(path for _, path in outer[-1:]), name])
            outer.append((depth, path))
            names[code] = path
        else:
            term, codes = _liwc_term(bare)
            known = [names[code] for code in codes if code in names]
            if _CONDITION.search(bare):
                dropped.append(f"line {number}: the condition in '{bare}'")
            if not known and not _CONDITION.search(bare):
                dropped.append(f"line {number}: '{bare}', whose categories are not declared")
            terms += [(path, term) for path in known]
    return Listing(tuple(terms), tuple(dropped))


def _liwc_term(line: str) -> tuple[str, list[str]]:
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) == 1:
        match = _NUMBERS.search(line)
        if match:
            cells = [line[: match.start()], *match[1].split()]
    codes = [code for cell in cells[1:] for code in cell.split() if code.isdigit()]
    return cells[0], codes


def write_liwc(listing: Listing) -> str:
    """Write LIWC ``.dic``; categories inside others keep their whole path as a name."""
    codes = {category: str(n) for n, category in enumerate(listing.categories(), 1)}
    head = [f"{code}\t{category}" for category, code in codes.items()]
    by_term: dict[str, list[str]] = {}
    for category, term in listing.terms:
        by_term.setdefault(term, []).append(codes[category])
    body = ["\t".join([term, *numbers]) for term, numbers in by_term.items()]
    return "\n".join(["%", *head, "%", *body]) + "\n"


def read_lexicoder(text: str) -> Listing:
    """Read Lexicoder ``.lcd``: ``+category``, then a term a line."""
    terms, category = [], "terms"
    for line in map(str.strip, text.splitlines()):
        if line.startswith("+"):
            category = line[1:].strip()
        elif line:
            terms.append((category, line))
    return Listing(tuple(terms))


def write_lexicoder(listing: Listing) -> str:
    """Write Lexicoder ``.lcd``."""
    parts = []
    for category in listing.categories():
        parts += [f"+{category}", *(term for code, term in listing.terms if code == category)]
    return "\n".join(parts) + "\n"


_WEIGHT = re.compile(r"\s+\((-?[\d.]+)\)$")


def read_wordstat(text: str) -> Listing:
    """Read WordStat ``.cat``: tabs show depth; a term ends in a weight, as in ``WORD (1)``."""
    terms, dropped = [], []
    path: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        depth = len(line) - len(line.lstrip("\t"))
        if not bare:
            continue
        if bare.startswith("@"):
            dropped.append(f"line {number}: the rule '{bare}'")
        elif match := _WEIGHT.search(bare):
            category = PATH.join(path[:depth] or ["terms"])
            terms.append((category, bare[: match.start()].replace("_", " ")))
        else:
            path[depth:] = [bare]
    return Listing(tuple(terms), tuple(dropped))


def write_wordstat(listing: Listing) -> str:
    """Write WordStat ``.cat``; phrases are tied with underscores, as it wants them."""

    def lines(path: tuple[str, ...], terms: Sequence[str]) -> Iterator[str]:
        yield "\t" * (len(path) - 1) + path[-1]
        yield from ("\t" * len(path) + term.replace(" ", "_") + " (1)" for term in terms)

    return "\n".join(_nested(listing, lines)) + "\n"


def _nested(
    listing: Listing, lines: Callable[[tuple[str, ...], Sequence[str]], Iterator[str]]
) -> Iterator[str]:
    """Yield the lines of every category, outer ones before those inside them."""
    tree: dict[tuple[str, ...], list[str]] = {}
    for category, term in listing.terms:
        path = tuple(category.split(PATH))
        for depth in range(1, len(path) + 1):
            tree.setdefault(path[:depth], [])
        tree[path].append(term)
    for path in tree_order(list(tree)):
        yield from lines(path, tree[path])


def tree_order(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Order categories so that what is inside one follows it; otherwise as they first appear."""
    rank: dict[tuple[str, ...], int] = {}
    for path in paths:
        for depth in range(1, len(path) + 1):
            rank.setdefault(path[:depth], len(rank))
    return sorted(paths, key=lambda path: [rank[path[:d]] for d in range(1, len(path) + 1)])


def read_yoshikoder(text: str) -> Listing:
    """Read Yoshikoder ``.ykd``: XML with ``cnode`` (category) and ``pnode`` (term)."""
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise LexiconError("the XML declares entities.", fix="Delete the lines that begin with <!.")
    try:
        # Entities were refused above, so no expansion can be hidden in the file.
        root = ET.fromstring(text.encode())  # noqa: S314
    except ET.ParseError as error:
        raise LexiconError(f"cannot be read as XML ({error}).", fix="Export it again.") from error
    return Listing(tuple(_xml_terms(root, ())))


def _xml_terms(node: ET.Element, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for child in node:
        name = (child.get("name") or "").strip()
        if child.tag == "pnode":
            yield PATH.join(path[1:] or path or ("terms",)), name
        elif child.tag == "cnode":
            yield from _xml_terms(child, (*path, name))


def write_yoshikoder(listing: Listing) -> str:
    """Write Yoshikoder ``.ykd``, under one root category as it wants it."""
    root = ET.Element("dictionary", {"style": "050805"})
    top = ET.SubElement(root, "cnode", {"name": "dictionary"})
    nodes: dict[tuple[str, ...], ET.Element] = {(): top}
    for category, term in listing.terms:
        path = tuple(category.split(PATH))
        for depth in range(1, len(path) + 1):
            if path[:depth] not in nodes:
                parent = nodes[path[: depth - 1]]
                nodes[path[:depth]] = ET.SubElement(parent, "cnode", {"name": path[depth - 1]})
        ET.SubElement(nodes[path], "pnode", {"name": term})
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def read_list(text: str) -> Listing:
    """Read one term a line; lines that begin with ``#`` are comments."""
    lines = (line.strip() for line in text.splitlines())
    return Listing(tuple(("terms", line) for line in lines if line and not line.startswith("#")))


def write_list(listing: Listing) -> str:
    """Write one term a line; categories are lost."""
    return "".join(f"{term}\n" for term in dict.fromkeys(term for _, term in listing.terms))
