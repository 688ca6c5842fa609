"""Cutting texts into blocks. `pages/` holds invented pages; a dropped line begins with its kind and a tab."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterspy.intake.blocks import cut_blocks
from counterspy.model import Block
from counterspy.vocabulary import codes

PAGES = Path(__file__).parent / "pages"
SHARED = Path(__file__).resolve().parents[3] / "shared"
DROPPED = tuple(codes("drop"))
KEPT = {"title", "heading", "paragraph", "list-item"}

ARTICLE = """The pilot who sold the weather

By Maud Ellering

A meteorologist in Cork passed years of naval forecasts to an officer of the Brazilian navy, a court heard.

She was paid in first editions. "I thought that weather belonged to everybody," she told the court.

What the forecasts were for

Prosecutors say that the forecasts let a survey vessel cross the exclusion zone unseen on at least four nights.
"""


def read_page(path: Path) -> tuple[str, set[int]]:
    """Give the text of a page and the code points that are to be dropped."""
    lines, dropped, position = [], set(), 0
    for marked in path.read_text("utf-8").split("\n"):
        kind, separator, rest = marked.partition("\t")
        line = rest if separator and kind in DROPPED else marked
        if line is rest and separator:
            dropped.update(range(position, position + len(line)))
        lines.append(line)
        position += len(line) + 1
    text = "\n".join(lines)
    return text, {point for point in dropped if not text[point].isspace()}


def dropped_points(text: str, blocks: tuple[Block, ...]) -> set[int]:
    points = {point for block in blocks if block.is_dropped for point in range(block.start, block.end)}
    return {point for point in points if not text[point].isspace()}


def dropped_lines(text: str) -> list[str]:
    return [text[block.start : block.end] for block in cut_blocks(text) if block.is_dropped]


def kind_of(text: str, line: str) -> str:
    return next(block.kind for block in cut_blocks(text) if text[block.start : block.end] == line)


def precision_and_recall(documents: Iterator[tuple[str, set[int]]]) -> tuple[float, float]:
    both = predicted = wanted = 0
    for text, points in documents:
        found = dropped_points(text, cut_blocks(text))
        both, predicted, wanted = both + len(found & points), predicted + len(found), wanted + len(points)
    return both / predicted, both / wanted


def test_pages_of_many_registers_lose_their_furniture_and_nothing_else():
    precision, recall = precision_and_recall(read_page(path) for path in sorted(PAGES.glob("*.txt")))
    assert precision >= 0.98
    assert recall >= 0.90


@pytest.mark.shared
def test_labelled_documents_lose_their_furniture_and_nothing_else():
    if not SHARED.exists():
        pytest.skip("the labelled documents are not beside this project")

    def documents() -> Iterator[tuple[str, set[int]]]:
        for path in sorted((SHARED / "gold" / "dev").glob("*.json")):
            document = (SHARED / "gold" / "docs" / f"{path.stem}.txt").read_bytes()
            text = document.decode("utf-8-sig").replace("\r\n", "\n")
            points: set[int] = set()
            for label in json.loads(path.read_text("utf-8")).get("drop", []):
                start = -1
                for _ in range(label.get("nth", 1)):
                    start = text.index(label["quote"], start + 1)
                points.update(range(start, start + len(label["quote"])))
            yield text, {point for point in points if not text[point].isspace()}

    precision, recall = precision_and_recall(documents())
    assert precision >= 0.98
    assert recall >= 0.90


def test_headline_headings_and_paragraphs_are_told_apart():
    kinds = [block.kind for block in cut_blocks(ARTICLE)]
    assert kinds == ["title", "byline", "paragraph", "paragraph", "heading", "paragraph"]


def test_a_dropped_block_says_why_and_a_kept_one_does_not():
    for block in cut_blocks(ARTICLE):
        assert (block.kind in DROPPED) == bool(block.reason)


def test_the_headline_the_format_states_is_the_title_and_again_it_is_a_repeat():
    text = (
        "A section\n\nThe lamp in the annex\n\nThe lamp in the annex\n\n"
        + "It was lit on nine nights in a row, he said.\n"
    )
    blocks = cut_blocks(text, title="The lamp in the annex")
    assert [block.kind for block in blocks][1:3] == ["title", "repeat"]


def test_hard_wrapped_lines_become_one_paragraph():
    text = (
        "The officer left the laboratory with the rotor under his coat and nobody\n"
        "searched him at the gate. On the following Monday he resigned, and on the\n"
        "Tuesday he was seen in the company of a trade attaché of the embassy that\n"
        "had asked for the plans.\n\nHe has not come back.\n"
    )
    assert [text[block.start : block.end].count("\n") for block in cut_blocks(text)] == [3, 0]


def test_page_number_header_and_stamp_do_not_join_a_wrapped_paragraph():
    body = "the witness carried two of the aerials up the stairs of the annex in the\n"
    text = f"Commission of Inquiry\nPage 4 of 90\n{body * 4}[REDACTED]\n{body * 3}and was not asked again.\n4\n"
    assert dropped_lines(text) == ["Commission of Inquiry", "Page 4 of 90", "[REDACTED]", "4"]


def test_a_footnote_number_inside_a_page_stays():
    body = "the witness carried two of the aerials up the stairs of the annex in the\n"
    text = f"{body * 5}end.\n17\nEvidence of Mr Alder, day 11.\n{body * 3}88\n"
    assert dropped_lines(text) == ["88"]


def test_links_under_a_list_opener_are_dropped_up_to_the_next_paragraph():
    text = ARTICLE + "\nRelated stories\nGoat wins prize\nNew roof for the town hall\n"
    assert dropped_lines(text)[1:] == ["Related stories", "Goat wins prize", "New roof for the town hall"]


def test_the_heading_after_a_link_inside_an_article_stays():
    link = "Read also: Why lamps are green\n\nA second lamp\n\n"
    text = ARTICLE.replace("What the forecasts", link + "What the forecasts")
    assert dropped_lines(text)[1:] == ["Read also: Why lamps are green"]


def test_an_advert_in_the_middle_is_dropped():
    advert = "🔥 Double your money with FoxTrader today! Click here to claim your bonus 🔥"
    assert kind_of(ARTICLE.replace("What the forecasts", advert + "\n\nWhat the forecasts"), advert) == "advert"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Victims were told to click here, sign up and claim a bonus of $500 in crypto, according to the indictment.",
        "By clicking the link, employees installed the malware of the Kenyan service on nine computers.",
        "Copyright was a pretext, the judge said; the drawings were secret.",
        "The sale of such pumps without permission is prohibited.",
        "Follow the money, she wrote, and you will find the ministry.",
        "Facebook and Twitter removed 42 accounts run from Minsk.",
        "He used the name Search Committee for a firm that had no staff.",
        "Image analysis showed a vessel of the Peruvian navy off the coast.",
        "The app promised returns of 300 per cent; its cookies were read by a server of the army.",
    ],
)
def test_a_true_paragraph_with_words_of_furniture_stays(paragraph: str):
    text = ARTICLE.replace("What the forecasts were for", paragraph)
    assert kind_of(text, paragraph) == "paragraph"


@pytest.mark.parametrize(
    "heading", ["Technology", "Media", "Contact with the embassy", "Two versions", "More on the case"]
)
def test_a_heading_inside_an_article_stays(heading: str):
    assert kind_of(ARTICLE.replace("What the forecasts were for", heading), heading) == "heading"


def test_list_items_of_the_text_stay():
    items = "1. The lamp was green.\n2. The lamp was lit.\n- a third lamp\n(b) and a fourth"
    text = ARTICLE.replace("What the forecasts were for", items)
    assert [block.kind for block in cut_blocks(text)].count("list-item") == 4


def test_a_short_last_sentence_before_furniture_stays():
    text = ARTICLE + "\nL'ambassade s'est constituée partie civile.\n\nRelated stories\nGoat wins prize\n"
    assert kind_of(text, "L'ambassade s'est constituée partie civile.") == "paragraph"


def test_an_empty_text_has_no_blocks():
    assert cut_blocks("") == ()
    assert cut_blocks(" \n\t\n\f ") == ()


def assert_sound(text: str, blocks: tuple[Block, ...]) -> None:
    covered, last = set(), 0
    for block in blocks:
        assert last <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        assert block.kind in DROPPED if block.is_dropped else block.kind in KEPT
        covered.update(range(block.start, block.end))
        last = block.end
    assert all(sign.isspace() or point in covered for point, sign in enumerate(text))


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_blocks_of_any_text_are_ordered_apart_and_cover_every_sign(text: str):
    assert_sound(text, cut_blocks(text))


PIECES = st.sampled_from(
    [
        *("Home | News", "Related stories", "By Ada Wren", "12 March 2024", "Page 3 of 9", "[REDACTED]", "7", "\f", ""),
        *(
            "© 2024 The Lamp",
            "🔥 sign up now",
            "Media contact:",
            "Disclaimer: none of this is advice.",
            "From: a@b.example",
        ),
        *(
            "The lamp was lit.",
            "a line that goes on in the next one and in the next one after",
            "İstanbul’da",
            "相关阅读",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]))
def test_blocks_of_furniture_in_any_order_are_sound(pieces: list[str], end: str):
    text = end.join(pieces)
    assert_sound(text, cut_blocks(text))


WHO = st.sampled_from(["The engineer", "A court in Lima", "The minister", "An officer", "The company", "Nobody there"])
DID = st.sampled_from(
    ["said that", "did not know why", "had long denied that", "was told that", "could not prove that"]
)
WHAT = st.sampled_from(
    [
        "the plans were sold to a trading house for about 20,000 euros.",
        "the antenna on the roof belonged to the Chilean service.",
        "he was followed home by two men from the embassy.",
        "the files had been copied on three nights in May.",
    ]
)
SENTENCE = st.builds(lambda *parts: " ".join(parts), WHO, DID, WHAT)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_a_text_of_plain_sentences_loses_nothing(paragraphs: list[list[str]], end: str):
    text = end.join(" ".join(sentences) for sentences in paragraphs)
    repeated = {" ".join(sentences) for sentences in paragraphs if paragraphs.count(sentences) > 1}
    assert {line for line in dropped_lines(text) if line not in repeated} == set()
