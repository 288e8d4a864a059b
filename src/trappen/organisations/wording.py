"""What are roles, refusals and mistakes in a list called on screen?"""

from django.utils.translation import gettext_lazy as _

from trappen.organisations.rules import Refusal, Role
from trappen.organisations.staff import Fault, Outcome
from trappen.organisations.staff_file import Trouble

ROLES = {
    Role.LEADER: _("Leder"),
    Role.DEPUTY: _("Stedfortræder"),
    Role.EMPLOYEE: _("Medarbejder"),
    Role.REPRESENTATIVE: _("Repræsentant"),
    Role.CONSULTANT: _("Konsulent"),
    Role.ADMINISTRATOR: _("Administrator"),
}

REFUSALS = {
    Refusal.LAST_ADMINISTRATOR: _("Organisationen skal have en administrator. Giv først rollen til en anden."),
    Refusal.LAST_ROLE: _("En person skal have mindst én rolle. Giv en anden rolle først, eller luk kontoen."),
    Refusal.KNOWN: _("Der er allerede en konto med den e-mail. Find personen på listen, og giv rollen dér."),
    Refusal.ELSEWHERE: _("E-mailen kan ikke bruges her."),
    Refusal.NAME_TAKEN: _("Der er allerede en enhed med det navn samme sted."),
    Refusal.RING: _("En enhed kan ikke ligge under sig selv."),
    Refusal.TOP: _("Den øverste enhed kan hverken flyttes eller slettes."),
    Refusal.IN_USE: _("Enheden er i brug. Flyt eller afslut først det, der hører til den."),
    Refusal.OWN_ROLE: _("Du kan ikke gøre dig selv til leder eller stedfortræder. Bed en anden administrator."),
    Refusal.LIST_FAULTY: _("Noget har ændret sig, siden listen blev vist. Se den igennem igen."),
}

OUTCOMES = {
    Outcome.NEW_PERSON: _("Ny konto"),
    Outcome.NEW_ROLE: _("Ny rolle"),
    Outcome.NOTHING: _("Har rollen i forvejen"),
    Outcome.FAULTY: _("Skal rettes"),
}

FAULTS = {
    Fault.NAME_MISSING: _("Navnet mangler."),
    Fault.NAME_LONG: _("Navnet er længere end 120 tegn."),
    Fault.NAME_CPR: _("Der står et CPR-nummer i navnet."),
    Fault.EMAIL: _("E-mailen er ikke en e-mailadresse."),
    Fault.EMAIL_ELSEWHERE: _("E-mailen kan ikke bruges her."),
    Fault.SHUT_OUT: _("Kontoen er lukket. Åbn den først."),
    Fault.TWO_NAMES: _("E-mailen står med et andet navn længere oppe."),
    Fault.UNIT: _("Enheden findes ikke."),
    Fault.UNIT_AMBIGUOUS: _("Flere enheder hedder sådan. Skriv hele vejen: Center / Enhed."),
    Fault.ROLE: _(
        "Rollen findes ikke. Skriv leder, stedfortræder, medarbejder, repræsentant, konsulent eller administrator."
    ),
}

TROUBLES = {
    Trouble.TOO_BIG: _("Filen er større end 1 MB."),
    Trouble.TOO_LONG: _("Der er flere end 2.000 personer i filen. Del den i flere."),
    Trouble.EMPTY: _("Der er ingen personer i filen."),
    Trouble.NOT_TEXT: _("Filen er ikke en CSV-fil. Gem regnearket som CSV, og prøv igen."),
    Trouble.COLUMNS: _("Den første linje skal have kolonnerne navn, mail, enhed og rolle, hver én gang."),
    Trouble.BROKEN: _(
        "Filen kan ikke læses længere end til linje %(line)d. Se efter anførselstegn, der ikke er lukket."
    ),
}
