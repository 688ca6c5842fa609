from __future__ import annotations

from counterspy import intake, reading
from invented import STORY, Run


def test_every_find_is_marked_in_its_line_and_no_word_of_the_text_is_lost() -> None:
    document = intake.read_document(intake.Raw(location="story.txt", data=STORY.encode()))
    read = reading.read(document)
    lines = list(reading.explain(document, read))
    found = {(mark.start, mark.end) for line in lines for mark in line.marks}
    assert {(m.start, m.end) for e in read.entities for m in e.mentions} <= found
    assert {(claim.start, claim.end) for claim in read.claims} <= found
    assert {(basis.start, basis.end) for i in read.incidents for basis in i.basis} <= found
    assert "".join("".join(STORY[line.start : line.end].split()) for line in lines) == "".join(STORY.split())
    assert all(line.start <= mark.start < mark.end for line in lines for mark in line.marks)


def test_the_command_prints_the_text_with_brackets_and_reasons(counterspy: Run, story: object) -> None:
    answer = counterspy("read", "--explain", story)
    assert answer.code == 0
    assert "[Elsa Nyqvist]" in answer.out
    assert "insider-theft" in answer.out
    assert "rule " in answer.out
    (as_json,) = counterspy("read", "--explain", "--json", story).json()
    assert as_json["lines"][0]["start"] == 0
