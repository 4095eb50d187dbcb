"""What a capture by browser could not do, in Dutch: for the cover of the report."""

from __future__ import annotations

from domain.rendering import Limitation
from evidence import seen, sheet

DUTCH: dict[str, str] = {
    Limitation.NO_SANDBOX: "de browser liep zonder zandbak",
    Limitation.CUT_HEIGHT: "de pagina is langer dan het beeld: zij is afgesneden",
    Limitation.CUT_SCROLL: "het scrollen is door zijn tijdslimiet gestopt: verderop kan meer geladen worden",
    Limitation.NEVER_IDLE: "de pagina bleef gegevens opvragen: zij is vastgelegd terwijl dat doorging",
    Limitation.SLOW_LOAD: "de pagina was niet op tijd geladen",
    Limitation.CUT_BODY: "van een antwoord is niet alles bewaard",
    Limitation.CUT_TOTAL: "de pagina vroeg meer op dan wordt bewaard: verdere antwoorden zijn geweigerd",
    Limitation.REFUSED: "verbindingen van de pagina zijn geweigerd: hun doel ligt intern of is niet toegestaan",
    Limitation.UNREADABLE_FRAME: "een ingesloten deel van de pagina kon niet worden gelezen",
    Limitation.DOWNLOAD: "het adres gaf een download in plaats van een pagina",
    Limitation.SCRIPT_ERROR: "scripts van de pagina zijn mislukt",
    Limitation.DIALOG: "de pagina opende vensters met een vraag; die zijn weggeklikt",
    Limitation.POPUP: "de pagina opende andere vensters; die zijn gesloten",
    sheet.RENDERED: "de pagina zoals zij stond toen haar scripts in een browser hadden gelopen; er is geen beeld gemaakt",
    seen.NOT_SHOWN: "een gevonden gegeven staat niet op het beeld: zie visible.json",
    seen.EMPTY: "het beeld is leeg: van rand tot rand één kleur",
    seen.NOT_NORMAL: "het is geen gewone pagina: zie haar stand (state) in capture.json",
    seen.CLOCK: "onze klok en die van de server lopen meer dan twee minuten uiteen",
}
