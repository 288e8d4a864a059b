"""Is the checklist on paper the checklist, blank and filled?"""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.staircase.conftest import CONTENT, SLUGS, checklist, raw_step
from trappen.documents.rules import Block, Check, Checks, Columns, Heading, Notice, PageBreak, Paragraph
from trappen.staircase.content import kept
from trappen.staircase.papers import answer
from trappen.staircase.papers import checklist as paper
from trappen.staircase.rules import Frequency, Observation, Placement, place

EDITION = kept(CONTENT).staircase
SEEN = (
    Observation("dissatisfaction", Frequency.ONCE),
    Observation("felt-disagreement", Frequency.PERSISTENTLY),
    Observation("press-and-media", Frequency.SEVERAL),
    Observation("recurring-complaints", Frequency.ONCE),
)


def in_language(language: str, danish: str) -> str:
    with translation.override(language):
        return gettext(danish)


def by_the_checklist(id_: str, language: str, notes: dict[str, str]) -> Iterator[Block]:
    """One step as YAML has it; `notes` tells how often the ticked signs are seen."""
    step, whole = raw_step(id_), checklist()
    yield Heading(step[language]["name"])
    yield Paragraph(step[language]["when"], "lead")
    if "about" in step:
        yield Paragraph(step["about"][language])
    if step["signs"]:
        yield Heading(whole["signs_lead_in"][language], 3)
        yield Checks(
            tuple(Check(sign[language], sign["id"] in notes, notes.get(sign["id"], "")) for sign in step["signs"])
        )
    yield Heading(in_language(language, "Gode greb"), 3)
    left, right = (
        (
            Heading(whole["tracks"][track][language], 4),
            Checks(tuple(Check(practice[language]) for practice in step["practices"][track])),
        )
        for track in ("organisational", "contact")
    )
    yield Columns(left, right)
    if step["continues"]:
        yield Paragraph(step[f"continue_{language}"])


@pytest.mark.parametrize("step", SLUGS)
def test_one_step_blank(step: str, language: str) -> None:
    with translation.override(language):
        document = paper(EDITION, [EDITION.step(step)], language)
    whole = checklist()
    assert (document.title, document.subtitle) == (whole["title"][language], whole["subtitle"][language])
    assert (document.language, document.footer) == (language, whole["source"])
    assert document.blocks == (Paragraph(whole["aim"][language]), *by_the_checklist(step, language, {}))


def test_all_steps_each_on_a_page_of_its_own(language: str) -> None:
    with translation.override(language):
        document = paper(EDITION, EDITION.steps[::-1], language)
    assert document.blocks == (
        Paragraph(checklist()["aim"][language]),
        *by_the_checklist("red", language, {}),
        PageBreak(),
        *by_the_checklist("yellow", language, {}),
        PageBreak(),
        *by_the_checklist("green", language, {}),
    )


def test_filled_the_result_stands_at_the_top_and_what_was_seen_is_ticked(language: str) -> None:
    notes = {
        "dissatisfaction": in_language(language, "én gang"),
        "felt-disagreement": in_language(language, "vedvarende"),
        "press-and-media": in_language(language, "flere gange"),
        "recurring-complaints": "",
    }
    placement = place(EDITION, SEEN)
    with translation.override(language):
        document = paper(
            EDITION, [EDITION.step("red"), EDITION.step("yellow")], language, observations=SEEN, placement=placement
        )
        result = answer(EDITION, placement, language)
    assert document.blocks == (
        result,
        *by_the_checklist("red", language, notes),
        PageBreak(),
        *by_the_checklist("yellow", language, notes),
    )


RED_SIGN = "At borger spiller personale ud mod hinanden"
YELLOW_SIGN = (
    "Uklar dialog med borger og oplevet manglende forståelse for rammer og regler, faglige beslutninger og aftaler"
)


@pytest.mark.parametrize(
    ("placement", "notice"),
    [
        (place(EDITION, []), Notice("Det grønne trin", "I har ikke sat kryds ved nogen af kendetegnene.", "green")),
        (
            place(EDITION, [Observation("plays-staff-off")]),
            Notice("Det røde trin", f"Kendetegnet, der afgør det: {RED_SIGN}.", "red"),
        ),
        (
            place(EDITION, [Observation("plays-staff-off", Frequency.ONCE), Observation("unclear-dialogue")]),
            Notice("Det gule trin", f"Kendetegnene, der afgør det: {YELLOW_SIGN}; {RED_SIGN}.", "yellow"),
        ),
        (
            place(EDITION, [], persistently_difficult=True),
            Notice("Det røde trin", "Samarbejdet opleves vedvarende svært, kompliceret eller massivt.", "red"),
        ),
        (
            place(EDITION, [Observation("plays-staff-off")], persistently_difficult=True),
            Notice(
                "Det røde trin",
                "Samarbejdet opleves vedvarende svært, kompliceret eller massivt. "
                f"Kendetegnet, der afgør det: {RED_SIGN}.",
                "red",
            ),
        ),
    ],
)
def test_the_result_gives_its_reason(placement: Placement, notice: Notice) -> None:
    assert answer(EDITION, placement, "da") == notice


def test_the_result_is_english_on_an_english_page() -> None:
    with translation.override("en"):
        notice = answer(EDITION, place(EDITION, [Observation("plays-staff-off")]), "en")
    assert (notice.title, notice.step) == ("The red step", "red")
    assert notice.text.endswith(": The citizen plays members of staff off against each other.")
