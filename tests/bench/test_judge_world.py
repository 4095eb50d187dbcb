"""The world to judge by keeps its promise: the same every time, everybody on their page, every look-alike somebody else."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from datetime import date

import pytest
from rapidfuzz.distance import OSA

from bench._truth import DECOYS, Sheet, Stands
from bench.judge_world import JudgeWorld, make, missing
from bench.judge_world.disguises import CYRILLIC, GREEK, INVISIBLE
from bench.judge_world.entries import FAMILIES
from bench.judge_world.lives import CALLED, UNSPLIT
from domain.errors import BadInput
from domain.profile import Profile

BLOCKS = (
    r"</?(?:p|div|t[dhr]|table|[uod]l|li|d[td]|[bh]r|h\d|section|article|pre|blockquote|cite|address|title|meta|img|a)\b[^>]*>"
)
SAME_AS = {"a": "[a4@]", "e": "[e3]", "i": "[i1!]", "o": "[o0]", "s": "[s5$]", "t": "[t7]", "b": "[b8]"}
DIGITS = dict(zip(["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"], "0123456789", strict=True))


@pytest.fixture(scope="module")
def world() -> JudgeWorld:
    if why := missing():
        pytest.skip(f"the judging world cannot be made: {why}")
    return make(profiles=3_000, sheets=1_500)


@pytest.fixture(scope="module")
def people(world: JudgeWorld) -> dict[str, Profile]:
    return {profile.id: profile for profile in world.profiles}


@pytest.fixture(scope="module")
def read(world: JudgeWorld) -> dict[str, str]:
    return {sheet.name: undisguised(sheet) for sheet in world.sheets}


def undisguised(sheet: Sheet) -> str:
    """All that a person could read there or behind a link, in plain lower-case letters."""
    try:
        page = sheet.body.decode()
    except UnicodeDecodeError:
        page = sheet.body.decode("cp1252")
    if sheet.media_type == "text/html":
        said = "".join(
            json.dumps(json.loads(one), ensure_ascii=False)
            for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        )
        page = re.sub(r"<script.*?</script>|<style.*?</style>|<!--.*?-->", "", page, flags=re.S)
        behind = " ".join(re.findall(r'(?:href|content|alt)="([^"]*)"', page))
        page = html.unescape(re.sub(r"<[^>]+>", "", re.sub(BLOCKS, " ", page, flags=re.I)) + f" {behind} ") + said
    page = page.translate({ord(one): None for one in (*INVISIBLE, "\ufe0f", "\u20e3")})
    page = page.translate({ord(fake): real for table in (CYRILLIC, GREEK) for real, fake in table.items()})
    return re.sub(r"\s+", " ", plain(page))


def plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(UNSPLIT))
    return text.replace("–", "-").encode("ascii", "ignore").decode().lower()


def dialled(text: str) -> str:
    """Without what stands between digits, and with words and the letter o read as digits."""
    text = re.sub(rf"\b({'|'.join(DIGITS)})\b", lambda hit: DIGITS[hit[0]], text)
    text = re.sub(r"\b[o\d][o\d .-]{7,}\b", lambda hit: hit[0].replace("o", "0"), text)
    return re.sub(r"[\s().+/-]", "", text)


def shows(text: str, profile: Profile, key: str, stands: Stands) -> bool:
    if key in {"name", "initials", "surname", "given"}:
        return shows_name(text, profile, key, stands)
    home, digits, tight = profile.addresses[0], dialled(text), text.replace(" ", "")
    born = profile.birth_date or date.min
    lives = bool(re.search(rf"{re.escape(plain(home.street))} {home.number}(?!\d)", text))
    return {
        "phone": lambda: profile.phones[0][3:] in digits,
        "landline": lambda: profile.phones[1][3:] in digits,
        "email": lambda: bool(re.search(written_email(profile.emails[0]), text)),
        "handle": lambda: any(handle in text for handle in profile.handles),
        "address": lambda: lives and home.postcode.lower() in tight,
        "street": lambda: lives,
        "postcode": lambda: home.postcode.lower() in tight,
        "city": lambda: plain(home.city) in text or (home.city == "Den Haag" and "'s-gravenhage" in text),
        "birth-date": lambda: bool(re.search(rf"\b0?{born.day}\b", text)) and str(born.year) in text,
        "age": lambda: bool(re.search(rf"\b({2025 - born.year}|{2026 - born.year})\b", text)),
    }[key]()


def shows_name(text: str, profile: Profile, key: str, stands: Stands) -> bool:
    name = profile.name
    families = [one.surname for one in (name.family, name.partner) if one]
    firsts = [*name.given_names, name.called, *CALLED.get(name.given_names[0], ())]
    if key == "initials":
        return bool(re.search(rf"\b{plain(name.given_names[0])[0]}", text))
    surname, first = (any(near(one, text, stands) for one in some) for some in (families, firsts))
    return {"name": surname and first, "surname": surname, "given": first}[key]


def near(name: str, text: str, stands: Stands) -> bool:
    """Whether it stands there, in figures for letters or with an umlaut written out; mistyped, if that was promised."""
    written = "".join(SAME_AS.get(one, re.escape(one)) for one in plain(name)).replace(
        f"{SAME_AS['i']}j", f"(?:{SAME_AS['i']}j|y)"
    )
    if re.search(written, text) or re.search(
        written, text.replace("ue", "u").replace("oe", "o").replace("ae", "a").replace("dj", "d")
    ):
        return True
    mistyped = any(one.startswith("typo") for one in stands.noise)
    wanted, words = plain(name).replace(" ", ""), re.findall(r"[\w'-]+", text)
    joined = (
        word.strip(".,;:()|")
        for size in (1, 2, 3)
        for word in map("".join, zip(*(words[at:] for at in range(size)), strict=False))
    )
    return mistyped and any(OSA.distance(wanted, word, score_cutoff=1) <= 1 for word in joined)


def written_email(email: str) -> str:
    dot = r"(?:\.|\s*[\[({]?\s*(?:punt|dot)\s*[\])}]?\s*)"
    at = r"\s*[\[({]?\s*(?:@|at|apenstaartje|apestaart)\s*[\])}]?\s*"
    return at.join(dot.join(map(re.escape, part.split("."))) for part in email.split("@"))


def test_it_comes_out_the_same_every_time_and_the_first_thousand_are_the_same_people_in_a_larger_one(world: JudgeWorld) -> None:
    small, large = make(1_000, 40), make(4_000, 40)

    assert small.sheets == large.sheets
    assert small.profiles == large.profiles[:1_000] == world.profiles[:1_000]
    assert make(1_000, 40) == small


def test_everybody_who_stands_there_can_be_read_there_once_the_disguise_is_taken_off(
    world: JudgeWorld, people: dict[str, Profile], read: dict[str, str]
) -> None:
    unread = [
        (sheet.name, stands, key)
        for sheet in world.sheets
        for stands in sheet.stands
        for key in stands.kind.split("+")
        if not shows(read[sheet.name], people[stands.profile], key, stands)
    ]

    assert unread == []


def test_nobody_but_the_first_thousand_stands_or_seems_to_stand_anywhere_and_nobody_twice(world: JudgeWorld) -> None:
    first = {profile.id for profile in world.profiles[:1_000]}

    for sheet in world.sheets:
        spoken_of = [one.profile for one in (*sheet.stands, *sheet.seems)]
        assert set(spoken_of) <= first
        assert len(set(spoken_of)) == len(spoken_of)


def test_no_number_or_address_of_anybody_enrolled_stands_on_a_page_that_does_not_say_so(
    world: JudgeWorld, read: dict[str, str]
) -> None:
    mails = {email: profile.id for profile in world.profiles for email in profile.emails}
    mobiles = {profile.phones[0][3:]: profile.id for profile in world.profiles}
    seen: Counter[str] = Counter()
    for sheet in world.sheets:
        standing, text = {one.profile for one in sheet.stands}, read[sheet.name]
        for found in re.findall(r"[\w.+-]+@[\w-]+\.example", text):
            seen["email"] += 1
            assert mails.get(found.strip("."), "") in {"", *standing}
        for found in re.findall(r"6\d{8}", re.sub(r"(?<=\d)[ .()/-]+(?=\d)", "", text)):
            seen["mobile"] += 1
            assert mobiles.get(found, "") in {"", *standing}
    assert min(seen["email"], seen["mobile"]) > 1_000


def test_whoever_seems_to_stand_there_is_another_person(
    world: JudgeWorld, people: dict[str, Profile], read: dict[str, str]
) -> None:
    for sheet in world.sheets:
        text = read[sheet.name]
        for seems in sheet.seems:
            profile = people[seems.profile]
            plainly = Stands(profile.id, "", False)
            assert not shows(text, profile, "phone", plainly)
            assert not any(email in re.findall(r"[\w.+-]+@[\w.-]+", text) for email in profile.emails)
            at_home = shows(text, profile, "street", plainly) and shows(text, profile, "postcode", plainly)
            if seems.kind == "relative":
                assert at_home
            elif seems.kind != "name-far":
                assert not at_home


def test_a_number_beside_an_enrolled_one_differs_in_one_digit(
    world: JudgeWorld, people: dict[str, Profile], read: dict[str, str]
) -> None:
    beside = [(sheet, people[seems.profile]) for sheet in world.sheets for seems in sheet.seems if seems.kind == "phone-beside"]

    assert beside
    for sheet, profile in beside:
        own, digits = profile.phones[0][3:], dialled(read[sheet.name])
        assert any(re.search(own[:at] + f"[^{own[at]}]" + own[at + 1 :], digits) for at in range(1, 9)), sheet.name


def test_there_is_enough_of_everything(world: JudgeWorld) -> None:
    stands = [one for sheet in world.sheets for one in sheet.stands]
    noises = Counter(noise.split(":")[0] for one in stands if one.identifiable for noise in one.noise)
    seems = Counter(one.kind for sheet in world.sheets for one in sheet.seems)
    long = [sheet for sheet in world.sheets if sheet.body.count(b"\n") + sheet.body.count(b"<") > 60]

    assert sum(one.identifiable for one in stands) >= 3_000
    assert all(noises[family] >= 100 for family in FAMILIES), noises
    assert set(seems) == set(DECOYS)
    assert sum(seems.values()) >= 1_000
    assert len(long) >= 200
    assert {"dutch", "frisian", "turkish", "moroccan", "surinamese", "polish", "village"} <= set(world.origins.values())


def test_what_only_a_household_shares_identifies_nobody(world: JudgeWorld) -> None:
    household = [one for sheet in world.sheets for one in sheet.stands if one.household]

    assert household
    assert not any(one.identifiable or {"name", "phone", "email"} & set(one.kind.split("+")) for one in household)


def test_fewer_profiles_than_its_pages_speak_of_are_refused() -> None:
    with pytest.raises(BadInput, match="at least 1000"):
        make(999, 10)
