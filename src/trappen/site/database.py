"""How does the database come into order? Its migrations, its table of counters, and the master key beside it."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from trappen.site.order import refuse_if, trouble_with_master_key
from trappen.site.start import Refusal
from trappen.vault import ring
from trappen.vault.models import DataKey


def migrate(*, verbosity: int = 1) -> None:
    """Bring the database up to date. Makes a master key where nothing has been sealed yet.

    Raises Refusal where the key that the database was sealed with is missing or wrong.
    """
    with connection.cursor() as cursor:
        knows_keys = DataKey._meta.db_table in connection.introspection.table_names(cursor)
    if not (knows_keys and DataKey.objects.exists()) and not settings.MASTER_KEY_FILE.exists():
        _make_master_key()
    if knows_keys:
        refuse_if(trouble_with_master_key)
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=0)


def _make_master_key() -> None:
    path = settings.MASTER_KEY_FILE
    try:
        settings.SECRET_KEY = ring.create(path).signing[-1]
    except OSError as error:
        raise Refusal(
            f"The master key file {path} cannot be made ({error.strerror}). "
            "Make it yourself, or name another place in TRAPPEN_SECRET_KEY_FILE."
        ) from error
