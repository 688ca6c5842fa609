from counterspy.reading.gazetteer import Gazetteer, gazetteer
from counterspy.vocabulary import LexiconName


def small(*texts: str) -> Gazetteer:
    names = {
        text: (LexiconName(text=text, entry=n, is_ambiguous=False, is_native=False, is_abbreviation=False),)
        for n, text in enumerate(texts)
    }
    return Gazetteer(names, {"Ruritanian": "RU"})


def found(gaz: Gazetteer, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in gaz.scan(text)[0]]


def test_a_name_inside_a_longer_word_is_no_hit() -> None:
    assert found(small("Ruritania"), "Ruritanias and Ruritania") == ["Ruritania"]


def test_the_longest_name_wins() -> None:
    assert found(small("Bank", "Bank of Ruritania"), "the Bank of Ruritania") == ["Bank of Ruritania"]


def test_where_the_longest_name_runs_into_a_word_a_shorter_one_may_stand() -> None:
    assert found(small("Royal Office", "Royal Office Ann"), "Royal Office Annex") == ["Royal Office"]


def test_a_line_in_capitals_is_read_as_if_it_had_small_letters() -> None:
    assert found(small("Bank of Ruritania"), "BANK OF RURITANIA FALLS") == ["BANK OF RURITANIA"]


def test_adjectives_of_nationality_come_apart_from_names() -> None:
    hits, adjectives = small("Ruritania").scan("a Ruritanian spy")
    assert hits == []
    assert adjectives == [(2, 12, "RU")]


def test_the_lexicon_finds_services_of_many_states() -> None:
    text = "MI5, the Bundesnachrichtendienst and Mossad met the CIA."
    assert {"MI5", "Bundesnachrichtendienst", "Mossad", "CIA"} <= set(found(gazetteer(), text))
