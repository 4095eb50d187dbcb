"""How a value in a JSON answer is written down: `results[].name`, `$` for the whole of it; and how it is selected once the
answer has been laid out as a page, on which every element bears its path (scanner/json_page.py)."""

from __future__ import annotations

ATTRIBUTE = "data-at"
VALUE = "data-value"
ROOT = "$"


def within(path: str, rows: str) -> str:
    """The path of a part of a row, from the top."""
    return path if not rows or rows == ROOT else f"{rows}.{path}"


def selector(path: str, *, value: str | None = None, empty: bool = False) -> str:
    """CSS for the element at that path; `value`: that has this value; `empty`: a list or object without anything in it."""
    css = f'[{ATTRIBUTE}="{_quoted(path)}"]'
    if value is not None:
        css += f'[{VALUE}="{_quoted(value)}"]'
    return f"{css}:empty:not([{VALUE}])" if empty else css


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
