"""Who works in the invented municipality of Åvang?"""

from dataclasses import dataclass

from trappen.organisations.rules import Role

ORGANISATION = "Åvang Kommune"
PASSWORD = "Trin-for-trin-2026"  # noqa: S105  # printed on the screen of whoever tries the demo; opens nothing else
DOMAIN = "aavang.example"

UNITS: tuple[tuple[str, str], ...] = (
    ("Center for Job og Borger", ORGANISATION),
    ("Center for Velfærd", ORGANISATION),
    ("Jobcenter Havnen", "Center for Job og Borger"),
    ("Borgerservice Torvet", "Center for Job og Borger"),
    ("Hjemmeplejen Øst", "Center for Velfærd"),
    ("Skolen ved Åen", "Center for Velfærd"),
)


@dataclass(frozen=True)
class Someone:
    """One person of the demo. The first of each role is the one whose sign-in is shown first."""

    key: str
    name: str
    unit: str
    role: Role
    language: str = "da"

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PEOPLE: tuple[Someone, ...] = (
    Someone("mette", "Mette Prøvedal", "Jobcenter Havnen", Role.LEADER),
    Someone("sofus", "Sofus Eksempel", "Jobcenter Havnen", Role.EMPLOYEE),
    Someone("rita", "Rita Demosen", "Jobcenter Havnen", Role.REPRESENTATIVE),
    Someone("konrad", "Konrad Attrapsen", ORGANISATION, Role.CONSULTANT),
    Someone("adda", "Adda Driftberg", ORGANISATION, Role.ADMINISTRATOR),
    Someone("dines", "Dines Modelgaard", "Jobcenter Havnen", Role.DEPUTY),
    Someone("jonas", "Jonas Opdigtsen", "Jobcenter Havnen", Role.EMPLOYEE),
    Someone("laila", "Laila Papirsø", "Jobcenter Havnen", Role.EMPLOYEE),
    Someone("bodil", "Bodil Skabelon", "Borgerservice Torvet", Role.LEADER),
    Someone("emre", "Emre Prøvestad", "Borgerservice Torvet", Role.EMPLOYEE),
    Someone("gry", "Gry Kulissen", "Borgerservice Torvet", Role.EMPLOYEE),
    Someone("hannah", "Hannah Øvelund", "Hjemmeplejen Øst", Role.LEADER, "en"),
    Someone("ture", "Ture Forsøgsen", "Hjemmeplejen Øst", Role.EMPLOYEE),
    Someone("ane", "Ane Statist", "Hjemmeplejen Øst", Role.EMPLOYEE),
    Someone("pil", "Pil Fiktivsen", "Hjemmeplejen Øst", Role.REPRESENTATIVE),
    Someone("viggo", "Viggo Tænktgaard", "Skolen ved Åen", Role.LEADER),
    Someone("nora", "Nora Udkastsen", "Skolen ved Åen", Role.EMPLOYEE),
    Someone("cille", "Cille Overbliksen", "Center for Job og Borger", Role.LEADER),
)
