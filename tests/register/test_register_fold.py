"""The fold: evidence and decisions become entities, incidents and origins with their claims."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import (
    Basis,
    Block,
    Capture,
    Decision,
    Document,
    Incident,
    Mention,
    ReadClaim,
    ReadEntity,
    ReaderStamp,
    ReadIncident,
    Reading,
    ReadOutcome,
    Record,
    RecordName,
    Span,
    make_id,
)
from counterspy.register import Fold, Register, claims_of_reading, claims_of_record, subject_ids

STAMP = ReaderStamp(name="test", version="1", lexicon="0")
TEXT = "Mira Tolvan of Ostrel AG was charged with passing files to the Service. She denied passing files."


def document(text: str = TEXT, name: str = "one", published: str | None = None) -> Document:
    return Document(
        id=make_id("document", name),
        sha256="0" * 64,
        media_type="text/plain",
        title=name,
        language="en",
        published=published,
        author=None,
        publisher=None,
        text=text,
        blocks=(Block(start=0, end=len(text), kind="paragraph"),),
        extractor="text/1",
    )


def at(words: str, text: str = TEXT) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def reading(of: Document, **changes: Any) -> Reading:
    base: dict[str, Any] = {
        "document": of.id,
        "relevant": True,
        "dropped": (),
        "entities": (
            ReadEntity(id="e1", kind="person", name="Mira Tolvan", mentions=(Mention(**at("Mira Tolvan")),)),
            ReadEntity(id="e2", kind="company", name="Ostrel AG", mentions=(Mention(**at("Ostrel AG")),)),
        ),
        "incidents": (
            ReadIncident(
                id="i1",
                title="Files passed",
                methods=("insider-theft",),
                accused=("e1",),
                targets=("e2",),
                outcomes=(ReadOutcome(kind="charged", who="e1", when="2024", charge=None, **at("was charged")),),
                evidence=(Span(**at("passing files to the Service")),),
                basis=(
                    Basis(field="methods", value="insider-theft", **at("passing files to the Service")),
                    Basis(field="accused", value="e1", **at("Mira Tolvan")),
                    Basis(field="targets", value="e2", **at("Ostrel AG")),
                ),
            ),
        ),
        "claims": (
            ReadClaim(
                quote="passing files to the Service", subject="i1", predicate="states", speaker=None,
                speaker_kind="narrator", stance="alleged", **at("passing files to the Service"),
            ),
        ),
        "reader": STAMP,
    }  # fmt: skip
    return Reading(**{**base, **changes})


def decide(kind: str, subject: str, target: str | None = None, number: int = 1) -> Decision:
    return Decision(
        id=make_id("decision", kind, subject, target, number), kind=kind, subject=subject, object=target,
        by="tester", reason="because", at="2026-01-01T00:00:00Z",
    )  # type: ignore[arg-type]  # fmt: skip


def fold(documents: list[tuple[Document, Reading]], decisions: tuple[Decision, ...] = ()) -> Register:
    making = Fold()
    for kept, read in documents:
        making.add_document(kept, Capture(document=kept.id, location=f"{kept.title}.txt", at="2026"), read)
    for decision in decisions:
        making.add_decision(decision)
    return making.register()


def test_every_claim_of_a_reading_quotes_the_document() -> None:
    kept = document()
    for claim in claims_of_reading(kept, reading(kept)):
        assert claim.start is not None
        assert claim.end is not None
        assert kept.text[claim.start : claim.end] == claim.quote != ""


def test_a_value_inside_an_allegation_is_alleged() -> None:
    kept = document()
    claims = [c for c in claims_of_reading(kept, reading(kept)) if c.predicate == "methods"]
    assert [c.stance for c in claims] == ["alleged"]


def test_a_record_is_a_claim_by_its_register_with_each_name() -> None:
    record = Record(
        id="record--1", source="catalogue", source_version="7", external_id="x", kind="service",
        names=(RecordName(name="Bureau Nine", is_main=True), RecordName(name="B9", is_main=False)), country="NL",
    )  # fmt: skip
    claims = claims_of_record(record)
    assert {(c.predicate, c.value) for c in claims} >= {
        ("name", "Bureau Nine"),
        ("alias", "B9"),
        ("kind", "service"),
        ("country", "NL"),
    }
    assert {c.speaker for c in claims} == {"catalogue"}


def test_a_mention_that_defines_an_abbreviation_gives_both_names() -> None:
    text = "The Bureau of Quiet Affairs (BQA) said no."
    kept = document(text)
    entity = ReadEntity(
        id="e1", kind="service", name="Bureau of Quiet Affairs",
        mentions=(Mention(**at("Bureau of Quiet Affairs (BQA)", text)),),
    )  # fmt: skip
    claims = claims_of_reading(kept, reading(kept, entities=(entity,), incidents=(), claims=()))
    named = {(c.predicate, c.value, c.quote) for c in claims if c.predicate in ("name", "alias")}
    assert ("alias", "BQA", "BQA") in named


def test_an_incident_names_its_people_and_keeps_charged_as_charged() -> None:
    kept = document()
    (incident,) = fold([(kept, reading(kept))]).incidents
    assert [v.label for v in incident.fields["accused"]] == ["Mira Tolvan"]
    assert [(o.kind, o.label, o.when) for o in incident.outcomes] == [("charged", "Mira Tolvan", "2024")]


def test_two_documents_of_one_origin_count_once() -> None:
    one, two = document(), document(name="two")
    readings = [(one, reading(one)), (two, reading(two))]
    ids_one, ids_two = subject_ids(readings[0][1]), subject_ids(readings[1][1])
    same = decide("same-as", ids_two["i1"], ids_one["i1"])
    (apart,) = fold(readings, (same,)).incidents
    assert (len(apart.documents), apart.origins) == (2, 2)
    (copied,) = fold(readings, (same, decide("same-origin", two.id, one.id))).incidents
    assert (len(copied.documents), copied.origins) == (2, 1)


def test_a_denied_value_is_opposed_and_contested() -> None:
    kept = document()
    denied = at("passing files.")
    read = reading(kept)
    claim = ReadClaim(
        quote="passing files.", subject="i1", predicate="states", speaker="She", speaker_kind="accused",
        stance="denied", **denied,
    )  # fmt: skip
    incident = msgspec.structs.replace(
        read.incidents[0],
        basis=(*read.incidents[0].basis, Basis(field="methods", value="insider-theft", **at("passing files."))),
    )
    changed = msgspec.structs.replace(read, incidents=(incident,), claims=(*read.claims, claim))
    (made,) = fold([(kept, changed)]).incidents
    assert "methods" in made.contested
    assert len(made.fields["methods"][0].opposed) == 1


def test_dates_that_cannot_both_hold_are_contested() -> None:
    one, two = document(), document(name="two")
    readings = []
    for kept, year in ((one, "2019"), (two, "2021")):
        read = reading(kept)
        incident = msgspec.structs.replace(
            read.incidents[0],
            start=year,
            basis=(*read.incidents[0].basis, Basis(field="start", value=year, **at("was"))),
        )
        readings.append((kept, msgspec.structs.replace(read, incidents=(incident,))))
    ids = [subject_ids(read)["i1"] for _, read in readings]
    (made,) = fold(readings, (decide("same-as", ids[1], ids[0]),)).incidents
    assert "start" in made.contested


def test_an_acquittal_shows_beside_the_charge() -> None:
    kept = document()
    read = reading(kept)
    outcome = ReadOutcome(kind="acquitted", who="e1", when=None, charge="espionage", **at("denied"))
    incident = msgspec.structs.replace(read.incidents[0], outcomes=(*read.incidents[0].outcomes, outcome))
    (made,) = fold([(kept, msgspec.structs.replace(read, incidents=(incident,)))]).incidents
    assert [o.kind for o in made.outcomes] == ["charged", "acquitted"]


def test_a_rejected_claim_is_not_in_the_register() -> None:
    kept = document()
    read = reading(kept)
    target = next(c for c in claims_of_reading(kept, read) if c.predicate == "targets")
    (made,) = fold([(kept, read)], (decide("reject", target.id),)).incidents
    assert "targets" not in made.fields


def test_splitting_again_gives_the_bytes_from_before_the_merge() -> None:
    one, two = document(), document(name="two")
    readings = [(one, reading(one)), (two, reading(two))]
    ids = [subject_ids(read)["e1"] for _, read in readings]
    same = decide("same-as", ids[1], ids[0])
    before = fold(readings).to_bytes()
    merged = fold(readings, (same,)).to_bytes()
    assert merged != before
    assert fold(readings, (same, decide("undo", same.id))).to_bytes() == before


@given(st.permutations(range(4)))
def test_the_fold_gives_the_same_bytes_each_time(order: list[int]) -> None:
    documents = [document(name=str(n)) for n in order]
    readings = [(kept, reading(kept)) for kept in documents]
    assert fold(readings).to_bytes() == fold(readings).to_bytes()


Told = tuple[Document, Reading]


def told(value: str, field: str, *, name: str, speaker: str | None = None, stance: str = "asserted") -> Told:
    """A document called `name` that gives one value of one field, in its own words or in a speaker's."""
    kept = document(name=name)
    read = reading(kept)
    words = at("was charged")
    basis = (*(one for one in read.incidents[0].basis if one.field != field), Basis(field=field, value=value, **words))
    changes = {field: (value,) if field in ("sponsors", "methods") else value}
    incident = msgspec.structs.replace(read.incidents[0], basis=basis, **changes)
    claims = () if speaker is None else (
        ReadClaim(
            quote="was charged", subject="i1", predicate="states", speaker=speaker, speaker_kind="named-official",
            stance=stance, **words,
        ),
    )  # fmt: skip
    return kept, msgspec.structs.replace(read, incidents=(incident,), claims=claims)


def as_one(*documents: Told, copies: bool = False) -> Incident:
    """The one incident that all of them tell."""
    ids = [subject_ids(read)["i1"] for _, read in documents]
    decisions = [decide("same-as", other, ids[0]) for other in ids[1:]]
    if copies:
        decisions += [decide("same-origin", kept.id, documents[0][0].id) for kept, _ in documents[1:]]
    (made,) = fold(list(documents), tuple(decisions)).incidents
    return made


def contested(incident: Incident, field: str) -> set[str]:
    return {value.value for value in incident.fields[field] if value.is_contested}


def test_sponsors_that_different_documents_name_are_rivals() -> None:
    made = as_one(told("RU", "sponsors", name="one"), told("AT", "sponsors", name="two"))
    assert contested(made, "sponsors") == {"RU", "AT"}
    assert made.contested == ("sponsors",)


def test_sponsors_that_two_speakers_of_one_text_name_are_rivals_and_its_narrator_is_none() -> None:
    prosecutors = told("RU", "sponsors", name="one", speaker="Prosecutors")
    defence = told("AT", "sponsors", name="two", speaker="The defence")
    narrator = told("AT", "sponsors", name="two")
    assert contested(as_one(prosecutors, defence, copies=True), "sponsors") == {"RU", "AT"}
    assert contested(as_one(prosecutors, narrator, copies=True), "sponsors") == set()


def test_who_names_one_sponsor_more_disputes_nothing() -> None:
    kept, read = told("RU", "sponsors", name="one")
    incident = read.incidents[0]
    both = msgspec.structs.replace(
        incident, sponsors=("RU", "BY"), basis=(*incident.basis, Basis(field="sponsors", value="BY", **at("denied")))
    )
    made = as_one((kept, msgspec.structs.replace(read, incidents=(both,))), told("RU", "sponsors", name="two"))
    assert made.contested == ()


def test_methods_that_can_be_true_together_are_no_rivals_and_only_the_denied_one_is_contested() -> None:
    made = as_one(
        told("illegal-export", "methods", name="one"),
        told("front-company", "methods", name="two"),
    )
    assert made.contested == ()
    made = as_one(
        told("illegal-export", "methods", name="one"),
        told("front-company", "methods", name="two"),
        told("front-company", "methods", name="three", speaker="The embassy", stance="denied"),
    )
    assert contested(made, "methods") == {"front-company"}


def test_a_start_that_one_voice_gives_twice_is_not_contested() -> None:
    made = as_one(told("2019", "start", name="one"), told("2021", "start", name="two"), copies=True)
    assert made.contested == ()
    made = as_one(told("2019", "start", name="one"), told("2019-05", "start", name="two"))
    assert made.contested == (), "both can hold"


def test_a_score_is_of_the_attribution_and_the_texts_own_words_have_none() -> None:
    kept = document()
    read = reading(kept)
    said = msgspec.structs.replace(read.claims[0], score=0.6)
    claims = claims_of_reading(kept, msgspec.structs.replace(read, claims=(said,)))
    scores = {claim.predicate: claim.score for claim in claims if claim.predicate in ("methods", "targets", "states")}
    assert scores == {"methods": 0.6, "targets": None, "states": 0.6}
