"""Quantities in Chinese: figures, numerals and both mixed, with what stands before and behind them.

Invariant: a number that counts years of a calendar, hours, ages, articles of a law or what is first and second is no
quantity; a sentence of years and months is in the smallest unit stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from counterspy.model import Quantity
from counterspy.reading.page import QuantitySpan

_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NUMBER: Final = (
    r"(?:\d[\d,]*(?:\.\d+)?(?:[百千万亿]+(?:\d{1,4}(?![\d年月日]))?)?|[一二两三四五六七八九十百千万亿零〇]+)"
)
_BEFORE: Final = {
    "over": ("逾", "超过", "超", "多达", "高达", "数以", "不止"),
    "at-least": ("至少", "不少于", "最少", "不低于", "上", "起码"),
    "at-most": ("最高", "最多", "至多", "不超过", "不多于", "上限"),
    "under": ("近", "接近", "不到", "不足", "将近", "少于", "低于"),
    "about": ("约", "大约", "大概", "估计在", "约为", "左右", "大致"),
}
_BEFORE_BY_SIGN: Final = {word: name for name, words in _BEFORE.items() for word in words}
_COMPARED: Final = "|".join(sorted(_BEFORE_BY_SIGN, key=len, reverse=True))
_MONEY: Final = (
    "美元|欧元|英镑|日元|日圆|卢布|新元|新台币|台币|人民币|港元|港币|澳元|加元|韩元|元|新币|令吉|泰铢|美金|克朗|法郎|卢比|马克|比索|"
    "越南盾|里拉|格里夫纳"
)
_MEASURES: Final = (
    "名|人|位|件|份|起|家|次|台|个|宗|批|项|张|套|枚|艘|架|部|条|页|篇|封|种|类|处|所|万次|倍|人次|户|组|支|辆|GB|TB|MB|公斤|吨|"
    "部门|例|笔|款|座|只|层|册|颗|块|笔|段|幅|通|则|万份"
)
_TERM: Final = re.compile(
    rf"(?P<years>{_NUMBER}|半)\s?年(?P<half>半)?(?:零?(?P<months>{_NUMBER})\s?个?月)?|(?P<only>{_NUMBER})\s?个月(?P<halfmonth>半)?"
)
_TERM_BEFORE: Final = re.compile(
    r"(?:徒刑|坐牢|判监|监禁|判处|判囚|获刑|被判|判刑|刑期|服刑|剥夺政治权利|缓刑|入狱|囚禁|处|刑度不到|刑度近)$"
)
_TERM_AFTER: Final = re.compile(r"(?:以上|以下)?(?:有期)?(?:徒刑|监禁|的?刑|判刑|牢狱)")
_WHOLE: Final = re.compile(
    rf"(?P<before>{_COMPARED})?(?:了|为|在|有|共|达)?\s?"
    rf"(?P<coin>新台币|人民币|美元|港币)?\s?(?P<value>数?{_NUMBER})\s?(?P<more>多|余)?(?P<scale>[万亿千百]+)?(?P<more2>多|余)?"
    rf"(?:\s?(?:至|到|－|-|—|~|～)\s?(?P<last>{_NUMBER}))?\s?"
    rf"(?P<unit>{_MONEY}|(?:{_MEASURES})(?![月]))(?P<after>以上|以下|以内|左右|上下|不等|之多|余|多|半)?"
)
_SHARE: Final = re.compile(
    rf"(?P<before>{_COMPARED})?(?:在)?(?:百分之(?P<hundredths>{_NUMBER})|"
    rf"(?P<percent>\d+(?:\.\d+)?)\s?[%％]|(?P<tenths>[一二两三四五六七八九])成(?P<rest>[一二三四五六七八九半])?(?![为员立功年本果])|"
    rf"(?P<under>[二三四五六七八九十])分之(?P<over>{_NUMBER})|(?P<half>一半|半数|过半|近半|大半))(?P<after>以上|以下|左右|多)?"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:第|每隔|今|世纪|\d年|图|表|附件|案例|[0-9.]|第[一二三四五六七八九十]+|之|另|同|任何|唯|统|有)$"
)
_TWO_FOLK: Final = ("两人", "二人", "一人", "两国", "两个", "一个", "一次", "一起", "一些")
_UNIT_REACH: Final = re.compile(
    r"[\u3400-\u9fff]{0,6}?(?=[，。、；：（）“”「」！？]|的|被|在|因|为|从|与|和|及|遭|向|用|已|$)"
)


def han_quantities(folded: str, flat: str) -> Iterator[QuantitySpan]:
    """Give quantities in order of position; some may overlap the one before."""
    found = [*_terms(folded), *_shares(folded), *_counts(folded, flat)]
    return iter(sorted(found, key=lambda span: (span.start, -span.end)))


def han_value(written: str) -> float:
    """Give the value of a number: `6万4000`, `三千`, `2.5亿`, `八`."""
    text = written.replace(",", "").lstrip("数")
    plain = re.fullmatch(r"(\d+(?:\.\d+)?)([百千万亿]*)(\d*)", text)
    if plain:
        value = float(plain[1])
        for sign in plain[2]:
            value *= _SCALES[sign]
        return value + (float(plain[3]) if plain[3] else 0.0)
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = digit * 10 + _DIGITS[sign] if digit and "十" not in text else _DIGITS[sign]
        elif sign in "万亿":
            total = (total + section + digit or 1) * _SCALES[sign]
            section = digit = 0
        else:
            section += (digit or 1) * _SCALES[sign]
            digit = 0
    return float(total + section + digit)


def _span(start: int, end: int, value: float, comparator: str, unit: str, kind: str) -> QuantitySpan:
    return QuantitySpan(
        start=start, end=end, quantity=Quantity(value=value, comparator=comparator, unit=unit), kind=kind
    )


def _terms(folded: str) -> Iterator[QuantitySpan]:
    for found in _TERM.finditer(folded):
        before = _TERM_BEFORE.search(folded[max(0, found.start() - 8) : found.start()])
        after = _TERM_AFTER.match(folded, found.end())
        is_about = found["only"] and re.search(
            "(?:约|近|超过|长达|逾)$", folded[max(0, found.start() - 2) : found.start()]
        )
        if not (before or after or is_about) or len(found["years"] or "") > 3:
            continue
        months = found["months"] or found["only"]
        if found["years"] == "半" or (found["years"] is None and not found["only"]):
            continue
        years = han_value(found["years"]) if found["years"] else 0.0
        is_months = bool(months or found["half"])
        value = years * 12 + (han_value(months) if months else 0) + 6 * bool(found["half"]) if is_months else years
        words = folded[max(0, found.start() - 3) : found.start()]
        comparator = next((name for word, name in _BEFORE_BY_SIGN.items() if words.endswith(word)), "exactly")
        if folded.startswith("以上", found.end()):
            comparator = "at-least"
        elif folded.startswith("以下", found.end()):
            comparator = "at-most"
        if comparator == "under" and not is_months and "不到" in words:
            value, is_months = value * 12, True
        yield _span(found.start(), found.end(), value, comparator, "个月" if is_months else "年", "duration")


def _shares(folded: str) -> Iterator[QuantitySpan]:
    for found in _SHARE.finditer(folded):
        if found["hundredths"]:
            value = han_value(found["hundredths"])
        elif found["percent"]:
            value = float(found["percent"])
        elif found["tenths"]:
            rest = found["rest"]
            value = 10.0 * _DIGITS[found["tenths"]] + (5 if rest == "半" else _DIGITS.get(rest or "零", 0))
        elif found["under"]:
            under = han_value(found["under"])
            value = round(100 * han_value(found["over"]) / under, 1) if under else 0.0
        else:
            value = 50.0
        comparator = _BEFORE_BY_SIGN.get(found["before"] or "", "exactly")
        comparator = {"过半": "over", "大半": "over", "近半": "under"}.get(found["half"] or "", comparator)
        if found["before"] == "" and folded[found.start() - 1] == "约":
            comparator = "about"
        if comparator == "exactly" and folded[max(0, found.start() - 2) : found.start()].endswith(("约有", "大约")):
            comparator = "about"
        comparator = {"以上": "at-least", "以下": "at-most", "左右": "about", "多": "over"}.get(
            found["after"] or "", comparator
        )
        yield _span(found.start(), found.end(), value, comparator, "百分比", "percent")


def _counts(folded: str, flat: str) -> Iterator[QuantitySpan]:
    for found in _WHOLE.finditer(folded):
        start, end, unit = found.start(), found.end(), found["unit"]
        before = folded[max(0, start - 4) : start]
        if _NOT_BEFORE.search(before) or _is_none(found, before):
            continue
        value = han_value(found["value"])
        for sign in found["scale"] or "":
            value *= _SCALES[sign]
        last_scale = found["last"] and re.search("[万亿]", found["last"])
        if last_scale and not re.search("[万亿]", found["value"]):
            value *= _SCALES[last_scale.group()]
        if unit == "倍" and found["after"] == "半":
            value += 0.5
        kind = "money" if re.fullmatch(_MONEY, unit) or found["coin"] else "count"
        if kind == "count":
            reach = _UNIT_REACH.match(folded, end)
            unit = flat[found.start("unit") : reach.end() if reach and len(reach.group()) < 6 else found.end("unit")]
        yield _span(start, end, value, _comparator(found, folded), unit or found["unit"], kind)


def _comparator(found: re.Match[str], folded: str) -> str:
    after = found["after"] or ""
    if found["last"]:
        return "at-least"
    if after in ("以上", "余", "多", "以下", "以内", "左右", "上下"):
        return {"以上": "at-least", "以下": "at-most", "以内": "at-most", "左右": "about", "上下": "about"}.get(
            after, "over"
        )
    if found["more"] or found["more2"] or found["value"].startswith("数"):
        return "over"
    if found["before"]:
        return _BEFORE_BY_SIGN.get(found["before"], "exactly")
    words = folded[max(0, found.start() - 4) : found.start()]
    return next(
        (
            name
            for word, name in _BEFORE_BY_SIGN.items()
            if len(word) > 1 and words.rstrip("有为了在共达").endswith(word)
        ),
        "exactly",
    )


def _is_none(found: re.Match[str], before: str) -> bool:
    """Whether a match counts nothing: one of something, the two just named, a vague word."""
    value, unit = found["value"], found["unit"]
    if value in ("一", "1", "百", "千", "万", "亿", "零", "两") and not (
        found["scale"] or found["before"] or found["more"]
    ):
        is_two = value == "两" and unit in ("名", "起", "项", "宗", "份", "件", "台", "家")
        return not is_two
    if value in ("百", "千", "万", "十") and not (found["scale"] or found["before"] or found["more"]):
        return True
    is_person = unit == "人" and value in ("两", "二", "一")
    return is_person or (
        unit in ("部", "所", "处", "条", "层", "段", "组", "支", "面", "只", "通", "则") and value.isdigit() is False
    )
