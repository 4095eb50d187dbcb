"""The letters of the outside world say what they are meant to say to whoever reads them with luwte's own rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from demo.history import Notice
from demo.letters import compose
from demo.organisations import ORGANISATIONS, QUESTION
from takedown.replies import classify

MEANT = {"receipt": "receipt", "complaint": "refusal", "claim": "claim-removed", "refusal": "refusal", "question": "question"}
LETTERS = [(owner, reply) for owner in ORGANISATIONS for reply in (*owner.replies, *owner.later, QUESTION)]


@pytest.mark.parametrize(("owner", "reply"), LETTERS, ids=lambda one: getattr(one, "letter", getattr(one, "slug", "")))
def test_a_letter_is_read_as_what_it_is_meant_to_be(owner, reply):
    notice = Notice(
        number=1,
        organisation=owner.slug,
        at="2026-11-23T10:00:00+00:00",
        records=("/persoon/1",),
        envelope_from="bounce+tok@melding.example",
        reply_to="meldpunt+tok@melding.example",
        to=owner.mailbox,
        message_id="<notice-1@melding.example>",
        references="",
        subject="Verzoek om verwijdering [LW-2026-0001]",
        text="Geachte heer, mevrouw,\n\nWilt u deze vermelding verwijderen en ons de beslissing laten weten?\n",
    )

    letter = compose(notice, owner, reply, notice.moment + timedelta(days=2))

    assert classify(letter).event == MEANT[reply.letter.rpartition("-")[2]]
