"""What an office puts under its release: whom to ask, where it lies, the number of the case.

Invariant: only lines at the very end are taken, never a paragraph, and only where they name somebody for the press or
a reference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterspy.intake.furniture import Look, Verdict
from counterspy.intake.menus import has_address

_PRESS = re.compile(
    r"\b(?:press|media|spokes(?:man|woman|person|persons|people)|communications?|public (?:affairs|relations)"
    r"|information|newsroom|enquiries|inquiries|investor relations|press service|presse\w*|"
    r"medienstelle|prensa|stampa|imprensa|пресс-?\w*|headquarters)\b|^contacts?\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:case|file|docket|reference|press release|release|notice|document|component|matter)\s?"
    r"(?:no\.?|nos\.?|number|id|#)\s?:?\s?[\w#/.-]*\d[\w/.-]*|F\.\s?#\s?\w+"
    r"|(?:last |page |date )?(?:updated?|modified|reviewed)(?: on)?:? .{0,24}\d{4}.{0,60}"
    r"|version \d[\d.]*\b.{0,60}\d{4}|press release number: .{1,40}",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^\W\d][\w ()/-]{1,40}: \S")
_CONTACT_LABEL = re.compile(
    r"(?:tel|telephone|phone|fax|e-?mail|mobile|contact|contacts|web|website|press|media|press contact|media contact"
    r"|for [\w' ’]+|general enquiries|media enquiries|press enquiries|telefon|courriel)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\(\d{3}\) ?\d{3}-\d{4}|\b\d{4,6} [A-ZÀ-Þ][\w-]+|[–-] ?\d{5,6}$|\b[\w.]*(?:[Ss]tra(?:ß|ss)e|gatan|gade|vej) \d"
    r"|\b\d{1,4},? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Vv]ia|[Cc]alle|[Ss]treet|[Rr]oad)\b"
    r"|[A-ZÀ-Þ][\w.-]{3,} \d{1,4}[a-z]?, (?:\d+ )?[A-ZÀ-Þ]|\b(?:[Vv]ia|[Rr]ue|[Vv]iale|[Pp]iazza|[Cc]alle) [A-ZÀ-Þ]"
)
_LONGEST_RUN = 8
_LINE_WORDS = 16
_SENTENCE_WORDS = 28


def find_closing(looks: Sequence[Look], first: int, verdicts: Sequence[Verdict | None]) -> list[int]:
    """Numbers of the lines at the very end that say whom the press may ask, and of references.

    Args:
        looks: The lines of the document.
        first: Number of the first paragraph.
        verdicts: What is known of each line.
    """
    found: list[int] = []
    run: list[int] = []
    for number in range(len(looks) - 1, max(first, len(looks) - _LONGEST_RUN - 1), -1):
        if _is_reference(looks[number]):
            found.append(number)
        elif _may_be_contact(looks[number]):
            run.append(number)
        elif not verdicts[number]:
            break
    lines = [looks[number].line for number in run]
    if any(map(_PRESS.search, lines)) and any(map(is_whereabouts, lines)):
        found += run
    return found


def is_whereabouts(line: str) -> bool:
    """Tell whether a line holds an address of the web, a telephone number or a street."""
    return has_address(line) or _WHERE.search(line) is not None


def _is_reference(look: Look) -> bool:
    is_short = not look.is_sentence and look.words <= _LINE_WORDS
    return is_short and _REFERENCE.fullmatch(look.line.strip("[]() ")) is not None


def _may_be_contact(look: Look) -> bool:
    if look.is_sentence:
        return look.words <= _SENTENCE_WORDS and is_whereabouts(look.line) and _PRESS.search(look.line) is not None
    if look.words > _LINE_WORDS or {"article-part", "list-item", "table-row"} & set(look.features):
        return False
    return not _LABELLED.match(look.line) or _CONTACT_LABEL.match(look.line) is not None
