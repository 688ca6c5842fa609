"""Which names are proposed to be one entity, and which never."""

from __future__ import annotations

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from counterspy.model import Decision
from counterspy.resolving import Named, name_key, propose_names


def entry(
    name: str, main: str, *others: str, kind: str = "service", country: str | None = None, source: str = "catalogue"
) -> Named:
    return Named(
        id=f"record--{name}", kind=kind, main=main, others=others, country=country, is_record=True, source=source
    )


def mention(name: str, main: str, *others: str, kind: str = "service", country: str | None = None) -> Named:
    return Named(id=f"mention--{name}", kind=kind, main=main, others=others, country=country, source="document--x")


def pairs(*things: Named) -> set[tuple[str, str | None]]:
    return {(d.subject.split("--")[1], d.object and d.object.split("--")[1]) for d in propose_names(things, ())}


def test_a_mention_is_tied_to_the_entry_with_its_name_whatever_the_spelling() -> None:
    assert pairs(entry("a", "Bureau of Quiet Affairs (Norland)"), mention("m", "the BUREAU  of quiet affairs")) == {
        ("m", "a")
    }


def test_an_alias_of_two_entries_ties_to_neither() -> None:
    assert (
        pairs(
            entry("a", "Grey Heron", "Dust Cat", kind="actor-group"),
            entry("b", "Red Stoat", "Dust Cat", kind="actor-group"),
            mention("m", "Dust Cat", kind="actor-group"),
        )
        == set()
    )


def test_an_alias_of_one_entry_ties_to_it() -> None:
    assert pairs(
        entry("a", "Grey Heron", "Dust Cat", kind="actor-group"), mention("m", "Dust Cat", kind="actor-group")
    ) == {("m", "a")}


def test_two_entries_that_share_only_an_alias_stay_apart() -> None:
    assert (
        pairs(
            entry("a", "Grey Heron", "Dust Cat", kind="actor-group"),
            entry("b", "Dust Cat Crew", "Dust Cat", kind="actor-group", source="other"),
        )
        == set()
    )


def test_the_state_decides_between_services_of_one_name() -> None:
    german = entry("de", "Ministry of State Security (East Germany)", country="DE")
    chinese = entry("cn", "Ministry of State Security (China)", country="CN")
    assert pairs(german, chinese, mention("m", "Ministry of State Security", country="CN")) == {("m", "cn")}
    assert pairs(german, chinese, mention("m", "Ministry of State Security")) == set()


def test_persons_are_tied_by_their_full_name_only() -> None:
    assert pairs(
        mention("a", "Ilse Varga", kind="person"),
        mention("b", "Ilse Varga", kind="person"),
        mention("c", "Varga", kind="person"),
        mention("d", "Varga", kind="person"),
    ) == {("b", "a")}


def test_a_person_is_never_tied_to_a_company_of_that_name() -> None:
    assert pairs(mention("a", "Karl Zeller", kind="person"), mention("b", "Karl Zeller", kind="company")) == set()


def test_the_legal_form_of_a_company_does_not_keep_apart() -> None:
    assert pairs(mention("a", "Nordhav Sonar AS", kind="company"), mention("b", "Nordhav Sonar", kind="company")) == {
        ("b", "a")
    }


def test_the_dots_of_an_abbreviation_do_not_keep_apart() -> None:
    one = mention("a", "Harbour Gate Trading L.L.C.", kind="company")
    assert pairs(one, mention("b", "Harbour Gate Trading LLC", kind="company")) == {("b", "a")}


def test_what_was_undone_is_not_proposed_again() -> None:
    things = (mention("a", "Ilse Varga", kind="person"), mention("b", "Ilse Varga", kind="person"))
    (draft,) = propose_names(things, ())
    taken = msgspec.structs.replace(draft, id="decision--1", at="2026")
    undo = Decision(id="decision--2", kind="undo", subject="decision--1", by="x", reason="wrong", at="2026")
    assert propose_names(things, [taken, undo]) == ()


def test_a_proposal_says_in_words_why() -> None:
    (draft,) = propose_names((entry("a", "Bureau Nine"), mention("m", "Bureau Nine")), ())
    assert "Bureau Nine" in draft.reason
    assert "catalogue" in draft.reason
    assert draft.score is not None
    assert 0 < draft.score <= 1


@given(st.lists(st.sampled_from(["Ada Lind", "Bo Ek", "Bureau Nine", "B9", "Café Noir SA", "北方局"]), max_size=12))
def test_each_thing_is_the_same_as_at_most_one_earlier_thing(names: list[str]) -> None:
    things = [mention(str(n), name, kind="company") for n, name in enumerate(names)]
    drafts = propose_names(things, ())
    assert len({d.subject for d in drafts}) == len(drafts)
    assert all(int(d.subject.split("--")[1]) > int(str(d.object).split("--")[1]) for d in drafts)


@given(st.text(max_size=60))
@example("[0][]")
def test_the_key_of_a_name_is_stable_under_case_and_spaces(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name_key(name).upper().lower())
    assert name_key(f" {name} ") == name_key(name)
