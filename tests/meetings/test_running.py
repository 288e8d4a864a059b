"""Does the screen on which a meeting is led show the same everywhere, keep all that is written, and lose nothing?"""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, House, draft
from tests.meetings.conftest import (
    FILM,
    HOUR,
    Full,
    again,
    agreed,
    at,
    facts,
    hidden,
    parts,
    planned_by,
    ran,
    signed_in,
    text_of,
)
from trappen.accounts.models import User
from trappen.films.queries import film
from trappen.meetings import queries
from trappen.meetings.models import Invited, Meeting
from trappen.meetings.rules import Go
from trappen.plans.models import Action
from trappen.plans.rules import Status

GUIDE = film(FILM).meeting
CPR = "010203-1234"
PASSWORD = "en lang adgangskode 7"


@pytest.fixture
def now(db: None) -> dt.datetime:
    return timezone.now()


@pytest.fixture
def row(house: House, now: dt.datetime) -> Meeting:
    given = facts(house.leader, house.colleague, house.helper, starts_at=now)
    return planned_by(house.leader, house.harbour, given, now=now)


@pytest.fixture
def on(house: House, row: Meeting, now: dt.datetime) -> Meeting:
    ran(row, house.leader, Go.NEXT, now=now)
    return again(row)


def sent(row: Meeting, go: str = "stay", **more: Any) -> dict[str, Any]:
    """What a browser sends from the screen of the one who leads the meeting."""
    fresh = again(row)
    part = next((each for each in parts(row) if each.id == fresh.shown_id), None)
    there = [str(each.user_id) for each in queries.invited_to(fresh) if each.present]
    told: dict[str, Any] = {"once": str(uuid.uuid4()), "go": go, "agreement": "", "owner": ""}
    told |= {"present": there, "initial-present": there}
    if part:
        told |= {
            "part": str(part.id),
            "version": str(part.version),
            "notes": part.notes,
            "initial-notes": part.notes,
            "due": (timezone.localdate() + 14 * DAY).isoformat(),
        }
    return told | more


def send(client: Client, row: Meeting, go: str = "stay", **more: Any) -> Any:
    return client.post(at(row, "afvikl/"), sent(row, go, **more))


def page(user: User, row: Meeting) -> str:
    return text_of(signed_in(user).get(at(row, "afvikl/")))


def test_before_during_and_after(house: House, row: Meeting) -> None:
    client = signed_in(house.leader)
    before = text_of(client.get(at(row, "afvikl/")))
    assert "Er I klar?" in before
    assert "Ny aftale" not in before
    assert send(client, row, "next", present=[str(house.colleague.id)])["Location"] == at(row, "afvikl/")
    during = text_of(client.get(at(row, "afvikl/")))
    assert f"Del 1 af {len(parts(row))}" in during
    assert GUIDE.introduction[0].da in during
    assert GUIDE.aim.da in during
    assert {each.user for each in queries.invited_to(row) if each.present} == {house.colleague}
    while again(row).shown_id:
        send(client, row, "next", present=[str(house.colleague.id)])
    after = text_of(client.get(at(row, "afvikl/")))
    assert "Mødet er slut" in after
    send(client, row, "back", present=[])
    assert "Afrunding" in text_of(client.get(at(row, "afvikl/")))


def test_every_part_shows_what_the_guide_says(house: House, on: Meeting) -> None:
    client = signed_in(house.leader)
    seen = []
    while again(on).shown_id:
        seen.append(text_of(client.get(at(on, "afvikl/"))))
        send(client, on, "next")
    assert GUIDE.watch_for[0].da in seen[1]
    assert "Vis filmen" in seen[1]
    for number, exercise in enumerate(GUIDE.exercises, 2):
        assert exercise.title.da in seen[number]
        assert exercise.steps[0].da in seen[number]
        assert ("To og to" if exercise.for_pairs else "Alle sammen") in seen[number]
    assert GUIDE.wrap_up[0].da in seen[-1]
    assert GUIDE.agreements[0].da in seen[-1]
    assert "Slut mødet" in seen[-1]


def test_another_device_and_another_person_see_the_same_part(house: House, on: Meeting) -> None:
    send(signed_in(house.leader), on, "next")
    for user in (house.leader, house.colleague, house.helper):
        assert GUIDE.watch_for[0].da in page(user, on)
    assert GUIDE.watch_for[0].en in page(house.deputy, on)


def test_whoever_does_not_lead_writes_notes_alone(house: House, on: Meeting) -> None:
    client = signed_in(house.colleague)
    shown = page(house.colleague, on)
    for words in ("Ny aftale", "Hvem er her?", "Næste"):
        assert words not in shown
    first = on.shown_id
    send(client, on, "next", notes="Skrevet af Jonas", present=[str(house.helper.id)], agreement="X", owner="Y")
    assert (again(on).shown_id, parts(on)[0].notes) == (first, "Skrevet af Jonas")
    assert not Invited.objects.filter(present=True).exists()
    assert not Action.objects.exists()


def test_before_it_begins_the_others_are_told_to_wait(house: House, row: Meeting) -> None:
    client = signed_in(house.colleague)
    assert "Mette Prøvedal begynder mødet." in page(house.colleague, row)
    client.post(at(row, "afvikl/"), {"go": "next"})
    assert again(row).began_at is None


def test_next_keeps_the_notes_first(house: House, on: Meeting) -> None:
    client = signed_in(house.leader)
    send(client, on, "next", notes="Det vi sagde\r\ntil start")
    assert parts(on)[0].notes == "Det vi sagde\ntil start"
    assert again(on).shown_id == parts(on)[1].id
    send(client, on, "back")
    assert "Det vi sagde" in client.get(at(on, "afvikl/")).text


def test_notes_that_were_not_touched_overwrite_nobodys(house: House, on: Meeting) -> None:
    old = sent(on)
    send(signed_in(house.colleague), on, notes="Fra Jonas")
    assert signed_in(house.leader).post(at(on, "afvikl/"), old | {"go": "next"}).status_code == 302
    assert parts(on)[0].notes == "Fra Jonas"
    assert again(on).shown_id == parts(on)[1].id


def test_ticks_that_were_not_touched_untick_nobody(house: House, on: Meeting) -> None:
    old = sent(on)
    send(signed_in(house.deputy), on, present=[str(house.colleague.id)])
    signed_in(house.leader).post(at(on, "afvikl/"), old)
    assert [each.user for each in queries.invited_to(on) if each.present] == [house.colleague]


def test_two_who_write_at_once_see_both_and_the_second_decides(house: House, on: Meeting) -> None:
    old = sent(on, "next", notes="Fra Mette", agreement="Ring", owner=str(house.helper.id))
    send(signed_in(house.colleague), on, notes="Fra Jonas")
    client = signed_in(house.leader)
    answer = client.post(at(on, "afvikl/"), old)
    shown = text_of(answer)
    assert "Jonas Opdigtsen har ændret det her" in shown
    assert "Fra Jonas Fra Mette" in shown
    assert parts(on)[0].notes == "Fra Jonas"
    assert not Action.objects.exists()
    again_sent = old | {"version": hidden(answer, "version"), "notes": "Fra Jonas og Mette"}
    client.post(at(on, "afvikl/"), again_sent)
    assert parts(on)[0].notes == "Fra Jonas og Mette"
    assert Action.objects.count() == 1
    assert again(on).shown_id == parts(on)[1].id


def test_notes_are_kept_where_they_were_written_though_the_meeting_went_on(house: House, on: Meeting) -> None:
    old = sent(on, notes="Sent, men med")
    send(signed_in(house.leader), on, "next")
    signed_in(house.colleague).post(at(on, "afvikl/"), old)
    assert [part.notes for part in parts(on)[:2]] == ["Sent, men med", ""]


def test_a_mistake_keeps_the_writer_at_their_part(house: House, on: Meeting) -> None:
    old = sent(on, notes=f"Ring om {CPR}")
    send(signed_in(house.leader), on, "next")
    answer = signed_in(house.colleague).post(at(on, "afvikl/"), old)
    shown = text_of(answer)
    assert "Der står et CPR-nummer i linje 1." in shown
    assert "Mødet er gået videre." in shown
    assert "Velkomst" in shown
    assert f"Ring om {CPR}" in answer.text
    assert not parts(on)[0].notes


def test_an_agreement_comes_once_and_to_the_owners_overview(house: House, on: Meeting) -> None:
    client = signed_in(house.leader)
    given = sent(on, agreement="Gentag først", owner=str(house.helper.id))
    client.post(at(on, "afvikl/"), given)
    answer = client.post(at(on, "afvikl/"), given, follow=True)
    assert "Aftalen er gemt. Laila Papirsø finder den i sit overblik." in text_of(answer)
    assert "Gentag først" in text_of(answer)
    [action] = queries.agreements_of(on)
    assert (action.title, action.owner) == ("Gentag først", house.helper)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"agreement": "", "owner": "x"}, "Skriv, hvad I aftaler."),
        ({"owner": ""}, "Vælg, hvem der gør det."),
        ({"due": ""}, "Skriv, hvornår det senest skal være gjort."),
        ({"due": "2019-01-01"}, "Vælg en dag fra i dag og højst et år frem."),
        ({"due": "2999-01-01"}, "Vælg en dag fra i dag og højst et år frem."),
        ({"due": "i morgen"}, "Senest"),
        ({"owner": str(uuid.uuid4())}, "Hvem gør det?"),
        ({"agreement": CPR}, "Der står et CPR-nummer i linje 1."),
        ({"agreement": "x" * 301}, "Hvad aftaler I?"),
    ],
)
def test_what_cannot_be_agreed_says_why_and_nothing_is_lost(
    house: House, on: Meeting, wrong: dict[str, str], told: str
) -> None:
    helper = str(house.helper.id)
    wrong = {name: helper if value == "x" else value for name, value in wrong.items()}
    given = {"agreement": "Gentag først", "owner": helper, "notes": "Mine noter"} | wrong
    answer = send(signed_in(house.leader), on, "next", **given)
    assert answer.status_code == 200
    shown = text_of(answer)
    assert "Der er noget, der skal rettes" in shown
    assert told in shown
    assert "Mine noter" in answer.text
    assert not Action.objects.exists()
    assert again(on).shown_id == on.shown_id


def test_the_clock_tells_planned_times_without_a_script(house: House, on: Meeting) -> None:
    assert on.shown_since
    until = timezone.localtime(on.shown_since + dt.timedelta(minutes=parts(on)[0].minutes))
    shown = signed_in(house.leader).get(at(on, "afvikl/"))
    assert f"slutter kl. {until:%H.%M}" in text_of(shown)
    assert f'data-until="{int(until.timestamp())}"' in shown.text
    Meeting.objects.update(shown_since=on.shown_since - 2 * HOUR)
    assert "Tiden til denne del gik kl." in page(house.leader, on)


def test_notes_outlive_a_session_that_ended(house: House, on: Meeting) -> None:
    """They are back after sign-in, not saved yet, at the part for which they were written."""
    house.colleague.set_password(PASSWORD)
    house.colleague.save()
    client = signed_in(house.colleague)
    token = hidden(client.get(at(on, "afvikl/")), "form_token")
    given = sent(on, notes="Skrevet, da sessionen sluttede", form_token=token)
    client.session.flush()
    to_sign_in = client.post(at(on, "afvikl/"), given)["Location"]
    assert to_sign_in.startswith("/log-ind/")
    send(signed_in(house.leader), on, "next")
    sign_in = {"next": hidden(client.get(to_sign_in), "next"), "login": house.colleague.email, "password": PASSWORD}
    assert client.post(to_sign_in, sign_in)["Location"] == at(on, "afvikl/")
    answer = client.get(at(on, "afvikl/"))
    assert "Skrevet, da sessionen sluttede" in answer.text
    assert "Velkomst" in text_of(answer)
    assert not parts(on)[0].notes


# What was agreed last time


@pytest.fixture
def following(house: House, full: Full, now: dt.datetime) -> Meeting:
    """The next meeting, at the part where last time's agreements are looked at."""
    given = facts(house.leader, house.colleague, starts_at=now + HOUR)
    new = planned_by(house.leader, house.harbour, given, follows=full.row, now=now)
    ran(new, house.leader, Go.NEXT, now=now)
    return again(new)


def status(full: Full, value: str, effect: str = "", *, was: str = "planned", version: int = 0) -> dict[str, str]:
    name = str(full.agreement.id)
    return {
        f"{name}-version": str(version),
        f"{name}-status": value,
        f"initial-{name}-status": was,
        f"{name}-effect": effect,
        f"initial-{name}-effect": "",
    }


def test_last_times_agreements_stand_first_with_their_status_to_set(
    house: House, full: Full, following: Meeting
) -> None:
    client = signed_in(house.leader)
    assert "Aftalerne fra sidst" in text_of(client.get(at(following, "afvikl/")))
    assert full.agreement.title in text_of(client.get(at(following, "afvikl/")))
    send(client, following, "next", **status(full, "done", "partly"))
    action = Action.objects.get()
    assert (action.status, action.effect, action.ended_by_id) == ("done", "partly", house.leader.id)
    assert again(following).shown_id == parts(following)[1].id


def test_an_effect_before_it_is_done_is_asked_about(house: House, full: Full, following: Meeting) -> None:
    answer = send(signed_in(house.leader), following, "next", **status(full, "under-way", "yes"))
    assert "Vælg først status Færdig." in text_of(answer)
    assert Action.objects.get().status == "planned"


def test_a_status_that_another_has_set_meanwhile_stays(house: House, full: Full, following: Meeting) -> None:
    client = signed_in(house.leader)
    send(signed_in(house.deputy), following, **status(full, "done"))
    untouched = send(client, following, notes="Kun noter", **status(full, "planned"))
    assert untouched.status_code == 302
    assert Action.objects.get().status == "done"
    answer = send(client, following, notes="Mere", **status(full, "under-way"))
    assert "En anden har netop sat status på en af aftalerne." in text_of(answer)
    assert (Action.objects.get().status, parts(following)[0].notes) == ("done", "Kun noter")


def test_one_that_is_dropped_is_no_longer_asked_about(house: House, full: Full, following: Meeting) -> None:
    Action.objects.update(status=Status.DROPPED, ended_at=timezone.now() + HOUR, ended_by=house.leader.id, version=1)
    assert "Der er ingen åbne aftaler fra sidst." in page(house.leader, following)


# The database is asked little


@pytest.mark.parametrize("many", [1, 3])
def test_saving_asks_little_however_many_there_are(
    house: House, on: Meeting, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        agreed(on, house.leader, house.colleague, due_on=timezone.localdate() + 9 * DAY)
    client = signed_in(house.leader)
    given = sent(on, "next", notes="Vi så det samme")
    with django_assert_num_queries(15):
        assert client.post(at(on, "afvikl/"), given).status_code == 302


def test_both_ways_of_agreeing_end_in_one_plan(house: House, on: Meeting) -> None:
    ran(on, house.leader, agreement=draft("Én", house.helper, timezone.localdate() + DAY))
    send(signed_in(house.leader), on, agreement="To", owner=str(house.helper.id))
    assert [each.title for each in queries.agreements_of(on)] == ["Én", "To"]
