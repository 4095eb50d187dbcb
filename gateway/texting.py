"""Sends a short text to a telephone, by whatever the organisation has: an address that takes JSON, or a mail gateway."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from domain.errors import BadInput, Unreachable, Unsent
from domain.ports import SendText

#: Posts a body of some media type to an address; raises `Unreachable`.
Post = Callable[[str, bytes, str], bytes]
#: Mails a text to an address; raises `Unsent`.
Mail = Callable[[str, str], None]
_NUMBER = "{number}"


def texting(url: str, post: Post, mail: Mail) -> SendText:
    """`https://…` (or http): the number and the text are posted there as {"to": "+31…", "text": "…"}; whatever it answers with
    200 counts as taken. `mailto:{number}@gateway.example`: the text is mailed there, the number without its plus. Raises
    `BadInput` for anything else."""
    scheme = urlsplit(url).scheme
    if scheme in {"http", "https"}:
        return _by_post(url, post)
    address = unquote(url.removeprefix("mailto:"))
    if scheme == "mailto" and address.count(_NUMBER) == 1 and "@" in address:
        return _by_mail(address, mail)
    raise BadInput("LUWTE_PHONE_URL", "give https://… or mailto:{number}@…; see docs/operating.md")


def _by_post(url: str, post: Post) -> SendText:
    def send(number: str, text: str) -> None:
        try:
            post(url, json.dumps({"to": number, "text": text}).encode(), "application/json")
        except Unreachable as failure:
            raise Unsent("the text gateway did not take it", permanent=failure.permanent) from None

    return send


def _by_mail(address: str, mail: Mail) -> SendText:
    def send(number: str, text: str) -> None:
        mail(address.replace(_NUMBER, number.removeprefix("+")), text)

    return send
