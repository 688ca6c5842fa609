from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.intake.decode import codec_named, decode, decode_text
from counterspy.intake.extracted import Refused

FRENCH = "Le ministère a déclaré que l’ingénieur était parti. « Rien », dit-il, n’a été retrouvé à l’hôtel. " * 5
RUSSIAN = "Министерство сообщило, что инженер передал чертежи иностранной службе весной прошлого года. " * 8
JAPANESE = "外務省は月曜日、技術者が図面を外国の情報機関に渡したと発表した。警視庁が捜査している。" * 8
CHINESE = "外交部星期一表示，一名工程师曾将图纸交给外国情报机构。警方正在调查此案的来龙去脉。" * 8
KOREAN = "외교부는 월요일 한 기술자가 도면을 외국 정보기관에 넘겼다고 밝혔다. 경찰이 사건을 수사하고 있다. "
TAIWANESE = "外交部星期一表示，一名工程師曾將圖紙交給外國情報機構。警方正在調查此案的來龍去脈。"
POLISH = "Ministerstwo oświadczyło, że inżynier przekazał rysunki obcej służbie wywiadu. Nikogo nie wskazano. "
GREEK = "Το υπουργείο ανακοίνωσε ότι ο μηχανικός παρέδωσε σχέδια σε ξένη υπηρεσία. "
ENGLISH = "The ministry said on Monday that an engineer had passed drawings on.\nNobody was named. " * 5


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")).filter(
        lambda t: t[:1] != "\ufeff"
    )
)
def test_valid_utf8_is_taken_exactly_as_it_is(text: str) -> None:
    try:
        decoded = decode_text(text.encode())
    except Refused:
        assert sum(ord(c) < 32 for c in text) * 20 > len(text.encode())
    else:
        assert decoded == text


def test_a_bom_goes_and_crlf_becomes_lf_and_nothing_else_changes() -> None:
    assert decode_text(b"\xef\xbb\xbf  one\r\ntwo \r three\xc2\xa0\n\n") == "  one\ntwo \r three\u00a0\n\n"


def test_old_macintosh_line_ends_become_lf() -> None:
    assert decode_text(b"one\rtwo\r") == "one\ntwo\n"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-8-sig"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_wide_encodings_are_read_with_and_without_bom(codec: str, text: str) -> None:
    assert decode_text(text.encode(codec)) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
    ],
    ids=["fr", "ru", "ru-koi8", "ja", "ja-euc", "zh"],
)
def test_older_encodings_are_recognised(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec)) == text


def test_a_declared_encoding_is_believed_where_the_bytes_are_not_utf8() -> None:
    assert decode_text("żółć w zamku".encode("iso8859-2"), "ISO-8859-2") == "żółć w zamku"


def test_a_declared_encoding_is_not_believed_against_plain_utf8() -> None:
    assert decode_text("déclaré".encode(), "iso-8859-1") == "déclaré"


def test_stray_bytes_of_another_encoding_are_repaired_and_the_rest_stays() -> None:
    mixed = ("Žižkov and Łódź were named. " * 4).encode() + "The firm\x92s plans \x96 all of them".encode("latin-1")
    assert decode_text(mixed) == "Žižkov and Łódź were named. " * 4 + "The firm’s plans – all of them"


def test_one_stray_nul_does_not_cost_the_document() -> None:
    assert decode_text(ENGLISH.encode() * 10 + b"\0") == ENGLISH * 10 + "\ufffd"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\0" * 500, b"\x01\x02\x03\x04" * 90], ids=["all", "nul", "control"]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        decode_text(data)


@pytest.mark.parametrize(
    "label", ["zlib_codec", "unicode_escape", "punycode", "idna", "undefined", "rot13", "x" * 500, "é", "", None]
)
def test_only_text_encodings_are_believed(label: str | None) -> None:
    assert codec_named(label) is None


@pytest.mark.parametrize("layout", ["{0}", "Harbour news\n\n{0}\n\nOTHERS: none\n", "{0}\n{0}\n", "{0} " * 900])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (JAPANESE[:32], "cp932"),
        (JAPANESE[:32], "euc_jp"),
        (JAPANESE[:32], "iso2022_jp"),
        (CHINESE[:29], "gb18030"),
        (TAIWANESE, "big5"),
        (KOREAN, "euc_kr"),
        (RUSSIAN[:60], "cp1251"),
        (RUSSIAN[:60], "koi8-r"),
        (RUSSIAN[:60], "cp866"),
        (GREEK, "cp1253"),
        (POLISH, "iso8859-2"),
        (POLISH, "cp1250"),
        (FRENCH[:60], "cp1252"),
        (FRENCH[:60], "mac-roman"),
    ],
)
def test_an_encoding_nobody_named_is_told_in_any_layout_and_said_to_be_a_guess(
    text: str, codec: str, layout: str
) -> None:
    written = layout.format(text)
    found = decode(written.encode(codec))
    assert found.text == written
    assert found.guessed


def test_utf8_with_a_latin_tail_keeps_both_parts() -> None:
    head = "The Café Tolvan in Gothenburg was watched.\n"
    tail = "Elsa Nyqvist met Åke Björk at the Hôtel Été.\nShe passed him façade drawings.\n" * 9
    found = decode(head.encode() + tail.encode("latin-1"))
    assert found.text == head + tail
    assert "utf-8" in str(found.guessed)


@pytest.mark.parametrize("codec", ["cp037", "cp500", "cp273", "cp1140"])
@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.replace("\n", "\x85")], ids=["lf", "nel"])
def test_ebcdic_is_named_and_refused(codec: str, text: str) -> None:
    with pytest.raises(Refused) as caught:
        decode_text(text.encode(codec))
    assert "EBCDIC" in caught.value.refusal.reason


@pytest.mark.parametrize("seed", range(5))
def test_what_reads_like_no_text_in_any_encoding_is_refused(seed: int) -> None:
    draw = random.Random(seed)
    noise = bytes(draw.choice([*range(0x20, 0x7F), *range(0x80, 0x100)]) for _ in range(3000))
    with pytest.raises(Refused, match=r"encoding|binary"):
        decode_text(noise)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, JAPANESE])
def test_utf8_is_no_guess(text: str) -> None:
    assert decode(text.encode()).guessed is None
    assert decode(text.encode("utf-16")).guessed is None


def test_a_name_with_a_capital_inside_is_no_sign_of_a_wrong_guess() -> None:
    text = "LinkedIn, YouTube and McAllister GmbH said \u2013 through LinkedIn \u2013 that nobody was met."
    assert decode_text(text.encode("cp1252")) == text
