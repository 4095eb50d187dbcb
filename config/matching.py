"""The weights of the matchers as they stand in matching.yml, for the shells to hand on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import yaml

from domain.errors import BadInput

HERE: Final = Path(__file__).parent
MATCHING_FILE: Final = HERE / "matching.yml"
POPULATION_DIRECTORY: Final = HERE / "population"


def load_weights_mapping(path: Path = MATCHING_FILE) -> Mapping[str, object]:
    """The file's content. Raises `BadInput` when it cannot be read or is no mapping; `Weights` checks the rest."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadInput(str(path), f"cannot be read ({type(error).__name__}); put back the file that luwte came with") from error
    if not isinstance(content, dict):
        raise BadInput(str(path), "is no mapping of weights; put back the file that luwte came with")
    return content
