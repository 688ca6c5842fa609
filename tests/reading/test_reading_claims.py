"""Statements found in invented passages, and what holds for any text."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import Block, Mention, ReadClaim, ReadEntity
from counterspy.reading.claims import find_claims
from counterspy.reading.dates import find_dates
from counterspy.reading.page import Page
from counterspy.reading.quantities import find_quantities
from counterspy.reading.sentences import split_sentences
from counterspy.vocabulary import codes

PASSAGES = tomllib.loads((Path(__file__).parent / "claims_passages.toml").read_text("utf-8"))["passage"]
BY_NAME = {passage["name"]: passage for passage in PASSAGES}


def _blocks(text: str) -> tuple[Block, ...]:
    """A first line set apart by an empty line is the title; every other line is a paragraph."""
    title, gap, _ = text.partition("\n\n")
    if not gap:
        return (Block(start=0, end=len(text), kind="paragraph"),)
    found = [Block(start=0, end=len(title), kind="title")]
    at = len(title) + 2
    if at < len(text):
        found.append(Block(start=at, end=len(text), kind="paragraph"))
    return tuple(found)


def _entities(text: str, named: dict[str, str]) -> tuple[ReadEntity, ...]:
    taken: list[tuple[int, int]] = []
    found: list[ReadEntity] = []
    for number, (name, kind) in enumerate(sorted(named.items(), key=lambda item: -len(item[0])), 1):
        spans = [match.span() for match in re.finditer(re.escape(name), text)]
        free = [span for span in spans if not any(start <= span[0] < end for start, end in taken)]
        taken += free
        if free:
            mentions = tuple(Mention(start=start, end=end) for start, end in free)
            found.append(ReadEntity(id=f"e{number}", kind=kind, name=name, mentions=mentions))
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].start))


def page_of(text: str, named: dict[str, str]) -> Page:
    sentences = split_sentences(text, _blocks(text), "en")
    return Page(
        text=text,
        title=None,
        language="en",
        published=None,
        sentences=sentences,
        entities=_entities(text, named),
        dates=find_dates(text, sentences, None),
        quantities=find_quantities(text, sentences),
    )


def _overlap(claim: ReadClaim, start: int, end: int) -> float:
    both = min(end, claim.end) - max(start, claim.start)
    return max(0, both) / (end - start + claim.end - claim.start - both)


def _claim_at(claims: tuple[ReadClaim, ...], text: str, quote: str) -> ReadClaim | None:
    start = text.index(quote)
    best = max(claims, key=lambda claim: _overlap(claim, start, start + len(quote)), default=None)
    return best if best is not None and _overlap(best, start, start + len(quote)) >= 0.5 else None


def _is_speaker(expected: str | None, found: str | None) -> bool:
    if expected is None or found is None:
        return expected is found
    one, two = expected.casefold().removeprefix("the "), found.casefold().removeprefix("the ")
    return one in two or two in one


@pytest.mark.parametrize("name", BY_NAME)
def test_every_statement_of_a_passage_is_found_with_its_speaker_and_stance(name: str) -> None:
    passage = BY_NAME[name]
    claims = find_claims(page_of(passage["text"], passage["named"]))
    for said in passage.get("said", ()):
        claim = _claim_at(claims, passage["text"], said["quote"])
        assert claim is not None, said["quote"]
        assert _is_speaker(said.get("speaker"), claim.speaker), (said, claim.speaker)
        assert (claim.speaker_kind, claim.stance) == (said["kind"], said["stance"]), claim.quote


@pytest.mark.parametrize("name", BY_NAME)
def test_nothing_else_in_a_passage_is_taken_for_a_statement(name: str) -> None:
    passage = BY_NAME[name]
    claims = find_claims(page_of(passage["text"], passage["named"]))
    expected = [_claim_at(claims, passage["text"], said["quote"]) for said in passage.get("said", ())]
    assert [claim.quote for claim in claims if claim not in expected] == []


@pytest.mark.parametrize("name", BY_NAME)
def test_a_statement_carries_its_quantity(name: str) -> None:
    passage = BY_NAME[name]
    claims = find_claims(page_of(passage["text"], passage["named"]))
    for said in passage.get("said", ()):
        if "quantity" in said:
            claim = _claim_at(claims, passage["text"], said["quote"])
            assert claim is not None
            assert claim.quantity is not None
            assert [claim.quantity.value, claim.quantity.comparator] == said["quantity"]


def test_a_headline_s_figure_that_the_text_repeats_is_one_claim() -> None:
    text = "Clerk Sentenced to 20 Months in Prison\n\nA clerk was sentenced to 20 months in prison for spying."
    claims = find_claims(page_of(text, {}))
    assert [claim.quote for claim in claims] == ["sentenced to 20 months in prison"]


def test_a_page_without_sentences_has_no_claims() -> None:
    assert find_claims(Page(text="", title=None, language="en", published=None)) == ()


def test_the_date_inside_a_quote_is_the_claim_s_time() -> None:
    claims = find_claims(page_of("The ministry said that the cable was cut in March 2021.", {}))
    assert [claim.when for claim in claims] == ["2021-03"]


def test_a_month_is_no_hedge() -> None:
    assert find_claims(page_of("The court met in May 2024 and heard the clerk.", {})) == ()


def test_swapping_names_changes_no_score() -> None:
    text = "{0} said that the files were copied. {0} denied any link to the service."
    one, two = (find_claims(page_of(text.format(name), {name: "person"})) for name in ("Ada Roe", "Li Na"))
    assert [(c.score, c.stance, c.speaker_kind) for c in one] == [(c.score, c.stance, c.speaker_kind) for c in two]


_PIECES = st.sampled_from(
    [
        *[
            "said",
            "that",
            "according to",
            "the ministry",
            "Ada Roe",
            ",",
            ".",
            ";",
            ":",
            "\n",
            "\n\n",
            '"',
            "“",
            "”",
            "«",
            "»",
        ],
        *[
            "'",
            "denied",
            "may have",
            "is believed to",
            "and",
            "was charged with",
            "passing",
            "40 files",
            "which",
            "who",
            "he",
        ],
        *[
            "over 600,000 people",
            "it",
            "accused of",
            "put",
            "at",
            "In her view",
            "called",
            "baseless",
            "as",
            "we",
            "Our",
            "no",
        ],
        *[
            "never",
            "May 2021",
            "sentenced to two years",
            "an indictment charging",
            "claims",
            "reports that",
            "(",
            ")",
            "—",
        ],
        *["İstanbul", "特工", "🔥", "According to the indictment,"],
    ]
)
_TEXTS = st.one_of(st.lists(_PIECES, max_size=60).map(" ".join), st.text(max_size=300))


@given(_TEXTS)
def test_any_text_gives_valid_claims(text: str) -> None:
    claims = find_claims(page_of(text, {"Ada Roe": "person"}))
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.quote == text[claim.start : claim.end]
        assert claim.stance in codes("stance")
        assert claim.speaker_kind in codes("speaker-kind")
        assert 0 <= claim.score <= 1
        assert (claim.speaker is None) == (claim.speaker_kind == "narrator")
        if claim.speaker_start is not None and claim.speaker_end is not None:
            assert claim.speaker == text[claim.speaker_start : claim.speaker_end]


@given(_TEXTS)
def test_no_claim_lies_mostly_inside_another(text: str) -> None:
    claims = find_claims(page_of(text, {"Ada Roe": "person"}))
    assert list(claims) == sorted(claims, key=lambda claim: (claim.start, claim.end))
    for one, two in pairwise(claims):
        both = min(one.end, two.end) - max(one.start, two.start)
        assert both * 2 <= min(one.end - one.start, two.end - two.start)


@given(_TEXTS)
def test_the_same_page_gives_the_same_claims(text: str) -> None:
    page = page_of(text, {})
    assert find_claims(page) == find_claims(page)


SHARED_DOCS = Path(__file__).resolve().parents[3] / "shared" / "gold" / "docs"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED_DOCS.is_dir(), reason="the real documents do not lie beside the project")
def test_quotes_of_real_documents_are_their_words() -> None:
    for path in sorted(SHARED_DOCS.glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        for claim in find_claims(page_of(text, {})):
            assert claim.quote == text[claim.start : claim.end]


def test_an_indictment_for_a_deed_alleges_the_deed_without_the_law_it_rests_on():
    text = (
        "Former Port Clerk Indicted\n\nA grand jury in Tampa indicted Orla Vint, 41, of Ocala, for passing berth "
        "schedules to an officer of the Ministry of State Security (section 951 of title 18). She remains at large.\n"
    )
    quotes = {claim.quote: claim.stance for claim in find_claims(page_of(text, {}))}
    assert quotes["passing berth schedules to an officer of the Ministry of State Security"] == "alleged"


def test_a_long_figure_is_cut_to_its_deed():
    text = (
        "Engineer spied for the SVR\n\nThe court heard of his years as a spy for the SVR. The former head of the radar "
        "test branch in Kiruna copied 1,300 drawings of masts for an officer of the Russian embassy in Stockholm.\n"
    )
    assert "copied 1,300 drawings of masts" in [claim.quote for claim in find_claims(page_of(text, {}))]


def test_what_somebody_believed_another_to_be_is_no_hedge_of_the_narrator():
    text = (
        "Clerk Charged With Espionage\n\nThe clerk sold naval intelligence secrets to a man they believed to be an "
        "officer of the Russian GRU.\n"
    )
    assert not [claim for claim in find_claims(page_of(text, {})) if claim.stance == "hedged"]
