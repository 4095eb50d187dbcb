"""Profiles in the contract's format: what is read, and what is refused with its line and reason."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.profiles_file import parse_profiles, read_profiles
from domain.errors import BadInput

JOKE = {
    "id": "p01", "given_names": ["Johanna", "Maria"], "calling_name": "Joke", "prefix": "van der", "surname": "Berg",
    "partner": {"prefix": "de", "surname": "Wit"}, "former_names": ["Joke Smit"], "birth_date": "1971-03-14",
    "phones": ["+31612345671"], "emails": ["joke@mail.example"], "handles": ["jokeb71"],
    "addresses": [{"street": "Lange Voorhout", "number": "8", "addition": "bis", "postcode": "2514ED", "city": "Den Haag"}],
    "employer": "Politie Eenheid Den Haag", "relatives": ["Piet van der Berg"], "plates": ["GB-123-B"],
    "service_numbers": ["AB 12345"], "ibans": ["NL91 ABNA 0417 1643 00"],
}  # fmt: skip


def test_the_contract_s_profile_is_read():
    (profile,), refusals = parse_profiles([json.dumps(JOKE)], "profiles.jsonl")
    assert refusals == ()
    assert str(profile.name) == "Joke van der Berg"
    assert profile.birth_date == date(1971, 3, 14)
    assert str(profile.addresses[0]) == "Lange Voorhout 8-bis, 2514ED Den Haag"
    assert profile.name.partner.surname == "Wit"
    assert (profile.plates, profile.service_numbers, profile.ibans) == (
        ("GB-123-B",),
        ("AB 12345",),
        ("NL91 ABNA 0417 1643 00",),
    )


def test_only_id_and_surname_are_required():
    (profile,), refusals = parse_profiles(['{"id": "p02", "surname": "Smit"}'], "profiles.jsonl")
    assert (profile.id, refusals) == ("p02", ())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"surname": ""}, "no 'surname'"),
        ({"id": None}, "no 'id'"),
        ({"id": 7}, "'id'"),
        ({"phones": ["+31"]}, "phone number"),
        ({"phones": "+31612345671"}, "'phones'"),
        ({"emails": ["joke"]}, "e-mail"),
        ({"birth_date": "14-03-1971"}, "'birth_date'"),
        ({"birth_date": "1971-02-30"}, "'birth_date'"),
        ({"addresses": ["Lange Voorhout 8"]}, "'addresses'"),
        ({"addresses": [{"street": "x", "number": "1", "postcode": "2514 E"}]}, "postcode"),
        ({"partner": "de Wit"}, "'partner'"),
        ({"partner": {"prefix": "de"}}, "'partner.surname'"),
        ({"given_names": ["Jo", 7]}, "'given_names'"),
        ({"phone": "+31612345671"}, "write 'phones'"),
        ({"plates": ["GVD-12-G"]}, "number plate"),
        ({"plates": "GB-123-B"}, "'plates'"),
        ({"ibans": ["NL92ABNA0417164300"]}, "check digits"),
        ({"service_numbers": ["12"]}, "service number"),
        ({"service_numbers": [12345]}, "'service_numbers'"),
        ({"plate": ["GB-123-B"]}, "write 'plates'"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_and_the_rest_goes_on(change, reason):
    lines = ['{"id": "a", "surname": "Smit"}', json.dumps(JOKE | change), "", '{"id": "b", "surname": "Smit"}']
    profiles, (refusal,) = parse_profiles(lines, "profiles.jsonl")
    assert [profile.id for profile in profiles] == ["a", "b"]
    assert refusal.where == "profiles.jsonl:2"
    assert reason in refusal.what
    assert "+31612345671" not in str(refusal)


@pytest.mark.parametrize("line", ["nope", "[]", '"x"', "[" * 50_000, '{"id": "a", "surname": "b"} x', "x" * 200_000])
def test_what_is_no_json_object_is_refused(line):
    profiles, refusals = parse_profiles([line], "profiles.jsonl")
    assert (profiles, len(refusals)) == ((), 1)


def test_an_id_may_not_be_given_twice():
    profiles, (refusal,) = parse_profiles(['{"id": "a", "surname": "Smit"}'] * 2, "profiles.jsonl")
    assert len(profiles) == 1
    assert "repeats the id" in refusal.what


def test_a_file_that_cannot_be_read_is_bad_input(tmp_path: Path):
    with pytest.raises(BadInput):
        read_profiles(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput):
        read_profiles(tmp_path / "bad.jsonl")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2)
)


@given(st.dictionaries(st.sampled_from(sorted(JOKE)), values))
def test_no_line_makes_it_raise(content):
    profiles, refusals = parse_profiles([json.dumps(content)], "profiles.jsonl")
    assert len(profiles) + len(refusals) == 1


def test_a_field_that_others_added_is_passed_over() -> None:
    (profile,), refusals = parse_profiles(['{"id": "p1", "surname": "Berg", "badge_colour": "blue"}'], "profiles.jsonl")
    assert (profile.id, refusals) == ("p1", ())
