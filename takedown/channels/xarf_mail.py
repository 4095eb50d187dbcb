"""The first adapter: a report in XARF by mail. Answers come into the mailbox like any other, so there is nothing to poll."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors import BadInput
from domain.ports import Handover, Letter, Send
from takedown.channels import email, xarf
from takedown.channels.adapter import Attempt
from takedown.facts import Facts
from takedown.replies import Reply, classify


@dataclass(frozen=True, slots=True)
class XarfMail:
    """`send`: how mail leaves."""

    send: Send

    def prepare(self, facts: Facts, attempt: Attempt) -> Letter:
        """The letter that was released, its report as a file. Raises `BadInput` where it holds none."""
        if not xarf.wanted(facts) or xarf.MARK not in facts.takedown.text:
            raise BadInput("xarf", "this request has no report; write the letter anew")
        return email.letter(
            facts.takedown,
            facts.recipient,
            token=attempt.token,
            message_id=attempt.message_id,
            desk=facts.desk,
            now=attempt.at,
        )

    def submit(self, prepared: Letter) -> Handover:
        return self.send(prepared)

    def poll(self, reference: str) -> tuple[Reply, ...]:
        """Nothing: mail is answered by mail."""
        return ()

    def parse(self, raw: bytes) -> Reply:
        return classify(raw)
