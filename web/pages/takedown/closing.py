"""What to do about a gate that is open, for whoever reads it: one sentence, and where a note closes it, one button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain.roles import Role
from takedown.gates import Gate
from web.pages.takedown.notes import NOTES, Note
from web.texts import later

TO_DO: dict[str, Any] = {
    "G1": later("Have the place looked at again: the evidence must be of today. If it is gone, nothing needs to be asked."),
    "G2": later("Ask the employee for a mandate for this route, or draft a request in the organisation's own name."),
    "G3": later("Tell the employee what is asked of whom, and listen. Then note it."),
    "G4": later("The coordinator asks the police, and writes down at the case what they say."),
    "G5": later("A specialist of another team judges the finding."),
    "G6": later("Take out of the letter what it gives away."),
    "G7": later("Have the recipient's address checked: an administrator keeps the list of recipients."),
    "G8": later("Ask those nearer to the source first, or note why that is not possible or not safe."),
    "G9": later("Somebody else than the author reads it, and releases it."),
    "G10": later("The legal officer reads the recipient's conditions; then note that they were approved."),
    "G11": later("Wait for the answer to what is open with this recipient, or talk with the coordinator."),
    "G12": later("Write the transfer in the register; then note it."),
}
#: The notes that can close a gate.
_CLOSED_BY: dict[str, tuple[str, ...]] = {
    "G3": ("informed",),
    "G4": ("tipping-accepted",),
    "G8": ("uploader-not-safe", "uploader-not-possible", "site-not-possible", "host-not-possible", "registrar-not-possible"),
    "G10": ("clauses-approved", "journalism-agreed"),
    "G12": ("transfer-noted",),
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """`notes`: those that this reader may make, and that can close it."""

    gate: Gate
    text: Any
    notes: tuple[Note, ...]
    is_yours: bool


def to_do(gates: Iterable[Gate], role: Role) -> tuple[ToDo, ...]:
    """One for each gate that is open, in their order."""
    return tuple(ToDo(gate, TO_DO[gate.id], _notes(gate, role), gate.owner is role) for gate in gates if not gate.holds)


def _notes(gate: Gate, role: Role) -> tuple[Note, ...]:
    wanted = _CLOSED_BY.get(gate.id, ())
    return tuple(note for note in NOTES if note.slug in wanted and role in note.roles)
