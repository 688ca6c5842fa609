"""Names of bodies and firms by their form.

A head word (`Harwick District Court`), an opening one (`Ministry of Defence`) or a legal form (`Tarvel Optics OÜ`).
Invariant: a name found here has a head; what has none is left to `evidence`.
"""

from __future__ import annotations

import re
from functools import cache

from counterspy.reading.entities.evidence import is_any_given, is_given
from counterspy.reading.entities.flat import words
from counterspy.reading.entities.runs import Word

_ON_OPENERS = words("head", "on-openers")
_HEAD_KINDS = ("agency", "military", "organisation", "company", "law", "place", "technology")
_SERVICE_HEADS = frozenset(
    [
        "Service",
        "Services",
        "Agency",
        "Directorate",
        "Department",
        "Bureau",
        "Organisation",
        "Organization",
        "Centre",
        "Center",
        "Office",
        "Wing",
        "Division",
        "Ministry",
        "Branch",
        "Corps",
        "Unit",
        "Section",
        "Directorate-General",
        "Administration",
        "Authority",
    ]
)
ALONE = {
    "Congress": "agency",
    "Senate": "agency",
    "Bundestag": "agency",
    "Duma": "agency",
    "Knesset": "agency",
    "Navy": "military",
    "Army": "military",
    "Marines": "military",
    "Treasury": "agency",
}
"""Heads that are a body's name without any other word, and the kind they show."""
_TOPIC_ENDINGS = (
    "tion",
    "tions",
    "ment",
    "ics",
    "ogy",
    "gy",
    "cy",
    "ity",
    "ence",
    "ance",
    "ious",
    "ses",
    "ing",
    "ure",
    "ism",
)
_LEGAL_TAIL = re.compile(
    r"(?:\.?,? ?(?:Inc|Ltd|LLC|L\.L\.C|Corp|Co|PLC|plc|GmbH|LLP|LP|Limited|Incorporated|Pty|Pte|Pvt|SA|S\.A\.S|S\.A|AG"
    r"|SpA|S\.p\.A|B\.V|BV|N\.V|NV|AS|A/S|A\.S|A\.\u015e|d\.o\.o|d\.d|s\.r\.o|a\.s|Sdn|Bhd|Tbk|DAC|K\.K|S\.L|S\.r\.l|Lda|Ltda"
    r"|e\.V|mbH|Kft|Zrt|JSC|PJSC|OJSC|FZE|FZCO|W\.L\.L|sp\. z o\.o)\b\.?){1,3}"
)
_OFFICES = frozenset(
    [
        "Attorney",
        "Prosecutor",
        "Director",
        "Inspector",
        "Solicitor",
        "Secretary",
        "Consul",
        "Auditor",
        "Surgeon",
        "Public",
    ]
)
_LONG_PERSON = 3
_OPENING_OFFICES = words("head", "opening-offices")
_PARTY_COMMITTEES = frozenset(
    ["National", "Campaign", "Central", "Organising", "Organizing", "Olympic", "Action", "Executive"]
)
_WATER_OPENERS = frozenset(
    ["Gulf", "Strait", "Sea", "Bay", "Isle", "Cape", "Province", "Republic", "City", "Port", "Islands", "Kingdom"]
)


@cache
def heads() -> dict[str, str]:
    """Give the kind that each head word shows; where several lists have a word, the first of `_HEAD_KINDS` wins."""
    found: dict[str, str] = {}
    for kind in _HEAD_KINDS:
        for word in words("head", kind):
            found.setdefault(word, kind)
    return found


@cache
def first_heads() -> dict[str, str]:
    """Give the kind that a first word shows: `Radio`, `Lake`, `Universidad`."""
    return {word: kind for kind in ("company", "organisation", "place", "agency") for word in words("first", kind)}


@cache
def _openers() -> frozenset[str]:
    return words("head", "openers")


@cache
def telling() -> frozenset[str]:
    """Give every word that can make a name a body's."""
    return frozenset(heads()) | frozenset(first_heads()) | _openers() | words("suffix", "company")


def find_body(run: list[Word]) -> tuple[int, int, str] | None:
    """Find the first name of a body in a run.

    Args:
        run: Words of one run, function words and titles at its start already cut off.

    Returns:
        Index of its first word, index behind its last word, kind; None where the run holds no head.
    """
    told = telling()
    if told.isdisjoint([word.text for word in run]):
        return _find_partners(run)
    for index, word in enumerate(run):
        if word.text in words("suffix", "company") and index:
            return 0, _behind_suffix(run, index), "company"
        if word.text in _openers() and _opens(run, index):
            return _first_untitled(run, index), _complement(run, index), _kind_opened(run, index)
        if index == 0 and len(run) > 1 and word.text in first_heads() and run[1].join == " ":
            return 0, 1 + len(_blanks(run, 1)), _kind_first(run)
        if word.text in heads() and _is_last_head(run, index) and not _is_rank(run, index):
            first = _first_of_name(run, index)
            if first < index:
                if _is_person(run, first, index):
                    continue
                return first, index + 1, _kind(run, first, index)
            if alone := ALONE.get(word.text):
                return index, index + 1, alone
    return _find_partners(run)


def _is_person(run: list[Word], first: int, head: int) -> bool:
    """Whether a head is the family name of a person: `Helena Marsh`."""
    text, front = run[head].text, run[first].text
    is_named = text in words("head", "surnames-too") and is_given(front)
    return head - first < _LONG_PERSON and (
        is_named or (text in words("head", "surnames-rather") and is_any_given(front))
    )


def _find_partners(run: list[Word]) -> tuple[int, int, str] | None:
    """Find a firm named after its partners: `Carrow & Lindell`."""
    for index, word in enumerate(run):
        if word.join == " & " and not (is_topic(word.text) or word.text in words("word", "common")):
            first = _first_of_name(run, index)
            return first, index + len(_blanks(run, index)), "company"
    return None


def _kind_first(run: list[Word]) -> str:
    """The kind that a first word shows, unless the last word shows that a place only gives a body its name."""
    kind = first_heads()[run[0].text]
    last = heads().get(_blanks(run, 1)[-1].text)
    return last if kind == "place" and last in ("organisation", "agency", "company") else kind


def legal_tail(flat: str, end: int) -> int:
    """Give the offset behind a legal form that a comma parts from the name (`Acme, Inc.`), or `end`."""
    tail = _LEGAL_TAIL.match(flat, end)
    return tail.end() if tail else end


def _behind_suffix(run: list[Word], index: int) -> int:
    while index + 1 < len(run) and run[index + 1].text in words("suffix", "company") and run[index + 1].join == " ":
        index += 1
    return index + 1


def _opens(run: list[Word], index: int) -> bool:
    return index + 1 < len(run) and is_of(run[index + 1].join) and _goes_on(run, index, run[index].text)


def _goes_on(run: list[Word], index: int, opener: str) -> bool:
    """Whether the word behind `of`, `for` or `on` belongs to the name: `Court on Friday` is none."""
    after = run[index + 1]
    if after.text in words("word", "function"):
        return False
    return not after.join.strip(", ").startswith("on") or opener in _ON_OPENERS


def _is_last_head(run: list[Word], index: int) -> bool:
    """Whether a head ends its name: the next word is none, or is not joined by a blank."""
    if index + 1 == len(run) or run[index + 1].join != " ":
        return True
    return not any(word.text in heads() or word.text in words("suffix", "company") for word in _blanks(run, index + 1))


def _is_rank(run: list[Word], index: int) -> bool:
    """Whether a place's head only says which judge or attorney follows: `District Judge Nowak`."""
    return index + 1 < len(run) and run[index + 1].join == " " and run[index + 1].text in words("person", "titles")


def _blanks(run: list[Word], index: int) -> list[Word]:
    end = index
    while end < len(run) and (end == index or run[end].join in (" ", " & ")):
        end += 1
    return run[index:end]


def _first_of_name(run: list[Word], head: int) -> int:
    """Go left from a head to the first word of its name; a join that ends another name stops it."""
    index = head
    while index and run[index].join in (" ", " & "):
        index -= 1
    if index and run[index].join == " and " and (is_topic(run[index - 1].text) or run[index - 1].text.endswith("s")):
        return _first_of_name(run, index - 1)
    return index


def _first_untitled(run: list[Word], head: int) -> int:
    """Go left from an opening word to the first word of its name; a title belongs to what stands before."""
    index = head
    while index and run[index].join in (" ", " & ") and run[index - 1].text not in words("person", "titles"):
        index -= 1
    return index


def is_topic(text: str) -> bool:
    """Whether a word names a field of work, so that `and` behind it goes on with the same name."""
    return text in words("head", "topics") or text.endswith(_TOPIC_ENDINGS)


def is_topic_from(run: list[Word], index: int) -> bool:
    """Whether a word behind `and`, or the noun it describes, names a field of work: `and European Affairs`."""
    return is_topic(run[index].text) or is_topic(_blanks(run, index)[-1].text)


def is_of(join: str) -> bool:
    """Whether a join is `of`, `for` or `on`, with or without an article."""
    return join.strip(", ").split(" ")[0] in ("of", "for", "on")


def _complement(run: list[Word], opener: int) -> int:
    """Go right from an opening word to the end of its complement."""
    index = opener + 1
    while index + 1 < len(run):
        after = run[index + 1]
        if after.join == " and ":
            if not (is_topic_from(run, index + 1) and is_topic(run[index].text)):
                break
        elif is_of(after.join):
            if not _goes_on(run, index, run[opener].text):
                break
        elif (
            (after.join == " " and index + 2 < len(run) and is_given(after.text))
            or (after.text in words("person", "titles") and after.join == " " and run[index].text not in _OFFICES)
            or after.join not in (" ", " & ")
        ):
            break
        index += 1
    return index + 1


def _kind_opened(run: list[Word], opener: int) -> str:
    text = run[opener].text
    if text in _WATER_OPENERS:
        return "place"
    if text in _OPENING_OFFICES:
        return "agency"
    return _kind(run, opener, opener, _complement(run, opener))


def _kind(run: list[Word], first: int, head: int, end: int | None = None) -> str:
    """Give the kind a head shows, given the whole name: some words make a body an intelligence service."""
    text = run[head].text
    name = " ".join(word.text for word in run[first : end or head + 1])
    if text in _SERVICE_HEADS and (
        any(word.text in words("head", "service-words") for word in run[: end or head + 1])
        or any(phrase in name for phrase in words("head", "service-phrases"))
    ):
        return "service"
    if text == "Force" and head and run[head - 1].text in ("Task", "Strike", "Police"):
        return "agency"
    if text == "Committee" and head and run[head - 1].text in _PARTY_COMMITTEES:
        return "organisation"
    return heads().get(text, "organisation" if text in _openers() else "company")
