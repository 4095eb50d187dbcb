"""How reviewed findings and what was learned from them are told on the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import typer

from domain.finding import Grade, Reviewed

_LEAST: Final = 50  # reviewed findings from which there is anything to learn
_LEAST_OF_EACH: Final = 10  # confirmed, and dismissed


def counted(reviewed: Sequence[Reviewed]) -> dict[str, Any]:
    """All and by grade: how many, and which share was confirmed (None of none)."""
    grades = {}
    for grade in (Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE):
        rights = [one.confirmed for one in reviewed if one.grade is grade]
        share = sum(rights) / len(rights) if rights else None
        grades[grade.value] = {"reviewed": len(rights), "confirmed": sum(rights), "share": share}
    confirmed = sum(one.confirmed for one in reviewed)
    return {"reviewed": len(reviewed), "confirmed": confirmed, "dismissed": len(reviewed) - confirmed, "grades": grades}


def too_few(told: Mapping[str, Any]) -> str:
    """Why nothing can be learned from these; empty if it can."""
    if told["reviewed"] >= _LEAST and min(told["confirmed"], told["dismissed"]) >= _LEAST_OF_EACH:
        return ""
    return (
        f"Too few to learn from: it takes {_LEAST} reviewed findings, of them {_LEAST_OF_EACH} confirmed and {_LEAST_OF_EACH} "
        "dismissed. Come back when more are judged."
    )


def tell(told: Mapping[str, Any], as_json: bool) -> None:
    typer.echo(json.dumps(told) if as_json else "\n".join(_lines(told)))


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    if "made_at" in told:
        yield f"Made {told['made_at']} by {told['by']}."
    since = f" found since {told['since']}" if "since" in told else ""
    yield f"Reviewed findings{since}: {told['reviewed']}; confirmed {told['confirmed']}, dismissed {told['dismissed']}."
    for grade, of_grade in told.get("grades", {}).items():
        share = f"\t{of_grade['share']:.1%} confirmed" if of_grade["reviewed"] else ""
        yield f"  {grade}\t{of_grade['reviewed']}{share}"
    if "points" in told:
        yield f"Expected error of the scores: {told['error_before']:.3f}."
        yield f"Expected error of the map, on findings that it was not learned from: {told['error_after']:.3f}."
        yield from (f"  score {score:.4f}\tshare {share:.4f}" for score, share in told["points"])
    if "kept" in told:
        yield "Kept: it decides the grades from the next scan." if told["kept"] else "Nothing was kept."
