"""Which parts do forms share? A name for one sending, and the version that an edit started from."""

import uuid
from typing import Any

from django import forms


class Once(forms.Form):
    """A form that makes something new: sent twice, it makes one thing, since `once` becomes its primary key."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["once"].initial = uuid.uuid4


class Versioned(forms.Form):
    """A form that changes something: `version` says what the person had before their eyes."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
