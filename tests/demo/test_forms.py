"""An organisation that takes notices by a form alone answers and acts on them as on a letter."""

from __future__ import annotations

import pytest

from demo.visitor import PageRefused, Visitor

FIELDS = {
    "naam": "Gemeente Lindestad",
    "mail": "meldpunt@lindestad.example",
    "pagina": "http://lijstenhuis.example/lijst/88",
    "onderwerp": "Afmelding [LW-2026-0001]",
    "toelichting": "Wilt u de vermelding weghalen?",
}


def visitor(town, host: str) -> Visitor:
    return Visitor(f"http://127.0.0.1:{town.world.where.http_port}", host=host)


def test_a_form_gives_a_number_removes_what_it_names_and_is_answered_by_mail(town):
    confirmed = visitor(town, "lijstenhuis.example").submit("/formulier", FIELDS)
    assert confirmed.tree.css_first("#nummer").text() == "LH-01001"
    assert town.code("http://lijstenhuis.example/lijst/88") == 200

    town.pass_time(days=3)
    assert town.code("http://lijstenhuis.example/lijst/88") == 404
    (answer,) = town.mail()
    assert answer["To"] == FIELDS["mail"]
    assert FIELDS["onderwerp"] in str(answer["Subject"])


def test_a_form_that_names_another_site_moves_nothing_there(town):
    visitor(town, "lijstenhuis.example").submit("/formulier", FIELDS | {"pagina": "http://flitsbord.example/flits/9031"})
    town.pass_time(days=3)
    assert town.code("http://flitsbord.example/flits/9031") == 200


def test_a_site_without_a_form_takes_none(town):
    with pytest.raises(PageRefused):
        visitor(town, "opslagbox.example").submit("/formulier", FIELDS)
