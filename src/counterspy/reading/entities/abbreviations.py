"""Abbreviations that the document itself defines: `Ministry of State Security (MSS)`.

The long form is checked letter by letter as Schwartz and Hearst do (A Simple Algorithm for Identifying Abbreviation
Definitions in Biomedical Text, PSB 2003), within the sentence and a bounded number of words.
"""

from __future__ import annotations

import re

from msgspec import Struct

_BRACKET = re.compile(
    r'\((?:the |collectively,? |or |hereinafter |"){0,3}([A-Z][\w.&/-]{1,14})"?(?: or [^()\n]{1,20})?\)'
)
_WORD = re.compile(r"[\w'&.-]+")
_CAPITALS_AT_LEAST = 2
_LONGEST_NAME = 60


class Definition(Struct, frozen=True, kw_only=True, gc=False):
    """One bracket that may define an abbreviation.

    Attributes:
        short: The abbreviation.
        start: Where the abbreviation stands.
        end: Behind it.
        open: Where the long form must end: before the bracket and its blank.
        close: Behind the closing bracket.
        long_start: Where the long form begins by its letters, None where the letters do not fit.
    """

    short: str
    start: int
    end: int
    open: int
    close: int
    long_start: int | None


def find_definitions(flat: str) -> list[Definition]:
    """Find brackets that hold an abbreviation.

    Args:
        flat: The flattened text.

    Returns:
        In order of position.
    """
    found = []
    for match in _BRACKET.finditer(flat):
        short = match[1].rstrip(".")
        is_word = sum(map(str.isupper, short)) < _CAPITALS_AT_LEAST
        if is_word and not _is_part(short, flat, match.start()):
            continue
        start = match.start(1)
        end = match.start()
        if end and flat[end - 1] == " ":
            end -= 1
        found.append(
            Definition(
                short=short,
                start=start,
                end=start + len(short),
                open=end,
                close=match.end(),
                long_start=_long_form(flat, end, short),
            )
        )
    return found


def _is_part(short: str, flat: str, open_: int) -> bool:
    """Whether a word in a bracket is one of the two words before it or begins the name: `Carrow Trust ("Carrow")`."""
    return (
        len(short) > 2 and short in flat[max(flat.rfind("\n", 0, open_) + 1, open_ - _LONGEST_NAME, 0) : open_].split()
    )


def _long_form(flat: str, end: int, short: str) -> int | None:
    """Find where the long form begins: it holds the letters in order, the first of them at the start of a word."""
    letters = [c.casefold() for c in short if c.isalnum()]
    most_words = min(len(letters) + 5, 2 * len(letters) + 1)
    window = max(flat.rfind("\n", max(0, end - 160), end) + 1, end - 160, 0)
    words = list(_WORD.finditer(flat, window, end))[-most_words:]
    if not words:
        return None
    text = flat[words[0].start() : end].casefold()
    if len(text) != end - words[0].start():
        return None
    at = len(text)
    for count, letter in enumerate(reversed(letters), 1):
        at = text.rfind(letter, 0, at)
        while count == len(letters) and at > 0 and text[at - 1].isalnum():
            at = text.rfind(letter, 0, at)
        if at < 0:
            return None
    start = words[0].start() + at
    return start if flat[start].isupper() else None
