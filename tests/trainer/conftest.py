"""What is there to train, and which ways lead through it? Read by other eyes than the program's where it matters."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trappen.trainer import queries
from trappen.trainer.content import Content
from trappen.trainer.rules import Dialogue, Does, Node

LANGUAGES = ("da", "en")
START = {"da": "", "en": "/en"}
CONTENT = Path(__file__).resolve().parents[2] / "content"
DIALOGUES = tuple(queries.content().dialogues)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def content() -> Content:
    return queries.content()


@pytest.fixture(params=DIALOGUES)
def dialogue(request: pytest.FixtureRequest, content: Content) -> Dialogue:
    return content.dialogues[request.param]


def always(dialogue: Dialogue, does: Does) -> str:
    """The path of someone who always takes the reply that does this, or the first where there is none."""
    path, at = "", dialogue.at(dialogue.start)
    while isinstance(at, Node):
        number = next((i for i, reply in enumerate(at.replies) if reply.does is does), 0)
        path, at = f"{path}{number + 1}", dialogue.at(at.replies[number].next)
    return path


def every_length(dialogue: Dialogue) -> set[int]:
    """How long every path is, all of them walked: (place, turns so far) is followed once."""
    seen: set[tuple[str, int]] = set()
    waiting, found = [(dialogue.start, 0)], set()
    while waiting:
        place, turns = waiting.pop()
        node = dialogue.at(place)
        if not isinstance(node, Node):
            found.add(turns)
            continue
        for reply in node.replies:
            if (after := (reply.next, turns + 1)) not in seen:
                seen.add(after)
                waiting.append(after)
    return found


def texts(dialogue: Dialogue, language: str) -> Iterator[str]:
    """Everything that a dialogue says in one language."""
    told = [dialogue.title, dialogue.field, dialogue.situation, dialogue.citizen.about, dialogue.citizen.behind]
    for node in dialogue.nodes.values():
        told += [node.says, node.body]
        told += [words for reply in node.replies for words in (reply.say, reply.feedback)]
    told += [words for end in dialogue.ends.values() for words in (end.happened, end.along)]
    yield from (words.to(language) for words in told)
