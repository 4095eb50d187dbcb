"""aiohttp with lexbor, which only fetches, follows and takes the text: `python -m bench._peer_aiohttp URL` prints JSON."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from urllib.parse import urldefrag, urljoin

import aiohttp
from selectolax.lexbor import LexborHTMLParser

AT_ONCE = 16


async def crawl(home: str) -> int:
    waiting: asyncio.Queue[str] = asyncio.Queue()
    seen, pages = {home}, 0
    waiting.put_nowait(home)

    async def fetcher(session: aiohttp.ClientSession) -> None:
        nonlocal pages
        while True:
            url = await waiting.get()
            async with session.get(url) as response:
                body = await response.read()
                if response.status == 200 and response.content_type == "text/html":
                    pages += 1
                    tree = LexborHTMLParser(body)
                    tree.text()
                    for node in tree.css("a[href]"):
                        link = urldefrag(urljoin(str(response.url), node.attributes["href"] or ""))[0]
                        if link.startswith(home) and link not in seen:
                            seen.add(link)
                            waiting.put_nowait(link)
            waiting.task_done()

    async with aiohttp.ClientSession() as session:
        fetchers = [asyncio.create_task(fetcher(session)) for _ in range(AT_ONCE)]
        await waiting.join()
        for each in fetchers:
            each.cancel()
    return pages


def main(url: str) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    pages = asyncio.run(crawl(url))
    print(json.dumps({"pages": pages, "seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}))


if __name__ == "__main__":
    main(sys.argv[1])
