"""How is the invented municipality built? Through the same actions as everything else, a year back in time."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from trappen.accounts.actions import make_user
from trappen.accounts.models import User
from trappen.collaborations import actions
from trappen.collaborations.actions import Facts, Seen
from trappen.collaborations.models import Collaboration
from trappen.demo import team
from trappen.demo.cases import CASES, Case, Do, Look, Meet, Speak
from trappen.demo.people import ORGANISATION, PASSWORD, PEOPLE, UNITS
from trappen.organisations.actions import add_unit, found_organisation, give_role
from trappen.organisations.models import Organisation, Unit
from trappen.organisations.queries import viewer_of
from trappen.organisations.rules import Viewer
from trappen.plans.actions import Draft
from trappen.plans.models import Action
from trappen.plans.rules import Change, Status
from trappen.staircase.queries import newest
from trappen.staircase.rules import Observation

_NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
_SEED = uuid.UUID("7e8a5b1e-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Account:
    """A sign-in of the demo."""

    role: str
    email: str
    password: str


class NotEmpty(Exception):
    """The database holds an organisation that is not the demo's."""


def accounts() -> list[Account]:
    return [Account(someone.role.value, someone.email, PASSWORD) for someone in PEOPLE]


def make_demo(*, now: dt.datetime) -> list[Account]:
    """Build the demo organisation, or leave it as it is where it stands already. Raises NotEmpty."""
    if not Organisation.objects.filter(name=ORGANISATION).exists():
        if Organisation.objects.exists():
            raise NotEmpty
        with override_settings(EMAIL_BACKEND=_NO_MAIL):  # nobody of the demo has a letter box
            _build(now)
    return accounts()


@transaction.atomic
def _build(now: dt.datetime) -> None:
    founded = now - dt.timedelta(days=400)
    units = {ORGANISATION: found_organisation(name=ORGANISATION, by=None, now=founded)}
    for name, parent in UNITS:
        units[name] = add_unit(parent=units[parent], name=name, by=None, now=founded)
    people = _people(units, founded)
    for number, case in enumerate(CASES):
        _Telling(case, number, units[case.unit], people, now).tell()
    team.tell(team.Team(units["Jobcenter Havnen"], people, now))


def _people(units: dict[str, Unit], now: dt.datetime) -> dict[str, Viewer]:
    secret = make_password(PASSWORD)  # once for all: hashing is slow on purpose
    viewers = {}
    for someone in PEOPLE:
        user = make_user(name=someone.name, email=someone.email, language=someone.language, by=None, now=now)
        User.objects.filter(id=user.id).update(password=secret)
        give_role(user=user, unit=units[someone.unit], role=someone.role, by=None, now=now)
        viewers[someone.key] = viewer_of(user)
    return viewers


class _Telling:
    """Tells one case, event by event in the order of time."""

    def __init__(self, case: Case, number: int, unit: Unit, people: dict[str, Viewer], now: dt.datetime) -> None:
        self.case, self.number, self.unit, self.people, self.now = case, number, unit, people, now
        self.counter = 0

    def tell(self) -> None:
        case = self.case
        self.row = self._open()
        events: list[tuple[int, int, Look | Do | Meet | Speak]] = [
            *((each.ago, 0, each) for each in case.looks),
            *((each.ago, 1, each) for each in case.does),
            *((each.ago, 2, each) for each in case.meets),
            *((each.ago, 3, each) for each in case.speaks),
        ]
        for _, _, event in sorted(events, key=lambda each: (-each[0], each[1])):
            match event:
                case Look():
                    self._assess(event)
                case Do():
                    self._act(event)
                case Meet():
                    self._meet(event)
                case Speak():
                    self._speak(event)
        if case.closed is not None:
            self._refresh()
            actions.close(
                collaboration=self.row,
                words=case.closing,
                version=self.row.version,
                by=self.people[case.by],
                now=self._at(case.closed),
            )

    def _open(self) -> Collaboration:
        case = self.case
        return actions.open_collaboration(
            unit=self.unit.id,
            facts=Facts(case.alias, case.reference, case.kind, case.informed, case.informed_note, case.case_system),
            deputy=self.people[case.deputy].id if case.deputy else None,
            people=[self.people[each].id for each in case.people],
            once=self._once(),
            by=self.people[case.by],
            now=self._at(case.ago),
            months=self.unit.organisation.retention_months,
        )

    def _assess(self, look: Look) -> None:
        self._refresh()
        actions.assess(
            collaboration=self.row,
            staircase=newest(),
            seen=Seen(
                seen_on=timezone.localdate(self._at(look.ago)),
                observations=tuple(Observation(sign, often) for sign, often in look.signs),
                persistently_difficult=look.persistently,
                asked=look.asked,
                own=look.own,
                reason=look.reason,
                notes=look.notes,
                strain=look.strain,
                together=look.together,
            ),
            once=self._once(),
            by=self.people[look.by],
            now=self._at(look.ago),
        )

    def _act(self, do: Do) -> None:
        self._refresh()
        draft = Draft(
            title=do.title,
            owner=self.people[do.owner].id,
            due_on=timezone.localdate(self._at(do.due)),
            done_when=do.done_when,
            practice=do.practice,
            edition=newest().version if do.practice else "",
        )
        by = self.people[do.by]
        [action] = actions.plan_actions(
            collaboration=self.row,
            drafts=[draft],
            once=self._once(),
            version=self.row.plan.version,
            by=by,
            now=self._at(do.ago),
        )
        for ago, who, text in do.said:
            actions.comment_on_action(
                collaboration=self.row,
                action=action,
                text=text,
                once=self._once(),
                by=self.people[who],
                now=self._at(ago),
            )
        if do.status is not Status.PLANNED:
            self._move(action, do)

    def _move(self, action: Action, do: Do) -> None:
        self._refresh()
        ago = do.ended if do.status in (Status.DONE, Status.DROPPED) else max(do.ago - 3, 0)
        actions.move_action(
            collaboration=self.row,
            action=action,
            change=Change(do.status, do.effect, do.because),
            version=action.version,
            by=self.people[do.owner],
            now=self._at(ago),
        )

    def _meet(self, meet: Meet) -> None:
        self._refresh()
        next_on = timezone.localdate(self._at(-meet.next_in)) if meet.next_in is not None else None
        actions.hold_follow_up(
            collaboration=self.row,
            agreed=meet.agreed,
            held_on=timezone.localdate(self._at(meet.ago)),
            next_on=next_on,
            once=self._once(),
            by=self.people[meet.by],
            now=self._at(meet.ago),
        )

    def _speak(self, speak: Speak) -> None:
        self._refresh()
        by = self.people[speak.by]
        talk = actions.plan_talk(
            collaboration=self.row,
            planned_for=timezone.localdate(self._at(speak.on)),
            plan=speak.plan,
            once=self._once(),
            by=by,
            now=self._at(speak.ago),
        )
        if speak.held is not None:
            now = self._at(speak.held)
            actions.mark_talk(talk=talk, held=True, went=speak.went, version=talk.version, by=by, now=now)

    def _refresh(self) -> None:
        self.row = Collaboration.objects.select_related("key", "plan", "unit__organisation").get(id=self.row.id)
        self.row.plan.key = self.row.key

    def _at(self, ago: int) -> dt.datetime:
        """A working hour that many days back; today and later count from now itself."""
        moment = self.now - dt.timedelta(days=ago)
        return moment if ago <= 0 else moment.replace(hour=9, minute=(self.number * 7 + self.counter) % 60)

    def _once(self) -> uuid.UUID:
        self.counter += 1
        return uuid.uuid5(_SEED, f"{self.case.alias}-{self.counter}")
