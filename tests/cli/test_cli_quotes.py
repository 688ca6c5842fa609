"""`why` says each quote once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterspy.cli.quotes import Cited, quotes_of
from invented import STORY, Run


def cited(evidence: str, start: int, quote: str, **more: Any) -> Cited:
    base = {"opposes": False, "speaker": None, "speaker_kind": "narrator", "stance": "asserted", "origin": evidence}
    name = f"{evidence}{start}{quote}{more}"
    return {"id": name, "evidence": evidence, "start": start, "end": start + len(quote), "quote": quote, **base, **more}


def test_words_inside_wider_words_are_said_once() -> None:
    found = quotes_of(
        [cited("d1", 40, "theft of trade"), cited("d1", 40, "theft of trade secrets"), cited("d1", 49, "trade secrets")]
    )
    assert [quote.first["quote"] for quote in found] == ["theft of trade secrets"]
    assert found[0].copies == ()


def test_copies_of_a_quote_are_counted_by_document_and_origin() -> None:
    (quote,) = quotes_of(
        [cited("d1", 4, "spying  for"), cited("d2", 9, "Spying for", origin="d1"), cited("d3", 2, "spying\nfor")]
    )
    assert (quote.first["evidence"], quote.documents, quote.origins) == ("d1", 3, 2)


def test_who_speaks_and_how_is_never_merged() -> None:
    claims = [
        cited("d1", 4, "spied"),
        cited("d1", 4, "spied", speaker="Police", speaker_kind="named-official", stance="alleged"),
        cited("d1", 4, "spied", opposes=True, stance="denied"),
    ]
    assert len(quotes_of(claims)) == 3


def test_a_records_fields_stay() -> None:
    record = cited("r1", 0, "Bureau Nine") | {"start": None, "end": None}
    assert [quote.first for quote in quotes_of([record])] == [record]


def test_why_says_each_quote_once_and_json_says_all(counterspy: Run, story: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(STORY + "\nPrinted on page 3.\n", "utf-8")
    counterspy("read", story, copy)
    (incident,) = counterspy("incidents", "--json").json()
    text = counterspy("why", incident["id"]).out
    for part in text.split("\n\n"):
        quotes = [line for line in part.splitlines() if line.startswith("  “")]
        assert len(quotes) == len(set(quotes)), part
    assert "2 documents, 1 independent origin; also in" in text
    (why,) = counterspy("why", incident["id"], "--json").json()
    for field in why["fields"]:
        if field["field"] == "accused":
            assert len({claim["evidence"] for claim in field["claims"]}) == 2


def test_why_gives_a_score_to_what_was_attributed_and_to_nothing_else(counterspy: Run, story: Path) -> None:
    counterspy("read", story)
    (incident,) = counterspy("incidents", "--json").json()
    (why,) = counterspy("why", incident["id"], "--json").json()
    for field in why["fields"]:
        for claim in field["claims"]:
            assert (claim["score"] is None) == (claim["speaker"] is None and claim["stance"] == "asserted")
    lines = [line for line in counterspy("why", incident["id"]).out.splitlines() if "narrator, asserted" in line]
    assert lines
    assert not any("trusted" in line for line in lines)
