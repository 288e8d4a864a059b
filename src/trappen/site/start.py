"""How does Django come up, and is everything in order? What is wrong is said in one sentence that tells what to do."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from trappen.site.environment import Environment, read


class Refusal(Exception):
    """The command cannot do what it was asked; the message is for the person at the terminal."""


def set_up() -> Environment:
    """Read the settings and start Django. Raises Refusal where the settings cannot be used."""
    try:
        environment = read()
    except ValueError as error:
        raise Refusal(str(error)) from error
    try:
        environment.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refusal(
            f"The data directory {environment.data_dir} cannot be made ({error.strerror}). "
            "Name another in TRAPPEN_DATA_DIR."
        ) from error
    if not os.access(environment.data_dir, os.W_OK | os.X_OK):
        raise Refusal(
            f"The data directory {environment.data_dir} cannot be written to. Name another in TRAPPEN_DATA_DIR."
        )
    _start_django(environment)
    return environment


def _start_django(environment: Environment) -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    from trappen.vault.rules import UnusableSecret

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trappen.site.settings")
    try:
        django.setup()
    except UnusableSecret as error:
        raise Refusal(f"The master key file {environment.secret_key_file} cannot be used: {error}.") from error
    except PermissionError as error:
        raise Refusal(f"{error.filename} cannot be read. Let the user who runs Trappen read it.") from error
    except (ImproperlyConfigured, ValueError) as error:
        raise Refusal(f"The settings cannot be used: {error}") from error


def troubles() -> Iterator[str]:
    """What keeps the site from being served, one sentence each; nothing where all is in order."""
    for trouble in (trouble_with_content, trouble_with_database, trouble_with_master_key):
        if said := trouble():
            yield said
            if trouble is trouble_with_database:
                return  # without a database nothing can be said of the keys


def refuse_if(trouble: Callable[[], str]) -> None:
    if said := trouble():
        raise Refusal(said)


def trouble_with_content() -> str:
    from django.conf import settings

    from trappen.staircase.content import ContentError, load

    try:
        load(settings.CONTENT)
    except ContentError as error:
        return f"The content cannot be used:\n{error}"
    return ""


def trouble_with_database() -> str:
    """Empty where the database answers and every migration has been run."""
    from django.db import DatabaseError

    try:
        missing = missing_migrations()
    except DatabaseError as error:
        return f"The database cannot be reached: {_first_line(error)}. Is DATABASE_URL right, and is the server up?"
    if missing:
        return f"The database is not up to date ({missing} migrations are missing). Run `trappen migrate` first."
    return ""


def trouble_with_master_key() -> str:
    from django.conf import settings

    from trappen.vault.queries import trouble_with_keys

    return trouble_with_keys(settings.MASTER_KEY_FILE)


def missing_migrations() -> int:
    """How many migrations the database still lacks. Raises DatabaseError where it does not answer."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def told_plainly() -> Iterator[None]:
    """A database that goes away in the middle is a sentence, not a traceback."""
    from django.db import InterfaceError, OperationalError

    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Refusal(f"The database does not answer: {_first_line(error)}.") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
