"""Which parts do forms share? A name for one sending, the version that an edit started from, and what if it is old."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Once(forms.Form):
    """A form that makes something new: sent twice, it makes one thing, since `once` becomes its primary key."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["once"].initial = uuid.uuid4


class Versioned(forms.Form):
    """A form that changes something: `version` says what the person had before their eyes."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def conflict(request: HttpRequest, form: forms.Form, version: int, who: str, when: Any) -> None:
    """Say who was faster; sent once more, the form then counts, since its writer has seen what stands there."""
    form.add_error(
        None,
        _(
            "%(who)s har ændret det her kl. %(time)s, mens du skrev. Dit er ikke gemt endnu. "
            "Se, hvad der står nu. Gem igen, hvis dit skal gælde i stedet."
        )
        % {"who": who, "time": date_format(timezone.localtime(when), "H.i", use_l10n=False)},
    )
    again = request.POST.copy()
    again["version"] = str(version)
    form.data = again
