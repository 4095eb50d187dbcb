"""The real Dutch site, forty of its people enrolled by name: every exact mention is found, and nobody is reported as sure."""

import json
import tarfile
from pathlib import Path

import pytest

from domain.mention import Place
from domain.name import Name
from domain.profile import Profile
from matchers import Index, Population, Weights, find, read_page
from matchers.names import split_full_name


@pytest.fixture(scope="module")
def site(shared: Path) -> tuple[dict[str, bytes], list[dict[str, object]]]:
    with tarfile.open(shared / "nl-site-nluug" / "site.tar.gz") as archive:
        pages = {
            member.name.partition("site/")[2]: content.read()
            for member in archive
            if member.name.endswith(".html") and (content := archive.extractfile(member))
        }
    truth = json.loads((shared / "nl-site-nluug" / "ground_truth_persons.json").read_text())
    return pages, [person for person in truth if person["name"] and person["kind"] == "person"]


def test_every_exact_mention_is_found(site, population: Population, weights: Weights):
    pages, people = site
    index = Index(population, weights)
    for person in people[:40]:
        first, family = split_full_name(person["name"])
        index.add(Profile(person["id"], Name(family, (first,) if first else ())))
    truth = {(person["id"], page) for person in people[:40] for page in person["pages_mentioning_full_name"]}
    wanted = sorted({page for _, page in truth} | set(sorted(pages)[::12]))
    found, graded = set(), []
    for name in wanted:
        for finding in find(index, read_page(pages[name]), Place(name), weak=True):
            found.add((finding.profile_id, name))
            graded += [finding] if finding.grade != "weak" else []
    assert truth - found == set()
    assert graded == []  # by name alone nobody is more than weak
    for profile_id, name in found - truth:  # what the truth does not list: mentions outside the visible text, or hyphenated
        person = next(person for person in people if person["id"] == profile_id)
        plain = pages[name].decode().lower()
        assert all(part in plain for part in str(person["name"]).lower().replace("-", " ").split() if len(part) > 2)
