"""Do the pages show what there is, to those who may see it, in their language, and ask the database little?"""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, House, draft, person, viewer
from tests.meetings.conftest import (
    FILM,
    HOUR,
    WRITTEN,
    Full,
    Team,
    again,
    agreed,
    at,
    facts,
    hidden,
    make_full,
    parts,
    planned_by,
    ran,
    signed_in,
    text_of,
)
from tests.serving import free_port
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.films.queries import films
from trappen.meetings import actions, queries
from trappen.meetings.actions import Timing
from trappen.meetings.models import Invited, Meeting
from trappen.meetings.rules import Go
from trappen.organisations.models import Membership
from trappen.organisations.rules import Role
from trappen.plans.models import Action
from trappen.plans.rules import Change, Effect, Status

PAGES = ("", "ret/", "dagsorden/", "afvikl/", "slet/", "referat.pdf", "referat.docx", "moede.ics")
TO_PLAN = {"ret/", "slet/"}
TO_RUN = {"dagsorden/"}
CPR = "010203-1234"


@pytest.fixture
def now(db: None) -> dt.datetime:
    return timezone.now()


@pytest.fixture
def coming(house: House, now: dt.datetime) -> Meeting:
    given = facts(house.leader, house.colleague, house.helper, place=WRITTEN["place"], starts_at=now + DAY)
    return planned_by(house.leader, house.harbour, given, now=now)


def asked(house: House, **more: Any) -> dict[str, Any]:
    """What a browser sends from the page where a meeting is planned."""
    people = (house.leader, house.colleague, house.helper)
    return {
        "once": str(uuid.uuid4()),
        "film": FILM,
        "day": (timezone.localdate() + DAY).isoformat(),
        "time": "13:30",
        "minutes": "60",
        "place": WRITTEN["place"],
        "facilitator": str(house.leader.id),
        "people": [str(each.id) for each in people],
        "send": "on",
    } | more


# Who sees what


@pytest.mark.parametrize("part", PAGES)
def test_each_page_for_each_person(team: Team, full: Full, part: str) -> None:
    house = team.house
    may_plan = {house.leader, house.deputy, team.representative, team.consultant}
    on_the_unit = may_plan | {house.colleague, house.helper}
    for user in (*on_the_unit, team.administrator, team.head, house.other_leader, house.foreign_leader):
        allowed = may_plan if part in TO_PLAN | TO_RUN else on_the_unit
        client, before = signed_in(user), Event.objects.count()
        answer = client.get(at(full.row, part))
        assert answer.status_code == (200 if user in allowed else 404), user.name
        denied = list(Event.objects.order_by("at").values_list("verb", "kind", "actor", "subject"))[before:]
        assert denied == ([] if user in allowed else [("denied", "meeting", user.id, full.row.id)])


@pytest.mark.parametrize("part", PAGES)
def test_a_visitor_is_sent_to_sign_in(meeting: Meeting, part: str) -> None:
    answer = Client().get(at(meeting, part))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/log-ind/")


@pytest.mark.parametrize("part", ["", "ret/", "dagsorden/", "indbyd/", "afvikl/", "slet/"])
@pytest.mark.parametrize("user", ["other_leader", "foreign_leader"])
def test_others_change_nothing(house: House, begun: Meeting, part: str, user: str) -> None:
    given = asked(house) | {"version": "0", "do": "answer", "answer": "no", "go": "next", "sure": "on", "notes": "X"}
    assert signed_in(getattr(house, user)).post(at(begun, part), given).status_code == 404
    row = again(begun)
    assert (row.shown_id, row.version, mail.outbox) == (begun.shown_id, 0, [])
    assert not any(each.notes for each in parts(row))


def test_whoever_is_invited_reaches_it_wherever_they_work(team: Team, now: dt.datetime) -> None:
    house = team.house
    guests = (house.other_leader, team.head, team.administrator)
    row = planned_by(house.leader, house.harbour, facts(house.leader, *guests, starts_at=now + DAY))
    for user in guests:
        client = signed_in(user)
        assert client.get(at(row)).status_code == 200
        assert client.get(at(row, "afvikl/")).status_code == 200
        assert client.get(at(row, "ret/")).status_code == 404
        assert client.post(at(row, "indbyd/")).status_code == 404


def test_whoever_has_left_the_organisation_reaches_nothing(house: House, full: Full) -> None:
    Membership.objects.filter(user=house.colleague).delete()
    client = signed_in(house.colleague)
    assert client.get(at(full.row)).status_code == 404
    assert client.get(at(full.row, f"handlinger/{full.agreement.id}/")).status_code == 404
    assert queries.owed_actions(viewer(house.colleague)) == []


def test_an_employee_who_leads_the_meeting_runs_it_but_does_not_change_it(house: House, now: dt.datetime) -> None:
    given = facts(house.colleague, house.leader, starts_at=now + DAY)
    row = planned_by(house.leader, house.harbour, given)
    client = signed_in(house.colleague)
    assert client.get(at(row, "dagsorden/")).status_code == 200
    assert client.get(at(row, "ret/")).status_code == 404
    assert "Begynd mødet" in text_of(client.get(at(row, "afvikl/")))
    assert client.post(at(row, "indbyd/"), {"do": "new"}).status_code == 302
    assert [letter.to for letter in mail.outbox] == [["mette@aavang.example"]]


def test_what_nobody_knows_is_not_there(house: House) -> None:
    client, nobody = signed_in(house.leader), uuid.uuid4()
    for part in (*PAGES, "indbyd/", f"handlinger/{uuid.uuid4()}/"):
        assert client.get(f"/moeder/{nobody}/{part}").status_code == 404


# The list


def test_the_list_has_what_comes_and_what_has_been(house: House, coming: Meeting, full: Full) -> None:
    shown = text_of(signed_in(house.colleague).get("/moeder/"))
    film = queries.film(FILM).title.da
    assert shown.index("Kommende") < shown.index(film) < shown.index("Svar mangler") < shown.index("Tidligere")
    assert shown.count(film) == 2
    assert "Planlæg et møde" not in shown
    assert "Planlæg et møde" in text_of(signed_in(house.leader).get("/moeder/"))


def test_the_list_tells_ones_own_answer(house: House, coming: Meeting) -> None:
    Invited.objects.filter(user=house.colleague).update(answer="no", answered_at=timezone.now())
    assert "Du kommer ikke" in text_of(signed_in(house.colleague).get("/moeder/"))
    assert "Du kommer" in text_of(signed_in(house.leader).get("/moeder/"))
    newcomer = person("Nye Opdigtsen", (house.harbour, Role.EMPLOYEE))
    assert "Du er ikke inviteret" in text_of(signed_in(newcomer).get("/moeder/"))


@pytest.mark.parametrize("user", ["other_leader", "foreign_leader"])
def test_others_have_an_empty_list(house: House, full: Full, user: str) -> None:
    assert "Hold jeres første filmmøde" in text_of(signed_in(getattr(house, user)).get("/moeder/"))


def test_an_empty_list_without_a_say(house: House) -> None:
    assert "Her er ingen møder endnu" in text_of(signed_in(house.colleague).get("/moeder/"))


def test_a_past_meeting_that_was_never_held_has_been(house: House, now: dt.datetime) -> None:
    planned_by(house.leader, house.harbour, facts(house.leader, starts_at=now - 3 * DAY))
    assert "Der er ingen kommende møder." in text_of(signed_in(house.leader).get("/moeder/"))


# Planning


def test_who_plans_for_one_unit_is_not_asked_which(house: House) -> None:
    client = signed_in(house.leader)
    assert client.get("/moeder/nyt/")["Location"] == f"/moeder/nyt/{house.harbour.id}/"
    assert client.get(f"/moeder/nyt/?film={FILM}")["Location"] == f"/moeder/nyt/{house.harbour.id}/?film={FILM}"
    assert client.get("/moeder/nyt/?film=x%0d%0a")["Location"] == f"/moeder/nyt/{house.harbour.id}/"
    assert signed_in(house.colleague).get("/moeder/nyt/").status_code == 404


def test_who_plans_for_several_chooses(house: House) -> None:
    both = person("Kaj Tænkt", (house.harbour, Role.CONSULTANT), (house.square, Role.CONSULTANT))
    shown = signed_in(both).get(f"/moeder/nyt/?film={FILM}")
    assert "Havnen Torvet" in text_of(shown)
    assert f"/moeder/nyt/{house.square.id}/?film={FILM}" in shown.text


@pytest.mark.parametrize("user", ["colleague", "other_leader", "foreign_leader"])
def test_others_do_not_plan_for_the_unit(house: House, user: str) -> None:
    client = signed_in(getattr(house, user))
    assert client.get(f"/moeder/nyt/{house.harbour.id}/").status_code == 404
    assert client.post(f"/moeder/nyt/{house.harbour.id}/", asked(house)).status_code == 404
    assert not Meeting.objects.exists()


def test_a_meeting_is_planned_and_the_letters_leave(house: House) -> None:
    client, given = signed_in(house.leader), asked(house)
    client.post(f"/moeder/nyt/{house.harbour.id}/", given)
    answer = client.post(f"/moeder/nyt/{house.harbour.id}/", given)
    row = Meeting.objects.get()
    assert answer["Location"] == at(row, "dagsorden/")
    local = timezone.localtime(row.starts_at)
    assert (local.date(), f"{local:%H:%M}", row.film) == (timezone.localdate() + DAY, "13:30", FILM)
    assert len(mail.outbox) == 2
    assert "Indbydelsen er sendt til 2 kolleger." in text_of(client.get(at(row, "dagsorden/")))


def test_no_letter_leaves_where_none_is_asked_for(house: House) -> None:
    given = asked(house)
    del given["send"]
    client = signed_in(house.leader)
    client.post(f"/moeder/nyt/{house.harbour.id}/", given)
    assert mail.outbox == []
    row = Meeting.objects.get()
    assert "Send indbydelsen til dem, der ikke har fået den" in text_of(client.get(at(row)))
    client.post(at(row, "indbyd/"), {"do": "new"})
    assert len(mail.outbox) == 2


def test_a_dead_mail_server_is_told(house: House) -> None:
    client = signed_in(house.leader)
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=free_port()):
        answer = client.post(f"/moeder/nyt/{house.harbour.id}/", asked(house), follow=True)
    assert "Mailserveren tog ikke imod 2 af indbydelserne. Mødet er gemt." in text_of(answer)
    assert Meeting.objects.count() == 1


def test_the_film_that_was_asked_for_is_chosen(house: House) -> None:
    last = films()[-1].id
    shown = signed_in(house.leader).get(f"/moeder/nyt/{house.harbour.id}/?film={last}").text
    assert re.search(rf'value="{last}"[^>]* checked', shown)


def test_colleagues_from_elsewhere_are_invited_by_their_address(house: House) -> None:
    client = signed_in(house.leader)
    given = asked(house, others="Bodil@aavang.example, cille@aavang.example")
    person("Cille Overblik", (house.centre, Role.LEADER))
    client.post(f"/moeder/nyt/{house.harbour.id}/", given)
    row = Meeting.objects.get()
    assert {each.user.email for each in queries.invited_to(row)} >= {"bodil@aavang.example", "cille@aavang.example"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"film": "none"}, "Skriv, hvad mødet handler om."),
        ({"film": "none", "title": CPR}, "Der står et CPR-nummer i linje 1."),
        ({"film": "unknown"}, "Hvilken film?"),
        ({"day": ""}, "Skriv datoen for mødet."),
        ({"time": ""}, "Skriv, hvornår mødet begynder."),
        ({"minutes": "5"}, "Minutter i alt"),
        ({"minutes": "500"}, "Minutter i alt"),
        ({"place": f"Hos {CPR}"}, "Der står et CPR-nummer i linje 1."),
        ({"others": "frode@aavang.example"}, "Vi kender ingen kollega med adressen frode@aavang.example."),
        ({"others": "\n".join(f"a{n}@b.example" for n in range(21))}, "Skriv højst 20 adresser."),
        ({"people": [str(uuid.uuid4())]}, "Hvem er med?"),
    ],
)
def test_what_cannot_be_planned_says_why(house: House, wrong: dict[str, Any], told: str) -> None:
    answer = signed_in(house.leader).post(f"/moeder/nyt/{house.harbour.id}/", asked(house, **wrong))
    assert answer.status_code == 200
    assert "Der er noget, der skal rettes" in text_of(answer)
    assert told in text_of(answer)
    assert not Meeting.objects.exists()


def test_who_leads_the_meeting_is_always_invited(house: House) -> None:
    client = signed_in(house.leader)
    client.post(f"/moeder/nyt/{house.harbour.id}/", asked(house, people=[], facilitator=str(house.colleague.id)))
    assert [each.user for each in queries.invited_to(Meeting.objects.get())] == [house.colleague]


def test_the_last_meetings_open_agreements_can_come_first(house: House, full: Full) -> None:
    client = signed_in(house.leader)
    shown = client.get(f"/moeder/nyt/{house.harbour.id}/")
    assert "1 åben aftale" in text_of(shown)
    assert re.search(rf'value="{full.row.id}"[^>]* checked', shown.text)
    client.post(f"/moeder/nyt/{house.harbour.id}/", asked(house, follows=str(full.row.id)))
    new = Meeting.objects.get(series=full.row.series, began_at=None)
    page = text_of(client.get(at(new)))
    assert "Aftaler fra sidst" in page
    assert WRITTEN["agreement"] in page
    assert "Mødet før:" in page
    assert "Mødet efter:" in text_of(client.get(at(full.row)))


def test_a_meeting_can_stand_alone(house: House, full: Full) -> None:
    client = signed_in(house.leader)
    client.post(f"/moeder/nyt/{house.harbour.id}/", asked(house, follows="none"))
    new = Meeting.objects.get(began_at=None)
    assert new.series == new.id
    assert "Aftaler fra sidst" not in text_of(client.get(at(new)))


def test_of_a_series_only_the_last_can_be_followed(house: House, full: Full, now: dt.datetime) -> None:
    given = facts(house.leader, starts_at=now + HOUR)
    new = planned_by(house.leader, house.harbour, given, follows=full.row, now=now)
    assert [each.meeting for each in queries.to_follow(house.harbour)] == [full.row]
    ran(new, house.leader, Go.NEXT, now=now)
    [follow] = queries.to_follow(house.harbour)
    assert (follow.meeting, follow.open_agreements) == (new, 1)  # the first meeting's is still open
    assert queries.to_follow(house.square) == []


# The meeting's page


def test_before_a_meeting(house: House, coming: Meeting) -> None:
    page = text_of(signed_in(house.colleague).get(at(coming)))
    guide = queries.film(FILM).meeting
    assert WRITTEN["place"] in page
    assert guide.aim.da in page
    assert guide.exercises[0].title.da in page
    assert "Kommer du?" in page
    assert "Har ikke svaret" in page
    assert "Send igen" not in page
    assert "Noter" not in page


def test_times_are_written_as_the_reader_writes_them(house: House, coming: Meeting) -> None:
    begins = timezone.localtime(coming.starts_at)
    assert f"{begins:%H.%M} Velkomst" in text_of(signed_in(house.colleague).get(at(coming)))
    english = text_of(signed_in(house.deputy).get(at(coming)))
    assert f"{begins:%H:%M}" in english
    assert f"{begins:%H.%M}" not in english


def test_after_a_meeting(house: House, full: Full) -> None:
    page = text_of(signed_in(house.helper).get(at(full.row)))
    for text in (WRITTEN["notes"], WRITTEN["agreement"], "Var der", "Ikke krydset af", "Referat som PDF"):
        assert text in page
    assert "Kommer du?" not in page
    assert "Slet mødet nu" not in page
    assert "Slet mødet nu" in text_of(signed_in(house.leader).get(at(full.row)))


def test_a_meeting_without_a_film(house: House, now: dt.datetime) -> None:
    given = facts(house.leader, title=WRITTEN["title"], starts_at=now + DAY)
    row = planned_by(house.leader, house.harbour, given, film="")
    client = signed_in(house.leader)
    page = text_of(client.get(at(row)))
    assert WRITTEN["title"] in page
    assert "Se filmen" not in page
    ran(row, house.leader, Go.NEXT)
    assert "Sig, hvorfor I mødes" in text_of(client.get(at(row, "afvikl/")))


def test_answering(house: House, coming: Meeting) -> None:
    client = signed_in(house.colleague)
    answer = client.post(at(coming), {"do": "answer", "answer": "yes"}, follow=True)
    assert "Du har svaret, at du kommer." in text_of(answer)
    answer = client.post(at(coming), {"do": "answer", "answer": "no"}, follow=True)
    assert "Du har svaret, at du ikke kan." in text_of(answer)
    assert "Vælg ja eller nej." in text_of(client.post(at(coming), {"do": "answer"}))
    assert signed_in(house.deputy).post(at(coming), {"do": "answer", "answer": "yes"}).status_code == 302
    assert not Invited.objects.filter(user=house.deputy).exists()


def test_sending_again(house: House, coming: Meeting) -> None:
    client = signed_in(house.leader)
    client.post(at(coming, "indbyd/"), {"do": "new"})
    client.post(at(coming, "indbyd/"), {"do": "new"})
    assert len(mail.outbox) == 2
    assert "Send igen til dem, der ikke har svaret" in text_of(client.get(at(coming)))
    client.post(at(coming, "indbyd/"), {"do": "again"})
    assert len(mail.outbox) == 4
    client.get(at(coming, "indbyd/"))  # a link that is followed sends nothing
    ran(coming, house.leader, Go.NEXT)
    client.post(at(coming, "indbyd/"), {"do": "again"})
    assert len(mail.outbox) == 4


def test_the_file_for_the_calendar(house: House, coming: Meeting) -> None:
    answer = signed_in(house.colleague).get(at(coming, "moede.ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"LOCATION:{WRITTEN['place']}" in answer.text
    assert "no-store" in answer["Cache-Control"]


# Changing, agenda, deleting


def test_a_meeting_is_changed_and_all_are_told_the_new_time(house: House, coming: Meeting) -> None:
    client = signed_in(house.leader)
    client.post(at(coming, "indbyd/"), {"do": "new"})
    mail.outbox.clear()
    given = asked(house, version="0", place="Kantinen", time="08:15")
    answer = client.post(at(coming, "ret/"), given, follow=True)
    assert "Kantinen" in text_of(answer)
    assert len(mail.outbox) == 2
    assert again(coming).version == 1


def test_a_meeting_whose_letters_have_not_left_is_changed_in_silence(house: House, coming: Meeting) -> None:
    signed_in(house.leader).post(at(coming, "ret/"), asked(house, version="0", time="08:15"))
    assert mail.outbox == []


def test_two_who_change_at_once_see_both(house: House, coming: Meeting) -> None:
    client = signed_in(house.leader)
    new = facts(house.deputy, place="Dines' lokale", starts_at=coming.starts_at)
    actions.change_meeting(meeting=coming, facts=new, version=0, by=viewer(house.deputy), now=timezone.now())
    answer = client.post(at(coming, "ret/"), asked(house, version="0", place="Mettes lokale"))
    page = text_of(answer)
    assert "Dines Modelgaard har ændret det her" in page
    assert "Dines' lokale Mettes lokale" in page
    client.post(at(coming, "ret/"), asked(house, version=hidden(answer, "version"), place="Mettes lokale"))
    assert again(coming).place == "Mettes lokale"


def timings(row: Meeting, **more: str) -> dict[str, str]:
    told = {"version": str(again(row).version)}
    for part in parts(row):
        told |= {f"minutes_{part.id}": str(part.minutes), f"included_{part.id}": "on"}
    return told | more


def test_the_agenda_is_changed(house: House, coming: Meeting) -> None:
    client = signed_in(house.leader)
    third = parts(coming)[2]
    given = timings(coming, **{f"minutes_{parts(coming)[0].id}": "9"})
    del given[f"included_{third.id}"]
    page = text_of(client.post(at(coming, "dagsorden/"), given, follow=True))
    name = queries.film(FILM).meeting.exercises[0].title.da
    assert "9 min." in page
    assert name not in page
    assert name in text_of(client.get(at(coming, "dagsorden/")))  # it can be taken in again


@pytest.mark.parametrize(
    ("minutes", "told"), [(60, "tilbage"), (44, "Delene tager alle"), (30, "mere end de 30, I har")]
)
def test_the_agenda_against_the_time(house: House, coming: Meeting, minutes: int, told: str) -> None:
    taken = sum(part.minutes for part in parts(coming))
    Meeting.objects.update(minutes=taken if minutes == 44 else minutes)
    assert told in text_of(signed_in(house.leader).get(at(coming, "dagsorden/")))


def test_an_agenda_that_cannot_be(house: House, coming: Meeting) -> None:
    client, first = signed_in(house.leader), parts(coming)[0]
    answer = client.post(at(coming, "dagsorden/"), timings(coming, **{f"minutes_{first.id}": "0"}))
    assert "Der er noget, der skal rettes" in text_of(answer)
    empty = {name: value for name, value in timings(coming).items() if not name.startswith("included")}
    assert "Sæt kryds ved mindst én del." in text_of(client.post(at(coming, "dagsorden/"), empty))
    assert again(coming).version == 0


def test_two_who_change_the_agenda_at_once(house: House, coming: Meeting) -> None:
    given, first = timings(coming), parts(coming)[0]
    by = viewer(house.deputy)
    actions.change_agenda(meeting=coming, timings={first.id: Timing(20, True)}, version=0, by=by, now=timezone.now())
    answer = signed_in(house.leader).post(at(coming, "dagsorden/"), given)
    assert "Dines Modelgaard har ændret det her" in text_of(answer)
    assert parts(coming)[0].minutes == 20


def test_a_meeting_is_called_off(house: House, coming: Meeting) -> None:
    client = signed_in(house.leader)
    client.post(at(coming, "indbyd/"), {"do": "new"})
    mail.outbox.clear()
    assert "aflyst" in text_of(client.get(at(coming, "slet/")))
    assert "Sæt kryds først" in text_of(client.post(at(coming, "slet/"), {}))
    assert client.post(at(coming, "slet/"), {"sure": "on"})["Location"] == "/moeder/"
    assert not Meeting.objects.exists()
    assert len(mail.outbox) == 2


def test_a_meeting_that_has_been_is_deleted_in_silence(house: House, full: Full) -> None:
    client = signed_in(house.leader)
    assert "Hent referatet først" in text_of(client.get(at(full.row, "slet/")))
    client.post(at(full.row, "slet/"), {"sure": "on"})
    assert not Meeting.objects.exists()
    assert mail.outbox == []


def test_a_dead_mail_server_does_not_keep_a_meeting(house: House, coming: Meeting) -> None:
    client = signed_in(house.leader)
    client.post(at(coming, "indbyd/"), {"do": "new"})
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=free_port()):
        answer = client.post(at(coming, "slet/"), {"sure": "on"}, follow=True)
    assert "Mailserveren tog ikke imod alle aflysninger." in text_of(answer)
    assert not Meeting.objects.exists()


# Agreements


def page_of(full: Full) -> str:
    return at(full.row, f"handlinger/{full.agreement.id}/")


def test_the_owner_finishes_an_agreement(house: House, full: Full) -> None:
    [owed] = queries.owed_actions(viewer(house.colleague))
    assert (owed.id, owed.meeting, owed.title) == (full.agreement.id, full.row.id, WRITTEN["agreement"])
    client = signed_in(house.colleague)
    answer = client.post(
        page_of(full), {"do": "move", "version": "0", "status": "done", "effect": "yes", "because": ""}, follow=True
    )
    assert "Godt. Aftalen er færdig." in text_of(answer)
    assert "Hjalp det? Ja" in text_of(answer)
    assert queries.owed_actions(viewer(house.colleague)) == []
    assert Action.objects.get().status == "done"


def test_all_on_the_meeting_see_it_and_say_a_word_but_do_not_move_it(house: House, full: Full) -> None:
    client = signed_in(house.helper)
    page = text_of(client.get(page_of(full)))
    assert WRITTEN["comment"] in page
    assert "Hvordan går det?" not in page
    assert client.post(page_of(full), {"do": "move", "version": "0", "status": "done"}).status_code == 404
    assert Action.objects.get().status == "planned"
    client.post(page_of(full), {"do": "comment", "c-once": str(uuid.uuid4()), "c-text": "Godt gået."})
    assert "Godt gået." in text_of(client.get(page_of(full)))
    wrong = client.post(page_of(full), {"do": "comment", "c-once": str(uuid.uuid4()), "c-text": CPR})
    assert "Der står et CPR-nummer" in text_of(wrong)


def test_dropping_needs_a_reason(house: House, full: Full) -> None:
    client = signed_in(house.leader)
    answer = client.post(page_of(full), {"do": "move", "version": "0", "status": "dropped", "because": ""})
    assert "Skriv, hvorfor handlingen droppes." in text_of(answer)
    client.post(page_of(full), {"do": "move", "version": "0", "status": "dropped", "because": WRITTEN["because"]})
    assert WRITTEN["because"] in text_of(client.get(page_of(full)))


def test_two_who_move_it_at_once(house: House, full: Full) -> None:
    action = Action.objects.select_related("plan__key").get()
    by = viewer(house.leader)
    actions.move_action(action=action, change=Change(Status.DONE, Effect.NO), version=0, by=by, now=timezone.now())
    answer = signed_in(house.colleague).post(
        page_of(full), {"do": "move", "version": "0", "status": "under-way", "because": ""}
    )
    assert "Mette Prøvedal har ændret det her" in text_of(answer)
    assert Action.objects.get().status == "done"


def test_a_late_one_says_so(house: House, full: Full) -> None:
    Action.objects.update(due_on=timezone.localdate() - DAY)
    assert "Forsinket, skulle være gjort" in text_of(signed_in(house.colleague).get(page_of(full)))
    assert "Forsinket" in text_of(signed_in(house.colleague).get(at(full.row)))


def test_an_owner_who_no_longer_reaches_the_meeting_sees_the_agreement_alone(house: House, full: Full) -> None:
    Membership.objects.filter(user=house.colleague).update(unit=house.square)
    Invited.objects.filter(user=house.colleague).delete()
    client = signed_in(house.colleague)
    page = text_of(client.get(page_of(full)))
    assert WRITTEN["agreement"] in page
    assert "Møder" not in page
    assert "Hvordan går det?" in page
    assert client.get(at(full.row)).status_code == 404


def test_an_agreement_of_another_meeting_is_not_there(team: Team, full: Full, coming: Meeting) -> None:
    client = signed_in(team.house.leader)
    assert client.get(at(coming, f"handlinger/{full.agreement.id}/")).status_code == 404
    for user in (team.head, team.administrator, team.house.other_leader, team.house.foreign_leader):
        assert signed_in(user).get(page_of(full)).status_code == 404
    assert Client().get(page_of(full)).status_code == 302


def test_an_earlier_meetings_agreement_is_reached_from_the_next_and_not_the_other_way(
    house: House, full: Full, now: dt.datetime
) -> None:
    """Whoever is invited to the next alone sees what it carries on."""
    given = facts(house.leader, house.other_leader, starts_at=now + DAY)
    new = planned_by(house.leader, house.harbour, given, follows=full.row, now=now)
    made = ran(new, house.leader, Go.NEXT, agreement=draft("Ny", house.leader, now.date() + 9 * DAY), now=now)
    assert made is not None
    client = signed_in(house.other_leader)
    assert client.get(at(new, f"handlinger/{full.agreement.id}/")).status_code == 200
    assert client.get(page_of(full)).status_code == 404
    assert "Mødet før" not in text_of(client.get(at(new)))
    assert signed_in(house.leader).get(at(full.row, f"handlinger/{made.id}/")).status_code == 404


# The database is asked little

PINNED = {
    "/moeder/": 5,
    "{row}": 10,
    "{row}ret/": 6,
    "{row}dagsorden/": 5,
    "{row}afvikl/": 9,
    "{row}slet/": 4,
    "{row}handlinger/{action}/": 6,
    "{row}referat.pdf": 8,
    "/moeder/nyt/{unit}/": 6,
}


@pytest.fixture
def counted(house: House, now: dt.datetime) -> Callable[[int], tuple[Meeting, Action]]:
    def make(many: int) -> tuple[Meeting, Action]:
        people: list[User] = [
            person(f"Kollega{number} Tænkt", (house.harbour, Role.EMPLOYEE)) for number in range(many)
        ]
        for _ in range(many - 1):
            make_full(house, now - DAY)
        old = make_full(house, now - HOUR).row
        given = facts(house.leader, *people, starts_at=now)
        row = planned_by(house.leader, house.harbour, given, follows=old, now=now)
        ran(row, house.leader, Go.NEXT, now=now)
        made = [agreed(row, house.leader, house.colleague, due_on=now.date() + 9 * DAY) for _ in range(many)]
        return again(row), made[0]

    return make


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("part", PINNED)
def test_questions_do_not_grow_with_the_rows(
    house: House,
    counted: Callable[[int], tuple[Meeting, Action]],
    part: str,
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row, action = counted(many)
    client = signed_in(house.leader)
    assert PINNED[part] <= 12
    with django_assert_num_queries(PINNED[part]):
        answer = client.get(part.format(row=at(row), action=action.id, unit=house.harbour.id))
    assert answer.status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_what_one_owes_is_one_question(
    house: House,
    counted: Callable[[int], tuple[Meeting, Action]],
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    counted(many)
    who = viewer(house.colleague)
    with django_assert_num_queries(1):
        owed = queries.owed_actions(who)
    assert len(owed) == 2 * many
