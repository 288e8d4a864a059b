"""What does the checklist look like on paper? Blank to fill in by hand, or filled as the finder was answered."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trappen.documents.rules import (
    Block,
    Check,
    Checks,
    Columns,
    Document,
    Heading,
    Notice,
    PageBreak,
    Paragraph,
)
from trappen.staircase.rules import Frequency, Observation, Placement, Staircase, Step, Track


def checklist(
    staircase: Staircase,
    steps: Iterable[Step],
    language: str,
    *,
    observations: tuple[Observation, ...] = (),
    placement: Placement | None = None,
) -> Document:
    """One step or all, with the signs that were seen ticked and the result at the top where there is one."""
    seen = {each.sign: each.frequency for each in observations}
    blocks: list[Block] = []
    blocks.append(answer(staircase, placement, language) if placement else Paragraph(staircase.aim.to(language)))
    for number, step in enumerate(steps):
        if number:
            blocks.append(PageBreak())
        blocks += _step(staircase, step, seen, language)
    return Document(
        title=staircase.title.to(language),
        subtitle=staircase.subtitle.to(language),
        language="en" if language == "en" else "da",
        blocks=tuple(blocks),
        footer=staircase.source,
    )


def answer(staircase: Staircase, placement: Placement, language: str) -> Notice:
    """The step that the answers led to, with its reason."""
    reasons = []
    if placement.by_definition:
        reasons.append(_("Samarbejdet opleves vedvarende svært, kompliceret eller massivt."))
    if placement.decided_by:
        names = "; ".join(staircase.signs[each].label.to(language) for each in placement.decided_by)
        reasons.append(
            ngettext(
                "Kendetegnet, der afgør det: %(names)s.",
                "Kendetegnene, der afgør det: %(names)s.",
                len(placement.decided_by),
            )
            % {"names": names.rstrip(".")}
        )
    if not reasons:
        reasons.append(_("I har ikke sat kryds ved nogen af kendetegnene."))
    return Notice(
        title=staircase.step(placement.step).name.to(language), text=" ".join(reasons), step=placement.step.value
    )


def _step(staircase: Staircase, step: Step, seen: dict[str, Frequency], language: str) -> list[Block]:
    blocks: list[Block] = [
        Heading(step.name.to(language)),
        Paragraph(step.when.to(language), tone="lead"),
    ]
    if step.about:
        blocks.append(Paragraph(step.about.to(language)))
    if step.signs:
        blocks += [
            Heading(staircase.signs_lead_in.to(language), level=3),
            Checks(
                tuple(
                    Check(
                        sign.label.to(language),
                        sign.id in seen,
                        _often(seen[sign.id]) if sign.id in seen and not sign.persistent else "",
                    )
                    for sign in step.signs
                )
            ),
        ]
    blocks.append(Heading(_("Gode greb"), level=3))
    blocks.append(Columns(*(_track(staircase, step, track, language) for track in Track)))
    if step.carry_on:
        blocks.append(Paragraph(step.carry_on.to(language)))
    return blocks


def _track(staircase: Staircase, step: Step, track: Track, language: str) -> tuple[Block, ...]:
    return (
        Heading(staircase.tracks[track].name.to(language), level=4),
        Checks(tuple(Check(practice.label.to(language)) for practice in step.in_track(track))),
    )


def _often(frequency: Frequency) -> str:
    return {
        Frequency.ONCE: _("én gang"),
        Frequency.SEVERAL: _("flere gange"),
        Frequency.PERSISTENTLY: _("vedvarende"),
    }[frequency]
