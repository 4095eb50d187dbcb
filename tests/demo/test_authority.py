"""The demo's time-stamping authority is a real one: others accept its tokens, and it refuses what it should."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerifierBuilder, decode_timestamp_response

from demo.authority import Authority
from evidence import timestamp

NOW = datetime(2031, 7, 1, 12, 0, 0, 500_000, tzinfo=UTC)


def query(content: bytes = b"x", *, algorithm: HashAlgorithm = HashAlgorithm.SHA256) -> bytes:
    return TimestampRequestBuilder().data(content).hash_algorithm(algorithm).build().as_bytes()


@pytest.mark.parametrize("algorithm", list(HashAlgorithm))
def test_it_stamps_with_the_time_of_its_own_calendar(algorithm: HashAlgorithm) -> None:
    authority = Authority(lambda: NOW)

    answer = decode_timestamp_response(authority.reply(query(algorithm=algorithm)))

    assert answer.tst_info.gen_time == NOW.replace(microsecond=0)
    verifier = VerifierBuilder(roots=list(timestamp.load_roots(authority.root_pem()))).build()
    assert verifier.verify_message(answer, b"x")


def test_no_two_tokens_have_the_same_number() -> None:
    authority = Authority(lambda: NOW)
    asked = query()

    numbers = {decode_timestamp_response(authority.reply(asked)).tst_info.serial_number for _ in range(5)}

    assert len(numbers) == 5


@pytest.mark.parametrize(
    "wrong",
    [b"", b"?", b"\x30\x03\x02\x01\x01", query()[:-4], query() + b"\0", query().replace(b"\x04\x20", b"\x04\x1f", 1)],
    ids=["empty", "no DER", "no query", "cut short", "one byte more", "another length"],
)
def test_a_query_that_it_cannot_read_is_refused_and_never_stamped(wrong: bytes) -> None:
    assert decode_timestamp_response(Authority(lambda: NOW).reply(wrong)).status == 2


@pytest.mark.skipif(not shutil.which("openssl"), reason="NOT CHECKED against OpenSSL: it is not on the PATH")
def test_openssl_accepts_its_tokens_and_no_other(tmp_path: Path) -> None:
    authority, rogue = Authority(lambda: NOW), Authority(lambda: NOW + timedelta(hours=1))
    (tmp_path / "content").write_bytes(b"x")
    (tmp_path / "root.pem").write_bytes(authority.root_pem())

    def accepted(answer: bytes) -> bool:
        (tmp_path / "token.tsr").write_bytes(answer)
        command = ["openssl", "ts", "-verify", "-data", "content", "-in", "token.tsr", "-CAfile", "root.pem"]
        command += ["-attime", str(int(NOW.timestamp()))]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0

    assert accepted(authority.reply(query()))
    assert not accepted(rogue.reply(query()))
    assert not accepted(authority.reply(query(b"y")))
