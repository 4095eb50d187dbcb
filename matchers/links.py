"""What a link's target says: an e-mail address, a phone number, the address of an account."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_MAX: Final = 300
_SCHEMES: Final = ("mailto:", "tel:", "callto:", "sms:", "whatsapp:", "skype:", "xmpp:")
_WHATSAPP: Final = re.compile(r"(?:wa\.me/|phone=)\+?(\d{8,15})")
#: What a target that tells something holds; most lead inside the site, and hold nothing of it.
_TELLS: Final = re.compile(r"[:@~]|//|wa\.me/|phone=|/email-protection#")
_CLOUDFLARE: Final = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]{6,200})")


def link_text(href: str, cloudflare: str = "") -> str:
    """The target as words, or nothing where it leads inside the page. An address hidden by Cloudflare is decoded."""
    if cloudflare:
        return _uncloaked(cloudflare)
    if not _TELLS.search(href):
        return ""
    href = href.strip()
    if hidden := _CLOUDFLARE.search(href):
        return _uncloaked(hidden[1])
    return "" if href[0] in "#?" or len(href) > _MAX else _read(href)


def _read(href: str) -> str:
    if href[:9].lower().startswith(_SCHEMES):
        return unquote(href.partition(":")[2])
    if ("wa.me/" in href or "phone=" in href) and (number := _WHATSAPP.search(href)):
        return f"+{number[1]}"
    return unquote(href) if "//" in href or "@" in href or "~" in href else ""


def _uncloaked(code: str) -> str:
    """Cloudflare's e-mail protection: the first byte is the key of the others."""
    try:
        key, *rest = bytes.fromhex(code)
    except ValueError:
        return ""
    return "".join(chr(byte ^ key) for byte in rest)
