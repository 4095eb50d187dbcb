"""Runs migrations on a connection that storage.migrate opened; never by a command line of its own."""

from typing import Any, Literal

from alembic import context

from storage.tables import Moment, key_metadata, metadata


def render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Our own column type is written as what it is in the database, so that a migration never imports our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Moment) else False


config = context.config
target = {"vault": metadata, "keys": key_metadata}[config.attributes["metadata"]]
context.configure(connection=config.attributes["connection"], target_metadata=target, render_as_batch=True, render_item=render)
with context.begin_transaction():
    context.run_migrations()
