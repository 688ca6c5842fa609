"""The text as the entity rules see it: one string of the same length, so that every offset holds in both.

Invariant: `len(flat) == len(text)`; outside the sentences there is nothing but line ends, and no rule crosses a line
end. Inside a sentence line ends and odd blanks are blanks, and typographic quotes are plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from counterspy.reading.page import Sentence
from counterspy.vocabulary import toml

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ", "\u2011": "-"}
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_SCANNED_I = re.compile(r"(?<![^\W_])l(?=n(?:t|s|d|v|q|f|spec)[a-z]{3})")
_TITLE_CASE_SHARE = 0.6
_SURE_SHARE = 0.85
_MANY_WORDS = 8


def flatten(text: str, sentences: tuple[Sentence, ...]) -> str:
    """Give the text with one sentence a line, everything else blanked out; same length."""
    pieces: list[str] = []
    at = 0
    for sentence in sentences:
        pieces.append("\n" * (sentence.start - at))
        pieces.append(text[sentence.start : sentence.end].replace("\n", " ").replace("\t", " "))
        at = sentence.end
    pieces.append("\n" * (len(text) - at))
    flat = "".join(pieces)
    if "ln" in flat:
        # scanned pages often have a small l for a capital I
        flat = _SCANNED_I.sub("I", flat)
    for odd, plain in _PLAIN.items():
        if odd in flat:
            flat = flat.replace(odd, plain)
    return flat


def lines_at(flat: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give start and end of the lines that hold the offsets, each line once; the offsets' lines are in order."""
    end = -1
    for at in offsets:
        if at >= end:
            start = flat.rfind("\n", 0, at) + 1
            end = flat.find("\n", at)
            end = len(flat) if end < 0 else end
            yield start, end


def has_title_case(line: str, *, is_sure: bool = False) -> bool:
    """Whether a line capitalises most of its longer words, so that its capitals say nothing about names.

    `is_sure` asks for more words and a larger share, for lines that are not marked as headings.
    """
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    least, share = (_MANY_WORDS, _SURE_SHARE) if is_sure else (1, _TITLE_CASE_SHARE)
    return len(words) >= least and sum(word[0].isupper() for word in words) >= share * len(words)


@cache
def words(section: str, name: str) -> frozenset[str]:
    """Give one word list of `naming.toml`; `_` inside an entry is a blank."""
    return frozenset(entry.replace("_", " ") for entry in toml("naming")[section][name].split())


@cache
def folded(section: str, name: str) -> frozenset[str]:
    """Give one word list of `naming.toml` in small letters."""
    return frozenset(entry.casefold() for entry in words(section, name))
