"""Whoever is not the owner sees what is marked for them, and an incident made of that alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterspy import flow, inquiry, intake
from counterspy.errors import UnknownId
from counterspy.ledger import Ledger, open_ledger
from counterspy.model import Decision, DocumentRow, Entity, Incident, Tlp, Viewer
from invented import STORY

NOW = "2026-01-01T00:00:00Z"
SECRET = "\n\nInvestigators also suspect Kazimir Holub of Brno.\n"


def now() -> str:
    return NOW


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    (tmp_path / "open.txt").write_text(STORY, "utf-8")
    (tmp_path / "closed.txt").write_text(STORY.replace("charged", "first charged") + SECRET, "utf-8")
    with open_ledger(path, Viewer(name="owner", is_owner=True), create=True) as ledger:
        list(flow.read_into(ledger, [str(tmp_path / "open.txt")], intake.Limits(), now, tlp="TLP:GREEN"))
        list(flow.read_into(ledger, [str(tmp_path / "closed.txt")], intake.Limits(), now))
        flow.resolve(ledger, now)
    return path


@pytest.fixture
def partner(ledger_path: Path) -> Iterator[Ledger]:
    with open_ledger(ledger_path, Viewer(name="partner", clearance=Tlp.GREEN)) as ledger:
        yield ledger


def test_unmarked_documents_do_not_show(partner: Ledger) -> None:
    assert [Path(row.path).name for row in inquiry.listed(partner, DocumentRow)] == ["open.txt"]


def test_an_incident_is_made_of_what_the_viewer_may_see(partner: Ledger) -> None:
    (incident,) = inquiry.listed(partner, Incident)
    assert len(incident.documents) == 1
    assert incident.origins == 1
    why = inquiry.why(partner, incident.id)
    assert "Holub" not in str(why)


def test_hidden_names_are_unknown_not_forbidden(partner: Ledger) -> None:
    assert not any("Holub" in name.name for entity in inquiry.listed(partner, Entity) for name in entity.names)
    assert inquiry.entities_called(partner, "Kazimir Holub") == []
    with pytest.raises(UnknownId):
        inquiry.find(partner, Incident, "incident--00000000")


def test_a_viewer_without_clearance_sees_nothing(ledger_path: Path) -> None:
    with open_ledger(ledger_path, Viewer(name="public")) as ledger:
        assert list(inquiry.listed(ledger, DocumentRow)) == []
        assert list(inquiry.listed(ledger, Incident)) == []


def test_a_marked_incident_is_kept_from_whoever_may_not_see_the_mark(ledger_path: Path) -> None:
    with open_ledger(ledger_path, Viewer(name="partner", clearance=Tlp.GREEN)) as ledger:
        (shown,) = inquiry.listed(ledger, Incident)
    with open_ledger(ledger_path, Viewer(name="owner", is_owner=True)) as ledger:
        subject = inquiry.markable(ledger, shown.id)
        mark = Decision(id="", kind="mark", subject=subject, value="TLP:RED", by="owner", reason="a source", at=NOW)
        flow.decide(ledger, mark)
        assert len(list(inquiry.listed(ledger, Incident))) == 1
    with open_ledger(ledger_path, Viewer(name="partner", clearance=Tlp.GREEN)) as ledger:
        assert list(inquiry.listed(ledger, Incident)) == []
