"""Which shapes does the JSON interface take and give? Strict: a wrong type, an extra key or a null is a mistake."""

from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from trappen.staircase.rules import Frequency, Observation, Placement, Practice, Staircase, Step

Language = Literal["da", "en"]
StepName = Literal["green", "yellow", "red"]


class SignOut(Schema):
    """A sign of a step."""

    id: str
    label: str


class PracticeOut(Schema):
    """A practice; `guide` is the address of its page, from the root."""

    id: str
    label: str
    guide: str


class PracticesOut(Schema):
    """The practices of a step in their two tracks."""

    organisational: list[PracticeOut]
    contact: list[PracticeOut]


class StepOut(Schema):
    """One step; `continues` is the step whose practices it carries along."""

    id: StepName
    name: str
    when: str
    continues: StepName | None
    signs: list[SignOut]
    practices: PracticesOut


class StaircaseOut(Schema):
    """The newest edition of the staircase in one language."""

    version: str
    language: Language
    steps: list[StepOut]


class ObservationIn(Schema):
    """A sign that was seen. How often: several times, if not said."""

    model_config = ConfigDict(extra="forbid", strict=True)

    sign: str = Field(max_length=60)
    frequency: Literal["once", "several", "persistently"] = "several"

    def observation(self) -> Observation:
        return Observation(self.sign, Frequency(self.frequency))


class PlacementIn(Schema):
    """What was seen in one collaboration; nothing of it is stored."""

    model_config = ConfigDict(extra="forbid", strict=True)

    observations: list[ObservationIn] = Field(max_length=100)
    persistently_difficult: bool = False

    @field_validator("observations")
    @classmethod
    def _each_sign_once(cls, observations: list[ObservationIn]) -> list[ObservationIn]:
        signs = [each.sign for each in observations]
        if twice := next((sign for sign in signs if signs.count(sign) > 1), None):
            raise PydanticCustomError("twice", "The sign {sign} stands twice", {"sign": twice})
        return observations


class PlacementOut(Schema):
    """The step, what decided it, what is near, and the practices to consider (ids)."""

    step: StepName
    decided_by: list[str]
    near: StepName | None
    safety: list[str]
    practices: list[str]


class MistakeOut(Schema):
    """One thing that is wrong; `field` is a path such as `observations.0.sign`, `body` for the whole."""

    field: str
    message: str


class MistakesOut(Schema):
    """Why a request was refused."""

    errors: list[MistakeOut]


def staircase_out(edition: Staircase, language: Language, guide: str) -> dict[str, object]:
    """`guide` is the address of a practice's page with `{}` for its id."""
    return {
        "version": edition.version,
        "language": language,
        "steps": [_step(step, language, guide) for step in edition.steps],
    }


def _step(step: Step, language: Language, guide: str) -> dict[str, object]:
    def practice(each: Practice) -> dict[str, str]:
        return {"id": each.id, "label": each.label.to(language), "guide": guide.format(each.id)}

    return {
        "id": step.id.value,
        "name": step.name.to(language),
        "when": step.when.to(language),
        "continues": step.continues.value if step.continues else None,
        "signs": [{"id": sign.id, "label": sign.label.to(language)} for sign in step.signs],
        "practices": {
            "organisational": [practice(each) for each in step.organisational],
            "contact": [practice(each) for each in step.contact],
        },
    }


def placement_out(placement: Placement) -> dict[str, object]:
    return {
        "step": placement.step.value,
        "decided_by": list(placement.decided_by),
        "near": placement.near.value if placement.near else None,
        "safety": list(placement.safety),
        "practices": list(placement.practices),
    }
