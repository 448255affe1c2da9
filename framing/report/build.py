"""From a finished analysis to the report's document."""

from __future__ import annotations

from dataclasses import replace

from framing.model import Analysis
from framing.report.document import STANDING, Block, Document, Figure, Page
from framing.report.pages.course import course_page
from framing.report.pages.evidence import evidence_page
from framing.report.pages.frames import frames_page
from framing.report.pages.full import MOST_ARTICLES, full_page
from framing.report.pages.glance import corpus_line, glance_page
from framing.report.pages.headline import headline_page
from framing.report.pages.loaded import loaded_page
from framing.report.pages.made import made_page
from framing.report.pages.names import names_page
from framing.report.pages.stories import stories_page
from framing.report.pages.sure import sure_page
from framing.report.pages.vocabulary import vocabulary_page
from framing.report.pages.voices import voices_page
from framing.report.view import View
from framing.report.wording import count, in_words, listed
from framing.settings import FEWEST_WEEKS, TEST_FROM

# Sentences of a loaded category on the pages of evidence: enough to judge it, few enough to read.
PER_CATEGORY = 10
# About a line in the size of titles.
_TITLE_CHARACTERS = 56


def document_of(
    view: View, *, title: str | None = None, per_category: int = PER_CATEGORY
) -> Document:
    """Build the report of an analysis.

    Parameters
    ----------
    view : View
    title : str, optional
        Else one is made from the outlets.
    per_category : int
        Sentences shown for each loaded category, half as many for the others.

    Returns
    -------
    Document
        Pages with nothing to say are left out; the last page says which and why.
    """
    evidence = evidence_page(view, per_category=per_category)
    few = f"fewer than {in_words(TEST_FROM)} articles on a side, or one outlet"
    built = {
        "How sure": (sure_page(view), f"nothing is tested: {few}"),
        "Names": (names_page(view), "no referent of the lists is mentioned"),
        "Whose words": (voices_page(view), "no loaded word and no source was found"),
        "Headline against body": (headline_page(view), "no article has a headline"),
        "Loaded wording": (loaded_page(view), "no loaded word was found"),
        "Vocabulary": (vocabulary_page(view), f"nothing is tested: {few}"),
        "Frames": (frames_page(view), "no cue word of a frame was found"),
        "Stories": (stories_page(view), "no story is told by two outlets"),
        "Over time": (course_page(view), _no_course(view)),
        "Evidence": (evidence, "nothing is marked"),
        "Articles in full": (full_page(view), _too_many(view.analysis)),
    }
    left_out = {name: reason for name, (page, reason) in built.items() if page is None}
    pages = [glance_page(view), *(page for page, _ in built.values() if page is not None)]
    pages.append(made_page(view, left_out))
    return Document(
        title or _title(view), corpus_line(view), STANDING, _numbered(pages), view.styles
    )


def _no_course(view: View) -> str:
    if not any(row["date"] for row in view.rows("articles")):
        return "no article has a date"
    return f"the dates span less than {in_words(FEWEST_WEEKS)} weeks"


def _too_many(analysis: Analysis) -> str:
    return f"shown for up to {MOST_ARTICLES}; there are {count(len(analysis.articles), 'article')}"


def _title(view: View) -> str:
    names = [style.shown for style in view.styles]
    if len(names) == 1:
        return f"{names[0]}: how it words the news"
    together = f"{listed(names)}: how they word it"
    if len(together) <= _TITLE_CHARACTERS:
        return together
    if view.describes:
        return f"How {in_words(len(names))} texts word it"
    return f"How {in_words(len(names))} outlets word the news"


def _numbered(pages: list[Page]) -> tuple[Page, ...]:
    """Give figures numbers, page by page: ``01-main-measure``."""
    number = 0
    found = []
    for page in pages:
        blocks: list[Block] = []
        for block in page.blocks:
            if isinstance(block, Figure):
                number += 1
                blocks.append(replace(block, name=f"{number:02d}-{block.name}"))
            else:
                blocks.append(block)
        found.append(replace(page, blocks=tuple(blocks)))
    return tuple(found)
