"""The part of YAML that quanteda dictionaries use: categories and lists of words.

A full reader turns the words `no`, `off` and `1e3` into other things; here a word is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.errors import LexiconError
from framing.lexicon.dictionaries import PATH, Listing, tree_order

_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s'"\[\]{}#][^:#]*?)\s*:(?:\s+(.*))?$""")
_ITEM = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,'"\s][^,]*?)\s*(?:,|$)""")
_COMMENT = re.compile(r"(?:^|\s)#.*$")


def read_yaml(text: str) -> Listing:
    """Read a dictionary: keys are categories, items their terms.

    Raises
    ------
    LexiconError
        A line that is no key and no item, or syntax beyond what dictionaries use.
    """
    terms: list[tuple[str, str]] = []
    open_: list[tuple[int, str]] = []  # categories that are open: indent, whole path
    for number, line in enumerate(text.splitlines(), 1):
        content = line if '"' in line or "'" in line else _COMMENT.sub("", line)
        bare = content.strip()
        if not bare or bare.startswith(("#", "---", "...", "%")):
            continue
        indent = len(content) - len(content.lstrip())
        item = bare.startswith("- ")
        while item and bare.startswith("- "):
            indent, bare = indent + 1, bare[2:].strip()
        open_ = [one for one in open_ if one[0] < indent]
        key = _KEY.match(bare)
        if key:
            path = PATH.join([*(name for _, name in open_[-1:]), _word(key[1])])
            open_.append((indent, path))
            terms += [(path, word) for word in _value(key[2] or "", number)]
        elif item:
            terms.append((open_[-1][1] if open_ else "terms", _word(bare)))
        else:
            raise _unreadable(number, bare)
    return Listing(tuple(terms))


def _value(value: str, number: int) -> Iterator[str]:
    """Yield the terms that stand behind a key: none, one, or a list in square brackets."""
    value = value.strip()
    if not value:
        return
    if value.startswith(("&", "*", "!", "|", ">", "{")) or value.startswith("[") != value.endswith(
        "]"
    ):
        raise _unreadable(number, value)
    if not value.startswith("["):
        yield _word(value)
        return
    inner, place = value[1:-1], 0
    while inner[place:].strip():
        match = _ITEM.match(inner, place)
        if match is None:
            raise _unreadable(number, value)
        yield _word(match[1])
        place = match.end()


def _unreadable(number: int, text: str) -> LexiconError:
    return LexiconError(
        f"line {number}: '{text}' is neither a category nor a term.",
        fix="Write 'category:' or '- term'; anchors and blocks of text are not read.",
    )


def _word(written: str) -> str:
    if written[:1] == written[-1:] == '"' and len(written) > 1:
        return re.sub(r"\\(.)", r"\1", written[1:-1])
    if written[:1] == written[-1:] == "'" and len(written) > 1:
        return written[1:-1].replace("''", "'")
    return written.strip()


def write_yaml(listing: Listing) -> str:
    """Write a dictionary; every word in quotation marks, so that any reader takes it as a word."""
    lines: list[str] = []
    written: set[tuple[str, ...]] = set()
    for path in tree_order([tuple(code.split(PATH)) for code in listing.categories()]):
        category = PATH.join(path)
        for depth in range(1, len(path) + 1):
            if path[:depth] not in written:
                written.add(path[:depth])
                lead = "  " * (depth - 1) + ("- " if depth > 1 else "")
                lines.append(f"{lead}{_quoted(path[depth - 1])}:")
        lead = "  " * len(path)
        lines += [f"{lead}- {_quoted(term)}" for code, term in listing.terms if code == category]
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
