"""Nothing of a demo or a drill may reach the real world: its mail server and its mailbox are on this machine, or it stops."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from config.settings import Settings
from domain.errors import NotPermitted


def only_loopback(settings: Settings) -> Settings:
    """The same settings. Raises `NotPermitted` where a letter could leave this machine, whatever the environment says."""
    for url in (settings.smtp_url.get_secret_value(), settings.imap_url.get_secret_value()):
        if url and not _is_here(urlsplit(url).hostname or ""):
            raise NotPermitted("a drill sends no real mail: its mail server must be on loopback")
    if not settings.smtp_url.get_secret_value():
        raise NotPermitted("a drill needs the mail server of the fictional world")
    if not settings.fictional_sources:
        raise NotPermitted("a drill asks fictional sources alone")
    return settings


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False  # a name may point anywhere, also tomorrow
