"""A seeded part of the questions of `scripts/bench api`: none meets an error of ours, or an answer that is not documented."""

from __future__ import annotations

import warnings
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import NOW

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from bench._asked import attack, filled


@pytest.mark.filterwarnings("ignore")  # what the tool's own libraries think of one another
def test_no_question_is_answered_otherwise_than_documented(tmp_path: Path) -> None:
    app, token, known = filled(tmp_path, NOW, NOW + timedelta(days=1))
    asked = attack(app, token, known, 300)
    assert asked.faults == []
    assert asked.cases >= 250
    assert max(asked.statuses) < 500
    assert asked.statuses[200] > 25
    assert asked.statuses[422] > 25
    assert len(asked.operations) == 12
