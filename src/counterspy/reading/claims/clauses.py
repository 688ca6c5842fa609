"""Clauses: where the content of a statement begins and ends, told from the words alone.

Invariant: linear in the length of the run; no parse.
"""

from __future__ import annotations

from itertools import compress

from counterspy.reading.claims.cues import Cues, cues
from counterspy.reading.claims.prose import Prose, Run

_RESUMES = frozenset(["has", "have", "had", "was", "were", "is", "are"])
_TRAILS = frozenset([".", "?", "!", ",", ";", ":", "—", "–", "and", "but"])
_LEADS = _TRAILS | {"that"}
_SUBORDINATES = frozenset(["after", "because", "that", "whereas"])
_JOINS = frozenset(["and", "but", "while", "although"])
_STARTS = frozenset([";", ":", "–", "—", "-", "--", "|", "•", "*"]) | _JOINS | _SUBORDINATES


def content_pieces(run: Run, first: int, last: int, lexicon: Cues) -> tuple[list[tuple[int, int]], int]:
    """Cut the words `[first, last)` into the statements that one verb of saying governs.

    Returns:
        The pieces as word ranges, and the index where the verb's reach ends.
    """
    pieces: list[tuple[int, int]] = []
    words, marks, begin, end = run.words, lexicon.words["grammar.piece_marks"], first, max(first, last)
    for at in compress(range(first, last), map(marks.__contains__, words[first:last])):
        if at < begin:
            continue
        if _is_over(run, (begin, at, last), lexicon):
            end = at
            break
        following = _next_piece(run, (begin, at, last))
        if following is not None:
            pieces.append(shrink(run, begin, at))
            begin = following
            end = max(begin, last)
    pieces.append(shrink(run, begin, end))
    return [piece for piece in pieces if piece[1] > piece[0]], end


def _is_over(run: Run, where: tuple[int, int, int], lexicon: Cues) -> bool:
    """Whether at the middle one of `(begin, at, last)` what is told ends."""
    begin, at, last = where
    words, word = run.words, run.words[at]
    following = words[at + 1] if at + 1 < last else ""
    if word == ";":
        return _starts_clause(run, at + 1, last, lexicon)
    if word == "according":
        return at > begin and following == "to"
    if word in {"and", "but"}:
        return at > begin and following != "that" and _leads_to_verb(run, at + 1, last, lexicon)
    if word != ",":
        return False
    verb = lexicon.verbs.get(following)
    if following in lexicon.words["clauses.commentary"] or (
        verb is not None and verb.is_participle and verb.takes_that
    ):
        return True  # "…, adding that the harm could not be undone"
    if following == "among" and words[at + 2 : at + 3] == ["them"]:
        return True
    # What was told stood in a relative clause: "the messages he says he never wrote, has asked".
    return at > begin + 1 and following in _RESUMES and "," not in words[begin:at]


def _next_piece(run: Run, where: tuple[int, int, int]) -> int | None:
    """Where a further statement begins behind the middle one of `(begin, at, last)`, None where none does."""
    begin, at, last = where
    words, word = run.words, run.words[at]
    if at <= begin:
        return None
    if word in {"and", "but"}:
        if words[at + 1 : at + 2] == ["that"] and at + 1 < last:
            return at + 2
        is_quoted = run.is_quotation(at + 1) and run.ends[at + 1] - run.starts[at + 1] > 24
        return at + 1 if is_quoted else None
    if word == ":":
        return at + 1 if last - at > 4 else None
    if word != ",":
        return None
    if words[at + 1 : at + 2] == ["that"] and at + 4 < last:
        return at + 2
    is_partitive = at + 2 < last and words[at + 1] in {"of", "some", "none"} and "which" in words[at + 2 : at + 4]
    return words.index("which", at) + 1 if is_partitive else None


def _starts_clause(run: Run, at: int, last: int, lexicon: Cues) -> bool:
    """After a semicolon: a clause of its own, not the next item of a list."""
    following = run.words[at : min(at + 6, last)]
    if not following or following[0] in {
        "the",
        "it",
        "he",
        "she",
        "they",
        "this",
        "these",
        "but",
        "a",
        "an",
        "his",
        "her",
        "its",
        "however",
    }:
        return True
    return any(word in lexicon.words["clauses.auxiliaries"] for word in following)


def _leads_to_verb(run: Run, at: int, last: int, lexicon: Cues) -> bool:
    """Whether "and" leads to another verb of saying of the same speaker."""
    for index in range(at, min(at + 4, last)):
        word = run.words[index]
        verb = lexicon.verbs.get(word)
        if word in lexicon.words["clauses.calls"] and word.endswith(("ed", "s")):
            return True
        if verb is not None:
            following = run.words[index + 1] if index + 1 < last else ""
            if word in {"reports", "claims", "records", "charges", "found", "held"}:
                return following in {"that", "no"}
            return not verb.is_participle and following != "of"
        if word not in cues().words["grammar.bridges"] and not word.endswith("ly"):
            return False
    return False


def shrink(run: Run, low: int, high: int) -> tuple[int, int]:
    """Leave out punctuation and conjunctions at both ends."""
    words = run.words
    while low < high and words[low] in _LEADS:
        low += 1
    while high > low and words[high - 1] in _TRAILS:
        high -= 1
    return low, high


def span_of(prose: Prose, run: Run, low: int, high: int) -> tuple[int, int]:
    """Offsets of the words `[low, high)`; where a quotation makes up most of them, of its inside."""
    start, end = run.starts[low], run.ends[high - 1]
    for at in (high - 1, low) if run.quoted else ():
        if run.is_quotation(at) and (run.ends[at] - run.starts[at]) * 2 > end - start:
            found = prose.quotations[run.starts[at]]
            if at == low and high - low > 1 and run.starts[high - 1] - run.ends[low] > 3:
                continue
            return inside(prose.text, found.inner_start, found.inner_end)
    return start, end


def inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The inside of a quotation without outer space and without a final comma."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def clause_start(run: Run, at: int, low: int, lexicon: Cues) -> int:
    """Index of the first word of the clause that holds the word `at`, openers left out."""
    words, first = run.words, at
    if _STARTS.isdisjoint(words[low:at]):
        first = min(low, at)
    while first > low:
        word = words[first - 1]
        if word in _STARTS:
            if word in _JOINS:
                is_start = first - 2 >= low and words[first - 2] == ","
            else:
                is_start = first < at or word not in _SUBORDINATES
            if is_start:
                break
        first -= 1
    openers = lexicon.words["clauses.openers"]
    if first == 0 and at > 2 and words[0].isdigit() and words[1] in {".", ")"}:
        first = 2  # the number of a paragraph
    while first < at and (words[first] in openers or words[first] == ","):
        first += 1
    return first


def wrapped(run: Run, low: int, cue: int, after: int, lexicon: Cues) -> list[tuple[int, int]]:
    """The statement around a cue that commas set off, "the law, they concede, is not ready".

    Args:
        run: With the cue.
        low: No word before it counts.
        cue: First word of the cue; the comma before it, where there is one, left out.
        after: First word after the cue.
        lexicon: The cue words.

    Returns:
        Word ranges: what stands before the cue; or all of it, cue included, where the clause goes on behind; or the
        longer side, where the cue is longer than both. A clause behind ", and" is a statement of its own.
    """
    begin, end = shrink(run, clause_start(run, cue, low, lexicon), cue)
    if after + 2 >= len(run.words) or run.words[after] not in {",", "—", "–"} or run.is_quotation(after + 1):
        return [(begin, end)]
    following = run.words[after + 1]
    stop = next(
        (
            at
            for at in range(after + 1, len(run.words))
            if run.words[at] in {";", "."}
            or run.is_quotation(at)
            or (
                run.words[at] == ","
                and at > after + 3
                and run.words[at + 1 : at + 2] in (["a"], ["an"], ["which"], ["who"], ["but"], ["while"])
            )
        ),
        len(run.words),
    )
    if following == "and" and has_verb(run, after + 2, stop, lexicon):
        is_told = any(
            run.words[at] in lexicon.verbs
            and run.words[at] not in lexicon.words["grammar.nounlike"]
            and run.words[at - 1] not in lexicon.words["grammar.be"]
            for at in range(after + 2, stop)
        )
        return [(begin, end)] if is_told else [(begin, end), shrink(run, after + 2, stop)]
    is_open = not has_verb(run, begin, end, lexicon) or run.words[end - 1] in lexicon.words["grammar.be"]
    if following in cues().words["grammar.new_clause"] or not (is_open or following in cues().words["grammar.goes_on"]):
        return [(begin, end)]
    start, finish = shrink(run, after + 1, stop)
    if end <= begin or finish <= start:
        return [(begin, end)]
    cue_length = run.starts[start] - run.ends[end - 1]
    if cue_length * 2 > run.ends[finish - 1] - run.starts[begin]:
        return [(begin, end) if not is_open else (start, finish)]
    return [(begin, finish)]


def after_semicolon(run: Run, at: int) -> tuple[int, int] | None:
    """What goes on as indirect speech behind a semicolon: a clause put back in time, "a list had been sent"."""
    if run.words[at : at + 1] != [";"]:
        return None
    stop = next((index for index in range(at + 1, len(run.words)) if run.words[index] in {";", "."}), len(run.words))
    is_put_back = bool({"had", "would"} & set(run.words[at + 1 : min(at + 12, stop)]))
    low, high = shrink(run, at + 1, stop)
    return (low, high) if is_put_back and high - low > 3 else None


def has_verb(run: Run, low: int, high: int, lexicon: Cues) -> bool:
    """Whether a finite verb stands among the words: an auxiliary, or a past form after the first word."""
    return any(
        word in lexicon.words["clauses.auxiliaries"]
        or (at > low and word.endswith("ed") and run.words[at - 1] not in lexicon.words["grammar.determiners"])
        or word in lexicon.words["figures.past"]
        for at, word in enumerate(run.words[low:high], low)
    )
