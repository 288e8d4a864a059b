"""How is what was deleted wiped from the files? The one place that knows SQLite from PostgreSQL."""

from collections.abc import Iterable

from django.db import connection


def wipe(tables: Iterable[str]) -> None:
    """Overwrite deleted rows on disk. Outside a transaction only.

    SQLite overwrites what is deleted itself (`secure_delete`), but a copy of about one row in a thousand stays in the
    gaps when it moves rows between pages: only a file written anew, and an empty log, hold none.
    PostgreSQL keeps dead rows until it is told to clean up.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in tables:
                cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")
