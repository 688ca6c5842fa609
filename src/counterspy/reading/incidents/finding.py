"""The way from a page to its incidents: scan, lines, what each tells, which belong together, slots.

Invariant: deterministic and linear in the text; a page without a method shown has no incident.
"""

from __future__ import annotations

from counterspy.model import ReadClaim, ReadIncident
from counterspy.reading.incidents.counter import is_police
from counterspy.reading.incidents.found import make_incident
from counterspy.reading.incidents.lines import Line, Seen, Setting, Shown, make_lines, methods_shown
from counterspy.reading.incidents.outcomes import ACCUSING, VOICES, People, spoken_of, statuses
from counterspy.reading.incidents.phrases import Hit, meanings_in, scan_page
from counterspy.reading.incidents.places import places
from counterspy.reading.incidents.relevance import is_fiction, weigh
from counterspy.reading.incidents.segments import Scene, segments_of
from counterspy.reading.incidents.sponsors import actors, backings, bodies, service_work
from counterspy.reading.incidents.targets import targets
from counterspy.reading.page import Page

_SPLIT_REACH = 60
_WORKING = 12
_SHOWING = ("method", "weak", "piece")
_SERVICES = frozenset({"service", "military"})
_STATUSES = frozenset(VOICES)


def find_incidents(page: Page, claims: tuple[ReadClaim, ...]) -> tuple[ReadIncident, ...]:
    """Find the incidents a page tells of.

    Args:
        page: Text, sentences, entities, dates.
        claims: Attributed statements found on it; may be empty. Not consulted yet: statuses are read off the sentences.

    Returns:
        In order of first mention; every value of every slot has its words in `basis`.
    """
    scanned = scan_page(page.text)
    if scanned.present.isdisjoint(meanings_in(*_SHOWING)) or is_fiction(scanned):
        return ()
    weighed = weigh(page)
    if not weighed.may_be_enough():
        return ()
    scenes = _scenes(make_lines(page, scanned), Setting(scanned.present, weighed.is_enough()))
    found = tuple(make_incident(number, page, segment) for number, segment in enumerate(segments_of(scenes), 1))
    return found if weighed.with_incidents(found).is_enough() else ()


def _scenes(lines: list[Line], setting: Setting) -> list[Scene]:
    people = People()
    found: list[Scene] = []
    for line in lines:
        found.append(_scene(line, people, setting))
        people = spoken_of(line, people)
    return found


def _services(line: Line) -> list[Hit]:
    """Find the services named that are not shown at work against the act; those that pursue crimes always are."""
    at_work = line.of("counter.after")
    return [
        Hit(seen.start, seen.end, "state-body", seen.entity.country or "")
        for seen in line.seen
        if seen.entity.kind in _SERVICES
        and not is_police(seen)
        and not any(0 <= hit.start - seen.end <= _WORKING for hit in at_work)
    ]


def _scene(line: Line, people: People, setting: Setting) -> Scene:
    """Read one line. What costs time is asked only of lines that have the words for it."""
    hits, kinds = line.hits, line.kinds
    states = bodies(line) if "state" in hits and "sponsor.organ" in hits else []
    has_service = not kinds.isdisjoint(_SERVICES)
    shown: list[Shown] = []
    if "piece" in hits or "method" in hits or "weak" in hits:
        shown = methods_shown(line, sorted([*states, *_services(line)]) if has_service else states, setting)
    if not shown and has_service and "sponsor.for" in hits:
        shown = service_work(line)
    codes = [one.method for one in shown] if shown else []
    told = statuses(line, people) if not _STATUSES.isdisjoint(hits) else []
    acting = actors(line, codes) if kinds else []
    aimed: list[Seen] = []
    if kinds and (shown or "target.employer" in hits):
        barred = {who for one in told if one.kind in ACCUSING for who in one.who} | {one.entity for one in acting}
        aimed = targets(line, shown, barred)
    realis = hits.get("realis")
    return Scene(
        line,
        [one for one in shown if one.strength] if shown else [],
        [one for one in shown if not one.strength] if shown else [],
        backings(line, states, codes) if kinds or "state" in hits else [],
        acting,
        told,
        aimed,
        places(line) if shown and "place" in kinds else [],
        realis is not None and any(hit.code == "generic" for hit in realis),
        realis is not None and any(hit.code == "split" and hit.start - line.start < _SPLIT_REACH for hit in realis),
    )
