"""Only the fictional hosts have an address."""

from __future__ import annotations

import json
import socket

import pytest

from demo.names import resolver


@pytest.fixture
def resolve(tmp_path):
    written = {"http_port": 8123, "smtp_port": 2525, "hosts": ["adressengids.example", "tijdstempel.example"]}
    (tmp_path / "world.json").write_text(json.dumps(written), "utf-8")
    return resolver(tmp_path)


@pytest.mark.parametrize("host", ["adressengids.example", "www.adressengids.example", "AdressenGids.example."])
def test_a_fictional_host_is_on_loopback(resolve, host):
    assert resolve(host, 80) == [("127.0.0.1", 8123)]


@pytest.mark.parametrize("host", ["adressengids.nl", "m.adressengids.example", "127.0.0.1", ""])
def test_another_name_does_not_resolve(resolve, host):
    with pytest.raises(socket.gaierror):
        resolve(host, 80)
