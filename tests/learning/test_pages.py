"""Does each page show what it should to whom it should, and nothing to others?"""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, House, viewer
from tests.learning.conftest import LINE, NOBODYS, OWN, pdf_text, reached, signed_in, started, talked, text_of, ticked
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.learning import actions, queries
from trappen.learning.models import Course, Preparation
from trappen.organisations.actions import give_role
from trappen.organisations.models import Membership
from trappen.organisations.rules import Role

MOST_TO_SAVE = 15


@pytest.fixture
def now(db: None) -> dt.datetime:
    """Pages read the clock, so that what they show must be of today."""
    return timezone.now()


@pytest.fixture
def today(now: dt.datetime) -> dt.date:
    return timezone.localdate(now)


@pytest.fixture
def course(house: House, now: dt.datetime, today: dt.date) -> Course:
    return started(
        house.leader, house.colleague, house.harbour, chosen={"staircase"}, own=OWN, starts_on=today, now=now
    )


@pytest.fixture
def jonas(house: House) -> Client:
    return signed_in(house.colleague)


@pytest.fixture
def mette(house: House) -> Client:
    return signed_in(house.leader)


def at(course: Course, part: str = "") -> str:
    return f"/forloeb/{course.id}/{part}"


def step_at(course: Course, user: User, number: int = 0) -> str:
    return at(course, f"trin/{reached(course, user).steps[number].row.id}/")


def version(answer: object) -> str:
    found = re.search(r'name="version" value="(\d+)"', getattr(answer, "text", ""))
    assert found
    return found[1]


# Who reaches what

EMPLOYEES = ("", "samtale/", "trin/{step}/")
LEADERS = ("", "samtale/", "samtale/dato/", "slet/")
ALL = sorted({*EMPLOYEES, *LEADERS, "flyt/", "bevis.pdf"})


def test_strangers_are_sent_to_sign_in(house: House, course: Course) -> None:
    new = f"/forloeb/nyt/{house.harbour.id}/"
    for path in ("/forloeb/", new, "/mus/forberedelse/", at(course), at(course, "slet/")):
        assert Client().get(path)["Location"].startswith("/log-ind/")


def test_each_part_is_there_for_whom_it_is_for(house: House, course: Course, administrator: User) -> None:
    step = str(reached(course, house.colleague).steps[0].row.id)
    reach = {
        house.colleague: EMPLOYEES,
        house.leader: LEADERS,
        house.deputy: LEADERS,
        house.helper: (),
        house.other_leader: (),
        house.foreign_leader: (),
        administrator: (),
    }
    for user, parts in reach.items():
        client = signed_in(user)
        for part in ALL:
            expected = 200 if part in parts else 404
            assert client.get(at(course, part.format(step=step))).status_code == expected, (user.name, part)
            if expected == 404:
                assert client.post(at(course, part.format(step=step))).status_code == 404, (user.name, part)
        units = client.get(f"/forloeb/nyt/{house.harbour.id}/").status_code
        assert units == (200 if user in {house.leader, house.deputy} else 404)
        assert client.get(f"/forloeb/{uuid.uuid4()}/").status_code == 404


# The employee


def test_the_next_step_stands_large_and_is_ticked_there(house: House, course: Course, jonas: Client) -> None:
    shown = text_of(jonas.get("/forloeb/"))
    assert "0 af 3 trin er gjort" in shown
    assert "Dit næste trin Læs om trappens tre trin" in shown
    answer = jonas.post(step_at(course, house.colleague), {"do": "done"}, follow=True)
    assert "Godt. Trinnet er gjort." in text_of(answer)
    assert "1 af 3 trin er gjort" in text_of(answer)
    assert f"Dit næste trin {OWN.title}" in text_of(answer)
    answer = jonas.post(step_at(course, house.colleague), {"do": "undo"}, follow=True)
    assert "0 af 3 trin er gjort" in text_of(answer)


def test_a_step_opens_what_it_is_about(house: House, course: Course, jonas: Client) -> None:
    shown = jonas.get(step_at(course, house.colleague))
    assert 'href="/guide/using-the-staircase/"' in shown.text
    assert "Det skal du gøre" in text_of(shown)
    own = text_of(jonas.get(step_at(course, house.colleague, 1)))
    assert OWN.title in own
    assert "Det skal du gøre" not in own
    assert jonas.get(step_at(course, house.colleague, 2))["Location"] == at(course, "samtale/")
    assert jonas.get(at(course, f"trin/{uuid.uuid4()}/")).status_code == 404


def test_a_line_is_taken_along_and_the_leader_reads_it(
    house: House, course: Course, jonas: Client, mette: Client
) -> None:
    path = step_at(course, house.colleague)
    assert "Din leder kan læse det." in text_of(jonas.get(path))
    assert "Medarbejderen har ikke skrevet noget." in text_of(mette.get(at(course, "samtale/")))
    answer = jonas.post(path, {"text": LINE, "version": "0"}, follow=True)
    assert "Linjen er gemt. Din leder kan læse den." in text_of(answer)
    assert LINE in text_of(mette.get(at(course, "samtale/")))
    assert LINE not in text_of(mette.get(at(course)))
    late = jonas.post(path, {"text": "Noget andet", "version": "0"})
    assert "mens du skrev" in text_of(late)
    assert LINE in text_of(late)


def test_a_cpr_number_is_refused(house: House, course: Course, jonas: Client) -> None:
    answer = jonas.post(step_at(course, house.colleague), {"text": f"Han er {NOBODYS}", "version": "0"})
    assert "CPR-nummer" in text_of(answer)
    assert not reached(course, house.colleague).taken_along


def test_who_is_on_no_course_is_told_what_to_do(house: House) -> None:
    assert "Du er ikke i gang med et forløb" in text_of(signed_in(house.helper).get("/forloeb/"))


def test_who_has_left_the_unit_takes_the_course_along(house: House, course: Course, jonas: Client) -> None:
    assert "hører ikke længere til" not in text_of(jonas.get(at(course)))
    give_role(user=house.colleague, unit=house.square, role=Role.EMPLOYEE, by=None, now=timezone.now())
    Membership.objects.filter(user=house.colleague, unit=house.harbour).delete()
    assert "Du hører ikke længere til Havnen" in text_of(jonas.get(at(course)))
    assert "Torvet" in text_of(jonas.get(at(course, "flyt/")))
    assert "Vælg en enhed." in text_of(jonas.post(at(course, "flyt/")))
    assert "Torvet" in text_of(jonas.post(at(course, "flyt/"), {"unit": str(house.square.id)}, follow=True))
    assert signed_in(house.other_leader).get(at(course)).status_code == 200


# The leader


def test_a_leader_starts_a_course(house: House, mette: Client, today: dt.date) -> None:
    path = f"/forloeb/nyt/{house.harbour.id}/"
    form = mette.get(path)
    assert "Laila Papirsø" in form.text
    assert "Mette Prøvedal" not in text_of(form)
    once = re.search(r'name="once" value="([^"]+)"', form.text)
    assert once
    sent = {
        "once": once[1],
        "employee": str(house.helper.id),
        "starts_on": today.isoformat(),
        "steps": ["staircase", "criticism"],
        "own_title": OWN.title,
        "own_day": "4",
    }
    answer = mette.post(path, sent, follow=True)
    shown = text_of(answer)
    assert "0 af 4 trin er gjort" in shown
    assert OWN.title in shown
    assert Course.objects.get().employee == house.helper
    again = mette.post(path, sent | {"once": str(uuid.uuid4())})
    assert "Medarbejderen er allerede i gang med forløbet." in text_of(again)
    assert Course.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"employee": ""}, "Vælg, hvem forløbet er for."),
        ({"starts_on": ""}, "Skriv den første dag."),
        ({"starts_on": "2020-01-01"}, "Vælg en dag fra 60 dage tilbage til 180 dage frem."),
        ({"own_title": "Besøg"}, "Skriv, hvornår jeres eget trin senest skal være gjort."),
        ({"own_day": "4"}, "Skriv, hvad jeres eget trin er."),
        ({"own_title": f"Ring til {NOBODYS}", "own_day": "4"}, "CPR-nummer"),
        ({"own_title": "Besøg", "own_day": "900"}, "120"),
    ],
)
def test_a_mistake_is_told(house: House, mette: Client, today: dt.date, changed: dict[str, str], told: str) -> None:
    sent = {"once": str(uuid.uuid4()), "employee": str(house.helper.id), "starts_on": today.isoformat()}
    answer = mette.post(f"/forloeb/nyt/{house.harbour.id}/", sent | changed)
    assert told in text_of(answer)
    assert not Course.objects.exists()


def test_nobody_of_another_unit_can_be_chosen(house: House, mette: Client, today: dt.date) -> None:
    sent = {"once": str(uuid.uuid4()), "employee": str(house.other_leader.id), "starts_on": today.isoformat()}
    mette.post(f"/forloeb/nyt/{house.harbour.id}/", sent)
    assert not Course.objects.exists()


def test_a_unit_without_others_says_what_to_do(house: House) -> None:
    shown = signed_in(house.other_leader).get(f"/forloeb/nyt/{house.square.id}/")
    assert "Der er ingen andre i Torvet." in text_of(shown)


def test_the_leader_sees_how_far_everyone_is(house: House, course: Course, mette: Client) -> None:
    actions.tick(
        course=course,
        step=reached(course, house.colleague).steps[0],
        done=True,
        by=viewer(house.colleague),
        now=timezone.now(),
    )
    shown = text_of(mette.get("/forloeb/"))
    assert "Jonas Opdigtsen 1 af 3 trin er gjort" in shown
    shown = text_of(mette.get(at(course)))
    assert "Gjort" in shown
    assert OWN.title in shown
    assert "Det har jeg gjort" not in shown
    assert Event.objects.filter(verb="viewed", actor=house.leader.id, subject=course.id).count() == 1


def test_a_leader_removes_what_was_a_mistake(house: House, course: Course, mette: Client) -> None:
    assert "kan ikke fortrydes" in text_of(mette.get(at(course, "slet/")))
    assert "Forløbet er slettet." in text_of(mette.post(at(course, "slet/"), follow=True))
    assert not Course.objects.exists()


# The talk


def test_the_talk_from_its_day_to_both_words(
    house: House, course: Course, jonas: Client, mette: Client, today: dt.date
) -> None:
    assert "Din leder har ikke sat en dato endnu." in text_of(jonas.get(at(course, "samtale/")))
    day = at(course, "samtale/dato/")
    assert "Skriv datoen for samtalen." in text_of(mette.post(day, {"talk_on": "", "version": "0"}))
    mette.post(day, {"talk_on": (today + DAY).isoformat(), "version": version(mette.get(day))})
    refused = jonas.post(at(course, "samtale/"), {"do": "held"}, follow=True)
    assert "Samtalen kan bekræftes, når dagen er kommet." in text_of(refused)
    late = mette.post(day, {"talk_on": today.isoformat(), "version": "0"})
    assert "mens du skrev" in text_of(late)
    mette.post(day, {"talk_on": today.isoformat(), "version": version(mette.get(day))})
    assert "Du har bekræftet" in text_of(jonas.post(at(course, "samtale/"), {"do": "held"}, follow=True))
    assert "Medarbejderen har bekræftet. Nu mangler du." in text_of(mette.get(at(course, "samtale/")))
    assert "taget tilbage" in text_of(jonas.post(at(course, "samtale/"), {"do": "undo"}, follow=True))
    mette.post(at(course, "samtale/"), {"do": "held"})
    assert "Din leder har bekræftet. Nu mangler du." in text_of(jonas.get(at(course, "samtale/")))
    jonas.post(at(course, "samtale/"), {"do": "held"})
    assert "I har begge bekræftet" in text_of(mette.get(at(course, "samtale/")))
    assert "afsluttet" in text_of(mette.post(at(course, "samtale/"), {"do": "undo"}, follow=True))
    assert "afsluttet" in text_of(
        mette.post(day, {"talk_on": (today - DAY).isoformat(), "version": version(mette.get(day))}, follow=True)
    )


# The finish


def test_the_certificate_says_who_issued_it_and_claims_nothing(
    house: House, course: Course, jonas: Client, mette: Client, now: dt.datetime
) -> None:
    ticked(course, house.colleague, now=now)
    assert jonas.get(at(course, "bevis.pdf")).status_code == 404
    talked(course, house.colleague, house.leader, now=now)
    for client in (jonas, mette):
        answer = client.get(at(course, "bevis.pdf"))
        assert answer["Content-Type"] == "application/pdf"
        told = pdf_text(answer.content)
        for words in ("Jonas Opdigtsen", "Havnen", "Godt i gang", "Mette Prøvedal", OWN.title, "ingen formel ret"):
            assert words in told
    shown = text_of(jonas.get("/forloeb/"))
    assert "Det har du gennemført" in shown
    assert "Hent beviset (PDF)" in text_of(jonas.get(at(course)))
    assert mette.get(at(course, "slet/")).status_code == 404
    assert jonas.get(at(course, "flyt/")).status_code == 404
    assert "Gennemført" in text_of(mette.get("/forloeb/"))


def test_the_last_word_finishes_it(
    house: House, course: Course, jonas: Client, mette: Client, now: dt.datetime, today: dt.date
) -> None:
    ticked(course, house.colleague, now=now)
    mette.post(at(course, "samtale/dato/"), {"talk_on": today.isoformat(), "version": "0"})
    mette.post(at(course, "samtale/"), {"do": "held"})
    answer = jonas.post(at(course, "samtale/"), {"do": "held"}, follow=True)
    assert "Forløbet er gennemført. Beviset kan hentes." in text_of(answer)


def test_the_last_step_says_that_it_is_the_last(house: House, course: Course, jonas: Client, now: dt.datetime) -> None:
    talked(course, house.colleague, house.leader, now=now)
    jonas.post(step_at(course, house.colleague), {"do": "done"})
    assert "Gjort – afslut forløbet" in text_of(jonas.get("/forloeb/"))
    path = step_at(course, house.colleague, 1)
    assert "Du er færdig med hele forløbet." in text_of(jonas.post(path, {"do": "done"}, follow=True))
    assert "afsluttet" in text_of(jonas.post(path, {"do": "undo"}, follow=True))
    assert "afsluttet" in text_of(jonas.post(path, {"text": LINE, "version": "0"}, follow=True))
    assert "Gem linjen" not in text_of(jonas.get(path))


# The yearly talk


@pytest.mark.parametrize("start", ["", "/en"])
def test_the_questions_are_public_and_the_same_for_everyone(start: str) -> None:
    answer = Client().get(f"{start}/mus/")
    mus = queries.content().mus
    language = "en" if start else "da"
    shown = text_of(answer)
    for question in mus.questions:
        assert question.ask.to(language) in shown
        assert question.leader.to(language) in shown
    assert not answer.cookies
    paper = Client().get(f"{start}/mus.pdf")
    assert mus.themes[0].title.to(language) in pdf_text(paper.content)
    assert paper["Cache-Control"] == "public, max-age=3600"


def test_notes_are_kept_printed_and_deleted(house: House, jonas: Client, mette: Client, today: dt.date) -> None:
    path = "/mus/forberedelse/"
    first = jonas.get(path)
    assert "Din leder kan ikke læse dem" in text_of(first)
    assert jonas.get("/mus/forberedelse.pdf").status_code == 404
    sent = {"version": version(first), "talk_on": today.isoformat(), "practise": LINE}
    answer = jonas.post(path, sent, follow=True)
    assert "Dine noter er gemt. Kun du kan læse dem." in text_of(answer)
    assert LINE in answer.text
    assert LINE in pdf_text(jonas.get("/mus/forberedelse.pdf").content)
    assert LINE not in mette.get(path).text
    assert mette.get("/mus/forberedelse.pdf").status_code == 404
    late = jonas.post(path, sent | {"practise": "Noget andet"})
    assert "mens du skrev" in text_of(late)
    assert "forsvinder med det samme" in text_of(jonas.get(f"{path}slet/"))
    assert "Dine noter er slettet." in text_of(jonas.post(f"{path}slet/", follow=True))
    assert not Preparation.objects.exists()
    assert jonas.get(f"{path}slet/").status_code == 404
    assert Event.objects.filter(kind="mus-preparation", verb="viewed", actor=house.colleague.id).count() == 2


@pytest.mark.parametrize(
    ("field", "text", "told"), [("practise", NOBODYS, "CPR-nummer"), ("talk_on", "2020-01-01", "til et år frem")]
)
def test_a_mistake_in_notes_is_told(jonas: Client, field: str, text: str, told: str) -> None:
    assert told in text_of(jonas.post("/mus/forberedelse/", {"version": "0", field: text}))
    assert not Preparation.objects.exists()


# How much is asked of the database


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_however_many_there_are(
    house: House,
    mette: Client,
    jonas: Client,
    now: dt.datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [house.colleague, house.helper, house.deputy][:number]
    made = [started(house.leader, each, house.harbour, starts_on=timezone.localdate(now), now=now) for each in people]
    course = made[0]
    for each in reached(course, house.colleague).steps[:number]:
        actions.take_along(course=course, step=each, text=LINE, version=0, by=viewer(house.colleague), now=now)
    step = step_at(course, house.colleague)
    for client, path, most in (
        (mette, "/forloeb/", 7),
        (jonas, "/forloeb/", 5),
        (mette, at(course), 6),
        (jonas, at(course), 5),
        (mette, at(course, "samtale/"), 6),
        (jonas, step, 5),
        (jonas, "/mus/forberedelse/", 4),
        (mette, f"/forloeb/nyt/{house.harbour.id}/", 5),
    ):
        with django_assert_num_queries(most, info=path):
            assert client.get(path).status_code == 200, path


def test_saving_asks_little(
    house: House,
    mette: Client,
    jonas: Client,
    course: Course,
    today: dt.date,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    path = step_at(course, house.colleague)
    saving = (
        (jonas, path, {"do": "done"}),
        (jonas, path, {"text": LINE, "version": "0"}),
        (mette, at(course, "samtale/dato/"), {"talk_on": today.isoformat(), "version": "0"}),
        (jonas, at(course, "samtale/"), {"do": "held"}),
        (jonas, "/mus/forberedelse/", {"version": "0", "practise": LINE}),
        (
            mette,
            f"/forloeb/nyt/{house.harbour.id}/",
            {
                "once": str(uuid.uuid4()),
                "employee": str(house.helper.id),
                "starts_on": today.isoformat(),
                "steps": ["staircase", "limits"],
            },
        ),
    )
    for client, where, sent in saving:
        with django_assert_max_num_queries(MOST_TO_SAVE):
            assert client.post(where, sent).status_code == 302, where
