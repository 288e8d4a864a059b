"""Is everything in order: content, database, master key? Each trouble is a sentence that tells what to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from trappen.care.content import load as load_care
from trappen.dialogue.content import deck as load_deck
from trappen.exercises.content import load as load_exercises
from trappen.films.content import load as load_films
from trappen.guide.content import load as load_guide
from trappen.language.lexicon import lexicon
from trappen.learning.content import load as load_learning
from trappen.shared.yaml_files import ContentError
from trappen.site.start import Refusal
from trappen.staircase.content import load
from trappen.trainer.content import load as load_trainer
from trappen.vault.queries import trouble_with_keys


def troubles() -> Iterator[str]:
    """Everything that keeps the site from being served; nothing where all is in order."""
    if said := trouble_with_content():
        yield said
    if said := trouble_with_database() or trouble_with_master_key():  # the keys can only be tried on a database
        yield said


def refuse_if(trouble: Callable[[], str]) -> None:
    if said := trouble():
        raise Refusal(said)


def trouble_with_content() -> str:
    try:
        staircase = load(settings.CONTENT).staircase
        guide = load_guide(settings.CONTENT, staircase)
        load_exercises(settings.CONTENT)
        load_films(settings.CONTENT, staircase, guide)
        load_deck(settings.CONTENT)
        load_trainer(settings.CONTENT, guide.order)
        load_learning(settings.CONTENT, guide.order)
        load_care(settings.CONTENT)
        lexicon()
    except ContentError as error:
        return f"The content cannot be used:\n{error}"
    return ""


def trouble_with_database() -> str:
    """Empty where the database answers and every migration has been run."""
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return f"The database cannot be reached: {_first_line(error)}. Is DATABASE_URL right, and is the server up?"
    if missing:
        return f"The database is not up to date ({missing} migrations are missing). Run `trappen migrate` first."
    return ""


def trouble_with_master_key() -> str:
    return trouble_with_keys(settings.MASTER_KEY_FILE)


@contextmanager
def told_plainly() -> Iterator[None]:
    """A database that goes away in the middle is a sentence, not a traceback."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Refusal(f"The database does not answer: {_first_line(error)}.") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
