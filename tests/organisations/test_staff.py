"""What does a list of staff do, and what becomes of every mistake in it?"""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.organisations.conftest import NOW, PASSWORD, Place, person, signed_in
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.organisations.actions import add_unit, import_staff, shut_out
from trappen.organisations.models import Membership
from trappen.organisations.rules import Refused, Role
from trappen.organisations.staff import Fault, Known, Outcome, StaffLine, UnitNames, plan_staff
from trappen.organisations.staff_file import MOST_LINES, Trouble, Unreadable, staff_list

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

HEAD = "navn;mail;enhed;rolle\n"
GOOD = HEAD + "Lise Toft;lise@aavang.example;Center for Job \u203a Stationen;medarbejder\n"
WHERE = "/administration/import/"


def upload(client: Client, content: str | bytes) -> "Answer":
    raw = content.encode() if isinstance(content, str) else content
    return client.post(WHERE, {"file": SimpleUploadedFile("staff.csv", raw)})


def confirm(client: Client, preview: "Answer", **more: str) -> "Answer":
    found = re.search(r'name="lines" value="([^"]+)"', preview.text)
    assert found
    return client.post(WHERE, {"lines": found[1], **more})


# Reading


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        ("\ufeff" + GOOD).encode(),
        GOOD.replace("\u203a", "/").encode("cp1252"),
        GOOD.replace(";", ",").encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        b"\n\n" + GOOD.encode() + b";;;\n\n",
        GOOD.replace("navn;mail;enhed;rolle", "NAME; E-mail ;Unit;ROLE").encode(),
        b'rolle;"navn";mail;telefon;enhed\nmedarbejder;"Lise  Toft";lise@aavang.example;1;"Center for Job / Havnen"\n',
    ],
)
def test_what_spreadsheets_write_is_read(content: bytes) -> None:
    [line] = staff_list(content)
    assert (line.name, line.email) == ("Lise Toft", "lise@aavang.example")
    assert line.unit.startswith("Center for Job")
    assert line.role == "medarbejder"


def test_windows_letters_are_read() -> None:
    [line] = staff_list((HEAD + "Åse Østergård;aase@aavang.example;Center for Børn;leder").encode("cp1252"))
    assert (line.name, line.unit) == ("Åse Østergård", "Center for Børn")


def test_lines_are_counted_as_in_the_file() -> None:
    lines = staff_list(
        (HEAD + "A;a@b.example;X;leder\n\n" + '"B\nC";b@b.example;X;leder\nD;d@b.example;X;leder\n').encode()
    )
    assert [(line.number, line.name) for line in lines] == [(2, "A"), (4, "B C"), (6, "D")]


def test_a_short_line_has_empty_cells() -> None:
    assert staff_list((HEAD + "Lise Toft\n").encode()) == [StaffLine(2, "Lise Toft", "", "", "")]


@pytest.mark.parametrize(
    ("content", "trouble", "line"),
    [
        (b"", Trouble.EMPTY, 0),
        (b"\n \n;;\n", Trouble.EMPTY, 0),
        (HEAD.encode(), Trouble.EMPTY, 0),
        (b"navn;mail;enhed\nA;b;c", Trouble.COLUMNS, 1),
        (b"navn;name;mail;enhed;rolle\nA;b;c;d;e", Trouble.COLUMNS, 1),
        (b"A;a@b.example;X;leder\n", Trouble.COLUMNS, 1),
        (b"navn|mail|enhed|rolle\n", Trouble.COLUMNS, 1),
        (GOOD.encode("utf-16"), Trouble.NOT_TEXT, 0),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Trouble.NOT_TEXT, 0),
        (b"PK\x03\x04" + b"x" * 50, Trouble.NOT_TEXT, 0),
        (b"\x81\x8d", Trouble.NOT_TEXT, 0),
        ((HEAD + 'A;"a@b.example;X;leder\n').encode(), Trouble.BROKEN, 2),
        ((HEAD + 'A;a@b.example;X;leder\n"B"x;b;c;d\n').encode(), Trouble.BROKEN, 3),
        ((HEAD + "A" * 200_000).encode(), Trouble.BROKEN, 2),
        (b"x" * 1_000_001, Trouble.TOO_BIG, 0),
        ((HEAD + "A;a@b.example;X;leder\n" * (MOST_LINES + 1)).encode(), Trouble.TOO_LONG, 0),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, trouble: Trouble, line: int) -> None:
    with pytest.raises(Unreadable) as refused:
        staff_list(content)
    assert (refused.value.trouble, refused.value.line) == (trouble, line)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode()))
def test_no_file_breaks_the_reading(content: bytes) -> None:
    try:
        lines = staff_list(content)
    except Unreadable:
        return
    assert all(line.number >= 1 for line in lines)


# Planning

TOP, JOBS, HARBOUR, KIDS, OTHER = (uuid.UUID(int=number) for number in range(5))
PATHS = {
    TOP: ("Åvang",),
    JOBS: ("Åvang", "Job"),
    HARBOUR: ("Åvang", "Job", "Havnen"),
    KIDS: ("Åvang", "Børn/Unge"),
    OTHER: ("Åvang", "Børn/Unge", "Havnen"),
}


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("Åvang", {TOP}),
        ("job", {JOBS}),
        (" Åvang / JOB ", {JOBS}),
        ("Job/Havnen", {HARBOUR}),
        ("Job > Havnen", {HARBOUR}),
        ("Åvang\u203aJob\u203aHavnen", {HARBOUR}),
        ("Børn/Unge", {KIDS}),
        ("Børn/Unge/Havnen", {OTHER}),
        ("Havnen", {HARBOUR, OTHER}),
        ("Stationen", set()),
        ("", set()),
        ("Havnen/Job", set()),
    ],
)
def test_a_unit_is_found_by_its_path(written: str, units: set[uuid.UUID]) -> None:
    assert UnitNames.of(PATHS).find(written) == units


def plan(
    *rows: tuple[str, str, str, str], known: Mapping[str, Known] | None = None
) -> list[tuple[Outcome, tuple[Fault, ...]]]:
    lines = [StaffLine(number, *row) for number, row in enumerate(rows, start=2)]
    planned = plan_staff(lines, units=UnitNames.of(PATHS), known=known or {}, is_email=lambda text: "@" in text)
    return [(each.outcome, each.faults) for each in planned]


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (("", "a@b", "Job", "leder"), (Fault.NAME_MISSING,)),
        (("A" * 121, "a@b", "Job", "leder"), (Fault.NAME_LONG,)),
        (("A 0101901234", "a@b", "Job", "leder"), (Fault.NAME_CPR,)),
        (("A", "ab", "Job", "leder"), (Fault.EMAIL,)),
        (("A", "", "Job", "leder"), (Fault.EMAIL,)),
        (("A", "a@" + "b" * 260, "Job", "leder"), (Fault.EMAIL,)),
        (("A", "else@b", "Job", "leder"), (Fault.EMAIL_ELSEWHERE,)),
        (("A", "out@b", "Job", "leder"), (Fault.SHUT_OUT,)),
        (("A", "a@b", "Nowhere", "leder"), (Fault.UNIT,)),
        (("A", "a@b", "Havnen", "leder"), (Fault.UNIT_AMBIGUOUS,)),
        (("A", "a@b", "Job", "konge"), (Fault.ROLE,)),
        (("", "", "", ""), (Fault.NAME_MISSING, Fault.EMAIL, Fault.UNIT, Fault.ROLE)),
    ],
)
def test_every_mistake_is_named(row: tuple[str, str, str, str], faults: tuple[Fault, ...]) -> None:
    known = {
        "else@b": Known(uuid.uuid4(), here=False, is_active=True),
        "out@b": Known(uuid.uuid4(), here=True, is_active=False),
    }
    assert plan(row, known=known) == [(Outcome.FAULTY, faults)]


def test_one_person_may_stand_several_times() -> None:
    assert plan(
        ("A", "a@b", "Job", "leder"),
        ("A", "A@B", "Job", "medarbejder"),
        ("A", "a@b", "job", "LEADER"),
        ("B", "a@b", "Åvang", "amr"),
    ) == [
        (Outcome.NEW_PERSON, ()),
        (Outcome.NEW_ROLE, ()),
        (Outcome.NOTHING, ()),
        (Outcome.FAULTY, (Fault.TWO_NAMES,)),
    ]


ROLE_WORDS = """
    leder Leader stedfortræder souschef deputy medarbejder employee repræsentant AMR TR arbejdsmiljørepræsentant
    tillidsrepræsentant representative konsulent consultant administrator
"""


@pytest.mark.parametrize("word", ROLE_WORDS.split())
def test_roles_in_both_languages(word: str) -> None:
    assert plan(("A", "a@b", "Job", word)) == [(Outcome.NEW_PERSON, ())]


# The page


def test_a_list_is_shown_before_it_is_carried_out(inger: Client, aavang: Place) -> None:
    page = upload(
        inger,
        GOOD
        + "Karen Østergård;karen@aavang.example;Stationen;leder\nJonas Lind;jonas@aavang.example;Havnen;employee\n",
    )
    assert "Listen opretter én konto" in page.text
    assert "Den giver én rolle til en" in page.text
    assert "Har rollen i forvejen" in page.text
    assert not User.objects.filter(email="lise@aavang.example").exists()
    response = confirm(inger, page, send="on")
    assert response["Location"] == "/administration/"
    lise = User.objects.get(email="lise@aavang.example")
    assert lise.memberships.get().unit_id == aavang.station.id
    assert lise.invited_at
    assert not lise.has_usable_password()
    assert lise.emailaddress_set.get().verified  # type: ignore[attr-defined]  # allauth's side of the relation
    assert Membership.objects.filter(user=aavang.karen).count() == 2
    assert Membership.objects.filter(user=aavang.jonas).count() == 1
    assert [letter.to for letter in mail.outbox] == [["lise@aavang.example"]]
    done = inger.get("/administration/").text
    assert "1 konto er oprettet. 2 roller er givet." in done
    assert "1 invitation er sendt." in done
    assert Event.objects.get(verb="staff-imported").note == "people-1-roles-2"
    assert Event.objects.filter(verb="made", actor=aavang.inger.id).count() == 1
    assert Event.objects.filter(verb="role-given", actor=aavang.inger.id).count() == 2


def test_without_letters_nobody_is_written_to(inger: Client, aavang: Place) -> None:
    confirm(inger, upload(inger, GOOD))
    assert mail.outbox == []
    assert "Én person har endnu ikke fået en invitation." in inger.get("/administration/").text


def test_a_list_with_a_mistake_does_nothing_at_all(inger: Client, aavang: Place, stranger: User) -> None:
    page = upload(inger, GOOD + "Bo Krog;bo@birkelunde.example;Havnen;leder\nEn;en;Nowhere;konge\n")
    assert "2 linjer skal rettes" in page.text
    for told in (
        "E-mailen kan ikke bruges her.",
        "ikke en e-mailadresse",
        "Enheden findes ikke.",
        "Rollen findes ikke.",
    ):
        assert told in page.text
    assert 'name="lines"' not in page.text
    assert "Birkelunde Kommune" not in page.text
    assert not User.objects.filter(email="lise@aavang.example").exists()


def test_a_list_that_changes_nothing_says_so(inger: Client, aavang: Place) -> None:
    page = upload(inger, HEAD + "Jonas Lind;jonas@aavang.example;Havnen;medarbejder\n")
    assert "Listen ændrer intet" in page.text
    assert 'name="lines"' not in page.text


def test_what_changed_meanwhile_is_shown_again(inger: Client, aavang: Place) -> None:
    page = upload(inger, GOOD + "Karen Østergård;karen@aavang.example;Stationen;leder\n")
    shut_out(person=aavang.karen, by=aavang.administrator, now=NOW)
    again = confirm(inger, page, send="on")
    assert again.status_code == 200
    assert "Noget har ændret sig" in again.text
    assert "Kontoen er lukket." in again.text
    assert not User.objects.filter(email="lise@aavang.example").exists()
    assert mail.outbox == []


def test_sent_twice_it_is_done_once(inger: Client, aavang: Place) -> None:
    page = upload(inger, GOOD)
    for _ in range(2):
        assert confirm(inger, page, send="on").status_code == 302
    assert User.objects.filter(email="lise@aavang.example").count() == 1
    assert len(mail.outbox) == 1


def test_the_preview_is_back_after_the_session_ended(inger: Client, aavang: Place) -> None:
    hidden = dict(re.findall(r'name="(form_token|lines)" value="([^"]+)"', upload(inger, GOOD).text))
    inger.session.flush()
    door = inger.post(WHERE, hidden)["Location"]
    assert inger.post(door, {"login": aavang.inger.email, "password": PASSWORD})["Location"] == WHERE
    page = inger.get(WHERE)
    assert "Din tekst er her igen." in page.text
    assert "Listen opretter én konto" in page.text
    assert confirm(inger, page).status_code == 302


def test_an_address_that_was_taken_in_the_same_moment_stops_the_whole(aavang: Place) -> None:
    EmailAddress.objects.create(user=aavang.karen, email="lise@aavang.example", verified=True)
    lines = [StaffLine(2, "Lise Toft", "lise@aavang.example", "Stationen", "leder")]
    with pytest.raises(Refused, match="list-faulty"):
        import_staff(lines=lines, by=aavang.administrator, now=NOW)
    assert not User.objects.filter(email="lise@aavang.example").exists()


def test_a_list_of_another_administrator_is_worth_nothing(inger: Client, aavang: Place, stranger: User) -> None:
    found = re.search(r'name="lines" value="([^"]+)"', upload(inger, GOOD).text)
    assert found
    response = signed_in(stranger).post(WHERE, {"lines": found[1]})
    assert "Listen er blevet for gammel." in response.text
    assert inger.post(WHERE, {"lines": found[1] + "x"}).status_code == 200
    assert not User.objects.filter(email="lise@aavang.example").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x" * 1_000_001, "Filen er større end 1 MB."),
        (b"", "tom"),
        (b"\n", "Der er ingen personer i filen."),
        (b"\x00\x01", "Filen er ikke en CSV-fil."),
        (b"a;b\n", "Den første linje skal have kolonnerne"),
        ((HEAD + 'A;"a\n').encode(), "til linje 2."),
        ((HEAD + "A;a@b.example;X;leder\n" * 2001).encode(), "flere end 2.000 personer"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(inger: Client, content: bytes, told: str) -> None:
    page = upload(inger, content)
    assert page.status_code == 200
    assert told in page.text


def test_no_file_is_explained(inger: Client) -> None:
    assert "Der er noget, der skal rettes" in inger.post(WHERE).text


def test_names_are_shown_as_text(inger: Client) -> None:
    page = upload(inger, HEAD + "<script>x</script>;lise@aavang.example;Havnen;leder\n").text
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


def test_two_thousand_people_come_in_at_once(inger: Client, aavang: Place) -> None:
    rows = "".join(f"Person {n};p{n}@aavang.example;Stationen;medarbejder\n" for n in range(MOST_LINES))
    started = dt.datetime.now(dt.UTC)
    assert confirm(inger, upload(inger, HEAD + rows)).status_code == 302
    assert Membership.objects.filter(unit=aavang.station).count() == MOST_LINES
    assert dt.datetime.now(dt.UTC) - started < dt.timedelta(seconds=30)


def test_a_line_that_has_become_faulty_stops_the_whole(aavang: Place) -> None:
    lines = [StaffLine(2, "Lise Toft", "lise@aavang.example", "Stationen", "leder"), StaffLine(3, "", "", "", "")]
    with pytest.raises(Refused, match="list-faulty"):
        import_staff(lines=lines, by=aavang.administrator, now=NOW)
    assert not User.objects.filter(email="lise@aavang.example").exists()


def test_a_unit_added_meanwhile_may_make_a_name_ambiguous(inger: Client, aavang: Place) -> None:
    page = upload(inger, HEAD + "Lise Toft;lise@aavang.example;Stationen;leder\n")
    add_unit(parent=aavang.children, name="Stationen", by=None, now=NOW)
    assert "Flere enheder hedder sådan." in confirm(inger, page).text
    assert person("Ove Dam", aavang.station, Role.EMPLOYEE).memberships.exists()
