"""Stretches of a page that belong together: an archive's fields above a text, readers' comments, lists of links.

Invariant: one line alone opens no stretch of fields, and comments end with the first line that does not look like one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterspy.intake.furniture import Look
from counterspy.intake.headline import MARKED_TITLE

_METADATA = re.compile(
    r"(?:(?P<byline>date|dates?tamp|time|timestamp|author|authors|by|byline|published|updated|posted|created|modified|"
    r"dateline|pub ?date|release date|datum|autor|date de publication|fecha|дата|автор|日期|作者)"
    r"|[a-z]+_[a-z_]+|outlet|slug|url|uri|link|permalink|canonical|section|category|categories|tags?|keywords|lang|language"
    r"|guid|doc ?id|"
    r"document id|item id|word ?count|iptc|priority|urgency|desk|channel|publisher|publication|newspaper"
    r"|medium|site|domain|"
    r"source|retrieved|accessed|crawled|fetched|image|thumbnail|layout|draft|feed|edition|quelle|ressort|rubrik|"
    r"rubrique|sección|fuente|рубрика|источник|来源|栏目)\s?[:：]\s*\S",
    re.IGNORECASE,
)
_METADATA_LINES = 16
_COMMENT = re.compile(
    r"(?:[\w.@-][\w.@' -]{1,28}?(?: (?:says|said|wrote|writes|schrieb|schreibt|dit|dice|пишет))?\s?[:：]\s?\S"
    r"|(?:reply|replies|like|report|share|antworten|répondre|responder|ответить|回复)\b.{0,20}$"
    r"|.{2,40}\b\d+ ?(?:likes?|replies)$)"
    r"|.{2,50}\b(?:\d+|an?|one) ?(?:h|hrs?|hours?|min|mins|minutes?|days?|d|weeks?) ago\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:\d+|an?|one) ?(?:h|hrs?|hours?|min|mins|minutes?|days?|d|weeks?) ago\b|\bvor \d+ (?:Stunden|Minuten|Tagen)|"
    r"\bil y a \d+|\bhace \d+|назад$|小时前|分钟前|天前",
    re.IGNORECASE,
)
_LONGEST_COMMENT = 400


def find_metadata(looks: Sequence[Look]) -> dict[int, str]:
    """Find the fields that a feed or an archive wrote over a text, as `slug: …`.

    Args:
        looks: The lines up to the first paragraph.

    Returns:
        Line number to the feature; nothing where fewer than two fields stand in a row, the title counted.
    """
    found: dict[int, str] = {}
    top = looks[:_METADATA_LINES]
    for number, look in enumerate(top):
        field = _METADATA.match(look.line)
        if field:
            found[number] = "metadata-byline" if field["byline"] else "metadata"
        elif found and not MARKED_TITLE.match(look.line):
            break
    has_title = any(MARKED_TITLE.match(look.line) for look in top)
    return found if len(found) + has_title >= 2 else {}


def is_comment(line: str, above: str) -> bool:
    """Tell a reader's comment under `Comments (14)`: `handle: words`, a name with an age, or what stands below that."""
    if len(line) > _LONGEST_COMMENT:
        return False
    return _COMMENT.match(line) is not None or (len(above) <= 60 and _AGE.search(above) is not None)


def section_of(names: Sequence[str], *, is_in_story: bool) -> str:
    """Give the kind of stretch that a line with these features opens; empty where none."""
    if "comments" in names and is_in_story:
        return "comments"
    if "list-opener" in names or "list-opener-of" in names:
        return "links"
    if "contact-opener" in names:
        return "contact"
    if "disclaimer-heading" in names:
        return "notice"
    return "advert" if "ad-label" in names or "ad-labelled" in names else ""
