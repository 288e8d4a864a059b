"""Is there any place where what someone said could be stored? Tables and forms are gone through, one by one."""

import inspect
import json
import uuid
from typing import Any

import pytest
from django import forms as django_forms
from django.apps import apps
from django.db import models

from tests.care.conftest import Scene, signed_in, step
from tests.factories import TODAY
from trappen.care import forms
from trappen.care.models import CareStep
from trappen.care.rules import Consent, Referral, StepCode, read_answers, written_answers
from trappen.vault.models import SealedText

OURS = list(apps.get_app_config("care").get_models())
FIELDS = [field for model in OURS for field in model._meta.concrete_fields]

# What holds an id, a day, a number or a yes and no has no room for words.
WITHOUT_WORDS = (
    models.UUIDField,
    models.ForeignKey,
    models.DateField,  # and DateTimeField
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.BooleanField,
)


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_no_column_has_room_for_words(field: Any) -> None:
    """A column holds no words, or one of a few short codes; the one that is sealed is told of below."""
    if isinstance(field, WITHOUT_WORDS):
        return
    if isinstance(field, SealedText):
        assert str(field) == "care.CareStep.answers"
        return
    assert isinstance(field, models.CharField)
    assert field.choices
    assert field.max_length is not None
    assert field.max_length <= 12


def test_there_are_columns_to_go_through() -> None:
    assert {model.__name__ for model in OURS} == {"CarePlan", "CareStep", "Supporter", "WantedList", "Wanted"}
    assert len(FIELDS) > 30


def test_what_is_sealed_is_two_codes() -> None:
    """It is written from two enums and read back as them; a text that is no pair of codes cannot be read."""
    assert {read_answers(written_answers(a, b)) for a in Consent for b in Referral} == {
        (a, b) for a in Consent for b in Referral
    }
    for words in ("yes none Han sagde", "Han sagde", "yes tandlæge"):
        with pytest.raises(ValueError, match=r"unpack|valid"):
            read_answers(words)


def test_no_form_has_room_for_words() -> None:
    """Choices, days, numbers, ticks, ids, and the address of a colleague, which is looked up and not kept."""
    shapes = [
        shape
        for _, shape in inspect.getmembers(forms, inspect.isclass)
        if issubclass(shape, django_forms.Form) and shape.__module__ == forms.__name__
    ]
    assert len(shapes) >= 6
    without_words = (
        django_forms.ChoiceField,
        django_forms.DateField,
        django_forms.IntegerField,
        django_forms.BooleanField,
        django_forms.UUIDField,
        django_forms.EmailField,
    )
    for shape in shapes:
        for name, field in shape.base_fields.items():
            assert isinstance(field, without_words), f"{shape.__name__}.{name}"


def test_words_that_are_sent_with_every_form_are_found_in_no_table(scene: Scene) -> None:
    colleague, supporter = signed_in(scene["the colleague"]), signed_in(scene["supporter"])
    words = dict.fromkeys(("text", "note", "notes", "comment", "said", "reason", "what", "about"), "kastanje")
    at = f"/omsorg/{scene.plan.id}/"
    for client, where, sent in (
        (colleague, "/omsorg/mine/", {"version": "0", "first": str(scene["supporter"].id)}),
        (
            supporter,
            f"/omsorg/ny/{scene.house.harbour.id}/{scene['employee of the unit'].id}/",
            {"once": str(uuid.uuid4()), "supporters": str(scene["supporter"].id)},
        ),
        (supporter, f"{at}stoette/", {"act": "add", "person": str(scene["representative"].id)}),
        (colleague, f"{at}indblik/", {"agreement": "yes"}),
        (
            supporter,
            f"{at}trin/now/",
            {
                "version": "0",
                "done_on": TODAY.isoformat(),
                "done_by": str(scene["supporter"].id),
                "consent": "yes",
                "referral": "other",
                "next_on": TODAY.isoformat(),
            },
        ),
    ):
        assert client.post(where, words | sent).status_code == 302, where
    assert step(scene.plan, StepCode.NOW).referral is Referral.OTHER
    assert all(row.answers.split() in ([], ["yes", "other"]) for row in CareStep.objects.select_related("plan__key"))
    for model in apps.get_models():
        assert "kastanje" not in json.dumps(list(model._default_manager.values()), default=str), model
