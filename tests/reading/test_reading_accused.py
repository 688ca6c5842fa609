# ruff: noqa: E501 - a sentence that is read stands on one line
"""Who is accused, where the words only describe them; and denials told in somebody's own words."""

import pytest
from reading_incidents_pages import incidents_of, names_of, outcomes_of

BEFORE = "Colin Brathwaite is accused of passing secret documents to Serbian intelligence officers in Ottawa. "


def accused_in(text: str) -> set[str]:
    return {who for one in incidents_of(text) for who in names_of(text, one.accused)}


@pytest.mark.parametrize(
    "reason",
    [
        "In that post he bears responsibility for the abduction of the exiled publisher Ana Petrova in Riga in 2021.",
        "He ordered, or failed to prevent, the abduction of the exiled publisher Ana Petrova in Riga in 2021.",
        "There are reasonable grounds to suspect that, in this role, he had a part in the abduction of the exiled publisher Ana Petrova in Riga in 2021.",
        "It is considered that he has provided support for the abduction of the exiled publisher Ana Petrova in Riga in 2021.",
    ],
)
def test_the_reasons_of_an_entry_accuse_the_one_its_heading_names(reason: str) -> None:
    text = f"ARTUR BENEDEK LOSONCZI\n\nArtur Benedek LOSONCZI heads a department of the Hungarian intelligence service. {reason}"
    assert ("alleged", "artur benedek losonczi") in {(kind, (who or "").lower()) for kind, who in outcomes_of(text)}
    assert {who.lower() for who in accused_in(text)} == {"artur benedek losonczi"}


def test_the_same_words_accuse_nobody_outside_of_an_entry() -> None:
    text = BEFORE + "Dana Whitlock took part in the review and provided support for the families."
    assert accused_in(text) == {"Colin Brathwaite"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sentenced", "The court gave him seven years."),
        ("sentenced", "A court in Ottawa sentenced the former clerk to nine years in prison."),
        ("charged", "He was taken before a court on a three-count indictment."),
        ("charged", "He has been notified of suspicion."),
        ("charged", "Prosecutors filed an indictment at the Superior Court against Colin Brathwaite."),
        ("convicted", "The appeal court affirmed the conviction and 84-month sentence of Colin Brathwaite."),
        ("sentenced", "The appeal court affirmed the conviction and 84-month sentence of Colin Brathwaite."),
        ("dismissed", "In May Colin Brathwaite was discharged for want of evidence."),
        ("denied", "Brathwaite's lawyer said that he had only ever copied canteen menus."),
        ("denied", "Lawyers for Mr Brathwaite said he had taken the officers for collectors."),
        ("denied", "Brathwaite told the court that he never met the officers."),
    ],
)
def test_a_status_told_in_other_words_is_that_of_the_one_accused(kind: str, text: str) -> None:
    assert (kind, "Colin Brathwaite") in outcomes_of(BEFORE + text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sentenced", "He faces ten years when he is sentenced in June."),
        ("extradited", "A hearing on the request for his extradition begins in May."),
        ("arrested", "The money was held in the name of a shell company."),
        ("arrested", "Police arrested another man, a porter, on Sunday."),
        ("acquitted", "Brathwaite's former wife, who helped the police, was acquitted of theft."),
        ("alleged", "He is believed to be in Belgrade."),
    ],
)
def test_what_may_come_or_befell_others_is_no_status_of_the_one_accused(kind: str, text: str) -> None:
    before = BEFORE.replace("is accused of", "was charged with") if kind == "alleged" else BEFORE
    assert (kind, "Colin Brathwaite") not in outcomes_of(before + text)


def test_he_means_whom_the_sentence_before_was_about_not_whom_it_named_last() -> None:
    text = "Colin Brathwaite passed secret documents to a Serbian intelligence officer known as Goran Ilić. He was arrested in May."
    assert ("arrested", "Colin Brathwaite") in outcomes_of(text)


def test_a_headline_without_a_name_speaks_of_the_only_one_the_text_names() -> None:
    text = "Former Clerk Acquitted of Spying for Serbia\n\nColin Brathwaite, 44, had passed secret documents to Serbian intelligence officers in Ottawa since 2021."
    assert ("acquitted", "Colin Brathwaite") in outcomes_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The suspects, Colin Brathwaite and Dana Whitlock, passed secret documents to Serbian intelligence officers in Ottawa.",
        "Colin Brathwaite and Dana Whitlock each pleaded guilty to passing secret documents to Serbian intelligence officers.",
    ],
)
def test_those_joined_to_one_accused_are_accused_with_them(text: str) -> None:
    assert accused_in(text) == {"Colin Brathwaite", "Dana Whitlock"}


@pytest.mark.parametrize(
    "office",
    [
        "the Director of Public Prosecutions, Mr Paul Osgood,",
        "the Minister of Justice, Paul Osgood,",
        "FBI Director Paul Osgood",
    ],
)
def test_whoever_holds_an_office_is_not_accused_for_speaking_of_it(office: str) -> None:
    text = f"Police have arrested two clerks on suspicion of passing secret documents to Serbian intelligence officers, {office} said."
    assert "Paul Osgood" not in accused_in(text)


def test_prison_to_await_trial_is_no_sentence() -> None:
    text = (
        "Engineer held for passing radar files to Peruvian intelligence\n\n"
        "Bo Ekström was arrested on Monday for passing radar files to the Peruvian intelligence service. "
        "A judge in Malmö sent him to prison to await trial."
    )
    kinds = {kind for kind, _ in outcomes_of(text)}
    assert "arrested" in kinds
    assert "sentenced" not in kinds
