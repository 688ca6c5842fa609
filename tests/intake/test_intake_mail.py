from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from counterspy.errors import InputError, InputTooLarge, UnreadableInput
from counterspy.intake import Found, Guard, Limits, Raw, read_document, read_documents

BODY = "The engineer of the firm was approached on a network for professionals.\n\nHe refused.\n"


def letter(body: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    stated = {"From": "Ada Rowe <ada@example.org>", "Subject": "An approach", "Date": "Mon, 06 May 2024 23:30:00 -0500"}
    for name, value in (stated | headers).items():
        message[name] = value
    message["Message-ID"] = "<1@example.org>"
    message.set_content(body)
    return message


def read(guard: Guard, data: bytes, limits: Limits | None = None) -> list[Found | InputError]:
    return list(
        read_documents(Raw(location="m.eml", data=data, media_type="message/rfc822"), limits or Limits(), guard)
    )


def test_headers_say_who_when_and_about_what_and_stay_out_of_the_text(guard: Guard) -> None:
    document = read_document(Raw(location="-", data=letter().as_bytes()), Limits(), guard)
    assert (document.title, document.author, document.publisher) == ("An approach", "Ada Rowe", "ada@example.org")
    assert document.published == "2024-05-07"
    assert document.text == BODY
    assert (document.media_type, document.extractor) == ("message/rfc822", "email/1")


def test_encoded_and_raw_headers_are_decoded(guard: Guard) -> None:
    (found,) = read(guard, letter(Subject="Zażółć – gęślą").as_bytes())
    assert isinstance(found, Found)
    assert found.document.title == "Zażółć – gęślą"
    raw = "From: Ada\nSubject: Déclaré ici\n\nbody text here\n".encode()
    (found,) = read(guard, raw)
    assert isinstance(found, Found)
    assert found.document.title == "Déclaré ici"


def test_plain_text_is_preferred_and_html_alone_is_extracted(guard: Guard) -> None:
    message = letter()
    message.add_alternative("<p>another wording</p>", subtype="html")
    (found,) = read(guard, message.as_bytes())
    assert isinstance(found, Found)
    assert found.document.text == BODY
    page = EmailMessage()
    page["From"], page["MIME-Version"] = "a@example.org", "1.0"
    page.set_content(
        "<html><body><p>The engineer was <b>approached</b> in spring by a stranger.</p></body></html>", subtype="html"
    )
    (found,) = read(guard, page.as_bytes())
    assert isinstance(found, Found)
    assert "The engineer was approached in spring" in found.document.text
    assert found.document.extractor.startswith("email/1+trafilatura/")


def test_attachments_are_documents_of_their_own(guard: Guard, make_pdf: Callable[..., bytes]) -> None:
    message = letter()
    message.add_attachment(
        make_pdf([[(72, 700, "The report names a front company.")]]), "application", "pdf", filename="r/e p.pdf"
    )
    message.add_attachment(b"PK\x03\x04word/", "application", "octet-stream", filename="memo.docx")
    message.add_attachment(b"\x89PNG\r\n", "image", "png", disposition="inline", filename="logo.png")
    message.add_attachment(letter("The inner letter.\n"))
    found = read(guard, message.as_bytes())
    places = [one.raw.location if isinstance(one, Found) else one.location for one in found]
    assert places[0] == "m.eml"
    assert places[1] == "m.eml!r_e p.pdf"
    assert places[2] == "m.eml!memo.docx"
    assert isinstance(found[1], Found)
    assert found[1].document.text == "The report names a front company."
    assert isinstance(found[2], UnreadableInput)
    assert isinstance(found[3], Found)
    assert found[3].document.text == "The inner letter.\n"
    assert len(found) == 4


def test_a_mailbox_is_its_messages(guard: Guard) -> None:
    one = b"From ada@example.org Mon May  6 23:30:00 2024\n" + letter("First.\n>From here on.\n").as_bytes().replace(
        b"\r", b""
    )
    two = b"From bob@example.org Tue May  7 23:30:00 2024\n" + letter("Second.\n").as_bytes().replace(b"\r", b"")
    found = list(read_documents(Raw(location="m.mbox", data=one + b"\n" + two), Limits(), guard))
    assert [one.raw.location for one in found if isinstance(one, Found)] == ["m.mbox!1", "m.mbox!2"]
    assert [one.document.text.strip() for one in found if isinstance(one, Found)] == [
        "First.\nFrom here on.",
        "Second.",
    ]


def test_messages_inside_messages_end_somewhere(guard: Guard) -> None:
    message = letter("the innermost")
    for _ in range(6):
        outer = letter()
        outer.add_attachment(message)
        message = outer
    found = read(guard, message.as_bytes())
    assert len(found) == 5
    assert isinstance(found[-1], InputTooLarge)


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3000,
        b"From: a\nContent-Type: text/plain; charset=zlib_codec\n\nwords of the body",
        b"From: a\nContent-Type: text/plain; charset*=bogus'x'%ff\n\nwords of the body",
        b"From: =?utf-8?b?!!!!?= =?x?q?=ff?= <<<<>>>\nSubject: =?utf-8?q?"
        + b"=C3" * 5000
        + b"?=\nDate: Foo, 99 Bar 0000\n\nwords",
        b"From: a\nSubject: " + b"(" * 100_000 + b"\nDate: Mon, 1 Jan 999999 00:00:00 +9999\n\nwords",
        b"From: a\nContent-Transfer-Encoding: base64\n\n!!!!" + b"A" * 1001,
        b"From: a\nContent-Type: message/rfc822\n\n" * 500 + b"words",
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nno boundary",
        b"MIME-Version: 1.0\nFrom: a\n\n",
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 100_000,
    ],
    ids=["nested", "codec", "charset", "words", "brackets", "base64", "messages", "boundary", "empty", "parts"],
)
def test_hostile_mail_ends_in_documents_or_errors(guard: Guard, data: bytes) -> None:
    found = read(guard, data)
    assert found
    for one in found:
        assert isinstance(one, Found) or "\n" not in str(one)
