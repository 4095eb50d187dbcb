"""From where a place is looked at: cold, and the second and third time by another host name of the same site."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.source import Source
from scanner.urls import host_of, on_host


@dataclass(frozen=True, slots=True)
class Vantage:
    """The place's address and the control's, by one host name; `name` goes into the sighting."""

    url: str = field(repr=False)
    control_url: str = field(repr=False)
    name: str


def vantage(source: Source | None, url: str, control_url: str, nth: int) -> Vantage:
    """The first look (`nth` 0) goes to the host itself, later ones to the variants in turn. A source that has none is
    looked at under its own name again, over another connection, and the vantage says so."""
    host = host_of(url)
    names = (*source.hosts, *source.variants) if source else ()
    variants = [each for each in source.variants if each != host] if source and host in names else []
    if nth and variants:
        host = variants[(nth - 1) % len(variants)]
        url = on_host(url, host)
        control_url = on_host(control_url, host) if host_of(control_url) in names else control_url
    if nth and not variants:
        return Vantage(url, control_url, f"cold connection {nth + 1}, host {host}, no other name known")
    return Vantage(url, control_url, f"cold connection, host {host}")
