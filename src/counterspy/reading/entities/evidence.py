"""What the words of a name say it names, and the table by which all features are weighed.

Invariant: a score is the sum of named features from `WEIGHTS`, so every decision can be read back. A name is decided
once for the whole document, from all its occurrences together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

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
    "place-noun": {"place": 3},
    "company-noun": {"company": 3},
    "organisation-noun": {"organisation": 3},
    "agency-noun": {"agency": 3},
    "actor-group-noun": {"actor-group": 3},
    "technology-noun": {"technology": 3},
    "platform-noun": {"platform": 3},
    "military-noun": {"military": 3},
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
    "sentence-start": {"person": -0.3, "place": -1, "company": -1, "organisation": -1, "technology": -1.5},
}
THRESHOLD = 2.5

_PATRONYMIC = re.compile(
    r".{2,}(?:ovich|evich|yevich|ievich|ovych|ovna|evna|yevna|ivna|ovitch|oglu|oğlu|qizi)$", re.IGNORECASE
)
_SURNAME_ENDING = re.compile(
    r".{2,}(?:ov|ova|ev|eva|yev|yeva|enko|sky|skiy|skyi|ski|ska|skaya|ić|vić|vic|escu|eanu|sson|sen|dóttir"
    r"|shvili|dze|yan|ian|idis|opoulos|akis|zadeh|nejad|pour|poor|abadi"
    r"|uddin|ullah|khel|zai|lahti|nen|quist|qvist|berg|stein|mann|baum|owski|ewski|czyk|czuk|chuk|enkov"
    r"|moto|mura|yama|kawa|singh|kumar)$"
)
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


def is_given(word: str) -> bool:
    """Whether a word is a known given name that is not also an ordinary word or a place."""
    return _plain(word) in _given() and word.title() not in words("person", "unsure-given")


def _is_any_given(word: str) -> bool:
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
        elif _is_any_given(texts[0]) or any(is_given(text) for text in texts[1:]):
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
    if any(_PATRONYMIC.match(text) for text in texts):
        yield "patronymic"
    if _SURNAME_ENDING.match(texts[-1]):
        yield "surname-ending"


def decide(features: Iterable[str]) -> str | None:
    """Sum the features and give the best kind, None where none reaches the threshold."""
    scores: dict[str, float] = {}
    for feature in features:
        for kind, weight in WEIGHTS[feature].items():
            scores[kind] = scores.get(kind, 0) + weight
    best = max(scores, key=lambda kind: (scores[kind], kind), default=None)
    return best if best and scores[best] >= THRESHOLD else None
