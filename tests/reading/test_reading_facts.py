import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import Mention, ReadEntity
from counterspy.reading.dates import find_dates
from counterspy.reading.facts import find_facts
from counterspy.reading.page import Page, Sentence

NAMES = {
    "Petra Olin": "person",
    "Omar Haddad": "person",
    "Lund": "place",
    "Skåne": "place",
    "Oslo": "place",
    "Ostrava": "place",
    "Sweden": "place",
    "Fjordtek AS": "company",
    "Brava Holding": "company",
    "Institute for Tidal Studies": "organisation",
    "Coastal Intelligence Service": "service",
    "Signals Bureau Nine": "service",
    "Grey Heron": "actor-group",
    "petra_o": "persona",
}


def page(text: str, *, is_heading: bool = False) -> Page:
    """A page of one block a line and one sentence a full stop, with the invented names above marked."""
    sentences, start = [], 0
    for block, line in enumerate(text.split("\n")):
        at = start
        for part in line.split(". "):
            end = at + len(part) + (1 if at + len(part) < start + len(line) else 0)
            if end > at:
                sentences.append(Sentence(start=at, end=end, block=block, is_heading=is_heading))
            at = end + 1
        start += len(line) + 1
    entities = []
    for number, (name, kind) in enumerate(NAMES.items()):
        found, spans = text.find(name), []
        while found >= 0:
            spans.append(Mention(start=found, end=found + len(name)))
            found = text.find(name, found + 1)
        if spans:
            entities.append(ReadEntity(id=f"e{number}", kind=kind, name=name, mentions=tuple(spans)))
    entities.sort(key=lambda entity: entity.mentions[0].start)
    kept = tuple(sentences)
    return Page(
        text=text,
        title=None,
        language="en",
        published=None,
        sentences=kept,
        entities=tuple(entities),
        dates=find_dates(text, kept, None),
    )


def facts(text: str) -> set[tuple[str, str, str]]:
    return {(entity.name, fact.predicate, fact.value) for entity in find_facts(page(text)) for fact in entity.facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Established in 1983, the Coastal Intelligence Service is small.",
            ("Coastal Intelligence Service", "founded", "1983"),
        ),
        ("Fjordtek AS was founded in 1974.", ("Fjordtek AS", "founded", "1974")),
        ("Fjordtek AS, set up in May 2004, sells sonar.", ("Fjordtek AS", "founded", "2004-05")),
        ("Fjordtek AS sells sonar. It was founded in 1974.", ("Fjordtek AS", "founded", "1974")),
        ("Fjordtek AS met Petra Olin. The company was founded in 1974.", ("Fjordtek AS", "founded", "1974")),
        ("Fjordtek AS, based in Lund, sells sonar.", ("Fjordtek AS", "headquartered", "Lund")),
        ("Fjordtek AS is headquartered in Lund, Skåne.", ("Fjordtek AS", "headquartered", "Lund, Skåne")),
        ("Fjordtek AS, a maker of sonar, is a subsidiary of Brava Holding.", None),
        ("Fjordtek AS is a wholly owned subsidiary of Brava Holding.", ("Fjordtek AS", "part-of", "Brava Holding")),
        (
            "Signals Bureau Nine, a unit of the Coastal Intelligence Service, listens.",
            ("Signals Bureau Nine", "part-of", "Coastal Intelligence Service"),
        ),
        ("As a member of Grey Heron, Petra Olin wrote code.", ("Petra Olin", "part-of", "Grey Heron")),
        (
            "Petra Olin, head of the Coastal Intelligence Service, left.",
            ("Coastal Intelligence Service", "led-by", "Petra Olin"),
        ),
        (
            "Petra Olin, head of Sweden's Coastal Intelligence Service, left.",
            ("Coastal Intelligence Service", "led-by", "Petra Olin"),
        ),
        ("Fjordtek AS's director, Petra Olin, left.", ("Fjordtek AS", "led-by", "Petra Olin")),
        ("Fjordtek AS's director, Petra Olin, left.", ("Petra Olin", "position", "director of Fjordtek AS")),
        ("The head of Fjordtek AS, Petra Olin, left.", ("Fjordtek AS", "led-by", "Petra Olin")),
        (
            "Petra Olin, a former project leader at Fjordtek AS in Lund, left.",
            ("Petra Olin", "position", "former project leader at Fjordtek AS"),
        ),
        ("Presiding judge Petra Olin left.", ("Petra Olin", "position", "Presiding judge")),
        ("Petra Olin, 39, left.", ("Petra Olin", "age", "39")),
        ("The 39-year-old engineer Petra Olin left.", ("Petra Olin", "age", "39")),
        ("Petra Olin, 39, of Lund, Skåne, left.", ("Petra Olin", "residence", "Lund, Skåne")),
        ("Petra Olin of Lund left.", ("Petra Olin", "residence", "Lund")),
        ("Petra Olin, also known as petra_o, left.", ("Petra Olin", "alias", "petra_o")),
        ('Grey Heron, also known as "Wet Stone", left.', None),
        ("Grey Heron (aka Wet Stone) left.", ("Grey Heron", "alias", "Wet Stone")),
    ],
)
def test_plain_statements_are_facts(text: str, expected: tuple[str, str, str] | None) -> None:
    assert expected is None or expected in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officials said Fjordtek AS was founded in 1974.",
        "Fjordtek AS was founded in 1974, according to Petra Olin.",
        "Fjordtek AS may have been based in Lund.",
        "Fjordtek AS was allegedly a unit of Brava Holding.",
        "Police suspect that Petra Olin was an officer of the Coastal Intelligence Service, it is alleged.",
        '"Petra Olin, head of Fjordtek AS, left"',
        "Fjordtek AS was not founded in 1974.",
        "Fjordtek AS sold its unit in Lund.",
        "Petra Olin was taken from Lund.",
        "Fjordtek AS sells sonar.\nIt was founded in 1974.",
        "Petra Olin sells sonar. It was founded in 1974.",
        "Petra Olin, who met Omar Haddad, a judge",
    ],
)
def test_what_is_said_hedged_denied_or_of_somebody_else_is_no_fact(text: str) -> None:
    assert not {fact for fact in facts(text) if fact[0] != "Omar Haddad"}


def test_a_former_or_deputy_head_does_not_lead() -> None:
    for word in ("former", "deputy"):
        found = facts(f"Petra Olin, {word} head of Fjordtek AS, left.")
        assert found == {("Petra Olin", "position", f"{word} head of Fjordtek AS")}


def test_a_leader_is_named_by_id() -> None:
    entities = {entity.name: entity for entity in find_facts(page("Fjordtek AS's director, Petra Olin, left."))}
    assert entities["Fjordtek AS"].facts[0].object == entities["Petra Olin"].id


def test_headings_state_nothing() -> None:
    text = "Petra Olin, 39, of Lund, Convicted"
    assert all(not entity.facts for entity in find_facts(page(text, is_heading=True)))


def test_a_page_without_entities_has_no_facts() -> None:
    assert find_facts(page("It was founded in 1974.")) == ()


PIECES = st.sampled_from(
    [
        *NAMES,
        "was founded in",
        "1974",
        "based in",
        "unit of",
        "head of",
        "also known as",
        ",",
        ".",
        "the",
        "a former",
        "It",
        "39",
        "of",
        "director",
        "'s",
        "said",
        "\n",
        "As a member of",
    ]
)


@given(st.lists(PIECES, max_size=30))
def test_facts_lie_in_one_sentence_and_each_value_is_given_once(words: list[str]) -> None:
    read = page(" ".join(words))
    for entity in find_facts(read):
        values = [(fact.predicate, fact.value.lower()) for fact in entity.facts]
        assert len(values) == len(set(values))
        for fact in entity.facts:
            sentence = read.sentence_at(fact.start)
            assert sentence is not None
            assert fact.start < fact.end <= sentence.end
            assert fact.value
