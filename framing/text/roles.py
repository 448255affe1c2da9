"""What a type does around a cue of speech: who can be a subject, which words are verbs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


class Role:
    """Closed classes of words: bits of one number."""

    MALE = 1
    FEMALE = 2
    NOMINATIVE = 4  # pronouns that are subjects, and so begin a clause
    HEDGE = 8  # words in front of a name that are no part of it: well, yes, look
    WHO = 32  # relatives that stand for the noun before them
    OBJECT = 64  # him, them: never a subject
    FINITE = 128  # a verb of its own clause, as far as its form tells
    PARTICIPLE = 256  # in -ing
    TELL = 512  # verbs that name the hearer before what was said
    AND = 1024  # joins names, and verbs of one subject
    BUT = 2048  # begins a clause that no longer belongs to what was said
    TO = 4096
    OWNER = 8192  # his, her, their
    PERSON = 16384  # nouns for people and bodies that speak
    QUESTION = 32768  # begins a question that is reported: whether, why
    ONLY = 65536  # what makes a negator negate nothing: not only
    NAMING = 131072  # gives a thing its name: called, dubbed
    WORK = 262144  # nouns for works, which titles follow


RoleArray = npt.NDArray[np.uint32]

_LISTS: dict[int, str] = {
    Role.MALE: "he he's he'd he'll mr sir king prince lord father son brother husband businessman "
    "chairman spokesman congressman councilman actor pope bishop",
    Role.FEMALE: "she she's she'd she'll mrs ms miss dame queen princess lady mother daughter "
    "sister wife businesswoman chairwoman spokeswoman congresswoman councilwoman actress",
    Role.NOMINATIVE: "he she it they we i you there he's she's it's they're we're i'm you're he'd "
    "she'd they'd we'd i'd you'd he'll she'll it'll they'll we'll i'll you'll they've we've i've "
    "you've there's nobody everyone someone somebody everybody anyone",
    Role.HEDGE: "well yes yeah no look oh okay ok so now hey listen sorry please",
    Role.WHO: "who which",
    Role.OBJECT: "him them me us himself herself itself themselves myself ourselves yourself",
    Role.FINITE: (
        "is are was were has have had does do did will would can could may might must shall "
        "should isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't "
        "wouldn't can't couldn't shouldn't he's she's it's they're they've we're we've i'm i've "
        "i'd he'd she'd they'd we'd he'll she'll they'll we'll it'll that's there's what's who's "
        "let's became began broke brought built came chose cut drew drove fell felt found fought "
        "gave went got grew held heard kept knew led left lost made meant met paid put ran rose "
        "sat saw sent set showed sold spent spoke stood struck swore threw took taught thought "
        "told understood won wore wrote seems seem comes come goes go makes make takes take wants "
        "want needs need gets get gives give knows know means thinks think believes believe hopes "
        "hope looks plans remains remain appears appear includes include continues continue"
    ),
    Role.TELL: (
        "tell tells told telling inform informs informed informing remind reminds reminded assure "
        "assures assured assuring notify notifies notified notifying"
    ),
    Role.AND: "and or",
    Role.BUT: "but although though whereas while",
    Role.TO: "to",
    Role.OWNER: "his her its their my our your",
    Role.PERSON: (
        "official officials spokesman spokeswoman spokesperson spokespeople source sources aide "
        "aides adviser advisers advisor advisors minister ministers ministry government police "
        "officer officers critic critics analyst analysts expert experts economist economists "
        "leader leaders lawmaker lawmakers senator senators lawyer lawyers attorney attorneys "
        "prosecutor prosecutors investigator investigators researcher researchers scientist "
        "scientists doctor doctors professor voter voters resident residents witness witnesses "
        "observer observers diplomat diplomats authorities court courts judge judges group groups "
        "committee commission company companies campaign party report reports study studies poll "
        "polls survey surveys paper newspaper magazine agency department office council board bank "
        "union unions organization organisation association foundation institute university "
        "activist activists protester protesters opponent opponents supporter supporters "
        "republicans democrats conservatives liberals people person man woman men women mother "
        "father brother sister son daughter wife husband friend friends student students teacher "
        "teachers worker workers owner manager director president candidate candidates chairman "
        "chairwoman mayor governor secretary commissioner coach player reporter reporters "
        "journalist author writer editor host operative operatives strategist strategists pollster "
        "pollsters insider insiders ally allies executive executives former another others many "
        "some few one most both statement letter memo email document documents complaint lawsuit"
    ),
    Role.ONLY: "only just merely simply least doubt question",
    Role.QUESTION: "whether if why how what",
    Role.WORK: "show program programme book movie film play song series album column memoir novel "
    "magazine podcast documentary article essay speech poem game episode",
    Role.NAMING: "called named dubbed titled entitled nicknamed termed known labeled labelled",
}
_WORDS: dict[str, int] = {}
for _role, _words in _LISTS.items():
    for _word in _words.split():
        _WORDS[_word] = _WORDS.get(_word, 0) | _role

# "red", "bring", "need": endings of short words say nothing.
_SHORTEST_ENDING = 5


def word_roles(vocabulary: pa.StringArray) -> RoleArray:
    """Return what each type may do around a cue of speech.

    Parameters
    ----------
    vocabulary : pyarrow string array, length n_types

    Returns
    -------
    uint32 array, shape (n_types,)
        Flags of `Role`.
    """
    plain = pc.replace_substring(pc.utf8_lower(vocabulary), "’", "'")
    place = pc.index_in(plain, pa.array(list(_WORDS))).fill_null(len(_WORDS))
    roles: RoleArray = np.array([*_WORDS.values(), 0], dtype=np.uint32)[np.asarray(place)]
    long = np.asarray(pc.greater_equal(pc.utf8_length(plain), _SHORTEST_ENDING), dtype=np.bool_)
    small = np.asarray(pc.equal(plain, vocabulary), dtype=np.bool_)
    for role, ending in ((Role.FINITE, "ed"), (Role.PARTICIPLE, "ing")):
        ends = np.asarray(pc.ends_with(plain, ending), dtype=np.bool_)
        roles[ends & long & small] |= np.uint32(role)
    return roles
