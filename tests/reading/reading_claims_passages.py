"""Invented passages with the statements they make. Nobody and nothing in them exists, but for states, cities and services."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """A statement to find: words it must hold, speaker (None is the narrator), kind of speaker, stance, quantity."""

    quote: str
    speaker: str | None
    kind: str
    stance: str
    value: float | None = None
    comparator: str | None = None


class Passage(NamedTuple):
    """A text, who is named in it by kind, what is said in it."""

    name: str
    text: str
    named: dict[str, str]
    said: tuple[Said, ...]


PASSAGES = (
    Passage(
        "a quotation before the verb and its continuation",
        'The company found the device in March. "We opened the cabinet and there it was," said Marta Quillfeather, a '
        'maintenance engineer at Borrowdale Optics. "It was no bigger than a coin." She told the Lakeland Courier that '
        "the police had asked her not to talk.",
        {"Marta Quillfeather": "person", "Borrowdale Optics": "company", "Lakeland Courier": "company"},
        (
            Said("We opened the cabinet and there it was", "Marta Quillfeather", "expert", "asserted"),
            Said("It was no bigger than a coin.", "Marta Quillfeather", "expert", "asserted"),
            Said("the police had asked her not to talk", "Marta Quillfeather", "expert", "asserted"),
        ),
    ),
    Passage(
        "curly quotations after a colon and guillemets",
        "Tomasz Brzeg, head of the Internal Security Agency, was blunt: “They photographed every antenna on the roof, and "
        "they came back twice.” A spokesman for the ministry added: «We have asked two diplomats to leave.»",
        {"Tomasz Brzeg": "person", "Internal Security Agency": "service"},
        (
            Said(
                "They photographed every antenna on the roof, and they came back twice.",
                "Tomasz Brzeg",
                "named-official",
                "asserted",
            ),
            Said(
                "We have asked two diplomats to leave.",
                "spokesman for the ministry",
                "unnamed-official",
                "asserted",
                2,
                "exactly",
            ),
        ),
    ),
    Passage(
        "according to an unnamed official, at either end",
        "According to two Western officials, the French service copied the negotiating papers of a Canadian aircraft maker. "
        "At least 70 laptops were opened in hotel rooms, according to a report by the Ottawa Centre for Trade Studies.",
        {"Ottawa Centre for Trade Studies": "organisation"},
        (
            Said(
                "the French service copied the negotiating papers of a Canadian aircraft maker",
                "two Western officials",
                "unnamed-official",
                "asserted",
            ),
            Said(
                "At least 70 laptops were opened in hotel rooms",
                "a report by the Ottawa Centre for Trade Studies",
                "document",
                "asserted",
                70,
                "at-least",
            ),
        ),
    ),
    Passage(
        "denials of three shapes",
        "Pelagia Shipping denied having photographed the base. The Turkish embassy in Vienna rejected the accusations as "
        '"pure fantasy". Defence lawyer Ivo Hrast said his client had never met the officer.',
        {"Pelagia Shipping": "company", "Vienna": "place", "Ivo Hrast": "person"},
        (
            Said("having photographed the base", "Pelagia Shipping", "company", "denied"),
            Said("the accusations", "Turkish embassy", "named-official", "denied"),
            Said("his client had never met the officer", "Ivo Hrast", "accused", "denied"),
        ),
    ),
    Passage(
        "a charge is a claim, alleged",
        "A former radar technician was charged on Friday with passing flight schedules to the Mossad. The indictment alleges "
        "that he received more than 90,000 euros. Prosecutors said he hid the money in a garage. He was also charged with "
        "theft.",
        {"Mossad": "service"},
        (
            Said("passing flight schedules to the Mossad", None, "narrator", "alleged"),
            Said("he received more than 90,000 euros", "The indictment", "document", "alleged", 90000, "over"),
            Said("he hid the money in a garage", "Prosecutors", "unnamed-official", "alleged"),
        ),
    ),
    Passage(
        "sentences and fines are counted",
        "The regional court sentenced Arne Lykkegaard to six years and three months in prison. His brother was fined 40,000 "
        "kroner. Lykkegaard, 44, had worked for the port for 12 years.",
        {"Arne Lykkegaard": "person", "Lykkegaard": "person"},
        (
            Said(
                "sentenced Arne Lykkegaard to six years and three months in prison",
                None,
                "narrator",
                "asserted",
                75,
                "exactly",
            ),
            Said("fined 40,000 kroner", None, "narrator", "asserted", 40000, "exactly"),
        ),
    ),
    Passage(
        "the narrator hedges",
        "The drone was reportedly launched from a trawler. It may have filmed the submarine pens at Faslane. The two men are "
        "believed to have worked for the South Korean National Intelligence Service.",
        {"Faslane": "place", "National Intelligence Service": "service"},
        (
            Said("launched from a trawler", None, "narrator", "hedged"),
            Said("It may have filmed the submarine pens at Faslane", None, "narrator", "hedged"),
            Said("worked for the South Korean National Intelligence Service", None, "narrator", "hedged"),
        ),
    ),
    Passage(
        "assessments and forecasts of an authority",
        "The Danish Defence Intelligence Service assesses with moderate confidence that the group acts for Pakistan. It expects "
        "that attacks on shipyards will rise next year. The service believes the hackers probably had help from inside.",
        {"Danish Defence Intelligence Service": "service", "Pakistan": "place"},
        (
            Said("the group acts for Pakistan", "Danish Defence Intelligence Service", "named-official", "estimated"),
            Said(
                "attacks on shipyards will rise next year",
                "Danish Defence Intelligence Service",
                "named-official",
                "predicted",
            ),
            Said("the hackers probably had help from inside", "The service", "named-official", "hedged"),
        ),
    ),
    Passage(
        "a post-posed speaker and a coordinated verb",
        "The files were copied on three nights in May, the ministry said. Minister Katrine Holm confirmed that an inquiry was under way "
        "but denied any negligence.",
        {"Katrine Holm": "person"},
        (
            Said(
                "The files were copied on three nights in May",
                "the ministry",
                "named-official",
                "asserted",
                3,
                "exactly",
            ),
            Said("an inquiry was under way", "Katrine Holm", "named-official", "asserted"),
            Said("any negligence", "Katrine Holm", "named-official", "denied"),
        ),
    ),
    Passage(
        "experts, critics and a survey",
        "Analysts warn that the method could spread to ports. Critics argue that the register comes too late. A survey of 800 "
        "laboratories by the Delft Institute for Open Science found that 14 per cent had been approached by a foreign service.",
        {"Delft Institute for Open Science": "organisation"},
        (
            Said("the method could spread to ports", "Analysts", "expert", "hedged"),
            Said("the register comes too late", "Critics", "expert", "asserted"),
            Said(
                "14 per cent had been approached by a foreign service",
                "A survey of 800 laboratories",
                "document",
                "asserted",
                14,
                "exactly",
            ),
        ),
    ),
    Passage(
        "a company speaks for itself",
        "Statement by Corvane Systems Ltd on the reports of 3 June. We have read the report of the Evening Ledger. Our products have "
        "never contained a hidden account. We believe that the document may be forged. We have asked an auditor for help and our customers were told. "
        "No employee of Corvane Systems Ltd has been charged.",
        {"Corvane Systems Ltd": "company", "Evening Ledger": "company"},
        (
            Said("Our products have never contained a hidden account", "Corvane Systems Ltd", "company", "denied"),
            Said("the document may be forged", "Corvane Systems Ltd", "company", "hedged"),
            Said("No employee of Corvane Systems Ltd has been charged", "Corvane Systems Ltd", "company", "denied"),
        ),
    ),
    Passage(
        "suspicion and accusation in the passive",
        "Three students are suspected of having mapped the laboratory's network. In Nairobi, a consultant was accused of "
        "recruiting civil servants for the Rwandan service. He has not been charged.",
        {"Nairobi": "place"},
        (
            Said(
                "Three students are suspected of having mapped the laboratory's network",
                None,
                "narrator",
                "alleged",
                3,
                "exactly",
            ),
            Said(
                "a consultant was accused of recruiting civil servants for the Rwandan service",
                None,
                "narrator",
                "alleged",
            ),
        ),
    ),
    Passage(
        "an accusation by a state",
        "Algeria accused the Moroccan service of tapping the phones of 6,000 officials. Rabat has always denied the allegation.",
        {"Algeria": "place", "Rabat": "place"},
        (
            Said(
                "the Moroccan service of tapping the phones of 6,000 officials",
                "Algeria",
                "named-official",
                "alleged",
                6000,
                "exactly",
            ),
            Said("the allegation", "Rabat", "named-official", "denied"),
        ),
    ),
    Passage(
        "a hard-wrapped page",
        "The committee heard evidence in closed session. The Director\nof the Norwegian Police Security Service testified that the unit had\nopened "
        "19 files on recruitment\nthrough professional networks. He added that\nmost approaches came from fictitious consultancies.",
        {"Norwegian Police Security Service": "service"},
        (
            Said(
                "the unit had\nopened 19 files on recruitment\nthrough professional networks",
                "Director\nof the Norwegian Police Security Service",
                "named-official",
                "asserted",
                19,
                "exactly",
            ),
            Said(
                "most approaches came from fictitious consultancies",
                "Director\nof the Norwegian Police Security Service",
                "named-official",
                "asserted",
            ),
        ),
    ),
    Passage(
        "a wire story with numbers of the narrator",
        "The intruders stole about 4,200 documents from the shipyard in Gdynia. They paid the clerk 30,000 zloty. Some 250 "
        "people work at the yard's canteen.",
        {"Gdynia": "place"},
        (
            Said(
                "The intruders stole about 4,200 documents from the shipyard in Gdynia",
                None,
                "narrator",
                "asserted",
                4200,
                "about",
            ),
            Said("They paid the clerk 30,000 zloty", None, "narrator", "asserted", 30000, "exactly"),
        ),
    ),
    Passage(
        "media reports",
        "The weekly Der Anker reported that the Dutch service had placed a source in the tender office. Media reports that the source "
        "fled to Suriname could not be confirmed.",
        {"Der Anker": "company", "Suriname": "place"},
        (
            Said("the Dutch service had placed a source in the tender office", "Der Anker", "media", "asserted"),
            Said("the source fled to Suriname", "reports", "media", "hedged"),
        ),
    ),
    Passage(
        "the accused speaks",
        'Bilal Sarkhan, who was arrested in April, said he had only translated brochures. "I never saw a secret," he told the court. '
        "His lawyer, Petra Moen, called the case absurd.",
        {"Bilal Sarkhan": "person", "Petra Moen": "person"},
        (
            Said("he had only translated brochures", "Bilal Sarkhan", "accused", "asserted"),
            Said("I never saw a secret", "Bilal Sarkhan", "accused", "denied"),
            Said("the case absurd", "Petra Moen", "accused", "denied"),
        ),
    ),
    Passage(
        "official estimates and money",
        "Official estimates put the damage at 1.2 billion dollars. An intelligence official said that nearly half of the patents were "
        "filed abroad first.",
        {},
        (
            Said(
                "the damage at 1.2 billion dollars",
                "Official estimates",
                "unnamed-official",
                "estimated",
                1.2e9,
                "exactly",
            ),
            Said(
                "nearly half of the patents were filed abroad first",
                "An intelligence official",
                "unnamed-official",
                "asserted",
                50,
                "about",
            ),
        ),
    ),
    Passage(
        "titles that promise nothing and negated speech",
        "The spokesman did not say who had paid. The minister would not confirm that a raid had taken place. To say that it was easy would be wrong.",
        {},
        (),
    ),
    Passage(
        "impersonal allegations",
        "It is alleged that the clerk sold passports to a Syrian officer. Fears that the archive was copied have grown. Allegations of a "
        "hidden listening room in the Havana trade office were published in 2019.",
        {},
        (
            Said("the clerk sold passports to a Syrian officer", None, "narrator", "alleged"),
            Said("the archive was copied", None, "narrator", "hedged"),
            Said("a hidden listening room in the Havana trade office", None, "narrator", "alleged"),
        ),
    ),
    Passage(
        "a speaker between commas",
        "Oksana Rybalko, who studies export control at the University of Leuwen, believes the network could double by 2031. The "
        "university's rector, Jan Vlot, said the contract had ended.",
        {"Oksana Rybalko": "person", "University of Leuwen": "organisation", "Jan Vlot": "person"},
        (
            Said("the network could double by 2031", "Oksana Rybalko", "expert", "predicted", 2, "exactly"),
            Said("the contract had ended", "Jan Vlot", "company", "asserted"),
        ),
    ),
    Passage(
        "a campaign and a party as speakers",
        'The Free Harbour Party said its servers had been entered in the summer. The campaign described the attack as "an assault on '
        'our members".',
        {"Free Harbour Party": "organisation"},
        (
            Said("its servers had been entered in the summer", "Free Harbour Party", "company", "asserted"),
            Said("an assault on our members", "The campaign", "company", "asserted"),
        ),
    ),
    Passage(
        "ground for a forecast",
        "The agency warned that more firms will be targeted. The trial is expected to open in spring. A new unit is poised to take over the "
        "cable interception programme.",
        {},
        (
            Said("more firms will be targeted", "The agency", "named-official", "predicted"),
            Said("A new unit is poised to take over the cable interception programme", None, "narrator", "predicted"),
        ),
    ),
    Passage(
        "a quotation that German marks hold",
        "„Wir arbeiten mit Partnern, and we always will,“ said Anke Brodersen, spokeswoman of the Federal Chancellery. «Nobody was followed in Bonn,» she added.",
        {"Anke Brodersen": "person", "Federal Chancellery": "agency", "Bonn": "place"},
        (
            Said("Wir arbeiten mit Partnern, and we always will", "Anke Brodersen", "named-official", "asserted"),
            Said("Nobody was followed in Bonn", "Anke Brodersen", "named-official", "asserted"),
        ),
    ),
)
