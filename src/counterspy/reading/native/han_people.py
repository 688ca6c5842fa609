"""Persons in Chinese: a surname and one or two signs where a role or a verb stands beside them; foreign names by `·`.

Invariant: a name is taken for its place in the sentence and its shape, never for whose it is; every later place where a
name stands is the same person's, and so is a part of a foreign name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from counterspy.reading.entities.found import RANK_DEFINED, RANK_FORM, RANK_LEXICON, Found
from counterspy.vocabulary import toml

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_SOUNDS: Final = (
    "阿埃艾安昂奥巴柏班邦保鲍贝本比彼宾波伯博布查茨达戴丹德登迪蒂丁东杜顿多厄恩尔法凡范菲费芬弗夫福盖甘冈高戈格葛根贡古"
    "哈海汉豪赫亨华怀惠霍基吉加贾坚杰金卡凯坎康考柯科克肯库奎拉莱兰朗劳勒雷里利丽莉连林琳留卢鲁路伦罗洛马玛迈麦曼梅门蒙"
    "米密敏明莫默姆穆纳娜奈南内尼年涅宁纽诺努欧帕派潘佩彭皮珀普奇齐恰切琼丘让热日荣瑞若撒萨塞桑瑟森沙莎山尚绍舍申施史舒"
    "斯司思坦塔泰汤唐特腾提田汀廷图托脱娃瓦万威韦维魏温文沃乌武西希席夏香谢辛休许雅亚娅扬杨耶叶伊易因英尤约泽扎詹芝兹佐"
    "丝嘉蕾黛茜薇妮翠谭索苏珍珊露凌什朱祖宗吕季钱钦乔桥道诗萝萍"
)
_FOREIGN: Final = re.compile(rf"[{_SOUNDS}]{{1,6}}(?:[·・‧•][{_SOUNDS}]{{1,7}})+")
_CERTAIN: Final = re.compile(r"[(（]\d{2}岁|[(（]译音|[(（]化名|[(（]音译|[(（]男|[(（]女|[(（][A-Z][a-z]+[ )）]")
_EDGE: Final = frozenset("，。、；：！？（）()“”「」『』《》〈〉 \n\u3000/／|｜,;:")
_SHORT: Final = "男女嫌母妻父夫"
_NO_SIGN: Final = frozenset("的了吗呢吧们被遭把将称这那不无有说在是与和及或等某")
_SELDOM_GIVEN: Final = frozenset(
    "为于以由向对从经据到自并而但因已曾某一上下内外前后中该本其此个名家年月日多次人方面全部门务作用"
)
_ALSO_WORDS: Final = frozenset("于向时安常应左文何高金万方古连白路全成武管游车项温易水包费毛史石")
"""Surnames that are words of everyday as well: a name with one needs a role before it."""
_LOOK: Final = 6


@cache
def _people() -> dict[str, tuple[str, ...]]:
    rows = toml("zh-names")["person"]
    return {name: tuple(words) for name, words in rows.items()}


@cache
def _strong_roles() -> tuple[str, ...]:
    weak = {"男", "籍", "人员", "代表", "成员", "官员", "居民", "商人", "学生", "间谍", "主管", "公民", "翻译"}
    return tuple(role for role in _people()["roles"] if len(role) > 1 and role not in weak)


@cache
def _two_signs() -> frozenset[str]:
    return frozenset((*_people()["compound"], *_people()["japanese"]))


def find_han_people(folded: str, taken: bytearray) -> Iterator[Found]:
    """Find persons.

    Args:
        folded: The folded text.
        taken: 1 where a name of the lexicon or a body stands: no person begins there.

    Yields:
        In no order, some overlapping.
    """
    names = dict.fromkeys(_with_reason(folded, taken))
    names.update(dict.fromkeys(_joined(folded, names)))
    for name in names:
        for found in re.finditer(re.escape(name), folded):
            if not (taken[found.start()] and taken[found.end() - 1]):
                yield _person(found.start(), found.end(), name, RANK_FORM)
    yield from _short_forms(folded, names)
    yield from _foreign(folded)


def _person(start: int, end: int, key: str, rank: int) -> Found:
    return Found(start=start, end=end, kind="person", name=key, rule="person", rank=rank, key=f"person {key}")


def _with_reason(folded: str, taken: bytearray) -> Iterator[str]:
    people = _people()
    surnames = frozenset("".join(people["surnames"]))
    seen: dict[str, int] = {}
    for run in _HAN.finditer(folded):
        for start in range(run.start(), run.end() - 1):
            sign = folded[start]
            two = folded[start : start + 2]
            size = 2 if two in _two_signs() else 1 if sign in surnames else 0
            if not size or taken[start] or two in people["never"]:
                continue
            name = _name_at(folded, start, size, run.end())
            if name is None:
                continue
            reason = _reason(folded, start, start + len(name))
            if reason >= 2:
                yield name
            elif reason == 1 and len(name) == size + 2:
                seen[name] = seen.get(name, 0) + 1
                if seen[name] >= 2:
                    yield name


def _joined(folded: str, names: dict[str, None]) -> Iterator[str]:
    """Give the names that are listed behind one: `A、B及C`."""
    surnames = frozenset("".join(_people()["surnames"]))
    for name in names:
        for found in re.finditer(re.escape(name), folded):
            at = found.end()
            while gap := _LISTED.match(folded, at):
                start = gap.end()
                two = folded[start : start + 2]
                size = 2 if two in _two_signs() else 1 if two[:1] in surnames else 0
                other = _name_at(folded, start, size, len(folded)) if size and two not in _people()["never"] else None
                if other is None or len(other) < size + 1:
                    break
                at = start + len(other)
                if not (_is_edge(folded, at) or folded.startswith(_people()["after"], at)):
                    break
                yield other


_LISTED: Final = re.compile(r"(?:[(（][^()（）]{1,12}[)）])?(?:、|以及|及|和|与)")


def _name_at(folded: str, start: int, size: int, limit: int) -> str | None:
    """Give the name that begins at a surname: with two given signs where the third may be one, else with one."""
    not_last = _people()["not-last"]
    given = folded[start + size : min(limit, start + size + 2)]
    if len(given) == 2 and not "\u3400" <= given[1] <= "\u9fff":
        given = given[:1]
    if not given or given[0] in _NO_SIGN:
        return None
    if folded[start + 1 : start + 2] == "某":
        return None
    last = "".join(not_last)
    if len(given) == 2 and given[1] not in last and given[1] not in _NO_SIGN:
        two = folded[start : start + size + 1]
        whole = two + given[1]
        # another sign behind the same two elsewhere: the name ends before it
        around = max(0, start - _AROUND), start + _AROUND
        if folded.count(two, *around) <= folded.count(whole, *around) or _is_edge(folded, start + size + 2):
            return whole
    return folded[start : start + size + 1]


_AROUND: Final = 4000
"""How far around a name the same signs are counted, code points."""


def _is_edge(folded: str, at: int) -> bool:
    return at >= len(folded) or folded[at] in _EDGE


def _reason(folded: str, start: int, end: int) -> int:
    """Weigh what stands beside a name: 2 is enough, 1 where it is said again."""
    people = _people()
    if _CERTAIN.match(folded, end):
        return 2
    before = folded[max(0, start - _LOOK) : start]
    has_role = before.endswith(people["roles"])
    if not before.endswith(_strong_roles()):
        is_word = folded[start] in _ALSO_WORDS and end - start < 4
        if is_word or any(sign in _SELDOM_GIVEN for sign in folded[start + 1 : end]):
            return 0
    is_followed = (
        _is_edge(folded, end)
        or folded[end].isdigit()
        or folded.startswith(people["after"], end)
        or folded.startswith(people["roles"], end)
    )
    if has_role and is_followed:
        return 2
    is_opened = start == 0 or folded[start - 1] in _EDGE
    if is_opened and folded.startswith(_SAYING, end) and end - start > 2:
        return 2
    is_listed = start > 0 and folded[start - 1] in "、及与和" and is_followed and end - start > 2
    return 1 if (is_opened or is_listed or has_role) and is_followed else 0


_SAYING: Final = ("否认", "承认", "涉嫌", "被捕", "获刑", "表示", "指出", "辩称", "被控", "被判", "供称", "认罪")


def _short_forms(folded: str, names: dict[str, None]) -> Iterator[Found]:
    """Give `林男`, `李某` and the like; the first goes to the only person of that surname."""
    surnames = "".join(_people()["surnames"])
    for found in re.finditer(rf"([{surnames}])某(?:某|甲|乙|丙)?", folded):
        yield _person(found.start(), found.end(), found.group(), RANK_DEFINED)
    owners: dict[str, list[str]] = {}
    for name in names:
        owners.setdefault(name[0], []).append(name)
    for surname, whole in owners.items():
        for found in re.finditer(rf"{surname}(?:[{_SHORT}](?![子性士孩])|姓(?:男子|女子))", folded):
            yield _person(found.start(), found.end(), whole[0], RANK_LEXICON)


def _foreign(folded: str) -> Iterator[Found]:
    for found in _FOREIGN.finditer(folded):
        name = found.group()
        yield _person(found.start(), found.end(), name, RANK_FORM)
        last = re.split(r"[·・‧•]", name)[-1]
        if len(last) > 1:
            for again in re.finditer(re.escape(last), folded):
                yield _person(again.start(), again.end(), name, RANK_LEXICON)
