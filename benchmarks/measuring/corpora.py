"""Larger corpora from one: copies with changed words, so that the vocabulary grows as well."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zlib import crc32

_WORD = re.compile(r"[A-Za-z]{4,}")
# One in so many types of a copy is changed. Four and sixteen copies then have 1.75 and 4.75 times
# the types, near the 2 and 4 of a vocabulary that grows with the root of the text (Heaps 1978).
_ONE_IN = 4
_LETTERS = "bcdfghjklmnpqrst"


def changed(text: str, copy: int, known: dict[str, str]) -> str:
    """Return a text in which some types have a suffix of the copy's own; copy 0 is as it was.

    Parameters
    ----------
    text : str
    copy : int
        From 0 to 255.
    known : dict
        The words that were looked at already, and what they became; one for each copy.

    Examples
    --------
    >>> changed("Some words of this sentence are changed", 0, {})
    'Some words of this sentence are changed'
    """
    suffix = "x" + _LETTERS[copy // 16] + _LETTERS[copy % 16]

    def of(match: re.Match[str]) -> str:
        word = match[0]
        if word not in known:
            chosen = copy > 0 and crc32(f"{copy} {word.lower()}".encode()) % _ONE_IN == 0
            known[word] = word + suffix if chosen else word
        return known[word]

    return _WORD.sub(of, text)


def articles_in(path: Path, most: int | None) -> Iterator[dict[str, str]]:
    """Yield the first articles, or all, of a gzipped file with one on each line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in islice(file, most):
            yield json.loads(line)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of articles: how many, the bytes of their titles and texts, and distinct words.

    ``types`` counts the written forms of words with four letters or more.
    """

    path: Path
    articles: int
    size: int
    types: int


def write_corpus(news: Path, target: Path, *, most: int | None, copies: int) -> Corpus:
    """Write the articles so many times over, with changed words.

    Parameters
    ----------
    news : Path
        Gzipped, one article on each line, with id, title and text.
    target : Path
    most : int, optional
        Take the first so many articles.
    copies : int
        From 1 to 256.
    """
    articles = size = 0
    types: set[str] = set()
    with target.open("w", encoding="utf-8") as out:
        for copy in range(copies):
            known: dict[str, str] = {}
            for row in articles_in(news, most):
                row["id"] = f"{row['id']}-{copy}"
                for name in ("title", "text"):
                    row[name] = changed(row.get(name) or "", copy, known)
                    size += len(row[name].encode())
                articles += 1
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            types.update(known.values())
    return Corpus(target, articles, size, len(types))
