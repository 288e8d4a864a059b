"""What can an operator tell Trappen to do? The `trappen` command; `docs/commands.md` explains the same list."""

import argparse
import json
import os
import sys
from collections.abc import Sequence

from trappen import __version__
from trappen.site.start import Refusal, refuse_if, set_up, told_plainly, trouble_with_content, trouble_with_database
from trappen.site.start import trouble_with_master_key, troubles

Options = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 when it was done, 1 when Trappen refused, 2 when the command was not understood."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="trappen",
        description="See which step of the conflict staircase a collaboration stands on, and bring it down.",
        epilog="Settings come from the environment; docs/settings.md lists them.",
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: object, explanation: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=explanation, description=explanation)
        added.set_defaults(run=run)
        return added

    serving = command("serve", serve, "Serve the site until stopped. Refuses where something is not in order.")
    serving.add_argument("--demo", action="store_true", help="first migrate, and fill an empty database with the demo")
    serving.add_argument("--host", help="address to serve on (otherwise HOST, or 127.0.0.1)")
    serving.add_argument("--port", type=_whole_number, help="port to serve on (otherwise PORT, or 8000)")
    serving.add_argument("--workers", type=_whole_number, help="number of worker processes (otherwise TRAPPEN_WORKERS)")

    command("migrate", migrate, "Bring the database up to date; on a fresh one also make the master key.")

    filling = command("demo", demo, "Fill the database with the demo organisation. Run again, it changes nothing.")
    filling.add_argument("--json", action="store_true", help="print the sign-ins as one JSON object and nothing else")

    command("check", check, "Say whether settings, content, database and master key are in order.")
    command("change-master-key", change_master_key, "Wrap every data key under a new master key; forget the old one.")
    command("housekeeping", housekeeping, "Delete what has reached its end date and warn before; `serve` does it hourly.")

    adding = command("add-organisation", add_organisation, "Add an organisation and invite its first administrator.")
    adding.add_argument("name", metavar="NAME", help="what the organisation is called")
    adding.add_argument("--admin-email", required=True, metavar="EMAIL", help="the administrator's e-mail address")
    adding.add_argument("--admin-name", required=True, metavar="NAME", help="the administrator's name")

    command("version", version, "Print the version.")
    return whole


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 65535")
    return int(text)


def serve(options: Options) -> None:
    from trappen.site import database, server, static_files

    for name, value in (("HOST", options.host), ("PORT", options.port), ("TRAPPEN_WORKERS", options.workers)):
        if value is not None:
            os.environ[name] = str(value)
    environment = set_up()
    refuse_if(trouble_with_content)
    server.check_port(environment)
    with told_plainly():
        if options.demo and trouble_with_database():
            print("Bringing the database up to date …", flush=True)
            database.migrate(verbosity=0)
        refuse_if(trouble_with_database)
        refuse_if(trouble_with_master_key)
        accounts = _demo_accounts() if options.demo else []
    static_files.collect()
    print(f"Trappen {__version__} is on http://{environment.host}:{environment.port}/  (Ctrl+C stops it)")
    for account in accounts:
        print(f"  {account['role']:<15} {account['email']:<35} {account['password']}")
    sys.stdout.flush()
    server.serve(environment)


def migrate(options: Options) -> None:
    from trappen.site import database

    set_up()
    with told_plainly():
        database.migrate()
    print("The database is up to date.")


def demo(options: Options) -> None:
    from trappen.site import database

    set_up()
    with told_plainly():
        if trouble_with_database():
            database.migrate(verbosity=0)
        refuse_if(trouble_with_master_key)
        accounts = _demo_accounts()
    if options.json:
        print(json.dumps({"accounts": accounts}, ensure_ascii=False))
        return
    for account in accounts:
        print(f"{account['role']:<15} {account['email']:<35} {account['password']}")


def _demo_accounts() -> list[dict[str, str]]:
    from django.utils import timezone

    from trappen.demo.actions import make_demo

    return [
        {"role": account.role, "email": account.email, "password": account.password}
        for account in make_demo(now=timezone.now())
    ]


def check(options: Options) -> int:
    set_up()
    found = list(troubles())
    for trouble in found:
        print(trouble, file=sys.stderr)
    if not found:
        print("Settings, content, database and master key are in order.")
    return 1 if found else 0


def change_master_key(options: Options) -> None:
    from django.conf import settings

    set_up()
    from trappen.vault import actions

    refuse_if(trouble_with_database)
    refuse_if(trouble_with_master_key)
    changed = actions.change_master_key(path=settings.MASTER_KEY_FILE)
    print(f"{changed} data keys are wrapped under the new master key in {settings.MASTER_KEY_FILE}. Back that file up.")


def housekeeping(options: Options) -> None:
    set_up()
    from django.utils import timezone

    from trappen.site.housekeeping import keep_house

    with told_plainly():
        refuse_if(trouble_with_database)
        refuse_if(trouble_with_master_key)
        keep_house(now=timezone.now())


def add_organisation(options: Options) -> None:
    set_up()
    from django.utils import timezone

    from trappen.site.founding import Unwelcome, found

    with told_plainly():
        refuse_if(trouble_with_database)
        refuse_if(trouble_with_master_key)
        try:
            link = found(
                name=options.name,
                administrator=options.admin_name,
                email=options.admin_email,
                now=timezone.now(),
            )
        except Unwelcome as error:
            raise Refusal(str(error)) from error
    print(f"{options.name} has been added. {options.admin_name} chooses a password here, within seven days:\n{link}")


def version(options: Options) -> None:
    print(__version__)


if __name__ == "__main__":
    sys.exit(main())
