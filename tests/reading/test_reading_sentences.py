from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import Block
from counterspy.reading.sentences import split_sentences


def split(text: str, kind: str = "paragraph") -> list[str]:
    sentences = split_sentences(text, (Block(start=0, end=len(text), kind=kind),), "en")
    return [text[s.start : s.end] for s in sentences]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert split("He left. She stayed.") == ["He left.", "She stayed."]


def test_titles_initials_and_references_do_not_end_a_sentence() -> None:
    text = "Lt. Col. Ada B. Thorne met Dr. Osei, see No. 5 and Brandt v. Lund, e.g. Annex B. Nobody spoke."
    assert split(text) == [text[: -len(" Nobody spoke.")], "Nobody spoke."]


def test_a_dotted_abbreviation_ends_a_sentence_only_before_a_word_that_begins_one() -> None:
    assert split("The U.S. Navy sailed. He came from the U.S. The ship was late.") == [
        "The U.S. Navy sailed.",
        "He came from the U.S.",
        "The ship was late.",
    ]


def test_a_firm_with_inc_may_end_a_sentence() -> None:
    assert split("He joined Ardent Optics, Inc. He left it.") == ["He joined Ardent Optics, Inc.", "He left it."]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert split("“We lost it.” Nobody asked why.") == ["“We lost it.”", "Nobody asked why."]


def test_a_quoted_question_goes_on_with_its_speaker() -> None:
    text = "“Who sent you?” she asked."
    assert split(text) == [text]


def test_decimals_and_domains_stay_whole() -> None:
    text = "It cost 4.5 million on harwick.example.org in all."
    assert split(text) == [text]


def test_chinese_full_stops_need_no_blank() -> None:
    assert split("他走了。她留下了！谁知道？") == ["他走了。", "她留下了！", "谁知道？"]


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The laboratory lost drawings of a pump that nobody had ever\nseen outside the valley, and it never "
        "said so in public.\n"
        "It was a quiet year for everybody else in the industry there."
    )
    assert len(split(text)) == 2


def test_a_short_line_in_a_wrapped_block_ends_a_run() -> None:
    text = (
        "A. Structure of the office\nThe office was founded in the old mill by the river, and it grew\n"
        "quickly in the years that followed."
    )
    assert split(text)[0] == "A. Structure of the office"


def test_a_line_of_capitals_is_a_heading() -> None:
    text = "SUMMARY OF FINDINGS\nThe audit found nothing."
    sentences = split_sentences(text, (Block(start=0, end=len(text), kind="paragraph"),), "en")
    assert [s.is_heading for s in sentences] == [True, False]


def test_a_title_is_one_sentence_and_a_heading() -> None:
    text = "Who sold the pump? A valley asks"
    (sentence,) = split_sentences(text, (Block(start=0, end=len(text), kind="title"),), "en")
    assert sentence.is_heading


def test_dropped_blocks_give_no_sentences() -> None:
    text = "Buy now. It pays."
    assert split_sentences(text, (Block(start=0, end=len(text), kind="advert", reason="sells"),), "en") == ()


@given(st.text(alphabet='aA.!?\n"” 。1U-', max_size=200), st.integers(0, 40))
def test_any_text_gives_sentences_in_order_that_begin_and_end_with_ink(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    blocks = tuple(
        Block(start=a, end=b, kind=kind) for a, b, kind in ((0, cut, "title"), (cut, len(text), "paragraph")) if a < b
    )
    last = 0
    for sentence in split_sentences(text, blocks, "en"):
        block = blocks[sentence.block]
        assert last <= sentence.start < sentence.end
        assert block.start <= sentence.start
        assert sentence.end <= block.end
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        last = sentence.end
    ink = "".join(text.split())
    pieces = "".join("".join(text[s.start : s.end].split()) for s in split_sentences(text, blocks, "en"))
    assert pieces == ink
