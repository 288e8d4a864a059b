"""Who can sign in, and what has been kept for them while they were away?"""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from trappen.accounts.rules import KEPT_PATH
from trappen.vault.models import DataKey, SealedText


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who works at the organisation. `email` is kept in small letters.

    `invited_at` is when the newest invitation left; someone who has no password yet cannot sign in.
    """

    class Language(models.TextChoices):
        DANISH = "da", "Dansk"
        ENGLISH = "en", "English"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=Language, default=Language.DANISH)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def all_but_name(cls, relation: str) -> list[str]:
        """What a list that names its people need not fetch of them, to be deferred in a query."""
        fields = {field.name for field in cls._meta.concrete_fields} - {"id", "name"}
        return [f"{relation}__{name}" for name in sorted(fields)]


class KeptText(models.Model):
    """What someone had typed into a form when their session ended. Sealed, and gone after an hour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="kept_texts")
    key = models.ForeignKey(DataKey, models.PROTECT)
    path = models.CharField(max_length=KEPT_PATH)
    form = models.CharField(max_length=40)
    text = SealedText()
    until = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "path", "form"], name="accounts_keptext_one_a_form"),)

    @property
    def data_key(self) -> DataKey:
        return self.key
