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

# A repeated line in mid-article that reads as prose may be background that the outlet gives in
# each report on a matter, its own words: only in this share of its articles, and in at least so
# many, is it a box of the page.
FURNITURE_PROSE_SHARE = 0.3
FURNITURE_PROSE_ARTICLES = 5

# Near-duplicates within an outlet: share of word 5-grams in common (Broder 1997 counts so). Five
# words are seldom the same by chance, and one changed word in 45 still leaves .8 of them.
DUPLICATE_SHINGLE = 5
DUPLICATE_JACCARD = 0.8
# Of the articles that look alike at a glance, a new one is held against so many counted ones, the
# latest first: rewrites follow within days.
DUPLICATE_CANDIDATES = 8

# Text that several outlets run: so many words in a row, word for word, and as many of them
# outside quotation marks. Titles, formulas and names in common are shorter, and two outlets that
# quote one speech copied the speaker, not each other.
SHARED_WORDS = 20
# Found by its word 8-grams: two long texts on one matter have hardly any in common by chance.
SHARED_SHINGLE = 8

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

# The symmetry audit of the curated lexicons (docs/symmetry.md). Shares are of the mean of the two
# sides. A domain with few coded terms cannot be balanced term by term.
SYMMETRY_OVERALL = 0.10
SYMMETRY_DOMAIN = 0.25
SYMMETRY_LEAST_TERMS = 10
# Loaded words per 1,000 in neutral sentences: none at all is asked for.
SYMMETRY_PLACEBO_PER_1000 = 0.0
# `lexicon check --on`: an entry that has this many times the hits of its category's median entry
# may have an innocent sense; rarer entries, and categories with few that occur, tell nothing.
OFTEN_TIMES = 20
OFTEN_HITS = 20
OFTEN_ENTRIES = 5

# `lexicon suggest`: the likelihood ratio (1 degree of freedom) that chance passes once in 1,000
# tries; suggestions are for reading, not claims.
SUGGEST_G2 = 10.83
SUGGEST_SHOWN = 40
SUGGEST_SENTENCES = 2
# A word written with a capital more often than this within sentences is a name.
SUGGEST_NAME_SHARE = 0.5

# Comparing outlets (STATISTICS section 2, step 3). Only p below this can decide a claim; the
# formulas serve for the rest.
CONFIRM_BELOW = 0.01
# Shows p down to 5e-5 directly; the tail reaches further.
SHUFFLES = 20_000
# Where more rows than this are let through by the formulas, fewer shuffles tell them apart, though
# not fewer than FEWEST_SHUFFLES.
FULLY_SHUFFLED = 100
FEWEST_SHUFFLES = 2_000
# Where articles are many, a shuffle takes long, and sums over them come close to normal, where the
# tail fits best: no more keys are drawn than these (of articles times shuffles), though not fewer
# shuffles than FEWEST_SHUFFLES.
SHUFFLED_KEYS = 20_000_000
# A row that was reached so often is known well enough (its p to about 7%).
STOP_AT = 200
# Where fewer shuffles reach the observed value, their share says little...
TAIL_BELOW = 10
# ...and the tail says more, if labels can be shuffled in more ways than these.
TAIL_WAYS = 1_000_000
# The tail is fitted to so many of the largest values, and sheds so many at a time while it does not
# fit; Knijnenburg et al. shed 10. Fewer than TAIL_FEWEST cannot carry two fitted numbers.
TAIL_LARGEST = 250
TAIL_SHED = 20
TAIL_FEWEST = 30
# A fit is accepted where Kolmogorov and Smirnov do not reject it at this level.
TAIL_FIT = 0.05
# With fewer shuffles, the largest 250 are no tail.
TAIL_LEAST_SHUFFLES = 1_000
# Distance of two outlets, one number a pair: p down to .0005 is enough to tell.
DISTANCE_SHUFFLES = 2_000
# Choice of stories and words: resamples of stories, where so many are shared: resamples of fewer
# are too much alike for an interval.
RESAMPLES = 2_000
SPLIT_STORIES = 5
# How much hits per article scatter beyond Poisson, fitted to 37,467 articles of 15 outlets:
# intercept and slope of log(1/k) on the log of the rate per 1,000 words. Rare things come in
# bursts; terms are mostly rarer than categories, and at one rate scatter somewhat less.
CATEGORY_SPREAD = (0.570622, -0.704128)
TERM_SPREAD = (-0.043, -0.795)
# Half a hit more, so that a side without hits still has a scale (Jeffreys' prior for a rate).
HALF_HIT = 0.5
# Reports give 95% intervals, as readers of social science expect.
CONFIDENCE = 0.95

# Profiles of words and phrases: phrases of two to four words, as corpus linguists call bundles.
LONGEST_PHRASE = 4
# The most widespread ones are compared, whoever uses them: this bounds memory and the number of
# tests, and what is rarer could not be told from chance in a corpus so large.
MOST_WORDS = 50_000
MOST_PHRASES = 20_000
# A word in capitals of at most so many letters is another word than in small ones (US, us); longer
# ones are mostly emphasis.
ACRONYM_LETTERS = 4
# Rows of one kind and pair that a report keeps of names, entries, words and phrases.
MOST_ROWS = 50

# `doctor --null`: levels that false positive rates are printed for; how often the outlet is split,
# enough to tell 10% of splits with a false claim from all of them; and how, evenly and unevenly.
NULL_LEVELS = (0.05, 0.01, 0.001)
NULL_SPLITS = 20
NULL_SHARES = (0.5, 0.15)

# Distances: of larger sides a part is drawn, which tells as much, keeps separability of large and
# small outlets comparable and takes a third of a second; how many random halves show what chance
# gives; and separability, from so many articles a side on, with so many parts of which one is
# always held back.
DISTANCE_ARTICLES = 300
DISTANCE_HALVES = 20
SEPARABLE_FROM = 20
SEPARABLE_PARTS = 5

# Over time: fewer weeks show no course; more than half a year of weeks no eye can read.
FEWEST_WEEKS = 8
MOST_WEEKS = 26

# A reported difference that holds under a smaller share of the choices is called fragile.
HOLDS_UNDER = 0.75

# Stories (`framing stories`; tuned on the development halves of basil and neus). The first words
# of an article tell its event; later ones give the background that other events share.
STORY_WORDS = 1000
# A word of the headline counts as so many of the text, and a name so many times a plain word.
STORY_TITLE = 2.0
STORY_NAME = 1.2
# Rarity (minus the log of a word's share of articles) is damped by this power: undamped, one odd
# word outweighs what two accounts of an event share.
STORY_RARITY = 0.6
# What counts as rarity is the corpus's own together with so many articles of news at large: a
# small corpus cannot tell which words are common, a large one knows its own topics best.
STORY_BACKGROUND_ARTICLES = 500
# The share of articles that words outside the shipped table are taken to stand in.
STORY_RARE_SHARE = 0.001
# Articles are held against those that share some of this many of their weightiest words...
STORY_KEYS = 40
# ...with at least this cosine on those, the nearest so many.
STORY_FLOOR = 0.03
STORY_NEIGHBOURS = 50
# Where a topic is crowded, all its articles look alike: of a similarity, this part of the mean of
# the ten nearest articles is taken off. Where there are fewer, unrelated news stand in for them.
STORY_CROWD = 10
STORY_CROWD_PART = 0.8
# Accounts that agree more than this crowd allows are one story, however many outlets tell it.
STORY_CROWD_MOST = 0.36
STORY_UNRELATED = 0.15
# Two groups are one story where their mean similarity, so corrected, is at least this.
STORY_CUT = 0.1
# Where dates are known: full similarity up to so many days apart, none from so many on.
STORY_DAYS_FULL = 3
STORY_DAYS_NONE = 14
