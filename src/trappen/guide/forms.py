"""What does a unit write beside the guide?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from trappen.language.forms import FreeText
from trappen.shared.forms import Versioned

LONGEST_NOTE = 4_000


class NoteForm(Versioned):
    text = FreeText(
        label=_("Jeres note"),
        help_text=_("Jeres egen procedure, jeres egne telefonnumre. Slet teksten, hvis noten skal væk."),
        rows=8,
        max_length=LONGEST_NOTE,
        required=False,
    )


class Contacts(NoteForm):
    """One line for each whom one can call."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Hvem ringer I til?")
        self.fields["text"].help_text = _(
            "Skriv én på hver linje, med nummer og tidspunkt, fx: Vagten på rådhuset, 12 34 56 78, hele døgnet."
        )
