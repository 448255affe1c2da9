"""Whether a text is in the language of the lexicons."""

from __future__ import annotations

import re

from framing.corpus.limits import LANGUAGE_FROM_WORDS

# Nearly every article shows its language at once; the others are read further.
_FIRST_CHARACTERS = 1000
_CLEAR_SHARE = 0.3
_MORE_CHARACTERS = 8000

# Of 9,305 English news articles one has less than 23 % function words (a list of sums), half have
# more than 42 %. Dutch, the nearest neighbour, has up to 19 % words spelled like English ones.
_SHARE = 0.2

# Scripts without spaces: each character counts as a word.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
    "|[^\\W\\d_\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+"
    "(?:['\u2019][^\\W\\d_]+)*"
)


def is_language(text: str, function_words: frozenset[str]) -> bool:
    """Tell whether a text is in the language that has these function words.

    Parameters
    ----------
    text : str
    function_words : frozenset of str
        In small letters, with straight apostrophes.

    Returns
    -------
    bool
        True also for texts under 50 words: too few to tell by.

    Examples
    --------
    >>> english = frozenset({"the", "of", "in", "and", "to", "a", "was"})
    >>> is_language("Le ministre a dit que la situation dans le pays est grave. " * 9, english)
    False
    >>> is_language("Zut alors!", english)
    True
    """
    start = text[:_FIRST_CHARACTERS].lower().split()
    if sum(map(function_words.__contains__, start)) > _CLEAR_SHARE * len(start):
        return True
    more = text[:_MORE_CHARACTERS].lower().replace("\u2019", "'")
    words = _WORD.findall(more)
    if len(words) < LANGUAGE_FROM_WORDS:
        return True
    return sum(map(function_words.__contains__, words)) > _SHARE * len(words)
