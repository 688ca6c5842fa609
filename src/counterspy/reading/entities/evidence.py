"""What the words of a name say it names, and the table by which all features are weighed.

Invariant: a score is the sum of named features from `WEIGHTS`, so every decision can be read back. A name is decided
once for the whole document, from all its occurrences together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from counterspy.reading.entities.flat import words
from counterspy.reading.entities.runs import Word, is_particle
from counterspy.vocabulary import toml

# feature -> what it says; positive speaks for a kind, negative against it.
WEIGHTS: dict[str, dict[str, float]] = {
    "title-before": {"person": 4},
    "given-name": {"person": 2.6},
    "unsure-given-name": {"person": 1},
    "eastern-name": {"person": 2.4},
    "patronymic": {"person": 3},
    "surname-ending": {"person": 0.8},
    "initial": {"person": 1.6},
    "particle": {"person": 1.2},
    "shouted-surname": {"person": 3},
    "two-or-three-words": {"person": 0.7},
    "one-word": {"person": -1.2, "company": -0.6, "place": -0.2, "organisation": -0.6},
    "role-before": {"person": 3.7},
    "role-after": {"person": 3},
    "age-after": {"person": 4},
    "who-after": {"person": 2.4},
    "verb-after": {"person": 1.5},
    "passive-after": {"person": 1.8},
    "said-before": {"person": 2},
    "lives-after": {"person": 2},
    "called-in-quotes": {"person": 2},
    "article-before": {"person": -3, "place": -2, "company": 0.8, "organisation": 0.4},
    "place-preposition": {"place": 2.8, "person": -1.5},
    "region-after": {"place": 3.6, "person": -2.6},
    "place-noun": {"place": 3, "person": -1},
    "company-noun": {"company": 3, "person": -1},
    "organisation-noun": {"organisation": 3, "person": -1},
    "agency-noun": {"agency": 3},
    "actor-group-noun": {"actor-group": 3},
    "technology-noun": {"technology": 3, "person": -1},
    "platform-noun": {"platform": 3, "person": -1},
    "military-noun": {"military": 3, "person": -1},
    "persona-noun": {"persona": 3},
    "odd-word": {"person": -3, "place": -1, "company": -0.5},
    "acronym": {"person": -4, "place": -3, "technology": -0.3},
    "weak-title-before": {"person": 1.6},
    "owner-before": {"technology": 2.6},
    "beside-person": {"person": 2},
    "known-surname": {"person": 2.4},
    "hyphened-name": {"person": 2},
    "town-before": {"place": 3.6, "person": -3},
    "also-known-after": {"person": 1.2},
    "role-phrase-before": {"person": 2.4},
    "acts-after": {"person": 1, "company": 0.6, "organisation": 0.4, "actor-group": 0.4},
    "runs-after": {"company": 2.2, "person": -0.6},
    "firm-before": {"company": 3.2, "person": -1.5},
    "place-at": {"place": 2.8, "person": -1.5},
    "foreign-letters": {"person": 0.9},
    "surname": {"person": 1.7},
    "surname-alone": {"person": 1.9, "company": -1},
    "first-word-alone": {"company": 1.2, "organisation": 0.4, "person": -0.4},
    "ordinary-word": {"person": -1.8},
    "unknown-words": {"person": 0.5},
    "code-name": {"person": -4, "place": -3, "technology": 1.6, "actor-group": 1.6, "company": -2},
    "code-names": {"actor-group": 1},
    "beast-or-weather": {"actor-group": 1.6, "person": -2},
    "inner-capital": {"technology": 1, "company": 0.8, "person": -1},
    "malware-near": {"technology": 1.4},
    "actors-near": {"actor-group": 1.2},
    "sentence-start": {"person": -0.3, "place": -1, "company": -1, "organisation": -1, "technology": -1.5},
}
THRESHOLD = 2.5

_SHORT_STEM = 2
_LONG_ENOUGH = 3
_INNER_CAPITAL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+\d*$")
_CODE_LETTERS, _CODE_LETTERS_EACH = 5, 3
_HYPHENED = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}$")
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao"
    r"|ou|iu|ie|ue|an|en|in|un|ia|ua|uo|er|a|e|i|o|u|ü)'?){1,3}",
)


@cache
def _given() -> frozenset[str]:
    return frozenset(_plain(name) for names in toml("given-names").values() for name in names.split())


def _plain(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def is_given(word: str) -> bool:
    """Whether a word is a known given name that is not also an ordinary word or a place."""
    return _plain(word) in _given() and word.title() not in words("person", "unsure-given")


@lru_cache(maxsize=8192)
def is_any_given(word: str) -> bool:
    """Whether a word is a known given name, also where it is an ordinary word or a place too."""
    return _plain(word) in _given() or all(_plain(part) in _given() for part in word.split("-"))


def is_eastern(run: list[Word]) -> bool:
    """Say whether words look like a Chinese or Korean name: a known surname first or last, the rest syllables."""
    if not 2 <= len(run) <= 3:
        return False
    texts = [word.text for word in run]
    first, last = texts[0].title(), texts[-1].title()
    known = words("person", "east-surnames")
    rest = texts[1:] if first in known else texts[:-1] if last in known else None
    return rest is not None and all(_is_syllables(text) for text in rest)


def _is_syllables(text: str) -> bool:
    low = text.lower()
    return (
        bool(_PINYIN.fullmatch(low))
        or ("-" in low and len(low) < 14)
        or text.title() in words("person", "east-surnames")
    )


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(words("person", name))


def _ends_like(word: str, name: str) -> bool:
    """Whether a word has one of the endings and at least two letters before it."""
    return word.endswith(_endings(name)) and len(word) > _SHORT_STEM + min(
        len(ending) for ending in _endings(name) if word.endswith(ending)
    )


def of_form(run: list[Word]) -> Iterator[str]:
    """Give the features of a run's own words."""
    texts = [word.text for word in run]
    if len(run) == 1:
        yield "one-word"
    elif len(run) <= 3:
        yield "two-or-three-words"
    if any(text in words("word", "common") for text in texts):
        yield "odd-word"
    if len(texts) == 1 and texts[0].isupper():
        yield "acronym"
    if len(run) > 1:
        if is_eastern(run):
            yield "eastern-name"
        elif is_given(texts[0]):
            yield "given-name"
        elif is_any_given(texts[0]) or any(is_given(text) for text in texts[1:]):
            yield "unsure-given-name"
        if any(_HYPHENED.match(text) for text in (texts[0], texts[-1])):
            yield "hyphened-name"
        if any(len(text) <= 2 and text.endswith(".") for text in texts[1:]):
            yield "initial"
        if any(word.join not in ("", " ") and is_particle(word.join) for word in run) or any(
            text[:3] in ("al-", "el-", "Al-") for text in texts[1:]
        ):
            yield "particle"
        if any(text.isupper() and len(text) > 1 for text in texts) and not all(text.isupper() for text in texts):
            shouted = [text for text in texts if text.isupper() and len(text) > 1 and text.replace("-", "").isalpha()]
            if len(shouted) == 1 and (len(shouted[0]) > 2 or shouted[0].title() in words("person", "east-surnames")):
                yield "shouted-surname"
    if any(_ends_like(text.casefold(), "patronymic-endings") for text in texts):
        yield "patronymic"
    if len(texts) > 1:
        yield from _of_words(texts)
    elif _INNER_CAPITAL.match(texts[0]):
        yield "inner-capital"
    if _ends_like(texts[-1], "surname-endings"):
        yield "surname-ending"


def _of_words(texts: list[str]) -> Iterator[str]:
    """Give what the single words of a longer name say."""
    if texts[-1] in words("person", "surnames"):
        yield "surname"
    if not all(map(str.isascii, texts)):
        yield "foreign-letters"
    plain = words("word", "plain")
    if any((text in plain or _is_ordinary(text)) and not is_any_given(text) for text in texts):
        yield "ordinary-word"
    elif all(text.isalpha() for text in texts):
        yield "unknown-words"
    if texts[-1].casefold() in words("word", "beasts-and-weather"):
        yield "beast-or-weather"


def _is_ordinary(text: str) -> bool:
    """Whether a word has the ending of an English noun or adjective."""
    ends = _endings("ordinary-endings")
    return text.endswith(ends) and len(text) > _LONG_ENOUGH + min(len(end) for end in ends if text.endswith(end))


def of_code(surface: str) -> Iterator[str]:
    """Give the features of a name written in capitals amid small letters: `SLATE OTTER`, `INKWELL`."""
    parts = surface.split()
    if not surface.isupper() or not all(part.isalpha() for part in parts):
        return
    if len(parts) == 1 and len(surface) > _CODE_LETTERS:
        yield "code-name"
    elif len(parts) > 1 and all(len(part) >= _CODE_LETTERS_EACH for part in parts):
        yield "code-name"
        yield "code-names"


def decide(features: Iterable[str]) -> str | None:
    """Sum the features and give the best kind, None where none reaches the threshold."""
    scores: dict[str, float] = {}
    for feature in features:
        for kind, weight in WEIGHTS[feature].items():
            scores[kind] = scores.get(kind, 0) + weight
    best = max(scores, key=lambda kind: (scores[kind], kind), default=None)
    return best if best and scores[best] >= THRESHOLD else None
