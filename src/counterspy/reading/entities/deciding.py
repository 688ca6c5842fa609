"""Decides what the open names of a document are, each name once, from all places where it stands.

Names of several words come first, then those that stand beside a person or bear a person's surname, then single words:
a surname alone follows the full name it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from counterspy.reading.entities import context, evidence
from counterspy.reading.entities.found import RANK_FORM, RANK_SHAPE, Found
from counterspy.reading.entities.segments import OpenName

_PREFIX_AT_LEAST = 6
_FEW = 2
_PERSON_FORMS = frozenset({"given-name", "eastern-name", "patronymic"})
_ONLY_IF_ALWAYS = ("sentence-start", "article-before")


class Surroundings(Struct, frozen=True, kw_only=True, gc=False):
    """What a decision looks at beside the names.

    Attributes:
        flat: The flattened text.
        places: Start to end of each place the lexicon found.
        is_manual: A text full of technique ids, where only what has the form of a person's name counts.
    """

    flat: str
    places: dict[int, int]
    is_manual: bool


def decide_names(names: list[OpenName], around: Surroundings) -> list[Found]:
    """Decide open names.

    Args:
        names: In order of position.
        around: The text and what is known of it.

    Returns:
        What was decided, one find for each place; not in order.
    """
    by_key: dict[str, list[OpenName]] = {}
    for name in names:
        by_key.setdefault(name.key(), []).append(name)
    people = _People()
    alone = {key for key, same in by_key.items() if len(same[0].run) == 1}
    found: list[Found] = []
    waiting: list[str] = []
    for key, same in by_key.items():
        if len(same[0].run) < 2:
            continue
        if kind := _decide(same, around, tuple(_of_parts(same, alone))):
            found += _found(key, same, kind, around.flat)
            people.note(kind, same)
        else:
            waiting.append(key)
    for key in waiting:
        more = tuple(people.features(by_key[key], around.flat))
        more = (*more, *_of_parts(by_key[key], alone)) if more else ()
        if more and (kind := _decide(by_key[key], around, more)):
            found += _found(key, by_key[key], kind, around.flat)
            people.note(kind, by_key[key])
    for key, same in by_key.items():
        if len(same[0].run) == 1 and (kind := "person" if key in people.short else _decide(same, around, ())):
            found += _found(key, same, kind, around.flat)
    return found


def _of_parts(same: list[OpenName], alone: set[str]) -> Iterator[str]:
    """Which part of a name stands alone elsewhere: persons go by the last word, firms by the first."""
    run = same[0].run
    if run[-1].text.casefold() in alone:
        yield "surname-alone"
    elif run[0].text.casefold() in alone and not evidence.is_given(run[0].text):
        yield "first-word-alone"


class _People:
    """The persons decided so far, in one document."""

    def __init__(self) -> None:
        self.short: set[str] = set()
        self.surnames: set[str] = set()
        self.starts: set[int] = set()
        self.ends: set[int] = set()

    def note(self, kind: str, same: list[OpenName]) -> None:
        """Remember a person: the surname, its longer beginnings, where it stands."""
        if kind != "person":
            return
        run = same[0].run
        last = run[-1].text.casefold()
        self.surnames.add(last)
        self.short.update(last[:size] for size in range(_PREFIX_AT_LEAST, len(last)))
        self.short.add(last)
        if len(run) > 2 and evidence.is_given(run[0].text):
            # where people bear two surnames, the first of them is the one they go by
            self.short.update(w.text.casefold() for w in run[1:-1] if len(w.text) > 3 and not evidence.is_given(w.text))
        if evidence.is_eastern(run):
            self.short.add(run[0].text.casefold())
        self.starts.update(name.start for name in same)
        self.ends.update(name.end for name in same)

    def features(self, same: list[OpenName], flat: str) -> Iterator[str]:
        """Say what the persons decided so far say for another name."""
        if same[0].run[-1].text.casefold() in self.surnames:
            yield "known-surname"
        for name in same:
            for joint in (" and ", ", ", ", and ", "; "):
                follows = flat.startswith(joint, name.end) and name.end + len(joint) in self.starts
                precedes = flat.endswith(joint, 0, name.start) and name.start - len(joint) in self.ends
                if follows or precedes:
                    yield "beside-person"
                    return


def _decide(same: list[OpenName], around: Surroundings, more: tuple[str, ...]) -> str | None:
    features = features_of(same, around, more)
    if around.is_manual and not _may_stand_in_manual(same, features, around.flat):
        return None
    decided = evidence.decide(features)
    return None if around.is_manual and decided != "person" and "code-name" not in features else decided


def features_of(same: list[OpenName], around: Surroundings, more: tuple[str, ...]) -> tuple[str, ...]:
    """Give what the words of a name and everything around its occurrences say, each once, in order."""
    form = evidence.of_form(same[0].run)
    features = dict.fromkeys((*form, *more))
    always = set(_ONLY_IF_ALWAYS)
    for name in same:
        here = context.of_context(around.flat, name.start, name.end)
        here.update(_of_title(name), _of_region(name, around))
        features.update(dict.fromkeys(sorted(here)))
        always &= here
    if "place-noun" in features:
        always.discard("article-before")
    for feature in _ONLY_IF_ALWAYS:
        if feature not in always:
            features.pop(feature, None)
    if "title-before" in features:
        # lists of those who speak have surnames in capitals: `Senator HARWICK`
        features.pop("acronym", None)
        features.pop("code-name", None)
    if len(same) > _FEW:
        features["often"] = None
    return tuple(features)


def _may_stand_in_manual(same: list[OpenName], form: tuple[str, ...], flat: str) -> bool:
    """Whether a name is one even where techniques are capitalised: titled, a person's by its form, or a code name."""
    is_code = evidence.of_code(flat[same[0].start : same[0].end])
    return bool(is_code) or any(name.is_titled for name in same) or not _PERSON_FORMS.isdisjoint(form)


def _of_title(name: OpenName) -> tuple[str, ...]:
    if not name.is_titled:
        return ()
    return ("title-before",) if name.is_surely_titled or len(name.run) > 1 else ("weak-title-before",)


def _of_region(name: OpenName, around: Surroundings) -> tuple[str, ...]:
    """Whether a place of the lexicon follows behind a comma, as in `Harwick, Ohio`."""
    end = around.places.get(name.end + 2)
    is_region = end is not None and around.flat.startswith(", ", name.end)
    return ("region-after",) if is_region and end and not around.flat[end + 1 : end + 2].isupper() else ()


def _found(key: str, same: list[OpenName], kind: str, flat: str) -> Iterator[Found]:
    for name in same:
        yield Found(
            start=name.start,
            end=name.end,
            kind=kind,
            name=flat[name.start : name.end],
            rule=f"evidence-{kind}",
            rank=RANK_FORM if kind == "person" else RANK_SHAPE,
            key=key,
        )
