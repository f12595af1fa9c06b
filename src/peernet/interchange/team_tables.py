"""A table of a TOML file, read key by key: what is missing, unknown or of a wrong kind is BadInput that says where."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path

from peernet.errors import BadInput

MOST_BYTES = 1_000_000


class Table:
    """One table: `where` names it in errors, as `rules.toml: role[2]`."""

    def __init__(self, values: dict[str, object], where: str, keys: frozenset[str]) -> None:
        unknown = sorted(values.keys() - keys)
        if unknown:
            near = get_close_matches(unknown[0], sorted(keys), 1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            raise BadInput(f"there is no key {unknown[0]!r}; {meant}known are {', '.join(sorted(keys))}", where)
        self.values = values
        self.where = where

    def at(self, key: str) -> str:
        """Where a key is, for an error."""
        return f"{self.where}: {key}"

    def text(self, key: str) -> str:
        """A text that must be there and say something."""
        found = self.values.get(key)
        if not isinstance(found, str) or not found.strip():
            raise BadInput("must be a text", self.at(key))
        return found.strip()

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number from `low` to `high`, or the default."""
        found = self.values.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not low <= found <= high:
            raise BadInput(f"must be a number from {low:g} to {high:g}", self.at(key))
        return found

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, None when the key is not there."""
        found = self.values.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
            raise BadInput(f"must be a whole number from {low} to {high}", self.at(key))
        return found

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        found = self.values.get(key, default)
        if not isinstance(found, bool):
            raise BadInput("must be true or false", self.at(key))
        return found

    def texts(self, key: str) -> list[str]:
        """A list of texts, empty when the key is not there."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise BadInput("must be a list of texts", self.at(key))
        return found

    def names(self, key: str) -> list[str]:
        """A list of at least two different texts."""
        found = self.values.get(key)
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found) or len(set(found)) < 2:
            raise BadInput("must be a list of at least two different ids", self.at(key))
        return found

    def table(self, key: str, *keys: str) -> Table | None:
        """The table under a key, None when it is not there."""
        found = self.values.get(key)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise BadInput(f"must be a table: [{key}]", self.at(key))
        return Table(found, self.at(key), frozenset(keys))

    def tables(self, key: str, *keys: str) -> list[Table]:
        """The tables of an array, none when it is not there; counted from 1 in errors."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise BadInput(f"must be an array of tables: [[{key}]]", self.at(key))
        return [Table(each, f"{self.at(key)}[{place}]", frozenset(keys)) for place, each in enumerate(found, 1)]


def read_table(file: Path, *keys: str) -> Table:
    """The file's own table; BadInput when it cannot be read, is over 1 MB, is not UTF-8 or not TOML."""
    try:
        with file.open("rb") as source:
            text = source.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            raise BadInput(f"is larger than {MOST_BYTES:,} bytes", file.name)
        return Table(tomllib.loads(text.decode("utf-8-sig")), file.name, frozenset(keys))
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", file.name) from error
    except UnicodeDecodeError as error:
        raise BadInput(f"is not UTF-8 (byte {error.start})", file.name) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"is not TOML: {error}", file.name) from error
