"""Scrapy as its users run it, without delay: fetch, follow, text by lexbor. `python -m bench._peer_scrapy URL` prints JSON."""

from __future__ import annotations

import json
import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from selectolax.lexbor import LexborHTMLParser


class Site(scrapy.Spider):
    name = "site"
    pages = 0
    extractor = LinkExtractor(allow=[r"^http://127\.0\.0\.1:8099/"], deny_extensions=[])

    def parse(self, response):  # type: ignore[no-untyped-def]
        if not isinstance(response, scrapy.http.HtmlResponse):
            return
        Site.pages += 1
        LexborHTMLParser(response.body).text()
        for link in self.extractor.extract_links(response):
            yield scrapy.Request(link.url)


def main(url: str) -> None:
    Site.start_urls = [url]
    process = CrawlerProcess(
        {"LOG_ENABLED": False, "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0}
    )
    process.crawl(Site)
    began, cpu = time.perf_counter(), time.process_time()
    process.start()
    print(json.dumps({"pages": Site.pages, "seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}))


if __name__ == "__main__":
    main(sys.argv[1])
