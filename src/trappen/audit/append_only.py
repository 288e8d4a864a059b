"""How does the database itself refuse to change a line? Triggers, which SQLite and PostgreSQL write differently."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = [
    f"""CREATE TRIGGER audit_event_no_{verb} BEFORE {verb.upper()} ON audit_event
        BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"""
    for verb in ("update", "delete")
] + [
    # INSERT OR REPLACE deletes the line that it replaces without asking the trigger above.
    """CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
       WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"""
]
_POSTGRESQL = [
    """CREATE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the history is append-only'; END $$""",
    """CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
       FOR EACH ROW EXECUTE FUNCTION audit_event_append_only()""",
]
_UNDO = {
    "sqlite": [f"DROP TRIGGER audit_event_no_{verb}" for verb in ("update", "delete", "replace")],
    "postgresql": [
        "DROP TRIGGER audit_event_append_only ON audit_event",
        "DROP FUNCTION audit_event_append_only()",
    ],
}


def close(_apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    for statement in _SQLITE if schema.connection.vendor == "sqlite" else _POSTGRESQL:
        schema.execute(statement)


def reopen(_apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    for statement in _UNDO[schema.connection.vendor]:
        schema.execute(statement)
