"""How does the benchmark host a game and play it? Through the pages, as a browser does."""

import html
import re
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench import load
from bench.live_phones import Asker, Told
from bench.person import Person, form_in
from tests.serving import Site

_ANSWERS = [("ok", "no"), ("grey", "no"), ("grey", "yes"), ("over", "yes")]


@dataclass
class Game:
    """A game as its host sees it. `version` is what players have been shown last."""

    path: str
    code: str
    csrf: str
    moves: int = 0
    version: int = 0
    tickets: list[str] = field(default_factory=list)


class Host:
    """The demo's leader, over one connection to the page server."""

    def __init__(self, site: Site, asker: Asker) -> None:
        self.asker = asker
        person = Person(site, site.account("leader"))
        self._headers = {"Cookie": person.cookies, "Referer": site.url, "Accept-Encoding": "identity"}
        found = re.findall(r"/isbjerget/(?:nyt|egne-kort)/[0-9a-f-]{36}/", person.read("/isbjerget/nyt/"))
        self._new = "/isbjerget/nyt/" + found[0].rstrip("/").rpartition("/")[2] + "/"

    def start(self) -> Game:
        """A new game with all cards of the first two fields."""
        first, second, *_ = re.findall(r'name="felt"\s+value="([a-z-]+)"', self._read(self._new))
        page = self._read(f"{self._new}?felt={first}&felt={second}")
        csrf = form_in(page)["csrfmiddlewaretoken"]
        cards = [("cards", card) for card in re.findall(r'name="cards"\s+value="([^"]+)"', page)]
        form = [("csrfmiddlewaretoken", csrf), ("once", str(uuid.uuid4())), *cards]
        path = self._sent_on(load.post(self._new, urlencode(form).encode(), **self._headers))
        (code,) = re.findall(r'class="host__code">\s*([0-9A-Z]{3} [0-9A-Z]{3})\s*<', self._read(path))
        return Game(path, code.replace(" ", ""), csrf)

    def move(self, game: Game, move: str) -> Told:
        """A move, ready to be sent, and the version that players will know it by."""
        form = {"csrfmiddlewaretoken": game.csrf, "version": str(game.moves), "move": move}
        message = load.post(f"{game.path}traek/", urlencode(form).encode(), **self._headers)
        game.moves += 1
        game.version += 1
        return Told(game.code, game.version, message)

    def answers(self, game: Game) -> int:
        """How many answers lie there, as the big screen tells."""
        (found,) = re.findall(r'"answers": (\d+)', self._read(f"{game.path}tal.json"))
        return int(found)

    def join(self, game: Game, how_many: int) -> None:
        """So many players take a seat."""
        for _ in range(how_many):
            status, answer = self.asker.ask(load.post(f"/deltag/{game.code}/", b""))
            (ticket,) = re.findall(rb"(?i)set-cookie:\s+trappen_seat=([^;]+);", answer)
            if status != 302:
                raise RuntimeError(f"A player could not come in ({status}).")
            game.tickets.append(ticket.decode())

    def stream(self, game: Game) -> str:
        """The path of the stream that the game's phones listen to."""
        page = self._read(f"/deltag/{game.code}/", Cookie=f"trappen_seat={game.tickets[0]}")
        (address,) = re.findall(r'data-room="([^"]+)"', page)
        return urlsplit(html.unescape(address)).path

    def _read(self, path: str, **headers: str) -> str:
        status, answer = self.asker.ask(load.get(path, **(self._headers | headers)))
        if status != 200:
            raise RuntimeError(f"{path} was answered with {status}")
        return answer.decode()

    def _sent_on(self, message: bytes) -> str:
        status, answer = self.asker.ask(message)
        found = re.findall(rb"(?i)\r\nlocation: (\S+)", answer)
        if status != 302 or not found:
            raise RuntimeError(f"{message[:60]!r} was answered with {status}")
        return str(urlsplit(found[0].decode()).path)


def answer_of(game: Game, number: int, question: int) -> bytes:
    """What the phone of one player sends."""
    verdict, registers = _ANSWERS[number % len(_ANSWERS)]
    body = urlencode({"question": question, "verdict": verdict, "registers": registers}).encode()
    ticket = f"trappen_seat={game.tickets[number]}"
    return load.post(f"/deltag/{game.code}/svar/", body, Cookie=ticket, **{"X-Asked-By": "script"})
