"""What can an operator tell Trappen to do? The `trappen` command; `docs/commands.md` explains the same list."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from trappen import __version__
from trappen.site.ports import choose_live_port
from trappen.site.start import Refusal, set_up

_PORTS = range(1, 65536)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 when it was done, 1 when Trappen refused, 2 when the command was not understood."""
    options = parser().parse_args(arguments)
    if options.command == "version":
        print(__version__)
        return 0
    for name in ("HOST", "PORT", "LIVE_PORT", "TRAPPEN_WORKERS"):  # what `serve` is told counts before the environment
        if value := getattr(options, name, None):
            os.environ[name] = str(value)
    try:
        if options.command == "serve" and (port := choose_live_port(os.environ)):
            os.environ["LIVE_PORT"] = str(port)  # workers are copies of this process, and tell browsers where it is
        environment = set_up()
        from trappen.site.commands import COMMANDS  # noqa: PLC0415  # it loads the models, which need the settings

        COMMANDS[options.command](options, environment)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="trappen",
        description="See which step of the conflict staircase a collaboration stands on, and bring it down.",
        epilog="Settings come from the environment; docs/settings.md lists them.",
    )
    commands = whole.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)

    def command(name: str, explanation: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=explanation, description=explanation)

    serve = command("serve", "Serve the site until stopped. Refuses where something is not in order.")
    serve.add_argument("--demo", action="store_true", help="first migrate, and fill an empty database with the demo")
    serve.add_argument("--host", dest="HOST", metavar="HOST", help="address to serve on; otherwise 127.0.0.1")
    serve.add_argument(
        "--port", dest="PORT", metavar="PORT", type=_whole_number, help="port to serve on; otherwise 8000"
    )
    serve.add_argument(
        "--workers",
        dest="TRAPPEN_WORKERS",
        metavar="N",
        type=_whole_number,
        help="worker processes; otherwise one a core",
    )

    live = command("live", "Serve live rooms alone, beside page servers that share one REDIS_URL.")
    live.add_argument("--host", dest="HOST", metavar="HOST", help="address to serve on; otherwise 127.0.0.1")
    live.add_argument(
        "--port", dest="LIVE_PORT", metavar="PORT", type=_whole_number, help="port to serve on; otherwise 8001"
    )

    command("migrate", "Bring the database up to date; on a fresh one also make the master key.")

    demo = command("demo", "Fill the database with the demo organisation. Run again, it changes nothing.")
    demo.add_argument("--json", action="store_true", help="print the sign-ins as one JSON object and nothing else")

    command("check", "Say whether settings, content, database and master key are in order.")
    command("change-master-key", "Wrap every data key under a new master key, and forget the old one.")
    command("housekeeping", "Delete what has reached its end date, and warn before. `serve` does it hourly.")

    render = command("render-film", "Write a film with captions to a file, for a room without network. Needs ffmpeg.")
    render.add_argument("film", metavar="FILM", help="the film's id, as in its address")
    render.add_argument("--language", choices=("da", "en"), default="da", help="what is said; otherwise da")
    render.add_argument("--to", required=True, type=Path, metavar="FILE", help="a name that ends in .mp4 or .webm")

    add = command("add-organisation", "Add an organisation, and print the link that invites its administrator.")
    add.add_argument("name", metavar="NAME", help="what the organisation is called")
    add.add_argument("--admin-email", required=True, metavar="EMAIL", help="the administrator's e-mail address")
    add.add_argument("--admin-name", required=True, metavar="NAME", help="the administrator's name")

    command("version", "Print the version.")
    return whole


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in _PORTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from {_PORTS[0]} to {_PORTS[-1]}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
