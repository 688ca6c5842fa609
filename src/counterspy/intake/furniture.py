"""What tells page furniture from a document's own words: named features, their weights, one sum.

Invariant: a verdict never travels without its reason, and every feature that counts stands in `furniture.toml` with its
weight. Time is linear in the text: one automaton reads all phrases at once, and long lines are looked at only where it
found something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from counterspy.intake.byline import dates_in
from counterspy.vocabulary import toml

_CLOSING = "\"'”’»›)]】」』）*_ "
_ENDS = ".!?…。！？؟।"
_SPLIT = re.compile(r"\s*[|·•»›→▸]\s*|\s+[>/]\s+|\t+|\s{2,}")
_SIGN = re.compile(r"[|·•»›→▸\t]|\s[>/]\s")
_TRAIL = re.compile(r"\s[>»›/→]\s")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MONEY = re.compile(r"[$€£¥₽]\s?\d|\d\s?[$€£¥₽%]|\d\s?(?:euros?|usd|eur|рубл|元)")
_SPEECH = re.compile(r"[\"“„«「]\S+ \S+ \S+[^\"”“»」]*[,.!?…]?[\"”“»」]|[“「«\"][^”」»\"]{6,}[”」»\"]")
_SLOGAN = re.compile(r"[《【].{8,}[》】]")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\S|\+\d[\d ()/-]{6,}|\bTel\b|\bPhone\b", re.IGNORECASE)
_URL_LINE = re.compile(r"(?:(?:url|link|source|quelle|permalink)\s?[::]\s*)?(?:https?://|www\.)\S+", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\(?\d+\)?\s(?:comments?|replies|shares|likes|views|kommentare?|commentaires?|comentarios?|комментари\w+)"
    r"|(?:comments?|kommentare?|commentaires?|comentarios?|комментари\w+|评论)\s?\(?\d*\)?",
    re.IGNORECASE,
)
_BRACKETED_CREDIT = re.compile(r"(?:©|\(c\))\s?[^\W\d]", re.IGNORECASE)
_DOUBLED = re.compile(r"([^\W\d_][^\W\d_]+[^\d|,;:]{2,36}[^\W\d_])\1")
_ITEM = re.compile(r"(?:[-*•–‣▪]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))\s+\S")
_FIELD = re.compile(r"[^\W\d][\w ()/-]{1,40}: \S")

_LONG_CHARS = 400
"""A line longer than this is looked at more closely only where a phrase was found in it."""


class Hit(NamedTuple):
    """A phrase of the lexicon inside a line. `at_start`: nothing but signs before it."""

    category: str
    at_start: bool
    chars: int
    phrase: str


class Place(NamedTuple):
    """Where a line stands: above the headline, between it and the first paragraph, or after the last one."""

    is_above: bool = False
    is_under: bool = False
    is_after: bool = False


class Verdict(NamedTuple):
    """What a line was taken for: a drop code with its reason, or None where it is the document's own."""

    kind: str
    reason: str


class Look:
    """What can be seen of one line without its neighbours. `words`: Han signs count as half a word."""

    __slots__ = ("features", "hits", "is_sentence", "letters", "line", "lowered", "share", "words")

    def __init__(self, line: str, hits: Sequence[Hit]) -> None:
        self.line = line
        self.hits = hits
        self.lowered = line.lower()
        self.words = _count_words(line)
        self.letters = sum(map(str.isalpha, line)) if len(line) < _LONG_CHARS else len(line)
        self.is_sentence = _is_sentence(line, self.lowered, self.words)
        self.features = tuple(_features(self))


def scan(text: str, starts: Sequence[int], ends: Sequence[int]) -> dict[int, list[Hit]]:
    """Find the lexicon's phrases in all lines at once.

    Args:
        text: The whole text.
        starts: First code point of each line, rising.
        ends: One past the last of each.

    Returns:
        Line number to its hits, in order of position; lines without a hit are absent.
    """
    automaton, categories, phrases = _automaton()
    lowered = _lower(text)
    found: dict[int, list[Hit]] = {}
    line, count = 0, len(starts)
    for pattern, start, end in automaton.find_matches_as_indexes(lowered):
        while line < count and ends[line] <= start:
            line += 1
        if line == count:
            break
        if start < starts[line] or end > ends[line] or not _stands_alone(lowered, start, end):
            continue
        at_start = start - starts[line] <= 6 and not any(map(str.isalnum, lowered[starts[line] : start]))
        hits = found.setdefault(line, [])
        hits.extend(Hit(category, at_start, end - start, phrases[pattern]) for category in categories[pattern])
    return found


def weigh(features: Iterable[str]) -> Verdict | None:
    """Add up the weights and give the heaviest kind, if it reaches the threshold; the reason is its heaviest feature."""
    table, threshold = _table()
    sums: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    kept = 0.0
    for feature in features:
        kind, weight, says = table[feature]
        if kind == "keep":
            kept += weight
            continue
        sums[kind] = sums.get(kind, 0.0) + weight
        best[kind] = max(best.get(kind, (0.0, "")), (weight, says))
    if not sums:
        return None
    kind = max(sums, key=lambda name: sums[name])
    return Verdict(kind, best[kind][1]) if sums[kind] + kept >= threshold - 1e-9 else None


def place_features(look: Look, place: Place) -> list[str]:
    """Give the features that come from where a line stands."""
    if look.words > 60 and not look.hits:
        return []
    names = []
    is_short = look.words <= 14 and not look.is_sentence
    if place.is_above and is_short and look.words <= 8:
        names.append("above-headline")
    if place.is_after and is_short:
        names.append("after-the-end")
    if (place.is_under or place.is_above or place.is_after) and _has(look, "legal-phrase", "disclaimer-opener"):
        names.append("at-the-edge")
    if place.is_under and (is_short or _has(look, "byline-opener")):
        names.append("under-headline")
        if is_name_only(look):
            names.append("name-only")
    if (place.is_under or place.is_above or place.is_after) and is_date_line(look):
        names.append("date-line")
    if (place.is_above or place.is_under) and _URL_LINE.fullmatch(look.line):
        names.append("page-address")
    return names


def is_name_only(look: Look) -> bool:
    """Tell whether a line holds two to four words with capitals and nothing else."""
    words = look.line.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() and w[-1].isalpha() and not w.isupper() for w in words)


def is_date_line(look: Look) -> bool:
    """Tell whether a line is little but a date, as `Winterthur, 6 May 2022, 07:00 CET`."""
    if look.words > 16 or len(look.line) > 120:
        return False
    found = list(dates_in(look.line))
    return bool(found) and (found[0][0] <= 40 or look.words <= 10)


def _has(look: Look, *categories: str) -> bool:
    return any(hit.category in categories for hit in look.hits)


def _features(look: Look) -> Iterable[str]:
    if look.is_sentence:
        yield "sentence"
        if look.words >= 25:
            yield "long-sentence"
    if len(look.line) > _LONG_CHARS and not look.hits:
        return
    if look.words >= 6 and _SPEECH.search(look.line):
        yield "speech"
    if _ITEM.match(look.line):
        yield "list-item"
    yield from _plain_features(look)
    if look.hits:
        yield from _navigation(look)
        yield from _advert(look)
        yield from _notices(look)


def _plain_features(look: Look) -> Iterable[str]:
    """Give features that need no phrase."""
    if not look.letters:
        if not any(map(str.isdigit, look.line)):
            yield "signs-only"
        return
    if look.words <= 24:
        parts = [part for part in _SPLIT.split(look.line) if part]
        if len(parts) >= (2 if _SIGN.search(look.line) else 3) and not look.is_sentence and all(_count_words(part) <= 5 for part in parts):
            yield "menu-bar"
            if _TRAIL.search(look.line) and parts[0].lower() in _trail_starts():
                yield "breadcrumb"
        if _COMMENTS.fullmatch(look.line):
            yield "comments"
        if _ADDRESS.search(look.line):
            yield "address"
    emoji = len(_EMOJI.findall(look.line))
    if emoji:
        yield "emoji"
        if emoji >= 2:
            yield "many-emoji"
    if _SLOGAN.search(look.line):
        yield "title-quotes"
    if look.words <= 3 and not look.is_sentence:
        yield "small-label"
    if len(look.line) <= 120 and _DOUBLED.search(look.line):
        yield "doubled-name"
    if _FIELD.match(look.line) and not look.hits:
        yield "field"


def _navigation(look: Look) -> Iterable[str]:
    menu = networks = 0
    for hit in look.hits:
        if hit.category == "menu":
            menu += hit.chars
        elif hit.category == "network":
            networks += 1
    if look.words <= 24 and menu >= 0.55 * max(1, sum(map(str.isalnum, look.line))):
        yield "menu-words"
    if networks >= 2 and look.words <= 16:
        yield "networks"
    opening = {hit.category for hit in look.hits if hit.at_start}
    if "button" in opening and look.words <= 24:
        yield "button"
    if "link-opener" in opening and look.words <= 24:
        yield "link-opener"
    if opening & {"list-opener", "list-opener-of"} and look.words <= 7 and not look.is_sentence and _opens_list(look):
        yield "list-opener"
    if "contact-opener" in opening and look.words <= 10:
        yield "contact-opener"


def _opens_list(look: Look) -> bool:
    """Whether the opener is most of the line, so that `Recommended doses` is not one."""
    openers = [hit for hit in look.hits if hit.category.startswith("list-opener") and hit.at_start]
    return any(hit.category == "list-opener-of" or hit.chars >= 0.8 * len(look.line.rstrip(" :…›»>")) for hit in openers)


def _advert(look: Look) -> Iterable[str]:
    found: dict[str, set[str]] = {}
    for hit in look.hits:
        found.setdefault(hit.category, set()).add(hit.phrase)
    labels = [hit for hit in look.hits if hit.category == "ad-label" and hit.at_start]
    if labels and max(hit.chars for hit in labels) >= 0.4 * look.letters and look.words <= 8:
        yield "ad-label"
    elif labels and re.match(r"\W*[\[【(（]\W*\w+\W*[\]】)）]", look.line):
        yield "ad-label"
    if "sponsor" in found:
        yield "sponsor"
    for category in ("call", "gain"):
        if category in found:
            yield category
            if len(found[category]) >= 2:
                yield f"second-{category}"
    if "goods" in found:
        yield "goods"
    if found.keys() & {"call", "gain", "goods"}:
        if _MONEY.search(look.lowered):
            yield "money"
        if "!" in look.line or "！" in look.line:
            yield "excitement"
        if sum(word.isupper() and len(word) > 3 for word in look.line.split()) >= 1:
            yield "shouting"


def _notices(look: Look) -> Iterable[str]:
    opening = {hit.category for hit in look.hits if hit.at_start}
    legal = {hit.phrase for hit in look.hits if hit.category == "legal-phrase"}
    if "disclaimer-opener" in opening:
        is_heading = look.words <= 8 and not look.is_sentence
        yield "disclaimer-heading" if is_heading else "disclaimer-opener"
    if legal:
        yield "legal-phrase"
        if len(legal) >= 2:
            yield "second-legal-phrase"
    if look.line[0] == "©" or look.lowered.startswith(("(c) ", "copyright")):
        yield "copyright"
    if "reading-time" in {hit.category for hit in look.hits} and look.words <= 24:
        yield "reading-time"
    if "byline-opener" in opening and look.words <= 20 and not (look.is_sentence and look.words > 8):
        yield "byline-opener"
    if "mail-header" in opening and look.words <= 30 and _ADDRESS.search(look.line):
        yield "mail-header"
    if "credit" in {hit.category for hit in look.hits} or (look.words <= 40 and _BRACKETED_CREDIT.search(look.line[1:])):
        if _credits(look):
            yield "credit"
    if "picture-opener" in opening and look.words <= 40:
        yield "picture-opener"


def _credits(look: Look) -> bool:
    """Whether the words of the credit stand in the last part of a caption, or open a short line."""
    if look.words > 60:
        return False
    tail = look.lowered[-70:]
    phrases = [hit.phrase for hit in look.hits if hit.category == "credit"]
    opens = any(hit.at_start for hit in look.hits if hit.category == "credit")
    return (opens and look.words <= 12) or any(phrase in tail for phrase in phrases)


def _is_sentence(line: str, lowered: str, words: float) -> bool:
    """Whether a line ends as a sentence does and has words that hold one together."""
    bare = line.rstrip(_CLOSING)
    if not bare or bare[-1] not in _ENDS:
        return words > 60
    if words < 4:
        return False
    if _HAN.search(line):
        return True
    return words > 25 or any(word in _function_words() for word in lowered.split())


def _count_words(line: str) -> float:
    words = len(line.split())
    if line.isascii():
        return words
    return max(words, len(_HAN.findall(line)) / 2)


def _lower(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    first, last = text[start], text[end - 1]
    if start and first.isalnum() and text[start - 1].isalnum() and not _HAN.match(first):
        return False
    return not (end < len(text) and last.isalnum() and text[end].isalnum() and not _HAN.match(last))


@cache
def _automaton() -> tuple[Any, list[tuple[str, ...]], list[str]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    of: dict[str, list[str]] = {}
    for category, phrases in toml("furniture")["phrases"].items():
        for phrase in phrases:
            categories = of.setdefault(phrase, [])
            if category not in categories:
                categories.append(category)
    known = list(of)
    return AhoCorasick(known, matchkind=MatchKind.LeftmostLongest), [tuple(of[phrase]) for phrase in known], known


@cache
def _table() -> tuple[dict[str, tuple[str, float, str]], float]:
    data = toml("furniture")
    return {name: (row[0], row[1], row[2]) for name, row in data["features"].items()}, data["threshold"]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["function"])


@cache
def _trail_starts() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["trail-start"])
