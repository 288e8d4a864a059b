"""What do sealed rows look like? A data key for each owner, and a text field that only the key opens."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.db import models

from trappen.vault import ring
from trappen.vault.rules import new_data_key, seal, unseal, unwrap, wrap


class DataKey(models.Model):
    """The key of one collaboration, or of one kept draft; deleting it makes what it sealed unreadable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    master = models.CharField(max_length=16, db_index=True)
    wrapped = models.BinaryField()

    @classmethod
    def made(cls) -> "DataKey":
        """A new key, wrapped by the current master key, not yet saved."""
        master = ring.current(settings.MASTER_KEY_FILE).current
        key = cls(master=master.name)
        key.wrapped = wrap(master, new_data_key(), str(key.id))
        return key

    @cached_property
    def secret(self) -> bytes:
        """The opened key. Raises WrongKey where the master key file does not hold its master."""
        master = ring.current(settings.MASTER_KEY_FILE).named(self.master)
        return unwrap(master, bytes(self.wrapped), str(self.id))


class Keyed(Protocol):
    """A row that can name the data key of its texts."""

    pk: Any

    @property
    def data_key(self) -> DataKey: ...


if TYPE_CHECKING:
    _Bytes = models.BinaryField[str, str]
else:
    _Bytes = models.BinaryField


class SealedText(_Bytes):
    """A text that lies sealed in the database and is opened when it is first read.

    The row must have a `data_key` and a primary key that is known before it is saved.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", b"")
        super().__init__(**options)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Opened(self))

    def place(self, row: Keyed) -> str:
        return f"{self.model._meta.label_lower}.{self.name}:{row.pk}"

    def pre_save(self, model_instance: Any, add: bool) -> bytes:  # noqa: ARG002  # Django's signature
        value = model_instance.__dict__.get(self.name, "")
        if not isinstance(value, str):
            return bytes(value)
        return seal(model_instance.data_key.secret, value, self.place(model_instance)) if value else b""


class _Opened:
    """Opens a sealed text on first reading and remembers it on the row."""

    def __init__(self, field: SealedText) -> None:
        self.field = field

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        if row is None:
            return self
        if self.field.name not in row.__dict__:  # left out of the query
            row.refresh_from_db(fields=[self.field.name])
        value = row.__dict__[self.field.name]
        if not isinstance(value, str):
            sealed = bytes(value)
            value = unseal(row.data_key.secret, sealed, self.field.place(row)) if sealed else ""
            row.__dict__[self.field.name] = value
        return value

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.field.name] = value
