"""One secret setting holds the keys of all APIs; what is wrong with it is told without telling it."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from config.catalogue import load_sources
from config.paths import SOURCES
from config.source_keys import headers_by_host
from domain.errors import BadInput

FOUND = load_sources(SOURCES)[0]


def test_each_host_gets_its_own_key_and_no_other() -> None:
    given = headers_by_host(FOUND, SecretStr("lekmelder=abc=, kvk=def,onbekend=x"))
    assert given == {"lekmelder.example": (("x-lekmelder-sleutel", "abc="),), "api.kvk.nl": (("apikey", "def"),)}
    assert headers_by_host(FOUND, SecretStr("")) == {}


@pytest.mark.parametrize("wrong", ["geheim", "=geheim", "kvk=", "kvk=ge\nheim", "kvk=gehéim"])
def test_what_is_no_list_of_keys_is_refused_without_its_value(wrong: str) -> None:
    with pytest.raises(BadInput, match="LUWTE_SOURCE_KEYS") as refused:
        headers_by_host(FOUND, SecretStr(wrong))
    assert "geh" not in str(refused.value)
