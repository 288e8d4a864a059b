"""Is a planned talk kept sealed, seen by those who may, listed, marked, taken along, and gone at the end?"""

import datetime as dt
import json
import uuid
from dataclasses import asdict
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.collaborations.conftest import PLAN, WRITTEN, Full, at, make_full, planned_talk, signed_in, text_of
from tests.factories import DAY, NOW, House, again, opened, viewer
from trappen.audit.models import Event
from trappen.collaborations import actions, queries
from trappen.collaborations.models import Collaboration, Talk
from trappen.collaborations.rules import months_after
from trappen.exercises.rules import TalkPlan
from trappen.exercises.slots import destinations
from trappen.organisations.queries import OutOfReach
from trappen.shared.rules import ChangedMeanwhile

OF_PLAN = [name for name in WRITTEN if name in TalkPlan.__dataclass_fields__]


@pytest.fixture
def row(house: House, now: dt.datetime) -> Collaboration:
    return opened(house.leader, people=[house.colleague], now=now)


@pytest.fixture
def talk(house: House, row: Collaboration, now: dt.datetime) -> Talk:
    return planned_talk(row, house.leader, timezone.localdate(now) + 3 * DAY, plan=PLAN, now=now)


def page(talk: Talk, part: str = "") -> str:
    return at(talk.collaboration, f"samtaleplaner/{talk.id}/{part}")


def verbs(row: Collaboration) -> list[str]:
    """What has been done with the collaboration, by name."""
    done = Event.objects.filter(subject=row.id).exclude(verb__in=["viewed", "opened"])
    return sorted(done.values_list("verb", flat=True))


# The actions


def test_a_talk_is_planned_once_changed_and_marked(house: House) -> None:
    row, by = opened(house.leader, people=[house.colleague]), viewer(house.colleague)
    once = uuid.uuid4()
    made = [
        actions.plan_talk(collaboration=row, planned_for=NOW.date(), plan=PLAN, once=once, by=by, now=NOW)
        for _ in range(2)
    ]
    assert made[0] == made[1] == Talk.objects.get()
    talk = queries.talk(again(row), made[0].id)
    for _ in range(2):
        actions.change_talk(
            talk=talk, planned_for=NOW.date() + DAY, plan=TalkPlan("Ny"), version=0, by=by, now=NOW + DAY
        )
    for _ in range(2):
        actions.mark_talk(talk=talk, held=True, went="Roligt.", version=1, by=by, now=NOW + 2 * DAY)
    found = queries.talk(again(row), talk.id)
    assert (found.plan, found.planned_for, found.version) == (TalkPlan("Ny"), NOW.date() + DAY, 2)
    assert (found.held_at, found.held_by, found.went) == (NOW + 2 * DAY, house.colleague, "Roligt.")
    assert verbs(row) == ["talk-changed", "talk-held", "talk-planned"]


def test_who_marked_it_first_stays_and_it_can_be_taken_back(house: House, row: Collaboration, talk: Talk) -> None:
    first, second = viewer(house.colleague), viewer(house.leader)
    actions.mark_talk(talk=talk, held=True, went="", version=0, by=first, now=NOW)
    actions.mark_talk(talk=talk, held=True, went="Vi aftalte tirsdage.", version=1, by=second, now=NOW + DAY)
    found = queries.talk(again(row), talk.id)
    assert (found.held_by, found.held_at, found.changed_by) == (house.colleague, NOW, house.leader)
    actions.mark_talk(talk=talk, held=False, went="", version=2, by=second, now=NOW + DAY)
    found = queries.talk(again(row), talk.id)
    assert (found.held_by, found.held_at, found.went) == (None, None, "")
    assert verbs(row) == ["talk-held", "talk-held", "talk-not-held", "talk-planned"]


@pytest.mark.parametrize("version", [1, 7])
def test_an_old_version_writes_nothing(house: House, talk: Talk, version: int) -> None:
    by, before = viewer(house.deputy), Event.objects.count()
    with pytest.raises(ChangedMeanwhile):
        actions.change_talk(talk=talk, planned_for=NOW.date(), plan=TalkPlan("X"), version=version, by=by, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.mark_talk(talk=talk, held=True, went="", version=version, by=by, now=NOW)
    assert Talk.objects.get().version == 0
    assert Event.objects.count() == before


def test_activity_moves_the_end_away(house: House) -> None:
    row, later = opened(house.leader), NOW + 60 * DAY
    planned_talk(row, house.leader, NOW.date(), now=later)
    assert again(row).ends_on == months_after(later.date(), 6)


def test_held_has_who_and_when(talk: Talk) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.update(held_at=NOW)


def test_every_text_lies_sealed_and_goes_with_its_collaboration(house: House, now: dt.datetime) -> None:
    full = make_full(house, now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT written, went FROM collaborations_talk")
        lying = b"".join(bytes(value) for line in cursor.fetchall() for value in line)
    assert lying
    assert not [text for text in WRITTEN.values() if text.encode() in lying or json.dumps(text).encode() in lying]
    actions.delete(collaboration=full.row, by=viewer(house.leader), now=now, why="by-hand")
    assert not Talk.objects.exists()


# Who sees it


def test_a_talk_of_another_collaboration_is_not_there(house: House, row: Collaboration, talk: Talk) -> None:
    other = opened(house.leader)
    with pytest.raises(OutOfReach):
        queries.talk(other, talk.id)
    client = signed_in(house.leader)
    for part in ("", "ret/"):
        assert client.get(at(other, f"samtaleplaner/{talk.id}/{part}")).status_code == 404
    assert client.get(at(other, f"samtaleplaner/{talk.id}.pdf")).status_code == 404
    assert client.get(at(row, f"samtaleplaner/{uuid.uuid4()}/")).status_code == 404


@pytest.mark.parametrize("user", ["leader", "deputy", "colleague", "helper", "other_leader", "foreign_leader"])
def test_each_page_for_each_person(house: House, talk: Talk, user: str) -> None:
    """The deputy reads English; helper is not named, the last two lead elsewhere."""
    client = signed_in(getattr(house, user))
    may = user in {"leader", "deputy", "colleague"}
    pages = {page(talk): "talk", page(talk, "ret/"): "talk-form", page(talk)[:-1] + ".pdf": "talk-pdf"}
    for address, what in pages.items():
        there = set(Event.objects.values_list("id", flat=True))
        response = client.get(address)
        assert response.status_code == (200 if may else 404)
        line = Event.objects.exclude(id__in=there).get()
        assert (line.verb, line.note) == (("viewed", what) if may else ("denied", "GET"))
        if may:
            assert response["Cache-Control"] == "no-store, private"


def test_the_log_says_in_words_what_was_done(house: House, row: Collaboration, talk: Talk, leader: Client) -> None:
    leader.get(page(talk))
    leader.get(page(talk, "ret/"))
    leader.get(page(talk)[:-1] + ".pdf")
    actions.change_talk(talk=talk, planned_for=NOW.date(), plan=PLAN, version=0, by=viewer(house.leader), now=NOW)
    for version, held in ((1, True), (2, False)):
        actions.mark_talk(talk=talk, held=held, went="", version=version, by=viewer(house.leader), now=NOW)
    shown = text_of(leader.get(at(row, "adgang/")))
    for words in (
        "Planlagde en samtale",
        "Rettede en samtaleplan",
        "Markerede en samtale som holdt",
        "Markerede en samtale som ikke holdt",
        "Så en samtaleplan",
        "Så skemaet til en samtaleplan",
        "Så en samtaleplan (PDF)",
    ):
        assert words in shown


# The pages


def test_from_the_collaboration_to_a_plan_and_back(row: Collaboration, leader: Client) -> None:
    new = at(row, "samtaleplaner/ny/")
    assert f'href="{new}"' in leader.get(at(row)).text
    sent = {
        **{name: str(value) for name, value in asdict(PLAN).items()},
        "planned_for": "2026-12-10",
        "once": str(uuid.uuid4()),
    }
    answer = leader.post(new, sent)
    talk = Talk.objects.get()
    assert answer["Location"] == page(talk)
    shown = text_of(leader.get(page(talk)))
    assert all(WRITTEN[name] in shown for name in OF_PLAN)
    assert "Samtale 10. dec. 2026" in shown
    story = text_of(leader.get(at(row)))
    assert "10. dec. 2026" in story
    assert WRITTEN["aim"] in story
    assert "Holdt" not in story


def test_afterwards_it_is_marked_with_a_word_on_how_it_went(row: Collaboration, talk: Talk, leader: Client) -> None:
    assert "Efter samtalen" in text_of(leader.get(page(talk)))
    answer = leader.post(page(talk), {"held": "on", "went": "Roligt.", "version": "0"})
    assert answer["Location"] == page(talk)
    shown = text_of(leader.get(page(talk)))
    for words in ("Markeret som holdt", "Sådan gik det", "Roligt."):
        assert words in shown
    assert "Holdt" in text_of(leader.get(at(row)))


def test_a_plan_that_does_not_hold_is_warned_of_until_it_is_held(row: Collaboration, house: House) -> None:
    talk = planned_talk(row, house.leader, NOW.date(), plan=TalkPlan("En dag", length=30), now=NOW)
    client, warning = signed_in(house.leader), "Delene tager længere tid, end der er."
    assert warning in text_of(client.get(page(talk)))
    client.post(page(talk), {"held": "on", "went": "", "version": "0"})
    assert warning not in text_of(client.get(page(talk)))


def test_a_closed_collaboration_offers_no_new_talk(full: Full, leader: Client) -> None:
    assert "Planlæg en samtale" not in text_of(leader.get(at(full.row)))
    assert WRITTEN["aim"] in text_of(leader.get(at(full.row)))


def test_the_paper_to_take_along(full: Full, leader: Client) -> None:
    response = leader.get(page(full.talk)[:-1] + ".pdf")
    assert response["Content-Type"] == "application/pdf"
    words = " ".join("".join(leaf.extract_text() for leaf in PdfReader(BytesIO(response.content)).pages).split())
    assert all(WRITTEN[name] in words for name in (*OF_PLAN, "went", "alias"))


def test_a_handover_names_the_next_talk_alone(row: Collaboration, house: House, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    for days, aim in ((-2, "Forbi"), (9, "Senere"), (4, "Snart")):
        planned_talk(row, house.leader, today + days * DAY, plan=TalkPlan(aim), now=now)
    held = planned_talk(row, house.leader, today + DAY, plan=TalkPlan("Holdt i går"), now=now)
    actions.mark_talk(talk=held, held=True, went="", version=0, by=viewer(house.leader), now=now)
    response = signed_in(house.leader).get(at(row, "overdragelse.pdf"))
    words = " ".join("".join(leaf.extract_text() for leaf in PdfReader(BytesIO(response.content)).pages).split())
    assert "Næste samtale" in words
    assert [aim for aim in ("Forbi", "Senere", "Snart", "Holdt i går") if aim in words] == ["Snart"]


def test_the_export_tells_who_and_when(full: Full, house: House, leader: Client) -> None:
    [told] = json.loads(leader.get(at(full.row, "udtraek.json")).content)["talks"]
    assert (told["by"], told["held_by"], told["went"]) == (house.leader.name, house.leader.name, WRITTEN["went"])
    assert told["plan"] == asdict(PLAN)


# From the planner


@pytest.fixture
def reach(house: House, row: Collaboration, now: dt.datetime) -> list[str]:
    """Aliases that the colleague reaches; one is closed, and one is another unit's."""
    closed = opened(house.leader, people=[house.colleague], now=now)
    actions.close(collaboration=closed, words="", version=0, by=viewer(house.leader), now=now)
    opened(house.other_leader, now=now)
    return ["Ahorn"]


def test_the_planner_offers_what_is_open_to_a_person(
    house: House, row: Collaboration, reach: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    colleague = viewer(house.colleague)
    with django_assert_num_queries(1):
        found = destinations(colleague)
    assert [(each.label, each.address) for each in found] == [("Ahorn", at(row, "samtaleplaner/ny/"))]
    for user, number in ((house.leader, 1), (house.helper, 0), (house.other_leader, 1), (house.foreign_leader, 0)):
        assert len(destinations(viewer(user))) == number


def test_a_visitor_is_offered_nothing(row: Collaboration, client: Client) -> None:
    for response in (client.get("/samtaleplan/"), client.post("/samtaleplan/", {"aim": "En dag", "length": "45"})):
        assert response.status_code == 200
        assert "Ahorn" not in response.text
        assert "samtaleplaner/ny/" not in response.text


def test_a_plan_is_taken_along_shown_and_kept_only_then(row: Collaboration, leader: Client) -> None:
    assert at(row, "samtaleplaner/ny/") in leader.get("/samtaleplan/").text
    typed = {"aim": "En fast dag", "length": "60", "theirs": "30", "confirm": "Du ringede."}
    made = leader.post("/samtaleplan/", typed)
    assert made["Cache-Control"] == "no-store, private"
    assert f'formaction="{at(row, "samtaleplaner/ny/")}"' in made.text
    assert "csrfmiddlewaretoken" in made.text
    along = leader.post(at(row, "samtaleplaner/ny/"), typed | {"do": "take-along"})
    assert along.status_code == 200
    assert "Planen er taget med, men ikke gemt endnu." in text_of(along)
    assert all(value in along.text for value in typed.values())
    assert not Talk.objects.exists()
    once = along.text.partition('name="once"')[2].partition('value="')[2].partition('"')[0]
    kept = leader.post(at(row, "samtaleplaner/ny/"), typed | {"planned_for": "2026-12-10", "once": once})
    assert kept.status_code == 302
    talk = queries.talk(again(row), Talk.objects.get().id)
    assert (talk.plan.aim, talk.plan.length, talk.plan.theirs) == ("En fast dag", 60, 30)
