"""What a page looks like when it was fetched politely."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.errors import Unclear, Unreachable
from domain.mention import Remembered
from gateway.decompress import ACCEPTED
from gateway.limits import Limits

ROBOTS = (200, {}, b"")


def test_a_page_becomes_a_capture_as_served(web, go, calendar):
    site = web({"/jan": (200, {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "a=b"}, b"<p>Jan</p>")})

    capture = go({"gids.example": site.port})("http://gids.example/jan")

    assert (capture.status, capture.body, capture.media_type) == (200, b"<p>Jan</p>", "text/html")
    assert capture.requested_url == capture.final_url == "http://gids.example/jan"
    assert (capture.fetched_at, capture.remote_address, capture.vantage) == (calendar.moment, "127.0.0.1", "direct")
    assert (capture.redirects, len(capture.id)) == ((), 32)


def test_we_say_who_we_are_and_by_what_name_we_know_the_host(web, go):
    site = web({"/": (200, {}, b"hello")})
    go({"gids.example": site.port})("http://gids.example/")
    _, headers = site.asked[-1]
    assert headers["User-Agent"] == "luwte/0.1 (+https://luwte.example/contact)"
    assert headers["Host"] == "gids.example"
    assert headers["Accept-Encoding"] == ACCEPTED


def test_no_cookie_is_ever_sent_back(web, go):
    site = web({"/": (200, {"Set-Cookie": "who=you; Path=/"}, b"hello")})
    http = go({"gids.example": site.port})
    http("http://gids.example/")
    http("http://gids.example/")
    assert all("Cookie" not in headers for _, headers in site.asked)


@pytest.mark.parametrize("status", [202, 401, 403, 404, 410, 429, 500, 503])
def test_whatever_the_server_answers_is_a_capture_for_the_scanner_to_judge(web, go, status):
    site = web({"/robots.txt": ROBOTS, "/x": (status, {}, b"words")})
    capture = go({"gids.example": site.port})("http://gids.example/x")
    assert (capture.status, capture.body) == (status, b"words")


def test_questions_share_a_connection_and_a_cold_look_does_not(web, go):
    site = web({"/": (200, {}, b"hello")})
    http = go({"gids.example": site.port})
    for _ in range(3):
        http("http://gids.example/")
    assert len(site.callers) == 1

    capture = http("http://gids.example/", cold=True)

    assert len(site.callers) == 2
    assert capture.vantage == "direct, cold connection"
    _, headers = site.asked[-1]
    assert (headers["Cache-Control"], headers["Pragma"]) == ("no-cache", "no-cache")


def test_a_connection_on_which_the_server_hung_up_is_no_answer(raw, go):
    def hangs_up_after_each(connection):
        connection.recv(9999)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        connection.recv(9999)  # reads the next question and leaves without a word

    http = go({"gids.example": raw(hangs_up_after_each)})
    assert [http("http://gids.example/").body for _ in range(3)] == [b"ok"] * 3


def test_redirects_are_followed_and_told(web, go):
    there = web({"/b": (302, {"Location": "c d#top"}, b""), "/c%20d": (200, {}, b"here")})
    site = web({"/a": (301, {"Location": "http://elders.example/b"}, b"")})
    capture = go({"gids.example": site.port, "elders.example": there.port})("http://gids.example/a")
    assert capture.body == b"here"
    assert capture.redirects == ("http://elders.example/b", "http://elders.example/c%20d")
    assert capture.final_url == "http://elders.example/c%20d"


def test_five_redirects_are_followed_and_a_sixth_is_not(web, go):
    pages = {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(6)}
    site = web({**pages, "/6": (200, {}, b"end")})
    http = go({"gids.example": site.port})
    assert http("http://gids.example/1").body == b"end"
    with pytest.raises(Unreachable) as refused:
        http("http://gids.example/0")
    assert refused.value.reason is Unclear.REDIRECTED


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/a", Unclear.REDIRECTED),  # in a circle
        ("http://127.0.0.1/", Unclear.INWARD),
        ("http://[::ffff:169.254.169.254]/", Unclear.INWARD),
        ("//localhost/", Unclear.INWARD),
        ("file:///etc/passwd", Unclear.NOT_ALLOWED),
        ("http://name:secret@gids.example/", Unclear.NOT_ALLOWED),
        ("http://2130706433/", Unclear.NOT_ALLOWED),
        ("http://binnen.example/", Unclear.INWARD),  # a name like any other, that leads inward
    ],
)
def test_a_redirect_is_checked_like_any_other_address(web, go, location, reason):
    site = web({"/a": (302, {"Location": location}, b"")})

    def resolve(host, port):
        return [("127.0.0.1", site.port)]

    http = go({"gids.example": site.port}, resolve=resolve)
    with pytest.raises(Unreachable) as refused:
        http("http://gids.example/a")
    assert refused.value.reason is reason
    assert site.paths == ["/robots.txt", "/a"]


def test_a_question_is_posted_without_robots_and_answered_in_bytes(web, go):
    site = web({"/tsa": (200, {}, b"\x30\x03"), "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /")})
    http = go({"tsa.example": site.port})
    assert http.post("http://tsa.example/tsa", b"\x30\x00", "application/timestamp-query") == b"\x30\x03"
    assert (site.paths, site.bodies) == (["/tsa"], [b"\x30\x00"])
    assert site.asked[0][1]["Content-Type"] == "application/timestamp-query"
    with pytest.raises(Unreachable):
        http.post("http://tsa.example/gone", b"\x30\x00", "application/timestamp-query")
    with pytest.raises(Unreachable) as refused:
        http.post("http://127.0.0.1/tsa", b"", "application/timestamp-query")
    assert refused.value.reason is Unclear.INWARD


def test_many_threads_share_one_gateway(web, go):
    sites = {f"s{n}.example": web({"/": (200, {}, str(n).encode())}) for n in range(4)}
    http = go({name: site.port for name, site in sites.items()})
    with ThreadPoolExecutor(8) as pool:
        captures = list(pool.map(lambda n: http(f"http://s{n % 4}.example/"), range(80)))
    assert [capture.body for capture in captures] == [str(n % 4).encode() for n in range(80)]
    assert all(site.paths.count("/robots.txt") == 1 for site in sites.values())


def test_one_host_never_sees_two_of_us_at_once(raw, go):
    present, most, guard = 0, 0, threading.Lock()

    def counts(connection):
        nonlocal present, most
        while connection.recv(9999):
            with guard:
                present += 1
                most = max(most, present)
            threading.Event().wait(0.01)
            with guard:
                present -= 1
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    http = go({"gids.example": raw(counts)})
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: http("http://gids.example/"), range(12)))
    assert most == 1


def test_no_exposed_value_stands_in_an_error(go):
    for url in ("http://jan-de-vries.example/tel/0612345678", "http://jan:geheim@x.example/", "http://10.1.2.3/jan"):
        with pytest.raises(Unreachable) as refused:
            go({}, limits=Limits(seconds=1))(url)
        assert not any(part in str(refused.value) for part in ("jan", "0612345678", "geheim", "10.1.2.3"))


@pytest.mark.parametrize(
    ("known", "condition"),
    [
        (Remembered("d", '"v1"', "Mon, 23 Nov 2026 09:00:00 GMT"), ("If-None-Match", '"v1"')),
        (Remembered("d", "", "Mon, 23 Nov 2026 09:00:00 GMT"), ("If-Modified-Since", "Mon, 23 Nov 2026 09:00:00 GMT")),
        (Remembered("d"), None),
    ],
)
def test_of_a_page_that_is_known_only_the_change_is_asked(web, go, known, condition):
    site = web({"/": (304, {"ETag": '"v1"'}, b"")})
    capture = go({"gids.example": site.port})("http://gids.example/", known=known)
    _, headers = site.asked[-1]
    asked = {name: headers[name] for name in ("If-None-Match", "If-Modified-Since") if name in headers}
    assert asked == (dict([condition]) if condition else {})
    assert (capture.status, capture.body) == (304, b"")


def test_what_is_known_of_a_page_is_not_told_where_it_redirects_to(web, go):
    site = web({"/": (302, {"Location": "/b"}, b""), "/b": (200, {}, b"hello")})
    go({"gids.example": site.port})("http://gids.example/", known=Remembered("d", '"v1"'))
    assert ["If-None-Match" in headers for path, headers in site.asked if path != "/robots.txt"] == [True, False]


@pytest.mark.parametrize("etag", ['"a\r\nHost: x"', '"\x00"', "é"])
def test_what_is_no_entity_tag_or_date_is_not_sent_back(web, go, etag):
    site = web({"/": (200, {}, b"hello")})
    assert go({"gids.example": site.port})("http://gids.example/", known=Remembered("d", etag, etag)).status == 200
    assert "If-None-Match" not in site.asked[-1][1]
    assert "If-Modified-Since" not in site.asked[-1][1]
