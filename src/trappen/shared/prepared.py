"""How is a statement that many pages need written as SQL only once?

Django writes the SQL of a query set, or of a new row, anew each time, and that takes several times as long as the
database needs to answer. Here it is written once for each connection; after that only the values are filled in.
"""

import datetime as dt
import typing
import uuid
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery, Query
from django.db.models.sql.compiler import SQLCompiler

_Asked = ParamSpec("_Asked")
_Table = TypeVar("_Table", bound=Model)
_Row = TypeVar("_Row")


def prepared(build: Callable[_Asked, "QuerySet[_Table, _Row]"]) -> Callable[_Asked, list[_Row]]:
    """Make a function that builds a query set from plain values into one that gives its rows.

    Each parameter is annotated as a UUID, date, moment or str, is given by its place, and stands in the query as a
    value: nothing else of the query may hang on it. None finds nothing. The function is run once for a connection, and
    what it prefetches is not fetched.

    Raises TypeError, when first asked, for another kind of parameter and for one that the query does not use.
    """
    written: WeakKeyDictionary[BaseDatabaseWrapper, _Question] = WeakKeyDictionary()

    @wraps(build)
    def ask(*values: _Asked.args, **_none: _Asked.kwargs) -> list[_Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        question = written.get(connection)
        if question is None:
            question = written[connection] = _Question(build, connection)
        return question.ask(values)

    return ask


def insert(row: Model) -> None:
    """Add a new row whose primary key is known, as `save(force_insert=True)` does."""
    connection = connections[DEFAULT_DB_ALIAS]
    fields = row._meta.concrete_fields
    known = _INSERTS.setdefault(connection, {})
    if type(row) not in known:
        query = InsertQuery(type(row))
        query.insert_values(fields, [row])
        ((known[type(row)], _),) = query.get_compiler(connection=connection).as_sql()
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(known[type(row)], values)
    state = row._state  # noqa: SLF001  # it is told as Django tells it
    state.adding, state.db = False, DEFAULT_DB_ALIAS


_INSERTS: WeakKeyDictionary[BaseDatabaseWrapper, dict[type[Model], str]] = WeakKeyDictionary()


class _Written(Query):
    """A query whose SQL stands."""

    writer: SQLCompiler

    def get_compiler(self, *_where: Any, **_how: Any) -> SQLCompiler:
        return self.writer


class _Question:
    """One question in the words of one connection's database."""

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        kinds = typing.get_type_hints(build)
        kinds.pop("return", None)
        markers = [_marker(kind, number) for number, kind in enumerate(kinds.values())]
        self._rows = build(*markers)
        self._shape = self._rows._iterable_class  # noqa: SLF001  # what a query set reads its rows with, without a copy
        writer = self._rows.query.get_compiler(connection=connection)
        self._sql, params = writer.as_sql()
        self._params = list(params)
        self._places = [
            (at, number)
            for number, mark in enumerate(map(self._adapted, markers))
            for at in _places(mark, self._params)
        ]
        if {number for _, number in self._places} != set(range(len(markers))):
            raise TypeError(f"{build.__qualname__} leaves a parameter out of its query")
        converters = writer.get_converters([column for column, *_ in writer.select])
        writer.as_sql = self._filled_in  # it has been written
        writer.get_converters = lambda _columns: converters  # and its columns are always the same
        query = self._rows.query
        query.__class__ = _Written  # as Django's own `chain` does; the rows keep their shape
        query.writer = writer  # type: ignore[attr-defined]  # it is a _Written now

    def ask(self, values: Sequence[Any]) -> list[Any]:
        for at, number in self._places:
            self._params[at] = self._adapted(values[number])
        rows: list[Any] = list(self._shape(self._rows))  # type: ignore[call-overload]  # it gives rows, one by one
        return rows

    def _filled_in(self, *_how: Any, **_more: Any) -> tuple[str, tuple[Any, ...]]:
        return self._sql, tuple(self._params)

    def _adapted(self, value: Any) -> Any:
        """The value as the database's driver takes it: what a field would do."""
        if isinstance(value, uuid.UUID):
            return value if self._connection.features.has_native_uuid_field else value.hex
        if isinstance(value, dt.datetime):
            return self._connection.ops.adapt_datetimefield_value(value)
        if isinstance(value, dt.date):
            return self._connection.ops.adapt_datefield_value(value)
        return value


def _marker(kind: Any, number: int) -> Any:
    """A value of the kind that no query holds by itself, to be found again among the parameters."""
    for one in (kind, *typing.get_args(kind)):
        if one is uuid.UUID:
            return uuid.uuid4()
        if one is dt.datetime:
            return dt.datetime(1583, 1, 1 + number, 3, 7, tzinfo=dt.UTC)
        if one is dt.date:
            return dt.date(1584, 1, 1 + number)
        if one is str:
            return uuid.uuid4().hex
    raise TypeError(f"a prepared question takes no {kind}")


def _places(mark: Any, params: Sequence[Any]) -> list[int]:
    return [at for at, param in enumerate(params) if type(param) is type(mark) and param == mark]
