"""All trigger phrases of the incident reader, compiled into one automaton and found in one scan.

Invariant: a hit is whole words (scripts written without spaces apart), its offsets are code points of the text given,
and hits come in order of position. Phrases are matched without regard to case; any white space counts as one blank.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import ahocorasick_rs

from counterspy.reading.incidents.states import state_phrases
from counterspy.vocabulary import table, toml

_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_VERB: Final = re.compile(r"~([a-z-]+)")
_DOUBLES: Final = ("plot", "bug", "wiretap", "tap", "rig", "ship", "plan", "transmit", "stop", "trap", "expel")
_IRREGULAR: Final = {
    entry.split()[0]: entry.split()[1:]
    for entry in (
        "steal steals stealing stole stolen",
        "take takes taking took taken",
        "give gives giving gave given",
        "sell sells selling sold",
        "send sends sending sent",
        "run runs running ran",
        "meet meets meeting met",
        "pay pays paying paid",
        "buy buys buying bought",
        "cut cuts cutting",
        "set sets setting",
        "sow sows sowing sowed sown",
        "break breaks breaking broke broken",
        "blow blows blowing blew blown",
    )
}
_LEVEL: Final = (*((blank, " ") for blank in "\n\t\r\u00a0\u202f"), ("’", "'"), ("‘", "'"), ("‑", "-"))
_UNSPACED: Final = "\u2e80"


class Hit(NamedTuple):
    """A phrase found. `role` says what sort of phrase it is, `code` what it stands for within that role."""

    start: int
    end: int
    role: str
    code: str


class Lexicon(NamedTuple):
    """Phrases in the automaton's order, and for each what it means: (role, code), one or several."""

    automaton: ahocorasick_rs.AhoCorasick
    meanings: tuple[tuple[tuple[str, str], ...], ...]


def spell_out(phrase: str) -> list[str]:
    """Give every spelling a phrase of the data files stands for.

    `~verb` is all forms of the verb, `word(s)` singular and plural, `{a,b}` either.
    """
    found = _BRACES.search(phrase)
    if found:
        return [
            spelling
            for choice in found[1].split(",")
            for spelling in spell_out(phrase[: found.start()] + choice + phrase[found.end() :])
        ]
    if "(es)" in phrase:
        return spell_out(phrase.replace("(es)", "", 1)) + spell_out(phrase.replace("(es)", "es", 1))
    if "(s)" in phrase:
        return spell_out(phrase.replace("(s)", "", 1)) + spell_out(phrase.replace("(s)", "s", 1))
    verb = _VERB.search(phrase)
    if verb:
        forms = verb_forms(verb[1])
        return [s for form in forms for s in spell_out(phrase[: verb.start()] + form + phrase[verb.end() :])]
    return [phrase]


def verb_forms(verb: str) -> list[str]:
    """Give the forms of an English verb, the plain one first."""
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb]]
    if verb.endswith("e"):
        return [verb, verb + "s", verb[:-1] + "ing", verb + "d"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    stem = verb + verb[-1] if verb.endswith(_DOUBLES) else verb
    return [verb, third, stem + "ing", stem + "ed"]


def level(text: str) -> str:
    """Lower the text's case and even out blanks and apostrophes, code point for code point."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for odd, even in _LEVEL:
        lowered = lowered.replace(odd, even)
    return lowered


def compile_lexicon(entries: dict[tuple[str, str], list[str]]) -> Lexicon:
    """Compile phrases, keyed by (role, code), into one automaton."""
    meanings: dict[str, list[tuple[str, str]]] = {}
    for meaning, phrases in entries.items():
        for phrase in phrases:
            for spelling in spell_out(phrase):
                listed = meanings.setdefault(level(spelling), [])
                if meaning not in listed:
                    listed.append(meaning)
    automaton = ahocorasick_rs.AhoCorasick(list(meanings), matchkind=ahocorasick_rs.MatchKind.Standard)
    return Lexicon(automaton, tuple(tuple(listed) for listed in meanings.values()))


def scan(lexicon: Lexicon, text: str) -> list[Hit]:
    """Find every phrase in a levelled text (see `level`), overlapping ones too, in order of position."""
    hits = []
    size = len(text)
    meanings = lexicon.meanings
    for index, start, end in lexicon.automaton.find_matches_as_indexes(text, overlapping=True):
        if start and text[start - 1].isalnum() and text[start].isalnum() and text[start] < _UNSPACED:
            continue
        if end < size and text[end].isalnum() and text[end - 1].isalnum() and text[end - 1] < _UNSPACED:
            continue
        for role, code in meanings[index]:
            hits.append(Hit(start, end, role, code))
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    return hits


def holds_any(lexicon: Lexicon, text: str) -> bool:
    """Tell whether a levelled text holds any phrase at all."""
    size = len(text)
    for _, start, end in lexicon.automaton.find_matches_as_indexes(text, overlapping=True):
        if start and text[start - 1].isalnum() and text[start].isalnum() and text[start] < _UNSPACED:
            continue
        if end < size and text[end].isalnum() and text[end - 1].isalnum() and text[end - 1] < _UNSPACED:
            continue
        return True
    return False


@lru_cache(maxsize=1)
def scan_page(text: str) -> tuple[str, tuple[Hit, ...]]:
    """Level a page's text and scan it. The last page's answer is kept, because two passes ask for it.

    Returns:
        The levelled text and the hits of the incident lexicon.
    """
    levelled = level(text)
    return levelled, tuple(scan(incident_lexicon(), levelled))


class Frame(NamedTuple):
    """Two lists of words that show a method where one of each stands in one sentence.

    `body`: a state's organ may stand for the second, "any" where it stands anywhere near, "to" behind "to" or "with".
    """

    method: str
    act: str
    on: str
    body: str


@cache
def frames() -> tuple[Frame, ...]:
    """Give the frames of all methods; `act` and `on` are codes of hits with the role `piece`."""
    return tuple(
        Frame(method, f"{method}/{number}/act", f"{method}/{number}/on", _body_in(frame["on"]))
        for method, entry in toml("methods").items()
        for number, frame in enumerate(entry.get("frames", ()))
    )


def _body_in(on: list[str]) -> str:
    return "to" if "<to body>" in on else "any" if "<body>" in on else ""


@cache
def incident_lexicon() -> Lexicon:
    """Compile everything the incident reader looks for in one scan."""
    entries: dict[tuple[str, str], list[str]] = {}
    for method, entry in toml("methods").items():
        entries["method", method] = entry["phrases"]
        entries["weak", method] = entry.get("weak", [])
        for number, frame in enumerate(entry.get("frames", ())):
            entries["piece", f"{method}/{number}/act"] = frame["act"]
            entries["piece", f"{method}/{number}/on"] = frame["on"]
    for outcome, voices in toml("outcomes").items():
        for voice, phrases in voices.items():
            entries[voice, outcome] = phrases
    for sector, phrases in toml("sectors")["words"].items():
        entries["sector", sector] = phrases
    entries.update(_cue_entries(toml("gate")))
    entries.update({("state", state): phrases for state, phrases in state_phrases().items()})
    return compile_lexicon(entries)


@cache
def gate_lexicon() -> Lexicon:
    """Compile what lets a document through the gate: the field's words and every method's own phrases."""
    entries = {("gate", "through"): toml("gate")["through"], ("gate", "services"): _long_names("services")}
    for method, entry in toml("methods").items():
        things = [thing for frame in entry.get("frames", ()) for thing in (*frame["on"], *frame["act"]) if " " in thing]
        entries["gate", method] = [*entry["phrases"], *(thing for thing in things if not thing.startswith("<"))]
    return compile_lexicon(entries)


def _long_names(table_name: str) -> list[str]:
    """Give the names of several words in a table of the lexicon; short ones mean too many other things."""
    names = (name.strip() for row in table(table_name) for name in f"{row['name']}|{row['aliases']}".split("|"))
    return [name for name in names if " " in name and not name.startswith(("~", "="))]


def _cue_entries(gate: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    entries: dict[tuple[str, str], list[str]] = {
        ("whole", code): gate[code] for code in ("field", "fiction", "elsewhere", "state")
    }
    for code, phrases in gate["realis"].items():
        entries["realis", code] = phrases
    for role in ("roles", "sponsor", "counter", "target"):
        for code, phrases in gate[role].items():
            entries[f"{role}.{code}", code] = phrases
    return entries
