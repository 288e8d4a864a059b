"""How is a field filled with what can be chosen here?"""

from collections.abc import Sequence
from typing import Any

from django import forms


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
