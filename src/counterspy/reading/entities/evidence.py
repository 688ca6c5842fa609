"""What the words of a run and the words around it say it names: a table of weighted features, summed over the document.

Invariant: a score is the sum of named features from `WEIGHTS`, so every decision can be read back. A name is decided once for
the whole document, from all its occurrences together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from counterspy.reading.entities.flat import folded, words
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
    "acronym": {"person": -4, "place": -3, "technology": -1},
    "hyphened-name": {"person": 2},
    "town-before": {"place": 3.6, "person": -3},
    "also-known-after": {"person": 1.2},
    "sentence-start": {"person": -0.3, "place": -1, "company": -1, "organisation": -1, "technology": -1.5},
}
THRESHOLD = 2.5

_PATRONYMIC = re.compile(r".{2,}(?:ovich|evich|yevich|ievich|ovych|ovna|evna|yevna|ivna|ovitch|oglu|oğlu|qizi)$", re.IGNORECASE)
_SURNAME_ENDING = re.compile(
    r".{2,}(?:ov|ova|ev|eva|yev|yeva|enko|sky|skiy|skyi|ski|ska|skaya|ić|vić|vic|escu|eanu|sson|sen|dóttir|shvili|dze|yan|ian|idis|opoulos|akis|zadeh|nejad|pour|poor|abadi"
    r"|uddin|ullah|khel|zai|lahti|nen|quist|qvist|berg|stein|mann|baum|owski|ewski|czyk|czuk|chuk|enkov|moto|mura|yama|kawa|singh|kumar)$"
)
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ia|ua|uo|er|a|e|i|o|u|ü)'?){1,3}",
)
_AGE_AFTER = re.compile(r" ?\((?:aged? )?\d{2}[,)]|,? (?:aged )?\d{2}(?:,| years old|-year-old|\b(?= ?[,;]))|,? aged \d{2}\b")
_LIVES_AFTER = re.compile(r"(?:, (?:\d\d, )?| )(?:of|from) [A-Z]|, (?:born|based|who|whose|whom)\b")
_WHO_AFTER = re.compile(r",? (?:who|whose|whom|himself|herself)\b")
_SAID_BEFORE = re.compile(r"(?:\bsaid|\bsays|\btold|\bwrote|\badded|\bwarned|\bargued|\bexplained|\binterviewed|\bnamed|\barrested|\bcharged|\bconvicted|\bsentenced|\baccused|\bindicted|\bmet|\bcontacted|\brecruited|\bagainst|\bheard) $")
_PLACE_BEFORE = re.compile(r"(?:\b[Ii]n|\bnear|\boutside|\baround|\bnorth of|\bsouth of|\beast of|\bwest of|\binto|\bacross) $")
_AT_BEFORE = re.compile(r"(?:\b[Ff]rom|\b[Aa]t|\b[Tt]o|\bvia) $")
_APPOSITION = re.compile(r", (?:an? |the |one of |then |its |his |her |their )?(?:(?:[\w'-]+) ){0,5}?([\w-]+)(?= ?(?:,|\.|;|$|that|which|who|of|in|at|for|from|with|on|based|and|owned|run|linked))")
_LAST_WORDS = re.compile(r"([\w'-]+)?[ ]([\w'-]+),? $")
_AFTER_WORDS = re.compile(r" ([\w-]+)(?: ([\w-]+))?")
_REGION_AFTER = re.compile(r", (?=[A-Z])")
_CALLED = re.compile(r" \(?\"[A-Z]")
_ALSO_KNOWN = re.compile(r"(?:, | ?[—–-] ?| \()(?:also known as|a\.?k\.?a|alias)")
_TOWN_BEFORE = re.compile(r"(?:\d\d, (?:both |all )?of|\(\d\d,) $")
_HYPHENED = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}$")
_BEFORE, _AFTER = 60, 80


@cache
def _given() -> frozenset[str]:
    return frozenset(_plain(name) for names in toml("given-names").values() for name in names.split())


@cache
def _noun_kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in ("company", "organisation", "technology", "actor-group", "place", "agency", "platform", "military", "persona"):
        for noun in folded("noun", kind):
            found.setdefault(noun, kind)
            found.setdefault(noun + "s", kind)
    return found


def noun_kind(noun: str) -> str | None:
    """Give the kind that a small-letter noun says of the name beside it, None where it says none."""
    return _noun_kinds().get(noun)


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
    """Whether two or three words have the shape of a Chinese or Korean name: a known surname first or last, the rest syllables."""
    if not 2 <= len(run) <= 3:
        return False
    texts = [word.text for word in run]
    first, last = texts[0].title(), texts[-1].title()
    known = words("person", "east-surnames")
    rest = texts[1:] if first in known else texts[:-1] if last in known else None
    return rest is not None and all(_is_syllables(text) for text in rest)


def _is_syllables(text: str) -> bool:
    low = text.lower()
    return bool(_PINYIN.fullmatch(low)) or ("-" in low and len(low) < 14) or text.title() in words("person", "east-surnames")


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
        elif _is_any_given(texts[0]):
            yield "unsure-given-name"
        elif any(is_given(text) for text in texts[1:]):
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
            if max(len(text) for text in texts if text.isupper()) > 1 and all(text.replace("-", "").isalpha() for text in texts):
                yield "shouted-surname"
    if any(_PATRONYMIC.match(text) for text in texts):
        yield "patronymic"
    if _SURNAME_ENDING.match(texts[-1]):
        yield "surname-ending"


def of_context(flat: str, start: int, end: int, *, is_titled: bool) -> Iterator[str]:
    """Give the features of the words around one occurrence."""
    line = flat.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE)
    before = flat[line:start]
    stop = flat.find("\n", end, end + _AFTER)
    after = flat[end : stop if stop >= 0 else end + _AFTER]
    if is_titled:
        yield "title-before"
    if not before.strip("\"'( "):
        yield "sentence-start"
    yield from _before(before)
    yield from _after(after)


def _before(before: str) -> Iterator[str]:
    if before.endswith(("the ", "The ", "a ", "an ")):
        yield "article-before"
    if _SAID_BEFORE.search(before):
        yield "said-before"
    if _PLACE_BEFORE.search(before):
        yield "place-preposition"
    last = _LAST_WORDS.search(" " + before)
    if _TOWN_BEFORE.search(before):
        yield "town-before"
    if last:
        noun = last[2].lower()
        both = f"{(last[1] or '').lower()} {noun}"
        has_comma = before.endswith(", ")
        kind = _noun_kinds().get(both) or _noun_kinds().get(noun)
        if noun in words("person", "roles") and not has_comma:
            yield "role-before"
        elif kind and not has_comma:
            yield f"{kind}-noun"
        elif noun in words("person", "roles"):
            yield "role-before"


def _after(after: str) -> Iterator[str]:
    if _AGE_AFTER.match(after):
        yield "age-after"
    elif _LIVES_AFTER.match(after):
        yield "lives-after"
    if _WHO_AFTER.match(after):
        yield "who-after"
    if _ALSO_KNOWN.match(after):
        yield "also-known-after"
    if _CALLED.match(after):
        yield "called-in-quotes"
    following = _AFTER_WORDS.match(after)
    if following:
        first, second = following[1], following[2] or ""
        if first in words("person", "verbs") or (first in ("has", "had", "also", "have", "later") and second in words("person", "verbs")):
            yield "verb-after"
        if first in ("was", "is", "were", "has", "had", "be", "being", "been") and (
            second in words("person", "passives") or second == "been"
        ):
            yield "passive-after"
        kind = _noun_kinds().get(first) if first.islower() else None
        kind = kind or (_noun_kinds().get(second) if second.islower() and first.islower() else None)
        if kind in ("place", "technology", "actor-group", "military", "persona"):
            yield f"{kind}-noun"
    apposition = _APPOSITION.match(after)
    if apposition:
        noun = apposition[1].lower()
        if noun in words("person", "roles"):
            yield "role-after"
        elif kind := _noun_kinds().get(noun):
            yield f"{kind}-noun"


def decide(features: list[str]) -> tuple[str, float] | None:
    """Sum the features and give the best kind and its score, None where none reaches the threshold."""
    scores: dict[str, float] = {}
    for feature in features:
        for kind, weight in WEIGHTS[feature].items():
            scores[kind] = scores.get(kind, 0) + weight
    best = max(scores, key=lambda kind: (scores[kind], kind), default=None)
    return (best, scores[best]) if best and scores[best] >= THRESHOLD else None
