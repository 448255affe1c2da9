"""What a type does in a sentence, told from closed lists: enough grammar to find who speaks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


class Kind:
    """Closed word classes, and capital letters: bits of one number, plain because read so often."""

    CAPITAL = 1
    PRONOUN = 2
    AUXILIARY = 4
    DETERMINER = 8
    PREPOSITION = 16
    LINK = 32  # conjunctions, relatives, subordinators
    THAT = 64
    NEGATION = 128
    BE = 256
    ADVERB = 512
    TIME = 1024
    BY = 2048
    NUMBER = 4096
    POSSESSIVE = 8192
    TITLE = 16384


KindArray = npt.NDArray[np.uint16]

_LISTS: dict[int, str] = {
    Kind.PRONOUN: "i he she they we it you who someone everyone nobody",
    Kind.AUXILIARY: (
        "has have had having is are was were be been being am will would shall should can could "
        "may might must do does did hasn't haven't hadn't isn't aren't wasn't weren't won't "
        "wouldn't can't couldn't don't doesn't didn't he'd she'd they'd he'll they've we've"
    ),
    Kind.BE: "is are was were be been being wasn't weren't isn't aren't get got gets",
    Kind.DETERMINER: (
        "the a an this these those some any all both each every another such his her its their "
        "our my your one two three four five several many most no"
    ),
    Kind.PREPOSITION: (
        "of for in on at to with from by about into over under against between during "
        "through per via near among amid toward towards within across behind upon"
    ),
    Kind.LINK: (
        "and or but nor so yet as while after before when whenever because if although though "
        "since until unless whether who whom whose which where whereas that than once"
    ),
    Kind.THAT: "that",
    Kind.NEGATION: (
        "not never no without neither nor cannot n't hasn't haven't hadn't isn't aren't wasn't "
        "weren't won't wouldn't can't couldn't don't doesn't didn't shouldn't"
    ),
    Kind.ADVERB: (
        "also again later earlier now then still even just only once twice often always "
        "however instead meanwhile further once too soon yesterday today tomorrow ago"
    ),
    Kind.TIME: (
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december today yesterday tomorrow week "
        "month year morning afternoon evening night"
    ),
    Kind.BY: "by",
    Kind.TITLE: (
        "mr mrs ms miss dr prof sir dame lord lady president vice minister premier chancellor "
        "secretary senator sen representative rep congressman congresswoman governor gov mayor "
        "general gen admiral colonel col captain capt lieutenant lt sergeant sgt officer chief "
        "judge justice attorney director chairman chairwoman chair speaker leader king queen "
        "prince princess pope bishop reverend rev ambassador commissioner spokesman spokeswoman "
        "spokesperson professor candidate prosecutor sheriff detective councillor councilor "
        "councilman councilwoman coach commander"
    ),
}
# Here a final 's is "is".
_SHORT_IS = ("it's", "he's", "she's", "that's", "let's")
_WORDS: dict[str, int] = {}
for _kind, _words in _LISTS.items():
    for _word in _words.split():
        _WORDS[_word] = _WORDS.get(_word, 0) | _kind


def word_kinds(vocabulary: pa.StringArray) -> KindArray:
    """Return what each type may do in a sentence.

    Parameters
    ----------
    vocabulary : pyarrow string array, length n_types

    Returns
    -------
    uint16 array, shape (n_types,)
        Flags of `Kind`.
    """
    plain = pc.replace_substring(pc.utf8_lower(vocabulary), "’", "'")
    place = np.asarray(pc.index_in(plain, pa.array(list(_WORDS))).fill_null(len(_WORDS)))
    kinds: KindArray = np.array([*_WORDS.values(), 0], dtype=np.uint16)[place]
    first = pc.utf8_slice_codeunits(vocabulary, 0, 1)
    # Not "only", "July", "fly".
    long = pc.greater(pc.utf8_length(plain), 4)
    owned = pc.invert(pc.is_in(plain, pa.array(_SHORT_IS)))
    for kind, mask in (
        (Kind.CAPITAL, pc.utf8_is_upper(first)),
        (Kind.ADVERB, pc.and_(pc.ends_with(plain, "ly"), long)),
        (Kind.NUMBER, pc.utf8_is_digit(first)),
        (Kind.POSSESSIVE, pc.and_(pc.ends_with(plain, "'s"), owned)),
    ):
        kinds[np.asarray(mask)] |= np.uint16(kind)
    return kinds
