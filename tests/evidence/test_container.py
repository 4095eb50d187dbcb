"""A ZIP and a JSON value have one spelling each; whatever is spelt otherwise is refused, and nothing hostile hurts."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import canonical, container, moments

NAMES = st.from_regex(r"[a-z][a-z0-9._-]{0,8}(/[a-z0-9][a-z0-9._-]{0,8}){0,2}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.dictionaries(NAMES, st.binary(max_size=60), max_size=6))
def test_every_set_of_files_is_read_back_and_ordinary_programs_read_it_too(files: dict[str, bytes]) -> None:
    raw = container.write(files)

    assert {name: bytes(content) for name, content in container.read(raw).items()} == files
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files


@given(st.binary(max_size=200))
def test_rubbish_is_refused_without_a_fuss(rubbish: bytes) -> None:
    for raw in (rubbish, b"PK\x03\x04" + rubbish, container.write({"a": b"b"})[:40] + rubbish):
        with pytest.raises(ValueError, match=r"."):
            container.read(raw)


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"\0" * 50_000_000)

    with pytest.raises(ValueError, match=r"."):
        container.read(out.getvalue())


@pytest.mark.parametrize("names", [("a", "A"), ("../a",), ("/a",), ("a//b",), ("",), ("a b",), (".a",), ("é",), ("a\n",)])
def test_names_that_could_do_harm_are_not_written(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        container.write(dict.fromkeys(names, b""))


@given(JSON)
def test_a_value_has_one_spelling(value: object) -> None:
    assert canonical.decode(canonical.encode(value)) == value


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b"NaN",
        b"Infinity",
        b"1.0e2",
        b'"\\u0061"',
        b"1 ",
        b"\xff",
        b"",
        b"[" * 99_999,
    ],
)
def test_any_other_spelling_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical.decode(raw)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_has_no_spelling_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical.encode(value)


@pytest.mark.parametrize(
    "written", ["2027-02-03", "2027-02-03T09:30:15Z", "2027-02-03T09:30:15.250", "2027-02-03T10:30:15.250+01:00", "x"]
)
def test_a_moment_has_one_spelling(written: str) -> None:
    assert moments.utc(moments.parse("2027-02-03T09:30:15.250Z")) == "2027-02-03T09:30:15.250Z"
    with pytest.raises(ValueError, match=r"."):
        moments.parse(written)
