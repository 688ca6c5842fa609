import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterspy.intake.language import tell_language

SENTENCES = {
    "en": "Three weeks later a parcel without a stamp arrived at the embassy, and nobody knew who had sent it.",
    "de": "Drei Wochen später kam ein Paket ohne Briefmarke in der Botschaft an und niemand wusste, von wem es war.",
    "fr": "Trois semaines plus tard, un colis sans timbre est arrivé à l'ambassade, et personne ne savait pourquoi.",
    "es": "Tres semanas después llegó a la embajada un paquete sin sello, y nadie sabía quién lo había enviado.",
    "it": "Tre settimane dopo arrivò all'ambasciata un pacco senza francobollo, e nessuno sapeva perché.",
    "pt": "Três semanas depois chegou à embaixada uma encomenda sem selo, e ninguém sabia quem a tinha enviado.",
    "nl": "Drie weken later kwam er een pakket zonder postzegel aan bij de ambassade en niemand wist waarom.",
    "sv": "Tre veckor senare kom ett paket utan frimärke till ambassaden, och ingen visste vem som hade skickat det.",
    "pl": "Trzy tygodnie później do ambasady dotarła paczka bez znaczka i nikt nie wiedział, kto ją wysłał.",
    "tr": "Üç hafta sonra büyükelçiliğe pulsuz bir paket geldi ve bunu kimin gönderdiğini bilen yoktu.",
    "ru": "Через три недели в посольство пришла посылка без марки, и никто не знал, кто её отправил.",
    "uk": "Через три тижні до посольства надійшла посилка без марки, і ніхто не знав, хто її надіслав.",
    "ar": "بعد ثلاثة أسابيع وصل إلى السفارة طرد بلا طابع ولم يكن أحد يعرف من الذي أرسله.",
    "fa": "سه هفته بعد بسته‌ای بدون تمبر به سفارت رسید و هیچ کس نمی‌دانست که آن را چه کسی فرستاده است.",
    "zh": "三个星期后,一个没有邮票的包裹寄到了大使馆,没有人知道是谁寄的。",
    "ja": "三週間後、切手のない小包が大使館に届いたが、誰が送ったのか誰も知らなかった。",
    "ko": "3주 뒤 우표 없는 소포가 대사관에 도착했고 누가 보냈는지 아무도 몰랐다.",
    "he": "שלושה שבועות לאחר מכן הגיעה לשגרירות חבילה בלי בול, ואיש לא ידע מי שלח אותה.",
    "el": "Τρεις εβδομάδες αργότερα έφτασε στην πρεσβεία ένα δέμα χωρίς γραμματόσημο.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_its_language(language: str):
    assert tell_language(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "   ", "42", "GRU", "https://", "🔥🔥🔥", "Ada Wren"])
def test_too_little_text_is_undetermined(text: str):
    assert tell_language(text) == "und"


def test_names_in_another_script_do_not_change_the_language():
    assert tell_language(SENTENCES["en"] + " 国家安全部 (MSS), ФСБ") == "en"


@settings(deadline=None)
@given(st.text())
def test_any_text_gets_a_tag(text: str):
    tag = tell_language(text)
    assert tag == tag.lower()
    assert 2 <= len(tag) <= 3
