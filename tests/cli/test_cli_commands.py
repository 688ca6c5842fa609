"""What a user does on the command line, and what scripts rely on."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from invented import STORY, Run


def test_reading_a_document_gives_an_incident_with_its_quotes(counterspy: Run, story: Path) -> None:
    assert counterspy("read", story).code == 0
    (incident,) = counterspy("incidents", "--json").json()
    assert incident["sponsors"] == ["BR"]
    assert incident["accused"] == ["Elsa Nyqvist"]
    assert "charged" in [outcome["kind"] for outcome in incident["outcomes"]]
    (why,) = counterspy("why", incident["id"], "--json").json()
    for field in why["fields"]:
        assert field["claims"], field
        for claim in field["claims"]:
            assert STORY[claim["start"] : claim["end"]] == claim["quote"]


def test_incidents_json_has_the_promised_fields(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    (incident,) = counterspy("incidents", "--json").json()
    promised = (
        "id title methods sponsors actors accused targets sectors places start end outcomes documents origins contested"
    )
    assert set(promised.split()) <= set(incident)
    assert len(incident["documents"]) == len(incident["origins"]) == 1


def test_documents_json_has_the_promised_fields(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    (document,) = counterspy("documents", "--json").json()
    promised = "id path title published language relevant origin copied_from incidents"
    assert set(promised.split()) <= set(document)
    assert document["path"] == str(story)


def test_a_dry_run_prints_the_reading_and_makes_no_ledger(counterspy: Run, story: Path, tmp_path: Path) -> None:
    (reading,) = counterspy("read", "--json", "--dry-run", story).json()
    assert reading["document"]["text"] == STORY
    assert reading["document"]["relevant"] is True
    assert set(reading) >= {"document", "dropped", "entities", "incidents", "claims", "reader"}
    assert not (tmp_path / "test.db").exists()


def test_standard_input_is_read(story: Path) -> None:
    program = Path(sys.executable).with_name("counterspy")
    done = subprocess.run(
        [program, "read", "--json", "--dry-run", "-"], input=STORY.encode(), capture_output=True, check=True
    )
    assert json.loads(done.stdout)["document"]["text"] == STORY


def test_a_bad_input_is_one_line_and_the_rest_goes_on(counterspy: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type")
    answer = counterspy("read", tmp_path / "empty.txt", tmp_path / "broken.pdf", tmp_path / "gone.txt", story)
    assert answer.code == 1
    lines = [line for line in answer.err.splitlines() if line.strip()]
    assert [re.search(r"(empty.txt|broken.pdf|gone.txt)", line) is not None for line in lines] == [True] * 3
    assert len(counterspy("documents", "--json").json()) == 1


def test_reading_again_changes_nothing(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    before = counterspy("rebuild", "--json").json()[0]["after"]
    answer = counterspy("read", story)
    assert "0 new documents (1 known already" in answer.out
    assert counterspy("rebuild", "--json").json() == [{"before": before, "after": before, "same": True}]


def test_the_same_bytes_in_two_places_are_one_document(counterspy: Run, story: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(story.read_bytes())
    answer = counterspy("read", story, copy)
    assert "1 new documents (1 known already" in answer.out
    (document,) = counterspy("documents", "--json").json()
    (shown,) = counterspy("show", document["id"], "--json").json()
    assert shown["captures"] == [str(story), str(copy)]


def test_an_entity_is_found_by_its_abbreviation(counterspy: Run, story: Path) -> None:
    counterspy("import", "misp-galaxy", "--only", "intelligence-agencies")
    counterspy("read", story)
    found = counterspy("entity", "ABIN", "--json").json()
    assert any("BR" in entity["countries"] and entity["documents"] for entity in found)


def test_undoing_a_decision_gives_the_register_from_before(counterspy: Run, story: Path, tmp_path: Path) -> None:
    counterspy("read", story)
    second = tmp_path / "second.txt"
    second.write_text(STORY.replace("Her lawyer", "Her defence lawyer") + "\nThe trial is set for May.\n", "utf-8")
    counterspy("read", second)
    (merged,) = counterspy("incidents", "--json").json()
    assert len(merged["documents"]) == 2
    (why,) = counterspy("why", merged["id"], "--json").json()
    (decision,) = why["decisions"]
    assert counterspy("undo", decision["id"], "--reason", "not the same").code == 0
    assert len(counterspy("incidents", "--json").json()) == 2
    counterspy("resolve")
    assert len(counterspy("incidents", "--json").json()) == 2, "what was undone is not decided again"
    (undone,) = counterspy("show", decision["id"], "--json").json()
    assert undone["id"] == decision["id"]


def test_a_brief_is_one_self_contained_file(counterspy: Run, story: Path, tmp_path: Path) -> None:
    counterspy("read", story)
    (incident,) = counterspy("incidents", "--json").json()
    assert counterspy("brief", incident["id"].split("--")[1][:8], "-o", tmp_path / "b.html").code == 0
    html = (tmp_path / "b.html").read_text("utf-8")
    assert "Elsa Nyqvist" in html
    assert "http" not in re.sub(r"<p class=\"quiet\">.*?</p>", "", html, flags=re.DOTALL).split("</style>")[1]
    assert counterspy("brief", "Nyqvist", "-o", tmp_path / "b.md").code == 0
    assert "Elsa Nyqvist" in (tmp_path / "b.md").read_text("utf-8")


def test_a_flipped_bit_is_found_and_ends_with_three(counterspy: Run, story: Path, tmp_path: Path) -> None:
    counterspy("read", story)
    assert counterspy("verify").code == 0
    with sqlite3.connect(tmp_path / "test.db") as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
        for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{trigger}"')
        raw.execute("UPDATE entry SET body = CAST(replace(body, 'Nyqvist', 'Nyqvisu') AS BLOB) WHERE kind = 'reading'")
    raw.close()
    answer = counterspy("verify")
    assert answer.code == 3
    assert "entry" in answer.err


def test_a_changed_row_of_the_register_is_found(counterspy: Run, story: Path, tmp_path: Path) -> None:
    counterspy("read", story)
    with sqlite3.connect(tmp_path / "test.db") as raw:
        raw.execute("UPDATE derived SET body = CAST(replace(body, 'Elsa Nyqvist', 'Some Innocent') AS BLOB)")
    raw.close()
    assert counterspy("verify").code == 3
    assert counterspy("rebuild").code == 0
    assert counterspy("verify").code == 0


def test_a_log_cut_off_shows_against_a_head_noted_before(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    (report,) = counterspy("verify", "--json").json()
    head = f"{report['head'][0]}:{report['head'][1]}" if isinstance(report["head"], list) else None
    head = head or f"{report['head']['seq']}:{report['head']['chain']}"
    assert counterspy("verify", "--expected", head).code == 0
    later = f"{int(head.split(':')[0]) + 5}:{head.split(':')[1]}"
    assert counterspy("verify", "--expected", later).code == 3
    assert counterspy("verify", "--expected", "nonsense").code == 2


def test_a_rejected_accusation_leaves_the_register_and_can_come_back(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    (incident,) = counterspy("incidents", "--json").json()
    (why,) = counterspy("why", incident["id"], "--json").json()
    accused = [claim["id"] for field in why["fields"] if field["field"] == "accused" for claim in field["claims"]]
    taken = [counterspy("decide", "reject", claim, "--reason", "wrong person", "--json").json()[0] for claim in accused]
    assert counterspy("incidents", "--json").json()[0]["accused"] == []
    for decision in taken:
        assert counterspy("undo", decision["id"]).code == 0
    assert counterspy("incidents", "--json").json()[0]["accused"] == ["Elsa Nyqvist"]
    listed = counterspy("decisions", "--json").json()
    assert [d["undone"] for d in listed if d["kind"] == "reject"] == [True] * len(taken)


def test_two_incidents_are_made_one_by_decision_and_the_old_id_leads_on(
    counterspy: Run, story: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    changes = {
        "Elsa Nyqvist": "Jan Verhulst", "Nyqvist": "Verhulst", "2018": "2003", "2020": "2004", "Vindhav": "Zeewind",
        "Gothenburg": "Ghent", "over 300 files": "a drawing", "Otto Brandell": "Rik Maes",
    }  # fmt: skip
    text = STORY
    for old, new in changes.items():
        text = text.replace(old, new)
    other.write_text(text, "utf-8")
    counterspy("read", story)
    counterspy("read", other)
    one, two = (incident["id"] for incident in counterspy("incidents", "--json").json())
    assert counterspy("decide", "same-as", two, one, "--reason", "same case").code == 0
    assert [i["id"] for i in counterspy("incidents", "--json").json()] == [one]
    assert counterspy("why", two, "--json").json()[0]["id"] == one


def test_a_decision_without_a_reason_is_refused(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    (incident,) = counterspy("incidents", "--json").json()
    assert counterspy("decide", "reject", incident["id"]).code == 2


def test_reading_again_under_another_marking_says_so(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    answer = counterspy("read", "--tlp", "red", story)
    assert answer.code == 1
    assert "unmarked" in answer.err


def test_a_filter_with_an_unknown_code_is_wrong_use(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    assert counterspy("incidents", "--method", "no-such").code == 2
    assert counterspy("incidents", "--sponsor", "Atlantis").code == 2
    assert len(counterspy("incidents", "--sponsor", "brazil", "--json").json()) == 1


def test_a_closed_pipe_is_no_failure(story: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("counterspy")
    ledger = tmp_path / "pipe.db"
    subprocess.run([program, "--ledger", ledger, "read", story], check=True, capture_output=True)
    line = (
        f"set -o pipefail; '{program}' --ledger '{ledger}' why $('{program}' --ledger '{ledger}' incidents --json"
        ' | sed \'s/.*"id":"\\([^"]*\\).*/\\1/;q\') | head -1'
    )
    assert subprocess.run(["/bin/bash", "-c", line], capture_output=True, check=False).returncode == 0


def test_wrong_use_ends_with_two_and_says_what_to_do(counterspy: Run, tmp_path: Path) -> None:
    assert counterspy("incidents").code == 2
    assert counterspy("read", "--tlp", "purple", "x").code == 2
    assert counterspy("import", "unheard-of").code == 2
    assert counterspy("nonsense").code == 2


def test_a_file_that_is_no_ledger_ends_with_three(counterspy: Run, tmp_path: Path) -> None:
    (tmp_path / "test.db").write_text("this is not a ledger, it is a shopping list" * 50)
    answer = counterspy("incidents")
    assert answer.code == 3
    assert len(answer.err.strip().splitlines()) == 1


def test_an_unknown_id_ends_with_one(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    assert counterspy("why", "incident--00000000").code == 1
    assert counterspy("entity", "Nobody At All").code == 1
    assert counterspy("undo", "decision--nothing").code == 1


def test_a_fresh_ledger_is_private(counterspy: Run, story: Path, tmp_path: Path) -> None:
    counterspy("read", story)
    assert stat.S_IMODE(os.stat(tmp_path / "test.db").st_mode) == 0o600  # noqa: PTH116


def test_a_backup_is_whole_and_verified(counterspy: Run, story: Path, tmp_path: Path) -> None:
    counterspy("read", story)
    assert counterspy("backup", tmp_path / "copy.db").code == 0
    assert counterspy("--ledger", tmp_path / "copy.db", "verify").code == 0
    assert counterspy("backup", tmp_path / "copy.db").code != 0, "nothing is overwritten"


def test_the_doctor_finds_a_fresh_ledger_well(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    assert counterspy("doctor").code == 0
    assert all(finding["is_ok"] for finding in counterspy("doctor", "--json").json())


def test_terminal_escapes_in_a_document_stay_inert(counterspy: Run, tmp_path: Path) -> None:
    (tmp_path / "nasty.txt").write_text(STORY.replace("Engineer charged", "\x1b[31mEngineer\x07 charged"), "utf-8")
    counterspy("read", tmp_path / "nasty.txt")
    for command in ("incidents", "documents"):
        assert "\x1b" not in counterspy(command).out
    (document,) = counterspy("documents", "--json").json()
    assert "\x1b" not in counterspy("show", document["id"]).out


@pytest.mark.parametrize("command", ["incidents", "documents"])
def test_an_empty_ledger_lists_nothing_and_is_no_error(counterspy: Run, command: str) -> None:
    counterspy("import", "misp-galaxy", "--only", "360net")
    answer = counterspy(command, "--json")
    assert (answer.code, answer.out) == (0, "")


def test_importing_again_adds_nothing(counterspy: Run) -> None:
    (first,) = counterspy("import", "misp-galaxy", "--only", "360net", "--json").json()
    (again,) = counterspy("import", "misp-galaxy", "--only", "360net", "--json").json()
    assert first["new"] == again["known"] > 0
    assert again["new"] == 0


def test_a_dry_import_keeps_nothing(counterspy: Run) -> None:
    (planned,) = counterspy("import", "misp-galaxy", "--only", "360net", "--dry-run", "--json").json()
    (done,) = counterspy("import", "misp-galaxy", "--only", "360net", "--json").json()
    assert planned["new"] == done["new"] > 0


HOSTILE = STORY.replace("Vindhav", "Vindhav\x1b]0;owned\x07\u202e").replace("baseless", "base\x9bless")


def test_terminal_escapes_of_a_document_reach_no_answer_and_no_brief(counterspy: Run, tmp_path: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, "utf-8")
    counterspy("read", tmp_path / "hostile.txt")
    incident, document = (counterspy(noun, "--json").json()[0]["id"] for noun in ("incidents", "documents"))
    counterspy("brief", incident, "-o", tmp_path / "b.html")
    counterspy("brief", incident, "-o", tmp_path / "b.md")
    written = [(tmp_path / name).read_text("utf-8") for name in ("b.html", "b.md")]
    asked = (("show", document), ("show", document, "--json"), ("why", incident))
    written += [counterspy(*words).out for words in asked]
    for text in written:
        assert "Vindhav" in text
        assert not set(text) & set("\x1b\x07\x9b\u202e")
    (shown,) = counterspy("show", document, "--json").json()
    assert shown["text"] == HOSTILE, "for programs nothing is lost"


@pytest.mark.parametrize("host", ["169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "0xa83f8110", "2852039166"])
def test_no_option_lets_an_address_lead_to_the_keys_of_a_machine(counterspy: Run, host: str) -> None:
    answer = counterspy("read", "--dry-run", "--allow-local", f"http://{host}/latest/meta-data/")
    assert answer.code == 1
    assert "never fetched" in answer.err
    assert "--allow-local" not in answer.err


def handling(counterspy: Run, tmp_path: Path) -> str:
    """What stands above and below a brief on everything."""
    assert counterspy("brief", "Nyqvist", "-o", tmp_path / "b.md").code == 0
    lines = [line for line in (tmp_path / "b.md").read_text("utf-8").splitlines() if line.startswith("**")]
    assert lines[0] == lines[-1]
    return lines[0].strip("*")


@pytest.mark.parametrize("noun", ["documents", "incidents"])
def test_a_mark_shows_on_the_brief_and_its_undoing_too(counterspy: Run, story: Path, tmp_path: Path, noun: str) -> None:
    counterspy("read", "--tlp", "green", story)
    assert handling(counterspy, tmp_path) == "TLP:GREEN"
    subject = counterspy(noun, "--json").json()[0]["id"]
    marked = counterspy("decide", "mark", subject, "red", "--reason", "a source", "--json")
    assert marked.err == ""
    assert handling(counterspy, tmp_path) == "TLP:RED"
    counterspy("undo", marked.json()[0]["id"])
    assert handling(counterspy, tmp_path) == "TLP:GREEN"


@pytest.mark.parametrize(
    ("came_in", "words"), [((), "came in unmarked"), (("--tlp", "amber"), "came in under TLP:AMBER")]
)
@pytest.mark.parametrize("noun", ["documents", "incidents"])
def test_a_mark_that_changes_nothing_for_sharing_says_so(
    counterspy: Run, story: Path, noun: str, came_in: tuple[str, ...], words: str
) -> None:
    counterspy("read", *came_in, story)
    subject = counterspy(noun, "--json").json()[0]["id"]
    answer = counterspy("decide", "mark", subject, "amber", "--reason", "a source")
    assert answer.code == 0
    assert words in answer.err
    assert "nothing" in answer.err


def test_what_came_in_unmarked_stays_unshared_and_the_brief_shows_its_mark(
    counterspy: Run, story: Path, tmp_path: Path
) -> None:
    counterspy("read", story)
    assert handling(counterspy, tmp_path) == "not marked: not for sharing"
    counterspy("decide", "mark", counterspy("documents", "--json").json()[0]["id"], "red", "--reason", "a source")
    shown = handling(counterspy, tmp_path)
    assert shown.startswith("not for sharing")
    assert "TLP:RED" in shown


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_brief_is_never_read_as_another_source(counterspy: Run, story: Path, tmp_path: Path, form: str) -> None:
    counterspy("read", story)
    (before,) = counterspy("incidents", "--json").json()
    page = tmp_path / f"x.{form}"
    counterspy("brief", before["id"], "-o", page)
    pasted = tmp_path / "mail.eml"
    head = "From: ada@example.org\nMessage-ID: <1@example.org>\nContent-Type: text/{}; charset=utf-8\n\n"
    pasted.write_text(head.format("html" if form == "html" else "plain") + page.read_text("utf-8"), "utf-8")
    renamed = tmp_path / "notes.txt"
    renamed.write_text("As discussed:\n\n" + page.read_text("utf-8"), "utf-8")
    for copy in (page, pasted, *([renamed] if form == "md" else [])):
        answer = counterspy("read", copy)
        assert answer.code == 1, copy
        assert "is a brief made by Counterspy" in answer.err
    assert counterspy("incidents", "--json").json() == [before]


def test_a_document_that_only_speaks_of_a_brief_is_read(counterspy: Run, tmp_path: Path) -> None:
    (tmp_path / "review.txt").write_text(STORY + "\nThe Counterspy brief, made 2021-03-05T10:00, was wrong.\n", "utf-8")
    assert counterspy("read", tmp_path / "review.txt").code == 0


def stopped_before_resolving(counterspy: Run, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Read as far as a full disk lets it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("counterspy.flow.resolve", full)
        assert counterspy("read", *paths).code == 1


def test_a_ledger_that_is_not_resolved_yet_says_so_instead_of_counting_copies(
    counterspy: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(STORY + "\nPrinted on page 3.\n", "utf-8")
    stopped_before_resolving(counterspy, monkeypatch, story, copy)
    questions = (("documents",), ("incidents",), ("entity", "Elsa Nyqvist"))
    for question in (*questions, ("decide", "reject", "claim--x", "--reason", "wrong"), ("rebuild",), *questions):
        answer = counterspy(*question)
        if question in questions:
            assert "counterspy resolve" in answer.err, question
            assert "2 independent origins" not in answer.out
    assert counterspy("brief", "Nyqvist", "-o", tmp_path / "b.html").code == 2
    assert "resolve" in counterspy("doctor").out
    counterspy("resolve")
    for question in questions:
        assert counterspy(*question).err == "", question
    assert "2 documents, 1 independent origin" in counterspy("documents").out
    assert counterspy("brief", "Nyqvist", "-o", tmp_path / "b.html").code == 0


def test_a_file_that_is_too_large_says_what_is_enough_and_that_is_enough(counterspy: Run, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("The ferries sail as usual.\n\n" * 190_000, "utf-8")
    refused = counterspy("read", "--dry-run", tmp_path / "big.txt")
    assert refused.code == 1
    assert "5,000,000 characters" in refused.err
    enough = refused.err.strip().rpartition("--max-mb ")[2]
    assert counterspy("read", "--dry-run", "--max-mb", enough, tmp_path / "big.txt").code == 0
    small = counterspy("read", "--dry-run", "--max-mb", "1", tmp_path / "big.txt")
    assert "is larger than 1 MB" in small.err
    assert small.err.strip().endswith("--max-mb 6")


def test_a_document_in_an_encoding_nobody_named_says_that_it_was_guessed(counterspy: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("東京の技術者が図面を外国の機関に渡したと発表した。".encode("cp932"))
    assert counterspy("read", tmp_path / "old.txt").code == 0
    (document,) = counterspy("documents", "--json").json()
    assert document["language"] == "ja"
    assert "encoding guessed: cp932" in counterspy("show", document["id"]).out


def test_mainframe_text_is_refused_by_name(counterspy: Run, tmp_path: Path) -> None:
    (tmp_path / "host.txt").write_bytes(STORY.replace("\n", " ").encode("cp500"))
    answer = counterspy("read", tmp_path / "host.txt")
    assert answer.code == 1
    assert "EBCDIC" in answer.err


def test_a_decision_that_another_keeps_from_being_followed_says_so(
    counterspy: Run, story: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        STORY.replace("Nyqvist", "Verhulst").replace("2018", "2003").replace("Vindhav", "Zeewind"), "utf-8"
    )
    counterspy("read", story, other)
    ids = [entity["id"] for name in ("Vindhav Turbin AB", "Zeewind Turbin AB") for entity in counterspy(
        "entity", name, "--json").json()]  # fmt: skip
    assert len(ids) == 2
    counterspy("decide", "not-same-as", *ids, "--reason", "two firms")
    assert "not followed" in counterspy("decide", "same-as", *ids, "--reason", "one firm").err
    assert "not followed" in counterspy("decisions").out
    followed = {one["kind"]: one["followed"] for one in counterspy("decisions", "--json").json()}
    assert followed["same-as"] is False
    assert followed["not-same-as"] is True


def test_a_claim_is_shown_without_reading_every_document_again(
    counterspy: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The ferries sail as usual from Gothenburg, the harbour office said on Monday.", "utf-8")
    counterspy("read", other, story)
    (why,) = counterspy("why", counterspy("incidents", "--json").json()[0]["id"], "--json").json()
    claim = why["fields"][0]["claims"][0]
    monkeypatch.setattr("counterspy.ledger.Ledger.documents", lambda _: iter(()))
    (shown,) = counterspy("show", claim["id"], "--json").json()
    assert shown["quote"] == claim["quote"]
    assert counterspy("show", "claim--00000000").code == 1


def test_debug_shows_the_trace_of_a_fault_and_nothing_else_does(
    counterspy: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counterspy("read", story)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("counterspy.inquiry.listed", broken)
    answer = counterspy("documents")
    assert answer.code == 1
    assert "a fault in the program (ZeroDivisionError" in answer.err
    with pytest.raises(ZeroDivisionError):
        counterspy("--debug", "documents")
    assert counterspy("entity", "--", "--debug").code == 1, "a name that looks like the option is a name"
