"""Do a step, a date, a menu and a form's mistakes look the same on every page?"""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from trappen.shared.samples import Curve
from trappen.shared.templatetags.ui import (
    band,
    breadcrumb,
    day,
    forms_with_errors,
    moment,
    short_day,
)
from trappen.staircase.rules import StepId

NOVEMBER = dt.date(2026, 11, 22)


def rendered(template: str, **context: object) -> str:
    html = Template("{% load ui %}" + template).render(Context(context))
    return " ".join(html.split())


def bare(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@dataclass(frozen=True)
class Step:
    """Anything with a step's id."""

    id: str


@pytest.mark.parametrize(
    ("step", "label", "heights"),
    [("green", "Grønt trin", (1, 0, 0)), ("yellow", "Gult trin", (0, 1, 0)), ("red", "Rødt trin", (0, 0, 1))],
)
def test_a_step_is_a_word_and_a_shape_and_only_then_a_colour(step: str, label: str, heights: tuple[int, ...]) -> None:
    html = rendered("{% step_badge step %}", step=step)
    assert bare(html) == label
    assert f'class="step-badge step--{step}"' in html
    bars = re.findall(r'<rect class="bars__(here|other)"', html)
    assert bars == ["here" if filled else "other" for filled in heights]
    assert rendered("{% step_badge step %}", step=Step(step)) == html
    assert rendered("{% step_badge step %}", step=StepId(step)) == html


def test_what_is_not_assessed_yet_says_so() -> None:
    html = rendered("{% step_badge step %}", step=None)
    assert bare(html) == "Ikke vurderet"
    assert re.findall(r"step--\w+|bars__here", html) == []


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/guide/", ' aria-current="page"'),
        ("/guide/language/", ' aria-current="true"'),
        ("/trappen/", ""),
        ("/en/guide/", ""),
    ],
)
def test_the_menu_marks_where_one_is(path: str, current: str) -> None:
    html = rendered('{% nav_link "guide" "Lederguide" %}', request=RequestFactory().get(path))
    assert html == f'<li><a class="nav-link" href="/guide/"{current}>Lederguide</a></li>'


def test_the_menu_marks_nothing_where_there_is_no_request() -> None:
    assert "aria-current" not in rendered('{% nav_link "guide" "Lederguide" %}')


def test_the_way_back_up_is_links_from_the_top() -> None:
    trail = '{% breadcrumb "Samarbejder" "/samarbejder/" alias "/samarbejder/1/" %}'
    html = rendered(trail, alias="<Ahorn>")
    assert re.findall(r'href="([^"]*)">([^<]*)<', html) == [
        ("/samarbejder/", "Samarbejder"),
        ("/samarbejder/1/", "&lt;Ahorn&gt;"),
    ]
    with pytest.raises(ValueError, match="shorter"):
        breadcrumb("Samarbejder", "/samarbejder/", "uden adresse")


@pytest.mark.parametrize(
    ("value", "danish", "english", "short"),
    [
        (NOVEMBER, "22. nov. 2026", "22 Nov 2026", "22. nov."),
        (dt.date(2026, 5, 1), "1. maj 2026", "1 May 2026", "1. maj"),
        (dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC), "23. nov. 2026", "23 Nov 2026", "23. nov."),
        (dt.datetime(2026, 7, 1, 21, 59, tzinfo=dt.UTC), "1. juli 2026", "1 Jul 2026", "1. juli"),
        (dt.datetime(2026, 7, 1, 22, 0, tzinfo=dt.UTC), "2. juli 2026", "2 Jul 2026", "2. juli"),
        (None, "", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_date_is_written_as_people_here_write_it(
    value: dt.date | None, danish: str, english: str, short: str
) -> None:
    assert (day(value), short_day(value)) == (danish, short)
    with translation.override("en"):
        assert day(value) == english
        assert short_day(value) == english.removesuffix(" 2026")


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (dt.datetime(2026, 11, 22, 13, 5, tzinfo=dt.UTC), "22. nov. 2026 kl. 14.05", "22 Nov 2026, 14:05"),
        (dt.datetime(2026, 7, 1, 22, 0, tzinfo=dt.UTC), "2. juli 2026 kl. 00.00", "2 Jul 2026, 00:00"),
        (None, "", ""),
    ],
)
def test_a_moment_is_told_by_the_clock_on_the_wall(value: dt.datetime | None, danish: str, english: str) -> None:
    assert moment(value) == danish
    with translation.override("en"):
        assert moment(value) == english


def test_a_time_without_a_zone_is_taken_as_it_is() -> None:
    naive = timezone.make_naive(dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC))
    assert day(naive) == "22. nov. 2026"


def test_the_curve_has_a_band_for_each_step_red_on_top() -> None:
    assert [band(step) for step in ("red", "yellow", "green")] == [26, 78, 130]
    assert [band(Step(step)) for step in ("red", "yellow", "green")] == [26, 78, 130]


def test_a_small_number_is_a_word_in_a_template_too() -> None:
    assert rendered("{{ three|spelled }} {{ many|spelled }}", three=3, many=30) == "tre 30"


# A form's mistakes


class Name(forms.Form):
    name = forms.CharField(label="Navn <b>")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Slags", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self) -> None:
        if self.data.get("name") == "fejl":
            raise forms.ValidationError("Det hele <b> er forkert.")
        if self.data.get("name") == "skjult":
            self.add_error("hidden", "Skjult fejl.")


Names = forms.formset_factory(Name, extra=0)


def several(*names: str) -> "forms.BaseFormSet[Name]":
    data = {"form-TOTAL_FORMS": str(len(names)), "form-INITIAL_FORMS": "0"}
    for number, name in enumerate(names):
        data |= {f"form-{number}-name": name, f"form-{number}-kind": "a"}
    return Names(data)


def test_forms_with_mistakes_are_found_once_each_in_their_order() -> None:
    good, bad = Name({"name": "Karen", "kind": "a"}), Name({"name": "", "kind": "a"})
    rows = several("Karen", "")
    rows.forms[0].empty_permitted = rows.forms[1].empty_permitted = False
    assert forms_with_errors(Context({})) == []
    assert forms_with_errors(Context({"form": None, "forms": None})) == []
    assert forms_with_errors(Context({"form": good})) == []
    assert forms_with_errors(Context({"form": bad})) == [bad]
    assert forms_with_errors(Context({"form": bad, "forms": [good, bad]})) == [bad]
    assert forms_with_errors(Context({"form": rows, "forms": [bad]})) == [rows.forms[1], bad]
    assert forms_with_errors(Context({"form": "no form", "forms": [Name()]})) == []


def test_every_mistake_is_told_on_top_with_a_link_to_its_field() -> None:
    html = rendered('{% include "components/error_summary.html" %}', form=Name({"name": ""}))
    assert 'role="alert"' in html
    assert re.findall(r'<a href="#([^"]*)">([^<]*)</a>', html) == [
        ("id_name", "Navn &lt;b&gt; – Dette felt er påkrævet."),
        ("id_kind_0", "Slags – Dette felt er påkrævet."),
    ]


def test_a_mistake_of_the_whole_or_of_a_hidden_field_is_told_without_a_link() -> None:
    for name, told in (("fejl", "Det hele &lt;b&gt; er forkert."), ("skjult", "Skjult fejl.")):
        html = rendered('{% include "components/error_summary.html" %}', form=Name({"name": name, "kind": "a"}))
        assert "<a " not in html
        assert bare(html).endswith(told)


def test_without_a_mistake_there_is_no_summary() -> None:
    assert rendered('{% include "components/error_summary.html" %}', form=Name()) == ""
    assert rendered('{% include "components/error_summary.html" %}', form=Name({"name": "Karen", "kind": "a"})) == ""


def test_a_field_that_is_wrong_says_so_to_those_who_hear_the_page() -> None:
    html = rendered("{{ form.name.as_field_group }}", form=Name({"name": ""}))
    assert 'aria-invalid="true"' in html
    [described] = re.findall(r'aria-describedby="([^"]*)"', html)
    assert all(f'id="{id_}"' in html for id_ in described.split())
    assert "Dette felt er påkrævet." in html
    assert "aria-invalid" not in rendered("{{ form.name.as_field_group }}", form=Name())


def test_a_field_shows_what_was_typed_as_words() -> None:
    html = rendered("{{ form.name.as_field_group }}", form=Name({"name": '"><script>alert(1)</script>'}))
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html
    assert "<script>" not in html


# The other components


@pytest.mark.parametrize(
    ("tone", "expected"), [("", "info"), ("info", "info"), ("error", "error"), ("success", "success")]
)
def test_a_notice_has_its_tone(tone: str, expected: str) -> None:
    html = rendered(
        '{% include "components/alert.html" with tone=tone text=text only %}', tone=tone, text="<b>Gemt</b>"
    )
    assert f'class="alert alert-{expected}"' in html
    assert bare(html) == "&lt;b&gt;Gemt&lt;/b&gt;"
    assert "role=" not in html


def test_news_are_read_aloud() -> None:
    html = rendered('{% include "components/alert.html" with title="Gemt" role="status" only %}')
    assert 'role="status"' in html
    assert bare(html) == "Gemt"


def test_where_someone_may_be_in_danger_the_call_is_one_link_away() -> None:
    html = rendered('{% include "components/safety.html" %}')
    assert re.findall(r'href="([^"]*)"', html) == ["tel:112"]
    assert bare(html).startswith("Er nogen i fare?")


def test_a_page_with_nothing_on_it_names_the_one_thing_to_do() -> None:
    template = '{% include "components/empty.html" with title="Ingen" text="Endnu" url=url label="Opret" only %}'
    assert 'href="/samarbejder/ny/"' in rendered(template, url="/samarbejder/ny/")
    assert "<a " not in rendered(template)


def test_a_curve_is_drawn_in_each_language() -> None:
    drawn = Curve()
    for language, word in (("da", "Rød"), ("en", "Red"), ("da", "Rød")):
        with translation.override(language):
            html = rendered("{% curve drawn %}", drawn=drawn)
        assert f"<li>{word}</li>" in html
        assert html.count("<circle") == len(drawn.points)


def test_what_never_changes_is_drawn_in_each_language() -> None:
    for language, word in (("da", "Privatliv"), ("en", "Privacy"), ("da", "Privatliv")):
        with translation.override(language):
            assert word in bare(rendered('{% unchanging "shared/_footer.html" %}'))
