"""Going through a site: each page once, nothing outside, no end to no trap."""

from __future__ import annotations

import gzip
import re
import subprocess
import threading
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import pytest

from domain.errors import Conflict, Unclear, Unreachable
from domain.mention import Capture, Remembered
from scanner.crawl import crawl
from scanner.frontier import InMemory, Waiting
from scanner.sitemaps import addresses, unpacked
from scanner.traps import Traps
from scanner.urls import host_of

SITE = "http://gids.example"
AT = datetime(2026, 11, 23, tzinfo=UTC)
SCOPE = (f"{SITE}/",)


def went(world: Any, start: str = f"{SITE}/", max_pages: int = 200, **more: Any) -> list[str]:
    crawled = crawl((start,), world, scope=more.pop("scope", SCOPE), max_pages=max_pages, **more)
    return [url.removeprefix(SITE) for url, got in crawled if isinstance(got, Capture)]


def test_links_of_every_kind_are_followed_once(world: Any) -> None:
    world.pages = {
        f"{SITE}/": """<base href="/map/"><a href="a#x">1</a><a href=a>2</a><a href="./a?utm_source=y">3</a><area href=b>
            <iframe src=/c></iframe><link rel="next" href="?p=2"><meta http-equiv=refresh content="3; url=/d">
            <a href="http://elders.example/">weg</a><a href="mailto:x@gids.example">post</a><a href="">hier</a>"""
    }
    world.otherwise = "<p>x"
    assert went(world) == ["/", "/map/a", "/map/b", "/c", "/map/?p=2", "/d"]
    assert len(world.asked) == len(set(world.asked))
    assert not [url for url in world.asked if "elders" in url]


def test_a_page_with_two_addresses_is_given_once(world: Any) -> None:
    world.pages = {f"{SITE}/": "<a href=/oud>1</a><a href=/nieuw>2</a>", f"{SITE}/nieuw": "<p>x"}
    world.moved = {f"{SITE}/oud": f"{SITE}/nieuw"}
    assert went(world) == ["/", "/nieuw"]


def test_a_redirect_out_of_the_scope_is_told_and_not_read(world: Any) -> None:
    world.pages = {f"{SITE}/": "<a href=/weg>1</a>", "http://elders.example/": "<a href=http://gids.example/x>"}
    world.moved = {f"{SITE}/weg": "http://elders.example/"}
    got = dict(crawl((f"{SITE}/",), world, scope=SCOPE, max_pages=9))
    refused = got[f"{SITE}/weg"]
    assert isinstance(refused, Unreachable)
    assert refused.reason is Unclear.REDIRECTED


def test_sitemaps_are_read_packed_indexed_and_plain(world: Any) -> None:
    index = b"<sitemapindex><sitemap><loc>/een.xml.gz</loc></sitemap><sitemap><loc>/twee.txt</loc></sitemap></sitemapindex>"
    packed = gzip.compress(
        b"<x:urlset><x:url><x:loc><![CDATA[http://gids.example/verborgen?a=1&b=2]]></x:loc></x:url></x:urlset>"
    )
    world.pages = {
        f"{SITE}/": "<p>leeg",
        f"{SITE}/kaart.xml": index,
        f"{SITE}/een.xml.gz": packed,
        f"{SITE}/twee.txt": b"http://gids.example/ook\nhttp://elders.example/niet\n",
        f"{SITE}/verborgen?a=1&b=2": "x",
        f"{SITE}/ook": "x",
    }
    assert went(world, sitemaps=lambda url: (f"{url}kaart.xml",)) == ["/", "/verborgen?a=1&b=2", "/ook"]


def test_without_a_word_in_robots_the_usual_sitemap_is_tried(world: Any) -> None:
    world.pages = {f"{SITE}/sitemap.xml": b"<urlset><loc>http://gids.example/a?x=1&amp;y=2</loc></urlset>", f"{SITE}/": "x"}
    world.pages[f"{SITE}/a?x=1&y=2"] = "x"
    assert went(world) == ["/", "/a?x=1&y=2"]


def test_broken_and_hostile_sitemaps_list_nothing() -> None:
    assert unpacked(b"\x1f\x8bonzin") == b""
    assert list(addresses(b"<urlset><loc>" + b" " * 300_000)) == [""]
    assert list(addresses(b'<!DOCTYPE x [<!ENTITY a "b">]><loc>&a;</loc>')) == ["&a;"]


@pytest.mark.parametrize(
    "page",
    [
        lambda url, n: f"<a href='/agenda/{2027 + n // 12}/{n % 12 + 1}'>volgende maand</a>",
        lambda url, n: f"<a href='/agenda?maand={n + 1}&jaar=2027'>volgende maand</a>",
        lambda url, n: "".join(f"<a href='/filter?f={n * 10 + i}'>x</a>" for i in range(10)),
        lambda url, n: "<a href='dieper/nog/'>x</a>",
        lambda url, n: f"<a href='{url}?sid={n:032x}'>x</a>",
        lambda url, n: "<a href='?" + "&".join(f"f{i}={n}" for i in range(20)) + "'>x</a>",
    ],
)
def test_a_trap_runs_dry(world: Any, page: Any) -> None:
    def endless(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        world.pages[url] = page(url, len(world.asked))
        captured = world(url)
        assert isinstance(captured, Capture)
        return captured

    crawled = list(crawl((f"{SITE}/",), endless, scope=SCOPE, max_pages=5_000))
    assert len(crawled) <= 251


def test_an_ordinary_archive_is_no_trap() -> None:
    traps = Traps()
    assert not any(
        traps.caught(f"{SITE}/nieuws/2026-{month:02}-{day:02}-titel/") for month in range(1, 13) for day in range(1, 29)
    )
    assert not any(traps.caught(f"{SITE}/onderwerp/{number}") for number in range(5_000))


def test_a_host_that_asks_for_quiet_is_left_alone(world: Any) -> None:
    world.pages = {f"{SITE}/": "".join(f"<a href=/{n}>x</a>" for n in range(50))}
    world.otherwise = 429
    assert went(world) == ["/", "/0"]
    world.asked.clear()
    world.otherwise = Unclear.NETWORK
    assert went(world) == ["/"]
    assert len(world.asked) <= 3


def test_robots_keeps_us_from_one_page_and_not_from_the_next(world: Any) -> None:
    world.pages = {
        f"{SITE}/": "<a href=/geheim>x</a><a href=/open>x</a>",
        f"{SITE}/geheim": Unclear.ROBOTS,
        f"{SITE}/open": "x",
    }
    assert went(world) == ["/", "/open"]


def test_the_bound_holds_and_progress_is_told(world: Any) -> None:
    world.pages = {f"{SITE}/": "".join(f"<a href=/{n}>x</a>" for n in range(50))}
    world.otherwise = "<p>x"
    told: list[tuple[int, int]] = []
    assert len(went(world, max_pages=10, progress=lambda s: told.append((s.fetched, s.waiting)))) == 10
    assert told[0] in [(1, 50), (1, 51)]  # with the site's own list, if that was not had before
    assert told[-1][0] == 10


def test_a_crawl_goes_on_where_it_was(world: Any) -> None:
    world.pages = {f"{SITE}/": "".join(f"<a href=/{n}>x</a>" for n in range(9))}
    world.otherwise = "<p>x"
    frontier = InMemory()
    first = crawl((f"{SITE}/",), world, scope=SCOPE, max_pages=4, frontier=frontier)
    second = crawl((), world, scope=SCOPE, max_pages=99, frontier=frontier)
    urls = [url for url, _ in first] + [url for url, _ in second]
    assert len(urls) == len(set(urls)) == 10


def test_hosts_take_turns() -> None:
    frontier = InMemory(known=("http://a.example/0",))
    for number in range(3):
        frontier.add(f"http://a.example/{number}", 0)
        frontier.add(f"http://b.example/{number}", 0)
    order = []
    while taken := frontier.take():
        order.append(re.sub(r"\W.*", "", taken.url[7:]))
        frontier.free(host_of(taken.url))
    assert order == ["b", "a", "b", "a", "b"]


def test_pages_that_are_no_html_are_given_but_lead_nowhere(world: Any) -> None:
    world.pages = {f"{SITE}/": "<a href=/a.pdf>x</a>", f"{SITE}/a.pdf": "%PDF <a href=/b>", f"{SITE}/diep": "x"}
    world.types = {f"{SITE}/a.pdf": "application/pdf"}
    assert went(world) == ["/", "/a.pdf"]
    world.pages[f"{SITE}/"] = "<div>" * 10_000 + "<a href=/diep>x</a>"
    assert went(world) == ["/"]


def test_every_linked_page_of_a_real_site_is_found_once(shared: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xzf", shared / "nl-site-nluug" / "site.tar.gz", "-C", tmp_path], check=True)
    root = tmp_path / "site"

    def served(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        path = root / unquote(urlsplit(url).path).lstrip("/")
        file = path / "index.html" if path.is_dir() else path
        there = file.is_file()
        kind = "text/html" if file.suffix == ".html" else "text/xml"
        body = file.read_bytes() if there else b""
        return Capture("c", url, url, AT, 200 if there else 404, (("content-type", kind),), body)

    home = "http://127.0.0.1:8099/"
    crawled = crawl((home,), served, scope=(home,), max_pages=5_000, sitemaps=lambda url: (f"{home}sitemap.xml",))
    found = [url for url, got in crawled if isinstance(got, Capture) and got.status == 200 and got.media_type == "text/html"]
    assert len(found) == len(set(found)) == 712  # of 714: two are stubs that redirect, to which nothing leads


def test_many_hosts_are_asked_at_once_and_each_one_question_at_a_time() -> None:
    """Nobody is answered before all are asked; a crawl that went host by host would wait for ever."""
    hosts = [f"http://h{number}.example/" for number in range(20)]
    everybody, inside, guard = threading.Barrier(20, timeout=10), Counter[str](), threading.Lock()

    def together(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        with guard:
            inside[host_of(url)] += 1
            assert inside[host_of(url)] == 1
        if url in hosts:
            everybody.wait()
        with guard:
            inside[host_of(url)] -= 1
        body = "".join(f"<a href=/{n}>x</a>" for n in range(5))
        return Capture("c", url, url, AT, 200, (("content-type", "text/html"),), body.encode())

    found = [url for url, _ in crawl(tuple(hosts), together, scope=tuple(hosts), max_pages=999)]
    assert len(found) == len(set(found)) == 20 * 6


def test_who_says_when_to_come_back_is_asked_again_then(world: Any) -> None:
    world.pages = {f"{SITE}/": "<a href=/druk>x</a><a href=/na>x</a>", f"{SITE}/na": "x"}
    answers: list[Any] = [
        Capture("c", f"{SITE}/druk", f"{SITE}/druk", AT, 429, (("Retry-After", "30"),), b""),
        Unreachable(Unclear.BLOCKED, "quiet", retry_after=29.0),
        Capture("c", f"{SITE}/druk", f"{SITE}/druk", AT, 200, (("Content-Type", "text/html"),), b"<p>rustig"),
    ]

    def busy(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        if not url.endswith("/druk"):
            captured = world(url)
            assert isinstance(captured, Capture)
            return captured
        answer = answers.pop(0)
        if isinstance(answer, Unreachable):
            raise answer
        assert isinstance(answer, Capture)
        return answer

    slept: list[float] = []
    assert went(busy, sleep=slept.append) == ["/", "/druk", "/na"]
    assert slept == [29.0]


def test_who_asks_for_a_day_is_left_alone(world: Any) -> None:
    world.pages = {f"{SITE}/": "<a href=/a>x</a><a href=/b>x</a>"}

    def silent(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        if url != f"{SITE}/":
            raise Unreachable(Unclear.BLOCKED, "quiet", retry_after=86_400.0)
        captured = world(url)
        assert isinstance(captured, Capture)
        return captured

    def never(seconds: float) -> None:
        raise AssertionError("nobody waits a day")

    assert went(silent, sleep=never) == ["/"]


def test_what_goes_wrong_in_an_errand_ends_the_crawl() -> None:
    def lost(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        raise Conflict("somebody else has this diary line now")

    with pytest.raises(Conflict):
        list(crawl((f"{SITE}/",), lost, scope=SCOPE, max_pages=9))


class Remembering(InMemory):
    """Knows of every page what the last crawl left."""

    left: ClassVar[dict[str, Remembered]] = {}

    def recalled(self, url: str, depth: int) -> Waiting:
        return Waiting(url, depth, self.left.get(url))


def test_a_page_that_did_not_change_says_so_by_its_server_or_by_its_digest() -> None:
    same = Capture("c", "", "", AT, 200, (), b"<a href=/c>x</a>")
    asked: dict[str, Remembered | None] = {}
    frontier = Remembering()
    frontier.left = {
        f"{SITE}/": Remembered("oud", '"x"'),
        f"{SITE}/a": Remembered("a", '"a"', "gisteren"),
        f"{SITE}/b": Remembered(same.digest),
    }

    def served(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        asked[url] = known
        pages = {f"{SITE}/": b"<a href=/a>x</a><a href=/b>x</a>", f"{SITE}/b": same.body}
        kind = (("Content-Type", "text/html"), ("ETag", '"nieuw"'))
        return Capture("c", url, url, AT, 304 if known and known.digest == "a" else 200, kind, pages.get(url, b""))

    got = dict(crawl((f"{SITE}/",), served, scope=SCOPE, max_pages=9, frontier=frontier))
    assert got[f"{SITE}/a"] == Remembered("a", '"a"', "gisteren")
    assert got[f"{SITE}/b"] == Remembered(same.digest, '"nieuw"')
    changed, new = got[f"{SITE}/"], got[f"{SITE}/c"]
    assert isinstance(changed, Capture)
    assert isinstance(new, Capture)
    assert asked[f"{SITE}/c"] is None


def test_a_page_that_calls_another_address_its_own_is_given_once_if_it_is_that_page(world: Any) -> None:
    link = "<link rel=canonical href=/lijst>"
    world.pages = {
        f"{SITE}/": "<a href=/lijst>1</a><a href='/lijst?volgorde=naam'>2</a><a href='/lijst?pagina=2'>3</a>",
        f"{SITE}/lijst": f"{link}<p>een",
        f"{SITE}/lijst?volgorde=naam": f"{link}<p>een",
        f"{SITE}/lijst?pagina=2": f"{link}<p>twee, en de maker heeft de regel overal gezet",
    }
    assert went(world) == ["/", "/lijst", "/lijst?pagina=2"]


def test_links_that_return_on_every_page_do_not_feed_a_trap(world: Any) -> None:
    menu = "".join(f"<a href='/archief?jaar={year}'>x</a>" for year in range(1996, 2026))
    world.otherwise = menu
    world.pages = {
        f"{SITE}/": menu + "".join(f"<a href='/p/{n}'>x</a>" for n in range(60)),
        f"{SITE}/p/59": "<a href='/archief?jaar=1995'>x</a>",
    }
    assert "/archief?jaar=1995" in went(world)
