"""What are the guide's readers called on the screen?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trappen.guide.rules import Reader


@dataclass(frozen=True)
class Called:
    """A reader's name, and the heading of what they find."""

    slug: str
    name: "str | Promise"
    title: "str | Promise"


READERS = {
    Reader.LEADER: Called(Reader.LEADER.slug, _("Leder"), _("Det gør du som leder")),
    Reader.COLLEAGUE: Called(Reader.COLLEAGUE.slug, _("Medarbejder"), _("Det gør du som medarbejder og kollega")),
    Reader.REPRESENTATIVE: Called(
        Reader.REPRESENTATIVE.slug, _("AMR og TR"), _("Det gør du som arbejdsmiljø- eller tillidsrepræsentant")
    ),
}
