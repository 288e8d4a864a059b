"""Does every form of the project refuse a CPR number wherever it takes in text that is stored?"""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from django import forms

import trappen
from trappen.language.forms import FreeText

# What is no text of a person's own: addresses, codes, passwords, and lines that the import checks one by one.
OTHERWISE = {
    ("accounts", "Activate", "code"),
    ("accounts", "Code", "code"),
    ("accounts", "ConfirmByCode", "code"),
    ("live", "Code", "code"),
    ("meetings", "ChangeMeeting", "others"),
    ("meetings", "MeetingFields", "others"),
    ("meetings", "PlanMeeting", "others"),
    ("organisations", "StaffList", "lines"),
}


def _parts(module: ModuleType) -> Iterator[pkgutil.ModuleInfo]:
    """The modules of forms that are a package."""
    return pkgutil.iter_modules(getattr(module, "__path__", []))


def fields() -> Iterator[tuple[tuple[str, str, str], forms.Field]]:
    for app in pkgutil.iter_modules(trappen.__path__):
        if not importlib.util.find_spec(f"trappen.{app.name}.forms"):
            continue
        module = importlib.import_module(f"trappen.{app.name}.forms")
        parts = [importlib.import_module(f"{module.__name__}.{part.name}") for part in _parts(module)]
        for name, form in (found for each in [module, *parts] for found in inspect.getmembers(each, inspect.isclass)):
            if issubclass(form, forms.BaseForm) and form.__module__.startswith(module.__name__):
                for field_name, field in form.base_fields.items():  # type: ignore[attr-defined]  # every form has them
                    yield (app.name, name, field_name), field


def test_no_field_of_text_is_without_the_guard() -> None:
    texts = {place: field for place, field in fields() if isinstance(field, forms.CharField)}
    unguarded = {
        place
        for place, field in texts.items()
        if not isinstance(field, FreeText | forms.EmailField | forms.UUIDField)
        and not isinstance(field.widget, forms.PasswordInput)
    }
    assert unguarded == OTHERWISE
    assert sum(isinstance(field, FreeText) for field in texts.values()) >= 20
