"""What a self-check tells of a place: its copies, and whom to ask first."""

from __future__ import annotations

from dataclasses import replace

from cli.self_check.looking import Looked
from cli.self_check.telling import findable, places, untrusted
from config.catalogue import load_sources
from config.paths import SOURCES
from domain.errors import Unclear
from domain.finding import Finding, Grade, Signal
from domain.mention import Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.scanned import Scan

KNOWN = {source.slug: source for source in load_sources(SOURCES)[0]}


def looked(source: Source, *urls: str, ill: Unclear | None = None) -> Looked:
    signals = (Signal("phone", "06-12340000", 0, 11, "exact", 9.0),)
    found = tuple(Finding("p", Place(url), Grade.CERTAIN, 0.99, False, signals, -1.0, 0.99, 0.0) for url in urls)
    verdict = Verdict.PRESENT if urls else Verdict.UNCLEAR if ill else Verdict.ABSENT
    return Looked(source, Scan(source.slug, 1, verdict, ill, "rows", ill, (), (), (), ()), found)


def test_a_record_on_a_mirror_is_linked_and_a_reseller_names_whom_it_copies() -> None:
    gids = replace(KNOWN["bedrijvenindex"], mirrors=("spiegel.example",))
    told = "\n".join(
        places(
            [
                looked(gids, "http://bedrijvenindex.example/bedrijf/1"),
                looked(KNOWN["kiekjes"], "http://spiegel.example/bedrijf/1"),
                looked(KNOWN["handelsindex"], "http://handelsindex.example/onderneming/1"),
            ],
            {},
        )
    )
    assert told.count("Dezelfde vermelding staat op http://spiegel.example/bedrijf/1") == 1
    assert told.count("neemt over van Bedrijvenindex") == 1


def test_nothing_found_is_said_of_those_that_said_so_alone() -> None:
    ill = looked(KNOWN["kiekjes"], ill=Unclear.BLOCKED)
    assert "de ene bron die betrouwbaar nee zei." in findable([looked(KNOWN["adressengids"]), ill])
    assert list(untrusted([looked(KNOWN["adressengids"]), ill])) == ["Kiekjes: hield ons buiten (rows)"]
