"""What are the kinds of steps and the refusals called on screen?"""

from django.utils.translation import gettext_lazy as _

from trappen.learning.rules import Kind, Why

KINDS = {
    Kind.READING: _("Læs"),
    Kind.FILM: _("En film"),
    Kind.EXERCISE: _("Øvelse"),
    Kind.MEETING: _("Mød nogen"),
    Kind.TALK: _("Samtale"),
    Kind.OWN: _("Fra din leder"),
}

OPEN = {
    Kind.READING: _("Åbn siden"),
    Kind.FILM: _("Åbn filmen"),
    Kind.EXERCISE: _("Åbn øvelsen"),
}

REFUSALS = {
    Why.FINISHED: _("Det er afsluttet og kan ikke ændres."),
    Why.NO_DAY: _("Samtalen har ikke en dato endnu."),
    Why.NOT_YET: _("Samtalen kan bekræftes, når dagen er kommet."),
    Why.NOT_BY_TICK: _("Samtalen er holdt, når I begge har bekræftet den."),
}
