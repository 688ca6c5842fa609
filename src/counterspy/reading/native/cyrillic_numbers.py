"""Quantities in Russian: figures with their scale, numerals in any case, and the words that compare.

Invariant: years, days of a month, hours, ages, articles of a law and numbers of units are no quantities; a sentence
of years and months is in months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from counterspy.model import Quantity
from counterspy.reading.page import QuantitySpan

_WORDS: Final = (
    ("двадцат", 20), ("тридцат", 30), ("сорок", 40), ("пятидесят", 50), ("пятьдесят", 50), ("шестьдесят", 60),
    ("шестидесят", 60), ("семьдесят", 70), ("восемьдесят", 80), ("девяност", 90), ("двести", 200),
    ("двухсот", 200), ("триста", 300), ("трехсот", 300), ("четыреста", 400), ("пятьсот", 500), ("пятисот", 500),
    ("шестьсот", 600), ("семьсот", 700), ("восемьсот", 800), ("девятьсот", 900), ("одиннадцат", 11),
    ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14), ("пятнадцат", 15), ("шестнадцат", 16),
    ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("десят", 10), ("девят", 9), ("восемь", 8),
    ("восьми", 8), ("семер", 7), ("семь", 7), ("семи", 7), ("шестер", 6), ("шест", 6), ("пятер", 5), ("пять", 5),
    ("пяти", 5), ("четыр", 4), ("четвер", 4), ("трое", 3), ("троих", 3), ("троим", 3), ("три", 3), ("трех", 3),
    ("трем", 3), ("двое", 2), ("двоих", 2), ("двоим", 2), ("две", 2), ("два", 2), ("двух", 2), ("двум", 2),
    ("сотн", 100), ("сто", 100), ("ста", 100), ("полутора", 1.5), ("полтора", 1.5), ("дюжин", 12),
)  # fmt: skip
_NUMERAL: Final = (
    r"(?:(?:двадцат|тридцат|сорок|пят[ьи]десят|шест[ьи]десят|семьдесят|восемьдесят|девяност|двести|двухсот|триста|трехсот|"
    r"четыреста|пятьсот|пятисот|шестьсот|семьсот|восемьсот|девятьсот|(?:один|две|три|четыр|пят|шест|сем|восем|девят)надцат)[а-я]{0,3}|"
    r"(?:десят(?:ь|и|ью|ков?|ок)|девят(?:ь|и|ью)|восе?мь?(?:ь|и|ью)|сем(?:ь|и|ью|еро|ерых)|шест(?:ь|и|ью|еро|ерых)|пят(?:ь|и|ью|еро|ерых)|"
    r"четыре(?:х|м|мя)?|четверо|четверых|тр(?:и|ех|ем|емя|ое|оих|оим)|дв(?:а|е|ух|ум|умя|ое|оих|оим)|сто|ста|сотн[а-я]+|полутора|полтора|дюжин[а-я]+))"
)
_FIGURE: Final = r"\d{1,3}(?:[ \u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SCALE: Final = (
    r"тысяч[а-я]*|тыс\.?|миллион[а-я]*|млн\.?|миллиард[а-я]*|млрд\.?|трлн\.?|десятк[а-я]+|сот[а-я]{0,2}|сотн[а-я]+"
)
_BEFORE: Final = {
    "не менее": "at-least", "не меньше": "at-least", "как минимум": "at-least", "по меньшей мере": "at-least",
    "минимум": "at-least", "хотя бы": "at-least", "более": "over", "больше": "over", "свыше": "over",
    "более чем": "over",
    "около": "about", "примерно": "about", "порядка": "about", "приблизительно": "about", "почти": "under",
    "менее": "under",
    "меньше": "under", "до": "at-most", "не более": "at-most", "не больше": "at-most", "максимум": "at-most",
    "не свыше": "at-most", "от": "at-least", "менее чем": "under", "порядке": "about", "вплоть до": "at-most",
}  # fmt: skip
_COMPARED: Final = "|".join(sorted(_BEFORE, key=len, reverse=True))
_MONEY: Final = re.compile(
    r"(?:рубл|доллар|евро|гривен|гривн|тенге|сом[а-я]|фунт|юан|крон|франк|лир|шекел|злот|сум[а-я]|лари|драм|манат|биткоин|иен)"
)
_WHOLE: Final = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<before>{_COMPARED})\s)?(?P<value>{_FIGURE}|{_NUMERAL}(?:\s{_NUMERAL})?)"
    rf"(?:\s?(?:–|—|-|до)\s?(?P<last>{_FIGURE}|{_NUMERAL}))?(?:\s(?P<scale>{_SCALE}))?"
    r"(?P<percent>\s?%|\sпроцент[а-я]*)?(?![\w:/-]|[.,]\d)(?:\s(?P<unit>[«a-zа-я$€][\w»-]*(?:\s[а-я-]+)?))?"
)
_TERM: Final = re.compile(
    rf"(?<![\w-])(?:(?P<before>{_COMPARED})\s)?(?P<years>{_FIGURE}|{_NUMERAL})(?:\s(?:до|–)\s(?P<last>{_FIGURE}|{_NUMERAL}))?\s(?:год[а-я]*|лет)"
    rf"(?:\s(?:и\s)?(?P<months>{_FIGURE}|{_NUMERAL})\sмесяц[а-я]*)?"
    r"(?=(?P<after>(?:\s[а-я]+){0,3}?\s(?:лишени|колони|заключени|тюрьм|строгого|условно|пробацион|ограничени|принудит|режима)))?"
)
_SENTENCING: Final = re.compile(r"приговор|осужден|получил|назначил|грозит|срок|лишени|наказан")
_HALF: Final = re.compile(
    rf"(?<![\w-])(?:(?P<before>{_COMPARED})\s)?(?P<what>половин[а-я]+|треть|трети|четверть|четверти)(?![\w-])"
)
_EVERY: Final = re.compile(
    r"(?:(?P<before>примерно|почти|около)\s)?кажд[а-я]+\s(?P<nth>втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)[а-я]+"
)
_TIMES: Final = re.compile(
    r"(?:в(?P<word>двое|трое|четверо)|в\s(?P<figure>\d+(?:,\d+)?|два|три|четыре|пять)\sраза?)(?![\w-])"
)
_ORDINAL: Final = re.compile(
    r"(?<![\w-])(?:это|стал[а-я]?|уже)\s(?:уже\s)?"
    r"(?:(?P<figure>\d+)-[йея]|(?P<word>втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)"
    r"(?:ый|ой|ое|ая|ий|ье|ья|ым))\s(?P<unit>[а-я-]+(?:\s[а-я-]+)?)"
)
_NTH: Final = {
    "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
    "одиннадцат": 11, "двенадцат": 12,
}  # fmt: skip
_NO_UNIT: Final = re.compile(
    r"(?:год|лет|месяц|недел|дн|день|суток|час|минут|секунд|январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    r"ук\b|см\b|метр|"
    r"километр|км|статьи|г\b|и\b|или|в\b|на\b|по\b|он|она|что|а\b|но\b|за\b|с\b|из\b|году|века|тура|туре|ход|раунд|стать|част|очк)"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:стать[а-яё]+|ст\.|част[ьюия]+|ч\.|№|номер[а-я]*|пункт[а-я]*|школ[а-я]+|центр[а-я]*|unit|параграф[а-я]*|"
    r"глав[а-я]+|дом|серии|квартир[а-я]|кабинет[а-я]*|"
    r"войсков\w+ част\w+|[А-Я]{2,}|в возрасте|кодекса|,\d)\s$"
)


def cyrillic_quantities(folded: str, flat: str) -> Iterator[QuantitySpan]:
    """Give quantities in order of position; some may overlap the one before."""
    found = [*_terms(folded), *_shares(folded), *_ordinals(folded, flat), *_counts(folded, flat)]
    return iter(sorted(found, key=lambda span: (span.start, -span.end)))


def cyrillic_value(written: str) -> float:
    """Give the value of a figure or a numeral without its scale."""
    if written[:1].isdigit():
        plain = written.replace(" ", "").replace("\u202f", "")
        return float(plain.replace(",", "."))
    return float(sum(_numeral(word) for word in written.split()))


def _numeral(word: str) -> float:
    return next((value for stem, value in _WORDS if word.startswith(stem)), 0)


def _scaled(value: float, scale: str | None) -> float:
    if not scale:
        return value
    if scale.startswith("тыс"):
        return value * 1000
    if scale.startswith(("миллиард", "млрд")):
        return value * 1e9
    if scale.startswith("трлн"):
        return value * 1e12
    return value * (1e6 if scale.startswith(("миллион", "млн")) else 10 if scale.startswith("десят") else 100)


def _span(start: int, end: int, value: float, comparator: str, unit: str, kind: str) -> QuantitySpan:
    return QuantitySpan(
        start=start, end=end, quantity=Quantity(value=round(value, 2), comparator=comparator, unit=unit), kind=kind
    )


def _terms(folded: str) -> Iterator[QuantitySpan]:
    for found in _TERM.finditer(folded):
        if not found["after"] and not _SENTENCING.search(folded, max(0, found.start() - 30), found.start()):
            continue
        value = cyrillic_value(found["years"])
        if value > 99:
            continue
        months = cyrillic_value(found["months"]) if found["months"] else 0
        comparator = "at-least" if found["last"] else _BEFORE.get(found["before"] or "", "exactly")
        end = found.end() + len(found["after"] or "")
        while end < len(folded) and folded[end].isalpha():
            end += 1
        unit = "месяцев лишения свободы" if months else "лет лишения свободы"
        yield _span(found.start(), end, value * 12 + months if months else value, comparator, unit, "duration")


def _shares(folded: str) -> Iterator[QuantitySpan]:
    for found in _HALF.finditer(folded):
        value = 50.0 if found["what"].startswith("пол") else 33.3 if found["what"].startswith("тр") else 25.0
        yield _span(
            found.start(), found.end(), value, _BEFORE.get(found["before"] or "", "exactly"), "процентов", "percent"
        )
    for found in _EVERY.finditer(folded):
        comparator = "exactly" if not found["before"] else "under" if found["before"] == "почти" else "about"
        yield _span(found.start(), found.end(), 100 / _NTH[found["nth"]], comparator, "процентов", "percent")
    for found in _TIMES.finditer(folded):
        word = found["word"] or found["figure"]
        value = cyrillic_value(word) if word[0].isdigit() else _numeral(word)
        yield _span(found.start(), found.end(), value, "exactly", "раза", "count")


def _ordinals(folded: str, flat: str) -> Iterator[QuantitySpan]:
    for found in _ORDINAL.finditer(folded):
        value = float(found["figure"]) if found["figure"] else float(_NTH[found["word"]])
        yield _span(
            found.start(), found.end(), value, "exactly", flat[found.start("unit") : found.end("unit")], "count"
        )


def _counts(folded: str, flat: str) -> Iterator[QuantitySpan]:
    for found in _WHOLE.finditer(folded):
        unit = found["unit"] or ""
        is_share = bool(found["percent"])
        is_year = re.fullmatch(r"(?:19|20)\d\d", found["value"]) and not found["scale"] and not found["before"]
        value = _scaled(cyrillic_value(found["value"]), found["scale"])
        if is_year or not value or (value == 1 and not found["scale"]):
            continue
        if not is_share and not found["scale"] and (not unit or _NO_UNIT.match(unit)):
            continue
        if _NOT_BEFORE.search(flat[max(0, found.start() - 24) : found.start()]):
            continue
        comparator = "at-least" if found["last"] else _BEFORE.get(found["before"] or "", "exactly")
        kind = "percent" if is_share else "money" if _MONEY.match(unit) else "count"
        unit = "процентов" if is_share else flat[found.start("unit") : found.end("unit")] if unit else "единиц"
        yield _span(found.start(), found.end(), value, comparator, unit, kind)
