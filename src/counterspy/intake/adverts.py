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
_LABELLED = re.compile(r"\W*[\[【(（*]\W*\w+(?: \w+)?\W*[\]】)）*]")
_LABEL_PREFIX = re.compile(r"\W*([A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я ]+|[^\W\d_][\w ]{1,30}?)\s?(?:[:：|]|\s[–—-]\s)\s?\S")
_SLOGAN = re.compile(r"[《【].{8,}[》】]")
_YOU = re.compile(r"\b(?:you|your|yours|you're|you'll|ihr|ihre|ihren|sie|dir|dein|deine|votre|vos|vous|tu|su|tus|ваш|ваши|вам|вы|ты)\b|[你您]")
_MOST_CHARS = 600
_LABEL_WORDS = 7


def signs(line: str) -> Iterator[str]:
    """Give the features of pictures and brackets that draw the eye."""
    emoji = len(_EMOJI.findall(line))
    if emoji:
        yield "emoji"
    if emoji >= 2:
        yield "many-emoji"
    if _SLOGAN.search(line):
        yield "title-quotes"


def offers(line: str, lowered: str, hits: Sequence[Hit], letters: int) -> Iterator[str]:
    """Give the features of what a line offers.

    Args:
        line: As written.
        lowered: In lower case.
        hits: Phrases found in it.
        letters: Their number.
    """
    found: dict[str, set[str]] = {}
    for hit in hits:
        found.setdefault(hit.category, set()).add(hit.phrase)
    if "ad-label" in found and _is_labelled(line, hits, letters):
        yield "ad-label"
    if "sponsor" in found:
        yield "sponsor"
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


def _is_labelled(line: str, hits: Sequence[Hit], letters: int) -> bool:
    """Whether a line is an advert's label, or opens with one: `[Ad] …`, `SPONSORED: …`, `*Sponsored link*`."""
    labels = [hit for hit in hits if hit.category == "ad-label"]
    opening = [hit.phrase for hit in labels if hit.at_start]
    if not opening:
        return False
    if sum(len(hit.phrase) for hit in labels) >= 0.75 * letters or _LABELLED.match(line):
        return True
    prefix = _LABEL_PREFIX.match(line)
    label = prefix[1].strip() if prefix else line if line.isupper() and len(line.split()) <= _LABEL_WORDS else ""
    if len(label.split()) <= _LABEL_WORDS and label.lower().startswith(_whose()) and any(map(str.isupper, label[8:])):
        return True
    return bool(label) and label.lower() in opening and (label.isupper() or label.lower() in _sure_labels())


def _tone(line: str, lowered: str, *, is_call: bool) -> Iterator[str]:
    """Give the features of how a line speaks that offers something."""
    if not is_call and not _EMOJI.search(line):
        yield "no-call"
    if not _telling().isdisjoint(lowered.split()):
        yield "tells-of-others"
    if _MONEY.search(lowered):
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
def _whose() -> tuple[str, ...]:
    """What opens a label that names the advertiser: `A message from …:`."""
    return tuple(toml("furniture")["words"]["advertiser-opener"])


@cache
def _sure_labels() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["sure-label"])
