"""Can anyone tie an answer to a person, or to the order of answers? Here someone tries, with all that is there.

Five people answer in an order and with answers that are known here. Then everything is searched: all tables of the
database in the order in which they lie, the columns that the database adds itself, the letters, the pages and the
log. The bytes of the files are searched by `test_journey`. The attacker has a copy of the database, without the
master key; where the key helps, a test of its own says so.
"""

import itertools
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from tests.factories import DAY, person, viewer
from tests.surveys.conftest import NAMES, NOW, Team, asked, fresh, signed_in
from trappen.accounts.models import KeptText, User
from trappen.audit.models import Event
from trappen.organisations.rules import Role
from trappen.staircase.queries import newest
from trappen.surveys import actions
from trappen.surveys.models import Invitation, Round, RoundKey
from trappen.surveys.rules import Answer, Box, Strain
from trappen.vault.models import DataKey

Row = dict[str, Any]

# Each ticks something that nobody else does, so that any trace of one answer would be theirs.
ONLY = ("complaint-or-criticism", "dissatisfaction", "felt-disagreement", "unclear-dialogue", "press-and-media")
WORDS = re.compile("|".join([*ONLY, *(f'"{strain}"' for strain in Strain), "very-much"]))


def everything() -> dict[str, list[Row]]:
    """All rows of all tables, as they lie: by rowid, or by the place that PostgreSQL gives them."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    added = "rowid AS place" if connection.vendor == "sqlite" else "ctid AS place, xmin, xmax"
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT {added}, * FROM {name} ORDER BY {place}")  # noqa: S608  # our own tables
            names = [column[0] for column in cursor.description]
            tables[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return tables


def differing(before: dict[str, list[Row]], after: dict[str, list[Row]]) -> dict[str, list[str]]:
    """The tables that have changed, with the columns in which their rows differ."""
    found: dict[str, list[str]] = {}
    for table, rows in after.items():
        if rows == before[table]:
            continue
        assert len(rows) == len(before[table]), table
        columns = {
            name
            for was, now in zip(before[table], rows, strict=True)
            for name in now
            if was[name] != now[name] and name not in {"place", "xmin", "xmax"}
        }
        found[table] = sorted(columns)
    return found


@pytest.fixture
def row(team: Team) -> Round:
    return asked(team)


def answers_in(client: Client, row: Round, sign: str, strain: str) -> None:
    sent = {"sign": sign, f"often-{sign}": "persistently", "strain": strain, "sure": "on"}
    assert client.post(f"/maalinger/{row.id}/svar/", sent).status_code == 302


def come_in(team: Team, row: Round) -> list[Client]:
    """Everyone signs in and reads the page, as they may for any reason and on any day."""
    clients = [signed_in(each) for each in team.people]
    for client in clients:
        assert client.get(f"/maalinger/{row.id}/svar/").status_code == 200
    return clients


# What one answer changes


@pytest.mark.parametrize("first", range(5))
def test_an_answer_changes_one_column_of_one_row_and_nothing_else(team: Team, row: Round, first: int) -> None:
    """No row of history, session, kept text, or of the invitation: whoever answers, the same place is written."""
    clients = come_in(team, row)
    before = everything()
    answers_in(clients[first], row, ONLY[first], "much")
    assert differing(before, everything()) == {"surveys_round": ["box"]}


def test_what_is_written_has_one_length_whoever_answers_what(team: Team, row: Round) -> None:
    lengths = {len(bytes(each["box"])) for each in everything()["surveys_round"]}
    for who, client, sign, strain in zip(team.people, come_in(team, row), ONLY, Strain, strict=True):
        answers_in(client, row, sign, strain)
        lengths |= {len(bytes(each["box"])) for each in everything()["surveys_round"]}
        assert who.is_active
    assert len(lengths) == 1


def test_two_states_without_the_key_say_no_more_than_that_something_was_written(team: Team, row: Round) -> None:
    """The sealed box of the same sums differs each time, and no part of it stays."""
    seen = [bytes(fresh(row).__dict__["box"])]
    for client, sign in zip(come_in(team, row), ONLY, strict=True):
        answers_in(client, row, sign, "much")
        seen.append(bytes(fresh(row).__dict__["box"]))
    for one, other in itertools.combinations(seen, 2):
        alike = sum(left == right for left, right in zip(one, other, strict=True))
        assert alike < len(one) / 16  # chance alone would give one in 256


# What lies there in the end


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1)])
def test_nothing_in_the_database_ties_an_answer_to_a_person_or_its_turn(
    team: Team, row: Round, order: tuple[int, ...]
) -> None:
    clients = come_in(team, row)
    for at in order:
        answers_in(clients[at], row, ONLY[at], list(Strain)[at])
    for moment in ("open", "closed"):
        if moment == "closed":
            actions.close(round_=row, by=viewer(team.leader), now=NOW + DAY)
        tables = everything()
        for table, rows in tables.items():
            for each in rows:
                told = json.dumps({name: _readable(value) for name, value in each.items()}, default=str)
                if table == "surveys_round" and moment == "closed":
                    continue  # the result, which is looked at below
                assert not WORDS.search(told), (moment, table)
        _no_order(tables, team, order)


def _readable(value: Any) -> Any:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else value


def _no_order(tables: dict[str, list[Row]], team: Team, order: tuple[int, ...]) -> None:
    """The invitations lie as they were drawn, and no row of anyone's bears a time of the answers."""
    rows = tables["surveys_invitation"]
    assert set(rows[0]) - {"place", "xmin", "xmax"} == {"id", "round_id", "person_id", "slot"}
    if connection.vendor == "postgresql":  # written in one go, and not again
        assert len({each["xmin"] for each in rows}) == 1
        assert {str(each["xmax"]) for each in rows} == {"0"}
    ids = {str(who.id).replace("-", "") for who in team.people}
    for table, lines in tables.items():
        for each in lines:
            text = json.dumps(each, default=str).replace("-", "")
            if any(id_ in text for id_ in ids):
                assert table in ONES_OWN, table
    assert len(order) == 5


# Where a person is named for other reasons: who they are, where they work, that they were asked and are signed in.
ONES_OWN = {
    "account_emailaddress",
    "accounts_user",
    "organisations_membership",
    "surveys_invitation",
    "audit_event",
    "django_session",
}


def test_no_line_of_history_tells_of_an_answer(team: Team, row: Round) -> None:
    clients = come_in(team, row)
    before = Event.objects.count()
    for client, sign in zip(clients, ONLY, strict=True):
        answers_in(client, row, sign, "some")
        assert client.get(f"/maalinger/{row.id}/svar/").status_code == 200
        answers_in(client, row, sign, "some")  # twice, and too late: no refusal that would be noted
    assert Event.objects.count() == before
    assert {event.verb for event in Event.objects.filter(kind="survey")} == {"survey-opened"}


def test_an_answer_to_an_ended_session_is_put_away_for_nobody(team: Team, row: Round) -> None:
    """A kept text would hold the ticks under a name for an hour."""
    page = signed_in(team.people[0]).get(f"/maalinger/{row.id}/svar/").text
    assert "form_token" not in page
    sent = {"sign": ONLY[0], "strain": "much", "sure": "on"}
    assert Client().post(f"/maalinger/{row.id}/svar/", sent)["Location"] == "/log-ind/"
    assert not KeptText.objects.exists()


def test_the_log_says_nothing(team: Team, row: Round, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        for client, sign in zip(come_in(team, row), ONLY, strict=True):
            answers_in(client, row, sign, "much")
    assert caplog.text == ""


def test_pages_and_letters_hold_no_token_and_are_the_same_for_everyone(
    team: Team, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = asked(team)
    assert len(mail.outbox) == 5
    assert len({(letter.subject, letter.body) for letter in mail.outbox}) == 1
    slots = {str(each.person_id): each for each in row.invitations.all()}
    pages = set()
    for who, client in zip(team.people, come_in(team, row), strict=True):
        page = client.get(f"/maalinger/{row.id}/svar/").text
        hidden = re.findall(r'<input type="hidden" name="([^"]+)"', page)
        assert set(hidden) <= {"csrfmiddlewaretoken", "language", "next"}
        assert str(slots[str(who.id)].id) not in page
        assert str(who.id) not in page
        pages.add(re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", page.replace(who.name, "")))
    assert len(pages) == 1


@pytest.mark.parametrize("count", [1, 4, 5])
def test_nobody_is_told_who_or_how_many_have_answered(team: Team, row: Round, count: int) -> None:
    """The leader's page says one thing: whether there are enough."""
    leader = signed_in(team.leader)
    token = re.compile(r'name="(csrfmiddlewaretoken|form_token)" value="[^"]+"')
    nobody = token.sub("", leader.get(f"/maalinger/{row.id}/").text)
    for client, sign in zip(come_in(team, row)[:count], ONLY, strict=False):
        answers_in(client, row, sign, "much")
    page = token.sub("", leader.get(f"/maalinger/{row.id}/").text)
    assert (page == nobody) == (count < 5)
    assert not any(name in page for name in NAMES)


# With the master key: what remains possible is told in the decision record, and this is its limit


def test_what_is_closed_cannot_be_opened_by_the_master_key_either(team: Team, row: Round) -> None:
    """The key that sealed the box is gone; only the words that everyone sees are left."""
    for client, sign in zip(come_in(team, row), ONLY, strict=True):
        answers_in(client, row, sign, "much")
    old_box, old_key = bytes(fresh(row).__dict__["box"]), fresh(row).key_id
    actions.close(round_=row, by=viewer(team.leader), now=NOW + DAY)
    assert not DataKey.objects.filter(id=old_key).exists()
    assert RoundKey.objects.count() == 1
    left = fresh(row)
    assert left.box == ""
    told = json.loads(left.result)
    assert set(told["signs"].values()) == {"few"}
    assert set(told) == {"at_least", "steps", "signs", "strain", "seen", "difficult"}
    assert old_box not in b"".join(bytes(each) for each in _sealed_values())


def _sealed_values() -> Iterator[bytes]:
    for rows in everything().values():
        for each in rows:
            yield from (bytes(value) for value in each.values() if isinstance(value, bytes | memoryview))


def test_one_look_with_the_key_while_it_is_open_shows_sums_and_never_an_answer(team: Team, row: Round) -> None:
    for client, sign in zip(come_in(team, row), ONLY, strict=True):
        answers_in(client, row, sign, "much")
    box = Box.read(fresh(row).box)
    assert set(box.answered) == {True}
    assert [box.sums[f"sign:{sign}:once"] for sign in ONLY] == [1] * 5


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's own xmin says it, above")
def test_nothing_is_written_to_a_row_that_bears_a_name(team: Team, row: Round) -> None:
    """A trigger of our own would see the smallest change, also one that is changed back."""
    clients = come_in(team, row)
    with connection.cursor() as cursor:
        for table in ("surveys_invitation", "accounts_user", "organisations_membership", "django_session"):
            cursor.execute(
                f"CREATE TEMP TRIGGER spy_{table} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'seen'); END"
            )
    for client, sign in zip(clients, ONLY, strict=True):
        answers_in(client, row, sign, "much")
    assert Box.read(fresh(row).box).answers == 5


# Double clicks, and those who are not asked


def test_a_second_answer_changes_nothing_and_says_the_same(team: Team, row: Round) -> None:
    client = signed_in(team.people[0])
    answers_in(client, row, ONLY[0], "much")
    box = Box.read(fresh(row).box)
    again = client.post(f"/maalinger/{row.id}/svar/", {"sign": ONLY[1], "sure": "on"})
    assert again.status_code == 302
    assert Box.read(fresh(row).box) == box
    slot = Invitation.objects.get(person=team.people[0]).slot
    assert actions.answer(round_=row, slot=slot, given=Answer(), staircase=newest(), now=NOW) is False


def test_someone_who_is_not_asked_leaves_nothing_in_the_box(team: Team, row: Round) -> None:
    box = fresh(row).box
    for who in (team.leader, team.house.colleague, team.house.other_leader, _representative(team)):
        signed_in(who).post(f"/maalinger/{row.id}/svar/", {"sign": ONLY[0], "sure": "on"})
    assert fresh(row).box == box


def _representative(team: Team) -> User:
    return person("Rita Repræsentant", (team.unit, Role.REPRESENTATIVE))
