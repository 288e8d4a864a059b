"""Does a film become a file, with every beat as long as it lasts?"""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.films.conftest import FILMS
from trappen.films import rendering
from trappen.films.rendering import CannotRender, Shot, command, concat_list, film_named, frame, render, shots
from trappen.films.rules import Film, duration, moments, seconds

FFMPEG = shutil.which("ffmpeg")


def test_the_pictures_last_as_long_as_the_film(shipped: Film) -> None:
    shown = moments(shipped)
    for moment in shown:
        own = shots(moment)
        assert sum(shot.seconds for shot in own) == pytest.approx(seconds(moment.cue.beat))
        assert all(shot.seconds > 0 for shot in own)
        assert len({shot.picture for shot in own}) <= 2
    total = sum(shot.seconds for moment in shown for shot in shots(moment))
    assert total == pytest.approx(duration(shipped))


def test_whoever_speaks_opens_and_shuts_the_mouth(small: Film) -> None:
    shown = moments(small)
    assert shots(shown[1]) == [Shot("002.png", 2.5)]
    assert shots(shown[3]) == [Shot("004-quiet.png", 2.5)]  # "Nej." is too short for a picture of its own
    assert shots(shown[2]) == [
        Shot("003.png", 0.3),
        Shot("003-quiet.png", 0.3),
        Shot("003-quiet.png", pytest.approx(1.9)),  # type: ignore[arg-type]
    ]


def test_the_last_picture_stands_twice() -> None:
    told = concat_list([Shot("001.png", 2.5), Shot("002.png", 8)])
    assert told.splitlines() == [
        "ffconcat version 1.0",
        "file '001.png'",
        "duration 2.500",
        "file '002.png'",
        "duration 8.000",
        "file '002.png'",
    ]


@pytest.mark.parametrize(("name", "words"), [("film.mp4", "mov_text"), ("film.webm", "webvtt")])
def test_what_ffmpeg_is_told(tmp_path: Path, name: str, words: str) -> None:
    told = command("ffmpeg", "da", tmp_path, tmp_path / name)
    assert told[0] == "ffmpeg"
    assert told[-1] == str(tmp_path / name)
    assert told[told.index("-c:s") + 1] == words
    assert "language=dan" in told
    assert str(tmp_path / "captions.vtt") in told
    assert ("+faststart" in told) is name.endswith("mp4")


def test_what_stands_on_a_frame(small: Film) -> None:
    shown = moments(small)
    said = frame(small, shown[2], "en")
    assert str(said["scene"]).endswith(" · At the door")
    assert (said["who"], said["caption"], said["aside"], said["question"]) == ("Bo", "Open <now>!", False, "")
    done = frame(small, shown[1], "da")
    assert (done["who"], done["caption"], done["aside"]) == ("", "Bo går ind", True)
    told = frame(small, shown[4], "da")
    assert (told["technique"], told["why"]) == ("Gentag", "Bo bliver hørt.")
    stop = frame(small, shown[6], "da")
    assert (stop["caption"], stop["question"]) == ("", "Hvad så I?")


def test_a_frame_is_a_picture_and_what_is_said_on_it_shows(small: Film) -> None:
    told = frame(small, moments(small)[2], "da")
    picture = rendering.png(told)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 1280
    assert int.from_bytes(picture[20:24], "big") == 720
    assert rendering.png(told) == picture
    assert rendering.png(told | {"caption": "#panic() $x$ <a>"}) != picture  # data, never code


def test_an_unknown_film_is_told_with_those_there_are() -> None:
    assert film_named("kritik").id == "kritik"
    with pytest.raises(CannotRender, match=r"There is no film 'kritikk'. There are: aktiv-lytning, "):
        film_named("kritikk")


def test_it_says_in_one_sentence_why_it_cannot(small: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotRender, match=r"must end in \.mp4 or \.webm"):
        render(small, language="da", to=tmp_path / "film.avi")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotRender, match="ffmpeg is missing"):
        render(small, language="da", to=tmp_path / "film.mp4")


def test_a_folder_that_is_not_there_and_a_program_that_fails(
    small: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(CannotRender, match="There is no folder"):
        render(small, language="da", to=tmp_path / "none" / "film.mp4")
    one = replace(small, scenes=(replace(small.scenes[0], beats=small.scenes[0].beats[:1]),))
    with pytest.raises(CannotRender, match="no room left"):
        render(one, language="da", to=tmp_path / "film.mp4")


@pytest.mark.skipif(FFMPEG is None, reason="ffmpeg is not installed here; on Debian: apt install ffmpeg")
@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_real_film(tmp_path: Path, kind: str) -> None:
    """The first beats of a film of ours, as a file that plays, with captions."""
    film = FILMS[0]
    short = replace(film, scenes=(replace(film.scenes[0], beats=film.scenes[0].beats[:3]),))
    to = tmp_path / f"film.{kind}"
    render(short, language="en", to=to)
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_format", str(to)],
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(told.stdout)
    assert [stream["codec_type"] for stream in found["streams"]] == ["video", "subtitle"]
    assert found["streams"][0]["width"] == 1280
    assert float(found["format"]["duration"]) == pytest.approx(duration(short), abs=0.3)
    assert found["streams"][1]["tags"].get("language", "eng") == "eng"
