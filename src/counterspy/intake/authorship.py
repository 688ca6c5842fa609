"""What tells who wrote and whose the pictures are: bylines, authors' lives, desk notes, credits.

Invariant: a name alone is never enough; an office, a date, a label or the place beside the headline has to go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from counterspy.intake.dates import dates_in
from counterspy.vocabulary import toml

if TYPE_CHECKING:
    from counterspy.intake.furniture import Look

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONG_CHARS = 400
_NOTE_WORDS = 40
_DATE_WORDS = 7
_DESK = re.compile(
    r"[(（\[]\s?(?:(?:reporting|writing|additional|editing|edited|compiled|translated|reported|written|by|with|desk|"
    r"graphic|graphics|bericht|berichtet|redaktion|redigiert|mitarbeit|avec|édité|rédigé|reportage|traduit|con|editado|"
    r"información|redacción|reporte|texto|редактор|автор|перевод|责任编辑|责编|编辑|记者|编译)(?![\w-])"
    r"|[a-zà-ÿ]{2,6}(?:[/,] ?[a-zà-ÿ]{2,6})+\s?[)）\]])",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[-–—/]{1,2}\s?[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я/ -]{1,14}")
_OFFICE = re.compile(
    r"\b(?:correspondent|reporter|columnist|(?:staff|senior|feature|news) writer|editor|editor-in-chief"
    r"|journalist|bureau|newsroom|"
    r"(?:news|city|foreign|world|crime|politics) desk|staff|contributor|photographer|korrespondent"
    r"|korrespondentin|redakteur|"
    r"redakteurin|reporterin|redaktion|journaliste|rédacteur|rédactrice|correspondante?|grand reporter"
    r"|redactora?|corresponsal|"
    r"periodista|redacción|giornalista|inviat[oa]|redazione|redatora?|redação|repórter|verslaggever|redactie"
    r"|journalist|redaktør|redaktör|"
    r"korrespondent|dziennikarz|muhabir|корреспондент|обозреватель|журналист|редактор|редакция)s?\b|记者|编辑部?",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"\b(?:is|are|was) (?:a|an|the|our|\w+(?:'s|’s)) (?:[\w'’&-]+ ){0,8}?(?:correspondent|reporter|columnist"
    r"|editor|writer|journalist|contributor|"
    r"bureau chief|fellow)s?\b(?! (?:who|which|that|of the year))|^(?:she|he|they) (?:covers|cover|writes"
    r"|write|reports|report) |\bcovers (?:the )?"
    r"(?:intelligence|security|defen[cs]e|crime|courts|politics|technology)\b.{0,60}\bfor (?:the|this|our)\b"
    r"|^(?:follow|contact|e-?mail|reach) "
    r"(?:him|her|them|the author|us)\b|\bist (?:Redakteur|Redakteurin|Korrespondent|Korrespondentin|Reporter"
    r"|Reporterin)\b|"
    r"\best (?:journaliste|correspondante?|reporter)\b|\bes (?:periodista|corresponsal|redactora?)\b"
    r"|^(?:Redactora?|Corresponsal|Periodista) (?:de|en) ",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\W*[\w ]{4,28}? (?:by|from|von|de|par|per):? [A-ZÀ-ÞА-Я]|.*[:：]")
_JOINED = re.compile(
    r" (?:and|&|und|et|y|e|и|with) (?:agencies|agentur(?:en)?|wires?|staff|agences|agencias"
    r"|[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+)$"
)
_KIND_BY = re.compile(
    r"(?:an?|the|eine?|une?|un|una)?\s?(?:exclusive|special|guest|news|video|photo)?\s?(?:analysis|report"
    r"|story|words|text|interview|review|"
    r"comment|commentary|opinion|essay|feature|column|investigation|analyse|bericht|reportage|kommentar"
    r"|gastbeitrag|enquête|récit|"
    r"tribune|crónica|reportaje|análisis|entrevista|columna|analisi|inchiesta) (?:by|from|von|par|de|por"
    r"|di) [A-ZÀ-ÞА-Я]",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?i:source|sources|quellen?|fuente|fonte|bron|kilde|källa|źródło|источник|来源)\s?[:：]\s*"
    r"(?:[A-ZÀ-ÞА-Я\u4e00-\u9fff]|dpa|afp|apa|ots)"
)
_DATELINE_ALONE = re.compile(
    r"[A-ZÀ-ÞА-Я][\w.'’-]*(?: [A-ZÀ-ÞА-Я][\w.'’-]*){0,4}(?:, [A-Z][\w. ]{1,20})?, "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]{2,8})(?:,? \d{4})?\s?(?:[(/][^()/]{2,40}[)/])?\s?[-–—]?"
)
_PLACE_AND_AGENCY = re.compile(
    r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я .'’-]{2,30}(?:, [A-Z][\w.]{1,15})?\s?[(/][A-ZÀ-Þ][^()/]{1,30}[)/]\s?[-–—]?"
)
_PICTURE = (
    r"(?:file(?: photo| picture| image)?|photos?|pictures?|pics?|images?|archive(?: photo| picture)?"
    r"|library (?:photo|picture)|handout"
    r"|foto|bild|archiv(?:foto|bild)?|symbolbild|imagen|imago|fichier|illustration|screenshot|courtesy|caption"
    r"|фото|архив|图|资料图)"
)
_AGENCY = (
    r"(?:Reuters|AFP|AP|EPA(?:-EFE)?|EFE|dpa|DPA|ANSA|TASS|ТАСС|Xinhua|PA(?: Media| Wire)?|NTB|TT|Ritzau"
    r"|Lusa|APA|Keystone"
    r"|Belga|ANP|Yonhap|Kyodo|CTK|ČTK|PAP|MTI|AAP|CP|Getty|Shutterstock|Alamy|Bloomberg)"
)
_CREDIT_BRACKET = re.compile(
    rf"[\[(（]\s?(?i:{_PICTURE})\b[^\[\]()（）]{{0,80}}[\])）]|[\[(（][^\[\]()（）]{{0,60}}\b(?i:photos?|foto"
    rf"|фото)\s?[\])）]\W*$"
    rf"|[\[(（][^\[\]()（）]{{0,60}}(?:/|\bvia ){_AGENCY}\s?[\])）]\W*$"
)
_LOUD_CREDIT = re.compile(
    r"\b(?:PHOTOS?|PICTURES?|IMAGES?|FOTOS?|ФОТО)\s?[|/]\s?[A-ZÀ-ÞА-Я].{0,40}$|"
    r"(?:^|[.!?)] )(?:PHOTOS?|FOTOS?|BILD(?:ER)?|PICTURES?|IMAGES?|ФОТО)(?: (?:BY|VON|DE|PAR))? [A-ZÀ-ÞА-Я][\w/.' -]+$"
)
_LOUD_WORDS = frozenset(
    {"PHOTO", "PHOTOS", "FOTO", "FOTOS", "BILD", "BILDER", "PICTURE", "PICTURES", "IMAGE", "IMAGES", "ФОТО"}
)
_AGENCY_CREDIT = re.compile(
    rf"(?:\b{_AGENCY}\s?/\s?[A-ZÀ-Þ][\w .’'-]{{1,40}}|[\w.’'-]\s?/\s?{_AGENCY}|\bvia {_AGENCY})\W*$"
)
_CREDIT_LINE = re.compile(
    r"\W*(?:photo(?:graph|graphs|s)?|pictures?|images?|foto|bild|imagen|фото|图片?)(?: (?:credits?|source|by"
    r"|courtesy|caption))?"
    r"\s?[:|/｜：](?!//)\s?\S",
    re.IGNORECASE,
)
_SIGN_CREDIT = re.compile(r"[\s(./]©")
_CREDIT_CHARS = 70
"""How far from the end of a caption its credit begins at most."""


def notes(look: Look) -> Iterator[str]:
    """Give the features of a line that only says who wrote, or where and when."""
    if look.words <= _NOTE_WORDS and look.line[0] in "(（[" and _DESK.match(look.line):
        yield "desk-note"
    if look.words <= 10 and _DATELINE_ALONE.fullmatch(look.line):
        yield "dateline-alone"


def is_signature(look: Look) -> bool:
    """Tell whether a line is the letters of an agency, as `– SNA`."""
    return look.words <= 3 and _SIGNATURE.fullmatch(look.line) is not None


def about_author(look: Look, *, is_short: bool) -> Iterator[str]:
    """Give the features of who wrote, beside the story: an office, a life in a sentence, the agency it is from."""
    if is_short and names_office(look):
        yield "office"
    if look.words <= 12 and not look.is_sentence and _KIND_BY.match(look.line):
        yield "byline-opener"
    if look.is_sentence and _LIFE.search(look.line):
        yield "author's-life"
    if look.words <= 8 and (_SOURCE.match(look.line) or _PLACE_AND_AGENCY.fullmatch(look.line)):
        yield "from-agency"


def names_office(look: Look) -> bool:
    """Tell whether a short line names a journalist's office; what has a colon is a headline."""
    return look.words <= 8 and ":" not in look.line and _OFFICE.search(look.line) is not None


def is_name_only(look: Look) -> bool:
    """Tell whether a line holds two to four words with capitals, with a place or an office behind them at most."""
    name, _, rest = _JOINED.sub("", look.line).partition(",")
    words = name.split()
    if not (
        2 <= len(words) <= 4
        and all(w[0].isupper() and w[-1].isalpha() and (len(w) == 1 or not w.isupper()) for w in words)
    ):
        return False
    return not rest or (len(rest.split()) <= 5 and rest.strip()[:1].isalpha() and rest[-1].isalpha())


def may_be_person(look: Look) -> bool:
    """Tell whether a line is two to four words of which the first is a given name, and nothing else."""
    words = look.line.split()
    is_name = 2 <= len(words) <= 4 and all(word[0].isupper() and word.strip(".").isalpha() for word in words)
    return is_name and words[0].capitalize() in _given_names()


def is_date_line(look: Look) -> bool:
    """Tell whether a line is little but a date, as `Tampere, 2 June 2021, 09:30 EET`."""
    if look.words > 16 or len(look.line) > 120 or (look.is_sentence and look.words > _DATE_WORDS):
        return False
    found = list(dates_in(look.line))
    return bool(found) and (found[0][0] <= 40 or look.words <= 10)


def byline(look: Look) -> Iterator[str]:
    """Give the features of a line that says who wrote and when."""
    if look.words <= 24 and look.has("reading-time"):
        yield "reading-time"
    if look.words <= 40 and look.has("contributed") and ("contributed" not in look.opening or _NAMES.match(look.line)):
        yield "contributed"
    if "byline-opener" in look.opening and look.words <= 20 and not (look.is_sentence and look.words > 8):
        longest = max(len(hit.phrase) for hit in look.hits if hit.category == "byline-opener" and hit.at_start)
        rest = look.line.strip()[longest:].lstrip(" :：").split()
        is_preposition = longest <= 4 and not _HAN.match(look.line)
        is_named = bool(rest) and all(word[0].isupper() for word in rest[:2])
        if not is_preposition or is_named or is_date_line(look):
            yield "byline-opener"


def caption(look: Look) -> Iterator[str]:
    """Give the features of a caption: a credit opens a short line or stands in the last words of one."""
    if look.words > 60 or len(look.line) > _LONG_CHARS:
        return
    phrases = [hit for hit in look.hits if hit.category == "credit"]
    is_credited = any(
        (hit.at_start and look.words <= (20 if hit.phrase[-1] in ":：" else 12))
        or _ends_caption(look.lowered, hit.phrase)
        for hit in phrases
    )
    if is_credited or (look.words <= 40 and _credits_picture(look.line)):
        yield "credit"
    if "picture-opener" in look.opening and look.words <= 40:
        yield "picture-opener"


def _credits_picture(line: str) -> bool:
    """Whether a line ends with whose picture it is: `© Ada Wren`, `[File, Courier]`, `Ada Wren/Reuters`."""
    end = line[1:][-_CREDIT_CHARS:]
    if ("©" in end and _SIGN_CREDIT.search(end)) or _CREDIT_LINE.match(line):
        return True
    if not _LOUD_WORDS.isdisjoint(end.split()) and _LOUD_CREDIT.search(end):
        return True
    bracket = _CREDIT_BRACKET.search(line) if line[-1] in ')]）."”' or line[0] in "([（" else None
    if bracket and (bracket.end() >= len(line) - 1 or bracket.start() == 0):
        return True
    return "/" in end and _AGENCY_CREDIT.search(end) is not None


def _ends_caption(lowered: str, phrase: str) -> bool:
    """Whether a credit stands in a line's last words, after a colon of its own or what ends a description."""
    at = lowered.rfind(phrase, max(0, len(lowered) - _CREDIT_CHARS))
    return at >= 0 and (phrase[-1] in ":：" or lowered[:at].rstrip().endswith(tuple(".(|/–—,;)[（")))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name.capitalize() for names in toml("given-names").values() for name in names.split())
