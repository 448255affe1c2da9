"""Every number that a reader might dispute, with the reason for it."""

from __future__ import annotations

# Articles read at once: enough to keep arrays busy, few enough to stay in the processor's cache.
BATCH_ARTICLES = 256

# `near`: within a clause of English news prose (median sentence: 22 words).
NEAR_WORDS = 8

# A negator further away than this from a match mostly belongs to another word.
NEGATION_WORDS = 3

# Scare quotes are short; longer stretches in marks are somebody's words.
SCARE_WORDS = 3

# A line that stands in this share of an outlet's articles is page furniture...
FURNITURE_SHARE = 0.05
# ...where it stands in at least this many, and is no longer than a sentence or two.
FURNITURE_ARTICLES = 3
FURNITURE_CHARACTERS = 300

# Near-duplicates: share of word 5-grams in common.
DUPLICATE_SHINGLE = 5
DUPLICATE_JACCARD = 0.8

# Few articles (STATISTICS section 3).
DESCRIBE_UP_TO = 1
TEST_FROM = 5
CAUTION_BELOW = 20

# What is tested is fixed beforehand: rarer things cannot be told from chance.
LEAST_HITS = 5
LEAST_ARTICLES = 3
# Each outlet is tested against the rest; more than this nobody reads.
MOST_OUTLETS = 40

# A difference is claimed where q is below this and the interval leaves out 1.
FALSE_DISCOVERY_RATE = 0.05

SEED = 20220224
