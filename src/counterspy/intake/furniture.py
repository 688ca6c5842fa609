"""What tells page furniture from a document's own words: named features, their weights, one sum.

Invariant: a verdict never travels without its reason, and every feature that counts stands in `furniture.toml` with its
weight. Time is linear in the text: long lines are looked at closely only where a phrase was found in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from counterspy.intake.byline import dates_in
from counterspy.intake.phrases import Hit, short_hits
from counterspy.vocabulary import toml

_CLOSING = "\"'”’»›)]】」』）*_ "
_ENDS = ".!?…。！？؟।"
_SPLIT = re.compile(r"\s*[|｜·•»›→▸]\s*|\s+>\s+|\t+|\s{2,}")
_SIGN = re.compile(r"[|｜·•»›→▸]|\s>\s")
_TRAIL = re.compile(r"\s+[>»›/→]\s+")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MONEY = re.compile(r"[$€£¥₽]\s?\d|\d\s?[$€£¥₽%]|\d\s?(?:euros?|usd|eur|рубл|元)")
_SPEECH_MARKS = frozenset('"“„«「')
_SPEECH = re.compile(r"[\"“„«「]\S+ \S+ \S+[^\"”“»」]*[\"”“»」]|[「“][^”」]{6,}[”」]")
_SLOGAN = re.compile(r"[《【].{8,}[》】]")
_PHONE = re.compile(r"\+\d[\d ()/-]{6}|\b\d{3}-\d{3}-\d{4}\b|\b(?:Tel|Phone|Telefon|Tél|тел)\b", re.IGNORECASE)
_URL_LINE = re.compile(r"(?:(?:url|link|source|quelle|permalink)\s?[:：]\s*)?(?:https?://|www\.)\S+", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\(?\d+\)?\s(?:comments?|replies|shares|likes|views|kommentare?|commentaires?|comentarios?|комментари\w+)"
    r"|(?:comments?|kommentare?|commentaires?|comentarios?|комментари\w+|评论)\s?\(?\d*\)?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|(?:copyright|\(c\))\s*(?:©|\(c\)|(?:19|20)\d\d)", re.IGNORECASE)
_SIGN_CREDIT = re.compile(r"[\s(./]©")
_CREDIT_CHARS = 70
"""How far from the end of a caption its credit begins at most."""
_LABELLED = re.compile(r"\W*[\[【(（]\W*\w+\W*[\]】)）]")
_GLUED = re.compile(r"[^\W\d_A-ZÀ-ÞА-Я](?=[A-ZÀ-ÞА-Я])")
_ITEM = re.compile(r"(?:[-*•–‣▪]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))\s+\S")
_FIELD = re.compile(r"[^\W\d][\w ()/-]{1,40}: \S")
_SENTENCE_BUTTON_CHARS = 10
_SMALL_WORDS = 3
"""So many words in small letters before a full stop make a sentence in any language that has capitals."""
_SPEECH_CHARS = 2000
_ROW_CHARS = 200
_LONG_CHARS = 400
"""A line longer than this is looked at more closely only where a phrase was found in it."""
_SHORT_CHARS = 120
"""In lines up to this, phrases of one to three letters count too."""


class Place(NamedTuple):
    """Where a line stands: above the headline, between it and the first paragraph, or after the last one."""

    is_above: bool = False
    is_under: bool = False
    is_after: bool = False


class Verdict(NamedTuple):
    """What a line was taken for: a drop code with its reason."""

    kind: str
    reason: str


class Look:
    """What can be seen of one line without its neighbours.

    Attributes:
        line: The line, wrapped ones joined with blanks.
        lowered: In lower case.
        hits: Phrases found in it.
        opening: Categories of the phrases it opens with.
        words: Their number; a Han sign counts as half a word.
        letters: Their number; in long lines about.
        is_sentence: Whether it ends as a sentence and is held together as one.
        features: Names of rows of `features` in `furniture.toml`.
    """

    __slots__ = ("features", "hits", "is_sentence", "letters", "line", "lowered", "opening", "words")

    def __init__(self, line: str, hits: Sequence[Hit]) -> None:
        self.line = line
        self.lowered = line.lower()
        self.hits = [*hits, *short_hits(self.lowered)] if len(line) <= _SHORT_CHARS else hits
        self.opening = frozenset(hit.category for hit in self.hits if hit.at_start)
        self.words = count_words(line)
        self.letters = sum(map(str.isalpha, line)) if len(line) < _LONG_CHARS else len(line)
        self.is_sentence = _is_sentence(line, self.lowered, self.words)
        self.features = tuple(_features(self))

    def has(self, *categories: str) -> bool:
        """Tell whether a phrase of one of these lists stands anywhere in the line."""
        return any(hit.category in categories for hit in self.hits)


def weigh(features: Iterable[str]) -> Verdict | None:
    """Add up the weights; give the heaviest kind if it reaches the threshold, with its heaviest feature as reason."""
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


def place_features(look: Look, place: Place) -> Iterator[str]:
    """Give the features that come from where a line stands."""
    if not any(place) or (look.words > 60 and not look.hits):
        return
    is_outside = place.is_above or place.is_after
    is_short = look.words <= 14 and not look.is_sentence
    if place.is_above and is_short and look.words <= 8:
        yield "above-headline"
    if place.is_after and is_short:
        yield "after-the-end"
    if is_outside and is_short and look.words <= 3 and "address" not in look.features:
        yield "small-label"
    if look.has("legal-phrase", "disclaimer-opener", "notice-opener"):
        yield "at-the-edge"
    if place.is_under and (is_short or "byline-opener" in look.features):
        yield "under-headline"
        if is_name_only(look):
            yield "name-only"
    if is_date_line(look):
        yield "date-line"
    if not place.is_after and _URL_LINE.fullmatch(look.line):
        yield "page-address"


def is_name_only(look: Look) -> bool:
    """Tell whether a line holds two to four words with capitals and nothing else."""
    words = look.line.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() and w[-1].isalpha() and not w.isupper() for w in words)


def is_date_line(look: Look) -> bool:
    """Tell whether a line is little but a date, as `Winterthur, 6 May 2022, 07:00 CET`."""
    if look.words > 16 or len(look.line) > 120 or look.is_sentence:
        return False
    found = list(dates_in(look.line))
    return bool(found) and (found[0][0] <= 40 or look.words <= 10)


def has_address(line: str) -> bool:
    """Tell whether a line holds a web address, an e-mail address or a telephone number."""
    return "://" in line or "www." in line or "@" in line or _PHONE.search(line) is not None


def is_doubled(line: str) -> bool:
    """Tell whether a name stands twice without a blank between, as `Writer's picture: Ada ByronAda Byron`."""
    for glued in _GLUED.finditer(line):
        middle = glued.start() + 1
        for size in range(5, min(middle, len(line) - middle, 40) + 1):
            if line.startswith(line[middle - size : middle], middle) and " " in line[middle : middle + size]:
                return True
    return False


def count_words(line: str) -> float:
    """Count words; a Han sign counts as half a word."""
    words = len(line.split())
    if line.isascii() or not _HAN.search(line):
        return words
    return max(words, len(_HAN.findall(line)) / 2)


def _features(look: Look) -> Iterator[str]:
    if look.is_sentence:
        yield "sentence"
        if look.words >= 25:
            yield "long-sentence"
    if len(look.line) > _LONG_CHARS and not look.hits:
        return
    yield from _shape(look)
    if look.hits:
        if look.words >= 6 and not _SPEECH_MARKS.isdisjoint(look.line) and _SPEECH.search(look.line[:_SPEECH_CHARS]):
            yield "speech"
        yield from _navigation(look)
        yield from _advert(look)
        yield from _notice(look)
        yield from _byline(look)
    yield from _caption(look)


def _shape(look: Look) -> Iterator[str]:
    """Give the features that need no phrase."""
    if not look.letters:
        if len(look.line) > 1 and not any(map(str.isdigit, look.line)):
            yield "signs-only"
        return
    if _ITEM.match(look.line) and not is_date_line(look):
        yield "list-item"
    if look.words <= 24 and len(look.line) <= _ROW_CHARS:
        yield from _row(look)
    if not look.line.isascii():
        emoji = len(_EMOJI.findall(look.line))
        if emoji:
            yield "emoji"
        if emoji >= 2:
            yield "many-emoji"
        if _SLOGAN.search(look.line[:_LONG_CHARS]):
            yield "title-quotes"
    if len(look.line) <= _SHORT_CHARS and is_doubled(look.line):
        yield "doubled-name"
    if look.words <= 4 and look.lowered.strip(" .:#0123456789") in _word_list("article-part"):
        yield "article-part"
    if not look.hits and _FIELD.match(look.line):
        yield "field"


def _row(look: Look) -> Iterator[str]:
    """Give the features of labels in a row."""
    parts = [part for part in _SPLIT.split(look.line) if part]
    least = 2 if _SIGN.search(look.line) else 3
    if len(parts) >= least and not look.is_sentence and all(count_words(part) <= 5 for part in parts):
        yield "menu-bar"
    trail = _TRAIL.split(look.line)
    if len(trail) >= 2 and not look.is_sentence and trail[0].lower() in _word_list("trail-start"):
        yield "breadcrumb"
    if _COMMENTS.fullmatch(look.line):
        yield "comments"
    if has_address(look.line):
        yield "address"


def _navigation(look: Look) -> Iterator[str]:
    if look.words > 24:
        return
    menu = sum(len(hit.phrase) for hit in look.hits if hit.category == "menu")
    if menu and menu >= 0.55 * sum(map(str.isalnum, look.line)):
        yield "menu-words"
    if look.words <= 16 and sum(hit.category == "network" for hit in look.hits) >= 2 and not has_address(look.line):
        yield "networks"
    if _opens(look, "button", 4, _SENTENCE_BUTTON_CHARS):
        yield "button"
    if "link-opener" in look.opening:
        yield "link-opener"
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
            is_short = look.words <= words
            is_long_phrase = " " in hit.phrase or _HAN.match(hit.phrase) is not None or hit.phrase.endswith(":")
            if (is_short or is_long_phrase) and not (look.is_sentence and len(hit.phrase) < chars):
                return True
    return False


def _opens_whole(look: Look, category: str, share: float) -> bool:
    """Whether the opening phrase is most of the line, so that `Recommended doses` is no `Recommended`."""
    whole = share * len(look.line.strip(" :：…›»>*#-"))
    return any(hit.category == category and hit.at_start and len(hit.phrase) >= whole for hit in look.hits)


def _advert(look: Look) -> Iterator[str]:
    labels = sum(len(hit.phrase) for hit in look.hits if hit.category == "ad-label")
    if "ad-label" in look.opening and (labels >= 0.75 * look.letters or _LABELLED.match(look.line)):
        yield "ad-label"
    if look.has("sponsor"):
        yield "sponsor"
    found = {category: {hit.phrase for hit in look.hits if hit.category == category} for category in ("call", "gain")}
    for category, phrases in found.items():
        if phrases:
            yield category
        if len(phrases) >= 2:
            yield f"second-{category}"
    is_goods = look.has("goods")
    if is_goods:
        yield "goods"
    if is_goods or found["call"] or found["gain"]:
        yield from _tone(look, is_call=bool(found["call"]))


def _tone(look: Look, *, is_call: bool) -> Iterator[str]:
    """Give the features of how a line speaks that offers something."""
    if not is_call and not _EMOJI.search(look.line):
        yield "no-call"
    if not _word_list("telling").isdisjoint(look.lowered.split()):
        yield "tells-of-others"
    if _MONEY.search(look.lowered):
        yield "money"
    if "!" in look.line or "！" in look.line:
        yield "excitement"
    if any(len(word) > 3 and word.isupper() for word in look.line.split()):
        yield "shouting"


def _notice(look: Look) -> Iterator[str]:
    if "disclaimer-opener" in look.opening:
        yield "disclaimer-heading" if look.words <= 8 and not look.is_sentence else "disclaimer-opener"
    if "notice-opener" in look.opening:
        yield "notice-opener"
    legal = {hit.phrase for hit in look.hits if hit.category == "legal-phrase"}
    if legal:
        yield "legal-phrase"
    if len(legal) >= 2:
        yield "second-legal-phrase"
    if _COPYRIGHT.match(look.line):
        yield "copyright"


def _byline(look: Look) -> Iterator[str]:
    if look.words <= 24 and look.has("reading-time"):
        yield "reading-time"
    if "byline-opener" in look.opening and look.words <= 20 and not (look.is_sentence and look.words > 8):
        longest = max(len(hit.phrase) for hit in look.hits if hit.category == "byline-opener" and hit.at_start)
        rest = look.line.strip()[longest:].lstrip(" :：").split()
        is_preposition = longest <= 4 and not _HAN.match(look.line)
        is_named = bool(rest) and all(word[0].isupper() for word in rest[:2])
        if not is_preposition or is_named or is_date_line(look):
            yield "byline-opener"
    if "mail-header" in look.opening and look.words <= 30 and has_address(look.line):
        yield "mail-header"


def _caption(look: Look) -> Iterator[str]:
    """Give the features of a caption: a credit opens a short line or stands in the last words of one."""
    if look.words > 60 or len(look.line) > _LONG_CHARS:
        return
    phrases = [hit for hit in look.hits if hit.category == "credit"]
    is_credited = any((hit.at_start and look.words <= 12) or _ends_caption(look.lowered, hit.phrase) for hit in phrases)
    if is_credited or (look.words <= 40 and _SIGN_CREDIT.search(look.line[1:][-_CREDIT_CHARS:])):
        yield "credit"
    if "picture-opener" in look.opening and look.words <= 40:
        yield "picture-opener"


def _ends_caption(lowered: str, phrase: str) -> bool:
    """Whether a credit stands in a line's last words, after a colon of its own or what ends a description."""
    at = lowered.rfind(phrase, max(0, len(lowered) - _CREDIT_CHARS))
    return at >= 0 and (phrase[-1] in ":：" or lowered[:at].rstrip().endswith(tuple(".(|/–—,;)[（")))


def _is_sentence(line: str, lowered: str, words: float) -> bool:
    """Whether a line ends as a sentence does and has words that hold one together, or is too long for a label."""
    bare = line.rstrip(_CLOSING)
    if not bare or bare[-1] not in _ENDS:
        return words > 40
    if words < 4:
        return False
    if words > 25 or _HAN.search(line):
        return True
    small = sum(word[0].islower() for word in line.split())
    return small >= _SMALL_WORDS or not _word_list("function").isdisjoint(lowered.split())


@cache
def _table() -> tuple[dict[str, tuple[str, float, str]], float]:
    data = toml("furniture")
    return {name: (row[0], row[1], row[2]) for name, row in data["features"].items()}, data["threshold"]


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset(toml("furniture")["words"][name])
