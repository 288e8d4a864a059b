"""How does the database come into order? Its migrations, its table of counters, and the master key beside it."""

from trappen.site.start import Refusal, refuse_if, trouble_with_master_key


def migrate(*, verbosity: int = 1) -> None:
    """Bring the database up to date. Makes a master key where nothing has been sealed yet.

    Raises Refusal where the key that the database was sealed with is missing or wrong.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from trappen.vault import ring
    from trappen.vault.models import DataKey

    with connection.cursor() as cursor:
        has_keys = DataKey._meta.db_table in connection.introspection.table_names(cursor)
    has_sealed_rows = has_keys and DataKey.objects.exists()
    if not has_sealed_rows and not settings.MASTER_KEY_FILE.exists():
        try:
            settings.SECRET_KEY = ring.create(settings.MASTER_KEY_FILE).signing[-1]
        except OSError as error:
            raise Refusal(
                f"The master key file {settings.MASTER_KEY_FILE} cannot be made ({error.strerror}). "
                "Make it yourself, or name another place in TRAPPEN_SECRET_KEY_FILE."
            ) from error
    if has_keys:
        refuse_if(trouble_with_master_key)
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=0)
    refuse_if(trouble_with_master_key)
