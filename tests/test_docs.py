"""What is not documented fails: settings, commands, routes, pages, kinds of source, states, events; and so does a dead link."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
import typer
import yaml

from cli.main import app
from config.settings import Settings
from domain.errors import Unclear
from domain.finding import Grade
from domain.recipient import RecipientClass
from domain.roles import Role
from domain.source import SourceKind, SourceState
from domain.takedown import Event, State
from domain.terms import RULES
from takedown.gates import RULES as GATES
from takedown.routes import all_routes
from web.app import all_routes as all_pages

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SETTINGS = [f"LUWTE_{name.upper()}" for name in Settings.model_fields]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^ *(```|~~~).*?^ *\1", re.MULTILINE | re.DOTALL)
#: Paths of the machine on which something was written have no place in what others read.
MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|tmp)/")


ROOMS = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
#: Contracted, and not built yet; README.md and docs/operating.md say so.
NOT_YET = {
    "luwte report",
}


@cache
def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> Iterator[str]:
    """Every command that `luwte --help` shows, and those below them."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # a group
        below = getattr(command, "commands", None)
        if not command.hidden:
            yield from (f"luwte {name} {sub}" for sub in below) if below else [f"luwte {name}"]


def unsaid(words: list[str], name: str) -> list[str]:
    """Those that the page does not name as code."""
    return [word for word in words if not re.search(rf"`{re.escape(word)}[`\s]", read(name))]


@pytest.mark.parametrize("name", ["docs/operating.md", ".env.example"])
def test_every_setting_is_explained_and_can_be_copied(name: str) -> None:
    assert [setting for setting in SETTINGS if not re.search(rf"\b{setting}\b(?!_)", read(name))] == []


def test_the_example_sets_nothing_that_is_no_setting() -> None:
    named = re.findall(r"^#? ?(LUWTE_[A-Z_]+)=", read(".env.example"), re.MULTILINE)
    assert {name.removesuffix("_FILE") for name in named} == set(SETTINGS)


def test_the_example_gives_the_defaults_and_no_secret() -> None:
    given = dict(re.findall(r"^(LUWTE_[A-Z_]+)=(.*)$", read(".env.example"), re.MULTILINE))
    plain = {
        name: str(default.default).lower() if isinstance(default.default, bool) else str(default.default)
        for name, default in Settings.model_fields.items()
        if isinstance(default.default, str | int | float | bool | Path)
    }
    wrong = {name for name, value in plain.items() if given.get(f"LUWTE_{name.upper()}", value).strip('"') != value}
    assert wrong == set()
    assert given["LUWTE_ENCRYPTION_KEYS"] == given["LUWTE_SECRET_KEY"] == given["LUWTE_SMTP_URL"] == ""


def test_every_command_is_listed() -> None:
    assert unsaid(list(commands()), "docs/operating.md") == []


def test_a_command_in_the_documents_exists_or_is_said_to_be_missing() -> None:
    there = set(commands())
    assert there.isdisjoint(NOT_YET), "it exists now: take it out of the documents' lists of what is missing"
    said = {
        f"luwte {words}"
        for page in PAGES
        for words in re.findall(r"`(?:\.venv/bin/)?luwte ((?:[a-z][a-z-]* ?)+)", page.read_text(encoding="utf-8"))
    }
    known = [*there, *NOT_YET]
    assert [command for command in said if not any(f"{command} ".startswith(f"{one} ") for one in known)] == []


def test_a_file_in_the_documents_is_there() -> None:
    """But for the walks, which make new ones."""
    gone = [
        (page.name, path)
        for page in PAGES
        if not page.name.startswith("adding-")
        for path in re.findall(r"`((?:[a-z_]+/)+[a-z_0-9.]*)`", page.read_text(encoding="utf-8"))
        if path.partition("/")[0] in ROOMS and not any((base / path).exists() for base in (ROOT, ROOT / "docs"))
    ]
    assert gone == []


def test_every_legal_route_and_gate_is_described() -> None:
    assert unsaid(sorted(all_routes()), "docs/taking-down.md") == []
    assert [rule.id for rule in GATES if f"| {rule.id} |" not in read("docs/taking-down.md")] == []


def test_every_page_has_its_line() -> None:
    directories = sorted({endpoint.partition(".")[0] for endpoint in all_pages()})
    assert unsaid(directories, "docs/operating.md") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (State, "docs/taking-down.md"),
        (Event, "docs/taking-down.md"),
        (SourceKind, "docs/adding-a-source.md"),
        (SourceKind, "docs/glossary.md"),
        (SourceState, "docs/glossary.md"),
        (RecipientClass, "docs/glossary.md"),
        (Unclear, "docs/glossary.md"),
        (Grade, "docs/matching.md"),
    ],
    ids=lambda given: given.__name__ if isinstance(given, type) else str(given),
)
def test_every_word_of_the_domain_is_explained(words: type[StrEnum], name: str) -> None:
    assert unsaid([word.value for word in words], name) == []


def test_every_role_and_every_rule_of_a_term_is_named() -> None:
    assert [role.value for role in Role if role.value not in read("docs/glossary.md")] == []
    assert unsaid(list(RULES), "docs/taking-down.md") == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_link_is_dead(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    dead = [link for link in LINK.findall(text) if not link.startswith(("http", "mailto:")) and not leads_somewhere(page, link)]
    assert dead == []


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE) if anchor else []
    return not anchor or anchor in map(anchor_of, headings)


def anchor_of(heading: str) -> str:
    """As the hosting platforms make it of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def test_a_dead_link_would_be_seen() -> None:
    assert leads_somewhere(ROOT / "README.md", "docs/hops.md")
    assert leads_somewhere(ROOT / "README.md", "#two-commands")
    assert not leads_somewhere(ROOT / "README.md", "docs/nowhere.md")
    assert not leads_somewhere(ROOT / "README.md", "docs/hops.md#nowhere")
    assert not leads_somewhere(ROOT / "README.md", "../elsewhere.md")


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        links = (link.partition("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8")))
        found = {(page.parent / link).resolve() for link in links if link.endswith(".md") and not link.startswith("http")}
        waiting += [one for one in found if one in PAGES and one not in reached]
    assert [page.name for page in PAGES if page not in reached] == []


def test_each_of_the_ten_hops_is_a_file_that_is_there() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", read("docs/hops.md"), re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 11))
    assert all("](../" in files for _, files in rows)  # that they lead somewhere the links' own test sees
    picture = read("docs/house.svg")
    assert "<title" in picture
    assert "<desc" in picture
    named = re.findall(r'class="file"[^>]*>([^<,]+)', picture)
    assert [name for name in named if not (ROOT / name.strip()).exists()] == []
    assert len(named) == 10


@pytest.mark.parametrize("page", [*PAGES, ROOT / ".env.example", ROOT / "publiccode.yml"], ids=lambda page: page.name)
def test_no_path_of_anybodys_machine_is_told(page: Path) -> None:
    assert MACHINE.findall(page.read_text(encoding="utf-8")) == []


def test_publiccode_has_what_the_standard_asks() -> None:
    told = yaml.safe_load(read("publiccode.yml"))
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["name"] == project["name"]
    assert told["softwareVersion"] == project["version"]
    assert told["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert {"url", "releaseDate", "platforms", "categories", "developmentStatus", "softwareType", "localisation"} <= set(told)
    assert told["maintenance"]["type"] == "community"
    assert told["maintenance"]["contacts"]
    for language in ("nl", "en"):
        description = told["description"][language]
        assert len(description["genericName"]) <= 35
        assert len(description["shortDescription"]) <= 150
        assert 500 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_the_newest_version_stands_in_the_list_of_changes() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)} – \d+ \w+ \d{{4}}$", read("CHANGELOG.md"), re.MULTILINE)
