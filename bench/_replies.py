"""The replies written for measuring: two halves, written and dressed differently; the judging half is never tuned on."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "tests" / "takedown" / "replies"
OURS = "Wij verzoeken u dit bericht te verwijderen. We ask you to remove it. It has been removed? Wir bitten um Löschung."
INTRODUCED = {
    "nl": "Op di 24 nov 2026 om 09:12 schreef Meldpunt <meldpunt@gemeente.example>:",
    "en": "On Tue, 24 Nov 2026 at 09:12, Meldpunt <meldpunt@gemeente.example> wrote:",
    "de": "Am Di., 24. Nov. 2026 um 09:12 Uhr schrieb Meldpunt <meldpunt@gemeente.example>:",
}
OUTLOOK = {
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "en": ("From", "Sent", "To", "Subject"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
}
ABOVE = {
    "nl": "Typ uw antwoord boven deze lijn",
    "en": "Please type your reply above this line",
    "de": "Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One reply as its writer meant it: the event, a refusal's reason or "", and the raw message."""

    name: str
    language: str
    event: str
    reason: str
    raw: bytes


def written(half: str) -> list[Written]:
    """Every reply of a half: *develop* or *judge*."""
    own = [one for language in ("nl", "en", "de") for one in _of(half, language)]
    return own + (list(_earlier()) if half == "develop" else [])


def _of(half: str, language: str) -> Iterator[Written]:
    told = (FOLDER / half / f"{language}.txt").read_text(encoding="utf-8")
    for number, record in enumerate(re.split(r"^### ", told, flags=re.M)[1:], 1):
        head, _, text = record.partition("\n")
        meant, style = head.split()
        event, _, reason = meant.partition("/")
        raw = STYLES[style](text.strip(), language)
        yield Written(f"{half}/{language}-{number:02d}-{meant}-{style}", language, event, reason, raw)


def _earlier() -> Iterator[Written]:
    """What the rules were first written on: whole messages, and short letters."""
    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    for name, label in labels.items():
        raw = (FOLDER / name).read_bytes()
        yield Written(f"develop/{name}", name[:2], label["event"], label.get("reason", ""), raw)
    letters = json.loads((FOLDER / "sentences.json").read_text(encoding="utf-8"))["letters"]
    for number, one in enumerate(letters, 1):
        yield Written(f"develop/letter-{number:02d}", "", one["event"], "", _mail(one["text"]))


def _mail(text: str, subject: str = "Re: [LW-2026-0007] Notice", *, html: bool = False, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@host.example", "meldpunt+abc@gemeente.example", subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text, subtype="html" if html else "plain", charset="utf-8")
    return mail.as_bytes()


def _quoting(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def _plain(text: str, language: str) -> bytes:
    return _mail(f"{text}\n\n-- \nDesk\nHost B.V.\n")


def _curt(text: str, language: str) -> bytes:
    return _mail(text, "RE: [LW-2026-0007]")


def _gmail(text: str, language: str) -> bytes:
    return _mail(f"{text}\n\n{INTRODUCED[language]}\n{_quoting(OURS)}\n")


def _lawyer(text: str, language: str) -> bytes:
    secrecy = "This message is intended solely for the addressee and may be confidential or privileged."
    return _mail(f"{text}\n\n{secrecy}\n", "Our ref: 2026/118 - your notice")


def _zendesk(text: str, language: str) -> bytes:
    body = f"##- {ABOVE[language]} -##\n\n{text}\n\n[LW-2026-0007]\n"
    return _mail(body, "[Host] Update: Notice", Auto_Submitted="auto-generated", X_Auto_Response_Suppress="All")


def _outlook(text: str, language: str) -> bytes:
    named = zip(OUTLOOK[language], ("Meldpunt", "24-11-2026 09:12", "desk@host.example", "[LW-2026-0007]"), strict=True)
    head = "\n".join(f"{name}: {value}" for name, value in named)
    return _mail(f"{text}\n\n________________________________\n{head}\n\n{OURS}\n", "AW: [LW-2026-0007] Notice")


def _freshdesk(text: str, language: str) -> bytes:
    body = f"{text}\n\n{'Ticket' if language != 'nl' else 'Zaak'}: https://support.host.example/a/tickets/5521\n"
    return _mail(body, "Re: [#5521] Notice", Precedence="bulk", X_Mailer="Freshdesk")


def _html(text: str, language: str) -> bytes:
    body = f"<html><body><p>{text}</p><blockquote><p>{OURS}</p></blockquote></body></html>"
    return _mail(body, html=True)


def _inline(text: str, language: str) -> bytes:
    return _mail(f"{_quoting(OURS)}\n\n{text}\n\n{_quoting('1. https://forum.example/1')}\n")


def _forwarded(text: str, language: str) -> bytes:
    coded = base64.encodebytes(text.encode()).decode()
    return (
        "From: desk@host.example\nTo: meldpunt+abc@gemeente.example\nSubject: Fwd: [LW-2026-0007] Notice\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="f"\n\n--f\nContent-Type: text/plain; charset=utf-8\n'
        f"Content-Transfer-Encoding: base64\n\n{coded}\n--f\nContent-Type: message/rfc822\n\n"
        f"From: meldpunt@gemeente.example\nSubject: [LW-2026-0007] Notice\n\nWe ask you to remove it.\n--f--\n"
    ).encode()


def _auto(text: str, language: str) -> bytes:
    return _mail(text, "Auto: [LW-2026-0007] Notice", Return_Path="<>", Auto_Submitted="auto-replied (rule)")


def _mobile(text: str, language: str) -> bytes:
    sent = {"nl": "Verstuurd vanaf mijn iPhone", "en": "Sent from my iPhone", "de": "Von meinem iPhone gesendet"}
    return _mail(f"{text}\n\n{sent[language]}\n\n> {INTRODUCED[language]}\n> \n{_quoting(OURS)}\n", "Re: melding")


def _otrs(text: str, language: str) -> bytes:
    body = f"{text}\n\n--\nAbuse Desk\n\n24.11.2026 09:12 - Meldpunt schrieb:\n\n{_quoting(OURS)}\n"
    return _mail(body, "[Ticket#2026112410000451] RE: [LW-2026-0007]", X_Mailer="OTRS Mail Service (6.0.30)", Precedence="bulk")


def _jira(text: str, language: str) -> bytes:
    head = {"nl": "heeft een opmerking geplaatst:", "en": "commented:", "de": "hat kommentiert:"}
    body = (
        f"Reply above this line.\n\nNora de Wit {head[language]}\n\n{text}\n\nView request: https://desk.host.example/AB-3312\n"
    )
    return _mail(body, "AB-3312 Notice", Auto_Submitted="auto-generated")


def _disclaimer(text: str, language: str) -> bytes:
    said = "The information in this e-mail is confidential. Please delete it if it was sent to you in error."
    return _mail(f"{text}\n\n{said}\nDit bericht kan vertrouwelijke informatie bevatten en is uitsluitend bestemd voor u.\n")


def _fwdinline(text: str, language: str) -> bytes:
    body = f"{text}\n\n---------- Forwarded message ---------\nFrom: Meldpunt\nSubject: [LW-2026-0007]\n\n{OURS}\n"
    return _mail(body, "Fwd: [LW-2026-0007] Notice")


def _table(text: str, language: str) -> bytes:
    body = (
        "<html><head><style>p{color:red}</style></head><body><table><tr><td><img src='https://host.example/l.png' alt=''>"
        f"</td></tr><tr><td><p>{text}</p><p><a href='https://host.example'>Host</a></p></td></tr></table>"
        f"<div class='gmail_quote'>{OURS}</div></body></html>"
    )
    return _mail(body, "AW: [LW-2026-0007]", html=True)


STYLES: dict[str, Callable[[str, str], bytes]] = {
    "plain": _plain,
    "curt": _curt,
    "gmail": _gmail,
    "lawyer": _lawyer,
    "zendesk": _zendesk,
    "outlook": _outlook,
    "freshdesk": _freshdesk,
    "html": _html,
    "inline": _inline,
    "forwarded": _forwarded,
    "auto": _auto,
    "mobile": _mobile,
    "otrs": _otrs,
    "jira": _jira,
    "disclaimer": _disclaimer,
    "fwdinline": _fwdinline,
    "table": _table,
}
