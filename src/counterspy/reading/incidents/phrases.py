"""All trigger phrases of the incident reader, compiled into one automaton and found in one scan.

Invariant: a hit is whole words (scripts written without spaces apart), its offsets are code points of the text given,
and hits come in order of position. Phrases are matched without regard to case; any white space counts as one blank.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

import ahocorasick_rs

from counterspy.reading.incidents.states import state_phrases
from counterspy.vocabulary import toml

_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_VERB: Final = re.compile(r"~([a-z-]+)")
_DOUBLES: Final = frozenset(
    "plot bug wiretap tap rig spot stop trap ship plan ban drop run hit set cut get let put spy-on tip grab".split()
)
_IRREGULAR: Final = {
    "steal": "steals stealing stole stolen", "take": "takes taking took taken", "give": "gives giving gave given",
    "sell": "sells selling sold", "send": "sends sending sent", "hand": "hands handing handed", "run": "runs running ran",
    "meet": "meets meeting met", "pay": "pays paying paid", "buy": "buys buying bought", "cut": "cuts cutting",
    "sow": "sows sowing sowed sown", "break": "breaks breaking broke broken", "blow": "blows blowing blew blown",
    "leak": "leaks leaking leaked", "film": "films filming filmed", "try": "tries trying tried", "deny": "denies denying denied",
    "spy": "spies spying spied", "set": "sets setting", "hack": "hacks hacking hacked", "copy": "copies copying copied",
    "enter": "enters entering entered", "shadow": "shadows shadowing shadowed", "follow": "follows following followed",
    "monitor": "monitors monitoring monitored", "exploit": "exploits exploiting exploited", "penetrate": "penetrates penetrating penetrated",
    "intercept": "intercepts intercepting intercepted", "divert": "diverts diverting diverted", "target": "targets targeting targeted",
    "recruit": "recruits recruiting recruited", "abduct": "abducts abducting abducted", "transmit": "transmits transmitting transmitted",
    "deliver": "delivers delivering delivered", "tamper": "tampers tampering tampered", "alter": "alters altering altered",
}  # fmt: skip
_LEVEL: Final = str.maketrans({"\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "‑": "-"})
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
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, verb + "s", verb[:-1] + "ing", verb + "d"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    stem = verb + verb[-1] if verb in _DOUBLES else verb
    return [verb, third, stem + "ing", stem + "ed"]


def level(text: str) -> str:
    """Lower the text's case and even out blanks and apostrophes, code point for code point."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_LEVEL)


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
        if start and text[start - 1].isalnum() and text[start] < _UNSPACED:
            continue
        if end < size and text[end].isalnum() and text[end - 1] < _UNSPACED:
            continue
        for role, code in meanings[index]:
            hits.append(Hit(start, end, role, code))
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    return hits


def holds_any(lexicon: Lexicon, text: str) -> bool:
    """Tell whether a levelled text holds any phrase at all."""
    size = len(text)
    for _, start, end in lexicon.automaton.find_matches_as_indexes(text, overlapping=True):
        if start and text[start - 1].isalnum() and text[start] < _UNSPACED:
            continue
        if end < size and text[end].isalnum() and text[end - 1] < _UNSPACED:
            continue
        return True
    return False


class Frame(NamedTuple):
    """Two lists of words that show a method where one of each stands in one sentence."""

    method: str
    act: str
    on: str


@cache
def frames() -> tuple[Frame, ...]:
    """Give the frames of all methods; `act` and `on` are codes of hits with the role `piece`."""
    return tuple(
        Frame(method, f"{method}/{number}/act", f"{method}/{number}/on")
        for method, entry in toml("methods").items()
        for number, _ in enumerate(entry.get("frames", ()))
    )


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
    entries = {("gate", "through"): toml("gate")["through"]}
    for method, entry in toml("methods").items():
        entries["gate", method] = entry["phrases"]
    return compile_lexicon(entries)


def _cue_entries(gate: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    entries: dict[tuple[str, str], list[str]] = {
        ("whole", code): gate[code] for code in ("field", "fiction", "elsewhere", "state")
    }
    for role in ("realis", "roles", "sponsor", "counter", "target"):
        for code, phrases in gate[role].items():
            entries[role, code] = phrases
    return entries
