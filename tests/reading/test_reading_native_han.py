"""Chinese, in both scripts, is read with the same nouns as English. All names and cases are invented."""

from __future__ import annotations

import pytest

from counterspy import intake, reading
from counterspy.model import Reading
from counterspy.reading.native.han_numbers import han_quantities, han_value

MAINLAND = """国家安全机关破获一起间谍案

2021年3月，某研究所工程师王建平被境外间谍情报机关策反，先后向对方提供内部资料26份，收受报酬逾40万元。

2022年5月，王建平被国家安全机关依法逮捕。经法院审理，王建平犯间谍罪，被判处有期徒刑九年。
"""
TAIWAN = """退役中校涉共諜案遭起訴

台北地檢署偵辦退役中校許文彥涉嫌為中共刺探軍情案，昨天偵查終結，依違反國家安全法將許文彥提起公訴。

起訴書指出，許文彥2018年起受中國國家安全部吸收，蒐集軍事機密文件共31件。許文彥否認犯行，辯稱只是朋友聚餐。
"""


def read(text: str) -> Reading:
    return reading.read(intake.read_document(intake.Raw(location="t.txt", data=text.encode())))


def names(result: Reading, kind: str) -> set[str]:
    return {entity.name for entity in result.entities if entity.kind == kind}


def test_a_case_told_in_simplified_signs_has_accused_outcomes_and_method() -> None:
    result = read(MAINLAND)
    assert result.relevant
    assert result.unread is None
    [incident] = result.incidents
    people = {entity.id: entity.name for entity in result.entities}
    assert {people[one] for one in incident.accused} == {"王建平"}
    assert {"arrested", "convicted", "sentenced"} <= {one.kind for one in incident.outcomes}
    assert {"recruitment-approach", "insider-theft"} & set(incident.methods)
    assert incident.places == ("CN",)


def test_a_case_told_in_traditional_signs_names_state_and_service_in_its_script() -> None:
    result = read(TAIWAN)
    [incident] = result.incidents
    assert incident.sponsors == ("CN",)
    assert "許文彥" in names(result, "person")
    service = next(entity for entity in result.entities if entity.name == "中國國家安全部")
    assert "Ministry of State Security" in service.aliases
    assert {"charged", "denied"} <= {one.kind for one in incident.outcomes if one.who}


def test_claims_keep_speaker_stance_and_quantity() -> None:
    [counted] = [claim for claim in read(TAIWAN).claims if claim.quantity and claim.quantity.value == 31]
    assert (counted.speaker, counted.speaker_kind, counted.stance) == ("起訴書", "document", "alleged")


@pytest.mark.parametrize(
    ("written", "value"),
    [("6万4000", 64000), ("三千", 3000), ("十二", 12), ("两", 2), ("2.5亿", 250_000_000), ("六十万", 600_000)],
)
def test_numerals_and_figures_have_one_value(written: str, value: float) -> None:
    assert han_value(written) == value


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("逾六十万人受雇", 600_000, "over"),
        ("至少17名公民被捕", 17, "at-least"),
        ("上百份文件", 100, "at-least"),
        ("收取287万余元", 2_870_000, "over"),
        ("奖励一万元以上", 10_000, "at-least"),
        ("占近六成", 60, "under"),
        ("约60份简历", 60, "about"),
        ("最高50万元奖励", 500_000, "at-most"),
        ("被判处八年半监禁", 102, "exactly"),
    ],
)
def test_what_stands_beside_a_number_compares_it(text: str, value: float, comparator: str) -> None:
    first = next(iter(han_quantities(text, text)))
    assert (first.quantity.value, first.quantity.comparator) == (value, comparator)


@pytest.mark.parametrize("text", ["第3名到达", "2021年6月", "一名男子", "今年三十岁"])
def test_ordinals_dates_ages_and_one_of_something_are_no_quantities(text: str) -> None:
    assert not list(han_quantities(text, text))


def test_a_story_about_spies_is_not_espionage() -> None:
    text = (
        "新片上映\n\n这部谍战电影由导演执导，主演饰演特工，观众与影评人称票房可期，剧情围绕间谍展开，本片续集已开拍。\n"
    )
    assert not read(text).relevant
