"""Do the apps stand on their lines also where no import shows it, and are rules only rules?"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "trappen"


def lines() -> dict[str, int]:
    """The line of each app, counted from the top, as import-linter has it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (stack,) = [contract for contract in contracts if contract["id"] == "stack"]
    return {app.strip(): number for number, line in enumerate(stack["layers"]) for app in line.split("|")}


def test_a_foreign_key_leads_down_the_stack() -> None:
    """A foreign key that is named by a string is an import that no tool sees."""
    line = lines()
    for model in apps.get_models():
        if model._meta.app_label not in line:
            continue
        for field in model._meta.get_fields():
            if field.auto_created or not field.related_model or isinstance(field.related_model, str):
                continue
            there = field.related_model._meta.app_label
            here = model._meta.app_label
            assert there == here or there not in line or line[there] > line[here], f"{model.__name__}.{field.name}"


def test_rules_are_plain_python() -> None:
    """All rules can be loaded in a Python that has no Django in it."""
    names = [".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in SOURCE.glob("*/rules.py")]
    assert names
    code = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "found = {name.split('.')[0] for name in sys.modules} & {'django', 'asgiref', 'sqlite3'}\n"
        "sys.exit(', '.join(found) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_only_views_tasks_and_commands_read_the_clock() -> None:
    reads = ("timezone.now()", "localdate()", "datetime.now(", "date.today(", "localtime()", "time.time()")
    allowed = {"views.py", "middleware.py", "http.py", "tasks.py", "commands.py", "keep.py", "adapter.py"}
    allowed |= {"sessions.py"}
    for path in SOURCE.rglob("*.py"):
        if path.name not in allowed and "views" not in path.parent.name:
            code = path.read_text(encoding="utf-8")
            assert not [read for read in reads if read in code], path.relative_to(SOURCE)


def test_every_app_with_code_has_its_tests() -> None:
    with_code = {
        path.parent.name
        for path in SOURCE.glob("*/*.py")
        if path.name not in {"__init__.py", "apps.py"} and path.parent.name != "site"
    }
    assert {app for app in with_code if not list((ROOT / "tests" / app).glob("test_*.py"))} == set()


@pytest.mark.django_db
def test_every_migration_is_written() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
