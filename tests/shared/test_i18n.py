"""Does a sentence in a template come out as with Django's own tags?"""

import pytest
from django.template import Context, Template
from django.templatetags import i18n as django_i18n
from django.utils import translation

from trappen.shared.templatetags.i18n import Filled, Sentence, register

WORDS = [
    '{% translate "Log ud" %}',
    "{% translate 'Log ud' %}",
    '{% translate "Ukendt & <b>ny</b> 100 %" %}',
    '{% translate "Log ud" as kept %}[{{ kept }}]',
    "{% translate label %}",
    '{% translate "Log ud"|upper %}',
    '{% translate "Log ud" noop %}',
    "{% blocktranslate %}Log ud{% endblocktranslate %}",
    "{% blocktranslate with number=markup %}Sag {{ number }}{% endblocktranslate %}",
    "{% blocktranslate trimmed with number=few %}\n  Sag\n  {{ number }}\n{% endblocktranslate %}",
    "{% blocktranslate with x=label %}100 % ukendt {{ x }} {{ x }}{% endblocktranslate %}",
    "{% blocktranslate with x=nothing %}Ukendt {{ x }}.{% endblocktranslate %}",
    "{% blocktranslate %}Ukendt {{ label }}{% endblocktranslate %}",
    "{% blocktranslate asvar kept with x=label %}Ukendt {{ x }}{% endblocktranslate %}[{{ kept }}]",
    "{% blocktranslate count n=few %}{{ n }} ting{% plural %}{{ n }} ting{% endblocktranslate %}",
]


def rendered(template: str, language: str) -> str:
    with translation.override(language):
        return Template(template).render(Context({"label": "Log ud", "markup": "<b>7</b>", "few": 1234}))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("words", WORDS)
def test_as_djangos_own(words: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = rendered("{% load i18n %}" + words, language)
    for tag in ("translate", "blocktranslate"):
        monkeypatch.setitem(register.tags, tag, django_i18n.register.tags[tag])
    assert ours == rendered("{% load i18n %}" + words, language)


def test_each_language_has_its_own() -> None:
    template = Template('{% load i18n %}{% translate "Log ud" %}')
    said = []
    for language in ("da", "en", "da"):
        with translation.override(language):
            said.append(template.render(Context()))
    assert said == ["Log ud", "Sign out", "Log ud"]


def test_only_the_common_ones_take_the_short_way() -> None:
    ours = [isinstance(Template("{% load i18n %}" + words).nodelist[1], Sentence | Filled) for words in WORDS]
    assert [words for words, short in zip(WORDS, ours, strict=True) if not short] == [*WORDS[3:7], *WORDS[12:]]
