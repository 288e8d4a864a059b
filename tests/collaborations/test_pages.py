"""Do the pages show what there is, in the reader's language, note who looked, and ask the database little?"""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.collaborations.conftest import WRITTEN, Full, at, make_full, planned_talk, signed_in, text_of
from tests.factories import DAY, FACTS, House, assessed, draft, opened, person, planned, viewer
from trappen.audit.models import Event
from trappen.collaborations import actions
from trappen.collaborations.models import Collaboration
from trappen.organisations.rules import Role
from trappen.plans.models import Action
from trappen.staircase.rules import StepId


@pytest.fixture
def full(house: House, now: dt.datetime) -> Full:
    return make_full(house, now - 2 * DAY)


@pytest.fixture
def row(house: House, now: dt.datetime) -> Collaboration:
    return opened(house.leader, people=[house.colleague], now=now)


@pytest.fixture
def action(house: House, row: Collaboration, now: dt.datetime) -> Action:
    [made] = planned(row, house.leader, draft("Ring tirsdag", house.helper, now.date() + 5 * DAY), now=now)
    return made


# Each page


PAGES = {
    "": "",
    "oplysninger/": "facts",
    "vurder/": "assess",
    "plan/": "plan",
    "opfoelgning/": "follow-up",
    "samtaleplaner/ny/": "talk-form",
    "adgang/": "access",
    "afslut/": "close",
    "slutdato/": "ending",
    "slet/": "delete",
    "overdragelse.pdf": "handover",
    "udtraek.pdf": "export-pdf",
    "udtraek.json": "export-json",
}


@pytest.mark.parametrize("user", ["leader", "deputy"])
@pytest.mark.parametrize("part", PAGES)
def test_each_page_is_shown_in_the_readers_language_and_noted(house: House, full: Full, part: str, user: str) -> None:
    """The deputy reads English."""
    client = signed_in(getattr(house, user))
    there = set(Event.objects.values_list("id", flat=True))
    response = client.get(at(full.row, part))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    if "html" in response["Content-Type"]:
        assert response["Content-Language"] == getattr(house, user).language
        assert WRITTEN["alias"] in response.text
    lines = list(Event.objects.exclude(id__in=there).values_list("verb", "subject", "actor", "note"))
    assert lines == [("viewed", full.row.id, getattr(house, user).id, PAGES[part])]


def test_a_deputy_who_takes_their_own_access_away_goes_to_the_list(house: House) -> None:
    """What they have left is not there for them any more."""
    row = opened(house.leader, deputy=house.helper)
    client = signed_in(house.helper)
    assert client.post(at(row, "adgang/"), {"take": house.helper.id})["Location"] == "/samarbejder/"
    assert client.get(at(row)).status_code == 404


@pytest.mark.parametrize("part", ["", "plan/", "opfoelgning/", "adgang/", "overdragelse.pdf"])
def test_a_new_one_without_anything_has_its_pages_too(leader: Client, row: Collaboration, part: str) -> None:
    assert leader.get(at(row, part)).status_code == 200


def test_actions_and_assessments_have_pages_that_are_noted(house: House, full: Full, leader: Client) -> None:
    there = set(Event.objects.values_list("id", flat=True))
    addresses = {
        f"/handlinger/{full.done.id}/": "action",
        f"/handlinger/{full.done.id}/ret/": "action",
        at(full.row, f"vurderinger/{full.assessment.id}/"): "assessment",
    }
    for address in addresses:
        assert leader.get(address).status_code == 200
    lines = Event.objects.exclude(id__in=there).order_by("at").values_list("verb", "note", "subject")
    assert list(lines) == [("viewed", note, full.row.id) for note in addresses.values()]


def test_the_story_tells_all_there_is(full: Full, leader: Client) -> None:
    shown = text_of(leader.get(at(full.row)))
    for name in ("alias", "case_reference", "title", "agreed", "aim"):
        assert WRITTEN[name] in shown, name
    for words in ("Den første vurdering: rød", "Jonas Opdigtsen", "Bodil Skabelon", "Delvist", "Pårørende"):
        assert words in shown


def test_the_list_shows_what_is_within_reach(house: House, full: Full) -> None:
    opened(house.leader, facts=replace(FACTS, alias="Kvædetræ"), people=[house.colleague])
    both = {"Kvædetræ", WRITTEN["alias"]}
    for user, aliases in {
        house.leader: both,
        house.colleague: both,
        house.other_leader: {WRITTEN["alias"]},
        house.helper: set[str](),
        house.foreign_leader: set[str](),
    }.items():
        shown = text_of(signed_in(user).get("/samarbejder/"))
        assert {alias for alias in both if alias in shown} == aliases


def test_an_owner_alone_sees_the_action_and_the_alias_and_nothing_more(house: House, full: Full) -> None:
    shown = text_of(signed_in(house.helper).get(f"/handlinger/{full.done.id}/"))
    for name, text in WRITTEN.items():
        assert (text in shown) == (name in {"alias", "title", "done_when", "comment"}), name


def test_an_assessment_is_read_as_it_was_made(full: Full, leader: Client) -> None:
    shown = text_of(leader.get(at(full.row, f"vurderinger/{full.assessment.id}/")))
    for words in (WRITTEN["notes"], WRITTEN["reason"], "Én gang", "Vedvarende", "En del", "Mette Prøvedal"):
        assert words in shown


# What is taken along


def strings(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {text for each in value.values() for text in strings(each)}
    if isinstance(value, list):
        return {text for each in value for text in strings(each)}
    return {value} if isinstance(value, str) else set()


def test_the_export_leaves_nothing_out(full: Full, leader: Client) -> None:
    response = leader.get(at(full.row, "udtraek.json"))
    assert response["Content-Disposition"] == 'attachment; filename="udtraek.json"'
    values = json.loads(response.content)
    assert set(WRITTEN.values()) <= strings(values)
    assert {"press-and-media", "dissatisfaction"} == set(values["assessments"][0]["signs"])
    assert (values["assessments"][0]["proposed"], values["assessments"][0]["step"]) == ("yellow", "red")
    assert [each["name"] for each in values["named"]] == ["Bodil Skabelon", "Jonas Opdigtsen"]


def test_the_export_of_a_new_one_is_whole_too(row: Collaboration, leader: Client) -> None:
    values = json.loads(leader.get(at(row, "udtraek.json")).content)
    assert values["alias"] == "Ahorn"
    assert [values[each] for each in ("assessments", "actions", "follow_ups", "talks")] == [[], [], [], []]
    assert (values["closed_at"], values["next_follow_up"]) == (None, None)


# Questions to the database: the same for one row as for three, twelve at the most


@pytest.fixture
def counted(house: House, now: dt.datetime) -> Callable[[int], tuple[Collaboration, Action]]:
    """A unit with so many collaborations, each with so many of everything."""

    def make(many: int) -> tuple[Collaboration, Action]:
        made: Sequence[Action] = ()
        people = [person(f"Navn{number} Navnesen", (house.harbour, Role.EMPLOYEE)) for number in range(many)]
        rows = [opened(house.leader, people=people, now=now) for _ in range(many)]
        for row in rows:
            made = planned(row, house.leader, *[draft("Ring", house.leader)] * many, now=now)
            for number in range(many):
                assessed(row, house.leader, StepId.RED, now=now)
                actions.hold_follow_up(
                    collaboration=row,
                    agreed=f"Vi ringer {number}",
                    held_on=now.date(),
                    next_on=now.date() + DAY,
                    once=uuid.uuid4(),
                    by=viewer(house.colleague),
                    now=now,
                )
                planned_talk(row, house.leader, now.date() + DAY, now=now)
                actions.comment_on_action(
                    collaboration=row,
                    action=made[0],
                    text=f"Ringet {number}",
                    once=uuid.uuid4(),
                    by=viewer(house.helper),
                    now=now,
                )
        return rows[0], made[0]

    return make


PINNED = {
    "/samarbejder/": 4,
    "/overblik/": 9,
    "/samarbejder/ny/": 6,
    "{row}": 10,
    "{row}oplysninger/": 5,
    "{row}vurder/": 5,
    "{row}plan/": 9,
    "{row}opfoelgning/": 8,
    "{row}samtaleplaner/ny/": 5,
    "{talk}": 6,
    "{talk}ret/": 6,
    "{row}adgang/": 10,
    "{row}slutdato/": 5,
    "{row}overdragelse.pdf": 10,
    "{row}udtraek.json": 11,
    "{action}": 7,
    "{action}ret/": 8,
}


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("part", PINNED)
def test_questions_do_not_grow_with_the_rows(
    house: House,
    counted: Callable[[int], tuple[Collaboration, Action]],
    part: str,
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row, action = counted(many)
    client, talk = signed_in(house.leader), at(row, f"samtaleplaner/{row.talks.all()[0].id}/")
    assert PINNED[part] <= 12
    with django_assert_num_queries(PINNED[part]):
        response = client.get(part.format(row=at(row), action=f"/handlinger/{action.id}/", talk=talk))
    assert response.status_code == 200


# An action's way


def test_an_owner_alone_moves_says_a_word_and_comes_back_to_the_overview(house: House, full: Full) -> None:
    [made] = planned(full.row, house.leader, draft("Ring igen", house.helper))
    client, page = signed_in(house.helper), f"/handlinger/{made.id}/"
    said = client.post(page, {"do": "comment", "c-text": "Ringet.", "c-once": str(uuid.uuid4())})
    assert (said.status_code, said["Location"]) == (302, page)
    begun = client.post(page, {"do": "move", "version": 0, "status": "under-way", "effect": ""})
    assert (begun.status_code, begun["Location"]) == (302, page)
    done = client.post(page, {"do": "move", "version": 1, "status": "done", "effect": "yes"})
    assert (done.status_code, done["Location"]) == (302, "/overblik/")
    assert "Ringet." in text_of(client.get(page))


def test_an_action_that_is_done_leads_back_to_the_collaboration_which_asks_for_a_new_assessment(
    house: House, full: Full, leader: Client
) -> None:
    [made] = planned(full.row, house.leader, draft("Ring igen", house.helper))
    done = leader.post(f"/handlinger/{made.id}/", {"do": "move", "version": 0, "status": "done", "effect": ""})
    assert done["Location"] == at(full.row)
    assert "Er kendetegnene de samme som sidst?" in leader.get(at(full.row)).text


def test_a_page_that_comes_back_with_an_error_is_a_look_too(full: Full, leader: Client) -> None:
    """So that nobody reads it by sending nonsense, without a line."""
    for page in ("oplysninger/", "plan/", "opfoelgning/", "slutdato/", "adgang/"):
        there = Event.objects.filter(verb="viewed").count()
        assert leader.post(at(full.row, page), {"nonsense": "1"}).status_code == 200
        assert Event.objects.filter(verb="viewed").count() == there + 1
    there = Event.objects.filter(verb="viewed").count()
    assert leader.post(f"/handlinger/{full.done.id}/", {"do": "nonsense"}).status_code == 200
    assert Event.objects.filter(verb="viewed").count() == there + 1


# The neutral-language helper


@pytest.mark.parametrize(
    "path", ["ny/", "oplysninger/", "vurder/", "plan/", "opfoelgning/", "afslut/", "slutdato/", "samtaleplaner/ny/"]
)
def test_the_helper_follows_along_where_one_writes(house: House, row: Collaboration, path: str) -> None:
    page = signed_in(house.leader).get(f"/samarbejder/{path}" if path == "ny/" else at(row, path)).text
    assert page.count("data-neutral-words=") == 1
    assert " data-neutral" in page


def test_a_label_is_saved_and_then_spoken_of(house: House, row: Collaboration, action: Action) -> None:
    """It advises, and stops nobody; where the text is shown, it says so too."""
    client, page = signed_in(house.leader), f"/handlinger/{action.id}/"
    posted = {"do": "comment", "c-text": "Hun er kværulerende.", "c-once": str(uuid.uuid4())}
    answer = client.post(page, posted, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "I »Kommentar« står »kværulerende«: skriv hellere, hvad du så og hørte." in answer.text
    again = client.get(page).text
    assert "I »Kommentar«" not in again
    assert '<span class="neutral__label">kværulerende</span>' in again
    assert "»kværulerende«: skriv hellere, hvad du så og hørte." in again
