"""What gives an advert away: its label, its signs, what it calls upon, promises and sells.

Invariant: no single word makes an advert; a label does, or several features that stand in `furniture.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterspy.intake.phrases import Hit
from counterspy.vocabulary import toml

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\u25a0-\u25ff]")
_MONEY = re.compile(
    r"[$€£¥₽₹₦₺₴₪]\s?\d|\d\s?[$€£¥₽₹₦₺₴₪%]|\d\s?(?:euros?|usd|eur|dollars|pounds|kroner|kronor|francs|рубл|元)"
    r"|\b(?:ksh|jd|rs|r|kr|aed|sar|zł|chf|cad|aud|nzd)\.? ?\d"
)
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\W{0,3}[\[【(（*]\s?([\w ]{2,30})\s?[\]】)）*]")
_LABEL_PREFIX = re.compile(r"\W*([A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я ]+|[^\W\d_][\w .&'-]{1,48}?)\s?(?:[:：|]|\s[–—-]\s)\s?\S")
_FRAMED = re.compile(r"(?:[=-]{1,3}>|>{2,3}|[►▶➜➤→👉»]{1,3})\s?[^\s>].*(?:<[=-]{1,3}|<{2,3}|>{2,3}|[◄◀←👈«►▶➜»]{1,3})")
_LOUD_PREFIX = re.compile(r"\W*([A-ZÀ-ÞА-Я]{3,20})\. \S")
_SLOGAN = re.compile(r"[《【].{8,}[》】]")
_YOU = re.compile(
    r"\b(?:you|your|yours|you're|you'll|ihr|ihre|ihren|sie|dir|dein|deine|votre|vos|vous|tu|su|tus|ваш|ваши"
    r"|вам|вы|ты)\b|[你您]"
)
_FOR_MONEY = re.compile(
    r"\d+ (?:days?|weeks?|months?|nights?|issues) (?:of .{2,30} |free )?for (?:just |only )?(?:[$€£]|free)"
)
_OFFERING = frozenset({"ad-label", "sponsor", "call", "gain", "bait", "terms", "goods"})
"""Lists of phrases that are asked here."""
_MOST_CHARS = 600
_LABEL_WORDS = 7


def signs(line: str) -> Iterator[str]:
    """Give the features of pictures and brackets that draw the eye."""
    if _FRAMED.fullmatch(line):
        yield "framed"
    emoji = len(_EMOJI.findall(line))
    if emoji:
        yield "emoji"
    if emoji >= 2:
        yield "many-emoji"
    if _SLOGAN.search(line):
        yield "title-quotes"


def has_label_in_brackets(line: str) -> bool:
    """Tell whether a line opens with an advert's label in brackets, as `[Ad] …` or `(Paid content) …`."""
    found = _IN_BRACKETS.match(line)
    return found is not None and found[1].strip().lower() in _labels_known()


def offers(line: str, lowered: str, hits: Sequence[Hit], letters: int) -> Iterator[str]:
    """Give the features of what a line offers.

    Args:
        line: As written.
        lowered: In lower case.
        hits: Phrases found in it.
        letters: Their number.
    """
    has_price = "$" in lowered or "€" in lowered or "£" in lowered or "free" in lowered
    is_for_money = has_price and _FOR_MONEY.search(lowered) is not None
    if not is_for_money and _OFFERING.isdisjoint([hit.category for hit in hits]):
        return
    found: dict[str, set[str]] = {}
    for hit in hits:
        found.setdefault(hit.category, set()).add(hit.phrase)
    if "ad-label" in found:
        yield from _labels(line, hits, letters)
    if "sponsor" in found:
        yield "sponsor"
    if is_for_money:
        found.setdefault("gain", set()).add("for money")
    for category in ("call", "gain", "bait"):
        phrases = found.get(category, ())
        if phrases:
            yield category
        if len(phrases) >= 2:
            yield f"second-{category}"
    if "terms" in found:
        yield "terms"
    if "goods" in found:
        yield "goods"
    if found.keys() & {"call", "gain", "bait", "terms", "goods"} and len(line) <= _MOST_CHARS:
        yield from _tone(line, lowered, is_call=not found.keys().isdisjoint({"call", "bait", "terms"}))


def _labels(line: str, hits: Sequence[Hit], letters: int) -> Iterator[str]:
    """Tell an advert's label from a line that opens with one: `SPONSORED: …`, `A message from the yard: …`."""
    labels = [hit for hit in hits if hit.category == "ad-label"]
    opening = [hit.phrase for hit in labels if hit.at_start]
    if not opening:
        return
    prefix = _LABEL_PREFIX.match(line) or _LOUD_PREFIX.match(line)
    label = prefix[1].strip() if prefix else line if line.isupper() and len(line.split()) <= _LABEL_WORDS else ""
    is_whose = label.lower().startswith(_whose()) and any(map(str.isupper, label[8:]))
    is_sure = label.lower() in opening and (label.isupper() or label.lower() in _sure_labels())
    if sum(len(hit.phrase) for hit in labels) >= 0.75 * letters:
        yield "ad-label"
    elif label and len(label.split()) <= _LABEL_WORDS and (is_whose or is_sure):
        yield "ad-labelled" if prefix else "ad-label"


def _tone(line: str, lowered: str, *, is_call: bool) -> Iterator[str]:
    """Give the features of how a line speaks that offers something."""
    if not is_call and (line.isascii() or not _EMOJI.search(line)):
        yield "no-call"
    if not _telling().isdisjoint(lowered.split()):
        yield "tells-of-others"
    if _DIGIT.search(lowered) and _MONEY.search(lowered):
        yield "money"
    if "!" in line or "！" in line:
        yield "excitement"
    if any(len(word) > 3 and word.isupper() for word in line.split()):
        yield "shouting"
    if _YOU.search(lowered):
        yield "addresses-you"


@cache
def _telling() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["telling"])


@cache
def _labels_known() -> frozenset[str]:
    return frozenset(toml("furniture")["phrases"]["ad-label"])


@cache
def _whose() -> tuple[str, ...]:
    """What opens a label that names the advertiser: `A message from …:`."""
    return tuple(toml("furniture")["words"]["advertiser-opener"])


@cache
def _sure_labels() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["sure-label"])
