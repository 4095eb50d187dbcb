"""Each fictional site has its own manner, robots.txt, and a canary that is always there."""

from __future__ import annotations

import http.client
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from rfc3161_client import TimestampRequestBuilder, VerifierBuilder, decode_timestamp_response

from demo.calendar import Calendar

SOURCES = Path(__file__).parents[2] / "config" / "sources"
#: Those that answer machines, or show themselves in a feed.
OTHERS = ("handelsindex", "lekmelder", "zoekwijd", "buurtkanaal", "omroep-lindestad")
SLUGS = ("adressengids", "nummerzoeker", "praatplein", "bedrijvenindex", "kiekjes", "gemeente-lindestad", "buurtbode")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_site_answers_robots_and_its_control_page_on_both_host_names(quiet_town, slug):
    definition = yaml.safe_load((SOURCES / slug / "source.yml").read_text("utf-8"))
    control = definition["control"]["url"]
    if slug == "bedrijvenindex":
        quiet_town.page(control)  # the first page it serves asks for patience

    assert quiet_town.code(f"http://{slug}.example/robots.txt") == 200
    assert quiet_town.code(control) == 200
    assert quiet_town.code(control.replace("http://", "http://www.")) == 200
    assert quiet_town.code(f"http://{slug}.example/bestaat/niet/echt") == 404


@pytest.mark.parametrize("slug", ["praatplein", "gemeente-lindestad", "buurtbode", "adressengids"])
def test_every_page_in_a_sitemap_is_there(quiet_town, slug):
    _, body, headers = quiet_town.page(f"http://{slug}.example/sitemap.xml")
    places = re.findall(r"<loc>([^<]+)</loc>", body.decode())

    assert headers["content-type"].startswith("application/xml")
    assert places
    assert [place for place in places if quiet_town.code(place) != 200] == []


def test_a_people_search_gives_joke_and_her_namesake_and_nobody_for_the_unknown(quiet_town):
    _, found, _ = quiet_town.page("http://adressengids.example/zoek?naam=van+der+Berg&plaats=Lindestad")
    _, none, _ = quiet_town.page("http://adressengids.example/zoek?naam=Zqxwvlaar&plaats=Lindestad")

    assert found.count(b'class="persoon"') == 2
    assert b'class="geen-resultaat"' in none
    assert b'class="persoon"' not in none


def test_a_long_result_list_is_spread_over_pages(quiet_town):
    places: set[str] = set()
    url = "http://adressengids.example/zoek?naam=de&plaats=Lindestad"
    while url:
        text = quiet_town.page(url)[1].decode()
        places |= set(re.findall(r'href="(/persoon/\d+)"', text))
        following = re.search(r'class="volgende" href="([^"]+)"', text)
        url = f"http://adressengids.example{following[1].replace('&amp;', '&')}" if following else ""

    assert len(places) > 10


@pytest.mark.parametrize(
    "asked", ["0612345672", "%2B31612345672", "+31612345672", "06-12345672", "Mehmet+Y%C4%B1ld%C4%B1r%C4%B1m"]
)
def test_a_number_or_a_name_leads_to_mehmet_however_it_is_written(quiet_town, asked):
    assert b"/vermelding/4871" in quiet_town.page(f"http://nummerzoeker.example/zoek?q={asked}")[1]


def test_an_unknown_number_leads_nowhere(quiet_town):
    assert b"nz-niets" in quiet_town.page("http://nummerzoeker.example/zoek?q=0612340009")[1]


def test_an_account_exists_or_is_unknown_with_its_own_chrome(quiet_town):
    code, body, _ = quiet_town.page("http://kiekjes.example/mehmetfotografeert")
    missing, chrome, _ = quiet_town.page("http://kiekjes.example/zqxwvlaar")

    assert (code, missing) == (200, 404)
    assert b'class="profiel"' in body
    assert b'class="onbekend"' in chrome


def test_the_forum_calendar_has_no_end(quiet_town):
    url = "http://praatplein.example/agenda"
    for _ in range(30):
        text = quiet_town.page(url)[1].decode()
        url = "http://praatplein.example" + re.search(r'rel="next" href="([^"]+)"', text)[1]

    assert quiet_town.code(url) == 200
    assert quiet_town.code("http://praatplein.example/agenda?maand=2026-13") == 404


def test_the_slow_paper_speaks_latin_1_and_says_so(quiet_town):
    began = time.monotonic()
    _, body, headers = quiet_town.page("http://buurtbode.example/archief/204.html")

    assert time.monotonic() - began >= 0.15
    assert headers["content-type"] == "text/html; charset=iso-8859-1"
    assert "Ideeën" in body.decode("iso-8859-1")


def test_the_company_index_asks_for_patience_once(town):
    first, _, headers = town.page("http://bedrijvenindex.example/zoeken?trefwoord=Visser")
    second = town.code("http://bedrijvenindex.example/zoeken?trefwoord=Visser")
    town.restart()

    assert (first, headers["retry-after"], second) == (429, "1", 200)
    assert town.code("http://bedrijvenindex.example/zoeken?trefwoord=Visser") == 200


def test_a_host_that_nobody_has_is_not_served(quiet_town):
    assert quiet_town.code("http://iemand-anders.example/") == 421


def test_the_authority_stamps_with_the_time_of_the_calendar_and_publishes_its_root(town):
    town.pass_time(days=100)
    asked = TimestampRequestBuilder().data(b"a page as served").build()
    connection = http.client.HTTPConnection("127.0.0.1", town.world.where.http_port, timeout=10)
    connection.request("POST", "/", asked.as_bytes(), {"Host": "tijdstempel.example"})
    stamp = decode_timestamp_response(connection.getresponse().read())
    connection.close()
    root = x509.load_pem_x509_certificate((town.home / "tsa-root.pem").read_bytes())

    assert abs(stamp.tst_info.gen_time - Calendar(town.home).now()) < timedelta(seconds=5)
    assert VerifierBuilder().add_root_certificate(root).build().verify_message(stamp, b"a page as served")


@pytest.mark.parametrize("slug", OTHERS)
def test_a_site_for_machines_serves_what_its_definition_was_frozen_from(quiet_town, slug):
    definition = yaml.safe_load((SOURCES / slug / "source.yml").read_text("utf-8"))
    hit = next(page for page in definition["pages"] if page["verdict"] == "present")
    frozen = (SOURCES / slug / hit["file"]).read_bytes()

    assert quiet_town.page(hit["url"])[1] == frozen
    assert quiet_town.code(f"http://{slug}.example/robots.txt") == 200
    assert quiet_town.code(f"http://www.{slug}.example/bestaat/niet/echt") == 404


def test_the_municipality_hangs_up_a_photograph_and_a_rota_that_tell_who_made_them(quiet_town):
    site = "http://gemeente-lindestad.example"
    for path, kind in (("/beeld/leilindes.jpg", "image/jpeg"), ("/organisatie/rooster.pdf", "application/pdf")):
        code, body, headers = quiet_town.page(site + path)
        assert (code, headers["content-type"]) == (200, kind)
        assert b"Postma" in body
    assert b"/beeld/leilindes.jpg" in quiet_town.page(f"{site}/nieuws/leilindes")[1]
