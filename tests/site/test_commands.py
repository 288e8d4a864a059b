"""Does the `trappen` command do what it says, and refuse in one plain sentence what it cannot?"""

import json
import os
import re
import socket
import stat
import subprocess

import pytest

from tests.live.listening import health, wait_for
from tests.serving import command as words_of
from tests.serving import free_port, stop
from tests.site.conftest import Machine
from trappen import __version__
from trappen.site import cli

SEAL = "from trappen.vault.actions import new_key\nnew_key()"


def refused(machine: Machine, *words: str, **more: str) -> str:
    """The sentence with which a command refuses; it says nothing else and shows no traceback."""
    done = machine.run(*words, **more)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_version_needs_no_settings(machine: Machine) -> None:
    assert machine.run("version", PORT="nonsense").stdout == f"{__version__}\n"


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as asked:
        cli.main(["--help"])
    assert asked.value.code == 0
    names = re.findall(r"^    ([a-z-]+)", capsys.readouterr().out, re.MULTILINE)
    assert {"serve", "migrate", "demo", "check"} <= set(names)
    for name in names:
        with pytest.raises(SystemExit) as asked:
            cli.main([name, "--help"])
        assert asked.value.code == 0
        assert f"usage: trappen {name}" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["nonsense"], ["serve", "--port", "70000"], ["serve", "--workers", "none"]])
def test_what_is_not_understood_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    assert "usage: trappen" in capsys.readouterr().err


def test_a_fresh_machine_is_migrated_and_then_in_order(machine: Machine) -> None:
    assert "trappen migrate" in refused(machine, "check")
    assert "trappen migrate" in refused(machine, "serve")
    assert not machine.key_file.exists()

    assert machine.run("migrate").returncode == 0
    assert stat.S_IMODE(machine.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(machine.data_dir.stat().st_mode) == 0o700
    done = machine.run("check")
    assert (done.returncode, done.stderr) == (0, "")
    key = machine.key_file.read_bytes()
    assert machine.run("migrate").returncode == 0
    assert machine.key_file.read_bytes() == key


def test_without_the_key_that_sealed_the_rows_nothing_is_done(migrated: Machine) -> None:
    migrated.python(SEAL)
    elsewhere = migrated.key_file.rename(migrated.data_dir / "elsewhere")
    for command in ("serve", "migrate", "demo", "change-master-key"):
        assert "is missing, and the database holds text that only it can open" in refused(migrated, command)
        assert not migrated.key_file.exists(), "no new key is made where an old one is needed"

    migrated.key_file.write_text("another secret that is long enough to serve\n", encoding="utf-8")
    for command in ("serve", "migrate"):
        assert "is not the one that this database was sealed with" in refused(migrated, command)

    migrated.key_file.write_text("short\n", encoding="utf-8")
    assert "line 1 is shorter than 32 characters" in refused(migrated, "check")
    assert migrated.run("check", TRAPPEN_SECRET_KEY_FILE=str(elsewhere)).returncode == 0


def test_a_lost_key_that_sealed_nothing_is_made_again(migrated: Machine) -> None:
    migrated.key_file.unlink()
    assert "`trappen migrate` makes one" in refused(migrated, "serve")
    assert migrated.run("migrate").returncode == 0
    assert migrated.run("check").returncode == 0


def test_the_master_key_can_be_changed(migrated: Machine) -> None:
    migrated.python(SEAL)
    before = migrated.key_file.read_text(encoding="utf-8")
    done = migrated.run("change-master-key")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 data keys are wrapped")
    assert migrated.key_file.read_text(encoding="utf-8") != before
    assert migrated.run("check").returncode == 0


def test_a_setting_that_cannot_be_used_is_named(machine: Machine) -> None:
    for name, value, said in (
        ("PORT", "eighty", "PORT must be a whole number"),
        ("TRAPPEN_WORKERS", "0", "TRAPPEN_WORKERS must be a whole number of 1 or more"),
        ("DATABASE_URL", "nonsense", "The settings cannot be used"),
        ("DATABASE_URL", "postgres://someone:hush@127.0.0.1:1/none", "The database cannot be reached"),
        ("TRAPPEN_DATA_DIR", "/dev/null/data", "cannot be made"),
        ("TRAPPEN_SECRET_KEY_FILE", "/dev/null/key", "/dev/null/key cannot be read"),
    ):
        sentence = refused(machine, "check", **{name: value})
        assert said in sentence
        assert "hush" not in sentence, "a password is not told"


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator of a machine may write everywhere")
def test_a_data_directory_that_is_read_only_is_named(machine: Machine) -> None:
    machine.data_dir.mkdir(mode=0o500)
    assert "cannot be written to" in refused(machine, "check")


def test_the_demo_prints_its_sign_ins_as_json_and_nothing_else(machine: Machine) -> None:
    done = machine.run("demo", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    accounts = json.loads(done.stdout)["accounts"]
    assert {account["role"] for account in accounts} >= {
        "leader", "employee", "representative", "consultant", "administrator"
    }  # fmt: skip
    assert all(account.keys() == {"role", "email", "password"} for account in accounts)
    assert json.loads(machine.run("demo", "--json").stdout)["accounts"] == accounts
    told = machine.run("demo").stdout
    assert all(account["email"] in told for account in accounts)


def test_an_operator_begins_with_an_organisation(migrated: Machine) -> None:
    words = ("add-organisation", "Åvang Kommune", "--admin-email", "anna@avang.example", "--admin-name", "Anna Ås")
    done = migrated.run(*words, TRAPPEN_URL="https://trappen.avang.example")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^https://trappen\.avang\.example/\S+/$", done.stdout, re.MULTILINE)
    assert "someone has this e-mail address" in refused(migrated, *words)
    ask = (
        "from trappen.organisations.models import Membership as M\nprint(*M.objects.values_list('role', 'unit__name'))"
    )
    assert migrated.python(ask).strip() == "('administrator', 'Åvang Kommune')", "the refused one left nothing behind"


def test_housekeeping_can_be_run_at_any_time(migrated: Machine) -> None:
    for _ in range(2):
        done = migrated.run("housekeeping")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_taken_port_is_told_with_another_to_try(migrated: Machine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"PORT={port + 1}" in refused(migrated, "serve", PORT=str(port))


def test_an_address_of_another_machine_is_refused(migrated: Machine) -> None:
    assert "192.0.2.1" in refused(migrated, "serve", "--host", "192.0.2.1")
    assert "is no address of this machine" in refused(migrated, "serve", HOST="nowhere.invalid")


def test_a_film_is_named_by_its_id_and_written_to_a_kind_of_file_that_we_know(machine: Machine) -> None:
    assert "aktiv-lytning" in refused(machine, "render-film", "no-such-film", "--to", "film.mp4")
    assert ".webm" in refused(machine, "render-film", "aktiv-lytning", "--to", "film.avi")


def test_live_rooms_can_be_served_alone(migrated: Machine) -> None:
    port = free_port()
    process = subprocess.Popen(words_of("live", "--port", str(port)), env=migrated.environment, stdout=subprocess.PIPE)
    try:
        wait_for(lambda: health(port) == 200)
    finally:
        stop(process)
    told, _ = process.communicate()
    assert f"http://127.0.0.1:{port}/live/" in told.decode()
