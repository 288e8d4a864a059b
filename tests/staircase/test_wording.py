"""Are the words and ids those of the checklist, to the letter, on their way from the file into the program?"""

import hashlib
from typing import Any

from tests.staircase.conftest import CHECKLIST, CONTENT, PRACTICES, TRACKS, checklist, raw_signs
from trappen.staircase.content import kept
from trappen.staircase.rules import Practice, Sign, Staircase, Step, Words

# The file as it was given. It never changes: a new edition is a new file beside it.
FINGERPRINT = "ccd1a576f74a0fb90d684d633a8eac6dfaac3d35965983282ab9b9e2f87537ac"


def both(words: Words) -> dict[str, str]:
    return {"da": words.da, "en": words.en}


def sign_data(sign: Sign) -> dict[str, Any]:
    marks = {name: True for name in ("persistent", "safety") if getattr(sign, name)}
    return {"id": sign.id, **marks, **both(sign.label)}


def practice_data(practice: Practice) -> dict[str, str]:
    return {"id": practice.id, **both(practice.label)}


def step_data(step: Step, order: int) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": step.id.value,
        "order": order,
        "da": {"name": step.name.da, "when": step.when.da},
        "en": {"name": step.name.en, "when": step.when.en},
        "continues": step.continues.value if step.continues else None,
        "signs": [sign_data(sign) for sign in step.signs],
        "practices": {track: [practice_data(each) for each in step.in_track(track)] for track in TRACKS},
    }
    if step.about:
        data["about"] = both(step.about)
    if step.carry_on:
        data |= {"continue_da": step.carry_on.da, "continue_en": step.carry_on.en}
    return data


def as_data(staircase: Staircase) -> dict[str, Any]:
    """The loaded edition, written down again in the shape of its file."""
    return {
        "source": staircase.source,
        "version": staircase.version,
        "title": both(staircase.title),
        "subtitle": both(staircase.subtitle),
        "aim": both(staircase.aim),
        "signs_lead_in": both(staircase.signs_lead_in),
        "tracks": {
            track.value: {**both(words.name), "about_da": words.about.da, "about_en": words.about.en}
            for track, words in staircase.tracks.items()
        },
        "safety_practices": list(staircase.safety_practices),
        "steps": [step_data(step, order) for order, step in enumerate(staircase.steps, start=1)],
    }


def test_the_file_of_2021_is_the_one_that_was_given() -> None:
    assert hashlib.sha256(CHECKLIST.read_bytes()).hexdigest() == FINGERPRINT


def test_the_program_says_what_the_file_says() -> None:
    assert as_data(kept(CONTENT).editions["2021.1"]) == checklist()


def test_signs_and_practices_are_counted_by_step() -> None:
    steps = kept(CONTENT).staircase.steps
    assert {step.id.value: (len(step.signs), len(step.practices)) for step in steps} == {
        "green": (0, 6),
        "yellow": (4, 7),
        "red": (8, 14),
    }


def test_every_sign_and_practice_is_found_by_its_id_in_the_checklists_order() -> None:
    edition = kept(CONTENT).staircase
    assert list(edition.signs) == [sign["id"] for sign in raw_signs()]
    assert list(edition.practices) == PRACTICES
    assert all(id_ == each.id for id_, each in (edition.signs | edition.practices).items())


def test_the_two_safety_practices_are_named() -> None:
    assert kept(CONTENT).staircase.safety_practices == ("violence-preparedness", "risk-and-police")
