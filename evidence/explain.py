"""The verdict in whole sentences, for a police officer or a judge who has never heard of luwte; Dutch first, then English."""

from __future__ import annotations

from collections.abc import Iterator

from evidence import moments
from evidence.faults import TAMPERED
from evidence.trustlist import Qualified
from evidence.verify import Verdict

_QUALIFIED = {
    Qualified.YES: (
        "gekwalificeerd (eIDAS art. 41: de tijd wordt vermoed juist te zijn)",
        "qualified (eIDAS art. 41: the time is presumed accurate)",
    ),
    Qualified.NO: ("niet gekwalificeerd", "not qualified"),
    Qualified.UNKNOWN: ("niet bekend of de dienst gekwalificeerd is", "not known whether the authority is qualified"),
}


def explain(verdict: Verdict) -> str:
    return "\n".join((*_dutch(verdict), "", *_english(verdict)))


def _dutch(verdict: Verdict) -> Iterator[str]:
    fault = verdict.fault
    if fault is None:
        yield "Alles klopt. Dit dossier is precies zoals het werd ondertekend; geen enkel bestand is sindsdien veranderd."
    elif fault.exit_code == TAMPERED:
        yield f"Niet betrouwbaar: het dossier is veranderd. {fault.dutch} Het eerste wat niet klopt: {fault.where}."
        yield "Gebruik dit bestand niet als bewijs. Vraag de organisatie om het dossier opnieuw, en bewaar dit exemplaar."
    else:
        yield f"Niet te controleren met wat u hebt. {fault.dutch} Het gaat om: {fault.where}."
        yield "Dat zegt niet dat er iets is veranderd. Vraag de organisatie om haar sleutel, of om het stamcertificaat."
    for one in verdict.captures:
        yield f"Vastlegging {one.capture}: gemaakt op {moments.amsterdam(one.captured_at)} volgens de organisatie."
        if one.stamped_at:
            yield f"  Een onafhankelijke dienst zag de verzegeling op {moments.amsterdam(one.stamped_at)}."
    for token in verdict.tokens:
        yield f"  {token.path}: {moments.amsterdam(token.at)}, {_QUALIFIED[token.qualified][0]}."
    for path in verdict.flagged:
        yield f"  Let op, {path}: meer dan twee minuten tussen de opgegeven tijd en het tijdstempel."
    for path in verdict.unproven:
        yield f"  {path}: van een dienst waarvan u het stamcertificaat niet gaf; niet meegeteld."
    if verdict.manifest and verdict.manifest.withheld:
        yield f"Achtergehouden: {len(verdict.manifest.withheld)} bestanden. De verzegeling dekt ze; u kunt ze opvragen."


def _english(verdict: Verdict) -> Iterator[str]:
    fault = verdict.fault
    if fault is None:
        yield "Everything holds. This bundle is exactly as it was signed; not one file was changed since."
    elif fault.exit_code == TAMPERED:
        yield f"Not reliable: the bundle was changed. {fault.english} The first thing that does not hold: {fault.where}."
        yield "Do not use this file as evidence. Ask the organisation for the bundle again, and keep this copy."
    else:
        yield f"Cannot be checked with what you have. {fault.english} It is about: {fault.where}."
        yield "That does not mean that anything was changed. Ask the organisation for its key, or the root certificate."
    for one in verdict.captures:
        yield f"Capture {one.capture}: made at {moments.amsterdam(one.captured_at)} as the organisation says."
        if one.stamped_at:
            yield f"  An independent authority saw its seal at {moments.amsterdam(one.stamped_at)}."
    for token in verdict.tokens:
        yield f"  {token.path}: {moments.amsterdam(token.at)}, {_QUALIFIED[token.qualified][1]}."
    for path in verdict.flagged:
        yield f"  Note, {path}: more than two minutes between the stated time and the time-stamp."
    for path in verdict.unproven:
        yield f"  {path}: of an authority whose root you did not give; not counted."
    if verdict.manifest and verdict.manifest.withheld:
        yield f"Withheld: {len(verdict.manifest.withheld)} files. The seal covers them; you can ask for them."
