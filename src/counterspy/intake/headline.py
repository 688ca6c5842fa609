"""How much a line looks like the headline of a document.

Invariant: the name of a body, the form of a paper, a byline or a date is the headline only where nothing better stands.
"""

from __future__ import annotations

import re

from counterspy.intake.authorship import is_date_line, is_name_only, names_office
from counterspy.intake.furniture import Look, is_headline, is_letterhead

ISSUE = re.compile(r"(?:^|[-–—|·,] ?)(?:No|Nr|Issue|Vol|Volume|Ausgabe|Heft)\.? ?\d{1,4}\b", re.IGNORECASE)
"""The number of an issue, which stands with a paper's name."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_BLANKED = bytes(point if chr(point).isalnum() else 0x20 for point in range(256))
"""The same for ASCII, a byte for a byte, which is quicker."""
MARKED_TITLE = re.compile(
    r"# |(?:title|headline|titel|überschrift|titre|título|titular|titolo|заголовок|标题)\s?[:：]", re.IGNORECASE
)


def score_headline(look: Look, *, is_first: bool, is_before_story: bool, is_twice: bool, has_byline: bool) -> float:
    """Give a number that is higher the more a line looks like the headline.

    Args:
        look: The line.
        is_first: Whether it is the first of the document.
        is_before_story: Whether the first paragraph follows.
        is_twice: Whether the same words stand near it again.
        has_byline: Whether one of the next two lines is a byline.
    """
    score = 3.0 if MARKED_TITLE.match(look.line) else 0.0
    score += 2.0 if is_twice else 0.0
    if is_letterhead(look):
        score -= 1.0
    elif has_byline:
        score += 2.0
    score += 1.0 if look.words >= 5 or is_headline(look) else 0.0
    is_name = is_name_only(look) or (look.words <= 4 and names_office(look))
    score -= 1.5 if look.line[0] in "(（[" or is_name else 0.0
    score -= 1.5 if {"call", "gain", "terms", "bait"} & set(look.features) and look.line.endswith("!") else 0.0
    score -= 3.0 if is_date_line(look) or {"byline-opener", "dateline-alone"} & set(look.features) else 0.0
    score -= 2.0 if ISSUE.search(look.line) else 0.0
    return score + (0.5 if is_before_story else 0.0) + (0.7 if is_first else 0.0)


def plain_words(line: str) -> str:
    """Give a line's words in lower case without signs and without a label such as `title:`."""
    lowered = line.lower()
    if lowered.isascii():
        return " ".join(lowered.encode().translate(_BLANKED).decode().split()).removeprefix("title ")
    return _NOT_LETTERS.sub(" ", lowered).strip().removeprefix("title ")
