"""Which encoding bytes are in that are no UTF-8 and that nobody named, and whether the text then reads like text.

Invariant: a guess that does not read like text is no guess. East Asian encodings take nearly any bytes, so they are
believed by the signs their languages write most; the others as charset-normalizer weighs them, less what stands
oddly inside words.
"""

from __future__ import annotations

import re
from unicodedata import category

# The signs that make up a third and more of any text in the language.
_KANA = frozenset(map(chr, [*range(0x3041, 0x3097), *range(0x30A1, 0x30FD)]))
_SIMPLIFIED = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
)
_TRADITIONAL = frozenset(
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所"
    "民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日"
    "那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想"
)
_HANGUL = frozenset(
    "이다는의에을를가은고하지한사로과서기도대인자시정어그나리아수해일부보제라주상연전장만안들원문되성것공관국"
)
_EAST_ASIAN = (
    ("cp932", _KANA),
    ("euc_jp", _KANA),
    ("gb18030", _SIMPLIFIED),
    ("big5hkscs", _TRADITIONAL),
    ("cp949", _HANGUL),
)
_LEAST_TYPICAL = 0.12
_OTHERS = """
    cp1252 cp1250 iso8859_2 cp1251 koi8_r koi8_u cp866 mac_cyrillic cp1253 cp1254 cp1255 cp1256 cp1257 cp874 mac_roman
    cp850 cp437
""".split()  # noqa: SIM905 — a list of words reads better as words
"""Told apart by charset-normalizer; among equals the first. What is rarer is more often mistaken than met."""
WESTERN = frozenset(["cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "mac_roman", "cp850", "cp437"])
"""Encodings of Latin letters, in which next to nothing is valid UTF-8 by accident."""
_SHORT_BYTES = 40
"""Too little for the signs of a language to show."""
_MOST_ODD = 0.12
_ODD_INSIDE_WORDS = re.compile("(?<=[^\\W\\d_])[\x80-\xac\xae-\xb6\xb8-\xbf×÷\u2020-\u2025\u2027-\u2bff](?=[^\\W\\d_])")
_CASE_TURNS = re.compile(r"(?:[a-z][À-ÖØ-Þ]|[ß-öø-ÿ][A-ZÀ-ÖØ-Þ])(?=[a-zß-öø-ÿ])")
_ODD = frozenset({"Cc", "Cn", "Co", "So", "Sm", "Sk"})
_EBCDIC_BLANK, _BLANK = 0x40, 0x20


def guess_encoding(sample: bytes) -> str | None:
    """Guess the encoding of lines that are not ASCII and no UTF-8.

    Args:
        sample: Whole lines.

    Returns:
        A Python codec, None where none gives anything that reads like text.
    """
    return _east_asian(sample) or _by_weight(sample)


def is_ebcdic(data: bytes) -> bool:
    """Tell text of mainframes, whose blanks are the `@` of everybody else."""
    head = data[:4096]
    return head.count(_EBCDIC_BLANK) * 20 > len(head) > head.count(_BLANK) * 100


def _east_asian(sample: bytes) -> str | None:
    shares = [(_share(_strictly(sample, codec), typical), codec) for codec, typical in _EAST_ASIAN]
    share, codec = max(shares, key=lambda found: found[0])
    return codec if share >= _LEAST_TYPICAL else None


def _strictly(sample: bytes, codec: str) -> str:
    """The text where the codec takes all of it, but for a letter at the end that a cut went through; else nothing."""
    for cut in range(4):
        try:
            return sample[: len(sample) - cut].decode(codec)
        except UnicodeDecodeError:
            continue
    return ""


def _share(text: str, typical: frozenset[str]) -> float:
    signs = [sign for sign in text if not sign.isascii()]
    return sum(sign in typical for sign in signs) / len(signs) if signs else 0.0


def _by_weight(sample: bytes) -> str | None:
    """What charset-normalizer finds least messy, mess inside words added."""
    from charset_normalizer import from_bytes

    allowed = list(_OTHERS)
    if len(sample) < _SHORT_BYTES:
        allowed += [codec for codec, _ in _EAST_ASIAN]
    weighed: list[tuple[float, float, int, str]] = []
    for match in from_bytes(sample, cp_isolation=allowed, preemptive_behaviour=False):
        mess = round(match.chaos + oddness(str(match)), 2)
        weighed += [
            (mess, -round(match.coherence, 1), allowed.index(codec), codec)
            for codec in match.could_be_from_charset
            if codec in allowed and mess <= _MOST_ODD
        ]
    return min(weighed)[-1] if weighed else None


def reads_like_text(text: str) -> bool:
    """Tell whether what a guess gave reads like text: few odd signs, and words of a length that words have."""
    return oddness(text) <= _MOST_ODD


def oddness(text: str) -> float:
    """Give how much of what is not ASCII stands where no language puts it, 0 to 1 and more."""
    signs = [sign for sign in text if not sign.isascii()]
    if not signs:
        return 0.0
    odd = sum(category(sign) in _ODD for sign in signs)
    return (odd + len(_ODD_INSIDE_WORDS.findall(text)) + len(_CASE_TURNS.findall(text))) / len(signs)
