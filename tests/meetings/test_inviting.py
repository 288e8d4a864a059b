"""Does each who is invited get one letter without a word too many, and does a dead mail server lose nothing?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.test import override_settings

from tests.factories import DAY, NOW, House, person, viewer
from tests.meetings.conftest import FILM, WRITTEN, again, facts, planned_by
from tests.serving import free_port
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.meetings import actions, inviting, queries
from trappen.meetings.inviting import Posted
from trappen.meetings.models import Invited, Meeting
from trappen.meetings.rules import Answer
from trappen.organisations.rules import Role

LATER = NOW + dt.timedelta(hours=1)


class PostOffice:
    """A real SMTP server on the loopback address that may refuse everyone, or some."""

    def __init__(self, reply: str = "250 OK") -> None:
        self.reply = reply
        self.refused: set[str] = set()
        self.asked: list[str] = []

    async def handle_RCPT(  # noqa: N802  # the server's own name
        self, _server: object, _session: object, envelope: Any, address: str, _options: object
    ) -> str:
        self.asked.append(address)
        reply = "550 No such person" if address in self.refused else self.reply
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply


def served(office: PostOffice) -> Iterator[PostOffice]:
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with smtp(port):
            yield office
    finally:
        controller.stop()


def smtp(port: int) -> override_settings:
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port
    )


def invite(meeting: Meeting, by: User, *, again: bool = False, now: dt.datetime = NOW) -> Posted:
    return inviting.invite(meeting=meeting, again=again, by=viewer(by), now=now)


def addresses() -> list[str]:
    return sorted(address for letter in mail.outbox for address in letter.to)


def mailed(meeting: Meeting) -> dict[str, Any]:
    return {each.user.email: each.mailed_at for each in queries.invited_to(meeting)}


def test_each_gets_one_letter_and_who_plans_gets_none(house: House, meeting: Meeting) -> None:
    assert [invite(meeting, house.leader) for _ in range(2)] == [Posted(2), Posted()]
    assert addresses() == ["jonas@aavang.example", "laila@aavang.example"]
    assert set(mailed(meeting).values()) == {NOW}
    [line] = Event.objects.filter(verb="meeting-invited")
    assert (line.subject, line.note, line.actor) == (meeting.id, "2", house.leader.id)


def test_the_letter_names_film_unit_and_time_alone(house: House, meeting: Meeting) -> None:
    invite(meeting, house.leader)
    letter = mail.outbox[0]
    title = queries.film(FILM).title.da
    assert letter.subject == f"Filmmøde 3. marts 2026 kl. 10.00: {title}"
    assert "Havnen" in letter.body
    assert title in letter.body
    assert f"/moeder/{meeting.id}/" in letter.body
    assert WRITTEN["place"] not in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_calendar_file_comes_along(house: House, meeting: Meeting) -> None:
    invite(meeting, house.leader)
    message = mail.outbox[0].message()
    [file] = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert file.get_filename() == "moede.ics"
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert b"DTSTART:20260303T090000Z" in content
    assert b"LOCATION" not in content


def test_a_letter_without_a_film_keeps_its_title_behind_sign_in(house: House) -> None:
    given = facts(house.leader, house.colleague, title=WRITTEN["title"])
    invite(planned_by(house.leader, house.harbour, given, film=""), house.leader)
    letter = mail.outbox[0]
    assert letter.subject == "Møde 3. marts 2026 kl. 10.00"
    written = str(letter.message())
    assert WRITTEN["title"] not in letter.body + written


def test_each_in_their_own_language(house: House) -> None:
    row = planned_by(house.leader, house.harbour, facts(house.leader, house.deputy, house.colleague))
    invite(row, house.leader)
    bodies = {letter.to[0]: letter.body for letter in mail.outbox}
    film = queries.film(FILM)
    assert film.title.da in bodies["jonas@aavang.example"]
    assert film.title.en in bodies["dines@aavang.example"]


def test_again_reaches_only_those_who_have_not_answered(house: House, meeting: Meeting) -> None:
    invite(meeting, house.leader)
    actions.answer(meeting=meeting, answer=Answer.NO, by=viewer(house.colleague), now=NOW)
    mail.outbox.clear()
    assert invite(meeting, house.leader, again=True, now=LATER) == Posted(1)
    assert addresses() == ["laila@aavang.example"]
    assert mailed(meeting)["laila@aavang.example"] == LATER


def test_new_people_get_theirs_and_the_others_no_second(house: House, meeting: Meeting) -> None:
    invite(meeting, house.leader)
    mail.outbox.clear()
    new = facts(house.leader, house.colleague, house.helper, house.deputy)
    actions.change_meeting(meeting=meeting, facts=new, version=0, by=viewer(house.leader), now=NOW)
    invite(again(meeting), house.leader, now=LATER)
    assert addresses() == ["dines@aavang.example"]


def test_someone_who_has_left_gets_none(house: House, meeting: Meeting) -> None:
    User.objects.filter(id=house.helper.id).update(is_active=False)
    assert invite(meeting, house.leader) == Posted(1)
    assert addresses() == ["jonas@aavang.example"]


def test_a_dead_mail_server_is_told_and_tried_again(
    house: House, meeting: Meeting, caplog: pytest.LogCaptureFixture
) -> None:
    with smtp(free_port()):
        assert invite(meeting, house.leader) == Posted(failed=2)
    assert "aavang.example" not in caplog.text
    assert mailed(meeting)["jonas@aavang.example"] is None
    assert not Event.objects.filter(verb="meeting-invited").exists()
    assert invite(meeting, house.leader, now=LATER) == Posted(2)


@pytest.fixture
def strict_office() -> Iterator[PostOffice]:
    yield from served(PostOffice("550 No such person"))


def test_one_address_that_is_refused_does_not_stop_the_others(house: House, meeting: Meeting) -> None:
    """A server that refuses three times running is given up; two are no reason."""
    for office in served(PostOffice()):
        office.refused.add("jonas@aavang.example")
        assert invite(meeting, house.leader) == Posted(1, 1)
        assert office.asked == ["jonas@aavang.example", "laila@aavang.example"]
    assert mailed(meeting)["jonas@aavang.example"] is None
    assert mailed(meeting)["laila@aavang.example"] == NOW


def test_a_server_that_refuses_is_given_up(house: House, strict_office: PostOffice) -> None:
    more = [person(f"Kollega{number} Tænkt", (house.harbour, Role.EMPLOYEE)) for number in range(5)]
    row = planned_by(house.leader, house.harbour, facts(house.leader, *more))
    assert invite(row, house.leader) == Posted(failed=5)
    assert len(strict_office.asked) == inviting.PATIENCE


def test_calling_off_tells_those_who_had_a_letter(house: House, meeting: Meeting) -> None:
    new = facts(house.leader, house.colleague, house.helper, house.deputy)
    invite(meeting, house.leader)
    actions.change_meeting(meeting=meeting, facts=new, version=0, by=viewer(house.leader), now=NOW)
    mail.outbox.clear()
    people = queries.invited_to(meeting)
    assert inviting.call_off(meeting=meeting, people=people, by=viewer(house.leader)) == Posted(2)
    assert addresses() == ["jonas@aavang.example", "laila@aavang.example"]
    assert mail.outbox[0].subject == "Aflyst: mødet 3. marts 2026 kl. 10.00"
    assert "slette det i din kalender" in mail.outbox[0].body
    assert not mail.outbox[0].attachments


def test_nobody_is_told_where_nobody_knew(house: House, meeting: Meeting) -> None:
    people = queries.invited_to(meeting)
    assert inviting.call_off(meeting=meeting, people=people, by=viewer(house.leader)) == Posted()
    assert mail.outbox == []


def test_the_file_that_one_fetches_has_title_and_place(house: House) -> None:
    given = facts(house.leader, title=WRITTEN["title"], place=WRITTEN["place"], starts_at=NOW + DAY)
    row = planned_by(house.leader, house.harbour, given, film="")
    told = inviting.event(row, whole=True)
    assert (told.name, told.place) == (f"{WRITTEN['title']} · Havnen", WRITTEN["place"])
    assert Invited.objects.filter(meeting=row).count() == 1
