"""Is a CPR number pointed out where nothing is stored, and refused where something is?"""

import inspect
from typing import Any

import pytest
from django import forms as django_forms

from tests.exercises.conftest import NOBODYS
from trappen.exercises import forms, queries
from trappen.exercises.rules import Labels, TalkPlan
from trappen.language.forms import FreeText

NO_LABELS = Labels("", "", "")


def perspective(data: dict[str, Any], labels: Labels = NO_LABELS) -> forms.PerspectiveForm:
    questions = {name: asked["da"] for name, asked in queries.content().questions.items()}
    return forms.PerspectiveForm(data, labels=labels, questions=questions)


def exits(data: dict[str, Any]) -> forms.ExitsForm:
    return forms.ExitsForm(data, exits=[("pause", "Pause"), ("leave", "Gå")])


MADE: dict[str, tuple[Any, dict[str, Any]]] = {
    "SentenceForm": (forms.SentenceForm, {"behaviour": "Du råber"}),
    "ExitsForm": (exits, {"exit": ["pause"]}),
    "PerspectiveForm": (perspective, {"situation": "Ved skranken"}),
    "PlannerForm": (forms.PlannerForm, {"aim": "En fast dag", "length": "45"}),
}
PASSING = [
    (name, field)
    for name in MADE
    for field, of in getattr(forms, name).base_fields.items()
    if isinstance(of, FreeText)
]


def test_every_form_that_stores_nothing_is_on_this_list() -> None:
    own = {
        name
        for name, form in inspect.getmembers(forms, inspect.isclass)
        if form.__module__ == forms.__name__ and issubclass(form, django_forms.Form)
    }
    assert own == {*MADE, "Passing", "TalkFields", "PerspectiveLabelsForm"}


@pytest.mark.parametrize(("name", "field"), PASSING)
def test_a_cpr_number_is_pointed_out_and_let_pass(name: str, field: str) -> None:
    make, data = MADE[name]
    text = f"Ring {NOBODYS}"
    form = make(data | {field: text})
    assert form.is_valid()
    assert [each.name for each in form.with_cpr] == [field]
    assert form.cleaned_data[field] == text


@pytest.mark.parametrize(("name", "field"), PASSING)
def test_too_much_is_refused_with_a_cpr_number_in_it_too(name: str, field: str) -> None:
    make, data = MADE[name]
    form = make(data | {field: f"{NOBODYS} {'x' * 1_000}"})
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize("name", MADE)
def test_without_one_nothing_is_pointed_out(name: str) -> None:
    make, data = MADE[name]
    form = make(data)
    assert form.is_valid()
    assert form.with_cpr == []


@pytest.mark.parametrize(
    "field", [name for name, of in forms.TalkFields.base_fields.items() if isinstance(of, FreeText)]
)
def test_a_plan_that_may_be_stored_refuses_it(field: str) -> None:
    form = forms.TalkFields({"aim": "En fast dag", "length": "45"} | {field: NOBODYS})
    assert form.errors[field].as_data()[0].code == "cpr"


@pytest.mark.parametrize("field", ["seen", "behind", "can_do"])
def test_names_of_fields_refuse_it_and_are_short(field: str) -> None:
    for text in (NOBODYS, "x" * 61):
        assert list(forms.PerspectiveLabelsForm({"version": "0", field: text}).errors) == [field]


def test_the_organisations_names_stand_at_the_fields() -> None:
    form = perspective({}, Labels("Adfærd", "", "Handling"))
    assert [form[name].label for name in ("seen", "behind", "can_do")] == [
        "Adfærd",
        "Det der kan ligge bag",
        "Handling",
    ]


@pytest.mark.parametrize(
    ("data", "faulty"),
    [
        ({}, ["__all__"]),
        ({"own": " \n "}, ["__all__"]),
        ({"exit": ["run"]}, ["exit"]),
        ({"own": "\n".join("abcdefghi")}, ["own"]),
        ({"own": "x" * 1_001}, ["own"]),
    ],
)
def test_exits_that_make_no_card(data: dict[str, Any], faulty: list[str]) -> None:
    assert list(exits(data).errors) == faulty


@pytest.mark.parametrize(
    "data", [{"exit": ["leave"]}, {"phrase": "Kim, har du mappen?"}, {"own": "Jeg går.\n\n Vi ses. "}]
)
def test_one_thing_is_enough_for_a_card(data: dict[str, Any]) -> None:
    form = exits(data)
    assert form.is_valid()
    assert form.own_lines == (["Jeg går.", "Vi ses."] if "own" in data else [])


def test_a_plan_is_what_was_typed_and_a_part_without_minutes_is_left_out() -> None:
    form = forms.PlannerForm({"aim": "En fast dag", "length": "30", "welcome": "5", "theirs": "", "exits": "Pause."})
    assert form.is_valid()
    expected = TalkPlan("En fast dag", length=30, welcome=5, theirs=0, ours=0, agree=0, goodbye=0, exits="Pause.")
    assert form.plan == expected
    assert [each.name for each in form.minutes] == ["welcome", "theirs", "ours", "agree", "goodbye"]
