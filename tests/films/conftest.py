"""A small film that is whole, to be spoiled; the films that are shipped; and a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import base_url, browser_context_args, browser_type_launch_args, site
from trappen.films.content import load
from trappen.films.queries import films
from trappen.films.rules import Film
from trappen.guide.queries import guide
from trappen.staircase.queries import newest

__all__ = ["base_url", "browser_context_args", "browser_type_launch_args", "site"]

FILMS = films()

_PAUSES = "\n".join("      - pause: {da: 'Hvad så I?', en: 'What did you see?'}" for _ in range(21))
SMALL = f"""\
number: 1
title: {{da: Døren, en: The door}}
about: {{da: To mennesker ved en dør., en: Two people at a door.}}
practices: [de-escalate]
guide_pages: [active-listening]
figures:
  ane:
    name: {{da: "Ane, vagt", en: "Ane, guard"}}
    look: {{hair: bun, hair_colour: grey, skin: "3", top: teal, glasses: yes, beard: no, age: old}}
  bo:
    name: {{da: Bo, en: Bo}}
    look: {{hair: short, hair_colour: red, skin: "1", top: rust}}
scenes:
  - take: wrong
    heading: {{da: Ved døren, en: At the door}}
    place: corridor
    cast: {{ane: right, bo: off}}
    beats:
      - caption: {{da: Det er aften., en: It is evening.}}
      - {{who: bo, do: {{da: går ind, en: walks in}}, to: left, face: angry}}
      - {{who: bo, say: {{da: "Luk op & nu!", en: "Open <now>!"}}, pose: point, voice: loud}}
      - {{who: ane, say: {{da: Nej., en: No.}}, pose: arms-crossed}}
  - take: better
    heading: {{da: Ved døren igen, en: At the door again}}
    place: office
    cast: {{ane: right, bo: left}}
    beats:
      - who: ane
        say: {{da: Du vil gerne ind., en: You would like to come in.}}
        technique:
          name: {{da: Gentag, en: Repeat}}
          why: {{da: Bo bliver hørt., en: Bo is heard.}}
          guide: active-listening
      - {{who: bo, do: {{da: nikker, en: nods}}, to: off}}
{_PAUSES}
meeting:
  aim: {{da: At I har øvet jer., en: That you have practised.}}
  introduction_minutes: 5
  introduction: [{{da: Sig velkommen., en: Say welcome.}}]
  film_minutes: 6
  watch_for: [{{da: Ordene, en: The words}}, {{da: Hænderne, en: The hands}}]
  exercises:
    - {{for_pairs: true, minutes: 10, title: {{da: Øv jer, en: Practise}}, steps: [{{da: Tal., en: Talk.}}]}}
    - {{for_pairs: false, minutes: 10, title: {{da: Tal sammen, en: Talk}}, steps: [{{da: Tal., en: Talk.}}]}}
  wrap_up_minutes: 5
  wrap_up: [{{da: Saml op., en: Gather.}}]
  agreements: [{{da: Et, en: One}}, {{da: To, en: Two}}, {{da: Tre, en: Three}}]
"""

Spoil = Callable[..., Path]


@pytest.fixture
def spoiled(tmp_path: Path) -> Spoil:
    """A folder with the small film, in which each pair of texts has been exchanged."""

    def put(*changes: tuple[str, str]) -> Path:
        text = SMALL
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (tmp_path / "films").mkdir(exist_ok=True)
        (tmp_path / "films" / "doeren.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return put


def loaded(folder: Path) -> tuple[Film, ...]:
    return load(folder, newest(), guide())


@pytest.fixture
def small(spoiled: Spoil) -> Film:
    return loaded(spoiled())[0]


@pytest.fixture(params=[film.id for film in FILMS])
def shipped(request: pytest.FixtureRequest) -> Film:
    """Each of the films that come with Trappen."""
    return next(film for film in FILMS if film.id == request.param)
