"""Which talks are there to train, and is each whole? Read and checked once in the life of a process.

A mistake is told with file, line and what to do. Danish and English have one shape.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import Field

from trappen.shared.yaml_files import ContentError, Mistake, Strict, line_of, parse, read
from trappen.staircase.rules import Words
from trappen.trainer.rules import (
    FEWEST_TURNS,
    MOST_TURNS,
    REPLIES,
    Citizen,
    Dialogue,
    Does,
    End,
    Mood,
    Node,
    Outcome,
    Reply,
    Technique,
)

TECHNIQUES = "techniques.yaml"
Found: TypeAlias = tuple[list[str | int], str, str]  # where in the file, what is wrong, how to mend it
MoodName: TypeAlias = Literal["calm", "listening", "guarded", "pressed", "upset"]


@dataclass(frozen=True)
class Content:
    """All talks in their order, and the techniques that their replies use."""

    techniques: Mapping[str, Technique]
    dialogues: Mapping[str, Dialogue]


class _Both(Strict):
    da: str = Field(min_length=2)
    en: str = Field(min_length=2)

    def words(self) -> Words:
        return Words(self.da, self.en)


class _TechniqueIn(Strict):
    id: str = Field(pattern=r"^[a-z-]+$")
    page: str
    name: _Both
    about: _Both


class _TechniquesIn(Strict):
    techniques: list[_TechniqueIn] = Field(min_length=1)


class _CitizenIn(Strict):
    name: str = Field(min_length=2)
    about: _Both
    behind: _Both


class _ReplyIn(Strict):
    technique: str
    does: Does
    next: str
    say: _Both
    feedback: _Both


class _NodeIn(Strict):
    mood: MoodName
    citizen: _Both
    body: _Both
    replies: list[_ReplyIn] = Field(min_length=REPLIES, max_length=REPLIES)


class _EndIn(Strict):
    outcome: Outcome
    mood: MoodName
    happened: _Both
    along: _Both


class _DialogueIn(Strict):
    order: int = Field(ge=1)
    title: _Both
    field: _Both
    situation: _Both
    citizen: _CitizenIn
    start: str
    nodes: dict[str, _NodeIn] = Field(min_length=1)
    ends: dict[str, _EndIn] = Field(min_length=1)


def load(folder: Path, pages: Collection[str]) -> Content:
    """Read and check what lies in `trainer/` of the content folder; `pages` are the guide's. Raises ContentError."""
    place = folder / "trainer"
    techniques = _techniques(place / TECHNIQUES, pages)
    files = sorted(file for file in place.glob("*.yaml") if file.name != TECHNIQUES)
    told = {file.stem: _read_dialogue(file, techniques) for file in files}
    taken: dict[int, str] = {}
    for name, each in told.items():
        if each.order in taken:
            what = f"{taken[each.order]} has the order {each.order} too."
            raise ContentError([Mistake(place / f"{name}.yaml", 1, what, "Give each its own.")])
        taken[each.order] = name
    return Content(techniques, {taken[at]: _dialogue(taken[at], told[taken[at]]) for at in sorted(taken)})


@lru_cache(maxsize=2)
def kept(folder: Path, pages: frozenset[str]) -> Content:
    """The content of a folder, read once in the life of a process."""
    return load(folder, pages)


def _techniques(file: Path, pages: Collection[str]) -> dict[str, Technique]:
    text = read(file)
    told = parse(file, text, _TechniquesIn).techniques
    found: list[Found] = []
    for at, each in enumerate(told):
        if each.page not in pages:
            found.append((["techniques", at, "page"], f"The guide has no page {each.page!r}.", "Name one it has."))
        if each.id in {other.id for other in told[:at]}:
            found.append((["techniques", at, "id"], f"{each.id!r} stands twice.", "Give each its own id."))
    _refuse(file, text, found)
    return {each.id: Technique(each.id, each.name.words(), each.about.words(), each.page) for each in told}


def _read_dialogue(file: Path, techniques: Collection[str]) -> _DialogueIn:
    text = read(file)
    told = parse(file, text, _DialogueIn)
    _refuse(file, text, list(_wrong_in_words(told, techniques)))
    _refuse(file, text, list(_wrong_in_shape(told)))
    return told


def _refuse(file: Path, text: str, found: list[Found]) -> None:
    if found:
        raise ContentError([Mistake(file, line_of(text, where), what, mend) for where, what, mend in found])


def _wrong_in_words(told: _DialogueIn, techniques: Collection[str]) -> Iterator[Found]:
    """What points nowhere, and what a turn lacks."""
    if told.start not in told.nodes:
        yield ["start"], f"There is no node {told.start!r}.", "Name a node."
    for name in told.nodes.keys() & told.ends.keys():
        yield ["ends", name], f"{name!r} is a node and an end.", "Give the end another name."
    for name, node in told.nodes.items():
        for at, reply in enumerate(node.replies):
            where: list[str | int] = ["nodes", name, "replies", at]
            if reply.technique not in techniques:
                yield [*where, "technique"], f"There is no technique {reply.technique!r}.", f"See {TECHNIQUES}."
            if reply.next not in told.nodes and reply.next not in told.ends:
                yield [*where, "next"], f"There is no node or end {reply.next!r}.", "Name one that there is."
            elif reply.does is Does.STRAINS and _mood(told, reply.next) < Mood.GUARDED:
                yield [*where, "next"], "The reply strains, but the citizen listens.", "Lead to a tenser place."
        yield from _missing(name, node)


def _missing(name: str, node: _NodeIn) -> Iterator[Found]:
    for does in (Does.WORKS, Does.STRAINS):
        if does not in {reply.does for reply in node.replies}:
            yield ["nodes", name, "replies"], f"There is no reply that {does.value}.", "Write one."


def _wrong_in_shape(told: _DialogueIn) -> Iterator[Found]:
    """What is never reached, goes round in a ring, or is too short or too long. Everything points somewhere."""
    try:
        order = list(TopologicalSorter({name: _leads_to(told, name) for name in told.nodes}).static_order())
    except CycleError as error:
        yield ["nodes", error.args[1][0]], f"The talk goes round: {' → '.join(error.args[1])}.", "Break the ring."
        return
    reached = {told.start}
    for name in reversed(order):
        if name in reached:
            reached |= _leads_to(told, name)
    for kind, names in (("nodes", told.nodes), ("ends", told.ends)):
        for name in names:
            if name not in reached:
                yield [kind, name], f"{name!r} is never reached.", "Lead a reply there, or take it out."
    lengths = {name: {0} for name in told.ends}  # how many turns are left; `order` has the last ones first
    for name in order:
        if name in told.nodes:
            lengths[name] = {left + 1 for after in _leads_to(told, name) for left in lengths[after]}
    shortest, longest = min(lengths[told.start]), max(lengths[told.start])
    if shortest < FEWEST_TURNS or longest > MOST_TURNS:
        what = f"The paths are {shortest} to {longest} turns long."
        yield ["start"], what, f"Make them {FEWEST_TURNS} to {MOST_TURNS}."


def _leads_to(told: _DialogueIn, name: str) -> set[str]:
    return {reply.next for reply in told.nodes[name].replies} if name in told.nodes else set()


def _mood(told: _DialogueIn, place: str) -> Mood:
    return Mood[(told.nodes[place] if place in told.nodes else told.ends[place]).mood.upper()]


def _dialogue(name: str, told: _DialogueIn) -> Dialogue:
    return Dialogue(
        id=name,
        title=told.title.words(),
        field=told.field.words(),
        situation=told.situation.words(),
        citizen=Citizen(told.citizen.name, told.citizen.about.words(), told.citizen.behind.words()),
        start=told.start,
        nodes={
            id_: Node(
                id_,
                each.citizen.words(),
                each.body.words(),
                Mood[each.mood.upper()],
                tuple(
                    Reply(reply.say.words(), reply.technique, reply.does, reply.feedback.words(), reply.next)
                    for reply in each.replies
                ),
            )
            for id_, each in told.nodes.items()
        },
        ends={
            id_: End(id_, each.outcome, Mood[each.mood.upper()], each.happened.words(), each.along.words())
            for id_, each in told.ends.items()
        },
    )
