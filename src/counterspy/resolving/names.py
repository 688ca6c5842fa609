"""Names → proposals that two mentions, or a mention and a catalogue's entry, are the same entity.

Invariant: an alias alone never joins anything when it belongs to several; two entries of catalogues are joined by their
headings only, never by a synonym; a state that differs keeps apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from counterspy.model import Decision, in_force

PROGRAM = "counterspy/names-1"
"""Signs the decisions of this file; the number changes with the rules."""

_FAMILY = {
    "service": "body",
    "agency": "body",
    "military": "body",
    "organisation": "body",
    "company": "body",
    "persona": "persona",
    "actor-group": "actor-group",
}
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_CATALOGUE_NUMBER = re.compile(r"\s+-\s+[GSC]\d{4}$")
_INITIALS = re.compile(r"(?<=\b\w)\.")
_NOT_LETTERS = re.compile(r"[^\w]+")
_LEGAL_FORM = re.compile(
    r"\s(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|co|gmbh|ag|sa|s a|sarl|bv|nv|ab|as|asa|oy|oyj|"
    r"aps|srl|spa|spzoo|kk|pte ltd|pty ltd|co ltd|jsc|ooo|pao)$"
)
_SCORES = {"heading": 0.95, "definition": 0.93, "alias": 0.85}


class Named(Struct, frozen=True, kw_only=True):
    """One thing that has names: a mention in a document, or an entry of a catalogue.

    Attributes:
        id: `mention--…` or `record--…`.
        kind: Entity kind.
        main: Its full or canonical name.
        others: Its other names.
        country: ISO alpha-2 or None.
        is_record: Whether a catalogue says it.
        source: The catalogue, or the document's id.
    """

    id: str
    kind: str
    main: str
    others: tuple[str, ...] = ()
    country: str | None = None
    is_record: bool = False
    source: str = ""


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """Bring a name to the form in which equal names are equal.

    Case, accents, punctuation, a country in brackets, a catalogue's number and the legal form of a company go.

    Returns:
        The key; empty where nothing is left.
    """
    plain = _CATALOGUE_NUMBER.sub("", name.strip())
    plain = _BRACKETS.sub("", plain).strip() or plain
    folded = unicodedata.normalize("NFKD", _INITIALS.sub("", plain)).casefold()
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _NOT_LETTERS.sub(" ", letters.replace("'s ", " ").replace("’s ", " ")).strip()
    return _LEGAL_FORM.sub("", words.removeprefix("the "))


def propose_names(things: Sequence[Named], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Propose which things are the same.

    Args:
        things: Every mention and record, in ledger order.
        decisions: All decisions ever taken; a pair that somebody decided about, or undid, is not proposed again.

    Returns:
        `same-as` decisions without id and time: the later thing is the same as the earliest that fits; at most one for
        each thing.
    """
    taken = list(decisions)
    decided = {(d.subject, d.object) for d in taken if d.kind in ("same-as", "not-same-as")}
    standing = {(d.subject, d.object) for d in in_force(taken) if d.kind == "same-as"}
    index = _Index()
    proposals = []
    # Catalogues first: a mention is better tied to an entry that knows it than to another mention.
    for thing in sorted(things, key=lambda thing: not thing.is_record):
        match = index.find(thing)
        if match is not None:
            other, how, name = match
            pair = (thing.id, other.id)
            if pair not in decided:
                proposals.append(_decision(thing, other, how, name))
            is_apart = pair in decided and pair not in standing
            index.add(thing, thing if is_apart else index.root(other.id))
        else:
            index.add(thing, thing)
    return tuple(proposals)


class _Index:
    """Names seen so far, and which thing each stands for."""

    def __init__(self) -> None:
        self._headings: dict[tuple[str, str], list[Named]] = {}
        self._aliases: dict[tuple[str, str], list[Named]] = {}
        self._roots: dict[str, Named] = {}

    def root(self, identifier: str) -> Named:
        return self._roots[identifier]

    def add(self, thing: Named, root: Named) -> None:
        self._roots[thing.id] = root
        family = _family(thing)
        if thing.is_record or root is thing:
            _note(self._headings, (family, name_key(thing.main)), root)
        if thing.is_record:
            for other in thing.others:
                _note(self._aliases, (family, name_key(other)), root)

    def find(self, thing: Named) -> tuple[Named, str, str] | None:
        """Give the one thing that the names fit, how they fit, and the name that decided."""
        family = _family(thing)
        if not _may_resolve(thing):
            return None
        found = self._only(self._headings.get((family, name_key(thing.main)), ()), thing)
        if found:
            return found, "heading", thing.main
        if thing.is_record:
            return None
        for name in thing.others:
            found = self._only(self._headings.get((family, name_key(name)), ()), thing)
            if found and _is_full(name):
                return found, "definition", name
        found = self._only(self._aliases.get((family, name_key(thing.main)), ()), thing)
        return (found, "alias", thing.main) if found else None

    @staticmethod
    def _only(candidates: Sequence[Named], thing: Named) -> Named | None:
        fitting = [c for c in candidates if not (c.country and thing.country and c.country != thing.country)]
        if len(fitting) > 1 and thing.country:
            exact = [c for c in fitting if c.country == thing.country]
            fitting = exact or fitting
        return fitting[0] if len(fitting) == 1 else None


def _note(index: dict[tuple[str, str], list[Named]], key: tuple[str, str], root: Named) -> None:
    if key[1] and all(known.id != root.id for known in index.setdefault(key, [])):
        index[key].append(root)


def _family(thing: Named) -> str:
    return _FAMILY.get(thing.kind, thing.kind)


def _may_resolve(thing: Named) -> bool:
    """A person by one word is anybody; a bare abbreviation without a state is whoever it likes."""
    if not name_key(thing.main):
        return False
    if thing.kind == "person":
        return len(name_key(thing.main).split()) >= 2 or not thing.main.isascii()
    if thing.is_record or _is_full(thing.main):
        return True
    return thing.country is not None or thing.kind not in ("agency", "organisation")


def _is_full(name: str) -> bool:
    return len(name_key(name).split()) > 1 or not name.isupper() or len(name) > 6


def _decision(thing: Named, other: Named, how: str, name: str) -> Decision:
    where = f"in {other.source}" if other.is_record else "in an earlier document"
    reasons = {
        "heading": f"“{name}” is the name of “{other.main}” {where}",
        "definition": f"this document also says “{name}”, the name of “{other.main}” {where}",
        "alias": f"“{name}” is an alias of “{other.main}” {where} and of nothing else there",
    }
    state = f", same state ({thing.country})" if thing.country and thing.country == other.country else ""
    return Decision(
        id="", kind="same-as", subject=thing.id, object=other.id, by=PROGRAM, reason=reasons[how] + state,
        score=_SCORES[how], at="",
    )  # fmt: skip
