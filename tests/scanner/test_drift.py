"""Every shipped definition against its own frozen pages, whole and drifted: what drifts is unclear, never absent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.sighting import Verdict
from domain.source import Extract, FrozenPage, Mark, Source
from scanner.drift import renamed, trials
from scanner.frozen import check_pages
from scanner.frozen_page import read_page

_NAMES = re.compile(r"[.#]([A-Za-z_][\w-]*)")


def test_every_definition_reads_its_own_pages(shipped: tuple[Source, ...]) -> None:
    assert {source.slug: check_pages(source) for source in shipped} == {source.slug: () for source in shipped}


def test_a_definition_without_pages_proves_nothing(gids: Source) -> None:
    assert [fault.part for fault in check_pages(gids)] == ["pages"]


def test_every_definition_shows_a_hit_a_miss_a_captcha_a_rate_limit_and_a_drift(shipped: tuple[Source, ...]) -> None:
    for source in shipped:
        told = {(page.verdict, page.reason and page.reason.value) for page in source.pages}
        assert {(Verdict.PRESENT, None), (Verdict.ABSENT, None), (Verdict.UNCLEAR, "blocked")} <= told, source.slug
        assert (Verdict.UNCLEAR, "layout-changed") in told, source.slug
        assert 429 in {page.status for page in source.pages}, source.slug


def vital(source: Source, page: FrozenPage) -> Iterator[str]:
    """The selectors on which the verdict about this page rests."""
    marks: list[Mark] = list(source.recognise) if page.status == 200 else []
    yield from (mark.css for mark in marks)
    if page.role == "record":
        yield source.detail.record if source.detail else ""
    elif page.verdict is Verdict.PRESENT:
        yield source.rows
        yield from (rule.css for name, rule in source.fields if name == "name" and source.rows)
        yield source.account.present.css if source.account else ""
    else:
        yield source.no_results.css if source.no_results else ""
        yield source.account.absent.css if source.account else ""


def drifted(body: bytes, css: str) -> bytes:
    """The page after its builder renamed the class or id that this selector ends on."""
    for name in _NAMES.findall(css)[-1:]:
        body = re.sub(rf"\b{re.escape(name)}\b(?=[^<>]*>)".encode(), b"c4f1", body)
    return body


def test_a_renamed_class_ends_in_unclear(shipped: tuple[Source, ...]) -> None:
    tried = 0
    for source in shipped:
        for page in source.pages:
            whole = Path(page.path).read_bytes()
            if page.verdict is Verdict.UNCLEAR or (page.status in (404, 410) and source.account is None):
                continue
            for css in vital(source, page):
                changed = drifted(whole, css)
                if changed == whole:
                    continue
                tried += 1
                reading = read_page(source, page, changed)
                assert reading.verdict is Verdict.UNCLEAR, (source.slug, page.path, css)
                assert reading.broken, (source.slug, page.path, css)
    assert tried > 30


def test_every_field_renamed_on_the_canarys_page_is_noticed_and_named(shipped: tuple[Source, ...]) -> None:
    tried = [(source, trial) for source in shipped for trial in trials(source)]
    assert len(tried) > 30
    for source, trial in tried:
        assert trial.verdict is Verdict.UNCLEAR, (source.slug, trial.part)
        assert trial.broken, (source.slug, trial.part)
    named = {trial.broken for _, trial in tried}
    assert {"place", "record_id", "fields.name", "fields.phone"} <= named


def test_on_any_other_page_a_renamed_field_never_ends_in_absent(shipped: tuple[Source, ...]) -> None:
    ended = [trial.verdict for source in shipped for trial in trials(source, strict=False)]
    assert ended
    assert Verdict.ABSENT not in ended


@pytest.mark.parametrize(
    ("rule", "page", "after"),
    [
        (Extract(css="li .naam"), b'<b class="naam">naam</b>', b'<b class="c4f1">naam</b>'),
        (Extract(attribute="href"), b'<a href="/1">href</a>', b'<a data-c4f1="/1">href</a>'),
        (Extract(css="ul li"), b"<li>list</li>", b"<x-c4f1>list</x-c4f1>"),
        (Extract(path="rijen[].naam"), b'{"naam": "naam"}', b'{"c4f1": "naam"}'),
        (Extract(css=".weg"), b"<b>x</b>", b"<b>x</b>"),
    ],
)
def test_what_a_rule_rests_on_gets_another_name(rule: Extract, page: bytes, after: bytes) -> None:
    assert renamed(page, rule) == after


def test_a_definition_that_would_not_notice_a_lost_field_is_told_so(shipped: tuple[Source, ...]) -> None:
    gids = next(source for source in shipped if source.slug == "adressengids")
    careless = replace(gids, fields=tuple((name, replace(rule, fill=0)) for name, rule in gids.fields))
    assert "fields.phone" in {fault.part for fault in check_pages(careless)}


def test_a_definition_must_show_itself_on_every_kind_of_page(shipped: tuple[Source, ...]) -> None:
    gids = next(source for source in shipped if source.slug == "adressengids")
    for gone, word in [("captcha", "captcha"), ("rate-limited", "429"), ("drifted", "layout"), ("miss", "nothing found")]:
        fewer = replace(
            gids, pages=tuple(p for p in gids.pages if gone not in p.path and (gone != "miss" or "gone" not in p.path))
        )
        assert any(word in fault.what for fault in check_pages(fewer)), gone
    alone = replace(gids, pages=tuple(page for page in gids.pages if (page.count or 0) < 2))
    assert any("namesakes" in fault.what for fault in check_pages(alone))


def test_no_renamed_class_of_any_kind_ends_in_absent(shipped: tuple[Source, ...]) -> None:
    for source in shipped:
        for page in (page for page in source.pages if page.verdict is Verdict.PRESENT):
            whole = Path(page.path).read_bytes()
            for name in set(re.findall(rb'(?:class|id)="([^"]+)"', whole)):
                changed = whole.replace(b'"' + name + b'"', b'"c4f1"')
                assert read_page(source, page, changed).verdict is not Verdict.ABSENT, (source.slug, name)


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\x00" * 500, b"{}", b"<p>Service unavailable</p>"])
def test_an_empty_answer_is_never_absent(shipped: tuple[Source, ...], body: bytes) -> None:
    for source in (source for source in shipped if source.asks):
        page = next(page for page in source.pages if page.verdict is Verdict.PRESENT)
        assert read_page(source, page, body).verdict is Verdict.UNCLEAR
