"""What was asked, read back from the question: some answers do not say about whom they are."""

from __future__ import annotations

import re
from urllib.parse import unquote

from domain.source import Source

_FIELD = re.compile(r"\{([^{}]*)\}")


def asked(source: Source, url: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The values of these fields in a question to this source; none if it is no question of its own."""
    for template in source.queries:
        parts = [re.escape(part) if number % 2 == 0 else "([^&/?#]+)" for number, part in enumerate(_FIELD.split(template.url))]
        found = re.fullmatch("".join(parts), url)
        if found:
            given = zip(template.fields, found.groups(), strict=True)
            return tuple(dict.fromkeys(unquote(value) for name, value in given if name in names))
    return ()
