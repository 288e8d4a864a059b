"""Is what people type kept, once and whole, refused with its place and reason, and never lost?"""

import datetime as dt
import inspect
import uuid
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django import forms as django_forms
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from tests.collaborations.conftest import PLAN, at, planned_talk, text_of
from tests.factories import DAY, House, again, draft, opened, planned, viewer
from trappen.collaborations import actions, forms, queries
from trappen.collaborations.models import Assessment, Collaboration, Talk
from trappen.collaborations.rules import months_after
from trappen.language.forms import FreeText
from trappen.plans import queries as plans
from trappen.plans.models import Action

Sent = dict[str, Any]
Sheets = dict[str, tuple[str, Sent]]


class Field(NamedTuple):
    """A field of free text, and how many signs it takes."""

    sheet: str
    name: str
    most: int


FACTS = {
    "alias": "Bøgeblad",
    "case_reference": "2026-9",
    "kind": "user",
    "informed": "yes",
    "informed_note": "",
    "case_system": "done",
}
ACTION = {"title": "Skriv", "due": "2027-01-04", "start": "", "email": "", "done_when": ""}


TALK = {"planned_for": "2026-12-01", "aim": "En fast dag", "length": "45", "welcome": "5", "theirs": "20"}


@pytest.fixture
def row(house: House, now: dt.datetime) -> Collaboration:
    return opened(house.leader, people=[house.colleague], now=now)


@pytest.fixture
def action(house: House, row: Collaboration, now: dt.datetime) -> Action:
    [made] = planned(row, house.leader, draft("Ring tirsdag", house.helper, now.date() + 5 * DAY), now=now)
    return made


@pytest.fixture
def talk(house: House, row: Collaboration, now: dt.datetime) -> Talk:
    return planned_talk(row, house.leader, now.date() + 3 * DAY, now=now)


@pytest.fixture
def sheets(house: House, row: Collaboration, action: Action, talk: Talk, now: dt.datetime) -> Sheets:
    """Each form: where it is sent, and what a browser sends when it is filled in."""
    owner, today = str(house.colleague.id), timezone.localdate(now).isoformat()
    later = (now.date() + 300 * DAY).isoformat()
    new, old = {"once": str(uuid.uuid4())}, {"version": 0}
    rows = {
        f"{name}-{key}": value for key in ("map-risks", "own-1") for name, value in (ACTION | {"owner": owner}).items()
    }
    page = f"/handlinger/{action.id}/"
    return {
        "open": ("/samarbejder/ny/", FACTS | new | {"unit": str(house.harbour.id), "people": [owner]}),
        "facts": (at(row, "oplysninger/"), FACTS | old),
        "assess": (
            at(row, "vurder/"),
            new | {"sign": ["dissatisfaction"], "do": "save", "seen_on": today, "notes": ""},
        ),
        "plan": (at(row, "plan/"), rows | new | {"version": 1, "pick": ["map-risks"]}),
        "edit": (f"{page}ret/", ACTION | old | {"owner": owner}),
        "move": (page, old | {"do": "move", "status": "dropped", "effect": "", "because": "Ferie."}),
        "comment": (page, {"do": "comment", "c-text": "Ringet.", "c-once": new["once"]}),
        "follow-up": (at(row, "opfoelgning/"), new | {"held_on": today, "next_on": later, "agreed": "Vi ringer."}),
        "new-talk": (at(row, "samtaleplaner/ny/"), new | TALK),
        "change-talk": (at(row, f"samtaleplaner/{talk.id}/ret/"), old | TALK),
        "mark-talk": (at(row, f"samtaleplaner/{talk.id}/"), old | {"held": "on", "went": "Roligt."}),
        "access": (at(row, "adgang/"), {"email": house.other_leader.email, "deputy": "on"}),
        "take": (at(row, "adgang/"), {"take": owner}),
        "close": (at(row, "afslut/"), old | {"do": "close", "words": "Roligt."}),
        "extend": (at(row, "slutdato/"), old | {"until": later, "reason": "Klagesagen."}),
        "delete": (at(row, "slet/"), {"sure": "on"}),
    }


SHEETS = {
    "open": "Open",
    "facts": "ChangeFacts",
    "assess": "Assess",
    "plan": "RowForm",
    "edit": "EditAction",
    "move": "MoveAction",
    "comment": "CommentForm",
    "follow-up": "FollowUpForm",
    "new-talk": "PlanTalk",
    "change-talk": "ChangeTalk",
    "mark-talk": "MarkTalk",
    "access": "GiveAccess",
    "close": "Close",
    "extend": "Extend",
    "delete": "Confirm",
}

# Every field of free text, with how much it takes.
FIELDS = [
    Field("open", "alias", 60),
    Field("open", "case_reference", 60),
    Field("open", "informed_note", 500),
    Field("facts", "alias", 60),
    Field("facts", "case_reference", 60),
    Field("facts", "informed_note", 500),
    Field("assess", "notes", 8_000),
    Field("assess", "reason", 1_000),
    Field("plan", "title-map-risks", 300),
    Field("plan", "done_when-map-risks", 1_000),
    Field("plan", "title-own-1", 300),
    Field("plan", "done_when-own-1", 1_000),
    Field("edit", "title", 300),
    Field("edit", "done_when", 1_000),
    Field("move", "because", 1_000),
    Field("comment", "c-text", 4_000),
    Field("follow-up", "agreed", 8_000),
    *(
        Field(sheet, name, most)
        for sheet in ("new-talk", "change-talk")
        for name, most in (("aim", 1_000), ("wants", 1_000), ("opening", 1_000), ("confirm", 1_000), ("exits", 1_000))
    ),
    *(
        Field(sheet, name, 120)
        for sheet in ("new-talk", "change-talk")
        for name in (
            "place",
            "people",
            "companion",
            "recording",
            "host",
            "listener",
            "writer",
            "writes_back",
            "asks_colleague",
        )
    ),
    Field("mark-talk", "went", 1_000),
    Field("close", "words", 1_000),
    Field("extend", "reason", 1_000),
]


def rows_of_every_table() -> dict[str, int]:
    counts = {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}
    return {table: count for table, count in counts.items() if table not in {"audit_event", "django_session"}}


def test_every_text_that_is_stored_is_a_field_of_this_list() -> None:
    own = {
        name: form
        for name, form in inspect.getmembers(forms, inspect.isclass)
        if form.__module__ == forms.__name__ and issubclass(form, django_forms.Form)
    }
    assert own.keys() == {*SHEETS.values(), "Plan", "FactsForm", "DatedTalk"}
    texts = {
        (sheet, field_name, field)
        for sheet, name in SHEETS.items()
        for field_name, field in own[name].base_fields.items()
        if isinstance(field, django_forms.CharField)
        and not isinstance(field, django_forms.EmailField | django_forms.UUIDField)
    }
    assert all(isinstance(field, FreeText) for _, _, field in texts)
    assert {(sheet, name, field.max_length) for sheet, name, field in texts} == {
        (field.sheet, field.name.removeprefix("c-").removesuffix("-map-risks").removesuffix("-own-1"), field.most)
        for field in FIELDS
    }


# What is filled in is taken


@pytest.mark.parametrize("sheet", [*SHEETS, "take"])
def test_each_form_is_taken_within_fifteen_questions_and_once(
    leader: Client,
    row: Collaboration,
    sheets: Sheets,
    sheet: str,
) -> None:
    address, sent = sheets[sheet]
    with CaptureQueriesContext(connection) as found:
        response = leader.post(address, sent)
    assert response.status_code == 302, text_of(response)
    if sheet == "delete":
        assert not Collaboration.objects.exists()
        return
    assert len([each for each in found if "SAVEPOINT" not in each["sql"]]) <= 15
    there = rows_of_every_table()
    versions = (again(row).version, again(row).plan.version)
    assert leader.post(address, sent).status_code == 302
    assert rows_of_every_table() == there
    assert (again(row).version, again(row).plan.version) == versions


def test_what_was_opened(leader: Client, house: House, sheets: Sheets, now: dt.datetime) -> None:
    address, sent = sheets["open"]
    response = leader.post(address, sent | {"deputy_email": " BODIL@aavang.example "})
    made = Collaboration.objects.select_related("key").get(opened_at__gte=now + dt.timedelta(microseconds=1))
    assert response["Location"] == at(made, "vurder/")
    ends_on = months_after(timezone.localdate(now), 6)
    assert (made.alias, made.unit, made.ends_on) == ("Bøgeblad", house.harbour, ends_on)
    assert [(each.user, each.deputy) for each in queries.named_on(made)] == [
        (house.other_leader, True),
        (house.colleague, False),
    ]


def test_what_was_planned(leader: Client, house: House, row: Collaboration, sheets: Sheets) -> None:
    address, sent = sheets["plan"]
    leader.post(address, sent | {"email-own-1": house.other_leader.email, "start-own-1": "2026-12-01"})
    found = {
        (each.title, each.practice, each.edition, each.owner, each.starts_on) for each in plans.actions_of(row.plan)
    }
    assert found == {
        ("Ring tirsdag", "", "", house.helper, None),
        ("Skriv", "map-risks", "2021.1", house.colleague, None),
        ("Skriv", "", "", house.other_leader, dt.date(2026, 12, 1)),
    }


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"sign": ["dissatisfaction"], "do": "save"}, ("yellow", "yellow", 1)),
        ({"do": "save"}, ("green", "green", 0)),
        ({"persistently_difficult": "yes", "do": "save"}, ("red", "red", 0)),
        ({"judge": "red"}, ("red", "", 0)),
        ({"judge": "red", "sign": ["dissatisfaction"], "reason": "Vi ser mere."}, ("red", "yellow", 1)),
        (
            {
                "sign": ["press-and-media"],
                "often-press-and-media": "once",
                "own": "red",
                "reason": "Ja.",
                "do": "save",
            },
            ("red", "yellow", 1),
        ),
    ],
)
def test_what_was_assessed(
    leader: Client, row: Collaboration, sheets: Sheets, sent: Sent, kept: tuple[str, str, int]
) -> None:
    address, whole = sheets["assess"]
    response = leader.post(address, {"once": whole["once"], "seen_on": whole["seen_on"]} | sent)
    assert response["Location"] == at(row, "plan/")
    [made] = queries.assessments_of(row)
    assert (made.step, made.proposed, len(made.observations)) == kept


@pytest.mark.parametrize(
    "sent", [{"do": "look"}, {}, {"judge": "green"}, {"judge": "violet"}, {"do": "save", "own": "red"}]
)
def test_looking_and_differing_without_a_reason_keep_nothing(leader: Client, sheets: Sheets, sent: Sent) -> None:
    address, whole = sheets["assess"]
    kept = {name: value for name, value in whole.items() if name != "do"} | {"notes": "Fire opkald."}
    response = leader.post(address, kept | sent)
    assert response.status_code == 200
    assert "Fire opkald." in text_of(response)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("sheet", "wrong"),
    [
        ("open", {"unit": str(uuid.uuid4())}),
        ("open", {"people": [str(uuid.uuid4())]}),
        ("open", {"deputy_email": "frode@aavang.example"}),  # of another organisation
        ("open", {"kind": "enemy"}),
        ("open", {"once": "nonsense"}),
        ("open", {"informed": "exempt"}),
        ("open", {"alias": "Mette Hansen"}),
        ("open", {"alias": " "}),
        ("facts", {"version": "-1"}),
        ("facts", {"version": ""}),
        ("assess", {"sign": ["no-such-sign"]}),
        ("assess", {"seen_on": "2999-01-01"}),
        ("assess", {"seen_on": "1999-01-01"}),
        ("assess", {"seen_on": "i går"}),
        ("assess", {"strain": "endless"}),
        ("assess", {"shown": "red"}),  # the answers were changed after the proposal was shown
        ("plan", {"owner-own-1": str(uuid.uuid4())}),
        ("plan", {"owner-own-1": "", "email-own-1": ""}),
        ("plan", {"email-own-1": "frode@aavang.example"}),
        ("plan", {"start-own-1": "2027-02-01"}),
        ("plan", {"due-own-1": ""}),
        ("plan", {"title-own-1": "", "done_when-own-1": "Når der er ro."}),
        ("plan", {"pick": [], "title-own-1": ""}),
        ("plan", {"version": "99"}),
        ("edit", {"owner": str(uuid.uuid4())}),
        ("edit", {"due": "2027-02-31"}),
        ("edit", {"title": ""}),
        ("move", {"because": " "}),
        ("move", {"status": "gone"}),
        ("move", {"status": "under-way", "effect": "yes"}),
        ("comment", {"c-text": ""}),
        ("comment", {"c-once": ""}),
        ("follow-up", {"next_on": "2020-01-01"}),
        ("follow-up", {"agreed": ""}),
        ("new-talk", {"aim": " "}),
        ("new-talk", {"planned_for": ""}),
        ("new-talk", {"planned_for": "2026-02-31"}),
        ("new-talk", {"length": "0"}),
        ("new-talk", {"length": "241"}),
        ("new-talk", {"theirs": "-1"}),
        ("new-talk", {"once": ""}),
        ("new-talk", {"do": "take-along"}),  # from the planner: shown first
        ("change-talk", {"version": "99"}),
        ("mark-talk", {"version": ""}),
        ("access", {"email": "frode@aavang.example"}),
        ("access", {"email": "ingen"}),
        ("take", {"take": "nonsense"}),
        ("extend", {"until": "2999-01-01"}),
        ("extend", {"until": "2020-01-01"}),
        ("extend", {"reason": ""}),
        ("close", {"version": "99"}),
        ("delete", {"sure": ""}),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(
    leader: Client, row: Collaboration, sheets: Sheets, sheet: str, wrong: Sent
) -> None:
    address, sent = sheets[sheet]
    there = rows_of_every_table()
    response = leader.post(address, sent | wrong)
    assert response.status_code == 200
    assert 'class="form-error-message"' in response.text or "alert" in response.text or "error" in response.text
    assert rows_of_every_table() == there
    assert (again(row).version, again(row).plan.version) == (0, 1)


def test_an_alias_like_a_name_may_stay_when_it_is_none(leader: Client, sheets: Sheets) -> None:
    address, sent = sheets["open"]
    asked = leader.post(address, sent | {"alias": "Rose Bæk"})
    assert "Det ligner navnet på en person." in text_of(asked)
    assert 'name="not_a_name"' in asked.text
    assert leader.post(address, sent | {"alias": "Rose Bæk", "not_a_name": "on"}).status_code == 302


def test_a_plan_from_a_page_of_before_anything_was_planned(
    leader: Client, house: House, sheets: Sheets, now: dt.datetime
) -> None:
    """Also where the number of the version is made up, and nothing has been planned yet."""
    _, sent = sheets["plan"]
    empty = opened(house.leader, now=now)
    response = leader.post(at(empty, "plan/"), sent | {"version": 7})
    assert response.status_code == 200
    assert "Mette Prøvedal har ændret det her" in text_of(response)
    assert leader.post(at(empty, "plan/"), sent | {"version": 0}).status_code == 302


# Two at once


@pytest.fixture
def faster(house: House, row: Collaboration, action: Action, talk: Talk) -> None:
    """The deputy has changed everything since the forms were shown."""
    by = viewer(house.deputy)
    now = dt.datetime.now(dt.UTC)
    actions.change_facts(collaboration=row, facts=actions._as_facts(again(row)), version=0, by=by, now=now)
    planned(row, house.deputy, draft("Først", house.helper), now=now)
    actions.edit_action(
        collaboration=again(row), action=action, draft=draft("Ring mandag", house.helper), version=0, by=by, now=now
    )
    there = queries.talk(again(row), talk.id)
    actions.change_talk(talk=there, planned_for=talk.planned_for, plan=PLAN, version=0, by=by, now=now)


@pytest.mark.parametrize("sheet", ["facts", "plan", "edit", "move", "change-talk", "mark-talk", "close", "extend"])
def test_of_two_at_once_the_second_is_told_who_and_may_insist(
    leader: Client, sheets: Sheets, faster: None, sheet: str
) -> None:
    address, sent = sheets[sheet]
    there = rows_of_every_table()
    response = leader.post(address, sent)
    assert response.status_code == 200
    shown = text_of(response)
    assert "Dines Modelgaard har ændret det her" in shown
    assert rows_of_every_table() == there
    version = 2 if sheet == "plan" else 1
    assert f'name="version" value="{version}"' in response.text
    for value in sent.values():
        if isinstance(value, str) and value in {
            "Bøgeblad",
            "Skriv",
            "Ferie.",
            "Roligt.",
            "Klagesagen.",
            "En fast dag",
        }:
            assert value in unescape(response.text)
    assert leader.post(address, sent | {"version": version}).status_code == 302


def test_a_move_forward_and_one_back_do_not_close_and_open_by_a_double_click(
    leader: Client, row: Collaboration, sheets: Sheets
) -> None:
    address, sent = sheets["close"]
    for _ in range(2):
        assert leader.post(address, sent).status_code == 302
    assert again(row).closed_at is not None
    assert 'value="reopen"' in leader.get(address).text
    for _ in range(2):
        assert leader.post(address, {"version": 1, "do": "reopen"}).status_code == 302
    assert again(row).closed_at is None


# What may not stand there

each_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.sheet}-{field.name}")


@each_field
def test_a_cpr_number_is_refused_with_its_place_and_the_text_is_kept(
    leader: Client, row: Collaboration, sheets: Sheets, field: Field
) -> None:
    """29 February 1990 was no day, so that the number is nobody's."""
    address, sent = sheets[field.sheet]
    text = "Ring 290290-1234"
    there = rows_of_every_table()
    response = leader.post(address, sent | {field.name: text})
    assert response.status_code == 200
    assert "Der står et CPR-nummer i linje 1." in text_of(response)
    assert escape(text) in response.text
    assert rows_of_every_table() == there
    assert (again(row).version, again(row).plan.version) == (0, 1)


def test_the_place_of_a_cpr_number_is_its_line(leader: Client, sheets: Sheets) -> None:
    address, sent = sheets["follow-up"]
    response = leader.post(address, sent | {"agreed": "Vi ringer.\r\n\r\nBorger: 2902\r\n90 1234"})
    assert "Der står et CPR-nummer i linje 3." in text_of(response)


@each_field
@pytest.mark.parametrize("sign", ["æ", "😀"])
def test_too_much_is_refused_by_a_stated_limit_and_kept(
    leader: Client, sheets: Sheets, field: Field, sign: str
) -> None:
    """Sent as a browser sends it: every sign in up to twelve bytes."""
    address, sent = sheets[field.sheet]
    there = rows_of_every_table()
    body = urlencode(sent | {field.name: sign * 200_000}, doseq=True)
    response = leader.post(address, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert sign * 200_000 in response.text
    assert f"højst have {field.most} tegn (den har 200000)." in response.text
    assert rows_of_every_table() == there


@each_field
def test_what_just_fits_is_kept(leader: Client, sheets: Sheets, field: Field) -> None:
    address, sent = sheets[field.sheet]
    assert leader.post(address, sent | {field.name: "😀" * field.most}).status_code == 302


@each_field
def test_a_sign_that_no_database_takes_is_refused(leader: Client, sheets: Sheets, field: Field) -> None:
    address, sent = sheets[field.sheet]
    there = rows_of_every_table()
    assert leader.post(address, sent | {field.name: "Ring\x00"}).status_code == 200
    assert rows_of_every_table() == there


# Whatever is typed is text

STRANGE = "<b>x</b> \"'&amp; {{ 7|add:7 }} \u202eגל ق 😀 \\n %s"


@each_field
def test_tags_emoji_and_writing_from_the_right_are_shown_as_text(
    leader: Client, row: Collaboration, sheets: Sheets, field: Field
) -> None:
    address, sent = sheets[field.sheet]
    differs = {"own": "red"} if field.sheet == "assess" else {}
    sent = sent | {"reason": "Vi ser mere."} | differs if differs else sent
    assert leader.post(address, sent | {field.name: STRANGE}).status_code == 302
    written = Collaboration.objects.exclude(id=row.id).first() or row
    assert STRANGE in texts_in(leader.get(at(written, "udtraek.json")).json())

    pages = [at(written, page) for page in ("", "oplysninger/", "plan/", "opfoelgning/", "slutdato/", "afslut/")]
    pages += [f"/handlinger/{each.id}/{part}" for each in plans.actions_of(written.plan) for part in ("", "ret/")]
    pages += [at(written, f"vurderinger/{each.id}/") for each in queries.assessments_of(written)]
    pages += [at(written, f"samtaleplaner/{each.id}/") for each in queries.talks_of(written)]
    shown = [leader.get(page).text for page in [*pages, "/samarbejder/", "/overblik/"]]
    assert not any("<b>x</b>" in page for page in shown)
    assert any(escape(STRANGE) in page for page in shown)
    for paper in ("overdragelse.pdf", "udtraek.pdf"):
        assert leader.get(at(written, paper)).status_code == 200


def texts_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return texts_in(list(value.values()))
    if isinstance(value, list):
        return [text for each in value for text in texts_in(each)]
    return [value] if isinstance(value, str) else []
