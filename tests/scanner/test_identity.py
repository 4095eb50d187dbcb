"""A finding is where it stands: by whichever name of the site, and whatever its content."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.copies import Known, copies, same_record
from domain.mention import Place
from domain.source import Source
from scanner.identity import at_home
from scanner.readers import read

SEARCH = "http://{}/zoek?naam=Testvermelding&plaats=Lindestad"


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://www.gids.example/p/1?utm_source=x#top", "http://gids.example/p/1"),
        ("http://gids.example/p/1", "http://gids.example/p/1"),
        ("http://elders.example/p/1", "http://elders.example/p/1"),
        ("http://nep-gids.example/p/1", "http://nep-gids.example/p/1"),
    ],
)
def test_another_name_of_the_same_site_is_no_other_place(gids: Source, url: str, home: str) -> None:
    assert at_home(gids, url) == home


def test_a_listing_has_one_place_under_each_name_and_with_another_age(gids: Source, directory: Any) -> None:
    first, second = SEARCH.format("gids.example"), SEARCH.format("www.gids.example")
    directory.pages[second] = directory.pages[first].replace("Titia Testvermelding", "Titia Testvermelding (66)")
    places = {read(gids, directory(url)).rows[0].place for url in (first, second)}
    assert len(places) == 1


def test_a_page_of_a_forum_has_one_place_under_each_name(plein: Source, world: Any) -> None:
    post = "<header class=merk>x</header><article id=b1>hallo</article>"
    world.pages = dict.fromkeys(("http://gids.example/t/1", "http://www.gids.example/t/1"), post)
    assert len({read(plein, world(url)).rows[0].place for url in world.pages}) == 1


def test_a_record_on_a_mirror_is_recognised_as_the_same_one(gids: Source) -> None:
    mirrored = replace(gids, mirrors=("spiegel.example",))
    assert copies(mirrored, Place("http://gids.example/p/1", "b7")) == (Place("http://spiegel.example/p/1", "b7"),)
    assert copies(mirrored, Place("http://elders.example/p/1")) == ()
    assert copies(gids, Place("http://gids.example/p/1")) == ()


def test_two_findings_are_one_record_whichever_of_the_two_sources_names_the_other(gids: Source) -> None:
    sources = {"gids": replace(gids, mirrors=("spiegel.example",))}
    here, there = (
        Known("1", "gids", Place("http://gids.example/p/1")),
        Known("2", "spiegel", Place("http://spiegel.example/p/1")),
    )
    elsewhere = Known("3", "spiegel", Place("http://spiegel.example/p/2"))
    assert same_record(here, [here, there, elsewhere], sources) == (there,)
    assert same_record(there, [here, there, elsewhere], sources) == (here,)
    assert same_record(here, [there], {}) == ()
