from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.intake.decode import codec_named, decode_text
from counterspy.intake.extracted import Refused

FRENCH = "Le ministère a déclaré que l’ingénieur était parti. « Rien », dit-il, n’a été retrouvé à l’hôtel. " * 5
RUSSIAN = "Министерство сообщило, что инженер передал чертежи иностранной службе весной прошлого года. " * 8
JAPANESE = "外務省は月曜日、技術者が図面を外国の情報機関に渡したと発表した。警視庁が捜査している。" * 8
CHINESE = "外交部星期一表示，一名工程师曾将图纸交给外国情报机构。警方正在调查此案的来龙去脉。" * 8
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
