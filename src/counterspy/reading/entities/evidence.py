"""What the words of a name say it names, and the table by which all features are weighed.

Invariant: a score is the sum of named features from `WEIGHTS`, so every decision can be read back. A name is decided
once for the whole document, from all its occurrences together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from counterspy.reading.entities.flat import words
from counterspy.reading.entities.runs import Word, is_particle
from counterspy.vocabulary import toml

# feature -> what it says; positive speaks for a kind, negative against it. Trained by `tools/train_evidence.py`.
WEIGHTS: dict[str, dict[str, float]] = toml("evidence")["weights"]
THRESHOLD = 2.5

_SHORT_STEM = 2
_LONGEST_SYLLABLES = 14
_ARABIC_ARTICLES = ("al-", "el-", "Al-")
_LONG_ENOUGH = 3
_FEW_WORDS = 3
_LONG_VIETNAMESE = 4
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


def is_eastern(run: Sequence[Word]) -> bool:
    """Say whether words look like a Chinese or Korean name: a known surname first or last, the rest syllables."""
    if len(run) == _LONG_VIETNAMESE:
        is_accented = sum(not word.text.isascii() for word in run) > 1
        return is_accented and _traits(run[0].text).is_eastern_surname
    if not 2 <= len(run) <= 3:
        return False
    first, *middle, last = (_traits(word.text) for word in run)
    rest = (*middle, last) if first.is_eastern_surname else (first, *middle) if last.is_eastern_surname else ()
    return bool(rest) and all(traits.is_syllables for traits in rest)


def _is_syllables(text: str) -> bool:
    low = text.lower()
    return bool(_PINYIN.fullmatch(low)) or ("-" in low and len(low) < _LONGEST_SYLLABLES)


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(words("person", name))


def _ends_like(word: str, name: str) -> bool:
    """Whether a word has one of the endings and at least two letters before it."""
    return word.endswith(_endings(name)) and len(word) > _SHORT_STEM + min(
        len(ending) for ending in _endings(name) if word.endswith(ending)
    )


class _Traits(Struct, frozen=True, kw_only=True, gc=False):
    """What the letters of one word say, whatever stands beside it."""

    is_common: bool
    is_given: bool
    is_any_given: bool
    is_eastern_surname: bool
    is_syllables: bool
    is_hyphened: bool
    is_upper: bool
    is_patronymic: bool
    has_surname_ending: bool
    has_firm_ending: bool
    is_ordinary: bool


@lru_cache(maxsize=16384)
def _traits(text: str) -> _Traits:
    is_eastern_surname = text.title() in words("person", "east-surnames")
    return _Traits(
        is_common=text in words("word", "common"),
        is_given=is_given(text),
        is_any_given=is_any_given(text),
        is_eastern_surname=is_eastern_surname,
        is_syllables=is_eastern_surname or _is_syllables(text),
        is_hyphened=_HYPHENED.match(text) is not None,
        is_upper=text.isupper(),
        is_patronymic=_ends_like(text.casefold(), "patronymic-endings"),
        has_surname_ending=_ends_like(text, "surname-endings"),
        has_firm_ending=_ends_like(text.casefold(), "firm-endings"),
        is_ordinary=(text in words("word", "plain") or _is_ordinary(text)) and not is_any_given(text),
    )


def of_form(run: Sequence[Word]) -> list[str]:
    """Give the features of a run's own words; in order, since a sum of weights depends on it."""
    return _of_one(run[0].text) if len(run) == 1 else _of_many(run)


def _of_one(text: str) -> list[str]:
    traits = _traits(text)
    found = ["one-word"]
    if traits.is_common:
        found.append("odd-word")
    if traits.is_upper:
        found.append("acronym")
    if traits.is_patronymic:
        found.append("patronymic")
    if _INNER_CAPITAL.match(text):
        found.append("inner-capital")
    if traits.has_surname_ending:
        found.append("surname-ending")
    if traits.has_firm_ending:
        found.append("firm-ending")
    return found


def _of_many(run: Sequence[Word]) -> list[str]:
    texts = [word.text for word in run]
    all_traits = [_traits(text) for text in texts]
    first, last = all_traits[0], all_traits[-1]
    found = ["two-or-three-words"] if len(run) <= _FEW_WORDS else []
    if any(traits.is_common for traits in all_traits):
        found.append("odd-word")
    if is_eastern(run):
        found.append("eastern-name")
    elif first.is_given:
        found.append("given-name")
    elif first.is_any_given or any(traits.is_given for traits in all_traits):
        found.append("unsure-given-name")
    if first.is_hyphened or last.is_hyphened:
        found.append("hyphened-name")
    if any(len(text) <= 2 and text.endswith(".") for text in texts[1:]):
        found.append("initial")
    if any(word.join not in ("", " ") and is_particle(word.join) for word in run) or any(
        text.startswith(_ARABIC_ARTICLES) for text in texts[1:]
    ):
        found.append("particle")
    if any(traits.is_upper for traits in all_traits) and _has_shouted_surname(texts):
        found.append("shouted-surname")
    if any(traits.is_patronymic for traits in all_traits):
        found.append("patronymic")
    if texts[-1] in words("person", "surnames"):
        found.append("surname")
    if not all(map(str.isascii, texts)):
        found.append("foreign-letters")
    if any(traits.is_ordinary for traits in all_traits):
        found.append("ordinary-word")
    elif all(map(str.isalpha, texts)):
        found.append("unknown-words")
    if texts[-1].casefold() in words("word", "beasts-and-weather"):
        found.append("beast-or-weather")
    if last.has_surname_ending:
        found.append("surname-ending")
    if last.has_firm_ending or first.has_firm_ending:
        found.append("firm-ending")
    if len(run) > _FEW_WORDS:
        found.append("several-words")
    return found


def _has_shouted_surname(texts: list[str]) -> bool:
    """Whether one word among small letters is written in capitals, as lists write surnames."""
    shouted = [text for text in texts if text.isupper() and len(text) > 1]
    if not shouted or all(map(str.isupper, texts)):
        return False
    shouted = [text for text in shouted if text.replace("-", "").isalpha()]
    return len(shouted) == 1 and (len(shouted[0]) > 2 or _traits(shouted[0]).is_eastern_surname)


def _is_ordinary(text: str) -> bool:
    """Whether a word has the ending of an English noun or adjective."""
    ends = _endings("ordinary-endings")
    return text.endswith(ends) and len(text) > _LONG_ENOUGH + min(len(end) for end in ends if text.endswith(end))


def of_code(surface: str) -> list[str]:
    """Give the features of a name written in capitals amid small letters: `SLATE OTTER`, `INKWELL`."""
    if not surface.isupper():
        return []
    parts = surface.split()
    if not all(map(str.isalpha, parts)):
        return []
    if len(parts) == 1:
        return ["code-name"] if len(surface) > _CODE_LETTERS else []
    return ["code-name", "code-names"] if all(len(part) >= _CODE_LETTERS_EACH for part in parts) else []


@lru_cache(maxsize=16384)
def decide(features: tuple[str, ...]) -> str | None:
    """Sum the features in their order and give the best kind, None where none reaches the threshold."""
    scores: dict[str, float] = {}
    for feature in features:
        for kind, weight in WEIGHTS[feature].items():
            scores[kind] = scores.get(kind, 0) + weight
    best = max(scores, key=lambda kind: (scores[kind], kind), default=None)
    return best if best and scores[best] >= THRESHOLD else None
