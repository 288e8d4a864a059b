"""How does a person come in, prove who they are, and get their text back after an absence?"""

import base64
import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from trappen.accounts.mail import letter, password_link, send
from trappen.accounts.models import KeptText, User
from trappen.accounts.queries import SECOND_FACTOR, Holder, person_called
from trappen.accounts.rules import KEPT_AT_MOST, KEPT_BYTES, KEPT_FOR, KEPT_PATH, Purpose, mark, worth_keeping
from trappen.audit.actions import record
from trappen.vault.actions import new_key
from trappen.vault.models import DataKey
from trappen.vault.rules import seal


class UnusableEmail(ValueError):
    """The address cannot be used: it is no address, or someone has it already."""


class LinkUsed(Exception):
    """The password has been chosen since the link was opened."""


@transaction.atomic
def make_user(
    *,
    name: str,
    email: str,
    password: str | None = None,
    language: str = "da",
    by: uuid.UUID | None,
    now: dt.datetime,
    once: uuid.UUID | None = None,
    organisation: uuid.UUID | None = None,
) -> User:
    """A new person. Without a password nobody can sign in as them yet. Raises UnusableEmail.

    `once` becomes the person's id.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise UnusableEmail("this is no e-mail address") from error
    user = User(id=once or uuid.uuid4(), name=name.strip(), email=email, language=language, created_at=now)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    except IntegrityError as error:
        raise UnusableEmail("someone has this e-mail address already") from error
    record("made", by=by, now=now, kind="person", subject=user.id, organisation=organisation)
    return user


@transaction.atomic
def make_users(
    *, names: Mapping[str, str], by: uuid.UUID | None, now: dt.datetime, organisation: uuid.UUID | None
) -> list[User]:
    """Many new people at once, without passwords. `names` by address, which the caller has found free and sound."""
    people = [User(name=name, email=email, created_at=now) for email, name in names.items()]
    for person in people:
        person.set_unusable_password()
    User.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, primary=True, verified=True) for person in people
    )
    for person in people:
        record("made", by=by, now=now, kind="person", subject=person.id, organisation=organisation)
    return people


@transaction.atomic
def change_account(*, person: User, name: str, language: str, now: dt.datetime) -> None:
    """One's own name and language."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    record("account-changed", by=person.id, now=now, kind="person", subject=person.id)


# Passwords and second factors


@transaction.atomic
def change_password(*, person: User, password: str, now: dt.datetime) -> None:
    """A new password by someone who is signed in. All their other sessions end."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record("password-changed", by=person.id, now=now, kind="person", subject=person.id)


@transaction.atomic
def send_reset(*, email: str, now: dt.datetime) -> None:
    """Mail a link for choosing a new password, if the address is someone's. Nobody is told whether it is."""
    person = person_called(email)
    if person is None:
        return
    record("reset-asked", by=None, now=now, kind="person", subject=person.id)
    message = letter(person, "accounts/mail/reset.txt", {"link": password_link(person, Purpose.RESET)})
    transaction.on_commit(lambda: send(message))


@transaction.atomic
def choose_password(*, holder: Holder, password: str, now: dt.datetime) -> None:
    """A new password by someone who holds a link. All their sessions end, and the link is used. Raises LinkUsed."""
    person = User.objects.select_for_update().get(id=holder.person.id)
    if mark(person.password) != holder.mark:
        raise LinkUsed
    person.set_password(password)
    person.save(update_fields=["password"])
    record("password-chosen", by=person.id, now=now, kind="person", subject=person.id, note=holder.purpose)


@transaction.atomic
def note_second_factor(*, person: User, now: dt.datetime) -> None:
    record("second-factor-on", by=person.id, now=now, kind="person", subject=person.id)


@transaction.atomic
def renew_recovery_codes(*, person: User, now: dt.datetime) -> None:
    """New recovery codes; the old ones stop working."""
    _forget(Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES))
    RecoveryCodes.activate(person)
    record("recovery-codes-renewed", by=person.id, now=now, kind="person", subject=person.id)


@transaction.atomic
def remove_second_factor(
    *, person: User, by: uuid.UUID, now: dt.datetime, organisation: uuid.UUID | None = None
) -> None:
    """Sign-in by password alone from now on; the recovery codes go too."""
    if _forget(Authenticator.objects.filter(user=person)):
        record("second-factor-off", by=by, now=now, kind="person", subject=person.id, organisation=organisation)


def sealed_secret(text: str) -> str:
    """A secret of a second factor as it lies in the database, under a key of its own."""
    key = new_key()
    return f"{key.id}.{base64.b64encode(seal(key.secret, text, SECOND_FACTOR)).decode()}"


def _forget(factors: Iterable[Authenticator]) -> int:
    found = list(factors)
    keys = [
        value.partition(".")[0]
        for factor in found
        for name, value in factor.data.items()
        if name in ("secret", "seed")
    ]
    Authenticator.objects.filter(pk__in=[factor.pk for factor in found]).delete()
    DataKey.objects.filter(id__in=keys).delete()
    return len(found)


# What the history says of signing in


def note_sign_in(*, person: User, now: dt.datetime) -> None:
    record("signed-in", by=person.id, now=now, kind="person", subject=person.id)


def note_failure(*, person: User | None, code: str, now: dt.datetime) -> None:
    """Someone failed to sign in, perhaps as this person. `code` says at what: password or second-factor."""
    record("sign-in-failed", by=None, now=now, kind="person", subject=person.id if person else None, note=code)


def note_lock_out(*, person: User | None, code: str, now: dt.datetime) -> None:
    """Too many failures: the next attempts are refused unheard."""
    record("locked-out", by=None, now=now, kind="person", subject=person.id if person else None, note=code)


@transaction.atomic
def shut_out(*, person: User, by: uuid.UUID, now: dt.datetime, organisation: uuid.UUID | None) -> None:
    """The person can no longer sign in, and whoever is signed in as them is out at once."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.id):
            session.delete()
    drop_kept_texts(person=person)
    record("shut-out", by=by, now=now, kind="person", subject=person.id, organisation=organisation)


@transaction.atomic
def let_in_again(*, person: User, by: uuid.UUID, now: dt.datetime, organisation: uuid.UUID | None) -> None:
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("let-in-again", by=by, now=now, kind="person", subject=person.id, organisation=organisation)


# Texts whose writer's session ended


@transaction.atomic
def keep_text(
    *, person: uuid.UUID, path: str, form: str, posted: Iterable[tuple[str, list[str]]], now: dt.datetime
) -> bool:
    """Put away what someone had typed; of the same form only the newest. False where it is too much to keep."""
    text = json.dumps(worth_keeping(posted), ensure_ascii=False)
    if len(text.encode()) > KEPT_BYTES or len(path) > KEPT_PATH:
        return False
    if not User.objects.select_for_update().filter(id=person, is_active=True).first():
        return False
    waiting = KeptText.objects.filter(user=person)
    oldest = waiting.exclude(path=path, form=form).order_by("-until")[KEPT_AT_MOST - 1 :]
    _drop([*waiting.filter(path=path, form=form), *oldest])
    row = KeptText(user_id=person, key=new_key(), path=path, form=form, text=text, until=now + KEPT_FOR)
    row.save(force_insert=True)
    return True


@transaction.atomic
def drop_kept_text(*, person: User, path: str, form: str) -> None:
    """The form has been saved, so that its text need not wait any longer."""
    _drop(KeptText.objects.filter(user=person, path=path, form=form))


@transaction.atomic
def drop_kept_texts(*, person: User) -> None:
    _drop(KeptText.objects.filter(user=person))


@transaction.atomic
def drop_old_kept_texts(*, now: dt.datetime) -> int:
    """Remove what has waited for an hour, with its keys. Gives the number of texts."""
    return _drop(KeptText.objects.filter(until__lte=now))


def _drop(rows: Iterable[KeptText]) -> int:
    found = [(row.pk, row.key_id) for row in rows]
    KeptText.objects.filter(pk__in=[text for text, _ in found]).delete()
    DataKey.objects.filter(pk__in=[key for _, key in found]).delete()
    return len(found)
