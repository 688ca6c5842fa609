"""The forms of designations: rule, kind, what must occur, expression and rank of each, in the order they are tried."""

from __future__ import annotations

import re

from msgspec import Struct

from counterspy.reading.entities.found import RANK_CERTAIN, RANK_FORM, RANK_SHAPE
from counterspy.vocabulary import toml


class Form(Struct, frozen=True, kw_only=True):
    """One form of designation: its rule's name, the kind it shows, what must occur, the expression, its rank.

    What must occur is letters (`needs`, one of them) or a shape (`cue`). The expression's group `name`, where it has
    one, is the mention.
    """

    rule: str
    kind: str
    needs: tuple[str, ...]
    cue: re.Pattern[str] | None
    pattern: re.Pattern[str]
    rank: int


_LAW_NUMBER = (
    r"\d+[A-Za-z]{0,2}(?:[-.]\d+)*(?: ?\([\w]{1,4}\)){0,4}"
    r"(?: (?:no|para|lit|item|point)\.? [\w]{1,3}(?:\([\w]{1,4}\))?)?"
)
_LAW_NUMBERS = rf"{_LAW_NUMBER}(?:(?:, and |, | and | or |, or |-|–| to ){_LAW_NUMBER}){{0,8}}"
_STATUTE = "Act|Code|Law|Constitution|Ordinance|Regulations?|Charter|Statute|Treaty|Convention|Decree|Order"
_DECREE_FRONTS = (
    "Council|Commission|Implementing|Delegated|Executive"
    "|Presidential|Federal|Government|COUNCIL|IMPLEMENTING|National|Emergency"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w-]*(?:'\w+)?"
# Behind a statute: of which state it is, its year.
_OF_WHERE = (
    rf"(?: of (?:the )?{_CAPITAL}(?: (?:Federation|Republic|Kingdom|States|Zealand|Korea|Arabia|Africa|Lanka))?)?"
    r"(?: \((?:Cth|NSW|Vic|Qld|WA|SA|Tas|ACT|NT|UK|Ont|BC|Que)\))?(?:,? (?:of )?(?:19|20)\d\d\b)?"
)
_SIDE = "(?:Northern|Southern|Eastern|Western|Middle|Central|NORTHERN|SOUTHERN|EASTERN|WESTERN|MIDDLE|CENTRAL)"
_FIRM_FRONTS = (
    "Open|Closed|Public|Federal|State|Unitary|Limited|Private|OPEN|CLOSED|PUBLIC|FEDERAL|STATE|UNITARY|LIMITED|PRIVATE"
)
_TOP_LEVELS = "|".join(toml("designations")["top-levels"].split())
_GROUP_WORDS = "|".join(toml("designations")["group-words"].split())
_SHIP_PREFIXES = "|".join(toml("designations")["ship-prefixes"].split())
_FREE_MAIL = "|".join(toml("designations")["free-mail"].split())
_UNIT_NUMBERS = "|".join(f"nit {digit}" for digit in range(10))
_ORDINALS = "|".join(f"{digit}{end} " for digit in range(10) for end in ("st", "nd", "rd", "th"))
_MODEL_NOUNS = "|".join(toml("designations")["model-nouns"].split())


def _form(rule: str, kind: str, needs: str, pattern: str, rank: int = RANK_CERTAIN, *, cue: str = "") -> Form:
    return Form(
        rule=rule,
        kind=kind,
        needs=tuple(needs.split("|")) if needs else (),
        cue=re.compile(cue) if cue else None,
        pattern=re.compile(pattern),
        rank=rank,
    )


FORMS = (
    _form("statute-us", "law", "U.S.C|U. S. C|USC", rf"\b\d{{1,2}} (?:U\. ?S\. ?C\.|USC) ?§{{0,2}} ?{_LAW_NUMBERS}"),
    _form(
        "statute-section",
        "law",
        "ection |ections |rticle |rticles |aragraph |aragraphs |hapter |§|Art. |art. ",
        rf"(?:\b[Ss]ections?|\b[Aa]rticles?|\b[Aa]rts?\.|\b[Cc]hapters?|\b[Pp]aragraphs?|§§?)"
        rf" ?{_LAW_NUMBERS} of (?:the |its )?"
        rf"(?:{_CAPITAL}(?:'s)? (?:\({_CAPITAL}\) )?(?:of |and |on )?){{0,6}}(?:{_STATUTE})\b{_OF_WHERE}",
    ),
    _form(
        "statute-then-section",
        "law",
        "Code, |Act, ",
        rf"\b(?:Title \d{{1,3}}, )?{_CAPITAL}(?: (?:of )?{_CAPITAL}){{0,4}}? (?:Code|Act),?"
        rf" (?:[Ss]ections?|[Aa]rticles?|§§?) {_LAW_NUMBERS}",
    ),
    _form(
        "numbered-decree",
        "law",
        "Order |Regulation |Decision |Directive |Decree |Act |Law |Proclamation |E.O. |REGULATION |DECISION ",
        rf"\b(?:(?:{_DECREE_FRONTS}) ){{0,3}}(?:(?:Order|Regulation|Decision|Directive|REGULATION|DECISION)"
        r"(?: \((?:E\.O\.|EU|EC|CFSP|EEC|Euratom)(?:, Euratom)?\))?"
        r"|(?:Decree|Proclamation|Ordinance|(?:Republic|Commonwealth|Federal|Public) (?:Act|Law)|Law|E\.O\.))"
        r" (?:(?:No|no|Nr)\.? ?|Number |№ ?)?\d{1,5}(?:[/-]\w{1,5}){0,2}(?:-FZ)?\b",
    ),
    _form(
        "act",
        "law",
        " Act| Ordinance| Convention| Treaty",
        rf"\b{_CAPITAL}(?:(?:,? (?:and|of|on|for|against|in|to|of the|for the|on the|in the))? {_CAPITAL}){{0,7}}?"
        r" (?:Act|Ordinance|Treaty|Convention)\b(?:,? (?:of )?(?:19|20)\d\d\b)?",
        RANK_FORM,
    ),
    _form(
        "listed-body",
        "agency",
        "",
        rf"\b(?:(?:Ministry|Department|Bureau|Office|Committee) (?:of|for|on) )?{_CAPITAL}(?:, {_CAPITAL}){{1,4}},? "
        rf"(?:and|&) {_CAPITAL}(?: (?:Office|Department|Ministry|Committee|Agency|Commission|Authority))?",
        RANK_FORM,
        cue=r", [A-Z]\w+,? (?:and|&) [A-Z]",
    ),
    _form(
        "dateline",
        "place",
        " – | — | - ",
        r"(?<![^\n])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.' -]{2,30}(?<=[^ -])"
        r"(?=(?:, [A-Z][\w. ]{1,20})? ?(?:\([\w ]{2,20}\) )?[–—-]{1,2} )",
        RANK_SHAPE,
    ),
    _form(
        "dateline",
        "place",
        "",
        r"(?<![^\n])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.' -]{2,30}(?<=[^ -])"
        r"(?=(?:, [A-Z][\w. ]{1,20})?,? (?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\b|[A-Z][a-z]{2,8}\.? \d{1,2}\b))",
        RANK_SHAPE,
        cue=r"\n[A-ZÀ-ÖØ-Þ]{3}",
    ),
    _form(
        "wire",
        "company",
        ") – |) — |) - |) -- ",
        r"(?<![^\n])[A-ZÀ-ÖØ-Þ][^\n()]{2,60}\((?P<name>[A-Z][\w&. -]{2,30})\) ?[–—-]{1,2} ",
        RANK_SHAPE + 1,
    ),
    _form(
        "regulations",
        "law",
        ") Regulations|) Act|) Order|) Rules|) Decree|) Bill",
        rf"\b{_CAPITAL}(?: (?:and |of )?{_CAPITAL}){{0,6}} \([A-Z][\w ,.']{{2,40}}\)"
        r" (?:Regulations|Act|Order|Rules|Decree|Bill)\b(?:,? (?:19|20)\d\d\b)?",
    ),
    _form(
        "attorneys-office",
        "agency",
        "Attorney's Office|Attorneys' Office|ATTORNEY'S OFFICE",
        r"\b(?:U\.S\.|US|United States|UNITED STATES) (?:Attorneys?'s?|ATTORNEY'S) (?:Offices?|OFFICE)"
        rf"(?:,| for the| in the| of the| FOR THE) (?:{_SIDE} )?(?:District|DISTRICT)"
        rf" (?:of|OF) (?:the )?{_CAPITAL}(?: {_CAPITAL})?",
    ),
    _form(
        "attorney-general",
        "agency",
        "Attorney General",
        r"(?<=[Tt]he )Attorney General(?! (?:of|for) (?:the |[A-Z])| [A-Z]|'s [A-Z])",
        RANK_FORM,
    ),
    _form(
        "form-first",
        "company",
        "oint-Stock Company |oint Stock Company |OINT STOCK COMPANY "
        '|iability Company |IABILITY COMPANY |nterprise "|NTERPRISE "|NTERPRISE '
        '|LLC "|JSC |OJSC |PJSC |CJSC |OOO |OAO |ZAO |PAO |FGUP |FSUE ',
        rf"(?:\b(?:(?:{_FIRM_FRONTS}) ){{0,4}}(?:[Jj]oint[- ][Ss]tock [Cc]ompany|JOINT[- ]STOCK COMPANY"
        r"|[Ll]iability [Cc]ompany|LIABILITY COMPANY"
        r"|[Ee]nterprise(?= \")|(?:STATE|UNITARY) ENTERPRISE)|\b(?:LLC|OJSC|PJSC|CJSC|JSC|OOO|OAO|ZAO|PAO|FGUP|FSUE))"
        rf" (?:\"[^\"\n]{{2,60}}\"|{_CAPITAL}(?: {_CAPITAL}){{0,5}})",
    ),
    _form(
        "lettered-party",
        "company",
        "ompany |ompany-|ontractor ",
        r"\b(?:Company|Contractor|Subcontractor)[ -](?:[A-Z]|\d{1,2})\b(?![.'&-]\w|, ?Inc| [A-Z][a-z])",
    ),
    _form(
        "lettered-person",
        "persona",
        "-1|-2|-3|-4|-5|-6|-7|-8|-9|Mr. |Ms. |Mrs. |Doe |onspirator |ndividual |ictim |itness |gent ",
        r"\b(?:(?:John|Jane) Doe(?:[ -]?#?\d{1,2})?|(?:Handler|Individual|Person|Victim|Witness"
        r"|Recruit|Source|Agent|Co-?[Cc]onspirator|CC|UCC|UC|CHS|UCE)"
        r"[ -]#?\d{1,2}|(?:Mr|Ms|Mrs|Miss)\.? [A-Z](?![\w.'-]))\b",
    ),
    _form(
        "prosecutor",
        "agency",
        "Prosecutor",
        r"\b(?:National|Federal|Special|Chief Public|General|State|Military|Public)(?: [A-Z][\w-]+){0,3} Prosecutor"
        r"(?: General)?\b(?! [A-Z]|')",
        RANK_FORM,
    ),
    _form(
        "lettered-unit",
        "service",
        "Group |Line |Branch |Department |Directorate |Section |Bureau |Division |Unit |Centre |Center ",
        r"\b(?:Group|Line|Branch|Department|Directorate|Section|Bureau|Division|Unit|Centre|Center)"
        r" (?:[A-Z]{1,2}|\d{1,5})"
        r"(?= of (?:the )?[A-Z])",
        RANK_FORM,
    ),
    _form(
        "versioned",
        "technology",
        "Android |iOS |Windows |macOS |Ubuntu |Debian |IOS XE |Chrome |Firefox |Safari ",
        r"\b(?:Android|iOS|Windows|macOS|Ubuntu|Debian|Chrome|Firefox|Safari)(?: Server)? \d{1,4}(?:\.\d+){0,3}\b",
        RANK_FORM,
    ),
    _form(
        "platform-x",
        "platform",
        "on X|X account|X post",
        r"\bon (?P<name>X)(?= and [A-Z]|,|\.| \(formerly)|\b(?P<post>X)(?= (?:accounts?|posts?)\b)",
        RANK_FORM,
    ),
    _form(
        "messenger",
        "platform",
        "Signal ",
        r"\bSignal(?= (?:messages?|chats?|notifications?|groups?|calls?|messenger|accounts?|app)\b)",
        RANK_FORM,
    ),
    _form("office", "agency", "Prosecutions", r"\bDirector of Public Prosecutions\b"),
    _form("cve", "technology", "CVE-", r"\bCVE-\d{4}-\d{4,7}\b"),
    _form(
        "email",
        "persona",
        "@",
        # an address at a free provider is somebody's alias; one at a firm or an office is a way to reach it
        rf"\b[A-Za-z0-9][\w.+-]{{0,63}}@(?:{_FREE_MAIL})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?\b",
    ),
    _form("handle", "persona", "@", r"(?<![\w/.@])@[A-Za-z_]\w{2,30}\b"),
    _form(
        "domain",
        "platform",
        "",
        rf"(?<![\w@/.-])(?!www\.)(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:\.|\[\.\])){{1,4}}(?:{_TOP_LEVELS})\b"
        r"(?![\w@-])(?!\.\w)",
        cue=r"\.\]?[a-z]{2}",
    ),
    _form(
        "numbered-group",
        "actor-group",
        "APT|UNC|UAC|TA|FIN|Storm|DEV|TAG|UTA",
        r"\b(?:APT[- ]?(?:C-)?\d{1,3}|UNC\d{3,5}|UAC-\d{3,5}|(?<!\[)TA\d{3}(?!\d)|TAG-\d{1,3}|FIN\d{1,2}"
        r"|Storm-\d{4}|DEV-\d{4}"
        r"|UTA\d{4})\b",
    ),
    _form("animal-group", "actor-group", _GROUP_WORDS, rf"\b[A-Z][a-z]+ (?:{_GROUP_WORDS})\b"),
    _form("advanced-threat", "actor-group", "Advanced P", r"\bAdvanced Persistent Threat(?: Group)? \d{1,3}\b"),
    _form(
        "unit",
        "service",
        _UNIT_NUMBERS + "|nit No|ost number |ost Number ",
        r"\b(?:[A-Z]{2,6}(?:'s)? )?(?:[Mm]ilitary )?[Uu]nit (?:No\. ?)?\d{4,5}\b"
        r"|\b[Ff]ield [Pp]ost [Nn]umber \d{4,6}\b",
    ),
    _form(
        "numbered-formation",
        "military",
        _ORDINALS,
        r"\b\d{1,3}(?:st|nd|rd|th) (?:[A-Z][a-z]+ ){0,2}(?:Scientific|Research|Radio|Electronic|Engineering"
        r"|Rocket|Missile|Test|Communications"
        r"|Signals?|Protection|Warfare) (?:[A-Z][a-z]+ ){0,2}Cent(?:er|re)\b",
        RANK_CERTAIN + 1,
    ),
    _form(
        "numbered-centre",
        "service",
        _ORDINALS,
        r"\b\d{1,3}(?:st|nd|rd|th) (?:[A-Z][a-z]+ ){0,3}(?:Cent(?:er|re)|Directorate|Bureau|Department)"
        r"(?: (?:of|for) [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+){0,3})?",
    ),
    _form(
        "cited-court",
        "agency",
        "Cir.|D.",
        r"\b(?:\d{1,2}(?:st|nd|rd|th|d)|Fed\.|D\.C\.) Cir\.|\b[NSEWCM]\. ?D\. ?(?:[A-Z][a-z]{1,5}|[A-Z]\. ?[A-Z])\."
        r"|\bD\. ?(?:Mass|Md|Conn|N\.J|D\.C|Ariz|Colo|Minn|Del|Or|Utah|Nev|Kan|Neb|Me|R\.I)\.|\bD\.D\.C\.",
    ),
    _form(
        "ship",
        "military",
        _SHIP_PREFIXES + "|U.S.S.",
        rf"\b(?:{_SHIP_PREFIXES}|U\.S\.S\.) {_CAPITAL}(?: {_CAPITAL}){{0,2}}",
    ),
    _form(
        "model",
        "technology",
        "",
        rf"\b[A-Z]{{1,4}}-\d{{1,4}}[A-Z]{{0,2}}\b(?= (?:{_MODEL_NOUNS})\b)|\b[A-Z]{{2}}-\d{{2,3}}[A-Z]?\b(?![-\d:])",
        RANK_FORM,
        cue=r"-\d",
    ),
    _form(
        "operation",
        "technology",
        "Operation |Exercise |OPERATION |Project |PROJECT ",
        rf"\b(?:Operation|Exercise|OPERATION|Project|PROJECT) \"?{_CAPITAL}(?: {_CAPITAL}){{0,2}}",
    ),
    _form(
        "party",
        "person",
        " v. | v ",
        rf"\b(?:United States|U\.S\.|Regina|State|People|Commonwealth"
        rf"|R) v\.? (?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})",
        RANK_FORM - 1,
    ),
    _form("party", "person", " Indictment", rf"\b(?P<name>{_CAPITAL}) Indictment\b", RANK_SHAPE),
    _form(
        "base",
        "military",
        "Naval |Base|Camp |Fort |Ft. |RAF |Air Station|Range| base|Ground|Depot|Barracks",
        rf"\b(?:Naval (?:Air )?(?:Station|Base)|Joint Base|Marine Corps (?:Air Station|Base)|Camp|Fort|Ft\."
        rf"|RAF) {_CAPITAL}(?: {_CAPITAL})?"
        rf"|\b{_CAPITAL}(?: {_CAPITAL}){{0,2}} (?:(?:Air Force|Space Force|Air|Naval|Army|Military|Marine Corps) Base"
        r"|Naval Air Station"
        r"|(?:Missile|Bombing|Test) Range|Proving Grounds?|Army Depot|(?:Air|Space) Force Station|Barracks)\b"
        rf"|\b{_CAPITAL} (?:air|naval|military|army|submarine) base\b",
    ),
    _form(
        "embassy-zh",
        "agency",
        "大使馆|領事館|领事馆|大使館",
        "(?:[\u4e00-\u9fff]国|俄罗斯|日本|印度|加拿大|澳大利亚|以色列|伊朗|意大利|巴基斯坦|荷兰|瑞典|乌克兰|土耳其|朝鲜|瑞士|新加坡)"
        "驻[\u4e00-\u9fff]{1,5}?(?:大使馆|大使館|总领事馆|领事馆|領事館)",
    ),
    _form(
        "court-ru",
        "agency",
        " суд| СУД",
        r"\b[А-ЯЁ][а-яё]+ск(?:ий|ого|ому|им|ом) (?:областн|районн|городск|окружн|краев|гарнизонн|военн|верховн)"
        r"(?:ой|ого|ому|ым|ом|ый|ий) суд(?:а|у|ом|е)?\b|\bВерховн(?:ый|ого|ом|ым) суд(?:а|у|ом|е)?\b",
    ),
    _form(
        "embassy-ru",
        "agency",
        "осольств",
        r"\b[Пп]осольств(?:о|а|у|ом|е) [А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+)?",
    ),
    _form("party", "person", " v. United", rf"\b(?P<name>{_CAPITAL}) v\. United States", RANK_FORM),
)
"""All forms."""
