"""Cypher files: found, read, checked against their headers, and bound to the rows they return.

A file opens with comment lines `// key: value` (a line without a key continues the one above):

    name      the file's stem                      summary   what is asked, one sentence
    params    `viewer_id: str, limit: int`, or -   returns   `many|one|none; person_id: str, level: int`
    access    read | write                         cost      what it costs as the network grows
    guards    optional: `person p`, `community c`: variables whose visibility the statement decides (`guards.py`)
    scans     optional: labels that it may scan    deadline  optional: seconds, when not the usual ones
    row       optional: what each of `$rows` holds, in order; the statement says `row[0]` for the first
    apart     optional: which of these tells rows apart that need not wait for each other (`bulk.apart_by`)

What a header says is checked when the application starts; QueryFileError names the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from peernet.errors import QueryFileError
from peernet.graph.given import Given
from peernet.graph.guards import missing_guard

Row = TypeVar("Row")
Many = Literal["many", "one", "none"]

_REQUIRED = ("name", "summary", "params", "returns", "access", "cost")
_OPTIONAL = ("guards", "scans", "deadline", "row", "apart")
_TYPES = frozenset(
    {
        "str",
        "int",
        "float",
        "bool",
        "dict[str, Any]",
        "list[str]",
        "list[float]",
        "list[int]",
        "list[dict[str, Any]]",
        "list[list[Any]]",
    }
)
_MAP = "given"
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH)\b")
_PARAMETER = re.compile(r"\$(\w+)")
_PLACE = re.compile(r"\brow\[(\d+)\]")
_NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_NOISE_OR_PARAMETER = re.compile(f"{_NOISE.pattern}|{_PARAMETER.pattern}", re.DOTALL)
_UNBOUNDED = re.compile(r"\[[^\]]*\*(?!\d*\.\.\d|\d+[^\.\d])[^\]]*\]|\*\d*\.\.(?!\d)|(->|\]-|\)\))[+*]|\{\d*,\s*\}")


@dataclass(frozen=True, slots=True)
class Statement:
    """One checked file; `params` and `columns` map names to types, in the file's order; `deadline` is in seconds."""

    name: str
    summary: str
    params: Mapping[str, str]
    returns: Many
    columns: Mapping[str, str]
    access: Literal["read", "write"]
    cost: str
    guards: tuple[tuple[str, str], ...]
    scans: tuple[str, ...]
    deadline: float
    row: tuple[str, ...]
    apart: str | None
    text: str
    file: str

    def bind(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """`params` as they are, when they are exactly the declared ones; QueryFileError otherwise."""
        if params.keys() != self.params.keys():
            wrong = sorted(params.keys() ^ self.params.keys())
            raise QueryFileError(self.file, f"is called with other parameters than it declares: {', '.join(wrong)}")
        return params

    def sent(self, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The text and the parameters as an engine gets them: lists in one map, `$given`.

        Neo4j plans a statement anew for each order of magnitude of each list's length, and one of six lists would be
        planned for seconds again and again; into a map it does not look. ArcadeDB does not look there either, for a
        text that an index could be asked for: so only lists are in it.
        """
        together = [name for name, kind in self.params.items() if kind.startswith("list")]
        if not together:
            return self.text, dict(params)
        apart = {name: value for name, value in params.items() if name not in together}
        return _from_map(self.text, frozenset(together)), apart | {
            _MAP: Given({name: params[name] for name in together})
        }


@dataclass(frozen=True, slots=True)
class Query(Generic[Row]):
    """A statement and the dataclass that each of its rows becomes."""

    statement: Statement
    row: type[Row]


def query(name: str, row: type[Row]) -> Query[Row]:
    """The statement `name` with its row; QueryFileError when the row's fields are not the columns it returns."""
    statement = statements()[name]
    declared = {field.name: str(field.type) for field in fields(row)} if is_dataclass(row) else {}
    if declared != dict(statement.columns):
        raise QueryFileError(
            statement.file, f"returns {dict(statement.columns)}, but {row.__name__} takes {declared} (order counts)"
        )
    return Query(statement, row)


@cache
def statements() -> Mapping[str, Statement]:
    """Every statement the product runs, by name; read and checked once."""
    found: dict[str, Statement] = {}
    for path in sorted(cypher_folder().rglob("*.cypher")):
        if path.parent.name == "migrations":
            continue
        statement = read_statement(path)
        if statement.name in found:
            raise QueryFileError(str(path), f"the name is taken by {found[statement.name].file}")
        found[statement.name] = statement
    return found


def cypher_folder() -> Path:
    """Beside `src/` in a checkout (an editable install may leave a stale copy), inside the package in a wheel."""
    package = Path(str(files("peernet")))
    beside = package.parent.parent / "cypher"
    return beside if beside.is_dir() else package / "_cypher"


def read_statement(path: Path) -> Statement:
    """The statement in the file at `path`; QueryFileError when its header is not true."""
    source = path.read_text(encoding="utf-8")
    header, lines, text = _header(path.name, source)
    returns, columns = _returns(path.name, header["returns"], lines["returns"])
    statement = Statement(
        name=header["name"],
        summary=header["summary"],
        params=_typed(path.name, header["params"], lines["params"]),
        returns=returns,
        columns=columns,
        access="write" if header["access"] == "write" else "read",
        cost=header["cost"],
        guards=tuple(_pair(path.name, part, lines["guards"]) for part in _split(header.get("guards", ""))),
        scans=tuple(_split(header.get("scans", ""))),
        deadline=_deadline(path.name, header, lines),
        row=tuple(_split(header.get("row", ""))),
        apart=header.get("apart"),
        text=text,
        file=path.name,
    )
    _check(statement, path, header, lines)
    return statement


@cache
def _from_map(text: str, names: frozenset[str]) -> str:
    return _NOISE_OR_PARAMETER.sub(lambda found: f"${_MAP}.{found[1]}" if found[1] in names else found[0], text)


def bare(text: str) -> str:
    """The statement without comments and the contents of its strings."""
    return _NOISE.sub(lambda found: " " if found[0].startswith("/") else "''", text)


def _header(file: str, source: str) -> tuple[dict[str, str], dict[str, int], str]:
    """The header's values and lines by key, and the statement; `statement` is the line at which that begins."""
    header: dict[str, str] = {}
    at: dict[str, int] = {}
    key, lines = "", source.split("\n")
    for number, line in enumerate(lines, 1):
        if not line.startswith("//"):
            break
        keyed = re.match(r"// (\w+):\s+(.*)$", line)
        if keyed and (keyed[1] in _REQUIRED or keyed[1] in _OPTIONAL or not line.startswith("//    ")):
            key = keyed[1]
            if key not in _REQUIRED + _OPTIONAL:
                raise QueryFileError(file, f"unknown header key `{key}`", number)
            if key in header:
                raise QueryFileError(file, f"`{key}` stands twice", number)
            header[key], at[key] = keyed[2].strip(), number
        elif key:
            header[key] += " " + line[2:].strip()
        else:
            raise QueryFileError(file, "the first line must be `// name: ...`", number)
    for key in _REQUIRED:
        if not header.get(key):
            raise QueryFileError(file, f"the header lacks `{key}`", at.get(key, 1))
    first = next((place for place, line in enumerate(lines[number - 1 :], number) if line.strip()), number)
    return header, at | {"statement": first}, "\n".join(lines[number - 1 :]).strip()


def _check(statement: Statement, path: Path, header: Mapping[str, str], lines: Mapping[str, int]) -> None:
    code = bare(statement.text)
    if statement.name != path.stem:
        raise QueryFileError(path.name, f"is named `{statement.name}`, which is not the file's stem", lines["name"])
    if header["access"] not in ("read", "write"):
        raise QueryFileError(path.name, "`access` is `read` or `write`", lines["access"])
    if (statement.access == "write") != bool(_WRITES.search(code)):
        raise QueryFileError(path.name, f"`access: {statement.access}` disagrees with the statement", lines["access"])
    if _MAP in statement.params:
        raise QueryFileError(path.name, f"`{_MAP}` is the map that lists are sent in", lines["params"])
    if differ := set(_PARAMETER.findall(code)) ^ set(statement.params):
        raise QueryFileError(path.name, f"parameters declared and used differ: {sorted(differ)}", lines["params"])
    if {int(place) for place in _PLACE.findall(code)} != set(range(len(statement.row))):
        raise QueryFileError(path.name, "`row` names other places than the statement uses", lines.get("row", 1))
    if statement.apart not in (None, *statement.row):
        raise QueryFileError(path.name, f"`apart` is one of what `row` holds, not `{statement.apart}`", lines["apart"])
    returned, declared = returned_columns(code), list(statement.columns)
    if returned != declared:
        raise QueryFileError(path.name, f"columns declared {declared}, returned {returned}", lines["returns"])
    if problem := _unfit(code) or missing_guard(statement.text, statement.guards):
        raise QueryFileError(path.name, problem, lines["statement"])


def _unfit(code: str) -> str | None:
    """What the statement does that none may do, as a sentence; None when nothing."""
    if found := _UNBOUNDED.search(code):
        return f"a path without an upper bound: {found[0]}"
    if re.search(r"\bLIMIT\b", code) and "ORDER BY" not in code:
        return "LIMIT without ORDER BY: the order must be total"
    return None


def returned_columns(code: str) -> list[str]:
    """The names in the last RETURN that stands outside all brackets; `code` has neither comments nor strings."""
    starts = [found.end() for found in re.finditer(r"\bRETURN\b", code) if _depth(code, found.start()) == 0]
    if not starts:
        return []
    clause = re.split(r"\b(?:ORDER BY|SKIP|LIMIT)\b", code[starts[-1] :])[0].strip()
    clause = re.sub(r"^DISTINCT\b", "", clause)
    return [re.split(r"\bAS\b", part)[-1].strip() for part in _split(clause)]


def _depth(code: str, end: int) -> int:
    before = code[:end]
    return sum(before.count(mark) for mark in "([{") - sum(before.count(mark) for mark in ")]}")


def _split(text: str) -> list[str]:
    """`text` at its commas, those inside brackets left alone."""
    parts, depth, start = [], 0, 0
    for place, mark in enumerate(text):
        depth += (mark in "([{") - (mark in ")]}")
        if mark == "," and depth == 0:
            parts.append(text[start:place].strip())
            start = place + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _deadline(file: str, header: Mapping[str, str], lines: Mapping[str, int]) -> float:
    said = header.get("deadline", "15" if header["access"] == "write" else "5")
    if not re.fullmatch(r"\d+(\.\d+)?", said):
        raise QueryFileError(file, f"`deadline` is a number of seconds, not `{said}`", lines["deadline"])
    return float(said)


def _pair(file: str, text: str, line: int) -> tuple[str, str]:
    words = text.split()
    if len(words) != 2:
        raise QueryFileError(file, f"`{text}` should be a noun and a variable, as in `person p`", line)
    return words[0], words[1]


def _returns(file: str, text: str, line: int) -> tuple[Many, Mapping[str, str]]:
    many, _, columns = text.partition(";")
    match many.strip():
        case "none":
            return "none", {}
        case "one":
            return "one", _typed(file, columns, line)
        case "many":
            return "many", _typed(file, columns, line)
    raise QueryFileError(file, "`returns` starts with `many;`, `one;` or `none`", line)


def _typed(file: str, text: str, line: int) -> Mapping[str, str]:
    typed: dict[str, str] = {}
    for part in _split("" if text.strip() == "-" else text):
        name, _, kind = (piece.strip() for piece in part.partition(":"))
        if kind.removesuffix(" | None") not in _TYPES:
            known = ", ".join(sorted(_TYPES))
            raise QueryFileError(file, f"`{name}` has the type `{kind}`; one of {known} is needed", line)
        if not name.isidentifier() or name != name.lower():
            raise QueryFileError(file, f"`{name}` is not a snake_case name", line)
        typed[name] = kind
    return typed
