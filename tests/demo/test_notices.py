"""What happens in the outside world after a notice: what they say, and what they do."""

from __future__ import annotations

import json
import smtplib

import pytest

from demo.outside import start

JOKE = "http://adressengids.example/persoon/317"
MEHMET = "http://nummerzoeker.example/vermelding/4871"


def test_a_people_search_confirms_at_once_removes_in_a_day_and_says_so_the_day_after(town):
    town.write("privacy@adressengids.example", f"Het gaat om {JOKE}.")
    (receipt,) = town.mail()
    assert receipt["Return-Path"] == "<>"
    assert receipt["Auto-Submitted"] == "auto-replied"
    assert receipt["Delivered-To"] == "bounce+tok@melding.example"
    assert receipt["In-Reply-To"] == "<notice-1@melding.example>"
    assert "AG-" in receipt["Subject"]

    town.pass_time(hours=23)
    assert town.code(JOKE) == 200
    town.pass_time(hours=2)
    assert town.code(JOKE) == 404
    assert town.code("http://adressengids.example/persoon/318") == 200
    assert b"/persoon/317" not in town.page("http://adressengids.example/zoek?naam=van+der+Berg")[1]
    assert len(town.mail()) == 1

    town.pass_time(days=1)
    claim = town.mail()[-1]
    assert claim["Delivered-To"] == "meldpunt+tok@melding.example"
    assert claim["Auto-Submitted"] is None
    assert "verwijderd" in claim.get_content()
    assert "> Geachte heer" in claim.get_content()


def test_a_data_trader_removes_then_buys_again_and_after_a_second_notice_removes_for_good(town):
    before = town.page(MEHMET)[1]
    town.write("avg@nummerzoeker.example", MEHMET)
    town.pass_time(days=4)
    assert town.code(MEHMET) == 404

    town.pass_time(days=40)
    code, again, _ = town.page(MEHMET)
    assert code == 200
    assert again != before

    town.write("avg@nummerzoeker.example", MEHMET, number=2)
    town.pass_time(days=4)
    assert town.code(MEHMET) == 404
    town.pass_time(days=200)
    assert town.code(MEHMET) == 404
    assert ["verwijderd" in letter.get_content() for letter in town.mail()] == [True, True]


def test_the_forum_host_claims_removal_but_the_post_stays_for_ever(town):
    place = "http://praatplein.example/onderwerp/402"
    town.write("abuse@praatplein.example", f"{place} (bericht-3106)")
    town.pass_time(days=300)

    receipt, claim = town.mail()
    assert receipt["Return-Path"] == "<>"
    assert "Het bericht is verwijderd" in claim.get_content()
    assert b"bericht-3106" in town.page(place)[1]


def test_the_company_index_only_sends_a_receipt_and_is_rebuilt_for_good(town):
    place = "http://bedrijvenindex.example/bedrijf/00000508"
    town.page(place)
    assert b"bi-voet" in town.page(place)[1]
    town.write("privacy@bedrijvenindex.example", place)
    town.pass_time(days=30)

    code, body, _ = town.page(place)
    assert code == 200
    assert b"bi-" not in body
    assert [letter["Return-Path"] for letter in town.mail()] == ["<>"]


def test_the_platform_refuses_after_two_days_and_the_profile_stays(town):
    town.write("meldpunt@kiekjes.example", "http://kiekjes.example/mehmetfotografeert")
    town.pass_time(days=2, minutes=1)

    refusal = town.mail()[-1].get_content()
    assert "wijzen we af" in refusal
    assert "artikel 20" in refusal
    assert town.code("http://kiekjes.example/mehmetfotografeert") == 200


def test_the_own_webmaster_takes_the_contact_away_and_leaves_the_page(town):
    place = "http://gemeente-lindestad.example/organisatie/wijkteam-noord"
    assert b"Joke" in town.page(place)[1]
    town.write("webredactie@gemeente-lindestad.example", place)
    town.pass_time(days=1)

    code, body, _ = town.page(place)
    assert code == 200
    assert b"Joke" not in body
    assert b"Pieter" in town.page("http://gemeente-lindestad.example/organisatie/wijkteam-zuid")[1]
    assert len(town.mail()) == 1


def test_the_paper_takes_an_article_offline_after_four_days(town):
    place = "http://buurtbode.example/archief/204.html"
    town.write("redactie@buurtbode.example", place)
    town.pass_time(days=3, hours=23)
    assert town.code(place) == 200
    town.pass_time(hours=2)
    assert town.code(place) == 404
    assert town.code("http://buurtbode.example/archief/205.html") == 200
    town.pass_time(hours=3)
    assert "offline gehaald" in town.mail()[-1].get_content()


def test_a_letter_that_names_no_page_gets_a_question(town):
    town.write("privacy@adressengids.example", "Wilt u dit verwijderen? http://praatplein.example/onderwerp/402")
    town.pass_time(days=2)

    (question,) = town.mail()
    assert "welke pagina" in question.get_content()


def test_a_letter_without_a_sender_is_never_answered(town):
    town.write("privacy@adressengids.example", JOKE, sender="")
    town.pass_time(days=10)

    assert town.mail() == []


def test_weeks_at_once_bring_every_letter_in_its_order_and_dated_on_its_day(town):
    town.write("privacy@adressengids.example", JOKE)
    town.write("abuse@praatplein.example", "http://praatplein.example/onderwerp/402", number=2)
    town.write("meldpunt@kiekjes.example", "http://kiekjes.example/mehmetfotografeert", number=3)
    town.pass_time(weeks=6)

    dates = [letter["Date"].datetime for letter in town.mail()]
    assert [(date - dates[0]).days for date in dates] == [0, 0, 0, 1, 2, 2]


def test_a_restart_keeps_what_was_asked_and_writes_nothing_twice(town):
    town.write("privacy@adressengids.example", JOKE)
    town.pass_time(days=2, hours=1)
    before = sorted(path.name for path in (town.home / "maildir" / "new").iterdir())
    for path in (town.home / "maildir" / "new").iterdir():
        path.rename(town.home / "maildir" / "cur" / f"{path.name}:2,S")
    town.restart()
    town.pass_time(days=1)

    assert len(before) == 2
    assert list((town.home / "maildir" / "new").iterdir()) == []
    assert town.code(JOKE) == 404
    assert [path.name for path in (town.home / "received").iterdir()] == ["0001-adressengids.eml"]


def test_every_visit_is_written_down_and_the_drivers_own_are_not(town):
    town.page("http://www.adressengids.example/zoek?naam=Postma")
    town.world.settle()

    (row,) = [json.loads(line) for line in (town.home / "requests.jsonl").read_text("utf-8").splitlines()]
    assert (row["host"], row["path"], row["status"]) == ("www.adressengids.example", "/zoek?naam=Postma", 200)


@pytest.mark.parametrize("address", ["iemand@adressengids.example", "privacy@nergens.example"])
def test_an_address_that_nobody_reads_is_refused(town, address):
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        town.write(address, JOKE)


def test_a_killed_world_comes_back_as_it_was(real_town):
    real_town.write("privacy@adressengids.example", JOKE)
    ports = real_town.world.where
    real_town.world.process.kill()
    real_town.world.process.wait(5)
    real_town.world = start(real_town.home)
    real_town.pass_time(days=3)

    assert real_town.world.where == ports
    assert real_town.code(JOKE) == 404
    assert len(real_town.mail()) == 2
