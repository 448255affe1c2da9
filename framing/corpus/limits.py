"""How much of anything is read before it is called a mistake, with the reason for each number."""

from __future__ import annotations

MEGABYTE = 1_000_000

# Larger files are better split: one fault in them costs hours.
FILE_BYTES = 2_000 * MEGABYTE
# A novel is 1 million characters, the longest court opinion in a news corpus 2 million.
ARTICLE_CHARACTERS = 5 * MEGABYTE
# A character takes at most four bytes.
DOCUMENT_BYTES = 4 * ARTICLE_CHARACTERS
# A web page is mostly scripts and markup; its text is checked again once extracted.
# An article in JSON may be escaped throughout, six bytes a character.
LINE_BYTES = 6 * ARTICLE_CHARACTERS
# JSON documents, UTF-16 tables and packed Parquet files are held in memory whole.
WHOLE_BYTES = 200 * MEGABYTE
# Python needs some 100 bytes for each value of a JSON document.
JSON_VALUES = 10 * MEGABYTE

# What a .gz or .zip may expand to. News packs 3 to 10 times, JSON of short rows up to 50 times.
EXPANDED_BYTES = 4_000 * MEGABYTE
EXPANSION = 200
EXPANSION_CHECKED_FROM = 50 * MEGABYTE
# The list of a .zip's members is held in memory: room for a million of them.
ZIP_LIST_BYTES = 100 * MEGABYTE

# Browsers, too, stop nesting here.
HTML_DEPTH = 512
# Real pages have a few thousand tags.
HTML_TAGS = 300_000
# A picture written into a page can be this long; nothing else in a tag is.
HTML_TAG_CHARACTERS = 2 * MEGABYTE

COLUMNS = 2_000
# The first newspaper is of 1605: earlier years are placeholders.
EARLIEST_YEAR = 1605
ID_CHARACTERS = 500
OUTLET_CHARACTERS = 200

# More problems than this in one file are counted, not listed.
PROBLEMS_PER_FILE = 1_000
# A file is given up after this many bad rows, where they are more than half, or blank ones, where
# they are nearly all.
BAD_ROWS = 10_000
BLANK_ROWS = 1_000_000

# Up to this many files in a folder are taken for one article from each of several outlets.
FLAT_FOLDER_FILES = 6
# As long as a label on a chart can be.
OUTLET_NAME_CHARACTERS = 40

# A headline is a short line above a text.
HEADLINE_WORDS = (3, 25)
WORDS_BELOW_HEADLINE = 50

# Shorter texts have too few function words to tell the language by.
LANGUAGE_FROM_WORDS = 50
