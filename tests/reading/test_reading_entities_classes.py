"""Classes of names that no list holds: found by their form and by what stands around them."""

import pytest

from counterspy.model import Block, ReadEntity
from counterspy.reading.entities import find_entities
from counterspy.reading.sentences import split_sentences


def read(text: str, language: str = "en") -> dict[str, ReadEntity]:
    """Every surface form with its entity."""
    sentences = split_sentences(text, (Block(start=0, end=len(text), kind="paragraph"),), language)
    entities = find_entities(text, sentences, language=language, title=None)
    return {text[m.start : m.end]: entity for entity in entities for m in entity.mentions}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("It was late. Phan Thị Mộng Quyên, a blogger, opened the file.", "Phan Thị Mộng Quyên"),
        ("The court heard Feride Karadut, 41, on Monday.", "Feride Karadut"),
        ("The owner of the boatyard, Sjoerd Wiersinga, denied it.", "Sjoerd Wiersinga"),
        ("The then secretary-general, Nadhir al-Quraydi, resigned.", "Nadhir al-Quraydi"),
        ("He named Adunni Oyekanlade-Brown as the buyer.", "Adunni Oyekanlade-Brown"),
        ("Guðrún Snæbjarnardóttir said that nothing was lost.", "Guðrún Snæbjarnardóttir"),
        ("It was signed. Baltasar Ocampo Quiñones, Director of Special Affairs, left.", "Baltasar Ocampo Quiñones"),
        ("The third was identified only as T. K. and is at large.", "T. K."),
    ],
)
def test_persons_of_many_cultures_are_found(text: str, form: str) -> None:
    assert read(text)[form].kind == "person"


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("The campaign, which we track as SLATE OTTER, hit the group's victims.", "SLATE OTTER", "actor-group"),
        ("The actor installs an implant named INKWELLER in memory.", "INKWELLER", "technology"),
        ("A developer calling himself Radomil Vesk took the job.", "Radomil Vesk", "persona"),
        ("They lived there for years as “Ruy Bastos Leme” and “Iara Leme”.", "Iara Leme", "persona"),
        ("It was offered for sale on the forum by “locksmith_q”.", "locksmith_q", "persona"),
        ("Prosecutors charged Carrow Agritech Sdn. Bhd. with export offences.", "Carrow Agritech Sdn. Bhd.", "company"),
        ("A paper by Lindell & Obasi, a consultancy, says so.", "Lindell & Obasi", "company"),
        ("He worked as an engineer at Tovarna and left in May.", "Tovarna", "company"),
        ("It took orders from the Ninth Directorate of the SVR.", "Ninth Directorate of the SVR", "service"),
        ("The National Anti-Corruption Prosecutor opened a case.", "National Anti-Corruption Prosecutor", "agency"),
        ("The site hakem-haber[.]net copied a newspaper.", "hakem-haber[.]net", "platform"),
        (
            "It falls under the Special Measures (Ruritania) Regulations.",
            "Special Measures (Ruritania) Regulations",
            "law",
        ),
        ("Customs stopped the lorry at Zwijndrecht in March.", "Zwijndrecht", "place"),
        ("He is a mechanic from Pasvalys and owns a van.", "Pasvalys", "place"),
        ("The plan was called Project TIDEGATE by its authors.", "Project TIDEGATE", "technology"),
    ],
)
def test_a_class_of_names_is_seen_as_what_it_is(text: str, form: str, kind: str) -> None:
    assert read(text)[form].kind == kind


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The suspicion is one of violating the Unfair Competition law.", "Unfair Competition"),
        ("They had presented themselves as Maldivian students.", "Maldivian"),
        ("The Australian high commissioner was summoned.", "Australian"),
        ("It was published in Dhivehi and English.", "Dhivehi"),
    ],
)
def test_ordinary_capitals_are_no_persons_and_no_firms(text: str, form: str) -> None:
    assert form not in read(text)


def test_a_body_named_again_by_its_head_is_the_same_body() -> None:
    found = read("The Observatory on Port Security, a network, met. On Friday the Observatory published figures.")
    assert found["Observatory"] is found["Observatory on Port Security"]


def test_a_surname_with_its_particle_belongs_to_the_full_name() -> None:
    found = read("Joost van Ravels, a chemist, was held. Van Ravels denies everything.")
    assert found["Van Ravels"] is found["Joost van Ravels"]


def test_the_first_of_two_surnames_belongs_to_the_full_name() -> None:
    found = read("Ramiro Ocampo Quiñones, a colonel, was charged. The lawyer of Ocampo declined to comment.")
    assert found["Ocampo"] is found["Ramiro Ocampo Quiñones"]


def test_a_name_in_its_own_script_in_brackets_is_the_same_person() -> None:
    found = read("Vadim Zhuravko (Вадим Журавко) was listed in May.")
    assert found["Вадим Журавко"] is found["Vadim Zhuravko"]


def test_a_ministry_behind_another_state_is_that_states() -> None:
    assert read("Pakistan's Foreign Office rejected the charge.")["Foreign Office"].country == "PK"


def test_a_small_l_read_for_a_capital_i_is_mended() -> None:
    found = read("He met two officers of the National lntelligence Service of South Korea.")
    assert any(entity.kind == "service" for entity in found.values())


def test_a_line_with_a_name_and_nothing_else_is_a_person() -> None:
    text = "THE COAST IN WINTER\n\nRagnhild Osterlund\n\nThe ship was seen in May."
    blocks = (
        Block(start=0, end=19, kind="title"),
        Block(start=21, end=39, kind="heading"),
        Block(start=41, end=len(text), kind="paragraph"),
    )
    entities = find_entities(text, split_sentences(text, blocks, "en"), language="en", title=None)
    assert [(e.name, e.kind) for e in entities] == [("Ragnhild Osterlund", "person")]


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("他被美国中央情报局人员策反。", "美国中央情报局", "service"),
        ("克格勃档案已经公开。", "克格勃", "service"),
        ("美国驻华大使馆没有回应。", "美国驻华大使馆", "agency"),
        ("法院认定郑氏有罪。", "郑氏", "person"),
    ],
)
def test_chinese_names_are_found(text: str, form: str, kind: str) -> None:
    assert read(text, "zh")[form].kind == kind


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Его задержали в Калуге в среду.", "Калуге", "place"),
        ("Он писал Секретной разведывательной службе.", "Секретной разведывательной службе", "service"),
        ("Тульский областной суд арестовал его.", "Тульский областной суд", "agency"),
        ("В суд пришла Ирина Вересаева.", "Ирина Вересаева", "person"),
    ],
)
def test_russian_names_are_found_in_any_case(text: str, form: str, kind: str) -> None:
    assert read(text, "ru")[form].kind == kind
