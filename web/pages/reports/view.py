"""Reports on requests: whoever is entitled to details gets them, the data protection officer counts of whole quarters only."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from domain.roles import Role
from storage import experiences, reports
from takedown.reports import experience, files
from takedown.reports.lines import Line, lines_of
from takedown.reports.summary import COUNTS, grouped, summary, within
from takedown.reports.suppress import LEAST, suppressed
from web.access import NotForYou, Route, Visit
from web.pages.reports import paper
from web.pages.reports.asked import GROUPS, asked, lines, quarter
from web.pages.reports.words import HEADS, STAGES
from web.texts import _, later

_READERS = frozenset({Role.COORDINATOR, Role.EMPLOYEE, Role.DPO})
_DETAILS = frozenset({Role.COORDINATOR, Role.EMPLOYEE})
_PLAYBOOK = frozenset({Role.COORDINATOR, Role.SPECIALIST})


def overview(visit: Visit) -> ResponseReturnValue:
    if visit.account.role is Role.DPO:
        return _in_counts(visit)
    what = asked(visit)
    with visit.house.vault.begin() as db:
        told = lines(db, what)
    rows = {name: summary(some, visit.at) for name, some in grouped(told, GROUPS[what.group][1]).items()}
    shown = {"rows": rows, "total": summary(told, visit.at), "what": what, "groups": GROUPS, "columns": COUNTS}
    own = visit.account.role is Role.EMPLOYEE
    words = {"heads": HEADS, "stages": STAGES, "paper": paper.installed(), "own": own, "lines": told}
    return render_template("reports/overview.html", **shown, **words)


def _in_counts(visit: Visit) -> ResponseReturnValue:
    """Whole quarters: two periods that overlap could be subtracted from each other."""
    name, begin, end = quarter(visit.at)
    with visit.house.vault.begin() as db:
        told = within(_all_lines(reports.told(db)), begin, end)
    counts = {slug: summary(some, visit.at).counts for slug, some in grouped(told, lambda line: line.recipient).items()}
    rows, total = suppressed(counts, {column: sum(row[column] for row in counts.values()) for column in COUNTS})
    return render_template(
        "reports/counts.html", rows=rows, total=total, columns=COUNTS, heads=HEADS, quarter=name, least=LEAST
    )


def as_csv(visit: Visit) -> ResponseReturnValue:
    return _file(files.to_csv(_asked_for(visit)), "text/csv; charset=utf-8", "verzoeken.csv")


def as_json(visit: Visit) -> ResponseReturnValue:
    return _file(files.to_json(_asked_for(visit), visit.at), "application/json", "verzoeken.json")


def as_pdf(visit: Visit) -> ResponseReturnValue:
    if not paper.installed():
        raise NotForYou(_("No PDF can be made here: the administrator must install luwte with its extra for PDF. CSV works."))
    return _file(paper.to_pdf(_asked_for(visit), visit.at), "application/pdf", "verzoeken.pdf")


def playbook(visit: Visit) -> ResponseReturnValue:
    """Per recipient: our own experience, in full, beside what other organisations shared."""
    with visit.house.vault.begin() as db:
        told = _all_lines(reports.told(db))
        others = [(at, experience.from_document(document, "experience")) for at, document in experiences.all_of(db)]
    own = {slug: summary(some, visit.at) for slug, some in grouped(told, lambda line: line.recipient).items()}
    theirs: dict[str, list[experience.Experience]] = {}
    for _at, (_name, found) in others:
        for one in found:
            theirs.setdefault(one.recipient, []).append(one)
    slugs = sorted({*own, *theirs})
    names = {recipient.slug: recipient.name for recipient in visit.house.recipients}
    known = [(at, name) for at, (name, _found) in others]
    return render_template(
        "reports/playbook.html", slugs=slugs, own=own, theirs=theirs, names=names, known=known, columns=COUNTS, heads=HEADS
    )


def share(visit: Visit) -> ResponseReturnValue:
    """Our own experience as others may see it."""
    with visit.house.vault.begin() as db:
        told = _all_lines(reports.told(db))
    organisation = visit.house.settings.organisation
    own = experience.experiences(told, organisation, visit.at)
    written = files.as_document(experience.to_document(own, organisation, visit.at.date()))
    return _file(written, "application/json", "ervaring.json")


def _all_lines(told: list[reports.Told]) -> list[Line]:
    return [line for takedown, empty in told for line in lines_of(takedown, empty)]


def _asked_for(visit: Visit) -> list[Line]:
    what = asked(visit)
    with visit.house.vault.begin() as db:
        return lines(db, what)


def _file(content: str | bytes, kind: str, name: str) -> Response:
    return Response(
        content, mimetype=None, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


ROUTES = (
    Route("/rapporten", overview, _READERS, menu=later("Reports"), rank=55),
    Route("/rapporten/verzoeken.csv", as_csv, _DETAILS),
    Route("/rapporten/verzoeken.json", as_json, _DETAILS),
    Route("/rapporten/verzoeken.pdf", as_pdf, _DETAILS),
    Route("/rapporten/ervaring", playbook, _PLAYBOOK, menu=later("Experience"), rank=56),
    Route("/rapporten/ervaring.json", share, frozenset({Role.COORDINATOR})),
)
