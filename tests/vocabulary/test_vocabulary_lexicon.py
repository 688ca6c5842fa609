from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from counterspy.vocabulary import codes, country_of_demonym, lexicon, lexicon_names, table
from counterspy.vocabulary.lexicon import TABLES, is_abbreviation

CODES = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code)} - {
    "EU",
    "EZ",
    "UN",
    "XA",
    "XB",
    "ZZ",
}
ROWS = [(name, row) for name in TABLES for row in table(name)]
CELLS = [
    (name, row, text)
    for name, row in ROWS
    for column in ("name", "aliases", "native")
    for text in row[column].split(" | ")
    if text
]
LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")


def test_every_country_code_is_one_of_iso_3166() -> None:
    assert {entry.country for entry in lexicon()} - CODES == {""}


def test_every_kind_is_a_code_and_nobody_is_a_person() -> None:
    kinds = {entry.kind for entry in lexicon()}
    assert kinds <= set(codes("entity-kind")) - {"person", "persona"}


def test_no_two_rows_of_a_kind_have_one_name() -> None:
    counts = Counter((row["kind"], row["name"].removeprefix("~")) for _, row in ROWS)
    assert [key for key, count in counts.items() if count > 1] == []


def test_a_name_that_several_rows_have_is_marked_in_each() -> None:
    owners = defaultdict(set)
    for name, row, text in CELLS:
        owners[text.removeprefix("~")].add((name, row["name"]))
    unmarked = {text for _, _, text in CELLS if len(owners[text]) > 1 and not text.startswith("~")}
    assert unmarked == set()


def test_no_row_has_a_name_twice() -> None:
    twice = []
    for name, row in ROWS:
        counts = Counter(text.removeprefix("~") for text in _names_of(row))
        twice += [(name, row["name"], text) for text, count in counts.items() if count > 1]
    assert twice == []


def _names_of(row: dict[str, str]) -> list[str]:
    return [text for column in ("name", "aliases", "native") for text in row[column].split(" | ") if text]


def test_every_parent_is_an_entry() -> None:
    names = {row["name"].removeprefix("~") for _, row in ROWS}
    assert {row["parent"] for _, row in ROWS if row["parent"]} <= names


def test_native_names_have_no_latin_letter_and_aliases_have_one() -> None:
    natives = [text for _, row in ROWS for text in row["native"].split(" | ") if LATIN.search(text)]
    latins = [
        text
        for _, row in ROWS
        for text in row["aliases"].split(" | ")
        if text and not re.search("[A-Za-z0-9À-ɏ]", text)
    ]
    assert (natives, latins) == ([], [])


def test_words_in_small_letters_are_marked() -> None:
    bare = [text for _, _, text in CELLS if re.fullmatch("[a-z' -]+", text)]
    assert bare == []


def test_cells_have_no_stray_blanks_or_empty_names() -> None:
    assert [text for _, _, text in CELLS if text != text.strip() or text in ("~", "|") or "  " in text] == []


def test_services_of_most_states_are_known() -> None:
    services = [row for name, row in ROWS if name == "services"]
    assert len({row["country"] for row in services}) >= 150
    assert len(services) >= 600


def test_every_state_has_a_place_a_demonym_or_none_and_a_foreign_ministry() -> None:
    countries = [entry for entry in lexicon() if entry.type == "country"]
    ministries = {
        entry.country for entry in lexicon() if "Foreign Ministry" in entry.aliases or "Foreign" in entry.name
    }
    assert len(countries) >= 195
    assert {entry.country for entry in countries if entry.demonyms} <= ministries


@pytest.mark.parametrize(
    ("abbreviation", "countries"),
    [
        ("KGB", {"RU", "BY"}),
        ("CSIS", {"CA", "US"}),
        ("MSS", {"CN", "KP"}),
        ("BIS", {"CZ", "US"}),
        ("RAF", {"GB", "DE"}),
    ],
)
def test_a_shared_abbreviation_gives_each_of_its_owners_and_is_ambiguous(
    abbreviation: str, countries: set[str]
) -> None:
    found = [name for name in lexicon_names() if name.text == abbreviation]
    assert {lexicon()[name.entry].country for name in found} == countries
    assert all(name.is_ambiguous and name.is_shared for name in found)


def test_a_shared_name_is_always_ambiguous() -> None:
    assert [name for name in lexicon_names() if name.is_shared and not name.is_ambiguous] == []


def test_every_name_leads_to_its_entry_and_every_entry_has_its_names() -> None:
    entries = lexicon()
    texts = defaultdict(list)
    for name in lexicon_names():
        texts[name.entry].append(name.text)
    for index, entry in enumerate(entries):
        assert sorted(texts[index]) == sorted((entry.name, *entry.aliases, *entry.native))


def test_no_name_keeps_its_mark_or_its_blank() -> None:
    assert [
        name.text for name in lexicon_names() if name.text.startswith("~") or "{" in name.text or not name.text
    ] == []


def test_the_same_data_gives_the_same_lexicon() -> None:
    from counterspy.vocabulary.lexicon import _built

    assert _built.__wrapped__() == (lexicon(), lexicon_names())


def test_groups_come_from_the_catalogue_and_their_states_are_many() -> None:
    groups = [entry for entry in lexicon() if entry.kind == "actor-group"]
    assert len(groups) > 500
    assert len({entry.country for entry in groups}) > 15


def test_a_name_of_the_tables_is_not_given_to_a_group_again() -> None:
    owners = {lexicon()[name.entry].kind for name in lexicon_names() if name.text == "Unit 61398"}
    assert owners == {"service"}


def test_an_everyday_word_of_a_catalogue_is_ambiguous() -> None:
    common = {row["word"] for row in table("ambiguous")}
    kinds = {"actor-group"}
    clear = [
        name.text
        for name in lexicon_names()
        if lexicon()[name.entry].kind in kinds and name.text.casefold() in common and not name.is_ambiguous
    ]
    assert clear == []


def test_words_of_the_stop_list_are_in_small_letters_and_once() -> None:
    words = [row["word"] for row in table("ambiguous")]
    assert words == sorted({word.casefold() for word in words})


def test_demonyms_of_several_countries_are_left_out() -> None:
    demonyms = country_of_demonym()
    assert (demonyms["Norwegian"], demonyms["North Korean"], demonyms["Chinese"]) == ("NO", "KP", "CN")
    assert {"Congolese", "Dominican", "Georgian", "European"}.isdisjoint(demonyms)


def test_the_name_of_a_people_without_a_state_of_its_own_means_no_country() -> None:
    assert {"Kurdish", "Tibetan", "Kashmiri", "Catalan", "Chechen", "Sahrawi"}.isdisjoint(country_of_demonym())


@pytest.mark.parametrize("text", ["FSB", "MI5", "U.S.", "BfV", "GTsSS", "ФСБ", "R&AW", "SÄPO"])
def test_short_words_of_capitals_are_abbreviations(text: str) -> None:
    assert is_abbreviation(text)


@pytest.mark.parametrize(
    "text", ["Mossad", "LinkedIn", "国家安全部", "X", "Security Service", "PRAWO I SPRAWIEDLIWOŚĆ"]
)
def test_ordinary_names_are_no_abbreviations(text: str) -> None:
    assert not is_abbreviation(text)


@given(st.text())
def test_any_text_can_be_asked_whether_it_is_an_abbreviation(text: str) -> None:
    assert is_abbreviation(text) in (True, False)
