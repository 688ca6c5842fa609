"""Which texts are proposed to copy which."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from counterspy.resolving import Text, propose_origins

_WORDS = [
    "harbour",
    "engine",
    "minister",
    "letter",
    "winter",
    "copper",
    "signal",
    "border",
    "market",
    "river",
    "glass",
    "forest",
    "column",
    "paper",
]


def story(seed: int, sentences: int = 30) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(draw.choices(_WORDS, k=14)).capitalize() + f" {seed}-{n}." for n in range(sentences)]


def text(name: str, sentences: list[str], published: str | None = None) -> Text:
    return Text(id=f"document--{name}", words=" ".join(sentences), published=published)


def copies(*texts: Text) -> set[tuple[str, str | None]]:
    return {(d.subject.split("--")[1], d.object and d.object.split("--")[1]) for d in propose_origins(texts, ())}


def test_a_shortened_copy_has_the_origin_of_the_longer() -> None:
    whole = story(1)
    assert copies(text("a", whole), text("b", whole[:18])) == {("b", "a")}


def test_a_copy_with_a_new_lead_and_dropped_sentences_is_found() -> None:
    whole = story(1)
    kept = [sentence for n, sentence in enumerate(whole) if n % 4]
    assert copies(text("a", whole), text("b", story(9, 2) + kept)) == {("b", "a")}


def test_two_stories_have_two_origins() -> None:
    assert copies(text("a", story(1)), text("b", story(2))) == set()


def test_the_earlier_by_date_is_the_source() -> None:
    whole = story(1)
    assert copies(text("a", whole, "2024-05-03"), text("b", whole, "2024-05-02")) == {("a", "b")}


def test_the_very_same_words_are_one_origin_however_few() -> None:
    flash = ["Envoy summoned over listening post, the ministry said."]
    assert copies(text("a", flash), text("b", [*flash, ""])) == {("b", "a")}


def test_two_short_texts_that_are_merely_alike_are_two_origins() -> None:
    assert copies(text("a", ["The minister said no to it."]), text("b", ["The minister said no to that."])) == set()


def test_a_digest_of_two_reports_does_not_make_them_one() -> None:
    one, two = story(1, 20), story(2, 20)
    digest = story(7, 3) + one + two
    assert copies(text("a", one), text("c", two), text("d", digest)) == set()
    found = copies(text("d", digest), text("a", one), text("c", two))
    assert not {("a", "d"), ("c", "d")} <= found


def test_a_wire_story_inside_a_longer_article_is_one_origin() -> None:
    wire = story(1, 20)
    article = story(5, 15) + wire + story(6, 15)
    assert copies(text("a", wire), text("b", article)) == {("b", "a")}


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 4), max_size=8))
def test_each_text_copies_at_most_one_source_and_no_circle_arises(seeds: list[int]) -> None:
    texts = [text(str(n), story(seed)) for n, seed in enumerate(seeds)]
    drafts = propose_origins(texts, ())
    source = {d.subject: d.object for d in drafts}
    assert len(source) == len(drafts)
    for start in source:
        seen, here = set(), start
        while here in source:
            assert here not in seen
            seen.add(here)
            here = str(source[here])
    assert len({t.id for t in texts} - set(source)) == len(set(seeds))
