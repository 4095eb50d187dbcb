"""What comes after the first letters: places found elsewhere, the next step after a refusal or silence, and work by hand."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cli.story.people import requests_of
from demo.visitor import Seen, Visitor
from domain.exposure import Kind


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that a specialist finds by searching on, beside one that is known (`beside`: its host)."""

    beside: str
    kind: Kind
    url: str


ELSEWHERE = (
    Elsewhere("adressengids.example", Kind.CACHE, "http://zoekwijd.example/bewaard/317"),
    Elsewhere("adressengids.example", Kind.COPY, "http://reclamelijst.example/huishouden/5521"),
    Elsewhere("praatplein.example", Kind.MIRROR, "http://opslagbox.example/map/x7k2"),
    Elsewhere("nummerzoeker.example", Kind.COPY, "http://lijstenhuis.example/lijst/88"),
    Elsewhere("bedrijvenindex.example", Kind.COPY, "http://flitsbord.example/flits/9031"),
    Elsewhere("bedrijvenindex.example", Kind.COPY, "http://personenwijzer.example/persoon/m-yildirim"),
    Elsewhere("bedrijvenindex.example", Kind.COPY, "http://waterschap-lindewaard.example/vergunning/2019-77"),
    Elsewhere("bedrijvenindex.example", Kind.COPY, "http://handelskamer.example/uittreksel/70012"),
    Elsewhere("adressengids.example", Kind.COPY, "http://omgevingsdienst-lindestreek.example/melding/314"),
    Elsewhere("adressengids.example", Kind.COPY, "http://grondkamer.example/perceel/D-118"),
    Elsewhere("adressengids.example", Kind.COPY, "http://burgerloket.example/afnemers/inzage/55"),
)
#: Of whom refuses or stays silent, by name: which of the next steps offered the specialists choose, route and recipient.
ONWARD = {
    "Kiekjes Media B.V.": ("dsa20 kiekjes", "dsa21 geschillenhuis"),
    "Geschillenhuis": ("dsa53 platformtoezicht",),
    "Zoekwijd": ("delist zoekwijd",),
    "Opslagbox Hosting": ("registrar naamwinkel",),
    "Naamwinkel": ("sidn naamregister",),
    "Naamregister": ("police politie-lindestad",),
    "Reclamelijst Direct B.V.": ("ap77 gegevenswacht",),
    "Personenwijzer B.V.": ("repeat personenwijzer", "uavg35 rechtbank-lindestad"),
    "Waterschap Lindewaard": ("bezwaar waterschap-lindewaard",),
    "Omgevingsdienst Lindestreek": ("awb417 omgevingsdienst-lindestreek",),
}
#: Registers that an employee asks at their own desk, with the letter that luwte wrote.
DESKS = frozenset({"Handelskamer", "Grondkamer", "Burgerloket Lindestad"})
#: How the list says that a request was refused, or that its term has passed.
_AT_AN_END = ("afgewezen", "termijn verstreken")


def find_elsewhere(visitor: Visitor) -> list[str]:
    """Add each place to the one it stands beside; returns the pages on which letters about them can be drafted."""
    left = {one.url: one for one in ELSEWHERE}
    pages: set[str] = set()
    for path in requests_of(visitor):
        shown = visitor.get(path)
        for one in [one for one in left.values() if f"{one.beside}:" in shown.text]:
            page = urlsplit(shown.links("#elsewhere")[0]).path
            visitor.submit(page, {"kind": one.kind.value, "url": one.url}, form="form#residue")
            pages.add(page)
            del left[one.url]
    return sorted(pages)


def draft_each(visitor: Visitor, pages: list[str]) -> int:
    """The first letter about every place that was added and has been captured since."""
    drafted = 0
    for page in pages:
        for _ in visitor.get(page).tree.css("#known form"):
            visitor.submit(page, {}, form="#known form")
            drafted += 1
    return drafted


def take_further(visitor: Visitor) -> list[str]:
    """Draft the next request where the first was refused or met with silence; returns which."""
    taken = []
    for path in requests_of(visitor, *_AT_AN_END):
        page = visitor.get(path)
        offered = [button.attributes.get("value") or "" for button in page.tree.css("#onward button[name=next]")]
        done = _routes_taken(visitor)
        left = [one for one in ONWARD.get(_recipient_on(page), ()) if one.partition(" ")[0] not in done]
        if left and left[0] in offered:
            visitor.submit(path, {"next": left[0]}, form="#onward form")
            taken.append(left[0])
    return taken


def _recipient_on(page: Seen) -> str:
    to = page.tree.css_first("dl.facts dd")
    return to.text().strip() if to else ""


def _routes_taken(visitor: Visitor) -> set[str]:
    cells = visitor.get("/verzoeken").tree.css("main table tbody td:nth-child(3)")
    return {cell.text().strip() for cell in cells}


@dataclass(frozen=True, slots=True)
class ByHand:
    """A specialist does what luwte leaves to people. `port`: where the outside world's sites are."""

    visitor: Visitor
    port: int

    def work(self) -> tuple[int, int]:
        """Returns how many forms were filled in and how many dossiers handed over."""
        filled = handed = 0
        for path in requests_of(self.visitor, "wordt verstuurd"):
            page = self.visitor.get(path)
            ways = page.links("#channel a")
            sheet = self.visitor.get(urlsplit(ways[0]).path) if ways else None
            if sheet is None or sheet.tree.css_first("form#done") is None:
                continue
            if form := sheet.links("#form-link"):
                self._write_down(sheet, {"ticket": self._fill_in(form[0], _answers(sheet))}, proof=True)
                filled += 1
            elif _recipient_on(page) in DESKS:
                self._write_down(sheet, {"ticket": self._at_the_desk(page)})
                handed += 1
            else:
                self._write_down(sheet, {"no_ticket": "handed"})
                handed += 1
        return filled, handed

    def _fill_in(self, url: str, answers: dict[str, str]) -> str:
        """Copy each answer into the form's own field; gives the number on its confirmation."""
        place = urlsplit(url)
        there = Visitor(f"http://127.0.0.1:{self.port}", host=place.hostname or "")
        labels = {one.text().strip(): one.attributes.get("for") or "" for one in there.get(place.path).tree.css("label")}
        confirmed = there.submit(place.path, {labels[label]: answer for label, answer in answers.items()})
        number = confirmed.tree.css_first("#nummer")
        return number.text().strip() if number else ""

    def _at_the_desk(self, page: Seen) -> str:
        """The employee brings the letter, and is told a number."""
        letter = page.tree.css_first("#letter") or page.tree.css_first("#text")
        text = letter.text() if letter else ""
        place = urlsplit(next(word for word in text.split() if word.startswith("http")))
        desk = Visitor(f"http://127.0.0.1:{self.port}", host=place.hostname or "")
        told = desk.submit("/formulier", {"naam": "", "mail": "", "pagina": place.geturl(), "toelichting": text})
        number = told.tree.css_first("#nummer")
        return number.text().strip() if number else ""

    def _write_down(self, sheet: Seen, fields: dict[str, str], *, proof: bool = False) -> None:
        mark = sheet.path.split("/")[2][:8]
        captures = {"before": f"voor-{mark}", "after": f"na-{mark}"} if proof else {}
        self.visitor.submit(sheet.path, fields | captures, form="form#done")


def _answers(sheet: Seen) -> dict[str, str]:
    found = {}
    for label in sheet.tree.css(".field label[for^=copy-]"):
        box = sheet.tree.css_first(f"#{label.attributes['for']}")
        if box is not None:
            found[label.text().strip()] = box.text() if box.tag == "textarea" else (box.attributes.get("value") or "")
    return found
