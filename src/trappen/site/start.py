"""How does Django come up from the environment? What is wrong is said in one sentence that tells what to do."""

import os

import django
from django.core.exceptions import ImproperlyConfigured

from trappen.site.environment import Environment, read
from trappen.vault.rules import UnusableSecret


class Refusal(Exception):
    """The command cannot do what it was asked; the message is for the person at the terminal."""


def set_up() -> Environment:
    """Read the settings and start Django. Raises Refusal where the settings cannot be used."""
    try:
        environment = read()
    except ValueError as error:
        raise Refusal(str(error)) from error
    _make_data_dir(environment)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trappen.site.settings")
    try:
        django.setup()
    except UnusableSecret as error:
        raise Refusal(f"The master key file {environment.secret_key_file} cannot be used: {error}.") from error
    except OSError as error:
        raise Refusal(f"{error.filename} cannot be read ({error.strerror}).") from error
    except (ImproperlyConfigured, ValueError) as error:
        raise Refusal(f"The settings cannot be used: {error}") from error
    return environment


def _make_data_dir(environment: Environment) -> None:
    folder = environment.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refusal(
            f"The data directory {folder} cannot be made ({error.strerror}). Name another in TRAPPEN_DATA_DIR."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Refusal(f"The data directory {folder} cannot be written to. Name another in TRAPPEN_DATA_DIR.")
