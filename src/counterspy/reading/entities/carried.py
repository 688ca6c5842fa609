"""Names that the document carries on: abbreviations it defines, aliases it introduces, short forms, names in headings.

Invariant: everything found here repeats or extends a name that was found elsewhere in the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice

import ahocorasick_rs
import msgspec

from counterspy.reading.entities.abbreviations import Definition
from counterspy.reading.entities.aliases import Alias, find_aliases
from counterspy.reading.entities.bodies import heads
from counterspy.reading.entities.context import noun_kind
from counterspy.reading.entities.designations import bare_firm
from counterspy.reading.entities.evidence import is_given
from counterspy.reading.entities.flat import folded, words
from counterspy.reading.entities.found import RANK_CERTAIN, RANK_DEFINED, RANK_FORM, RANK_SHAPE, Found
from counterspy.reading.entities.grouping import is_one_name
from counterspy.reading.page import Sentence
from counterspy.vocabulary import country_of_demonym

_OWNED_KINDS = frozenset({"service", "actor-group", "company", "organisation", "agency", "technology", "military"})
_BODY_KINDS = _OWNED_KINDS | {"law", "place"}
_NAMED_KINDS = _BODY_KINDS | {"person"}
_NEVER_ALIAS = frozenset({"technology", "place", "military", "service", "agency"})
_DEFINED_KINDS = frozenset({"agency", "organisation", "military"})
_NEAR = 40
_BREAK = re.compile(r"[.;]|\b(?:was|were|is)\b")
_NAME_WORDS = 5
_SHORT_SURNAME = 3
_TELLING_LETTERS = 4
_FEW_FORMS = 48
# Comparing each heading in capitals with each name is quadratic, so both are bounded.
_MOST_HEADINGS, _MOST_FORMS = 20, 400
_LEGAL = re.compile(r", (?:S\.A\.|Inc|LLC|Ltd|AG|SpA|Corp|Co)\b")
_HEADLESS = re.compile(r"([A-Z][\w-]+ [A-Z][\w-]+) (?:Service|Agency|Department)(?= \(|$)")
_AFTER = re.compile(r" ([a-z]+)\b")


def occurrences(flat: str, forms: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Give every place where one of the forms stands as whole words, in one pass over the text.

    Yields:
        (form, start, end), in no order; places of different forms may overlap.
    """
    wanted = list(dict.fromkeys(form for form in forms if form))
    if not wanted:
        return
    for index, start, end in _places(flat, wanted):
        is_left = start == 0 or not (flat[start - 1].isalnum() or flat[start - 1] in "@_")
        if is_left and (end == len(flat) or not flat[end].isalnum()):
            yield wanted[index], start, end


def _places(flat: str, wanted: list[str]) -> Iterator[tuple[int, int, int]]:
    """Give index, start and end of each place; for few forms plain search is faster than building an automaton."""
    if len(wanted) > _FEW_FORMS:
        yield from ahocorasick_rs.AhoCorasick(wanted, store_patterns=False).find_matches_as_indexes(
            flat, overlapping=True
        )
        return
    for index, form in enumerate(wanted):
        at = flat.find(form)
        while at >= 0:
            yield index, at, at + len(form)
            at = flat.find(form, at + len(form))


def find_defined(flat: str, sure: list[Found], definitions: list[Definition]) -> Iterator[Found]:
    """Give `Name (ABBR)` as one mention, and the abbreviation wherever it stands in the document."""
    ending = {item.end: item for item in sure}
    starting = {item.start: item for item in sure}
    again: dict[str, tuple[Found, str]] = {}
    for definition in definitions:
        long = ending.get(definition.open)
        short = starting.get(definition.start)
        if definition.long_start is not None and (
            long is None or (long.kind == "place" and long.start != definition.long_start)
        ):
            long = _long_alone(flat, definition, short)
        if long is None or long.kind not in _NAMED_KINDS:
            continue
        if long.kind == "person" and not _is_short_of(flat, definition, long):
            continue
        if long.kind == "place" and definition.long_start is None:
            continue
        owner = _better(long, short)
        yield _like(owner, long.start, definition.close, "definition", RANK_CERTAIN + 1)
        again.setdefault(definition.short, (owner, "defined-abbreviation"))
        if owner is not long:
            again.setdefault(flat[long.start : long.end], (owner, "defined-name"))
    for form, left, right in occurrences(flat, again):
        owner, rule = again[form]
        rank = RANK_DEFINED if rule == "defined-name" else RANK_CERTAIN + 1
        yield _like(owner, left, right, rule, rank)


def _is_short_of(flat: str, definition: Definition, person: Found) -> bool:
    """Whether a bracket behind a person's name holds a part of it, as lists of sanctions have it: `Lei Bowen (Lei)`."""
    return definition.short in person.name.split() and flat[definition.start - 1] == "("


def _better(long: Found, short: Found | None) -> Found:
    """The lexicon knows the entry better than the form does, also where it only knows the abbreviation."""
    if short is not None and short.rule == "lexicon" and not long.rule.startswith("lexicon") and short.kind != "place":
        return short
    return long


def _long_alone(flat: str, definition: Definition, short: Found | None) -> Found | None:
    """A long form that no rule saw, but whose letters fit: what the lexicon says of the abbreviation, else a body."""
    start = definition.long_start
    if start is None:
        return None
    name = flat[start : definition.open]
    if len(name.split()) < 2 or not name[0].isupper() or sum(word[0].isupper() for word in name.split()) < 2:
        return None
    if short is not None:
        return msgspec.structs.replace(short, start=start, end=definition.open)
    following = _AFTER.match(flat, definition.close)
    kind = noun_kind(following[1]) if following else None
    if kind is None:
        told = [heads().get(word) for word in name.replace(",", "").split()]
        kind = "company" if _LEGAL.search(name) else next((k for k in told if k in _DEFINED_KINDS), None)
    if kind is None or kind == "actor-group":
        return None  # a term, such as a protocol, rather than a name
    return Found(
        start=start,
        end=definition.open,
        kind=kind,
        name=name,
        rule="definition",
        rank=RANK_DEFINED,
        key=name.casefold(),
    )


def _like(owner: Found, start: int, end: int, rule: str, rank: int) -> Found:
    return msgspec.structs.replace(owner, start=start, end=end, rule=rule, rank=rank)


def find_introduced(flat: str, seen: list[Found]) -> Iterator[Found]:
    """Give aliases, monikers, code names, and each of them wherever it stands in the document."""
    kinds = {item.start: item.kind for item in seen if not item.rule.startswith("evidence-")}
    again: dict[str, Found] = {}
    for alias in find_aliases(flat):
        found = _introduced(flat, alias, kinds, seen)
        if found is not None:
            again.setdefault(flat[alias.start : alias.end], found)
    for form, left, right in occurrences(flat, again):
        yield msgspec.structs.replace(again[form], start=left, end=right)


def _introduced(flat: str, alias: Alias, kinds: dict[int, str], seen: list[Found]) -> Found | None:
    name = flat[alias.start : alias.end]
    owner = None if alias.kind else _owner(flat, alias, seen)
    if owner is not None and owner.kind in _OWNED_KINDS:
        return _like(owner, alias.start, alias.end, alias.rule, RANK_CERTAIN + 1)
    if (not alias.kind and owner is None) or kinds.get(alias.start) in _NEVER_ALIAS:
        return None  # what is already known as something else is no alias
    if alias.rule in ("unquoted-persona", "initials") and not _may_be_unquoted(name, alias, kinds):
        return None
    kind = alias.kind or "persona"
    if owner is not None and " " in name and flat[alias.start - 1] != '"':
        return _like(owner, alias.start, alias.end, "other-name", RANK_CERTAIN)
    if kind == "persona" and (name in words("word", "common") or name in words("person", "titles")):
        return None
    return Found(
        start=alias.start,
        end=alias.end,
        kind=kind,
        name=name,
        rule=alias.rule,
        rank=RANK_CERTAIN,
        key=f"{kind}:{name.casefold()}",
    )


def _may_be_unquoted(name: str, alias: Alias, kinds: dict[int, str]) -> bool:
    """Whether capitals behind a cue are a false name: not what is known as something else, not an ordinary word."""
    if kinds.get(alias.start, "person") not in ("person", "persona", "place") or (
        kinds.get(alias.start) == "place" and " " not in name
    ):
        return False
    first = name.partition(" ")[0]
    return first not in words("word", "function") and first not in country_of_demonym()


def _owner(flat: str, alias: Alias, sure: list[Found]) -> Found | None:
    """What stands just before `also known as`: a body, group or thing that goes by the alias too, or a person."""
    at = bisect_left(sure, alias.cue, key=lambda item: item.start) - 1
    if at < 0 or sure[at].end < alias.cue - _NEAR:
        return None
    gap = flat[sure[at].end : alias.cue]
    return sure[at] if "\n" not in gap and not _BREAK.search(gap) else None


def find_repeated(flat: str, seen: list[Found]) -> Iterator[Found]:
    """Find the parties of cases where they are named again."""
    parties = {flat[item.start : item.end]: item for item in seen if item.rule == "party"}
    for form, left, right in occurrences(flat, parties):
        yield _like(parties[form], left, right, "party-again", RANK_SHAPE)


def find_short_forms(flat: str, bodies: list[Found]) -> Iterator[Found]:
    """Find firms and bodies named without their legal form or by their first words; `bodies` are settled."""
    taken: dict[str, Found] = {}
    for body in bodies:
        if body.kind in ("company", "organisation") and body.rule.startswith("form-"):
            for short in _shorter(flat[body.start : body.end]):
                taken.setdefault(short, body)
            if body.rule == "form-first" and (bare := bare_firm(body.name)) not in _plain():
                taken.setdefault(bare, body)
                taken.setdefault(bare.title(), body)
        elif body.rule == "operation" and body.name.partition(" ")[2].isupper():
            taken.setdefault(body.name.partition(" ")[2], body)
        elif body.kind == "service" and (headless := _HEADLESS.match(flat, body.start, body.end)):
            taken.setdefault(headless[1], body)
    if not taken:
        return
    longer = [(body.start, body.end) for body in bodies]
    for short, left, right in occurrences(flat, taken):
        at = bisect_right(longer, (left, len(flat))) - 1
        is_inside = at >= 0 and longer[at][0] <= left and right < longer[at][1]
        if is_inside or (flat.startswith(taken[short].name, left) and len(taken[short].name) > len(short)):
            continue
        yield _like(taken[short], left, right, "short-form", _rank_of_short(taken[short], short))


def _rank_of_short(body: Found, short: str) -> int:
    """A firm's name less its legal form is sure; a single word is not, and what stands for a service is least so."""
    if body.kind == "service":
        return RANK_SHAPE - 1
    return RANK_FORM + 1 if " " in short else RANK_SHAPE + 1


@lru_cache(maxsize=8192)
def _shorter(name: str) -> tuple[str, ...]:
    return tuple(_short_forms(name))


def _short_forms(name: str) -> Iterator[str]:
    suffixes = words("suffix", "company")
    parts = name.replace(",", "").split()
    core = list(parts)
    while len(core) > 1 and (core[-1] in suffixes or core[-1].rstrip(".") in suffixes):
        core.pop()
    if len(core) < len(parts) and _is_telling(core):
        yield " ".join(core)
        if len(core) > 1 and name.isupper():
            yield " ".join(core).title()
    if len(core) > 2 and core[0][0].isupper() and core[1][0].isupper() and _is_telling(core[:2]):
        yield " ".join(core[:2])
    if len(core) < len(parts) and len(core) > 1 and _is_telling(core[:1]):
        yield core[0]


@cache
def _plain() -> frozenset[str]:
    """Words that do not tell a firm from anything else."""
    lists = (("word", "common"), ("word", "function"), ("head", "topics"), ("head", "openers"))
    return frozenset().union(*(words(section, name) for section, name in lists))


def _is_telling(core: list[str]) -> bool:
    """Whether the words could be told from ordinary ones: not all of them topics, places in general or given names."""
    if len(core[0]) < _TELLING_LETTERS or all(word in _plain() for word in core):
        return False
    return len(core) > 1 or not is_given(core[0])


def find_in_headings(flat: str, headings: tuple[Sentence, ...], seen: Iterable[Found]) -> Iterator[Found]:
    """Find the names of the body in headings, where capitals alone say nothing."""
    if not headings:
        return
    forms = dict(_heading_forms(flat, seen))
    shouted = [heading for heading in headings if flat[heading.start : heading.end].isupper()]
    for heading in shouted[:_MOST_HEADINGS]:
        line = flat[heading.start : heading.end]
        if line.rstrip(". ").rpartition(" ")[2].title() in words("suffix", "company"):
            yield _firm(heading, line, forms)
        elif whole := _whole_name(line, forms):
            yield _like(whole, heading.start, heading.end, "heading", RANK_FORM)
    starts = [heading.start for heading in headings]
    both = {form.upper(): item for form, item in forms.items()} | forms if shouted else forms
    for form, left, right in occurrences(flat, both):
        at = bisect_right(starts, left) - 1
        if at >= 0 and right <= headings[at].end:
            yield _like(both[form], left, right, "heading", RANK_FORM - 1)


def _heading_forms(flat: str, seen: Iterable[Found]) -> Iterator[tuple[str, Found]]:
    """Give the forms in which a name of the body may stand in a heading: persons also shorter or by surname."""
    for item in seen:
        parts = flat[item.start : item.end].split()
        if item.kind != "person":
            if item.rule.startswith("form-"):
                yield " ".join(parts), item
            continue
        yield " ".join(parts), item
        if len(parts) < 2:
            continue
        yield f"{parts[0]} {parts[-1]}", item
        yield " ".join(part for part in parts if part[0].isalpha()), item
        if len(parts[-1]) > _SHORT_SURNAME and parts[-1].casefold() not in folded("word", "common"):
            yield parts[-1], item


def _whole_name(line: str, forms: dict[str, Found]) -> Found | None:
    """The person whose name a heading in capitals is, in any order of its words and spelt nearly so."""
    parts = line.casefold().split()
    if not 2 <= len(parts) <= _NAME_WORDS:
        return None
    for form, item in islice(forms.items(), _MOST_FORMS):
        name = form.casefold().split()
        if item.kind == "person" and len(name) == len(parts) and is_one_name(parts, name):
            return item
    return None


def _firm(heading: Sentence, line: str, forms: dict[str, Found]) -> Found:
    """A heading in capitals that is a firm's name: the firm of the body whose name it holds, where there is one."""
    held = next((item for form, item in forms.items() if item.kind == "company" and form.upper() in line), None)
    key = held.key if held else line.casefold()
    return Found(
        start=heading.start, end=heading.end, kind="company", name=line, rule="heading-firm", rank=RANK_CERTAIN, key=key
    )
