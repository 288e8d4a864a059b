"""How does a moment become a picture?

Every part is drawn once as a symbol with a name; a picture then says which parts it is made of. The page and its
script put the same parts on a stage that is there already, a scene's picture and a frame of a video make a new one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trappen.films.drawing import bodies, heads, places
from trappen.films.rules import Moment, Spot, Standing

WIDTH, HEIGHT = 960, 540
_USE = re.compile(r'<use href="#([^"]+)"/>')
_X = {Spot.LEFT: 250, Spot.CENTRE: 480, Spot.RIGHT: 710}
_HEAD_AT = (4, -352)
_VOICES = {
    "quiet": '<path d="M76 22C80 26 80 32 76 36"/>',
    "normal": '<path d="M76 20C82 26 82 36 76 42M88 12C98 24 98 38 88 50"/>',
    "firm": '<path stroke-width="8" d="M76 18C83 26 83 36 76 44M92 10C102 24 102 38 92 52"/>',
    "loud": '<path stroke="#9a5232" stroke-width="8" d="M76 16C84 24 84 38 76 46M92 6C104 22 104 40 92 56M108'
    '-4C124 18 124 44 108 66"/>',
}


@dataclass(frozen=True)
class Pieces:
    """A figure on the stage: the names of its parts, and where they are."""

    figure: str
    place: str
    lower: str
    lean: str
    torso: str
    head_at: str
    head: str
    face: str
    quiet_face: str
    arms: str
    voice: str


def pieces(standing: Standing) -> Pieces:
    """A figure on the left looks to the right, others to the left; whoever has turned away, the other way."""
    id_ = standing.figure.id
    pose = bodies.pose(standing.pose)
    looks_left = (standing.spot is not Spot.LEFT) != pose.is_turned
    x, y, turn = pose.head
    seat = bodies.SEAT if standing.is_seated else 0
    quiet = f"{id_}-face-{standing.face}"
    return Pieces(
        figure=id_,
        place=f"translate({_X[standing.spot]} {HEIGHT}) scale({-1 if looks_left else 1} 1)",
        lower="body-sit" if standing.is_seated else "body-stand",
        lean=f"translate(0 {seat}) rotate({pose.lean:g} 0 -70)",
        torso=f"{id_}-torso",
        head_at=f"translate({_HEAD_AT[0] + x:g} {_HEAD_AT[1] + y:g}) rotate({turn:g} 0 60)",
        head=f"{id_}-head",
        face=f"{quiet}-talks" if standing.speaks else quiet,
        quiet_face=quiet,
        arms=f"{id_}-arms-{standing.pose}",
        voice=f"voice-{standing.voice}" if standing.speaks else "",
    )


def symbols(moments: Iterable[Moment]) -> dict[str, str]:
    """Every part that the moments need, by name, each once."""
    found: dict[str, str] = {}
    for moment in moments:
        place = moment.scene.place
        found.setdefault(f"place-{place}", places.behind(place))
        if front := places.before(place):
            found.setdefault(f"front-{place}", front)
        for standing in moment.standing:
            look, id_ = standing.figure.look, standing.figure.id
            parts = pieces(standing)
            found.setdefault(parts.lower, bodies.lower(is_seated=standing.is_seated))
            found.setdefault(parts.torso, bodies.torso(look))
            found.setdefault(parts.head, heads.head(look))
            found.setdefault(parts.quiet_face, heads.face(standing.face, look, talks=False))
            found.setdefault(f"{id_}-arms-{standing.pose}", bodies.arms(standing.pose, look))
            if standing.speaks:
                found.setdefault(parts.face, heads.face(standing.face, look, talks=True))
                found.setdefault(parts.voice, _voice(standing.voice))
    return found


def _voice(name: str) -> str:
    return '<g fill="none" stroke="#5d6a75" stroke-width="6" stroke-linecap="round">' + _VOICES[name] + "</g>"


def front(place: str) -> str:
    """The name of what stands before the figures; empty where nothing does."""
    return f"front-{place}" if places.before(place) else ""


def svg(moment: Moment) -> str:
    """A whole picture that stands alone."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{flat(moment)}</svg>"
    )


def flat(moment: Moment) -> str:
    """What is inside the picture, with no part drawn elsewhere."""
    drawn = symbols([moment])
    return _USE.sub(lambda found: drawn[found[1]], composed(moment))


def composed(moment: Moment) -> str:
    """The same picture where its parts are drawn elsewhere on the page."""
    place = moment.scene.place
    before = _use(front(place)) if front(place) else ""
    return _use(f"place-{place}") + "".join(_figure(pieces(each)) for each in moment.standing) + before


def _figure(parts: Pieces) -> str:
    return (
        f'<g transform="{parts.place}">{_use(parts.lower)}<g transform="{parts.lean}">{_use(parts.torso)}'
        f'<g transform="{parts.head_at}">{_use(parts.head)}{_use(parts.face)}{_use(parts.voice)}</g>'
        f"{_use(parts.arms)}</g></g>"
    )


def _use(name: str) -> str:
    return f'<use href="#{name}"/>' if name else ""
