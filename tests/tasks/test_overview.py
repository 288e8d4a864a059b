"""What waits for each of them: their own actions by date, and what the collaborations that they lead ask for?"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import DAY, FACTS, NOW, TODAY, House, again, assessed, draft, opened, person, planned, viewer
from trappen.accounts.models import User
from trappen.collaborations import actions
from trappen.collaborations.models import Collaboration
from trappen.collaborations.rules import CaseSystem, Informed
from trappen.organisations.rules import Role
from trappen.plans.rules import Change, Status
from trappen.tasks.queries import Overview, overview

Told = dict[str, list[str]]


def told(user: User, today: dt.date = TODAY) -> Told:
    """What waits, by title or alias; what is empty is left out."""
    found = vars(overview(viewer(user), today))
    return {
        name: [getattr(each, "title", None) or each.alias for each in rows] for name, rows in found.items() if rows
    }


def quiet(alias: str, by: User, **more: User) -> Collaboration:
    """One that is assessed and asks for nothing."""
    row = opened(by, facts=replace(FACTS, alias=alias), **more)  # type: ignore[arg-type]  # as `opened` takes them
    assessed(row, by)
    return row


def test_own_actions_by_when_they_are_due(house: House) -> None:
    row = quiet("Taks", house.leader)
    days = {"I går": -1, "I dag": 0, "Søndag": 6, "Mandag": 7, "Om en måned": 30, "For længst": -30}
    for title, day in days.items():
        planned(row, house.leader, draft(title, house.helper, TODAY + day * DAY))
    found = overview(viewer(house.helper), TODAY)
    assert told(house.helper) == {
        "overdue": ["For længst", "I går"],
        "this_week": ["I dag", "Søndag"],
        "later": ["Mandag", "Om en måned"],
    }
    assert (found.overdue[0].about, found.overdue[0].due_on) == ("Taks", TODAY - 30 * DAY)
    assert told(house.leader) == {}


def test_nothing_waits() -> None:
    assert not Overview().anything


def test_a_new_one_waits_to_be_assessed(house: House) -> None:
    row = opened(house.leader)
    assert overview(viewer(house.leader), TODAY).anything
    assert told(house.leader) == told(house.deputy) == {"to_assess": ["Ahorn"]}
    assessed(row, house.leader)
    assert told(house.leader) == {}


def test_after_an_action_it_waits_to_be_assessed_again(house: House) -> None:
    row = quiet("Taks", house.leader)
    [made] = planned(row, house.leader, draft("Ring", house.helper))
    actions.move_action(
        collaboration=again(row),
        action=made,
        change=Change(Status.DONE),
        version=0,
        by=viewer(house.helper),
        now=NOW,
    )
    assert told(house.leader) == {"to_assess": ["Taks"]}
    assert told(house.helper) == {}


@pytest.mark.parametrize(("days", "waits"), [(8, False), (7, True), (0, True), (-3, True)])
def test_a_follow_up_within_a_week_waits(house: House, days: int, waits: bool) -> None:
    row = quiet("Taks", house.leader)
    actions.hold_follow_up(
        collaboration=row,
        agreed="Vi ringer.",
        held_on=TODAY - 10 * DAY,
        next_on=TODAY + days * DAY,
        once=uuid.uuid4(),
        by=viewer(house.leader),
        now=NOW,
    )
    assert told(house.leader) == ({"follow_ups_due": ["Taks"]} if waits else {})


@pytest.mark.parametrize("informed", Informed)
@pytest.mark.parametrize("case_system", CaseSystem)
def test_what_was_to_happen_soon_waits_for_an_answer(
    house: House, informed: Informed, case_system: CaseSystem
) -> None:
    facts = replace(FACTS, informed=informed, case_system=case_system)
    assessed(opened(house.leader, facts=facts), house.leader)
    soon = informed is Informed.SOON or case_system is CaseSystem.SOON
    assert told(house.leader) == ({"unanswered": ["Ahorn"]} if soon else {})


def test_what_is_closed_asks_only_before_it_is_deleted(house: House) -> None:
    row = opened(house.leader, facts=replace(FACTS, informed=Informed.SOON))
    planned(row, house.leader, draft("Ring", house.helper))
    actions.close(collaboration=again(row), words="", version=0, by=viewer(house.leader), now=NOW)
    assert told(house.leader) == {}
    assert told(house.helper) == {}
    assert told(house.leader, dt.date(2026, 5, 3)) == {"ending_soon": ["Ahorn"]}


def test_what_has_a_day_stands_by_its_day(house: House) -> None:
    for alias, days in (("Ahorn", 5), ("Taks", -2), ("Lind", 1)):
        row = quiet(alias, house.leader)
        actions.hold_follow_up(
            collaboration=row,
            agreed="Vi ses igen.",
            held_on=TODAY,
            next_on=TODAY + days * DAY,
            once=uuid.uuid4(),
            by=viewer(house.leader),
            now=NOW,
        )
    assert told(house.leader) == {"follow_ups_due": ["Taks", "Lind", "Ahorn"]}


def test_by_alias_whatever_its_letters(house: House) -> None:
    for alias in ("gyvel", "Taks", "Brombær"):
        opened(house.leader, facts=replace(FACTS, alias=alias))
    assert told(house.leader) == {"to_assess": ["Brombær", "gyvel", "Taks"]}


def test_who_is_asked(house: House) -> None:
    """Those who lead it: its unit's leader and deputy, and its own deputy. Nobody above, beside or only named."""
    opened(house.leader, people=[house.colleague], deputy=house.other_leader)
    asked = {
        "leader": house.leader,
        "unit's deputy": house.deputy,
        "own deputy": house.other_leader,
        "named": house.colleague,
        "colleague": house.helper,
        "leader above": person("Cille Overbliksen", (house.centre, Role.LEADER)),
        "representative": person("Rita Demosen", (house.harbour, Role.REPRESENTATIVE)),
        "consultant": person("Konrad Attrapsen", (house.top, Role.CONSULTANT)),
        "administrator": person("Adda Driftberg", (house.top, Role.ADMINISTRATOR)),
        "leader abroad": house.foreign_leader,
        "nobody": person("Ingen Rolle"),
    }
    assert {name for name, user in asked.items() if told(user)} == {"leader", "unit's deputy", "own deputy"}


# The page


def page_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    response = client.get("/overblik/")
    assert response.status_code == 200
    return response.text


def late(house: House, row: Collaboration, today: dt.date) -> None:
    planned(row, house.leader, draft("Ring", house.leader, today - DAY))


def this_week(house: House, row: Collaboration, today: dt.date) -> None:
    planned(row, house.leader, draft("Ring", house.leader, today), draft("Skriv", house.leader, today))


def unassessed(house: House, row: Collaboration, today: dt.date) -> None:
    opened(house.leader, now=timezone.now())


def nothing(house: House, row: Collaboration, today: dt.date) -> None:
    pass


@pytest.mark.parametrize(
    ("waiting", "heading"),
    [
        (late, "Én ting er forsinket"),
        (this_week, "To ting skal være gjort denne uge"),
        (unassessed, "Én ting venter på dig"),
        (nothing, "Intet venter på dig lige nu"),
    ],
)
def test_the_heading_says_what_is_so(
    house: House, waiting: Callable[[House, Collaboration, dt.date], None], heading: str
) -> None:
    now = timezone.now()
    row = opened(house.leader, now=now)
    assessed(row, house.leader, now=now)
    waiting(house, row, timezone.localdate(now))
    assert heading in " ".join(page_of(house.leader).split())


def test_someone_without_any_role_has_an_empty_page(house: House) -> None:
    assert "Intet venter på dig lige nu" in page_of(person("Ingen Rolle"))
