"""What does an administrator fill in?"""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from trappen.language.forms import FreeText
from trappen.organisations.queries import Branch
from trappen.organisations.rules import LONGEST_RETENTION, USUAL_RETENTION, Role
from trappen.organisations.staff import StaffLine
from trappen.organisations.staff_file import MOST_BYTES, Unreadable, staff_list
from trappen.organisations.wording import ROLES, TROUBLES
from trappen.shared.forms import Once

_ROLE_CHOICES = [(role.value, name) for role, name in ROLES.items()]
_LIST_SALT = "trappen.organisations.staff"
_LIST_AGE = 3600


class _UnitField(forms.TypedChoiceField):
    """One of the organisation's units, told by its path."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=uuid.UUID, **options)

    def offer(self, branches: Iterable[Branch]) -> None:
        self.choices = [("", _("Vælg")), *((str(branch.unit.id), branch.label) for branch in branches)]


class GiveRole(forms.Form):
    unit = _UnitField(label=_("Enhed"))
    role = forms.TypedChoiceField(label=_("Rolle"), coerce=Role, choices=[("", _("Vælg")), *_ROLE_CHOICES])

    def __init__(self, *args: Any, branches: Iterable[Branch], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].offer(branches)  # type: ignore[attr-defined]  # it is a _UnitField


class Invite(Once, GiveRole):
    name = FreeText(label=_("Navn"))
    email = forms.EmailField(label=_("E-mail"))
    field_order = ("name", "email", "unit", "role")


class UnitName(forms.Form):
    name = FreeText(label=_("Navn"))


class NewUnit(Once, UnitName):
    pass


class MoveUnit(forms.Form):
    parent = _UnitField(label=_("Ny overenhed"))

    def __init__(self, *args: Any, branches: Iterable[Branch], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].offer(branches)  # type: ignore[attr-defined]  # it is a _UnitField


class Retention(forms.Form):
    """How long a collaboration rests. A long time needs a reason, a short one needs none."""

    months = forms.IntegerField(
        label=_("Måneder"), min_value=1, max_value=LONGEST_RETENTION, help_text=_("Fra 1 til 12. Det sædvanlige er 6.")
    )
    reason = FreeText(
        label=_("Begrundelse"),
        rows=4,
        max_length=500,
        required=False,
        help_text=_("Kun hvis det er mere end 6 måneder: Hvorfor er det nødvendigt?"),
    )

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("months", 0) <= USUAL_RETENTION:
            given["reason"] = ""
        elif not given.get("reason") and "reason" in given:
            self.add_error("reason", _("Skriv, hvorfor I har brug for mere end 6 måneder."))


class StaffFile(forms.Form):
    """The list, read into lines."""

    file = forms.FileField(label=_("CSV-fil"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))

    def clean_file(self) -> list[StaffLine]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            return staff_list(file.read(MOST_BYTES + 1))
        except Unreadable as error:
            raise ValidationError(
                TROUBLES[error.trouble], code=error.trouble.value, params={"line": error.line}
            ) from error


class StaffList(forms.Form):
    """The list once more, as it was shown to this administrator, and whether letters are to be sent."""

    lines = forms.CharField(widget=forms.HiddenInput)
    send = forms.BooleanField(label=_("Send invitationer til nye personer med det samme"), required=False)

    def __init__(self, *args: Any, administrator: uuid.UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        self.salt = f"{_LIST_SALT}.{administrator}"

    def seal(self, lines: Iterable[StaffLine]) -> str:
        rows = [(line.number, line.name, line.email, line.unit, line.role) for line in lines]
        return signing.dumps(rows, salt=self.salt, compress=True)

    def clean_lines(self) -> list[StaffLine]:
        try:
            rows = signing.loads(self.cleaned_data["lines"], salt=self.salt, max_age=_LIST_AGE)
        except signing.BadSignature as error:
            raise ValidationError(_("Listen er blevet for gammel. Vælg filen igen.")) from error
        return [StaffLine(*row) for row in rows]
