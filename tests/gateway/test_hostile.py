"""What ends in *unclear*, within its limits: bombs, endless answers, slow drips, lies."""

import contextlib
import gzip
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unclear, Unreachable
from gateway.decompress import ACCEPTED, unpacked
from gateway.limits import Limits

HEAD = b"HTTP/1.1 200 OK\r\n"


def answers(robots_then):
    """Lets robots.txt be absent and gives every other question to `robots_then`."""

    def talk(connection):
        while question := connection.recv(9999):
            if b"GET /robots.txt" in question:
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            else:
                robots_then(connection)
                return

    return talk


def sends(*pieces):
    return answers(lambda connection: [connection.sendall(piece) for piece in pieces])


def forever(head, piece, pause=0.0):
    def talk(connection):
        connection.sendall(head)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return answers(talk)


def bomb(megabytes):
    """One gzip stream of so many million zeros; its checksum, which nobody should live to see, is wrong."""
    packer = zlib.compressobj(9, wbits=31)
    opening = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    million = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return opening + million * (megabytes - 1) + packer.flush()


def coded(coding, body):
    return sends(HEAD, b"Content-Encoding: " + coding + b"\r\nContent-Length: %d\r\n\r\n" % len(body), body)


BODY = b"tekst " * 50_000
BARE = zlib.compressobj(wbits=-15)
BARE_BODY = BARE.compress(BODY) + BARE.flush()


@pytest.mark.parametrize(
    ("coding", "sent"),
    [
        (b"gzip", gzip.compress(BODY)),
        (b"x-gzip", gzip.compress(BODY)),
        (b"GZIP", gzip.compress(BODY[:6]) + gzip.compress(BODY[6:])),  # two members
        (b"gzip", gzip.compress(BODY) + b"\0\0\0"),  # padding
        (b"deflate", zlib.compress(BODY)),
        (b"deflate", BARE_BODY),
        (b"identity", BODY),
    ],
)
def test_what_we_asked_for_is_unpacked(raw, go, coding, sent):
    assert go({"x.example": raw(coded(coding, sent))})("http://x.example/").body == BODY


@pytest.mark.parametrize(
    ("talk", "reason"),
    [
        (coded(b"compress", b"\x1f\x9d\x90"), Unclear.UNREADABLE),
        (coded(b"br", b"\xff\xff\xff\xff"), Unclear.UNREADABLE),
        (coded(b"zstd", b"\x28\xb5\x2f\xfd"), Unclear.UNREADABLE),
        (coded(b"br, gzip", gzip.compress(b"\x0b\x02\x80abc\x03")), Unclear.UNREADABLE),
        (coded(b"gzip, gzip", gzip.compress(gzip.compress(BODY))), Unclear.UNREADABLE),
        (coded(b"gzip", b"this is no gzip"), Unclear.UNREADABLE),
        (coded(b"gzip", gzip.compress(BODY)[:-100]), Unclear.UNREADABLE),
        (coded(b"gzip", gzip.compress(BODY)[:-8] + b"badcrc!!"), Unclear.UNREADABLE),
        (coded(b"gzip", bomb(20)), Unclear.TOO_LARGE),
        (coded(b"gzip", gzip.compress(b"") * 200_000), Unclear.TOO_LARGE),  # unfolds to nothing, for ever
        (sends(HEAD, b"Content-Length: 100\r\n\r\nshort"), Unclear.NETWORK),
        (sends(HEAD, b"Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"), Unclear.NETWORK),
        (sends(b"SSH-2.0-OpenSSH_9.2\r\n"), Unclear.NETWORK),
        (sends(b""), Unclear.NETWORK),
        (sends(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), Unclear.NETWORK),
        (forever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"x" * 0x8000 + b"\r\n"), Unclear.TOO_LARGE),
        (forever(HEAD, b"X: " + b"y" * 4000 + b"\r\n"), Unclear.TOO_LARGE),
        (forever(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100), Unclear.TOO_LARGE),
    ],
)
def test_a_hostile_answer_ends_with_its_reason(raw, go, talk, reason):
    http = go({"x.example": raw(talk)}, limits=Limits(max_bytes=2_000_000, seconds=4))
    with pytest.raises(Unreachable) as refused:
        http("http://x.example/")
    assert refused.value.reason is reason


def packer(coding):
    """Packs, or skips the test where the optional library is not installed."""
    library = pytest.importorskip({"br": "brotli", "zstd": "zstandard"}[coding], reason="extra `compression` is not installed")
    return library.compress if coding == "br" else lambda body: library.ZstdCompressor().compress(body)


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_two_more_packings_are_understood_where_their_libraries_are(raw, go, coding):
    pack = packer(coding)
    assert coding in ACCEPTED.split(", ")
    for body in (BODY, b"", b"x"):
        packed = pack(body)
        assert b"".join(unpacked([packed[n : n + 7] for n in range(0, len(packed), 7)], coding)) == body
    sent = pack(BODY)
    assert go({"x.example": raw(coded(coding.encode(), sent))})("http://x.example/").body == BODY
    with pytest.raises(Unreachable) as refused:
        go({"x.example": raw(coded(coding.encode(), sent[:-5]))})("http://x.example/")
    assert refused.value.reason is Unclear.UNREADABLE


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_their_bombs_do_not_unfold_in_memory(coding):
    packed = packer(coding)(bytes(300_000_000))
    assert len(packed) < 300_000
    assert max(map(len, unpacked([packed], coding))) <= 2_097_152


def test_zstd_frames_stand_one_after_another_and_a_greedy_window_is_refused():
    pack = packer("zstd")
    assert b"".join(unpacked([pack(b"een ") + pack(b"twee")], "zstd")) == b"een twee"
    greedy = bytes.fromhex("28b52ffd00a000000000000000000000")  # a window of 1 GiB
    with pytest.raises(Unreachable):
        list(unpacked([greedy], "zstd"))


@given(st.binary(max_size=200), st.sampled_from(ACCEPTED.split(", ")))
def test_no_bytes_break_the_unpacking(sent, coding):
    with contextlib.suppress(Unreachable):
        for piece in unpacked([sent], coding):
            assert len(piece) <= 2_097_152


def test_an_empty_body_may_claim_any_packing(raw, go):
    assert go({"x.example": raw(coded(b"gzip", b""))})("http://x.example/").body == b""


def test_a_bomb_does_not_unfold_in_memory(raw, go):
    packed = bomb(420)
    assert 400_000 < len(packed) < 440_000
    http = go({"x.example": raw(coded(b"gzip", packed))}, limits=Limits(max_bytes=5_000_000))
    tracemalloc.start()
    with pytest.raises(Unreachable) as refused:
        http("http://x.example/")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.reason is Unclear.TOO_LARGE
    assert peak < 8_000_000


@pytest.mark.parametrize(
    "head",
    [
        HEAD,  # drips its headers
        HEAD + b"Content-Type: text/html\r\n\r\n",  # drips its body
        b"HTTP/1.1 200 ",  # drips its first line
        b"\r\n" * 100 + b"HTTP/1.1 200 ",  # begins with empty lines
    ],
)
def test_ten_slow_drips_end_together_at_the_deadline(raw, go, head):
    port = raw(forever(head, b"a", pause=0.02))
    names = {f"x{n}.example": port for n in range(10)}
    http = go(names, limits=Limits(seconds=0.5))

    def reason(name):
        with pytest.raises(Unreachable) as refused:
            http(f"http://{name}/")
        return refused.value.reason

    started = time.monotonic()
    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(reason, names)) == {Unclear.TOO_SLOW}
    assert time.monotonic() - started < 2


def test_what_begins_as_no_http_is_refused_before_the_deadline(raw, go):
    http = go({"x.example": raw(forever(b"", b"a", pause=0.02))}, limits=Limits(seconds=4))
    started = time.monotonic()
    with pytest.raises(Unreachable) as refused:
        http("http://x.example/")
    assert refused.value.reason is Unclear.NETWORK
    assert time.monotonic() - started < 2


def test_the_deadline_spans_all_redirects(raw, go):
    def slowly_onward(connection):
        question = connection.recv(9999)
        if b"robots.txt" in question:
            connection.sendall(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
            return
        step = int(question.split()[1][1:])
        time.sleep(0.2)
        connection.sendall(
            b"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n" % (step + 1)
        )

    http = go({"x.example": raw(slowly_onward)}, limits=Limits(seconds=0.5, max_redirects=50))
    with pytest.raises(Unreachable) as refused:
        http("http://x.example/1")
    assert refused.value.reason is Unclear.TOO_SLOW


def test_nobody_at_home_is_a_matter_of_the_network(go, raw):
    port = raw(lambda connection: None)
    for names in ({"x.example": port}, {}):
        with pytest.raises(Unreachable) as refused:
            go(names, allow_private_hosts=frozenset({"x.example"}))("http://x.example/")
        assert refused.value.reason is Unclear.NETWORK
        assert not refused.value.permanent


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(web, go, certificate):
    server, trusting = certificate
    site = web({"/": (200, {}, b"secret page")}, tls=server)
    with pytest.raises(Unreachable) as refused:
        go({"x.example": site.port})("https://x.example/")
    assert refused.value.reason is Unclear.NETWORK
    with pytest.raises(Unreachable) as refused:  # trusted, but made out to another name
        go({"y.example": site.port}, tls=trusting)("https://y.example/")
    assert refused.value.reason is Unclear.NETWORK
    assert go({"x.example": site.port}, tls=trusting)("https://x.example/").body == b"secret page"
