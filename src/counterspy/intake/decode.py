"""Bytes to text. Valid UTF-8 is taken exactly as it is; everything else is the best reading of damaged goods.

Invariant: for valid UTF-8 the result equals the bytes decoded, less one leading BOM, CRLF as LF, NUL as U+FFFD. A lone
CR becomes LF only where the text has no LF at all (old Macintosh files), so no offset moves.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from counterspy.intake.encoding import WESTERN, guess_encoding, is_ebcdic, reads_like_text
from counterspy.intake.extracted import unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODECS = frozenset(
    """
    ascii utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be big5 big5hkscs cp949 euc_kr johab
    gb2312 gbk gb18030 hz euc_jp euc_jis_2004 shift_jis shift_jis_2004 cp932 iso2022_jp iso2022_kr cp437
    cp720 cp850 cp852 cp855 cp862 cp864 cp866 cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257
    cp1258 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9
    iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-cyrillic mac-roman
    tis-620
    """.split()  # noqa: SIM905 — a list of words reads better as words
)
# What pages call themselves and what they are: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_ISO_2022_JP = (b"\x1b$B", b"\x1b$@")
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
_WIDE_CODECS = (("utf-32-le", 4, 3), ("utf-32-be", 4, 0), ("utf-16-le", 2, 1), ("utf-16-be", 2, 0))
_SAMPLE_BYTES = 32 * 1024
_ASCII = bytes(range(0x80))
_STRAY = re.compile("[\udc80-\udcff]")
_STRAY_AS_CP1252 = {chr(0xDC00 + byte): bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x1b"))


class Decoded(NamedTuple):
    """Text, and what encoding it was read as where that was a guess, else None."""

    text: str
    guessed: str | None = None


def decode_text(data: bytes, charset: str | None = None) -> str:
    """Read bytes as text; `decode` without what was guessed."""
    return decode(data, charset).text


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Read bytes as text.

    Args:
        data: Any bytes.
        charset: What somebody said of the encoding; believed only where the bytes are not plainly UTF-8.

    Returns:
        Text without BOM and NUL, line ends as LF; and the encoding, where it was guessed.

    Raises:
        Refused: the bytes are no text in any encoding that is known here.
    """
    found = _decode(data, codec_named(charset))
    return Decoded(_unify_lines(found.text), found.guessed)


def codec_named(label: str | None) -> str | None:
    """Give the Python codec for an encoding's name, None for unknown ones and for codecs that are no text encodings."""
    if not label or len(label) > 40 or not label.isascii():
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name) if name in _CODECS else None


def _decode(data: bytes, declared: str | None) -> Decoded:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(codec, "replace"))
    if b"\0" in data:
        return _decode_with_nuls(data)
    if declared in _SEVEN_BIT:
        return Decoded(data.decode(declared, "replace"))
    try:
        found = Decoded(data.decode())
    except UnicodeDecodeError:
        found = _decode_not_utf8(data, declared)
    _refuse_binary(data)
    is_escaped = b"\x1b" in data and found.text.isascii() and any(mark in data for mark in _ISO_2022_JP)
    return _escaped(data) if is_escaped else found


def _escaped(data: bytes) -> Decoded:
    """Japanese mail of old writes its letters as ASCII between escapes."""
    try:
        return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
    except UnicodeDecodeError:
        return Decoded(data.decode())


def _decode_with_nuls(data: bytes) -> Decoded:
    """Tell UTF-16 and UTF-32 without a BOM from a stray NUL and from binary."""
    for codec, width, zero in _WIDE_CODECS:
        text = _read_wide(data, codec, width, zero)
        if text is not None:
            return Decoded(text)
    if data.count(0) * 1000 > len(data):
        raise unreadable("is binary, not text", "give plain text, HTML, PDF or e-mail")
    return _decode(data.replace(b"\0", "\ufffd".encode()), None)


def _read_wide(data: bytes, codec: str, width: int, zero: int) -> str | None:
    """Read as a fixed-width encoding, None where the zero bytes do not lie as Latin letters and line ends put them."""
    sample = data[:_SAMPLE_BYTES]
    units = len(sample) // width
    if (
        len(data) % width
        or sample[zero::width].count(0) * 50 < units
        or sample[width - 1 - zero :: width].count(0) * 100 > units
    ):
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    shown = sum(c.isprintable() or c.isspace() for c in text[:4096])
    return text if "\0" not in text and shown * 20 >= min(len(text), 4096) * 19 else None


def _decode_not_utf8(data: bytes, declared: str | None) -> Decoded:
    """Read as what somebody said; else as UTF-8 with few bad bytes, as UTF-8 with bad lines, as one other encoding."""
    if declared is not None and declared != "utf-8":
        text = data.decode(declared, "replace")
        if text.count("\ufffd") * 100 <= len(text):
            return Decoded(text)
    sample = _telling_lines(data)
    if _is_nearly_utf8(sample):
        return Decoded(_repaired(data), "utf-8, stray bytes as cp1252")
    good, bad = _told_apart(sample)
    codec = guess_encoding(bad)
    if codec is None or is_ebcdic(data):
        _refuse_unknown(data)
        codec = "cp1252"
    if good and (codec in WESTERN or len(good) >= len(bad)):
        return Decoded("\n".join(_line(line, codec) for line in data.split(b"\n")), f"utf-8, other lines as {codec}")
    return Decoded(data.decode(codec, "replace"), codec)


def _is_nearly_utf8(sample: bytes) -> bool:
    """Whether no more than a few bytes went astray among letters that are UTF-8."""
    stray = len(_STRAY.findall(sample.decode("utf-8", "surrogateescape")))
    good = len(sample.translate(None, _ASCII)) - stray
    return good >= 2 * stray


def _repaired(data: bytes) -> str:
    return _STRAY.sub(lambda found: _STRAY_AS_CP1252[found[0]], data.decode("utf-8", "surrogateescape"))


def _told_apart(sample: bytes) -> tuple[bytes, bytes]:
    """The lines that are UTF-8 and those that are not: files put together from several hold both."""
    good: list[bytes] = []
    bad: list[bytes] = []
    for line in sample.split(b"\n"):
        (good if _is_utf8(line) else bad).append(line)
    return b"\n".join(good), b"\n".join(bad)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line(line: bytes, codec: str) -> str:
    return line.decode() if _is_utf8(line) else line.decode(codec, "replace")


def _refuse_unknown(data: bytes) -> None:
    """Refuse what no guess made into text.

    Raises:
        Refused: it does not read like Western text either, which takes every byte.
    """
    _refuse_binary(data)
    if is_ebcdic(data):
        raise unreadable("is text in EBCDIC, an encoding that is not read", "convert it: iconv -f IBM1047 -t UTF-8")
    if not reads_like_text(_telling_lines(data).decode("cp1252", "replace")):
        raise unreadable("is not text in an encoding that is known here", "convert it to UTF-8, as with iconv")


def _telling_lines(data: bytes) -> bytes:
    """Give the first lines that are not ASCII; no line end of any of these encodings lies inside a letter."""
    telling, size = [], 0
    for line in data.split(b"\n"):
        if not line.isascii():
            telling.append(line[:_SAMPLE_BYTES])
            size += len(telling[-1])
            if size >= _SAMPLE_BYTES:
                break
    return b"\n".join(telling)[: 2 * _SAMPLE_BYTES]


def _refuse_binary(data: bytes) -> None:
    sample = data[: 2 * _SAMPLE_BYTES]
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 20 > len(sample):
        raise unreadable("is binary, not text", "give plain text, HTML, PDF or e-mail")


def _unify_lines(text: str) -> str:
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")
