from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterspy.model import Block, ReadEntity
from counterspy.reading.entities import find_entities
from counterspy.reading.sentences import split_sentences


def read(text: str, title: str = "") -> tuple[str, tuple[ReadEntity, ...]]:
    whole = f"{title}\n\n{text}" if title else text
    blocks = [Block(start=0, end=len(title), kind="title")] if title else []
    blocks.append(Block(start=len(whole) - len(text), end=len(whole), kind="paragraph"))
    sentences = split_sentences(whole, tuple(blocks), "en")
    return whole, find_entities(whole, sentences, language="en", title=title or None)


def names(text: str, title: str = "") -> dict[str, str]:
    """Every surface form, line ends as blanks, with its kind."""
    whole, entities = read(text, title)
    return {" ".join(whole[m.start : m.end].split()): e.kind for e in entities for m in e.mentions}


def together(text: str, *forms: str) -> bool:
    """Whether all forms are mentions of one entity."""
    whole, entities = read(text)
    surfaces = [{" ".join(whole[m.start : m.end].split()) for m in e.mentions} for e in entities]
    return any(set(forms) <= one for one in surfaces)


BALTIC = (
    "Estonian prosecutors said on Monday that Rasmus Kiviselg, a project manager at Tarvel Optics OÜ in "
    "Tartu, had handed drawings of the company's Hiirepuu thermal sight to an officer of the GRU. The "
    "Estonian Internal Security Service (KAPO) arrested Kiviselg in March 2021. His lawyer, Maarja Lindvere, "
    'called the charges absurd. "Mr Kiviselg never met a spy in his life," Lindvere told the weekly Saarte '
    "Leht."
)
RELEASE = (
    "Anneliese Brandvold, 34, of Harwick, Minnesota, pleaded guilty in the District of Minnesota to acting as "
    "an agent of the Republic of Belarus. Brandvold received messages from a handler known as “Uncle Vadim”. "
    "Assistant Attorney General Marcus Teel announced the plea. The FBI Minneapolis Field Office "
    "investigated. She faces 10 years under 18 U.S.C. § 951."
)
GROUP = (
    "The hacking group Quiet Heron, also known as UNC4821, deployed a backdoor called LANTERNFISH against the "
    "Ministry of Transport of Kazakhstan, researchers at Zephyrine Labs said. It exploits CVE-2023-41111. A "
    "channel under the handle @steppe_leaks published files on leakbay.onion."
)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Rasmus Kiviselg", "person"),
        ("Kiviselg", "person"),
        ("Maarja Lindvere", "person"),
        ("Tarvel Optics OÜ", "company"),
        ("Saarte Leht", "company"),
        ("Tartu", "place"),
        ("Hiirepuu", "technology"),
        ("GRU", "service"),
        ("Estonian Internal Security Service (KAPO)", "service"),
    ],
)
def test_a_newspaper_paragraph_is_read(form: str, kind: str) -> None:
    assert names(BALTIC).get(form) == kind


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Anneliese Brandvold", "person"),
        ("Harwick", "place"),
        ("Minnesota", "place"),
        ("District of Minnesota", "agency"),
        ("Republic of Belarus", "place"),
        ("Uncle Vadim", "persona"),
        ("Marcus Teel", "person"),
        ("FBI Minneapolis Field Office", "service"),
        ("18 U.S.C. § 951", "law"),
    ],
)
def test_a_prosecutors_release_is_read(form: str, kind: str) -> None:
    assert names(RELEASE).get(form) == kind


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Quiet Heron", "actor-group"),
        ("UNC4821", "actor-group"),
        ("LANTERNFISH", "technology"),
        ("Ministry of Transport of Kazakhstan", "agency"),
        ("Zephyrine Labs", "company"),
        ("CVE-2023-41111", "technology"),
        ("@steppe_leaks", "persona"),
        ("leakbay.onion", "platform"),
    ],
)
def test_a_report_on_intrusions_is_read(form: str, kind: str) -> None:
    assert names(GROUP).get(form) == kind


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        (
            "Officials of the Ministry of Foreign Affairs and Trade met.",
            "Ministry of Foreign Affairs and Trade",
            "agency",
        ),
        ("The case opened at Harwick District Court on Friday.", "Harwick District Court", "agency"),
        ("He studied at the University of Carrow Bay in May.", "University of Carrow Bay", "organisation"),
        ("She joined the Carrow Centre for Maritime Studies.", "Carrow Centre for Maritime Studies", "organisation"),
        (
            "Drawings went to Wuhan Guangyuan Photonics Co., Ltd. by post.",
            "Wuhan Guangyuan Photonics Co., Ltd.",
            "company",
        ),
        ("A London consultancy, Vantage Perimeter, hired him.", "Vantage Perimeter", "company"),
        ("He told the broadcaster Onda Clara everything.", "Onda Clara", "company"),
        ("The frigate HMS Larkspur followed.", "HMS Larkspur", "military"),
        ("Work stopped at Naval Base Harwick on Monday.", "Naval Base Harwick", "military"),
        ("Operation Silent Orchard ended in arrests.", "Operation Silent Orchard", "technology"),
        ("Plans of the KF-21 fighter were stolen.", "KF-21", "technology"),
        (
            "She broke section 12 of the Official Secrets Act 1989, they said.",
            "section 12 of the Official Secrets Act 1989",
            "law",
        ),
        (
            "He was charged under the Foreign Influence Registration Act (FIRA).",
            "Foreign Influence Registration Act (FIRA)",
            "law",
        ),
        ("The talks were held in Kvernby.", "Kvernby", "place"),
        ("Officers of GRU Unit 29155 were seen.", "GRU Unit 29155", "service"),
        ("NI Gaorui, a member of the group, was named.", "NI Gaorui", "person"),
        ("Aleksey Viktorovich TARASHEV was named.", "Aleksey Viktorovich TARASHEV", "person"),
        ("Prosecutor Hélène Castagnède spoke.", "Hélène Castagnède", "person"),
        ("The engineer, Khalid al-Marwan, fled.", "Khalid al-Marwan", "person"),
        ("Retired agent Robert A. (Bob) Larkin was taken.", "Robert A. (Bob) Larkin", "person"),
        ("See United States v. Harlan, 812 F.3d 101 (4th Cir. 2016).", "Harlan", "person"),
        ("It was the Attorney-General's Department that asked.", "Attorney-General's Department", "agency"),
        ("Ships of the U.S. Navy sailed.", "U.S. Navy", "military"),
        ("工程师张某被策反。", "张某", "person"),
    ],
)
def test_one_name_is_seen_as_what_it_is(text: str, form: str, kind: str) -> None:
    assert names(text).get(form) == kind


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Sir Alasdair Munro spoke in Moscow.", "Sir Alasdair Munro"),
        ("The Netherlands protested.", "The Netherlands"),
        ("Chinese officers of the Ministry of State Security met.", "Chinese"),
        ("Prosecutors said little. Relatives waited.", "Prosecutors"),
        ("Western governments were alarmed by Western firms.", "Western"),
        ("The Board of Directors met in Oslo.", "Board of Directors"),
        ("The ship sailed on Monday in March.", "Monday"),
    ],
)
def test_what_is_no_name_is_left_out(text: str, form: str) -> None:
    assert form not in names(text)


def test_an_abbreviation_the_document_defines_is_found_again() -> None:
    text = "The Carrow Security Intelligence Bureau (CSIB) was founded. The CSIB has grown."
    assert together(text, "Carrow Security Intelligence Bureau (CSIB)", "CSIB")


def test_a_technical_term_with_an_abbreviation_is_no_entity() -> None:
    assert names("He used the Lightweight Transfer Protocol (LTP). LTP is old.") == {}


def test_a_name_broken_over_two_lines_is_one_mention() -> None:
    text = (
        "They had worked for the Carrow Centre for\nMaritime Studies for many years, and they were never paid a penny."
    )
    assert names(text).get("Carrow Centre for Maritime Studies") == "organisation"


def test_a_surname_belongs_to_the_full_name() -> None:
    assert together(BALTIC, "Rasmus Kiviselg", "Kiviselg")


def test_a_firm_without_its_legal_form_is_the_same_firm() -> None:
    text = "Aldergate Components Ltd bought radios. Aldergate sold them in Limassol."
    assert together(text, "Aldergate Components Ltd", "Aldergate")


def test_the_forms_of_a_country_are_one_entity() -> None:
    assert together("The United States protested. U.S. ships sailed from the US.", "United States", "U.S.", "US")


def test_an_alias_is_a_persona_apart_from_the_person() -> None:
    text = 'Pieter-Jan Hoekstra, who used the aliases "Stone" and "Marlow", was arrested.'
    found = names(text)
    assert found["Stone"] == found["Marlow"] == "persona"
    assert not together(text, "Pieter-Jan Hoekstra", "Stone")


def test_another_real_name_is_the_person() -> None:
    text = "Linrui Dong, also known as Leon Dong, was convicted."
    assert together(text, "Linrui Dong", "Leon Dong")


def test_a_group_that_the_text_equates_with_a_firm_is_the_firm() -> None:
    text = "Carrow Haitai Ltd, also known as APT99 and Stone Panda, stole files."
    assert together(text, "Carrow Haitai Ltd", "APT99", "Stone Panda")


def test_a_false_institute_that_somebody_posed_for_is_a_persona() -> None:
    text = 'A man posing as the envoy of a "Carrow Institute for Old Maps" offered money.'
    assert names(text).get("Carrow Institute for Old Maps") == "persona"


def test_a_title_in_capitals_is_the_person_of_the_text() -> None:
    text, entities = read("Igor Timurovich Bekmambetov led the unit.", title="IGOR TIMUROVICH BEKMAMBETOV")
    assert [[text[m.start : m.end] for m in e.mentions] for e in entities if e.kind == "person"] == [
        ["IGOR TIMUROVICH BEKMAMBETOV", "Igor Timurovich Bekmambetov"]
    ]


def test_a_headline_in_title_case_gives_only_names_known_or_in_the_text() -> None:
    title = "Former Harwick Engineer Marit Solberg Sentenced For Selling Secret Pump Designs"
    found = names("Marit Solberg, an engineer, was sentenced.", title)
    assert found == {"Marit Solberg": "person"}


def test_an_ambiguous_abbreviation_needs_support() -> None:
    assert "MPS" not in names("The MPS in the kitchen was broken.")


def test_names_of_attack_techniques_are_no_entities() -> None:
    text = "Use Credential Access [T1003]. Modify System Process [T1543]. Web Service [T1102]. Remote Command [T1059]."
    assert names(text) == {}


def test_dropped_text_is_not_read() -> None:
    text = "Anna Kowalska, 40, was arrested."
    blocks = (Block(start=0, end=len(text), kind="advert", reason="sells"),)
    assert find_entities(text, split_sentences(text, blocks, "en"), language="en", title=None) == ()


_PIECES = st.sampled_from(
    [
        "Anna", "Kowalska", "the", "Ministry", "of", "Defence", "(MOD)", "MOD", '"', "also known as", "aka",
        "v.", "Act", "U.S.", "GRU", "Unit 29155", "China", "Chinese", "Ltd", ",", ".", "\n", "\n\n", "said",
        "O'Neil", "’s", "(", ")", "ИВАН", "张某", "国家安全部", "İ", "ß", "@x_y", "a.b.com", "T1003", "-", "and",
        "Dr", "al-Assad", "SA", "&", "1030(a)",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_mentions_in_order_that_do_not_overlap(pieces: list[str], glue: str) -> None:
    text, entities = read(glue.join(pieces) or "x")
    spans = sorted((m.start, m.end) for e in entities for m in e.mentions)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert [e.id for e in entities] == [f"e{n}" for n in range(1, len(entities) + 1)]
    firsts = [e.mentions[0].start for e in entities]
    assert firsts == sorted(firsts)
    assert all(m.rule for e in entities for m in e.mentions)
    assert read(glue.join(pieces) or "x")[1] == entities
