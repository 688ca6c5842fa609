"""Quoted and introduced names: handles, monikers, false names, code names; and lists of `also known as`.

Invariant: a name found here stands behind a cue in the same sentence, or in quotation marks behind one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs
from msgspec import Struct

from counterspy.reading.entities.flat import lines_at, words
from counterspy.reading.entities.runs import CAPITAL

_QUOTED = re.compile(r'"([^"\n]{2,60}?)[,.]?"')
_NAME_LIKE = re.compile(r"(?:@?[\w.'-]+ ){0,6}@?[\w.'-]+")
_PERSONA_CUE = re.compile(
    r"(?:personas?|monikers?|aliases|alias|handles?|usernames?|user names?|nicknames?|nicknamed"
    r"|pseudonyms?|pen names?|screen names?|call ?signs?|cover names?|false names?|code name"
    r"|posing as|posed as|pos\w+ as|(?:called|styled|introduced|presented|identified|described) (?:him|her"
    r"|them)self(?: as)?|going by|went by|goes by|using the names?|under the names?"
    r"|known (?:only )?(?:online )?as|a\.k\.a\.|aka"
    r"|(?:calling|signing|styling|presenting|introducing) (?:him|her|it|them)sel(?:f|ves)"
    r"|sign(?:ed|s) (?:it|him|her|them)sel(?:f|ves)|identit(?:y|ies)|(?:under|in|using) (?:\w+ ){0,2}names?"
    r"|users?|nicks?|log-?ins?"
    r"|(?:channels?|accounts?|profiles?|pages?|blogs?|bots?|avatars?)(?: (?:named|called|titled))?"
    r"|chats? with|(?:sold|offered|posted|written|run|operated|signed|created) (?:\w+ )?(?:\w+ )?by"
    r"|identities such as"
    r"|(?:lived|living|registered|travell?ed|worked|appeared|resident|rented \w+|entered \w+)(?: \w+){0,5} as)"
    r"(?: (?:of|as|the|by|an?|name|names|researcher|include[ds]?|including|were|was|are|is|such|certain|one"
    r"|consultant|recruiter|called|named)){0,5}[ ,:]*\"?$"
)
_ALIAS_CUE = re.compile(r"(?:\balias|\baka|a\.k\.a\.?)[ :,(]*$|(?:\balias|\baka|a\.k\.a\.?):[^.\n]{0,40}; $")
_UNQUOTED = re.compile(
    r"(?:(?:calling|signing|styling|called|signed|styled|calls|signs|styles) (?:him|her|it|them)sel(?:f|ves)"
    r"|(?:under|by|using) the (?:false |assumed |cover |online |code ?)?name(?: of)?"
    r"|(?:going|goes|went|gone) by(?: the name(?: of)?)?|(?:channels?|accounts?|profiles?|personas?"
    r"|keeper|officer|consultant|recruiter|blogger|character|avatar) (?:\w+ )?(?:called|named|dubbed)"
    r"|(?:fictitious|invented|fake|false|bogus|made-up) (?:\w+ ){1,3}(?:called|named)"
    r"|(?:presented|introduced|described) (?:him|her|them)sel(?:f|ves) as) $"
)
_UNQUOTED_NAME = re.compile(rf"{CAPITAL}[\w'-]*(?: (?:of (?:the )?)?{CAPITAL}[\w'-]*){{0,3}}")
_INITIALS = re.compile(
    r" ([A-Z]\.(?:[ -]?[A-Z]\.){0,2})(?=[ ,;)\n]|$)(?! [A-Z])(?:(?:,| and) ((?:[A-Z]\.[ -]?){0,2}[A-Z]\.))?"
)
_INITIALS_CUE = re.compile(
    r"\b(?:identified|named|known|referred to|described|called)(?: in [\w ]{3,30})?(?: only| merely| simply)?"
    r"(?: as| by (?:the|his|her|their) initials?)?$"
)
_AND_QUOTED = re.compile(r'",?(?:,| and| or|, and|, or|; | /) "$')
_POSING = re.compile(
    r"\b(?:offered|sold|posted|advertised|written|signed|published|registered|operated)\b[^\n;.]{0,50} by \"?$|"
    r"\b(?:posing|posed|masquerad\w+|pretend\w+ to be)\b[^\n;.]{0,60}$"
)
_THING_CUE = re.compile(
    r"([\w-]+(?: [\w-]+)?)?,? (?:(?:which (?:\w+ ){1,2})?(?:is |was |were |are )?(?:internally "
    r"|publicly )?(?:code-?named|dubbed|called|named|known as|referred to as|labelled|nicknamed|termed"
    r"|tracked as|which \w+ call(?:s|ed)?) )?(?:the )?\"$"
)
_INTRODUCED = re.compile(
    rf"\b(?:a\.?k\.?a\.?|(?:also|commonly|sometimes) (?:known|referred to|tracked|identified) as"
    rf"|known (?:\w+ ){{1,5}}as|aka|alias|formerly known as|otherwise known as|better known as"
    rf"|known online as|known by the handle|tracked as|referred to as)[: ]+(?:the |[Uu]nder )?"
    rf"(?=[\"@]|{CAPITAL}|\()"
)
_LISTED = re.compile(
    rf"(?:\(?\"?)([@\w][\w.@'-]*(?: (?:{CAPITAL}"
    rf"|\d)[\w.'-]*){{0,4}})\"?\)?(?: \([^()\n]{{1,40}}\))?(?:,? (?:and|or) |, |/| / )?"
)
_BEFORE_NOUN = re.compile(
    rf"\b(?:the|The|their|his|her|a|this) \"?((?:{CAPITAL}|@)[\w.-]*(?: (?:{CAPITAL}"
    rf"|\d)[\w.]*){{0,2}})\"? (?:(?:online|fictitious|false|fake|Twitter|Facebook|Telegram"
    rf"|social media) ){{0,2}}(?:moniker|persona|alias|handle|pseudonym|username)\b"
)
_AFTER_NOUN = re.compile(
    rf"\b(?:moniker|persona|alias|handle|pseudonym|username|personas|aliases|screen name"
    rf"|nickname) (?:of )?((?:{CAPITAL}|@)[\w.-]*(?: (?:{CAPITAL}|\d)[\w.]*){{0,2}})"
)
_NAMED_SOMEBODY = re.compile(
    r"\b(?:(?:agent|man|woman|officer|handler|recruiter|contact|person|consultant|client) (?:named|called|known as)"
    r"|(?:profiles?|accounts?|avatars?),?(?: named| called| of)?) \"?$"
)
_LISTED_CUE = re.compile(r"(?:personas?|monikers?|aliases|handles) [^\n]{0,40}\" (?:and|or) $")
_NOUNS = ("moniker", "persona", "alias", "handle", "pseudonym", "username", "screen name", "nickname")
_KNOWN = ("known", "referred to as", "a.k.a", "aka ", "aka:", "AKA", "a.ka", "alias", "tracked as")
_KNOWN_TOO = ("aka.", "ak.a", "identified as")
_UNQUOTED_CUES = (
    "self ",
    "selves ",
    "self as ",
    "selves as ",
    "name ",
    "name of ",
    " by ",
    "called ",
    "named ",
    "dubbed ",
)
_CUE_AT_MOST = 60
_NEXT_QUOTED = 8
_MOST_SMALL = 2
_MOST_LISTED = 12


class Alias(Struct, frozen=True, kw_only=True, gc=False):
    """One name that a cue introduces.

    Attributes:
        start: First code point.
        end: One past the last code point.
        kind: `persona` or another kind; empty where it is another name of what stands before `cue`.
        rule: Name of the rule.
        cue: Where the cue begins.
    """

    start: int
    end: int
    kind: str
    rule: str
    cue: int


def find_aliases(flat: str) -> Iterator[Alias]:
    """Find quoted and introduced names.

    Args:
        flat: The flattened text.

    Yields:
        Rule by rule, each in order of position; they may overlap.
    """
    before = ""
    before_end = -1
    for match in _QUOTED.finditer(flat):
        if not _NAME_LIKE.fullmatch(match[1]) or sum(word[0].islower() for word in match[1].split()) > _MOST_SMALL:
            continue
        joined = before and flat[before_end - 1 : match.start() + 1]
        is_next = joined and match.start() - before_end < _NEXT_QUOTED and _AND_QUOTED.fullmatch(joined)
        kind = before if is_next and match[1][0].isupper() else _quoted_kind(flat, match)
        before, before_end = kind or "", match.end()
        if kind:
            yield Alias(start=match.start(1), end=match.end(1), kind=kind, rule=f"quoted-{kind}", cue=match.start())
    places = _cue_places(flat)
    yield from _unquoted(flat, places)
    lines = list(lines_at(flat, sorted(at for noun in _NOUNS for at in places.get(noun, ()))))
    for expression in (_BEFORE_NOUN, _AFTER_NOUN):
        for line in lines:
            for match in expression.finditer(flat, *line):
                start, end = match.span(1)
                yield Alias(start=start, end=end, kind="persona", rule="persona-noun", cue=match.start())
    if not places.keys().isdisjoint(_KNOWN):
        for line in lines_at(flat, sorted(at for cue in (*_KNOWN, *_KNOWN_TOO) for at in places.get(cue, ()))):
            for match in _INTRODUCED.finditer(flat, *line):
                yield from _listed(flat, match)


@cache
def _cues() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    """One automaton over what the expressions need, and its patterns in order."""
    cues = tuple(dict.fromkeys((*_NOUNS, *_KNOWN, *_KNOWN_TOO, *_UNQUOTED_CUES)))
    return ahocorasick_rs.AhoCorasick(cues, store_patterns=False), cues


def _cue_places(flat: str) -> dict[str, list[int]]:
    """Where each cue begins, in order; without those that do not occur."""
    automaton, cues = _cues()
    places: dict[str, list[int]] = {}
    for index, start, _ in automaton.find_matches_as_indexes(flat, overlapping=True):
        places.setdefault(cues[index], []).append(start)
    return places


def _listed(flat: str, introduced: re.Match[str]) -> Iterator[Alias]:
    """Give the names of the list that an `also known as` introduces."""
    at = introduced.end()
    for _ in range(_MOST_LISTED):
        item = _LISTED.match(flat, at)
        if not item or not _may_be_name(item[1]):
            return
        end = item.end(1) - (item[1].endswith("."))
        yield Alias(start=item.start(1), end=end, kind="", rule="also-known-as", cue=introduced.start())
        at = item.end()
        if item.end() == item.end(1) or flat[item.end() - 1] not in " /":
            return


def _unquoted(flat: str, places: dict[str, list[int]]) -> Iterator[Alias]:
    """Give false names that stand without quotation marks, and persons named by initials alone."""
    for ending in _UNQUOTED_CUES:
        start = -1
        for at in places.get(ending, ()):
            if at < start:
                continue
            start = at + len(ending)
            name = _UNQUOTED_NAME.match(flat, start) if flat[start : start + 1].isupper() else None
            if name and _UNQUOTED.search(flat, max(0, start - _CUE_AT_MOST), start):
                yield Alias(start=start, end=name.end(), kind="persona", rule="unquoted-persona", cue=at)
    for match in _INITIALS.finditer(flat):
        cue = _INITIALS_CUE.search(flat, max(0, match.start() - _CUE_AT_MOST), match.start())
        for number in (1, 2) if cue else ():
            if cue and match[number]:
                kind = "persona" if cue[0].startswith("referred") else "person"
                start, end = match.span(number)
                yield Alias(start=start, end=end, kind=kind, rule="initials", cue=match.start())


def _may_be_name(text: str) -> bool:
    return (
        any(map(str.isalpha, text))
        and (text[0].isupper() or text[0] in "@0123456789" or any(c.isupper() for c in text))
        and text not in words("word", "function")
    )


def _quoted_kind(flat: str, match: re.Match[str]) -> str | None:
    line = max(flat.rfind("\n", max(0, match.start() - 90), match.start()) + 1, match.start() - 90, 0)
    before = flat[line : match.start()]
    if ("alias" in before or "a.k.a" in before or "aka" in before) and _ALIAS_CUE.search(before):
        return "persona"
    if not any(c.isupper() for c in match[1]) and "_" not in match[1] and not any(map(str.isdigit, match[1])):
        return None
    if _PERSONA_CUE.search(before) or (_POSING.search(before) and (match[1][0].isupper() or "_" in match[1])):
        return "persona"
    if _NAMED_SOMEBODY.search(before):
        return "persona"
    if before.endswith(('" and ', '" or ')) and _LISTED_CUE.search(before):
        return "persona"
    cue = _THING_CUE.search(before + '"')
    if cue and cue[1] and match[1][0].isupper() and len(match[1].split()) <= 3:
        last = cue[1].split()[-1].lower()
        for kind in ("technology", "actor-group"):
            if last in words("noun", kind) or last.rstrip("s") in words("noun", kind):
                return kind
        if re.search(r"(?:image|release|version|update|code|codename|code name|tool|implant)$", cue[1]):
            return "technology"
    return None
