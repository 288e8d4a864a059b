"""Are addresses what Django makes of them, in each language, however often they are asked for?"""

import uuid

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from trappen.shared.templatetags.addresses import address


def rendered(template: str, **values: object) -> str:
    return Template(template).render(Context(values))


def test_each_language_has_its_own() -> None:
    said = []
    for language in ("da", "en", "da"):
        with translation.override(language):
            said.append(rendered("{% url 'guide' %}"))
    assert said == ["/guide/", "/en/guide/", "/guide/"]


def test_each_value_has_its_own() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    template = "{% url 'assessment' one other %}"
    assert rendered(template, one=one, other=other) == reverse("assessment", args=[one, other])
    assert rendered(template, one=other, other=one) == reverse("assessment", args=[other, one])
    assert address("collaboration", one) == f"/samarbejder/{one}/"


def test_what_stands_in_it_is_escaped() -> None:
    assert rendered("{% url 'choose_password' key %}", key="a&b") == "/adgangskode/a&amp;b/"


def test_a_name_of_nothing_is_a_mistake() -> None:
    with pytest.raises(NoReverseMatch):
        rendered("{% url 'nowhere' %}")


def test_it_can_be_kept_for_later() -> None:
    assert rendered("{% url 'guide' as here %}[{{ here }}]") == "[/guide/]"
    assert rendered("{% url 'nowhere' as here %}[{{ here }}]") == "[]"
