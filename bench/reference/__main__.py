"""Serve the plain site on the port that is given, with the very settings that Trappen is served with."""

import datetime as dt
import os
import sys

import django
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.reference.settings"
django.setup()
application = get_wsgi_application()


def fill() -> None:
    from django.db import connection

    from bench.reference.models import Row

    with connection.schema_editor() as schema:
        schema.create_model(Row)
    day = dt.date(2026, 1, 1)
    Row.objects.bulk_create(
        Row(name=f"Row {number:02}", made_on=day + dt.timedelta(days=number), count=number * 7, is_open=number % 3 > 0)
        for number in range(200)
    )
    connection.close()


if __name__ == "__main__":
    from trappen.site.server import server_of

    fill()
    server_of("bench", "127.0.0.1", int(sys.argv[1]), workers=1).serve(
        target_loader=lambda: application, wrap_loader=False
    )
