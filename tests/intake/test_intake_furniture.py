import pytest

from counterspy.intake.furniture import Look, is_doubled, weigh
from counterspy.intake.lines import cut_lines
from counterspy.intake.page_marks import find_page_marks
from counterspy.intake.phrases import scan
from counterspy.vocabulary import codes, toml


def look_at(line: str) -> Look:
    return Look(line, scan(line, [0], [len(line)]).get(0, ()))


def kind_of(line: str) -> str | None:
    verdict = weigh(look_at(line).features)
    return verdict.kind if verdict else None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Zum Inhalt springen", "navigation"),
        ("Aller au contenu", "navigation"),
        ("Читайте также: Трамвай изменит маршрут", "navigation"),
        ("相关阅读:地铁票价下月调整", "navigation"),
        ("Share: Facebook  X  E-mail  Print", "navigation"),
        ("Home > News > Courts", "navigation"),
        ("Profile photo of Ada WrenAda Wren", "byline"),
        ("3 min read", "byline"),
        ("Lesezeit: 4 Minuten", "byline"),
        ("The annex at dusk. (Photo: Ada Wren)", "caption"),
        ("Le port, la nuit. © Ada Wren / La Lampe", "caption"),
        ("© La Lampe 2024. Tous droits réservés.", "disclaimer"),
        ("Мы используем файлы cookie для работы сайта.", "disclaimer"),
        ("免责声明:本文仅供参考。", "disclaimer"),
        ("✅ Registrese hoy y gana 900 € al mes! Haz clic ✅", "advert"),
        ("Werbung", "advert"),
        ("The lamp was lit on nine nights in a row.", None),
        ("What the court found", None),
        ("Table 2: affected controllers", None),
        ("https://lamp.example/annex", None),
    ],
)
def test_a_line_is_known_by_what_it_says(line: str, kind: str | None):
    assert kind_of(line) == kind


def test_the_reason_is_the_heaviest_feature():
    verdict = weigh(["call", "emoji", "excitement"])
    assert verdict is not None
    assert verdict.reason == "a call to sign up, click or buy"


def test_what_speaks_for_a_line_is_weighed_against_what_speaks_against_it():
    assert weigh(["call", "second-call"]) is not None
    assert weigh(["call", "second-call", "sentence"]) is None


def test_every_feature_has_a_kind_a_weight_and_words():
    kinds = {*codes("drop"), "keep"}
    for kind, weight, says in toml("furniture")["features"].values():
        assert kind in kinds
        assert (weight < 0) == (kind == "keep")
        assert says


def test_phrases_are_in_lower_case_and_not_listed_twice():
    for phrases in toml("furniture")["phrases"].values():
        assert all(phrase == phrase.lower().strip() for phrase in phrases)


def test_a_phrase_inside_a_longer_word_does_not_count():
    assert look_at("Homeland and searchlight").hits == []


def test_a_name_written_twice_is_seen_and_a_double_word_is_not():
    assert is_doubled("Writer's picture: Ada WrenAda Wren")
    assert not is_doubled("MacDonald and McDonald met in Baden-Baden")


def marks_of(text: str) -> dict[str, str]:
    lines = cut_lines(text)
    return {lines[number].text: verdict.kind for number, verdict in find_page_marks(lines).items()}


BODY = "the witness carried two of the aerials up the stairs of the annex in the\n" * 6


def test_a_garbled_marking_at_the_top_of_a_page_is_noise():
    garbled = "AppraHed f0r Rclease // C0py Nn. 7 ~· ,·"
    assert marks_of(f"{garbled}\n{BODY}")[garbled] == "ocr-noise"


def test_garbled_words_inside_a_page_stay():
    assert marks_of(f"{BODY}the w1tness sa1d ,· that ~· he 0nly\n{BODY}end of it.\nand so\non it\nwent.") == {}


def test_short_stamps_in_small_letters_count_only_on_printed_pages():
    assert marks_of(f"Grand Jury\n{BODY}") == {}
    assert "Grand Jury" in marks_of(f"Page 3 of 9\n{BODY}Grand Jury\n{BODY}")


def test_a_blacked_out_line_is_a_stamp():
    assert marks_of(f"{BODY}████████ ███\n{BODY}") == {"████████ ███": "ocr-noise"}


def test_page_numbers_stand_at_the_edge_of_each_page():
    assert marks_of(f"{BODY}11\n\f{BODY}12\n") == {"11": "navigation", "12": "navigation"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- 37 -                               SESSION 2015-2016", "navigation"),
        ("Pier Note 14                                   page 1 of 1", "navigation"),
        ("[ REDACTED ]          [ REDACTED ]", "ocr-noise"),
        ("HOM HOM    Ongo1ng Matter HOM", "ocr-noise"),
        ("|  ;   .. i", "ocr-noise"),
        ("D E C L A S S I F I E D", "ocr-noise"),
        ("77 / 2l9", "navigation"),
        ("--------------------", "navigation"),
    ],
)
def test_marks_of_scanned_pages_are_known_inside_a_page_too(line: str, kind: str):
    assert marks_of(f"{BODY}{line}\n{BODY}") == {line: kind}


@pytest.mark.parametrize(
    "line", ["Name  Age", "EXECUTIVE SUMMARY TO VOLUME           I", "LAMP-MEDIA LLC («ЛАМПА» ООО)"]
)
def test_a_row_a_heading_and_a_name_in_quotes_are_no_marks(line: str):
    assert marks_of(f"{line}\n{BODY}") == {}


def test_a_menu_is_navigation_and_not_noise():
    assert kind_of("Home | News | Opinion | Weather") == "navigation"
