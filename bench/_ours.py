"""luwte's crawler in a process of its own, as its peers run: `python -m bench._ours site|hosts|frontier` prints JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import UTC, date, datetime

from bench.dev_world import make
from cli.weighing import Weighing
from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.mention import Capture, Place
from gateway.http import Http
from matchers import Index, Weights, find, read_page, read_population
from scanner.crawl import crawl
from scanner.frontier import InMemory
from scanner.page import is_html

PROFILES, HOSTS, PAGES, DELAY, ANSWER = 1_000, 200, 12, 1.0, 0.3


def fetching(names: dict[str, int], delay: float) -> Http:
    return Http(
        user_agent="luwte/0.1 (+https://luwte.example/about)",
        now=lambda: datetime.now(UTC),
        host_delay=delay,
        allow_private_hosts=frozenset(names),
        resolve=lambda host, port: [("127.0.0.1", names[host])],
    )


def enrolled() -> Index:
    population = read_population(POPULATION_DIRECTORY)
    index = Index(population, Weights.of(load_weights_mapping()))
    for profile in make(PROFILES, 0).profiles:
        index.add(profile)
    return index


def site(home: str, *, match: bool) -> dict[str, object]:
    """Crawl, parse and match against a thousand profiles; without `match`, only the text that matching would read."""
    index, urls, findings = enrolled(), list[str](), 0
    began, cpu = time.perf_counter(), time.process_time()
    with fetching({"127.0.0.1": 8099}, 0.0) as http:
        for url, got in crawl((home,), http, scope=(home,), max_pages=100_000, sitemaps=http.robots_sitemaps):
            if isinstance(got, Capture) and got.status == 200 and is_html(got):
                urls.append(url)
                page = read_page(got.body, "text/html", got.header("content-type"))
                findings += len(find(index, page, Place(url), today=date(2026, 11, 23))) if match else 0
    spent = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}
    return {"pages": len(urls), "twice": len(urls) - len(set(urls)), "findings": findings, **spent, "urls": urls}


def beside(home: str) -> dict[str, object]:
    """The same with the pages weighed in a process beside, as `luwte scan` does: two cores, two processes. `cpu_seconds` are of
    the one that crawls."""
    urls, findings = list[str](), 0
    people = tuple(make(PROFILES, 0).profiles)
    with Weighing(people) as weighing, fetching({"127.0.0.1": 8099}, 0.0) as http:
        began, cpu = time.perf_counter(), time.process_time()
        crawled = crawl((home,), http, scope=(home,), max_pages=100_000, sitemaps=http.robots_sitemaps)
        for (url, got), weighed in weighing.through(crawled):
            if weighed is not None and weighed.word == "matched" and isinstance(got, Capture) and is_html(got):
                urls.append(url)
                findings += len(weighed.found)
        spent = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}
    return {"pages": len(urls), "twice": len(urls) - len(set(urls)), "findings": findings, **spent, "urls": urls}


def hosts(port: int) -> dict[str, object]:
    """How close the crawl comes to what politeness allows: a question a second to each host, robots.txt and sitemap too."""
    names = {f"h{number}.example": port for number in range(HOSTS)}
    start = tuple(f"http://{name}/" for name in names)
    began = time.perf_counter()
    with fetching(names, DELAY) as http:
        had = sum(
            isinstance(got, Capture) and got.status == 200
            for _, got in crawl(start, http, scope=start, max_pages=10**6, sitemaps=http.robots_sitemaps)
        )
    seconds = time.perf_counter() - began
    questions = PAGES + 1 + 2  # each page and the start page; robots.txt and the sitemap
    allowed = (questions - 1) * DELAY + ANSWER
    return {
        "hosts": HOSTS,
        "pages": had,
        "of": HOSTS * (PAGES + 1),
        "seconds": seconds,
        "questions_per_second": HOSTS * questions / seconds,
        "politeness_allows_seconds": allowed,
        "share": allowed / seconds,
    }


def frontier() -> dict[str, object]:
    """A million addresses in line, of ordinary length."""
    line, before, began = InMemory(), _highest(), time.perf_counter()
    for number in range(1_000_000):
        line.add(f"https://www.gemeente-{number % 500}.example/nieuws/2026/onderwerp-{number}/pagina.html", number % 30)
    return {"urls": len(line), "megabytes": (_highest() - before) / 1024, "seconds": time.perf_counter() - began}


def _highest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(what: str) -> None:
    home = "http://127.0.0.1:8099/"
    runs = {
        "site": lambda: site(home, match=True),
        "beside": lambda: beside(home),
        "text": lambda: site(home, match=False),
        "hosts": lambda: hosts(8099),
        "frontier": frontier,
    }
    print(json.dumps(runs[what]()))


if __name__ == "__main__":
    main(*sys.argv[1:])
