"""Read YAML strictly, and remember the line of every value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.kb.model.limits import DEPTH_LIMIT

Path = tuple[str | int, ...]
"""Where a value stands: names of fields and positions in lists, from the outside in."""


class FrontMatterError(ValueError):
    """The YAML cannot be read; `line` counts from 1 within the front matter."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of a front matter and the line on which each begins, counted from 1."""

    values: Mapping[str, Any]
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Find the line of a value, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C if the library was built with it: ten times as fast."""


def read_front_matter(text: str) -> FrontMatter:
    """Read a mapping from YAML, or raise `FrontMatterError` for the first fault."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise FrontMatterError(1, "must hold fields such as 'title: …'")
        builder = _Builder(loader, tagged="!" in text)
        values = builder.mapping(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(mark.line + 1 if mark else 1, _sentence(error)) from error
    except FrontMatterError:
        raise
    except RecursionError as error:
        raise FrontMatterError(1, _TOO_DEEP) from error
    except (yaml.YAMLError, ValueError) as error:
        raise FrontMatterError(1, f"cannot be read as YAML: {error}") from error
    return FrontMatter(values, builder.lines)


def _sentence(error: yaml.MarkedYAMLError) -> str:
    text = " ".join(filter(None, (error.context, error.problem)))
    return f"cannot be read as YAML: {text} (a value with ': ' or '#' in it needs quotes)"


_TOO_DEEP = "holds lists or fields that are nested too deep"

_SCALAR_LIMIT = 64
"""Characters of a number or a date."""

_WORDS = "tag:yaml.org,2002:str"

_COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class _Builder:
    """Build values from nodes: lists as tuples, since what is read is never changed."""

    def __init__(self, loader: yaml.SafeLoader, *, tagged: bool) -> None:
        """`tagged` tells whether some value may have a tag."""
        self.lines: dict[Path, int] = {}
        self._loader = loader
        self._tagged = tagged
        self._seen: set[int] = set()

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        """Build a mapping, refusing a field that stands twice."""
        result: dict[str, Any] = {}
        for name_node, item in node.value:
            name, line = name_node.value, name_node.start_mark.line + 1
            if not isinstance(name_node, yaml.ScalarNode):
                raise FrontMatterError(line, "the name of a field must be a word")
            if name in result:
                raise FrontMatterError(line, f"the field '{name}' stands here twice")
            result[name] = self._value(item, (*path, name))
            self.lines[(*path, name)] = line
        return result

    def _value(self, node: yaml.Node, path: Path) -> Any:
        line = self.lines[path] = node.start_mark.line + 1
        if len(path) > DEPTH_LIMIT:
            raise FrontMatterError(line, _TOO_DEEP)
        if id(node) in self._seen:
            # An alias shares its node. A few lines of aliases can unfold without end.
            raise FrontMatterError(line, "YAML aliases (*name) are not used here")
        self._seen.add(id(node))
        if not isinstance(node, yaml.ScalarNode) and node.tag not in _COLLECTIONS:
            raise FrontMatterError(line, "YAML tags (!name) are not used here")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._value(item, (*path, i)) for i, item in enumerate(node.value))
        assert isinstance(node, yaml.ScalarNode), "there is no fourth kind"
        return self._scalar(node, line)

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        if node.style and node.tag == _WORDS:
            return node.value
        if self._tagged and node.tag != self._implied_tag(node):
            raise FrontMatterError(line, "cannot be read as YAML: tags (!name) are not used here")
        if node.tag == _WORDS:
            return node.value
        if len(node.value) > _SCALAR_LIMIT:
            raise FrontMatterError(line, "is too long for a number or a date")
        try:
            return self._loader.construct_object(node, deep=True)
        except (ValueError, OverflowError) as error:  # such as 30 February
            raise FrontMatterError(line, f"'{node.value}' cannot be read: {error}") from error

    def _implied_tag(self, node: yaml.ScalarNode) -> str:
        """Return the tag of a value that names none."""
        plain = not node.style
        implied: str = self._loader.resolve(  # type: ignore[no-untyped-call]
            yaml.ScalarNode, node.value, (plain, not plain)
        )
        return implied


def write_front_matter(values: Mapping[str, Any]) -> str:
    """Write fields in the order given, so that `read_front_matter` returns the same values."""
    return yaml.dump(
        _plain(values),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )


_Writer: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The emitter in C where the library was built with it: three times as fast, the same text."""


class _Dumper(_Writer):  # type: ignore[valid-type, misc]
    """Writes a value in full wherever it stands: an alias would not be read back."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
