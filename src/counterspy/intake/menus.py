"""What tells the menus, buttons and lists of links of a page.

Invariant: a phrase counts where it opens a line or is most of it; a sentence that begins like a button is one only if
the phrase is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterspy.intake.furniture import Look

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PHONE = re.compile(r"\+\d[\d ()/-]{6}|\b\d{3}-\d{3}-\d{4}\b|\b(?:Tel|Phone|Telefon|Tél|тел)\b", re.IGNORECASE)
_IN_PHONES = ("+", "-", "tel", "phone", "tél", "тел")
_FOLLOW = re.compile(
    r"(?:follow|join|find|like|subscribe to|listen to|watch|download|get|install|read"
    r"|see) (?:[\w.&'’]+ ){0,6}?(?:on|via|in|from) "
    r"(?:our |the )?(?:whatsapp|facebook|twitter|x|telegram|instagram|youtube|tiktok|linkedin|bluesky"
    r"|mastodon|threads|spotify|"
    r"apple|google|app store|play store|soundcloud)\b"
    r"|(?:follow|join|support|subscribe to|listen to|watch|download|read) (?:[\w.&'’]+ ){0,5}?(?:our|us|coverage"
    r"|channel|podcast|newsletter|app|live blog|liveblog)\b"
    r"|(?:download|get|install|open) (?:[\w.&'’]+ ){0,5}?app\b|also (?:on|in) [\w .&]{2,30}: \S",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[|｜·•»›→▸▾▼▪◦\t/~]|\s\s|\s[-–—:>]\s")
_ROWS = (
    (re.compile(r"\s*[|｜·•»›→▸▾▼▪◦]\s*|\s+>\s+|\t+|\s{2,}"), 3),
    (re.compile(r"\s*[|｜·•»›→▸▾▼▪◦]\s*|\s+>\s+"), 2),
    (re.compile(r"\s+/\s+"), 3),
    (re.compile(r"\s+[-–—~:]\s+"), 4),
)
"""What stands between the labels of a row, and how many labels make one."""
_SENTENCE_BUTTON_CHARS = 10
_MOST_WORDS = 100
"""Nobody asks whether a line has more words than this."""


def navigation(look: Look) -> Iterator[str]:
    """Give the features of what leads elsewhere."""
    if look.words > 40:
        return
    if look.words <= 24:
        menu = sum(len(hit.phrase) for hit in look.hits if hit.category == "menu")
        if menu and menu >= 0.55 * sum(map(str.isalnum, look.line)):
            yield "menu-words"
    if look.words <= 16 and sum(hit.category == "network" for hit in look.hits) >= 2 and not has_address(look.line):
        yield "networks"
    if _opens(look, "button", 4, _SENTENCE_BUTTON_CHARS) or (look.words <= 16 and _FOLLOW.match(look.line)):
        yield "button"
    if "link-opener" in look.opening or _opens_loud(look):
        yield "link-opener"
    if "label-opener" in look.opening and not look.is_sentence:
        yield "label-opener"
    if look.words <= 40 and look.has("paywall"):
        yield "paywall"
    if look.words <= 7 and not look.is_sentence:
        if "list-opener-of" in look.opening:
            yield "list-opener-of"
        if _opens_whole(look, "list-opener", 0.8):
            yield "list-opener"
    is_contact = look.words <= 10 and "contact-opener" in look.opening
    if is_contact and (
        _opens_whole(look, "contact-opener", 0.6) or look.line.endswith((":", "：")) or has_address(look.line)
    ):
        yield "contact-opener"


def _opens(look: Look, category: str, words: int, chars: int) -> bool:
    """Whether a line opens with a phrase of several words, or is short; a sentence asks for a phrase of some length."""
    for hit in look.hits:
        if hit.category == category and hit.at_start:
            is_short = look.words <= words and 2 * len(hit.phrase) >= len(look.line)
            is_long_phrase = " " in hit.phrase or _HAN.match(hit.phrase) is not None or hit.phrase.endswith(":")
            if (is_short or is_long_phrase) and not (look.is_sentence and len(hit.phrase) < chars):
                return True
    return False


def _opens_loud(look: Look) -> bool:
    """Whether a line opens with what heads a list of links in capitals, and goes on in small letters."""
    for hit in look.hits:
        if hit.category == "list-opener" and hit.at_start and " " in hit.phrase:
            at = look.lowered.find(hit.phrase)
            return look.line[at : at + len(hit.phrase)].isupper() and not look.line.isupper()
    return False


def _opens_whole(look: Look, category: str, share: float) -> bool:
    """Whether the opening phrase is most of the line, so that `Recommended doses` is no `Recommended`."""
    whole = share * len(look.line.strip(" :：…›»>*#-"))
    return any(hit.category == category and hit.at_start and len(hit.phrase) >= whole for hit in look.hits)


def row_of(line: str) -> list[str]:
    """Give the labels of a row as menus and tables have it; nothing where a line is no row."""
    if not _SIGNED.search(line):
        return []
    for sign, least in _ROWS:
        parts = [part for part in map(str.strip, sign.split(line)) if part]
        if len(parts) >= least and all(_may_be_label(part) for part in parts):
            return parts
    return []


def _may_be_label(part: str) -> bool:
    return (
        len(part) <= 40 and count_words(part) <= 5 and part[0].isalnum() and (part[-1].isalnum() or part[-1] in ")!?+")
    )


def has_address(line: str) -> bool:
    """Tell whether a line holds a web address, an e-mail address or a telephone number."""
    if "://" in line or "www." in line or "@" in line:
        return True
    lowered = line.lower()
    return any(sign in lowered for sign in _IN_PHONES) and _PHONE.search(line) is not None


def count_words(line: str) -> float:
    """Count words, up to some hundred of them; a Han sign counts as half a word."""
    words = len(line.split(None, _MOST_WORDS))
    if line.isascii() or not _HAN.search(line):
        return words
    return max(words, len(_HAN.findall(line)) / 2)
