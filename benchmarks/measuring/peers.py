"""Programs side by side: each reads the same file of articles and does what it can of our work.

Every one is run in a process of its own, which imports nothing of the others'.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# A run: what is made ready before the clock starts, and the work on the file; returns what was
# found, so that a reader sees that something was.
Work = Callable[[Path], int]

_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Peer:
    """One program: what it does, and how it is made ready."""

    name: str
    does: str
    ready: Callable[[Sequence[str]], Work]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: CPU and wall seconds of the work, set-up aside; megabytes at most; what it found.

    ``cpu`` counts all threads. ``peak`` is that of the whole process, imports and set-up included.
    """

    cpu: float
    wall: float
    peak: float
    found: int


def texts_of(path: Path) -> Iterator[str]:
    """Yield title and text of every article of a file with one on each line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield f"{row.get('title') or ''}\n\n{row['text']}"


def plain_terms() -> list[str]:
    """Return the terms of the shipped lexicons that are one to three plain words, in small letters.

    Wildcards, slots and gaps are left out: the peers have no such thing, or not at this speed.
    """
    from framing import load_tools  # noqa: PLC0415 -- the peers' processes do not import it

    tools = load_tools()
    written = {
        term.lower()
        for lexicon in tools.lexicons
        for entry in lexicon.entries
        for term in (entry.term, *entry.forms)
    }
    return sorted(t for t in written if _is_plain(t) and len(t.split()) <= _LONGEST)


def _is_plain(term: str) -> bool:
    return all(word.isalpha() for word in term.split())


def _sklearn(terms: Sequence[str]) -> Work:
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415 -- slow to import

    listed = CountVectorizer(vocabulary=terms, ngram_range=(1, _LONGEST))
    every = CountVectorizer()

    def work(path: Path) -> int:
        texts = list(texts_of(path))
        every.fit_transform(texts)
        return int(listed.transform(texts).sum())

    return work


def _spacy(terms: Sequence[str]) -> Work:
    import spacy  # noqa: PLC0415 -- a peer need not be there
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("listed", list(nlp.tokenizer.pipe(terms)))
    return lambda path: sum(len(matcher(document)) for document in nlp.pipe(texts_of(path)))


def _nltk(terms: Sequence[str]) -> Work:
    from nltk.tokenize import MWETokenizer, TreebankWordTokenizer  # noqa: PLC0415 -- slow to import

    words = TreebankWordTokenizer()
    phrases = MWETokenizer([tuple(t.split()) for t in terms if " " in t], separator=" ")
    listed = frozenset(terms)

    def work(path: Path) -> int:
        return sum(
            token in listed
            for text in texts_of(path)
            for token in phrases.tokenize(words.tokenize(text.lower()))
        )

    return work


def _flashtext(terms: Sequence[str]) -> Work:
    from flashtext import KeywordProcessor  # noqa: PLC0415 -- a peer need not be there

    keywords = KeywordProcessor()
    keywords.add_keywords_from_list(list(terms))
    return lambda path: sum(
        len(keywords.extract_keywords(text, span_info=True)) for text in texts_of(path)
    )


def _ours(voice: str, *, clean: bool) -> Work:
    from framing import Options, analyse, load_tools, read_articles  # noqa: PLC0415

    tools = load_tools()
    options = Options(voice=voice, clean=clean)

    def work(path: Path) -> int:
        return int(analyse(read_articles([path]), tools, options).tables["hits"].num_rows)

    return work


OURS_FAST, OURS = "framing --voice all", "framing"
SKLEARN = "scikit-learn"
PEERS = {
    peer.name: peer
    for peer in (
        Peer(
            SKLEARN,
            "CountVectorizer: counts of the terms, and of all words",
            _sklearn,
        ),
        Peer(
            "spaCy",
            "blank English with PhraseMatcher: tokens with offsets, terms with positions",
            _spacy,
        ),
        Peer(
            "NLTK",
            "TreebankWordTokenizer and MWETokenizer: tokens, terms",
            _nltk,
        ),
        Peer("flashtext", "terms with positions", _flashtext),
        Peer(
            OURS_FAST,
            "offsets, sentences, quotations, counts; all lexicons with wildcards, slots, contexts "
            "and positions; all tables; --no-clean",
            lambda _: _ours("all", clean=False),
        ),
        Peer(
            OURS,
            "the same with reported speech and speakers; --no-clean",
            lambda _: _ours("own", clean=False),
        ),
        Peer(
            "framing, cleaning",
            "the same, with page furniture and duplicates taken out",
            lambda _: _ours("own", clean=True),
        ),
    )
}


def run_here(name: str, path: Path, terms: Sequence[str]) -> Run:
    """Do the work of one program on a file, in this process.

    Raises
    ------
    ImportError
        The program is not installed.
    """
    work = PEERS[name].ready(terms)
    wall, cpu = time.perf_counter(), time.process_time()
    found = work(path)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Run(cpu, wall, peak_megabytes(), found)


def peak_megabytes() -> float:
    """Return the most memory that this process has held, in megabytes."""
    import resource  # noqa: PLC0415 -- Linux and macOS have it

    # Linux hands a parent's ru_maxrss on to the programs it starts; VmHWM is this program's alone.
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        kibibytes = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
        return int(kibibytes) * 1024 / 10**6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 10**6
