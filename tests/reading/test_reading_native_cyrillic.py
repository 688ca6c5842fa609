"""Russian is read with the same nouns as English. All names and cases are invented."""

from __future__ import annotations

import pytest

from counterspy import intake, reading
from counterspy.model import Reading
from counterspy.reading.native.cyrillic_numbers import cyrillic_quantities
from counterspy.reading.native.stems import stem_of

STORY = """Инженера завода задержали по подозрению в шпионаже

Служба безопасности Украины задержала инженера завода «Приморье-Маш» Олега Тарасенкова по подозрению в шпионаже.

По версии СБУ, с марта 2021 года Тарасенков передавал секретные чертежи сотруднику ФСБ России \
и получил не менее 40 тысяч гривен.

Тарасенкову предъявлено обвинение. Адвокат Мария Лозинская заявила, что её подзащитный вину не признаёт.
"""


def read(text: str) -> Reading:
    return reading.read(intake.read_document(intake.Raw(location="t.txt", data=text.encode())))


def test_a_case_has_accused_state_behind_service_and_outcomes() -> None:
    result = read(STORY)
    [incident] = result.incidents
    entities = {entity.id: entity for entity in result.entities}
    assert len(incident.accused) == 1
    assert "Тарасенков" in entities[incident.accused[0]].aliases
    assert incident.sponsors == ("RU",)
    assert incident.places == ("UA",)
    assert {"arrested", "charged"} <= {one.kind for one in incident.outcomes if one.who == incident.accused[0]}


def test_forms_of_a_name_in_several_cases_are_one_person() -> None:
    people = [entity for entity in read(STORY).entities if entity.kind == "person"]
    assert sorted(len(entity.mentions) for entity in people) == [1, 3]


def test_what_stands_in_quotation_marks_is_typed_by_the_noun_before_it() -> None:
    assert any(entity.kind == "company" and entity.name == "Приморье-Маш" for entity in read(STORY).entities)


def test_claims_keep_speaker_stance_and_quantity() -> None:
    counted = [claim for claim in read(STORY).claims if claim.quantity]
    assert [(claim.speaker, claim.stance) for claim in counted] == [("СБУ", "alleged")]
    assert counted[0].quantity is not None
    assert (counted[0].quantity.value, counted[0].quantity.comparator) == (40_000, "at-least")
    denied = [claim for claim in read(STORY).claims if claim.stance == "denied"]
    assert [claim.speaker_kind for claim in denied] == ["accused"]


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("получил более 200 человек", 200, "over"),
        ("около 1,7 тысячи человек", 1700, "about"),
        ("не менее шести наблюдателей", 6, "at-least"),
        ("меньше половины штата", 50, "under"),
        ("почти 30 млн рублей", 30_000_000, "under"),
        ("приговорил к пяти годам и шести месяцам лишения свободы", 66, "exactly"),
    ],
)
def test_what_stands_beside_a_number_compares_it(text: str, value: float, comparator: str) -> None:
    first = next(iter(cyrillic_quantities(text, text)))
    assert (first.quantity.value, first.quantity.comparator) == (value, comparator)


@pytest.mark.parametrize("text", ["в 2021 году", "3 июля", "по статье 275 кодекса", "58-летний житель"])
def test_years_days_articles_and_ages_are_no_quantities(text: str) -> None:
    assert not list(cyrillic_quantities(text, text))


@pytest.mark.parametrize(("one", "two"), [("савицкого", "савицкий"), ("агеева", "агеев"), ("анной", "анна")])
def test_cases_share_a_stem(one: str, two: str) -> None:
    assert stem_of(one) == stem_of(two)


def test_another_language_is_named_and_not_read() -> None:
    text = "Der Spion wurde verhaftet. Der Geheimdienst sagte, er habe geheime Unterlagen an die Botschaft gegeben.\n"
    result = read(text)
    assert result.unread == "language 'de' is not read yet"
    assert result.entities == ()
