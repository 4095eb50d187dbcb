"""What the database itself refuses, whoever writes to it: a takedown of a place whose evidence bears no verified time stamp.

Only what two people decided in acute danger stands instead of the seal. The triggers are put in place at every start, after
the migrations, so that none which rebuilds a table can lose them.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_SEALED = "SELECT 1 FROM seals WHERE seals.exposure_id = NEW.exposure_id"
_OVERRIDDEN = "SELECT 1 FROM overrides WHERE overrides.exposure_id = NEW.exposure_id AND overrides.second IS NOT NULL"
_WITHOUT = f"NOT EXISTS ({_SEALED}) AND NOT EXISTS ({_OVERRIDDEN})"
#: From here on a request can leave; before it, it was written while there was a seal.
_ON_ITS_WAY = "NEW.state IN ('ready', 'sending', 'sent')"
_WORDS = "no takedown without a verified seal"

_SQLITE = (
    f"CREATE TRIGGER IF NOT EXISTS takedown_needs_seal BEFORE INSERT ON takedowns WHEN {_WITHOUT} "
    f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
    f"CREATE TRIGGER IF NOT EXISTS takedown_keeps_seal BEFORE UPDATE ON takedowns WHEN {_ON_ITS_WAY} AND {_WITHOUT} "
    f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
)
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION takedown_needs_seal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {_WITHOUT} AND (TG_OP = 'INSERT' OR {_ON_ITS_WAY}) THEN
        RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE OR REPLACE TRIGGER takedown_needs_seal BEFORE INSERT OR UPDATE ON takedowns "
    "FOR EACH ROW EXECUTE FUNCTION takedown_needs_seal()",
)


def install(connection: Connection) -> None:
    """Safe to repeat."""
    for statement in _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE:
        connection.execute(text(statement))
