"""What does someone read who holds the database file alone? Nothing of any case, and of a deleted one not a byte.

The demo organisation lies in an SQLite file of its own, made by the real command line, whatever the other tests use.
"""

import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.serving import command, environment_for
from trappen.demo.cases import CASES
from trappen.demo.people import ORGANISATION, PEOPLE, UNITS

SEALED = {
    "collaborations_collaboration": ("alias", "case_reference", "informed_note", "closing_words", "extension_reason"),
    "collaborations_assessment": ("answers", "notes", "reason"),
    "collaborations_followup": ("agreed",),
    "collaborations_talk": ("written", "went"),
    "plans_action": ("title", "done_when", "dropped_because"),
    "plans_comment": ("text",),
}


@dataclass(frozen=True)
class Demo:
    """The demo's files, and a way to run the project on them."""

    folder: Path
    environment: dict[str, str]

    @property
    def file(self) -> Path:
        return self.folder / "trappen.sqlite3"

    @property
    def content(self) -> bytes:
        """All that the database has written: the file, its log and its index, as they lie there now."""
        return b"".join(each.read_bytes() for each in sorted(self.folder.glob("trappen.sqlite3*")))

    def command(self, *words: str) -> None:
        subprocess.run(command(*words), env=self.environment, check=True, capture_output=True)

    def python(self, code: str) -> str:
        start = "from trappen.site.start import set_up; set_up()\n"
        words = [command()[0], "-c", start + code]
        return subprocess.run(words, env=self.environment, check=True, capture_output=True, text=True).stdout

    def rows(self, statement: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            return connection.execute(statement, values).fetchall()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """While one more connection is open, SQLite keeps its log beside the file, as it does under a running server."""
    folder = tmp_path_factory.mktemp("trust")
    environment = environment_for(folder)
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    demo = Demo(folder, environment)
    demo.command("migrate")
    with closing(sqlite3.connect(demo.file)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        demo.command("demo")
        yield demo


def texts(value: object) -> Iterator[str]:
    """Every text of a case that people wrote, with the signs that they saw."""
    if is_dataclass(value):
        for field in fields(value):
            if field.name not in {
                "unit",
                "by",
                "owner",
                "people",
                "deputy",
                "practice",
                "kind",
                "informed",
                "case_system",
            }:
                yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str) and type(value) is str:
        yield value


WRITTEN = sorted(
    {text for case in CASES for text in texts(case) if len(text) > 4 and text not in {p.key for p in PEOPLE}}
)
KNOWN = " ".join([ORGANISATION, *(each.name for each in PEOPLE), *(name for name, _ in UNITS)]).casefold()
SENTENCES = " ".join(text for text in WRITTEN if " " in text)
WORDS = sorted({word for word in re.findall(r"\w{7,}", SENTENCES) if word.casefold() not in KNOWN})


def found(texts: list[str], content: bytes) -> set[str]:
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return {text for text in texts if any(text.encode(each) in content for each in encodings)}


def test_the_search_would_find_what_is_there(demo: Demo) -> None:
    names = [each.name for each in PEOPLE]
    assert found(names, demo.content) == set(names)
    assert found(["æøå", "blå"], "Æbleblå og æøå".encode("utf-16-le")) == {"æøå", "blå"}
    assert (demo.folder / "trappen.sqlite3-wal").stat().st_size > 100_000
    for one in ("Ahorn", "2026-004417", "Ring hver tirsdag kl. 10, samme kontaktperson", "plays-staff-off"):
        assert one in WRITTEN
    for one in ("God samtale. Vi aftalte tirsdage.", "Samarbejdet har været roligt i fem måneder."):
        assert one in WRITTEN
    assert len(WRITTEN) > 130
    assert len(WORDS) > 100


def test_no_text_of_a_case_is_in_the_database_files(demo: Demo) -> None:
    assert found(WRITTEN, demo.content) == set()


def test_not_even_a_word_of_one(demo: Demo) -> None:
    """What a unit has agreed to register lies in clear, since it is about situations and no case: its words may."""
    clear = [*demo.rows("SELECT situation, text FROM norms_norm"), *demo.rows("SELECT text FROM dialogue_owncard")]
    in_clear = " ".join(str(value) for row in clear for value in row)
    assert in_clear
    assert found([word for word in WORDS if word not in in_clear], demo.content) == set()


def test_every_column_that_people_write_in_is_sealed(demo: Demo) -> None:
    """What is not sealed of a case are keys, dates, states and codes that the project itself defines."""
    for table, sealed in SEALED.items():
        values = demo.rows(f"SELECT {', '.join(sealed)} FROM {table}")  # noqa: S608  # names from above
        assert all(type(value) is bytes for row in values for value in row)
        assert any(value for row in values for value in row)
        rest = {name for _, name, *_ in demo.rows(f"PRAGMA table_info({table})")} - set(sealed)
        for name in rest:
            for (value,) in demo.rows(f"SELECT DISTINCT {name} FROM {table}"):  # noqa: S608  # names from the table
                assert value is None or isinstance(value, int) or re.fullmatch(r"[\w:.+ -]{0,60}", value), (
                    table,
                    name,
                )
                assert not found(WRITTEN, str(value).encode())


def test_with_the_master_key_it_can_be_read(demo: Demo) -> None:
    read = demo.python("""
import json
from trappen.collaborations.models import Collaboration, FollowUp
from trappen.plans.models import Action, Comment
print(json.dumps([
    sorted(row.alias for row in Collaboration.objects.select_related("key")),
    sorted(row.agreed for row in FollowUp.objects.all()),
    sorted(row.title for row in Action.objects.all()),
    sorted(row.text for row in Comment.objects.all()),
]))
""")
    assert json.loads(read) == [
        sorted(case.alias for case in CASES),
        sorted(meet.agreed for case in CASES for meet in case.meets),
        sorted(do.title for case in CASES for do in case.does),
        sorted(text for case in CASES for do in case.does for _, _, text in do.said),
    ]


def test_another_master_key_opens_nothing(demo: Demo, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.key"
    wrong.write_text("k" * 64 + "\n", encoding="utf-8")
    done = subprocess.run(
        command("check"),
        env=demo.environment | {"TRAPPEN_SECRET_KEY_FILE": str(wrong)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "is not the one that this database was sealed with" in done.stderr


def sealed_bytes(demo: Demo, alias: str) -> tuple[str, set[bytes]]:
    """The id of a collaboration, and every value of it that lies sealed, with its wrapped data key."""
    id_ = demo.python(f"""
from trappen.collaborations.models import Collaboration
print(next(row.id.hex for row in Collaboration.objects.select_related("key") if row.alias == {alias!r}))
""").strip()
    plan, key = demo.rows("SELECT plan_id, key_id FROM collaborations_collaboration WHERE id = ?", id_)[0]
    chosen = {
        "collaborations_collaboration": ("id = ?", id_),
        "collaborations_assessment": ("collaboration_id = ?", id_),
        "collaborations_followup": ("collaboration_id = ?", id_),
        "plans_action": ("plan_id = ?", plan),
        "plans_comment": ("action_id IN (SELECT id FROM plans_action WHERE plan_id = ?)", plan),
    }
    values = {
        value
        for table, (where, of) in chosen.items()
        for row in demo.rows(f"SELECT {', '.join(SEALED[table])} FROM {table} WHERE {where}", of)  # noqa: S608  # ours
        for value in row
    }
    wrapped = {value for (value,) in demo.rows("SELECT wrapped FROM vault_datakey WHERE id = ?", key)}
    assert len(wrapped) == 1
    return id_, {value for value in values | wrapped if value}


def history(demo: Demo) -> set[tuple[object, ...]]:
    return {
        tuple(row)
        for row in demo.rows("SELECT id, at, actor, verb, kind, subject, organisation, note FROM audit_event")
    }


KEEP_HOUSE = """
import datetime as dt
from django.utils import timezone
from trappen.site.housekeeping import keep_house
keep_house(now=timezone.now() + dt.timedelta(days={days}))
"""


def test_after_the_end_date_nothing_of_it_is_left_in_the_files(demo: Demo) -> None:
    """The closed one ends first. Neither its sealed texts nor its data key are there any more, not even in part."""
    gone_id, gone = sealed_bytes(demo, "Hassel")
    kept_id, kept = sealed_bytes(demo, "Ahorn")
    before, there = demo.content, history(demo)
    assert all(value in before for value in gone | kept)

    demo.python(KEEP_HOUSE.format(days=0))
    assert all(value in demo.content for value in gone | kept)
    demo.python(KEEP_HOUSE.format(days=26))

    after = demo.content
    pieces = {value[at : at + 12] for value in gone for at in range(0, len(value) - 11, 4)}
    assert not any(piece in after for piece in pieces)
    assert all(value in after for value in kept)
    assert [
        id_ for (id_,) in demo.rows("SELECT id FROM collaborations_collaboration WHERE id IN (?, ?)", gone_id, kept_id)
    ] == [kept_id]
    lines = history(demo)
    assert there <= lines
    assert sorted((verb, subject) for _, _, _, verb, _, subject, *_ in lines - there) == [
        ("deleted", gone_id),
        ("warned", gone_id),
    ]
    assert found(WRITTEN, after) == set()
    assert "Ahorn" in demo.python(
        "from trappen.collaborations.models import Collaboration\n"
        "print([row.alias for row in Collaboration.objects.select_related('key')])"
    )


def test_nor_in_the_gaps_between_many_others(demo: Demo) -> None:
    """SQLite moves rows about; each of the keys that came and went in no order is gone in every part."""
    said = demo.python("""
import json
import random
from django.db import transaction
from trappen.shared.database import wipe
from trappen.vault.actions import new_key
chance, gone, there = random.Random(7), [], []
with transaction.atomic():
    for _ in range(5000):
        if there and chance.random() < 0.45:
            key = there.pop(chance.randrange(len(there)))
            gone.append(bytes(key.wrapped).hex())
            key.delete()
        else:
            there.append(new_key())
wipe([])
print(json.dumps(gone))
""")
    gone, content = [bytes.fromhex(each) for each in json.loads(said)], demo.content
    assert len(gone) > 2000
    pieces = {content[at : at + 12] for at in range(len(content) - 11)}
    assert not any(value[at : at + 12] in pieces for value in gone for at in range(0, len(value) - 11, 4))
