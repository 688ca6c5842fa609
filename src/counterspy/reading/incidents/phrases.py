"""All trigger phrases of the incident reader, compiled into one automaton and found in one scan.

Invariant: a hit is whole words (scripts written without spaces apart), its offsets are code points of the text given,
and hits come in order of position. Phrases are matched without regard to case; any white space counts as one blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVar

import ahocorasick_rs
from msgspec import Struct

from counterspy.reading.incidents.states import state_phrases
from counterspy.vocabulary import table, toml

_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_VERB: Final = re.compile(r"~([a-z-]+)")
_DOUBLES: Final = (
    *("plot", "bug", "wiretap", "tap", "rig", "ship", "plan", "transmit", "stop", "trap", "expel", "slip", "scan"),
    *("spot", "jam", "swap", "drag", "drug", "snap", "skim", "strip", "submit", "kidnap", "log", "bid", "relabel"),
)
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
        "write writes writing wrote written",
        "hide hides hiding hid hidden",
        "fly flies flying flew flown",
        "overfly overflies overflying overflew overflown",
        "keep keeps keeping kept",
        "hold holds holding held",
        "feed feeds feeding fed",
        "make makes making made",
        "burn burns burning burned burnt",
        "shoot shoots shooting shot",
        "bring brings bringing brought",
        "tell tells telling told",
        "put puts putting",
        "lie lies lying lied",
        "beat beats beating beaten",
        "throw throws throwing threw thrown",
        "read reads reading",
        "let lets letting",
        "find finds finding found",
        "show shows showing showed shown",
        "seek seeks seeking sought",
        "forge forges forging forged",
        "swipe swipes swiping swiped",
        "get gets getting got",
        "wipe wipes wiping wiped",
        "log logs logging logged",
        "email emails emailing emailed",
        "e-mail e-mails e-mailing e-mailed",
        "overhear overhears overhearing overheard",
        "invite invites inviting invited",
    )
}
_LEVEL: Final = (*((blank, " ") for blank in "\n\t\r\u00a0\u202f"), ("’", "'"), ("‘", "'"), ("‑", "-"))
_LONGER: Final = "\u0130"
_UNSPACED: Final = "\u2e80"
Kept = TypeVar("Kept")
_START: Final = itemgetter(1)
_BODIES: Final = {"<to body>": "to", "<for body>": "for", "<body>": "any"}
_BOTH: Final = (True, True)


class Hit(Struct, frozen=True, order=True, gc=False):
    """A phrase found. `role` says what sort of phrase it is, `code` what it stands for within that role."""

    start: int
    end: int
    role: str
    code: str


class Lexicon(NamedTuple):
    """Phrases in the automaton's order, and for each what it means: (role, code), one or several, sorted.

    `is_word` tells whether its first and its last code point must stand at a word's edge.
    """

    automaton: ahocorasick_rs.AhoCorasick
    meanings: tuple[tuple[tuple[str, str], ...], ...]
    is_word: tuple[tuple[bool, bool], ...]


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
    """Lower the text's case and even out blanks and apostrophes, code point for code point; mend a scanner's "lnt"."""
    if _LONGER in text:  # the one letter that lower case makes longer; sigma must not look at its neighbours either
        lowered = _LONGER.join([part.lower() for part in text.replace("Σ", "σ").split(_LONGER)])
    else:
        lowered = text.lower()
    for odd, even in _LEVEL:
        lowered = lowered.replace(odd, even)
    return lowered.replace(" lnt", " int")


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
    edges = [(_needs_edge(phrase[0]), _needs_edge(phrase[-1])) for phrase in meanings]
    return Lexicon(automaton, shared([tuple(sorted(listed)) for listed in meanings.values()]), shared(edges))


def shared(values: Sequence[Kept]) -> tuple[Kept, ...]:
    """Keep equal values once: few of a lexicon's thousands differ, and what is looked up all the time lies close."""
    kept: dict[Kept, Kept] = {}
    return tuple([kept.setdefault(value, value) for value in values])


def _needs_edge(char: str) -> bool:
    return char.isalnum() and char < _UNSPACED


def scan(lexicon: Lexicon, text: str) -> list[tuple[int, int, int]]:
    """Find every phrase in a levelled text (see `level`), overlapping ones too.

    Returns:
        (the phrase's number in the lexicon, start, end), in order of position.
    """
    padded = text + " "  # so that there is a character before the first one, too: the one at -1
    is_word = lexicon.is_word
    found = [
        match
        for match in lexicon.automaton.find_matches_as_indexes(text, overlapping=True)
        if not (padded[match[1] - 1].isalnum() or padded[match[2]].isalnum())
        or (is_word[match[0]] != _BOTH and _stands_apart(padded, is_word[match[0]], match[1], match[2]))
    ]
    found.sort(key=_START)  # they come in order of their ends
    return found


def _stands_apart(padded: str, edges: tuple[bool, bool], start: int, end: int) -> bool:
    """Tell whether a phrase stands at a word's edge where it must."""
    first, last = edges
    return not ((first and padded[start - 1].isalnum()) or (last and padded[end].isalnum()))


def weighs_enough(lexicon: Lexicon, text: str, enough: float) -> bool:
    """Tell whether the different phrases a levelled text holds come to a weight, each meaning's code in hundredths."""
    padded = text + " "
    found: set[int] = set()
    weight = 0.0
    for index, start, end in lexicon.automaton.find_matches_as_indexes(text, overlapping=True):
        if index in found or not _stands_apart(padded, lexicon.is_word[index], start, end):
            continue
        found.add(index)
        weight += max(int(code) for _, code in lexicon.meanings[index]) / 100
        if weight >= enough:
            return True
    return False


class Scanned(NamedTuple):
    """A page's text, levelled, and what a scan of it for the incident lexicon gave (see `scan`).

    `present` are the numbers of the phrases found, each once.
    """

    text: str
    matches: list[tuple[int, int, int]]
    present: frozenset[int]


@cache
def meanings_in(*roles: str) -> dict[int, tuple[tuple[str, str], ...]]:
    """Give the numbers of the incident lexicon's phrases that mean something in some roles, and what, (role, code)."""
    found = {
        index: tuple(meaning for meaning in meanings if meaning[0] in roles)
        for index, meanings in enumerate(incident_lexicon().meanings)
    }
    return {index: meanings for index, meanings in found.items() if meanings}


@cache
def phrases_of(role: str, code: str) -> frozenset[int]:
    """Give the numbers of the incident lexicon's phrases that mean this."""
    return frozenset(index for index, meanings in meanings_in(role).items() if (role, code) in meanings)


@cache
def words_of(name: str) -> frozenset[int]:
    """Give the numbers of the incident lexicon's phrases that belong to a class of the frames."""
    return phrases_of("given", name) | phrases_of("piece", name)


@lru_cache(maxsize=1)
def scan_page(text: str) -> Scanned:
    """Level a page's text and scan it. The last page's answer is kept, because several passes ask for it."""
    levelled = level(text)
    matches = scan(incident_lexicon(), levelled)
    return Scanned(levelled, matches, frozenset([index for index, _, _ in matches]))


class Frame(NamedTuple):
    """Two classes of words that show a method where one of each stands in one sentence.

    `act` and `on` are codes of hits with the role `piece`. `body`: a state's organ may stand for the second, "any"
    where it stands anywhere near, "to" behind "to" or "with", "for" behind "for", "on behalf of" and the like. `reach`
    is in code points. `given`: a word of that class must stand somewhere in the document. `is_after`: the second must
    stand behind the first; `is_to`: with "to" or "with" before it. `strength`: see `Shown`.
    """

    method: str
    act: str
    on: frozenset[str]
    body: str
    reach: int
    given: str
    is_after: bool
    is_to: bool
    strength: int


class Act(NamedTuple):
    """The frames of one class of acts.

    `partners` are the classes of which one must stand beside the act, unless a state's organ does and one `wants_body`.
    """

    frames: tuple[Frame, ...]
    partners: frozenset[str]
    wants_body: bool


@cache
def acts() -> dict[str, Act]:
    """Give the frames of all methods by the class of their act."""
    found: dict[str, list[Frame]] = {}
    for method, entry in toml("methods")["methods"].items():
        for frame in entry.get("frames", ()):
            on = frozenset(name for name in frame["on"] if not name.startswith("<"))
            body = next((_BODIES[name] for name in frame["on"] if name in _BODIES), "")
            for act in frame["act"]:
                found.setdefault(act, []).append(
                    Frame(
                        method,
                        act,
                        on,
                        body,
                        frame.get("reach", 130),
                        frame.get("given", ""),
                        frame.get("after", False),
                        frame.get("to", False),
                        0 if frame.get("weak") else 2 if frame.get("sure") else 1,
                    )
                )
    return {
        act: Act(
            tuple(listed),
            frozenset[str]().union(*(frame.on for frame in listed)),
            any(frame.body for frame in listed),
        )
        for act, listed in found.items()
    }


@cache
def incident_lexicon() -> Lexicon:
    """Compile everything the incident reader looks for in one scan."""
    entries: dict[tuple[str, str], list[str]] = {}
    for method, entry in toml("methods")["methods"].items():
        entries["method", method] = entry["phrases"]
        entries["weak", method] = entry.get("weak", [])
        entries["trace", method] = entry.get("traces", [])
    in_frames = {name for frame in _all_frames() for name in (*frame["act"], *frame["on"])}
    for name, phrases in toml("methods")["classes"].items():
        entries["piece" if name in in_frames else "given", name] = phrases
    for outcome, voices in toml("outcomes").items():
        for voice, phrases in voices.items():
            entries[voice, outcome] = phrases
    for sector, phrases in toml("sectors")["words"].items():
        entries["sector", sector] = phrases
    entries.update(_cue_entries(toml("gate")))
    entries.update(weighing_entries())
    entries.update({("state", state): phrases for state, phrases in state_phrases().items()})
    return compile_lexicon(entries)


def _all_frames() -> list[dict[str, Any]]:
    return [frame for entry in toml("methods")["methods"].values() for frame in entry.get("frames", ())]


def weighing_entries() -> dict[tuple[str, str], list[str]]:
    """Give the words that weigh for (`cue`) and against (`against`) relevance; the code is the number of their list."""
    tables = toml("relevance")
    entries = {("cue", str(number)): entry["words"] for number, entry in enumerate(tables["cues"])}
    entries |= {("against", str(number)): entry["words"] for number, entry in enumerate(tables["against"])}
    entries["watch", ""], entries["site", ""] = tables["together"]["watching"], tables["together"]["sites"]
    entries["capital", ""] = toml("roles")["words"]["capitals"]
    return entries


@cache
def gate_lexicon() -> Lexicon:
    """Compile what the gate weighs. The code is the weight of a word in hundredths."""
    table = toml("relevance")
    enough = f"{100 * table['gate']:.0f}"
    entries: dict[tuple[str, str], list[str]] = {
        ("gate through", enough): [*toml("gate")["through"], *_long_names("services")],
        ("gate state", f"{100 * table['gate_state']:.0f}"): [
            one for names in state_phrases().values() for one in names
        ],
    }
    for method, entry in toml("methods")["methods"].items():
        entries[f"gate {method}", enough] = entry["phrases"]
    for number, cues in enumerate(table["cues"]):
        entries[f"gate {number}", f"{100 * cues['weight']:.0f}"] = cues["words"]
    for number, words in enumerate(table["gate_words"]):
        entries[f"gate word {number}", f"{100 * words['weight']:.0f}"] = words["words"]
    return compile_lexicon(entries)


def _long_names(table_name: str) -> list[str]:
    """Give the names of several words in a table of the lexicon; short ones mean too many other things."""
    names = (name.strip() for row in table(table_name) for name in f"{row['name']}|{row['aliases']}".split("|"))
    return [name for name in names if " " in name and not name.startswith(("~", "="))]


def _cue_entries(gate: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    entries: dict[tuple[str, str], list[str]] = {}
    for code, phrases in gate["realis"].items():
        entries["realis", code] = phrases
    for role, lists in toml("roles")["cues"].items():
        for code, phrases in lists.items():
            entries[f"{role}.{code}", code] = phrases
    return entries
