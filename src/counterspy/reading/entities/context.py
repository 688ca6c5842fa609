"""What the words around a name say of it: roles, verbs, appositions, nouns beside it.

Invariant: no look goes beyond the sentence or further than a fixed number of characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from counterspy.reading.entities import evidence
from counterspy.reading.entities.flat import folded, words

_AGE_AFTER = re.compile(
    r" ?\((?:aged? )?\d{2}[,)]|,? (?:aged )?\d{2}(?:,| years old|-year-old|\b(?= ?[,;]))|,? aged \d{2}\b"
)
_LIVES_AFTER = re.compile(r"(?:, (?:\d\d, )?| )(?:of|from) [A-Z]|, (?:born|based|who|whose|whom)\b")
_WHO_AFTER = re.compile(r",? (?:who|whose|whom|himself|herself)\b")
_APPOSITION = re.compile(
    r", (?:an? |the |one of |then |its |his |her |their )?(?:(?:[\w'-]+) ){0,5}?([\w-]+)(?= ?(?:,|\.|;|$"
    r"|that|which|who|of|in|at|for|from|with|on|based|and|owned|run|linked))"
)
_OFFICE_AFTER = re.compile(r", (?:the |[A-Z][\w']+ ){0,2}?([A-Z][a-z-]+)(?: (?:of|for|at|to|in)\b|,)")
_AFTER_WORDS = re.compile(r" ([\w-]+)(?: ([\w-]+))?")
_CALLED = re.compile(r" \(?\"[A-Z]")
_ALSO_KNOWN = re.compile(r"(?:, | ?[—–-] ?| \()(?:also known as|a\.?k\.?a|alias)")
_OWNED_BY_FIRM = re.compile(
    r"'s? (?:\w+ )?(?:employees?|staff|plants?|factory|factories|headquarters|networks?|products?|customers?"
    r"|shareholders"
    r"|shares?|engineers?|laboratory|laboratories|research|management|board|spokes\w+|systems?|subsidiar\w+|owners?|servers?"
    r"|website|founders?|chief executive|suppliers?|works|storage|contract|technology|revenue|turnover|workers|software"
    r"|designs?|competitors?|parent|accounts?|premises|warehouse|offices?|lawyers)\b"
)
_FIRM_LINKS = frozenset({"at", "by", "for", "of", "with", "from", "in", "to"})
_ACTS = re.compile(r"[a-z]{3,}ed$")
_NOT_ACTS = frozenset(
    {"based", "used", "called", "named", "related", "linked", "located", "owned", "united", "need", "indeed"}
)
_MALWARE_NEAR = re.compile(
    r"malware|implant|back ?door|loader|installs?\b|install|loaded|loads|drops|tools?\b|trojan|wiper|ransomware|spyware"
    r"|stealer|download|payload|code[- ]?name|codenamed|infect|web ?shell|rootkit|keylog|dubbed|operation|programme"
    r"|project"
    r"|device|botnet|exploit|sample|module|deployed|cost of|known as"
)
_ACTORS_NEAR = re.compile(
    r"\bactors?\b|\bgroups?\b|\btrack(?:s|ed)?\b|attribut|operators|intrusion set|campaign|affiliat|cluster|hackers"
    r"|on behalf"
    r"|has gained|victims|targets|targeted|adversary|sponsored|linked to|run by|compromised|broke into|activity"
)
_CODE_NEAR = 70
_ROLE_ENDINGS = ("ologist", "ographer", "keeper", "holder", "servist", "ctivist", "alist", "master", "swoman", "sman")
_CLAUSE_ENDS = ",;:(—–"
_PHRASE_WORDS = 10
_LOOKS_ON = frozenset({"of", "at", "for", "in", "to", "with", "from", "on", "and"})
_BEFORE, _AFTER = 90, 80
_ARTICLES = frozenset({"the", "a", "an"})
_LINKS = frozenset({"of", "by", "for", "to", "with", "and", "against", "between", "as", "from", "in", "on", "at"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_CALLS = frozenset({"called", "named", "dubbed", "codenamed", "code-named", "nicknamed"})
_MAY_TELL = ("aged", "of", "from", "who", "him", "her")
_BEFORE_VERBS = frozenset({"has", "had", "also", "have", "later"})
_IS = frozenset({"was", "is", "were", "has", "had", "be", "being", "been"})
_NAMED_BEFORE = frozenset({"place", "technology", "actor-group", "military", "persona"})
_SPEECH, _PLACES = words("context", "speech"), words("context", "places")
_COMES_FROM, _OWNERS, _AT_FIRMS = (words("context", name) for name in ("comes-from", "owners", "at-firms"))
_VERBS, _PASSIVES = words("person", "verbs"), words("person", "passives")
_DATELINE_NEXT = ("(", "-", "–", "—", " ")
_INNER = re.compile(r"[a-z][A-Z]")
_FILLERS = frozenset({"is", "was", "were", "which", "that"})
_TOWN_CUE = 16
_TOWN = re.compile(r"(?:\d\d, (?:both |all )?of|\(\d\d,) $")
_APPOSED = frozenset({"company", "organisation", "actor-group", "technology"})


@cache
def _noun_kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in (
        "company",
        "organisation",
        "technology",
        "actor-group",
        "place",
        "agency",
        "platform",
        "military",
        "persona",
    ):
        for noun in folded("noun", kind):
            found.setdefault(noun, kind)
            found.setdefault(noun + "s", kind)
    return found


def noun_kind(noun: str) -> str | None:
    """Give the kind that a small-letter noun says of the name beside it, None where it says none."""
    return _noun_kinds().get(noun)


def of_context(flat: str, start: int, end: int) -> set[str]:
    """Give the features of the words around one occurrence."""
    found: set[str] = set()
    line = flat.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE)
    before = flat[line:start]
    stop = flat.find("\n", end, end + _AFTER)
    after = flat[end : stop if stop >= 0 else end + _AFTER]
    if not before.strip("\"'( "):
        found.add("sentence-start")
    if before.endswith(" "):
        found.update(_before(before, after))
    if before.endswith('"') and after.startswith(('"', ',"', '."')):
        found.add("in-quotes")
    if after[:1] in _AFTER_RULES:
        found.update(_AFTER_RULES[after[0]](after))
    surface = flat[start:end]
    if surface.isupper():
        is_dateline = not before and after[:1] in (",", " ") and after[1:2] in _DATELINE_NEXT
        code = [] if is_dateline else evidence.of_code(surface)
        is_thing = bool(code)
        found.update(code)
    else:
        is_thing = not surface.istitle() and _INNER.search(surface) is not None
    if is_thing:
        near = f"{flat[max(line, start - _CODE_NEAR) : start]}|{after[:_CODE_NEAR]}".lower()
        if _MALWARE_NEAR.search(near):
            found.add("malware-near")
        if _ACTORS_NEAR.search(near):
            found.add("actors-near")
    return found


def _before(before: str, after: str) -> Iterator[str]:
    """Give what the words in front say; where a comma follows, the name may be an apposition."""
    tail = before.rsplit(None, 4)[-4:]
    if not tail:
        return
    last, has_comma = tail[-1].rstrip(",").casefold(), tail[-1].endswith(",")
    earlier = [word.rstrip(",").casefold() for word in tail[:-1]]
    previous = earlier[-1] if earlier else ""
    if before.endswith(("of ", ", ")) and _TOWN.search(before, max(0, len(before) - _TOWN_CUE)):
        yield "town-before"
    if noun := _of_noun(last, previous, has_comma=has_comma, is_closed=after.startswith(",")):
        yield noun
    if has_comma:
        if _is_role_phrase(before[:-2]):
            yield "role-phrase-before"
        return
    if last in _LINKS:
        yield f"{last}-before"
    if last in _ARTICLES:
        yield "article-before"
    elif last in _SPEECH:
        yield "said-before"
    elif last in _FIRM_LINKS and not _AT_FIRMS.isdisjoint(earlier[-2:]):
        yield "firm-before"  # the words before `at`, `for`, `of` say that what follows employs, owns or sells
    elif last in _PLACES or (last == "of" and previous in _DIRECTIONS):
        yield "place-preposition"
    elif (
        last == "at"
        or (last in ("from", "to") and (previous in _COMES_FROM or is_role(previous)))
        or (last == "of" and previous == "out")
    ):
        yield "place-at"
    elif last.endswith("'s") and last[:-2] in _OWNERS and after[:1] == " " and after[1:2].islower():
        yield "owner-before"
    if last in _CALLS or (last == "as" and previous == "known"):
        nouns = [word for word in earlier if word not in _FILLERS and word != "known"]
        if nouns and (kind := noun_kind(nouns[-1])):
            yield f"{kind}-noun"


def _is_role_phrase(before: str) -> bool:
    """Whether the phrase in front of a comma says what somebody is: `the owner of the boatyard, X`."""
    phrase = before[max(map(before.rfind, _CLAUSE_ENDS)) + 1 :].split()[-_PHRASE_WORDS:]
    for at, word in enumerate(phrase):
        if is_role(word) and (at + 1 == len(phrase) or phrase[at + 1] in _LOOKS_ON):
            return True
    return False


@lru_cache(maxsize=16384)
def is_role(word: str) -> bool:
    """Whether a word says what somebody is, also with `ex-` or `vice-` in front of it."""
    low = word.casefold()
    known = words("person", "roles")
    return low in known or ("-" in low and low.rpartition("-")[2] in known) or low.endswith(_ROLE_ENDINGS)


def _of_noun(noun: str, before: str, *, has_comma: bool, is_closed: bool) -> str | None:
    """Give what the noun just before a name says of it: `the weekly X`, `analyst X`, `a consultancy, X,`."""
    kind = noun_kind(f"{before} {noun}") or noun_kind(noun)
    if is_role(noun) and not (has_comma and kind):
        return "role-before"
    return f"{kind}-noun" if kind and (not has_comma or (is_closed and kind in _APPOSED)) else None


def _after_blank(after: str) -> Iterator[str]:
    """Give what follows a blank; most often it is a word in small letters, where few of the forms can stand."""
    following = _AFTER_WORDS.match(after)
    if not after[1:2].islower() or after.startswith(_MAY_TELL, 1):
        if _AGE_AFTER.match(after):
            yield "age-after"
        elif _LIVES_AFTER.match(after):
            yield "lives-after"
        if _WHO_AFTER.match(after):
            yield "who-after"
        if _ALSO_KNOWN.match(after):
            yield "also-known-after"
        if _CALLED.match(after):
            yield "called-in-quotes"
        if after.startswith(" ("):
            yield "bracket-after"
    if following:
        yield from _of_words(following[1], following[2] or "")


def _of_words(first: str, second: str) -> Iterator[str]:
    """Give what the two words behind a name say."""
    if first in _VERBS or (first in _BEFORE_VERBS and second in _VERBS):
        yield "verb-after"
    elif first not in _NOT_ACTS and _ACTS.match(first):
        yield "acts-after"
    if first in _IS and (second in _PASSIVES or second == "been"):
        yield "passive-after"
    if first == "said" and second in ("in", "it"):
        yield "statement-after"
    if first.islower():
        yield "word-after"
        kind = noun_kind(first)
        if not kind and second.islower() and not _ACTS.match(first):
            kind = noun_kind(second)
        if kind in _NAMED_BEFORE:
            yield f"{kind}-noun"


def _after_comma(after: str) -> Iterator[str]:
    """Give what follows a comma: an age, a clause, an office, an apposition."""
    if _AGE_AFTER.match(after):
        yield "age-after"
    elif _LIVES_AFTER.match(after):
        yield "lives-after"
    if _WHO_AFTER.match(after):
        yield "who-after"
    if _ALSO_KNOWN.match(after):
        yield "also-known-after"
    office = _OFFICE_AFTER.match(after)
    if office and is_role(office[1]):
        yield "role-after"
    apposition = _APPOSITION.match(after)
    if apposition and apposition[1][0].islower():
        noun = apposition[1].lower()
        if is_role(noun):
            yield "role-after"
        elif kind := noun_kind(noun):
            yield f"{kind}-noun"


def _after_bracket(after: str) -> tuple[str, ...]:
    return ("age-after",) if _AGE_AFTER.match(after) else ("bracket-after",)


def _after_dash(after: str) -> tuple[str, ...]:
    return ("also-known-after",) if _ALSO_KNOWN.match(after) else ()


def _after_apostrophe(after: str) -> tuple[str, ...]:
    return ("owns-after", "runs-after") if _OWNED_BY_FIRM.match(after) else ("owns-after",)


_AFTER_RULES: dict[str, Callable[[str], Iterable[str]]] = {
    " ": _after_blank,
    ",": _after_comma,
    "(": _after_bracket,
    "-": _after_dash,
    "–": _after_dash,
    "—": _after_dash,
    "'": _after_apostrophe,
}
"""What may say something, by the character behind the name."""
