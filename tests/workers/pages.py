"""The pages of a fictional directory and a fictional forum, cut from the example pages that stand beside their definitions."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from config.paths import SOURCES

DIRECTORY, FORUM = "http://adressengids.example", "http://praatplein.example"
#: Where the fictional Joke stands: in the directory, and in a thread of the forum.
LISTED, THREAD, POST = f"{DIRECTORY}/persoon/7", f"{FORUM}/onderwerp/402", "bericht-3106"
QUESTION = f"{DIRECTORY}/zoek?naam=van%20der%20Berg&plaats=Den%20Haag"
NAME, HOME, PHONE = "Joke van der Berg", "Lange Voorhout 8-bis, 2514 ED Den Haag", "06-12345671"
SAID = f"Die bonnen schrijft {NAME}, ze woont gewoon {HOME}. Bel haar zelf maar: {PHONE}."


@cache
def frozen(source: str, name: str) -> str:
    return (SOURCES / source / f"{name}.html").read_text(encoding="utf-8")


def row(name: str = NAME, home: str = HOME, phone: str = PHONE, number: int = 7) -> str:
    return _listing(frozen("adressengids", "hit"), name, home, phone, number)


def record(name: str = NAME, home: str = HOME, phone: str = PHONE, number: int = 7) -> str:
    return _listing(frozen("adressengids", "record"), name, home, phone, number)


def _listing(page: str, name: str, home: str, phone: str, number: int) -> str:
    told = page.replace("Titia Testvermelding", name).replace("Kerkplein 1, 9910 KP Lindestad", home)
    return told.replace("06-12340000", phone).replace("/persoon/1", f"/persoon/{number}").replace("66 jaar", "55 jaar")


def thread(said: str = SAID) -> str:
    page = frozen("praatplein", "hit")
    first, last = page.index("<p>Die bonnen"), page.index("</p>", page.index("<p>Die bonnen"))
    return page[: first + 3] + said + page[last:]


def front(*threads: str) -> str:
    """The forum's first page, with a link to each thread."""
    page = frozen("praatplein", "miss").replace("Dit onderwerp bestaat niet", "Onderwerpen")
    links = " ".join(f'<a href="/onderwerp/{thread}">{thread}</a>' for thread in threads or ("401", "402"))
    return page.replace("Het onderwerp of bericht", f"{links} Het bericht")


def world() -> dict[str, str | int]:
    """Both sites as they are on the first day."""
    return {
        f"{DIRECTORY}/zoek?naam=Testvermelding&plaats=Lindestad": frozen("adressengids", "hit"),
        f"{DIRECTORY}/persoon/1": frozen("adressengids", "record"),
        QUESTION: row(),
        LISTED: record(),
        f"{FORUM}/": front(),
        f"{FORUM}/onderwerp/401": thread("Mooi weer vandaag."),
        THREAD: thread(),
    }


def otherwise(url: str) -> str | int | tuple[int, str]:
    """What a site says where it has nothing."""
    parts = urlsplit(url)
    if "adressengids" in parts.netloc:
        return frozen("adressengids", "miss") if parts.path == "/zoek" else (404, frozen("adressengids", "gone"))
    return (404, frozen("praatplein", "miss")) if "praatplein" in parts.netloc else 404
