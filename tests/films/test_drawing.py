"""Is everything drawn that a film can ask for, and is it a picture?"""

import re
from dataclasses import replace
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from trappen.films.content import LOOKS
from trappen.films.drawing import bodies, heads, places, stage
from trappen.films.drawing.stage import pieces
from trappen.films.player import actors
from trappen.films.rules import Film, Spot, Standing, moments


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(f"<g>{drawing}</g>")  # noqa: S314  # drawn by ourselves


@pytest.mark.parametrize("hair", heads.HAIRS)
def test_every_look_has_a_head_and_a_body(hair: str) -> None:
    others = [LOOKS[name] for name in ("hair_colour", "skin", "top", "glasses", "beard", "age")]
    for hair_colour, skin, top, glasses, beard, age in product(*others):
        look = {"hair": hair, "hair_colour": hair_colour, "skin": skin, "top": top}
        look |= {"glasses": glasses, "beard": beard, "age": age}
        assert len(parsed(heads.head(look))) >= 3
    assert parsed(heads.head({}))  # a look may be left to us


@pytest.mark.parametrize("top", LOOKS["top"])
def test_every_top_has_a_torso_and_arms_for_every_pose(top: str) -> None:
    assert len(parsed(bodies.torso({"top": top}))) >= 3
    for pose in bodies.POSES:
        assert len(parsed(bodies.arms(pose, {"top": top}))) >= 6


def test_every_face_is_its_own_speaking_or_not() -> None:
    drawn = {heads.face(name, {}, talks=talks) for name in heads.FACES for talks in (True, False)}
    assert len(drawn) == 2 * len(heads.FACES)
    assert all(len(parsed(each)) >= 4 for each in drawn)


def test_every_place_has_a_wall() -> None:
    for place in places.PLACES:
        assert len(parsed(places.behind(place))) >= 3
        parsed(places.before(place))


def test_people_look_at_one_another_and_away(small: Film) -> None:
    bo = small.figures["bo"]

    def place(spot: Spot, pose: str = "stand") -> str:
        return pieces(Standing(bo, spot, pose, False, "calm")).place

    assert place(Spot.LEFT) == "translate(250 540) scale(1 1)"
    assert place(Spot.RIGHT) == "translate(710 540) scale(-1 1)"
    assert place(Spot.LEFT, "turned-away") == "translate(250 540) scale(-1 1)"
    assert place(Spot.RIGHT, "turned-away") == "translate(710 540) scale(1 1)"


def test_whoever_sits_is_lower_and_whoever_speaks_has_a_voice(small: Film) -> None:
    bo = small.figures["bo"]
    seated = pieces(Standing(bo, Spot.LEFT, "sit", True, "angry", "loud"))
    assert (seated.lower, seated.face, seated.voice) == ("body-sit", "bo-face-angry-talks", "voice-loud")
    assert seated.lean.startswith("translate(0 78)")
    standing = pieces(Standing(bo, Spot.LEFT, "stand", False, "angry"))
    assert (standing.lower, standing.face, standing.voice) == ("body-stand", "bo-face-angry", "")
    assert standing.lean.startswith("translate(0 0)")


def test_every_part_that_a_picture_names_is_drawn(shipped: Film) -> None:
    shown = moments(shipped)
    drawn = set(stage.symbols(shown))
    for moment in shown:
        named = set(re.findall(r'href="#([^"]+)"', stage.composed(moment)))
        assert named
        assert named <= drawn


def test_a_picture_stands_alone_and_brings_no_style_or_script(shipped: Film) -> None:
    for moment in moments(shipped)[::7]:
        svg = stage.svg(moment)
        ET.fromstring(svg)  # noqa: S314  # drawn by ourselves
        assert not re.search(r"style=|<script|<use|\son[a-z]+=|url\(", svg)


def test_whoever_never_comes_on_is_not_on_the_stage(small: Film) -> None:
    alone = replace(small, scenes=small.scenes[:1])
    shown = moments(replace(alone, scenes=(replace(alone.scenes[0], beats=alone.scenes[0].beats[:1]),)))
    assert [(each.pieces.figure, each.is_on) for each in actors(alone, shown)] == [("ane", True)]
    waiting = next(each for each in actors(small, moments(small)) if not each.is_on)
    assert waiting.pieces.figure == "bo"
    assert waiting.pieces.place.startswith("translate(-200 ")  # beside the stage, on the side where he comes in
    assert waiting.pieces.voice == ""
