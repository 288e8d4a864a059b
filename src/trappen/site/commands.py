"""What does each command of `trappen` do? One function a command; a Refusal is told at the terminal."""

import json
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.utils import timezone

from trappen import __version__
from trappen.demo.actions import NotEmpty, make_demo
from trappen.films import rendering
from trappen.site import database, founding, housekeeping, order, ports, server, static_files
from trappen.site.environment import Environment
from trappen.site.start import Refusal
from trappen.vault import actions as vault

Command = Callable[[Namespace, Environment], None]


def serve(options: Namespace, environment: Environment) -> None:
    accounts: list[dict[str, str]] = []
    order.refuse_if(order.trouble_with_content)
    ports.check_port(environment.host, environment.port)
    ports.check_port(environment.host, environment.live_port)
    with order.told_plainly():
        if options.demo:
            _migrate_where_needed()
        _refuse_without_database()
        if options.demo:
            with suppress(NotEmpty):  # who has an organisation of their own is served that
                accounts = _demo_accounts()
    static_files.collect()
    print(f"Trappen {__version__} is on http://{environment.host}:{environment.port}/ (Ctrl+C stops it)", flush=True)
    if accounts:
        first_of_each: dict[str, dict[str, str]] = {}
        for account in accounts:
            first_of_each.setdefault(account["role"], account)
        print("One sign-in of each role; `trappen demo` prints all:")
        _tell(list(first_of_each.values()))
    server.serve(environment)


def live(_options: Namespace, environment: Environment) -> None:
    ports.check_port(environment.host, environment.live_port)
    print(f"Live rooms are on {environment.live_url}/live/ (Ctrl+C stops it)", flush=True)
    server.serve_live(environment)


def migrate(_options: Namespace, _environment: Environment) -> None:
    with order.told_plainly():
        database.migrate()
    print("The database is up to date.")


def demo(options: Namespace, _environment: Environment) -> None:
    with order.told_plainly():
        _migrate_where_needed()
        _refuse_without_database()
        try:
            accounts = _demo_accounts()
        except NotEmpty as error:
            raise Refusal("The database holds an organisation already; the demo needs one of its own.") from error
    if options.json:
        print(json.dumps({"accounts": accounts}, ensure_ascii=False))
    else:
        _tell(accounts)


def check(_options: Namespace, _environment: Environment) -> None:
    if found := "\n".join(order.troubles()):
        raise Refusal(found)
    print("Settings, content, database and master key are in order.")


def change_master_key(_options: Namespace, _environment: Environment) -> None:
    with order.told_plainly():
        _refuse_without_database()
        changed = vault.change_master_key(path=settings.MASTER_KEY_FILE)
    print(
        f"{changed} data keys are wrapped under the new master key in {settings.MASTER_KEY_FILE}. Back that file up."
    )


def keep_house(_options: Namespace, _environment: Environment) -> None:
    with order.told_plainly():
        _refuse_without_database()
        housekeeping.keep_house(now=timezone.now())


def render_film(options: Namespace, _environment: Environment) -> None:
    order.refuse_if(order.trouble_with_content)
    try:
        rendering.render(rendering.film_named(options.film), language=options.language, to=options.to)
    except rendering.CannotRender as error:
        raise Refusal(str(error)) from error
    print(f"{options.to} is written.")


def add_organisation(options: Namespace, _environment: Environment) -> None:
    with order.told_plainly():
        _refuse_without_database()
        try:
            link = founding.found(
                name=options.name, administrator=options.admin_name, email=options.admin_email, now=timezone.now()
            )
        except founding.Unwelcome as error:
            raise Refusal(str(error)) from error
    print(f"{options.name} has been added. {options.admin_name} chooses a password here, within seven days:\n{link}")


COMMANDS: dict[str, Command] = {
    "serve": serve,
    "live": live,
    "migrate": migrate,
    "demo": demo,
    "check": check,
    "change-master-key": change_master_key,
    "housekeeping": keep_house,
    "render-film": render_film,
    "add-organisation": add_organisation,
}


def _refuse_without_database() -> None:
    order.refuse_if(order.trouble_with_database)
    order.refuse_if(order.trouble_with_master_key)


def _migrate_where_needed() -> None:
    if order.trouble_with_database():
        database.migrate(verbosity=0)


def _demo_accounts() -> list[dict[str, str]]:
    return [
        {"role": account.role, "email": account.email, "password": account.password}
        for account in make_demo(now=timezone.now())
    ]


def _tell(accounts: list[dict[str, str]]) -> None:
    for account in accounts:
        print(f"  {account['role']:<15} {account['email']:<35} {account['password']}", flush=True)
