"""Who reaches which page of a round, in which state, and what stands on it?"""

import io
import uuid
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, person, viewer
from tests.staircase.conftest import Page, words
from tests.surveys.conftest import (
    CALM,
    NOW,
    RED,
    TICKS,
    TODAY,
    YELLOW,
    Team,
    answered,
    asked,
    closed,
    finished,
    fresh,
    own_view,
    shared_collaboration,
    signed_in,
)
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.collaborations import actions as collaborations
from trappen.organisations.actions import give_role
from trappen.organisations.rules import Role
from trappen.staircase.queries import newest
from trappen.staircase.rules import Observation
from trappen.surveys import actions, queries
from trappen.surveys.models import Demand, Round
from trappen.surveys.rules import Answer, Box, Result

BEFORE = NOW - 20 * DAY
OF_A_ROUND = ("", "svar/", "mit-syn/", "luk/", "resultat.pdf")


def read(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200, path
    return " ".join(words(Page.of(response.text).main).split())


def at(row: Round, part: str = "") -> str:
    return f"/maalinger/{row.id}/{part}"


def statuses(who: User, row: Round) -> dict[str, int]:
    client = signed_in(who)
    return {part: client.get(at(row, part)).status_code for part in OF_A_ROUND}


def with_role(team: Team, role: Role, name: str = "Rolf Rollesen") -> User:
    return person(name, (team.unit, role))


# Who reaches what


def test_while_it_is_open(team: Team) -> None:
    row = asked(team)
    runs = {"": 200, "svar/": 302, "mit-syn/": 200, "luk/": 200, "resultat.pdf": 404}
    looks = {"": 200, "svar/": 302, "mit-syn/": 404, "luk/": 404, "resultat.pdf": 404}
    nothing = dict.fromkeys(OF_A_ROUND, 404)
    assert statuses(team.leader, row) == runs
    assert statuses(team.house.deputy, row) == runs
    assert statuses(with_role(team, Role.CONSULTANT, "Karen Konsulent"), row) == runs | {"mit-syn/": 404}
    assert statuses(team.people[0], row) == {**looks, "": 302, "svar/": 200}
    assert statuses(team.house.colleague, row) == looks
    assert statuses(with_role(team, Role.REPRESENTATIVE, "Rita Repræsentant"), row) == looks
    assert statuses(with_role(team, Role.ADMINISTRATOR, "Adda Driftberg"), row) == nothing
    assert statuses(team.house.other_leader, row) == nothing
    assert statuses(person("Centerets Leder", (team.house.centre, Role.LEADER)), row) == nothing
    assert statuses(team.house.foreign_leader, row) == nothing
    assert statuses(person("Ingen Rolle"), row) == nothing


def test_once_there_is_a_result(team: Team) -> None:
    row = finished(team, *[YELLOW] * 5, now=BEFORE)
    own_view(row, team.leader)
    waits = {"": 200, "svar/": 302, "mit-syn/": 404, "luk/": 404, "resultat.pdf": 404}
    reads = {"": 200, "svar/": 302, "mit-syn/": 302, "luk/": 302, "resultat.pdf": 200}
    representative = with_role(team, Role.REPRESENTATIVE)
    assert statuses(team.leader, row) == reads
    assert [statuses(each, row) for each in (team.people[0], representative)] == [waits, waits]
    actions.share(round_=row, by=viewer(team.leader), now=NOW)
    seen = waits | {"resultat.pdf": 200}
    assert [statuses(each, row) for each in (team.people[0], representative)] == [seen, seen]
    assert statuses(with_role(team, Role.CONSULTANT, "Karen Konsulent"), row) == reads | {"mit-syn/": 404}
    assert statuses(team.house.other_leader, row) == dict.fromkeys(OF_A_ROUND, 404)


@pytest.mark.parametrize("part", ["", "svar/", "mit-syn/", "luk/", "resultat.pdf"])
def test_a_visitor_signs_in_first(team: Team, client: Client, part: str) -> None:
    row = asked(team)
    assert client.get(at(row, part))["Location"].startswith("/log-ind/?next=")
    assert client.post(at(row, part))["Location"] == "/log-ind/"


@pytest.mark.parametrize("path", ["/maalinger/", "/maalinger/ny/", "/administration/maalinger/"])
def test_a_visitor_signs_in_for_the_rest_too(client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/log-ind/?next=")


def test_a_round_that_is_not_there(team: Team) -> None:
    assert signed_in(team.leader).get(f"/maalinger/{uuid.uuid4()}/").status_code == 404


def test_a_round_about_a_collaboration_is_for_those_on_it(team: Team) -> None:
    about = shared_collaboration(team, team.people)
    row = asked(team, collaboration=about)
    nothing = dict.fromkeys(OF_A_ROUND, 404)
    assert "Ahorn" in read(signed_in(team.people[0]), at(row))
    assert "Ahorn" in read(signed_in(team.leader), at(row))
    for who in (team.house.colleague, with_role(team, Role.REPRESENTATIVE), with_role(team, Role.CONSULTANT, "K K")):
        assert statuses(who, row) == nothing
        assert "Ahorn" not in read(signed_in(who), "/maalinger/")
    collaborations.take_access(collaboration=about, person=team.people[0].id, by=viewer(team.leader), now=NOW)
    assert statuses(team.people[0], row) == nothing
    assert "Ahorn" not in read(signed_in(team.people[0]), "/maalinger/")


def test_whoever_leads_one_collaboration_asks_about_it_alone(team: Team) -> None:
    """A deputy in a collaboration: no leader of the unit."""
    about = shared_collaboration(team, [*team.people, team.house.colleague])
    collaborations.give_access(
        collaboration=about, person=team.house.colleague.id, deputy=True, by=viewer(team.leader), now=NOW
    )
    deputy = signed_in(team.house.colleague)
    assert "Ahorn" in read(deputy, "/maalinger/ny/")
    assert deputy.get(f"/maalinger/ny/enhed/{team.unit.id}/").status_code == 404
    assert deputy.get(f"/maalinger/ny/samarbejde/{about.id}/").status_code == 200
    row = asked(team, collaboration=about, by=team.house.colleague)
    assert statuses(team.house.colleague, row)["luk/"] == 200
    assert statuses(team.leader, row)["luk/"] == 200


def test_whoever_is_asked_runs_nothing(team: Team) -> None:
    """A deputy in the collaboration who is asked, or someone who comes to lead the unit meanwhile."""
    about = shared_collaboration(team, team.people)
    row = asked(team, collaboration=about)
    collaborations.give_access(
        collaboration=about, person=team.people[0].id, deputy=True, by=viewer(team.leader), now=NOW
    )
    give_role(user=team.people[1], unit=team.unit, role=Role.LEADER, by=None, now=NOW)
    for who in team.people[:2]:
        assert statuses(who, row)["luk/"] == 404
        assert signed_in(who).post(at(row), {"do": "remind"}).status_code == 404
    closed(row, team.leader, NOW)
    assert statuses(team.people[1], row)["luk/"] == 302


# Asking


def test_the_leader_chooses_what_it_is_about(team: Team) -> None:
    shared_collaboration(team, ())
    page = read(signed_in(team.leader), "/maalinger/ny/")
    assert "Havnen" in page
    assert "Ahorn" in page
    assert "Torvet" not in page


def test_whoever_leads_nothing_asks_nobody(team: Team) -> None:
    client = signed_in(team.people[0])
    assert client.get("/maalinger/ny/").status_code == 404
    assert client.get(f"/maalinger/ny/enhed/{team.unit.id}/").status_code == 404
    assert "Spørg teamet" not in read(client, "/maalinger/")
    assert "Spørg teamet" in read(signed_in(team.leader), "/maalinger/")


def sent(client: Client, path: str, **more: Any) -> Any:
    """The form as it is shown, ticked as it comes."""
    page = Page.of(client.get(path).text)
    ticked = [each.get("value") for each in page.main.iter("input") if each.get("type") == "checkbox"]
    given = {"people": ticked, "closes_on": (TODAY + 14 * DAY).isoformat(), "once": str(uuid.uuid4())} | more
    return client.post(path, given)


def test_all_are_ticked_but_those_who_lead(team: Team) -> None:
    client = signed_in(team.leader)
    response = sent(client, f"/maalinger/ny/enhed/{team.unit.id}/")
    row = Round.objects.get()
    assert response["Location"] == at(row)
    asked_people = set(row.invitations.values_list("person__name", flat=True))
    assert asked_people == {each.name for each in (*team.people, team.house.colleague, team.house.helper)}


def test_what_a_form_may_not_say(team: Team) -> None:
    client, path = signed_in(team.leader), f"/maalinger/ny/enhed/{team.unit.id}/"
    four = [str(each.id) for each in team.people[:4]]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"people": []}, "Vælg, hvem du spørger."),
        ({"people": four}, "Spørg mindst fem."),
        ({"people": [str(team.house.other_leader.id)]}, "er ikke en af de tilgængelige valgmuligheder"),
        ({"closes_on": ""}, "Vælg den sidste dag"),
        ({"closes_on": (TODAY + 2 * DAY).isoformat()}, "mindst tre dage"),
        ({"closes_on": (TODAY + 43 * DAY).isoformat()}, "inden for seks uger"),
    ]
    for given, told in wrong:
        page = sent(client, path, **given)
        assert page.status_code == 200
        assert told in page.text
    assert not Round.objects.exists()


def test_a_second_round_about_the_same_is_refused_in_words(team: Team) -> None:
    asked(team)
    client = signed_in(team.leader)
    path = f"/maalinger/ny/enhed/{team.unit.id}/"
    assert "allerede en åben måling" in sent(client, path).text


def test_a_group_almost_like_another_is_refused_with_the_day(team: Team) -> None:
    about = shared_collaboration(team, [*team.people, team.house.colleague])
    finished(team, *[CALM] * 5, now=BEFORE)
    page = sent(signed_in(team.leader), f"/maalinger/ny/samarbejde/{about.id}/")
    assert "næsten de samme" in page.text


@pytest.mark.parametrize("people", [0, 4])
def test_too_few_share_a_collaboration_and_are_led_to_the_shared_assessment(team: Team, people: int) -> None:
    about = shared_collaboration(team, team.people[:people])
    client = signed_in(team.leader)
    response = client.get(f"/maalinger/ny/samarbejde/{about.id}/")
    assert "I er for få til en anonym måling om Ahorn" in words(Page.of(response.text).main)
    assert f'href="/samarbejder/{about.id}/vurder/"' in response.text
    assert "<form" not in response.text.partition("<main")[2].partition("</main>")[0]
    assert client.post(f"/maalinger/ny/samarbejde/{about.id}/", {}).status_code == 200
    assert not Round.objects.exists()


def test_a_unit_that_is_too_small_is_led_to_the_finder(house: Any) -> None:
    response = signed_in(house.leader).get(f"/maalinger/ny/enhed/{house.harbour.id}/")
    assert "I er for få" in response.text
    assert 'href="/find-trin/"' in response.text


def test_a_closed_collaboration_is_asked_about_no_more(team: Team) -> None:
    about = shared_collaboration(team, team.people)
    collaborations.close(collaboration=about, words="", version=about.version, by=viewer(team.leader), now=NOW)
    client = signed_in(team.leader)
    assert client.get(f"/maalinger/ny/samarbejde/{about.id}/").status_code == 404
    assert "Ahorn" not in read(client, "/maalinger/ny/")


# Running


def test_the_page_of_an_open_round_says_who_is_told_what(team: Team) -> None:
    row = asked(team)
    page = read(signed_in(team.leader), at(row))
    assert "5 er spurgt" in page
    assert "Der er ikke svar nok endnu" in page
    assert f"http://testserver/maalinger/{row.id}/" in page
    assert not any(each.name in page for each in team.people)


def test_a_reminder_is_sent_once_a_day(team: Team) -> None:
    row, client = asked(team), signed_in(team.leader)
    assert client.post(at(row), {"do": "remind"})["Location"] == at(row)
    assert "har fået en mail i dag" in read(client, at(row))
    client.post(at(row), {"do": "remind"})
    assert Event.objects.filter(verb="survey-reminded").count() == 1


@pytest.mark.parametrize("do", ["", "share", "open-box"])
def test_what_cannot_be_done_does_not_exist(team: Team, do: str) -> None:
    assert signed_in(team.leader).post(at(asked(team)), {"do": do}).status_code == 404


def test_closing_says_what_it_means_and_is_done_once(team: Team) -> None:
    row, client = asked(team), signed_in(team.leader)
    assert "bliver svarene slettet, og der kommer intet resultat" in read(client, at(row, "luk/"))
    for who in team.people:
        answered(row, who, now=NOW)
    assert "Der er svar nok til et resultat" in read(client, at(row, "luk/"))
    assert client.post(at(row, "luk/"))["Location"] == at(row)
    assert client.post(at(row, "luk/"))["Location"] == at(row)
    assert Event.objects.filter(verb="survey-closed").count() == 1


def test_no_result_says_why_and_what_to_do(team: Team) -> None:
    row = closed(asked(team, now=BEFORE), team.leader, NOW)
    for who in (team.leader, team.people[0]):
        assert "Færre end fem har svaret. Derfor er der intet resultat" in read(signed_in(who), at(row))
    assert signed_in(team.leader).get(at(row, "mit-syn/")).status_code == 404


def test_no_result_of_a_collaboration_leads_to_the_shared_assessment(team: Team) -> None:
    about = shared_collaboration(team, team.people)
    row = closed(asked(team, collaboration=about), team.leader, NOW)
    assert f'href="/samarbejder/{about.id}/vurder/"' in signed_in(team.leader).get(at(row)).text


# Answering


def test_one_is_told_before_one_answers(team: Team) -> None:
    page = read(signed_in(team.people[0]), at(asked(team), "svar/"))
    for told in (
        "Hverken din leder, dine kolleger eller administratoren kan se, hvad du svarer",
        "kun når mindst fem har svaret",
        "Teamet ser det samme som lederen",
        "Du bestemmer selv, om du vil svare",
        "kan ikke rettes eller trækkes tilbage",
    ):
        assert told in page


def test_an_answer_needs_a_last_look_and_then_says_thanks(team: Team) -> None:
    row, client = asked(team), signed_in(team.people[0])
    page = client.post(at(row, "svar/"), {"sign": "press-and-media"})
    assert "Se svarene igennem" in page.text
    assert 'value="press-and-media"' in page.text
    assert client.post(at(row, "svar/"), {"sign": "no-such-sign", "sure": "on"}).status_code == 200
    assert client.post(at(row, "svar/"), {"strain": "unbearable", "sure": "on"}).status_code == 200
    assert Box.read(fresh(row).box).answers == 0
    assert client.post(at(row, "svar/"), TICKS)["Location"] == at(row, "svar/")
    assert "Dit svar er lagt i" in read(client, at(row, "svar/"))
    assert Box.read(fresh(row).box).answers == 1


def test_an_answer_after_the_last_day_is_led_to_the_round(team: Team) -> None:
    row = asked(team, now=NOW - 15 * DAY)
    response = signed_in(team.people[0]).post(at(row, "svar/"), TICKS)
    assert response["Location"] == at(row)
    assert Box.read(fresh(row).box).answers == 0
    assert "Målingen er i gang" in read(signed_in(team.people[0]), at(row))


def test_a_page_of_an_answer_is_in_no_cache(team: Team) -> None:
    response = signed_in(team.people[0]).get(at(asked(team), "svar/"))
    assert response["Cache-Control"] == "no-store, private"


# Reading


def test_the_leader_says_what_they_see_before_they_read(team: Team) -> None:
    row = finished(team, *[RED] * 3, CALM, CALM, now=BEFORE)
    client = signed_in(team.leader)
    page = read(client, at(row))
    assert "Sig først, hvad du selv ser" in page
    assert "peger på" not in page
    assert "Se dit syn igennem" in client.post(at(row, "mit-syn/"), {}).text
    sent_view = {"sign": "dissatisfaction", "strain": "much", "sure": "on"}
    assert client.post(at(row, "mit-syn/"), sent_view)["Location"] == at(row)
    page = read(client, at(row))
    assert "Det, mindst halvdelen ser, peger på det røde trin" in page
    assert "Lederens syn" in page
    assert "De fleste eller alle" in page
    assert client.get(at(row, "mit-syn/"))["Location"] == at(row)


def test_the_team_sees_it_once_it_is_shared(team: Team) -> None:
    row = finished(team, *[YELLOW] * 5, now=BEFORE)
    leader, mate = signed_in(team.leader), signed_in(team.people[0])
    assert leader.post(at(row), {"do": "share"}).status_code == 404
    own_view(row, team.leader)
    assert "når din leder har delt det" in read(mate, at(row))
    assert leader.post(at(row), {"do": "share"})["Location"] == at(row)
    mine, theirs = read(leader, at(row)), read(mate, at(row))
    assert "det gule trin" in theirs
    assert theirs == mine.replace("Teamet kan se resultatet nu. ", "")


def test_the_team_sees_it_after_a_fortnight_whatever_the_leader_does(team: Team) -> None:
    row = finished(team, *[YELLOW] * 5, now=NOW - 29 * DAY)
    page = read(signed_in(team.people[0]), at(row))
    assert "det gule trin" in page
    assert "Lederen" not in page.partition("Hvor står I?")[2].partition("Hvad ser I?")[0]


def test_no_number_of_answers_stands_on_the_page(team: Team) -> None:
    seven = [*team.people, team.house.colleague, team.house.helper]
    row = finished(team, *[YELLOW] * 4, *[RED] * 3, people=seven, now=NOW - 29 * DAY)
    page = read(signed_in(team.leader), at(row))
    assert "7 var spurgt, og mindst 5 har svaret" in page
    assert "4" not in page.partition("Hvor står I?")[2].partition("Hvorfor er der ingen tal?")[0]


def test_a_question_that_too_few_answered_has_no_spread(team: Team) -> None:
    plain = Answer(YELLOW.observations)
    row = finished(team, *[plain] * 5, now=NOW - 29 * DAY)
    assert "For få har svaret på det spørgsmål" in read(signed_in(team.leader), at(row))
    text = "".join(each.extract_text() for each in pdf(signed_in(team.leader), row).pages)
    assert "Rigtig meget" not in text


def test_how_much_it_affects_is_told_as_so_much_or_more(team: Team) -> None:
    """Little, some and much twice each is nowhere more than a few; so much or more, it tells something."""
    seven = [*team.people, team.house.colleague, team.house.helper]
    row = finished(team, CALM, CALM, YELLOW, YELLOW, RED, RED, Answer(), people=seven, now=NOW - 29 * DAY)
    told = {each: word.value for each, word in fresh_result(row).strain.items()}
    assert told == {"little": "most", "some": "most", "much": "few", "very-much": "few"}
    page = read(signed_in(team.leader), at(row))
    assert "En del eller mere" in page
    assert "I er spredt ud over trinnene" not in page


def test_a_team_that_is_spread_over_the_steps_is_told_so(team: Team) -> None:
    row = finished(team, CALM, CALM, YELLOW, YELLOW, RED, now=NOW - 29 * DAY)
    assert "I er spredt ud over trinnene" in read(signed_in(team.leader), at(row))


def fresh_result(row: Round) -> Result:
    return Result.read(fresh(row).result)


def test_where_few_see_anything_it_says_so(team: Team) -> None:
    row = finished(team, *[CALM] * 5, now=NOW - 29 * DAY)
    page = read(signed_in(team.leader), at(row))
    assert "Intet kendetegn er set af mindst halvdelen" in page
    assert "det grønne trin" in page


def test_what_is_dangerous_stands_first_though_fewer_than_half_see_it(team: Team) -> None:
    seven = [*team.people, team.house.colleague, team.house.helper]
    afraid = Answer(tuple(Observation(sign.id) for sign in newest().signs.values() if sign.safety))
    row = finished(team, *[afraid] * 3, *[CALM] * 4, people=seven, now=NOW - 29 * DAY)
    client = signed_in(team.leader)
    assert "Gør dette først" in read(client, at(row))
    assert "det grønne trin" in read(client, at(row))
    assert "Gør dette først" in pdf(client, row).pages[0].extract_text()


def test_what_two_see_is_not_told_there_either(team: Team) -> None:
    afraid = Answer(tuple(Observation(sign.id) for sign in newest().signs.values() if sign.safety))
    row = finished(team, *[afraid] * 2, *[CALM] * 3, now=NOW - 29 * DAY)
    assert "Gør dette først" not in read(signed_in(team.leader), at(row))


def test_earlier_rounds_stand_below(team: Team) -> None:
    first = finished(team, *[RED] * 5, now=NOW - 140 * DAY)
    last = finished(team, *[YELLOW] * 5, now=NOW - 29 * DAY)
    actions.delete_ended(now=NOW)
    page = signed_in(team.people[0]).get(at(last)).text
    assert "Tidligere målinger" in page
    assert at(first) in page
    assert "Tidligere målinger" not in read(signed_in(team.leader), at(first))
    assert "Mindst 5 har svaret" in read(signed_in(team.leader), at(first))
    text = "".join(each.extract_text() for each in pdf(signed_in(team.leader), last).pages)
    assert "Tidligere målinger" in text


def pdf(client: Client, row: Round) -> PdfReader:
    response = client.get(at(row, "resultat.pdf"))
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def test_the_paper_says_what_the_page_says(team: Team) -> None:
    row = finished(team, *[RED] * 5, now=BEFORE)
    own_view(row, team.leader, YELLOW)
    text = " ".join("".join(each.extract_text() for each in pdf(signed_in(team.leader), row).pages).split())
    for told in ("det røde trin", "De fleste eller alle", "Lederens syn", "Tal om det sammen", "Greb at overveje"):
        assert told in text
    assert not any(each.name in text for each in team.people)


def test_a_result_of_a_collaboration_leads_to_its_assessment(team: Team) -> None:
    about = shared_collaboration(team, team.people)
    row = asked(team, collaboration=about, now=BEFORE)
    for who in team.people:
        answered(row, who, RED, now=BEFORE)
    row = closed(row, team.leader, NOW)
    own_view(row, team.leader)
    page = signed_in(team.leader).get(at(row)).text
    assert f'href="/samarbejder/{about.id}/vurder/"' in page
    assert "Det ser I: Ahorn" in page


# The list


def test_everyone_sees_their_own_list(team: Team) -> None:
    row = asked(team)
    mate, leader = signed_in(team.people[0]), signed_in(team.leader)
    assert "Her er ingen målinger endnu" in read(signed_in(team.house.other_leader), "/maalinger/")
    assert "Her er ingen målinger endnu" in read(signed_in(team.house.foreign_leader), "/maalinger/")
    assert "Når din leder spørger teamet" in read(signed_in(person("Ny Kollega")), "/maalinger/")
    assert "Du er spurgt" in read(mate, "/maalinger/")
    assert [line.id for line in queries.to_answer(viewer(team.people[0]), TODAY)] == [row.id]
    mate.post(at(row, "svar/"), TICKS)
    page = read(mate, "/maalinger/")
    assert "Du er spurgt" not in page
    assert "du har svaret" in page
    assert "I gang" in read(leader, "/maalinger/")
    assert "du har svaret" not in read(leader, "/maalinger/")
    assert queries.to_answer(viewer(team.people[0]), TODAY) == []


def test_the_list_says_what_came_out(team: Team) -> None:
    row = finished(team, *[YELLOW] * 5, now=BEFORE)
    about = shared_collaboration(team, team.people)
    closed(asked(team, collaboration=about, now=BEFORE), team.leader, NOW)
    page = read(signed_in(team.people[0]), "/maalinger/")
    assert "resultatet er ikke delt endnu" in page
    assert "for få svar, intet resultat" in page
    own_view(row, team.leader)
    assert "se resultatet" in read(signed_in(team.leader), "/maalinger/")


def test_someone_who_was_asked_and_has_moved_still_reads_what_came_out(team: Team) -> None:
    row = finished(team, *[YELLOW] * 5, now=NOW - 29 * DAY)
    moved = team.people[0]
    give_role(user=moved, unit=team.house.square, role=Role.EMPLOYEE, by=None, now=NOW)
    moved.memberships.filter(unit=team.unit).delete()
    assert "se resultatet" in read(signed_in(moved), "/maalinger/")
    assert "det gule trin" in read(signed_in(moved), at(row))


# What the administrator sets


@pytest.fixture
def inger(house: Any) -> Client:
    return signed_in(person("Inger Driftberg", (house.top, Role.ADMINISTRATOR)))


def test_the_administrator_raises_the_demand(inger: Client, team: Team) -> None:
    path = "/administration/maalinger/"
    assert 'value="5"' in inger.get(path).text
    assert inger.post(path, {"fewest": "8", "version": "0"})["Location"] == path
    assert Demand.objects.get().fewest == 8
    for wrong in ("4", "31", "", "mange"):
        assert inger.post(path, {"fewest": wrong, "version": "1"}).status_code == 200
    page = inger.post(path, {"fewest": "9", "version": "0"}).text
    assert "Inger Driftberg har ændret det her" in page
    assert Demand.objects.get().fewest == 8
    assert "mindst otte at spørge" in read(signed_in(team.leader), f"/maalinger/ny/enhed/{team.unit.id}/")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_the_administrator(house: Any, role: Role) -> None:
    client = signed_in(person("Ture Forsøgsen", (house.top, role)))
    assert client.get("/administration/maalinger/").status_code == 404
    assert client.post("/administration/maalinger/", {"fewest": "8", "version": "0"}).status_code == 404
    assert not Demand.objects.exists()


# Statements


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_many_rounds(
    team: Team, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in reversed(range(count)):
        finished(team, *[YELLOW] * 5, now=NOW - (20 + 120 * number) * DAY)
    shared_collaboration(team, team.people)
    client = signed_in(team.leader)
    client.get("/maalinger/")
    with django_assert_num_queries(7):
        client.get("/maalinger/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_result_asks_as_often_for_many_rounds(
    team: Team, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [finished(team, *[YELLOW] * 5, now=NOW - (20 + 120 * number) * DAY) for number in reversed(range(count))]
    own_view(rows[-1], team.leader)
    client = signed_in(team.leader)
    client.get(at(rows[-1]))
    with django_assert_num_queries(7):
        client.get(at(rows[-1]))


def test_an_answer_takes_few_statements(team: Team, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    row, client = asked(team), signed_in(team.people[0])
    client.get(at(row, "svar/"))
    with django_assert_num_queries(5):
        client.get(at(row, "svar/"))
    with django_assert_num_queries(9):
        client.post(at(row, "svar/"), TICKS)


@pytest.mark.parametrize("count", [1, 3])
def test_opening_asks_as_often_for_many_rounds(
    team: Team, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        asked(team, collaboration=shared_collaboration(team, team.people))
    client = signed_in(team.leader)
    client.get("/maalinger/")
    people = [str(each.id) for each in team.people]
    given = {"people": people, "closes_on": (TODAY + 14 * DAY).isoformat(), "once": str(uuid.uuid4())}
    with django_assert_num_queries(17):
        assert client.post(f"/maalinger/ny/enhed/{team.unit.id}/", given).status_code == 302
