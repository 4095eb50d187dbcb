"""What walks through the whole house begin with: the demo's outside world, its staff, and luwte's service as a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.story.play import staff
from cli.story.stage import Stage, set_up


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = set_up(tmp_path)
    staff(stage)
    stage.start_service()
    yield stage
    stage.close()
