"""The audit log as a file, without content: to be read elsewhere, and checked there without luwte's database."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from sqlalchemy import select

from domain.errors import BadInput
from storage.audit import Head, link_of
from storage.tables import audit
from storage.vault import Db

FIELDS = ("seq", "at", "by", "action", "purpose", "about", "detail", "chain")
_START = "0" * 64


def lines(db: Db) -> Iterator[dict[str, str | int]]:
    """Every linked line, oldest first; those of the last second are linked soon."""
    for row in db.connection.execute(select(audit).where(audit.c.chain.is_not(None)).order_by(audit.c.seq)):
        told = [row.seq, row.at.isoformat(), row.by, row.action, row.purpose, row.about, row.detail, row.chain]
        yield dict(zip(FIELDS, told, strict=True))


def write(db: Db, out: TextIO, kind: str) -> int:
    """`kind`: jsonl or csv. Returns how many lines."""
    number = 0
    table = csv.DictWriter(out, FIELDS, lineterminator="\n")
    if kind == "csv":
        table.writeheader()
    for line in lines(db):
        if kind == "csv":
            table.writerow(line)
        else:
            out.write(json.dumps(line) + "\n")
        number += 1
    return number


def read(file: TextIO, where: str) -> Iterator[Mapping[str, str]]:
    """The lines of such a file of either kind. Raises `BadInput` with the number of a line that is none."""
    start = file.read(1)
    file.seek(0)
    try:
        rows: Iterable[dict[str, object]] = map(json.loads, file) if start == "{" else _table(file, where)
        for number, row in enumerate(rows, 1):
            if set(row) != set(FIELDS):
                raise BadInput(f"{where}:{number}", f"a line has exactly these fields: {', '.join(FIELDS)}")
            yield {name: str(value) for name, value in row.items()}
    except (ValueError, csv.Error):
        raise BadInput(where, "this is no export of the audit log; make one with `luwte audit export`") from None


def _table(file: TextIO, where: str) -> Iterable[dict[str, object]]:
    table = csv.DictReader(file)
    if table.fieldnames is not None and tuple(table.fieldnames) != FIELDS:
        raise BadInput(where, f"the first line of a table names these fields: {', '.join(FIELDS)}")
    return table


def verify(told: Iterable[Mapping[str, str]], known: Iterable[Head]) -> str | None:
    """None if the chain holds from its beginning and goes through every head that is known, else what is wrong."""
    link, wanted = _START, {head.seq: head.link for head in known if head.seq}
    for line in told:
        fields: list[object] = [line[name] for name in FIELDS[1:-1]]
        link = link_of(link, [int(line["seq"]) if line["seq"].isdigit() else line["seq"], *fields])
        if link != line["chain"]:
            return f"line {line['seq']} is not as it was written, or one before it was taken out"
        if wanted.pop(int(line["seq"]), link) != link:
            return f"line {line['seq']} is another than the one that was the newest then"
    if wanted:
        return f"line {min(wanted)}, which was the newest then, is not there: the end was cut off"
    return None
