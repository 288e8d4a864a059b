"""How is a result put before the eyes? The same values for the page and for the paper."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.shared.templatetags.ui import day
from trappen.staircase.rules import Practice, Staircase, StepId
from trappen.surveys import wording
from trappen.surveys.queries import Earlier, Reached, earlier, people_asked
from trappen.surveys.rules import Result, Share, Spread, Strain, View


@dataclass(frozen=True)
class Line:
    """One answer with the team's share of it. `own` is the leader's word on it, empty where they did not tick it."""

    id: str
    label: str
    share: Share
    words: str
    own: str


@dataclass(frozen=True)
class Shown:
    """Everything on the page of a result."""

    name: str
    closed_on: dt.date
    about: str
    proposed: StepId
    proposal: str
    because: str
    steps: tuple[Line, ...]
    signs: tuple[Line, ...]
    strain: tuple[Line, ...]
    difficult: str
    has_own_view: bool
    practices: tuple[Practice, ...]
    safety: tuple[Practice, ...]
    earlier: tuple[Earlier, ...]

    @property
    def is_scattered(self) -> bool:
        """Whether no step has more than a few."""
        return all(line.share is Share.FEW for line in self.steps)

    @property
    def signs_seen(self) -> tuple[Line, ...]:
        """Those that more than a few see, or the leader; most first."""
        told = [line for line in self.signs if line.share is not Share.FEW or line.own]
        return tuple(sorted(told, key=lambda line: -line.share.height))

    @property
    def signs_hardly_seen(self) -> tuple[Line, ...]:
        return tuple(line for line in self.signs if line.share is Share.FEW and not line.own)


def shown(reached: Reached) -> Shown:
    """For whoever `sees_result`."""
    result, own, staircase = reached.result, reached.own_view, reached.staircase
    proposed = result.placement(staircase).step
    label = {sign.id: sign.label.to(get_language() or "da") for sign in staircase.signs.values()}
    closed_on = reached.closed_on
    return Shown(
        name=reached.name,
        closed_on=closed_on,
        about=_about(result.at_least, people_asked(reached.round), closed_on),
        proposed=proposed,
        proposal=_("Det, mindst halvdelen ser, peger på %(step)s") % {"step": _lower(str(wording.STEPS[proposed]))},
        because=_because([label[sign] for sign in result.seen], difficult=result.difficult.is_at_least_half),
        steps=_lines(result.steps, wording.STEPS, {own.answer.step(staircase): _("Lederens syn")} if own else {}),
        signs=_lines(result.signs, label, _own_signs(own)),
        strain=_lines(result.strain, wording.AT_LEAST, _own_strain(own)),
        difficult=str(wording.SHARES[result.difficult]),
        has_own_view=own is not None,
        practices=staircase.step(proposed).practices,
        safety=_safety(result, staircase),
        earlier=tuple(earlier(reached)),
    )


def _lines(spread: Spread, labels: Mapping[str, object], own: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(
        Line(name, str(labels[name]), share, str(wording.SHARES[share]), own.get(name, ""))
        for name, share in spread.items()
    )


def _own_signs(own: View | None) -> dict[str, str]:
    if own is None:
        return {}
    return {each.sign: str(wording.FREQUENCIES[each.frequency]) for each in own.answer.observations}


def _own_strain(own: View | None) -> dict[str, str]:
    felt = own.answer.strain if own else None
    return {each: _("Lederens syn") for each in Strain if felt and felt.reaches(each)}


def _about(at_least: int, asked: int, closed_on: dt.date) -> str:
    told = {"number": at_least, "asked": asked, "day": day(closed_on)}
    if asked:
        return _("%(asked)d var spurgt, og mindst %(number)d har svaret. Målingen lukkede %(day)s.") % told
    return _("Mindst %(number)d har svaret. Målingen lukkede %(day)s.") % told  # whom one asked is forgotten sooner


def _because(signs: list[str], *, difficult: bool) -> str:
    parts = []
    if difficult:
        parts.append(_("Mindst halvdelen oplever samarbejdet vedvarende svært, kompliceret eller massivt."))
    if signs:
        parts.append(_("Mindst halvdelen ser: %(signs)s.") % {"signs": "; ".join(signs)})
    return " ".join(parts) or _("Intet kendetegn er set af mindst halvdelen.")


def _safety(result: Result, staircase: Staircase) -> tuple[Practice, ...]:
    """What comes first where more than a few see a sign of danger, be it fewer than half."""
    if any(staircase.signs[sign].safety and share is not Share.FEW for sign, share in result.signs.items()):
        return tuple(staircase.practices[each] for each in staircase.safety_practices)
    return ()


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
