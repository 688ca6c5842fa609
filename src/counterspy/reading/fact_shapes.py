"""The shapes in which a narrator states facts, as compiled patterns. The words stand in `facts.toml`.

Invariant: repeats are bounded and no repeated group holds another, so that each takes linear time.
"""

from __future__ import annotations

import re
from typing import Any, Final

from counterspy.vocabulary import toml

_DATA: Final[dict[str, Any]] = toml("facts")
LOOK: Final = 600
"""How far around a fact hedges and speech are looked for, in code points; bounds the time on endless sentences."""
PRONOUNS: Final[dict[str, list[str]]] = _DATA["pronouns"]
BODIES: Final = frozenset({"service", "military", "agency", "company", "organisation", "actor-group"})
MEMBERS: Final = BODIES | {"person", "persona", "platform", "technology"}


def _either(words: Any) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=lambda word: (-len(word), word))
    )


_ROLE: Final = rf"(?:{_either(_DATA['position']['roles'])})"
_LEAD: Final = rf"(?:{_either(_DATA['led-by']['roles'])})"
# No word of a post is a verb or a link that would make it a clause.
_LINKS: Final = (
    "is was were has had have who which and but or as then when while told "
    "said met will would can did does whose with by to not"
)
_NO_VERB: Final = rf"(?!(?:{'|'.join(_LINKS.split())})\b)"
_SOME_WORDS: Final = rf"(?:{_NO_VERB}[\w’'.-]+\s+){{0,6}}?"
AGE: Final = re.compile(r",\s+(?:aged?\s+)?([1-9][0-9])(?=,|\.|\s+of\b|\)|$)|\s\(([1-9][0-9])\)")
OF_PLACE: Final = re.compile(
    r"(?:,\s+(?:aged?\s+)?[1-9][0-9])?,?\s+(?:of|a resident of|who lives in|living in)\s+(?:the\s+)?"
)
NEXT_PLACE: Final = re.compile(r",\s+")
POST: Final = re.compile(
    rf",\s+(?:who\s+(?:is|was)\s+)?(?:an?\s+|the\s+)?({_SOME_WORDS}{_ROLE})(?=[\s,.;)])(?!\s+{_ROLE}\b)"
)
IS_POST: Final = re.compile(rf"\s+(?:is|was)\s+(?:an?|the)\s+({_SOME_WORDS}{_ROLE})(?=[\s,.;)])(?!\s+{_ROLE}\b)")
AT_BODY: Final = re.compile(r"\s+(?:at|of|for|with|in)\s+(?:the\s+)?")
_NAME_GAP: Final = r"(?:Sir\s+|Dr\.?\s+|Mr\.?\s+|Ms\.?\s+|Gen\.?\s+|General\s+|Lady\s+|Dame\s+)?"
BODY_LEADER: Final = re.compile(rf"(?:['’]s)?\s+({_LEAD}),?\s+{_NAME_GAP}")
LEADER_OF: Final = re.compile(rf"\b({_LEAD})\s+of\s+(?:the\s+)?\Z")
BEFORE_NAME: Final = re.compile(
    rf"(?<![\w’'-])((?:(?:{_either(_DATA['position']['before_name'])})\s+){{0,3}}{_ROLE})\s+{_NAME_GAP}\Z",
    re.IGNORECASE,
)
YEARS_OLD: Final = re.compile(r"\b([1-9][0-9])-year-old\s+(?:[a-z-]+\s+){0,2}\Z")
_MODIFIERS: Final = (
    rf"(?:(?:first|originally|formally|itself|now|also)\s+)?(?:(?:an?|the)\s+(?:{_NO_VERB}[\w’'-]+\s+){{0,4}})?"
)
SUBJECT_GAP: Final = re.compile(
    rf"(?:,?\s+(?:which|that)\s+(?:is|was|were)\s+|\s+(?:is|was|were|are|had\s+been|has\s+been)\s+|,?\s+){_MODIFIERS}"
)
ALIAS_GAP: Final = re.compile(
    r",?\s*\(?(?:who\s+(?:is|was)\s+|which\s+is\s+|is\s+|was\s+)?(?:sometimes\s+|commonly\s+|previously\s+)?"
)
ALIAS_NAME: Final = re.compile(
    r"\s+(?:the\s+)?[\"“‘']([^\"”’'\n]{2,40})[\"”’']|\s+([A-Z][\w-]*(?:\s+[A-Z0-9][\w-]*){0,3})"
)
PRONOUN: Final = re.compile(
    rf"(?:It|The\s+({_either(name for name in PRONOUNS if name != 'it')}))\s+"
    r"(?:is|was|has\s+been|belongs|had\s+been)?\s*",
    re.IGNORECASE,
)
FOUNDED_WHEN: Final = re.compile(r"\s+(?:back\s+)?(?:in\s+|on\s+)(?:the\s+)?")
NOT_PLAIN: Final = tuple(_DATA["not_plain"]["words"])
MARKS: Final = tuple('"“”«»')
SPACE: Final = re.compile(r"\s+(?:the\s+)?")
SPACE_OR_MARK: Final = re.compile(r"[\s\"“‘']+(?:the\s+)?")
COMMA: Final = re.compile(r",\s+(?:the\s+)?")
COMMA_NAME: Final = re.compile(rf",\s+{_NAME_GAP}")
FORMER: Final = re.compile(r"\b(?:former|deputy|ex)[\s-]+\Z", re.IGNORECASE)
NOT_NOW: Final = re.compile(r"(?:former|deputy|vice|ex-|then)", re.IGNORECASE)
LEAD_AT_END: Final = re.compile(rf"(?:^|\s)({_LEAD})$")
FRONTED: Final = re.compile(r"(?:As\s+(?:an?|the)\s+(?:\w+\s+){0,2})?")
IS: Final = re.compile(_MODIFIERS)
CUES: Final = {
    word: predicate
    for predicate in ("founded", "headquartered", "part-of", "alias")
    for word in _DATA[predicate].get("words") or _DATA[predicate]["verbs"]
}
ROLE_ENDS: Final = frozenset(role.split()[-1].lower() for role in _DATA["position"]["roles"]) | frozenset(
    ("sir", "dr", "dr.", "mr", "mr.", "ms", "ms.", "gen.", "general", "lady", "dame")
)
"""The words right before a name that may end a post."""
