"""Lists of others become definitions, or are refused with a reason that is counted; their licences stay with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.catalogue import load_sources
from config.importers import LISTS, Imported, Refused, shelve
from config.paths import installed
from domain.source import SourceState

FOTOS = {
    **{"name": "Foto's", "uri_check": "https://fotos.example/api/{account}", "uri_pretty": "https://fotos.example/@{account}"},
    **{"e_code": 200, "e_string": '"id":', "m_code": 404, "m_string": "", "known": ["testvermelding"], "cat": "social"},
}
FORUM = {
    **{"url": "{urlMain}/lid/{username}", "urlMain": "https://forum.example", "checkType": "message", "regexCheck": "^[a-z]+$"},
    **{"presenseStrs": ["lid sinds", "member since"], "absenceStrs": ["geen lid"], "errors": {"even wachten": "limit"}},
    **{"usernameClaimed": "testvermelding", "usernameUnclaimed": "zqxwvlaar"},
}
STATUS = {
    **{"url": "https://kort.example/{username}", "checkType": "status_code"},
    **{"usernameClaimed": "testvermelding", "usernameUnclaimed": "zqxwvlaar"},
}


def wmn(*sites: Any) -> Imported:
    return LISTS["whatsmyname"]({"license": ["CC BY-SA 4.0"], "authors": ["A. Auteur"], "sites": list(sites)})


def maigret(**site: Any) -> Imported:
    return LISTS["maigret"]({"sites": {"Forum": site}})


def test_a_site_of_whatsmyname_becomes_a_definition_with_both_canaries(tmp_path: Path) -> None:
    shelve(wmn(FOTOS), tmp_path)
    (source,), refused = load_sources(tmp_path / "whatsmyname")
    assert refused == ()
    assert (source.slug, source.state, source.on) == ("wmn-foto-s", SourceState.UNVERIFIED, False)
    assert source.account is not None
    assert (source.account.present.source, source.account.present.status) == (('"id":',), 200)
    assert (source.account.absent.status, source.account.page) == (404, "https://fotos.example/@{handle}")
    assert source.canaries is not None
    assert source.canaries.present == (("handle", "testvermelding"),)
    assert source.canaries.absent != source.canaries.present
    assert (source.origin.by, source.origin.licence) == ("WhatsMyName", "CC BY-SA 4.0")


def test_a_site_of_maigret_becomes_a_definition_with_its_own_canaries(tmp_path: Path) -> None:
    shelve(maigret(**FORUM), tmp_path)
    (source,), _ = load_sources(tmp_path / "maigret")
    assert source.account is not None
    assert source.queries[0].url == "https://forum.example/lid/{handle}"
    assert source.account.present.source == ("lid sinds", "member since")
    assert source.account.pattern == "^[a-z]+$"
    assert source.blocked[0].source == ("even wachten",)
    assert source.canaries is not None
    assert dict(source.canaries.absent) == {"handle": "zqxwvlaar"}


def test_a_status_alone_is_not_believed(tmp_path: Path) -> None:
    shelve(maigret(**STATUS), tmp_path)
    (source,), _ = load_sources(tmp_path / "maigret")
    assert source.account is not None
    assert source.account.names


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"known": []}, "no claimed canary"),
        ({"post_body": "x"}, "POST"),
        ({"headers": {"a": "b"}}, "headers"),
        ({"protection": ["captcha"]}, "nothing is evaded"),
        ({"strip_bad_char": "."}, "rewrites"),
        ({"m_code": 302}, "sending us elsewhere"),
        ({"e_code": 500}, "by an error"),
        ({"e_string": ""}, "but a status"),
        ({"m_code": 200}, "no account"),
        ({"m_code": 403}, "kept out"),
        ({"m_code": 503, "m_string": "x"}, "kept out"),
        ({"uri_check": "https://{account}.fotos.example/"}, "host"),
        ({"uri_check": "https://fotos.example/"}, "no handle"),
        ({"uri_check": None}, "no address"),
        ({"valid": False}, "not valid"),
    ],
)
def test_what_cannot_be_expressed_is_refused_with_its_reason(change: dict[str, Any], word: str) -> None:
    found = wmn({**FOTOS, **change})
    assert found.definitions == {}
    assert word in found.refused[0][1]
    assert "fotos" not in found.refused[0][1]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"checkType": "response_url"}, "where it sends us"),
        ({"checkType": "?"}, "no check"),
        ({"absenceStrs": []}, "no sign"),
        ({"disabled": True}, "switched off"),
        ({"protection": ["cf"]}, "nothing is evaded"),
        ({"engine": "vBulletin"}, "engine"),
        ({"usernameUnclaimed": ""}, "no canaries"),
        ({"regexCheck": "(("}, "regular expression"),
        ({"url": "https://x.example/"}, "no handle"),
        ({"activation": {"url": "x"}}, "token"),
    ],
)
def test_what_maigret_does_and_we_do_not_is_refused(change: dict[str, Any], word: str) -> None:
    found = maigret(**{**FORUM, **change})
    assert found.definitions == {}
    assert word in found.refused[0][1]


def test_an_engine_that_the_file_holds_is_filled_in() -> None:
    engines = {
        "bb": {"site": {"checkType": "message", "absenceStrs": ["geen lid"], "url": "{urlMain}{urlSubpath}/u/{username}"}}
    }
    site = {
        "engine": "bb",
        "urlMain": "https://bb.example",
        "urlSubpath": "/f",
        "usernameClaimed": "a",
        "usernameUnclaimed": "b",
    }
    (definition,) = LISTS["maigret"]({"engines": engines, "sites": {"BB": site}}).definitions.values()
    assert definition["account"]["url"] == "https://bb.example/f/u/{handle}"


def test_two_sites_of_one_name_stand_apart_and_a_second_import_changes_only_what_changed(tmp_path: Path) -> None:
    both = wmn(FOTOS, {**FOTOS, "uri_check": "https://anders.example/{account}"})
    assert sorted(both.definitions) == ["wmn-foto-s", "wmn-foto-s-2"]
    place = shelve(both, tmp_path)
    file = place / "wmn-foto-s" / "source.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("unverified", "verified"), encoding="utf-8")
    shelve(both, tmp_path)
    assert {(one.version, one.state.value) for one in load_sources(place)[0]} == {(1, "verified"), (1, "unverified")}
    shelve(wmn({**FOTOS, "e_string": '"uid":'}), tmp_path)
    found = {one.slug: (one.version, one.state.value) for one in load_sources(place)[0]}
    assert found == {"wmn-foto-s": (2, "unverified"), "wmn-foto-s-2": (1, "unverified")}


def test_the_licence_stands_beside_what_was_imported_and_lists_stay_apart(tmp_path: Path) -> None:
    shelve(wmn(FOTOS), tmp_path / "sources")
    shelve(maigret(**FORUM), tmp_path / "sources")
    assert "CC BY-SA" in (tmp_path / "sources" / "whatsmyname" / "LICENCE.txt").read_text(encoding="utf-8")
    assert "A. Auteur" in (tmp_path / "sources" / "whatsmyname" / "LICENCE.txt").read_text(encoding="utf-8")
    assert "MIT" in (tmp_path / "sources" / "maigret" / "LICENCE.txt").read_text(encoding="utf-8")
    assert [folder.name for folder in installed(tmp_path)] == ["sources", "maigret", "whatsmyname"]
    assert len(load_sources(*installed(tmp_path))[0]) == 2


@pytest.mark.parametrize("content", [[], {"sites": 3}, None, {"sites": {"x": 1}}])
def test_what_is_no_such_list_is_refused(content: Any) -> None:
    for read in LISTS.values():
        if content == {"sites": 3} or not isinstance(content, dict) or read is LISTS["maigret"]:
            with pytest.raises(Refused):
                read(content)


anything = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=2)


@given(site=st.dictionaries(st.sampled_from([*FOTOS, *FORUM, "engine", "headers"]), anything, max_size=8))
def test_no_entry_crashes_an_importer(site: dict[str, Any]) -> None:
    assert len(wmn({**FOTOS, **site}).refused) + len(wmn({**FOTOS, **site}).definitions) == 1
    assert len(maigret(**{**FORUM, **site}).refused) + len(maigret(**{**FORUM, **site}).definitions) == 1


def test_the_real_lists_are_read_to_the_last_entry(shared: Path) -> None:
    folder = shared / "username-sources"
    listed = json.loads((folder / "wmn-data.json").read_text(encoding="utf-8"))
    found = LISTS["whatsmyname"](listed)
    assert len(found.refused) == len(listed["sites"])  # this copy names no accounts: no site has a canary
    for site in listed["sites"]:
        site["known"] = ["testvermelding"]
    named = LISTS["whatsmyname"](listed)
    assert len(named.refused) + len(named.definitions) == len(listed["sites"])
    assert len(named.definitions) > len(listed["sites"]) / 2
    dutch = LISTS["maigret"](json.loads((folder / "maigret_nl_sites.json").read_text(encoding="utf-8")))
    assert len(dutch.definitions) + len(dutch.refused) == 8
