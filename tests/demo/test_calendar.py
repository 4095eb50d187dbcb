"""The calendar is really now until it is turned, and turns for everybody at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.calendar import Calendar


def test_a_new_calendar_stands_at_now(tmp_path):
    assert abs(Calendar(tmp_path).now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_turning_it_moves_every_calendar_of_the_home_and_no_other(tmp_path, tmp_path_factory):
    mine, theirs, elsewhere = Calendar(tmp_path), Calendar(tmp_path), Calendar(tmp_path_factory.mktemp("elsewhere"))
    theirs.now()
    mine.turn(timedelta(days=30))
    mine.turn(timedelta(hours=1))

    assert theirs.offset() == timedelta(days=30, hours=1)
    assert elsewhere.offset() == timedelta()


def test_it_does_not_turn_back(tmp_path):
    with pytest.raises(ValueError, match="forward"):
        Calendar(tmp_path).turn(timedelta(seconds=-1))


@given(steps=st.lists(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=400)), max_size=6))
def test_steps_add_up(tmp_path_factory, steps):
    home = tmp_path_factory.mktemp("calendar")
    for step in steps:
        Calendar(home).turn(step)

    assert abs(Calendar(home).offset() - sum(steps, timedelta())) < timedelta(milliseconds=1)
