"""How does a film become a file for a room without a network?

Each beat is drawn as one or two pictures, with what is said written on them; ffmpeg shows each picture for as long as
its beat lasts, and lays the captions beside it as a track of their own. A pause stands for eight seconds.
"""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from trappen.documents.glyphs import FONTS
from trappen.films import player, queries
from trappen.films.captions import web_vtt
from trappen.films.drawing import stage
from trappen.films.rules import Film, Moment, moments, seconds, short_name
from trappen.films.wording import scene_name

TEMPLATE = Path(__file__).parent / "frame.typ"
KINDS = (".mp4", ".webm")
_WIDTH = 1280
_POINTS_AN_INCH = 72
_PICTURES_A_SECOND = 10
_MOUTH = 0.3  # seconds that it stays open, or shut
_CHARACTERS_A_SECOND = 14
_THREE_LETTERS = {"da": "dan", "en": "eng"}


class CannotRender(Exception):
    """The film cannot be rendered; the message is for the person at the terminal."""


@dataclass(frozen=True)
class Shot:
    """A picture and how long it is shown. Equal pictures are drawn once."""

    picture: str
    seconds: float


def film_named(id_: str) -> Film:
    """Raises CannotRender for an id that no film has."""
    found = {film.id: film for film in queries.films()}
    if id_ not in found:
        raise CannotRender(f"There is no film {id_!r}. There are: {', '.join(found)}.")
    return found[id_]


def render(film: Film, *, language: str, to: Path) -> None:
    """Write the film with its captions. Takes about a minute. Raises CannotRender."""
    if to.suffix not in KINDS:
        raise CannotRender(f"{to.name} must end in {' or '.join(KINDS)}.")
    program = shutil.which("ffmpeg")
    if program is None:
        raise CannotRender("ffmpeg is missing. Install it first, on Debian with `apt install ffmpeg`.")
    if not to.parent.is_dir():
        raise CannotRender(f"There is no folder {to.parent}.")
    with TemporaryDirectory(prefix="trappen-film-") as name:
        folder = Path(name)
        (folder / "shots.txt").write_text(concat_list(_draw(film, language, folder)), encoding="utf-8")
        (folder / "captions.vtt").write_text(web_vtt(film, language), encoding="utf-8")
        done = subprocess.run(  # noqa: S603  # our own words and a file's name
            command(program, language, folder, to.resolve()), cwd=folder, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise CannotRender(f"ffmpeg could not write {to}: {done.stderr.strip().splitlines()[-1:]}")


def command(program: str, language: str, folder: Path, to: Path) -> list[str]:
    """What ffmpeg is told."""
    picture, words = {
        ".mp4": (["-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-crf", "23"], "mov_text"),
        ".webm": (
            ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-crf", "36", "-b:v", "0"],
            "webvtt",
        ),
    }[to.suffix]
    return [
        *(program, "-y", "-nostdin", "-loglevel", "error"),
        *("-f", "concat", "-safe", "0", "-i", str(folder / "shots.txt")),
        *("-i", str(folder / "captions.vtt"), "-map", "0:v", "-map", "1:s"),
        *("-vf", f"fps={_PICTURES_A_SECOND},format=yuv420p"),
        *picture,
        *("-c:s", words, "-metadata:s:s:0", f"language={_THREE_LETTERS[language]}"),
        *(("-movflags", "+faststart") if to.suffix == ".mp4" else ()),
        str(to),
    ]


def concat_list(shots: Sequence[Shot]) -> str:
    """The pictures with their seconds, as ffmpeg reads them; the last one stands twice, since its time is not read."""
    lines = [f"file '{shot.picture}'\nduration {shot.seconds:.3f}" for shot in shots]
    return "ffconcat version 1.0\n" + "\n".join([*lines, f"file '{shots[-1].picture}'", ""])


def shots(moment: Moment) -> list[Shot]:
    """Whoever speaks opens and shuts the mouth while the line lasts; everything else stands still."""
    number, whole = moment.cue.number, seconds(moment.cue.beat)
    say = moment.cue.beat.say
    if say is None:
        return [Shot(f"{number:03}.png", whole)]
    spoken = min(whole, max(len(say.da), len(say.en)) / _CHARACTERS_A_SECOND)
    turns = int(spoken / _MOUTH)
    talking = [Shot(f"{number:03}{'-quiet' if turn % 2 else ''}.png", _MOUTH) for turn in range(turns)]
    return [*talking, Shot(f"{number:03}-quiet.png", round(whole - turns * _MOUTH, 3))]


def frame(film: Film, moment: Moment, language: str) -> dict[str, str | bool]:
    """What stands on a picture, as the template reads it."""
    beat = moment.cue.beat
    name = short_name(film.figures[beat.who], language) if beat.who else ""
    text = player.text(moment.cue, language)
    is_said = beat.say is not None
    return {
        "svg": stage.svg(moment),
        "language": language,
        "who": name if is_said else "",
        "caption": "" if beat.pause else text if is_said else f"{name} {text}".strip(),
        "aside": not is_said,
        "question": text if beat.pause else "",
        "scene": scene_name(moment.scene, language),
        "stop": _("Stop og tal sammen"),
        "label": _("Greb"),
        "technique": beat.technique.name.to(language) if beat.technique else "",
        "why": beat.technique.why.to(language) if beat.technique else "",
    }


def png(told: dict[str, str | bool]) -> bytes:
    """The frame as a picture."""
    drawn = _compiler().compile(
        format="png", ppi=_WIDTH / stage.WIDTH * _POINTS_AN_INCH, sys_inputs={"frame": json.dumps(told)}
    )
    return cast("bytes", drawn)


def _draw(film: Film, language: str, folder: Path) -> list[Shot]:
    """Draw every picture into the folder."""
    found: list[Shot] = []
    with override(language):
        for moment in moments(film):
            own = shots(moment)
            for name in dict.fromkeys(shot.picture for shot in own):
                shown = _quiet(moment) if name.endswith("-quiet.png") else moment
                (folder / name).write_bytes(png(frame(film, shown, language)))
            found += own
    return found


def _quiet(moment: Moment) -> Moment:
    """The same with all mouths shut."""
    return replace(moment, standing=tuple(replace(each, voice="") for each in moment.standing))


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)
