"""Only what the writer wrote now is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takedown.quotes import new_text

TRIMMING = Path(__file__).parents[3] / "shared" / "data" / "mail-replies" / "given" / "reply-trimming"

INTRODUCTIONS = [
    "Op ma 23 nov. 2026 om 10:00 schreef Meldpunt <meldpunt@luwte.example>:",
    "Op ma 23 nov. 2026 om 10:00 schreef Meldpunt\n<meldpunt@luwte.example>:",
    "Op 23 november 2026 heeft Meldpunt <meldpunt@luwte.example> het volgende geschreven:",
    "On Mon, Nov 23, 2026 at 10:00 AM Meldpunt <meldpunt@luwte.example> wrote:",
    "On Mon, Nov 23, 2026 at 10:00 AM Meldpunt <\nmeldpunt@luwte.example> wrote:",
    "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Meldpunt <meldpunt@luwte.example>:",
    "Meldpunt <meldpunt@luwte.example> schrieb am Mo., 23. Nov. 2026\num 10:00 Uhr:",
    "Le lun. 23 nov. 2026 à 10:00, Meldpunt <meldpunt@luwte.example> a écrit :",
    "-----Oorspronkelijk bericht-----",
    "-----Ursprüngliche Nachricht-----",
    "-------- Original Message --------",
    "Van: Meldpunt <meldpunt@luwte.example>\nVerzonden: maandag 23 november 2026\nAan: Support\nOnderwerp: x",
    "*Von:* Meldpunt\n*Gesendet:* Montag\n*An:* Support\n*Betreff:* x",
    "-- ",
    "_______________",
    "Verstuurd vanaf mijn iPhone",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_what_follows_an_introduction_is_not_the_writers(introduction: str) -> None:
    assert new_text(f"Dank.\n\n{introduction}\n\nHet bericht is verwijderd.\n") == "Dank."


@pytest.mark.parametrize("line", ["Op maandag schreef ik u al.", "Van: die site weten wij niets.", "On it."])
def test_an_ordinary_line_is_no_introduction(line: str) -> None:
    assert new_text(f"{line}\nHet bericht is verwijderd.").endswith("verwijderd.")


def test_an_answer_between_the_quotes_is_kept() -> None:
    text = "On Mon, Jan wrote:\n> Is het weg?\n\nJa, verwijderd.\n\n> Dank\n"
    assert new_text(text) == "Ja, verwijderd."


def test_the_line_of_a_ticket_system_cuts_the_history_and_not_the_answer() -> None:
    assert new_text("##- Please type your reply above this line -##\n\nRemoved.") == "Removed."
    assert new_text("Removed.\n\n##- Please type your reply above this line -##\n\nOld.") == "Removed."


def test_a_disclaimer_is_left_out() -> None:
    assert new_text("Ontvangen.\n\nDit bericht is vertrouwelijk; verwijder het.\n") == "Ontvangen."


@pytest.mark.skipif(not TRIMMING.is_dir(), reason="../shared/data/mail-replies is not here")
def test_the_dutch_letters_of_the_given_set_are_trimmed_as_expected() -> None:
    letters = json.loads((TRIMMING / "discourse_email_reply_trimmer.json").read_text(encoding="utf-8"))
    dutch = [letter for letter in letters if "dutch" in letter["id"]]
    assert len(dutch) == 2
    for letter in dutch:
        assert new_text(letter["email"]).split() == letter["trimmed"].split()


@given(st.text(max_size=300))
def test_no_word_is_invented(text: str) -> None:
    assert set(new_text(text).split()) <= set(text.replace("\u00a0", " ").split())
