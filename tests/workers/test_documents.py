"""Who stands in a PDF of a watched site is found there, with the PDF itself as evidence."""

from __future__ import annotations

from dataclasses import replace

from domain.due import Action
from domain.finding import FiledFinding
from domain.mention import Capture, Remembered
from domain.profile import Profile
from storage import captures
from tests.conftest import joke
from tests.scanner.pdfs import pdf
from tests.scanner.pictures import picture
from tests.workers import pages
from tests.workers.house import House, Web

LISTED, PHOTO = f"{pages.FORUM}/rooster.pdf", f"{pages.FORUM}/foto.jpg"
MAIL = "joke@mail.example"


TYPES = {LISTED: "application/pdf", PHOTO: "image/jpeg"}


class WithPdf(Web):
    """The same world, and one PDF and one photograph in it."""

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        got = super().__call__(url, cold=cold, known=known)
        return replace(got, headers=(("Content-Type", TYPES[url]),)) if url in TYPES else got


def with_files(house: House, **files: bytes) -> House:
    """The organisation's own forum, which links the PDF and shows the photograph; its pictures are read."""
    web = WithPdf(house.now, dict(house.web.pages))
    web.pages |= {f"{pages.FORUM}/": pages.front("../rooster.pdf").replace("</body>", '<img src="/foto.jpg" alt=""></body>')}
    web.pages |= {url: files[name] for url, name in ((LISTED, "pdf"), (PHOTO, "photo")) if name in files}
    sources = {**house.services.sources, "praatplein": replace(house.services.sources["praatplein"], images=True)}
    return replace(house, services=replace(house.services, http=web, sources=sources), web=web)  # type: ignore[arg-type]


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


def with_mail(profile_id: str) -> Profile:
    return replace(joke(profile_id), emails=(MAIL,))


def elsewhere(filed: FiledFinding) -> dict[str, str]:
    """Where each sign of this finding stands, if not in the text."""
    return {signal.kind: signal.where for signal in filed.finding.signals if signal.where}


def test_who_stands_in_a_photographs_own_words_is_found_at_the_photograph(house: House) -> None:
    photo = picture(Artist=f"{pages.NAME} <{MAIL}>", position=True)
    there = with_files(house, photo=photo)
    profile_id = there.enrol(with_mail)
    there.play(Action.SCAN, there.watch("praatplein", profile_id))
    filed = {filed.finding.place.url: filed for filed in there.found(profile_id)}[PHOTO]
    assert {"name", "email"} <= elsewhere(filed).keys()
    assert set(elsewhere(filed).values()) - {"rule"} == {"meta"}
    with there.vault.begin() as db:
        assert photo in [original.content for original in captures.get(db, filed.capture_id).originals]


def test_who_made_a_pdf_is_found_though_its_pages_do_not_name_them(house: House) -> None:
    there = with_files(house, pdf=pdf(" ", info=f"/Author ({pages.NAME}, {MAIL})"))
    profile_id = there.enrol(with_mail)
    there.play(Action.SCAN, there.watch("praatplein", profile_id))
    filed = {filed.finding.place.url: filed for filed in there.found(profile_id)}[LISTED]
    assert set(elsewhere(filed).values()) - {"rule"} == {"meta"}


def test_somebody_elses_photograph_is_about_nobody(house: House) -> None:
    there = with_files(house, photo=picture(Artist="W. Postma <w.postma@post.example>", position=True))
    profile_id = there.enrol(with_mail)
    there.play(Action.SCAN, there.watch("praatplein", profile_id))
    assert PHOTO in there.web.asked
    assert PHOTO not in {filed.finding.place.url for filed in there.found(profile_id)}
