"""What the matcher makes of real Dutch material: telephone numbers in running text, short texts with the persons marked, and
whole pages on which nobody enrolled stands.

Only what anybody may call of `matchers` is called: somebody is enrolled with what the text holds, and is found there or not.
Skipped where the shared test material is not beside the checkout."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable

from bench._real_phones import dutch_phones, example_notations, library_texts
from bench._real_texts import DATA, TODAY, found_in, index_of, of_kind
from bench._real_texts import cases as marked_texts
from bench._real_texts import sentences as marked_sentences
from bench.judge_world import make, missing
from domain.finding import Finding, Grade
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Profile
from matchers import find, read_page

STRANGERS = 10_000
_STORED = {Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE}
_PREFIXED = re.compile(r"^((?:van|von|de|der|den|het|'t|ten|ter|te|el|op|in)\b\s*)+", re.I)
_TITLE = re.compile(r"^(?:(?:dr|drs|mr|mw|mevr|dhr|prof|ir|ing|pat|meneer|mevrouw|dokter|zr|heer)\b\.?\s*)+", re.I)


def measure() -> dict[str, object]:
    if not DATA.is_dir() or (why := missing()):
        return {"benchmark": "real_material", "skipped": f"no real material at {DATA}" if not DATA.is_dir() else why}
    return {
        "benchmark": "real_material",
        "phones": {
            "example notations": example_notations(),
            "texts of the library": library_texts(),
            "Dutch texts": dutch_phones(),
        },
        "persons": {"names": names(), "e-mails": emails(), "benchmark sentences": sentences()},
        "hard negatives": pages(),
    }


def named(written: str) -> Profile | None:
    """Somebody called as marked: a first name or initials with a family name; nobody for one word alone, which is no name
    that a page could be reported for."""
    bare = _TITLE.sub("", written).strip(" ,")
    first, _, rest = bare.partition(" ")
    prefix = match[0].strip() if (match := _PREFIXED.match(rest)) else ""
    surname = rest[len(prefix) :].strip()
    if not surname or not surname[0].isalpha() or "-" in first or "/" in first or _PREFIXED.match(f"{first} "):
        return None
    spelled = "." in first or first.isupper()
    firsts = tuple(part for part in re.findall(r"[A-Z][a-z]*", first)) if spelled else (first,)
    return Profile(f"name {written}", Name(FamilyName(surname, prefix), firsts)) if firsts else None


def names() -> dict[str, object]:
    """Every full name marked, enrolled; asked for full names alone (weak). Wrong: found in a text that holds no name marked
    with that surname."""
    cases = [
        (text, spans, [(span, profile) for span in spans if (profile := named(span))]) for text, spans in marked_texts("names")
    ]
    everybody = {profile.id: profile for _, _, people in cases for _, profile in people}
    index = index_of(everybody.values())
    missed, wrong, holding = [], [], 0
    for text, spans, people in cases:
        found = {one.profile_id: one for one in found_in(index, text, weak=True)}
        holding += len(people)
        missed += [f"{span!r} in {text!r}" for span, profile in people if profile.id not in found]
        strange = [
            one for one in found if not any(everybody[one].name.family.surname.lower() in span.lower() for span in spans)
        ]
        wrong += [f"{one} ({found[one].grade}) in {text!r}" for one in strange]
    return {"texts": len(cases), "names": holding, "found": holding - len(missed), "missed": missed, "wrong": wrong}


def emails() -> dict[str, object]:
    marked = [(text, {span.lower() for span in spans}) for text, spans in marked_texts("emails")]
    marked += [(str(one["phrase"]), {email.lower() for email in of_kind(one, "email_address")}) for one in marked_sentences()]
    every = sorted(set().union(*(addresses for _, addresses in marked)))
    index = index_of(Profile(email, Name(FamilyName("Qwzx")), emails=(email,)) for email in every)
    found = [({one.profile_id for one in found_in(index, text)}, addresses, text) for text, addresses in marked]
    missed = [f"{email} in {text!r}" for hits, addresses, text in found for email in sorted(addresses - hits)]
    wrong = [f"{email} in {text!r}" for hits, addresses, text in found for email in sorted(hits - addresses)]
    holding = sum(len(addresses) for _, addresses in marked)
    return {"e-mails": holding, "found": holding - len(missed), "missed": missed, "wrong": wrong}


def sentences() -> dict[str, object]:
    """All sentences and texts against everybody of them and thousands of strangers: whatever is reported for a stranger."""
    texts = [str(one["phrase"]) for one in marked_sentences()]
    for kind in ("names", "phone_numbers", "emails", "urls", "dates", "ages", "locations", "institutions", "identifiers"):
        texts += [text for text, _ in marked_texts(kind)]
    index = index_of(make(STRANGERS, 1).profiles)
    found = [(one, text) for text in texts for one in found_in(index, text, weak=True)]
    stored = [f"{_why(one)} in {text!r}" for one, text in found if one.grade in _STORED]
    return {"texts": len(texts), "strangers": STRANGERS, "grades": _grades(one for one, _ in found), "stored": stored}


def pages() -> dict[str, object]:
    """Real pages without anybody on them who is enrolled: all that is reported is wrong."""
    bodies = {file.name: gzip.decompress(file.read_bytes()) for file in sorted((DATA / "nl-pages-misc" / "html").glob("*.gz"))}
    index = index_of(make(STRANGERS, 1).profiles)
    found = [
        (name, one)
        for name, body in bodies.items()
        for one in find(index, read_page(body), Place(f"https://{name}.example/"), weak=True, today=TODAY)
    ]
    stored = [f"{name}: {_why(one)}" for name, one in found if one.grade in _STORED]
    weak = [f"{name}: {_why(one)}" for name, one in found if one.grade not in _STORED]
    return {
        "pages": len(bodies),
        "strangers": STRANGERS,
        "grades": _grades(one for _, one in found),
        "stored": stored,
        "weak": weak[:60],
    }


def _why(finding: Finding) -> str:
    """What was taken for evidence; everybody here is made up."""
    return f"{finding.grade} {finding.score:.3f} " + ", ".join(
        f"{one.kind}={one.found!r} ({one.form})" for one in finding.signals
    )


def _grades(findings: Iterable[Finding]) -> dict[str, int]:
    return dict(Counter(str(one.grade) for one in findings))


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
