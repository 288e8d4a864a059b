"""How is a YAML file of ours read, so that a mistake is told with file, line and what to do?"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong in a content file. `line` counts from 1."""

    file: Path
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}"


class ContentError(Exception):
    """The content cannot be used; `mistakes` says why, one by one."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class Strict(BaseModel):
    """A shape in which an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Shape = TypeVar("Shape", bound=Strict)


def read(file: Path) -> str:
    """The text of a file. Raises ContentError."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Mistake(file, 1, "The file is missing.", "Put it back.")]) from None
    except OSError as error:
        raise ContentError([Mistake(file, 1, f"The file cannot be read ({error.strerror}).", "Mend that.")]) from None
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise ContentError([Mistake(file, line, "The file is not UTF-8.", "Save it as UTF-8.")]) from None


def parse(file: Path, text: str, shape: type[Shape], first_line: int = 1) -> Shape:
    """The values of a file in their shape; `first_line` is that of `text` in the file. Raises ContentError."""
    try:
        data = _values(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Mistake(file, line, f"This is not YAML: {error.problem}.", "Mend the line.")]) from None
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise ContentError([Mistake(file, line, f"This is not YAML: {error.reason}.", "Mend the line.")]) from None
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        raise ContentError(
            [
                Mistake(
                    file,
                    first_line - 1 + line_of(text, [part for part in each["loc"] if part != "[key]"]),
                    f"{'.'.join(str(part) for part in each['loc']) or 'the file'}: {each['msg']}.",
                    "Compare with a neighbouring entry.",
                )
                for each in error.errors()
            ]
        ) from None


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line, from 1, of the deepest part of `place` that the file has."""
    node = yaml.compose(text)
    line = node.start_mark.line if node else 0
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
        else:
            break
    return line + 1


def _values(text: str) -> Any:
    """What the YAML says. The parser in C is five times faster; the one in Python tells mistakes in words."""
    try:
        return yaml.load(text, Loader=_Fast)  # noqa: S506  # a SafeLoader that only refuses more
    except yaml.YAMLError:
        return yaml.load(text, Loader=_Telling)  # noqa: S506  # the same


class _NoTwins:
    """YAML in which a key that stands twice is a mistake, not a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]  # the loader's
        return found

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)  # type: ignore[misc]  # the loader's
        except ValueError as error:  # 31 April
            raise yaml.MarkedYAMLError(problem=str(error), problem_mark=node.start_mark) from None


class _Telling(_NoTwins, yaml.SafeLoader):
    pass


class _Fast(_NoTwins, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # may be left out
    pass
