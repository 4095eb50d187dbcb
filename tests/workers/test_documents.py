"""Who stands in a PDF of a watched site is found there, with the PDF itself as evidence."""

from __future__ import annotations

from dataclasses import replace

from domain.due import Action
from domain.mention import Capture, Remembered
from storage import captures
from tests.scanner.pdfs import pdf
from tests.workers import pages
from tests.workers.house import House, Web

LISTED = f"{pages.FORUM}/rooster.pdf"


class WithPdf(Web):
    """The same world, and one PDF in it."""

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        got = super().__call__(url, cold=cold, known=known)
        return replace(got, headers=(("Content-Type", "application/pdf"),)) if url == LISTED else got


def test_who_stands_in_a_pdf_is_found_and_the_pdf_is_the_evidence(house: House) -> None:
    body = pdf(f"Rooster\n{pages.NAME}\n{pages.HOME}\n{pages.PHONE}")
    web = WithPdf(house.now, {**house.web.pages, LISTED: body})
    web.pages[f"{pages.FORUM}/"] = pages.front("../rooster.pdf")
    there = replace(house, services=replace(house.services, http=web), web=web)  # type: ignore[arg-type]
    profile_id = there.enrol()
    there.play(Action.SCAN, there.watch("praatplein", profile_id))
    found = {filed.finding.place.url: filed for filed in there.found(profile_id)}
    assert LISTED in found
    assert pages.PHONE in found[LISTED].excerpt
    with there.vault.begin() as db:
        sealed = captures.get(db, found[LISTED].capture_id)
    assert body in [original.content for original in sealed.originals]
