"""Is the team exercise there for everyone, in both languages, whole, and true to what it teaches?"""

import io
import shutil
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.exercises.conftest import START
from tests.staircase.conftest import Page, words
from trappen.exercises.content import Content, load
from trappen.exercises.rules import INTERPRETATIONS, advice_on
from trappen.language.rules import cpr_numbers
from trappen.shared.yaml_files import ContentError

CONTENT = Path(__file__).resolve().parents[2] / "content"
PAGE, PAPER = "/teamoevelse/", "/teamoevelse.pdf"


def test_the_meeting_takes_three_quarters_of_an_hour(content: Content) -> None:
    exercise = content.team
    assert exercise.meeting.minutes == 45
    assert 10 <= len(exercise.sentences) <= 12
    assert len({each.id for each in exercise.sentences}) == len(exercise.sentences)
    assert len(exercise.meeting.roles) == 3
    assert len(exercise.meeting.ground_rules) == 4
    assert all(part.name for part in exercise.meeting.parts)


def test_what_is_said_instead_labels_nobody_and_names_nobody(content: Content, language: str) -> None:
    for each in content.team.sentences:
        said, instead = each.said.to(language), each.instead.to(language)
        assert said != instead
        assert advice_on(instead, content.phrases[language], INTERPRETATIONS) == (), instead
        assert cpr_numbers(said + instead) == []


@pytest.mark.django_db
def test_the_page_shows_it_all_and_leads_to_the_helper(client: Client, content: Content, language: str) -> None:
    response = client.get(START[language] + PAGE)
    text = words(Page.of(response.text).main)
    for each in content.team.sentences:
        assert each.said.to(language) in text
        assert each.instead.to(language) in text
    for part in content.team.meeting.parts:
        assert part.do.to(language) in text
    assert f'href="{START[language]}/sprogspejl/neutralt/"' in response.text
    assert f'href="{START[language]}{PAPER}"' in response.text
    assert not response.cookies


@pytest.mark.django_db
def test_the_paper_holds_guide_and_handout(client: Client, content: Content, language: str) -> None:
    response = client.get(START[language] + PAPER)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "public, max-age=3600"
    pages = PdfReader(io.BytesIO(response.content)).pages
    whole = "".join("".join(page.extract_text() for page in pages).split())
    for each in content.team.sentences:
        assert "".join(each.said.to(language).split()) in whole


@pytest.mark.django_db
@pytest.mark.parametrize("path", [PAGE, PAPER])
def test_nothing_can_be_sent_to_it(client: Client, path: str) -> None:
    assert client.post(path, {"said": "noget"}).status_code == 405


def test_a_part_without_a_name_is_told(tmp_path: Path) -> None:
    shutil.copytree(CONTENT / "exercises", tmp_path / "exercises")
    file = tmp_path / "exercises" / "team.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("      name: Velkommen\n", ""), encoding="utf-8")
    with pytest.raises(ContentError, match=r"team\.yaml:\d+: The part has no name"):
        load(tmp_path)
