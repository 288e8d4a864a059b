"""Does each page of the calendar show what it should to whom it should, and nothing to others?"""

import datetime as dt
import re
import uuid
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, House
from tests.supervision.conftest import DETAILS, NOBODYS, planned, reached, signed_in, text_of
from trappen.accounts.models import User
from trappen.organisations.actions import give_role
from trappen.organisations.rules import Role
from trappen.supervision.models import Occasion
from trappen.supervision.rules import Series

MOST_TO_SAVE = 15
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def now(db: None) -> dt.datetime:
    """Pages read the clock, so that what they show must be of today."""
    return timezone.now()


@pytest.fixture
def today(now: dt.datetime) -> dt.date:
    return timezone.localdate(now)


@pytest.fixture
def occasion(house: House, today: dt.date, now: dt.datetime) -> Occasion:
    return planned(house.leader, house.harbour, series=Series(today), now=now)[0]


@pytest.fixture
def mette(house: House) -> Client:
    return signed_in(house.leader)


@pytest.fixture
def jonas(house: House) -> Client:
    return signed_in(house.colleague)


def at(occasion: Occasion, part: str = "/") -> str:
    return f"/supervision/dato/{occasion.id}{part}"


def to_plan(house: House) -> str:
    return f"/supervision/planlaeg/{house.harbour.id}/"


def sent(day: dt.date, **more: str) -> dict[str, str]:
    return {
        "once": str(uuid.uuid4()),
        "on": day.isoformat(),
        "at": "13:00",
        "minutes": "90",
        "kind": "supervision",
        "theme": DETAILS.theme,
    } | more


# Who reaches what


def test_strangers_are_sent_to_sign_in(house: House, occasion: Occasion) -> None:
    for path in ("/supervision/", "/supervision/aar/2026/", at(occasion), at(occasion, ".ics"), to_plan(house)):
        assert Client().get(path)["Location"].startswith("/log-ind/")


def test_each_page_is_there_for_whom_it_is_for(house: House, occasion: Occasion, administrator: User) -> None:
    seen, led = {"/", ".ics"}, {"/ret/", "/aflys/"}
    reach = {
        house.leader: seen | led,
        house.deputy: seen | led,
        house.colleague: seen,
        house.other_leader: set[str](),
        house.foreign_leader: set[str](),
        administrator: set[str](),
    }
    for user, parts in reach.items():
        client = signed_in(user)
        for part in sorted(seen | led):
            assert client.get(at(occasion, part)).status_code == (200 if part in parts else 404), (user.name, part)
        if not led <= parts:
            for part in ("/", "/ret/", "/aflys/"):
                assert client.post(at(occasion, part), {"attendance": "3", "version": "0"}).status_code == 404
        assert client.get(to_plan(house)).status_code == (200 if led <= parts else 404)
        assert client.get(f"/supervision/dato/{uuid.uuid4()}/").status_code == 404
        assert (DETAILS.theme in client.get("/supervision/").text) is bool(parts)
        assert (DETAILS.theme in client.get(f"/supervision/aar/{occasion.on.year}/").text) is bool(parts)


# Planning


def test_a_leader_plans_a_series(house: House, mette: Client, today: dt.date) -> None:
    assert "Der er ingen datoer endnu" in text_of(mette.get("/supervision/"))
    until = today + 12 * WEEK
    answer = mette.post(to_plan(house), sent(today, every_weeks="6", until=until.isoformat()), follow=True)
    assert "3 datoer er planlagt." in text_of(answer)
    assert text_of(answer).count("Supervision: Når vi siger nej") == 3
    answer = mette.post(to_plan(house), sent(today), follow=True)
    assert "1 dato er planlagt." in text_of(answer)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"on": ""}, "Skriv datoen."),
        ({"on": "2020-01-01"}, "Vælg en dag fra i dag og højst to år frem."),
        ({"at": ""}, "Skriv klokkeslættet."),
        ({"at": "kl. 13"}, "Skriv klokkeslættet som 13:00."),
        ({"kind": ""}, "Vælg, hvad det er."),
        ({"theme": f"Om {NOBODYS}"}, "CPR-nummer"),
        ({"every_weeks": "2"}, "Skriv både mellemrum og slutdato"),
        ({"until": "2099-01-01"}, "Skriv både mellemrum og slutdato"),
        ({"every_weeks": "1", "until": "2099-01-01"}, "flere end 26 gange"),
        ({"every_weeks": "2", "until": "2020-01-01"}, "Slutdatoen ligger før den første dag."),
        ({"every_weeks": "27", "until": "2099-01-01"}, "26"),
    ],
)
def test_a_mistake_is_told(house: House, mette: Client, today: dt.date, changed: dict[str, str], told: str) -> None:
    assert told in text_of(mette.post(to_plan(house), sent(today) | changed))
    assert not Occasion.objects.exists()


def test_a_series_ends_within_two_years(house: House, mette: Client, today: dt.date) -> None:
    first, until = today + 80 * WEEK, today + 130 * WEEK
    answer = mette.post(to_plan(house), sent(first, every_weeks="25", until=until.isoformat()))
    assert "højst to år frem" in text_of(answer)


def test_a_label_on_people_is_named_after_saving(house: House, mette: Client, today: dt.date) -> None:
    answer = mette.post(to_plan(house), sent(today, theme="Den kværulerende borger"), follow=True)
    assert "kværulerende" in text_of(answer)


# Changing, cancelling, holding


def test_a_leader_changes_one_date_or_those_that_follow(
    house: House, mette: Client, today: dt.date, now: dt.datetime
) -> None:
    first, last = planned(house.leader, house.harbour, series=Series(today + DAY, 6, today + 6 * WEEK + DAY), now=now)
    assert "Ret også de næste gange i rækken" in text_of(mette.get(at(first, "/ret/")))
    changed = sent(today + 2 * DAY, place="Lokale 9", following="on", version="0")
    shown = text_of(mette.post(at(first, "/ret/"), changed, follow=True))
    assert "Ændringen er gemt." in shown
    assert reached(last, house.leader).row.place == "Lokale 9"
    late = mette.post(at(first, "/ret/"), changed | {"place": "Lokale 3"})
    assert "mens du skrev" in text_of(late)
    assert "Lokale 9" in text_of(late)
    assert "Ret også de næste" not in text_of(mette.get(at(last, "/ret/")))


def test_a_past_date_can_be_given_another_place_without_another_day(
    house: House, mette: Client, today: dt.date, now: dt.datetime
) -> None:
    (row,) = planned(house.leader, house.harbour, series=Series(today - WEEK), now=now)
    mette.post(at(row, "/ret/"), sent(row.on, place="Lokale 9", version="0"))
    assert reached(row, house.leader).row.place == "Lokale 9"


def test_a_leader_cancels_with_a_word(house: House, occasion: Occasion, mette: Client, jonas: Client) -> None:
    path = at(occasion, "/aflys/")
    assert "Skriv et par ord om hvorfor." in text_of(mette.post(path, {"because": "", "version": "0"}))
    assert "mens du skrev" in text_of(mette.post(path, {"because": "Syg", "version": "7"}))
    assert "Det er aflyst." in text_of(mette.post(path, {"because": "Supervisor er syg", "version": "0"}, follow=True))
    assert "Aflyst: Supervisor er syg" in text_of(jonas.get("/supervision/"))
    for part in ("/ret/", "/aflys/"):
        assert "Datoen er aflyst og kan ikke ændres." in text_of(mette.get(at(occasion, part), follow=True))
    for part, data in (
        ("/", {"attendance": "4"}),
        ("/ret/", sent(occasion.on)),
        ("/aflys/", {"because": "Ferie"}),
    ):
        refused = mette.post(at(occasion, part), data | {"version": "1"}, follow=True)
        assert "Datoen er aflyst og kan ikke ændres." in text_of(refused)


def test_a_leader_says_how_many_were_there(
    house: House, occasion: Occasion, mette: Client, jonas: Client, today: dt.date
) -> None:
    assert "Marker som holdt" not in text_of(jonas.get(at(occasion)))
    assert "Skriv, hvor mange der var med." in text_of(mette.post(at(occasion), {"attendance": "", "version": "0"}))
    shown = text_of(mette.post(at(occasion), {"attendance": "1", "version": "0"}, follow=True))
    assert "Datoen er markeret som holdt." in shown
    assert "Holdt, 1 deltager" in shown
    assert "mens du skrev" in text_of(mette.post(at(occasion), {"attendance": "4", "version": "0"}))
    mette.post(at(occasion), {"attendance": "4", "version": "1"})
    assert "Holdt, 4 deltagere" in text_of(jonas.get(f"/supervision/aar/{today.year}/"))
    assert "markeret som holdt og kan ikke ændres" in text_of(mette.get(at(occasion, "/ret/"), follow=True))


def test_a_date_to_come_is_not_held(house: House, mette: Client, today: dt.date, now: dt.datetime) -> None:
    (row,) = planned(house.leader, house.harbour, series=Series(today + DAY), now=now)
    assert "Marker som holdt" not in text_of(mette.get(at(row)))
    refused = mette.post(at(row), {"attendance": "4", "version": "0"}, follow=True)
    assert "Dagen er ikke kommet endnu." in text_of(refused)


def test_what_has_passed_waits_for_a_word(
    house: House, mette: Client, jonas: Client, today: dt.date, now: dt.datetime
) -> None:
    planned(house.leader, house.harbour, series=Series(today - WEEK), now=now)
    assert "Blev de holdt?" in text_of(mette.get("/supervision/"))
    assert "Blev de holdt?" not in text_of(jonas.get("/supervision/"))
    assert "Din leder planlægger datoerne." in text_of(jonas.get("/supervision/"))


def test_who_belongs_to_two_units_sees_which_is_which(house: House, occasion: Occasion) -> None:
    give_role(user=house.helper, unit=house.square, role=Role.EMPLOYEE, by=None, now=timezone.now())
    assert "Havnen" in text_of(signed_in(house.helper).get("/supervision/"))
    give_role(user=house.deputy, unit=house.square, role=Role.LEADER, by=None, now=timezone.now())
    assert "Plan for Torvet" in text_of(signed_in(house.deputy).get("/supervision/"))


# Out of the house


def test_a_calendar_file_carries_nothing_that_people_wrote(house: House, occasion: Occasion, jonas: Client) -> None:
    answer = jonas.get(at(occasion, ".ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"supervision-{occasion.on.isoformat()}.ics" in answer["Content-Disposition"]
    assert "SUMMARY:Supervision\r\n" in answer.text
    unfolded = answer.text.replace("\r\n ", "")
    assert f"/supervision/dato/{occasion.id}/" in unfolded
    for text in (DETAILS.theme, DETAILS.supervisor, DETAILS.place, DETAILS.audience, "Havnen"):
        assert text not in unfolded
    local = timezone.make_aware(dt.datetime.combine(occasion.on, DETAILS.at)).astimezone(dt.UTC)
    assert f"DTSTART:{local:%Y%m%dT%H%M%SZ}" in unfolded


def test_the_year_is_printed(house: House, occasion: Occasion, mette: Client, today: dt.date) -> None:
    shown = mette.get(f"/supervision/aar/{today.year}/")
    assert "data-print" in shown.text
    paper = mette.get(f"/supervision/aar/{today.year}.pdf")
    told = " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(BytesIO(paper.content)).pages).split())
    for words in (DETAILS.theme, DETAILS.place, "Planlagt", "13.00–14.30"):
        assert words in told
    mette.post(at(occasion), {"attendance": "1", "version": "0"})
    assert mette.get(f"/supervision/aar/{today.year}.pdf").status_code == 200
    assert "Der er ingen datoer i 2001." in text_of(mette.get("/supervision/aar/2001/"))
    assert mette.get("/supervision/aar/2001.pdf").status_code == 200
    for year in (1, 1999, 2100, 99999):
        assert mette.get(f"/supervision/aar/{year}/").status_code == 404


@pytest.mark.parametrize("start", ["", "/en"])
def test_what_supervision_is_stands_open_with_its_sources(start: str) -> None:
    answer = Client().get(f"{start}/supervision/hvad-er-det/")
    shown = text_of(answer)
    assert "Defusing" in shown
    assert len(re.findall(r'href="https://(?:www\.)?(?:voldsomudtryksform|at|rm)\.dk/', answer.text)) == 4
    assert not answer.cookies


def test_what_is_ours_is_called_ours() -> None:
    shown = text_of(Client().get("/supervision/hvad-er-det/"))
    assert "Det er vores forslag til, hvad ordet betyder her." in shown
    assert "Supervision vores forslag" in shown


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
    today = timezone.localdate(now)
    made = [
        planned(house.leader, house.harbour, series=Series(day), now=now)[0]
        for day in (today - WEEK, today)
        for _each in range(number)
    ]
    for client, path, most in (
        (mette, "/supervision/", 7),
        (jonas, "/supervision/", 5),
        (mette, f"/supervision/aar/{today.year}/", 5),
        (jonas, at(made[-1]), 4),
        (mette, at(made[-1], "/ret/"), 5),
    ):
        with django_assert_num_queries(most, info=path):
            assert client.get(path).status_code == 200, path


def test_saving_asks_little_however_long_the_series(
    house: House,
    mette: Client,
    today: dt.date,
    now: dt.datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = planned(house.leader, house.harbour, series=Series(today, 1, today + 20 * WEEK), now=now)
    until = (today + 20 * WEEK).isoformat()
    for path, data in (
        (to_plan(house), sent(today, every_weeks="1", until=until)),
        (at(rows[0]), {"attendance": "4", "version": "0"}),
        (at(rows[1], "/ret/"), sent(rows[1].on, place="Lokale 9", following="on", version="0")),
        (at(rows[2], "/aflys/"), {"because": "Ferie", "following": "on", "version": "1"}),
    ):
        with django_assert_max_num_queries(MOST_TO_SAVE):
            assert mette.post(path, data).status_code == 302, path
    assert Occasion.objects.filter(series=rows[0].series_id, cancelled_at=None).count() == 2
