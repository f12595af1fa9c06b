"""Who may do and see what, field by field: printed as docs/policy.md, and held by a test that asks everything.

Acts and who may do them are in model/policy.py; which of them decides a field or a mutation, in policy.toml. Run this
module to print the document.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from peernet.model.policy import KINDS, POLICY, Act, Standing


class Circle(Enum):
    """Who may, where it does not hang on a community."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    OWN = "own"


Audience = Act | Circle
CIRCLES: Mapping[Circle, str] = MappingProxyType(
    {
        Circle.ANYBODY: "whoever asks, with a token or without",
        Circle.SIGNED_IN: "whoever is signed in, of people and things that they may see at all",
        Circle.OWN: "whom it belongs to or was made for, and those who take part in it",
    }
)
_NAMES: Mapping[str, Audience] = {each.value: each for each in (*Circle, *Act)}


_TABLES: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIELDS: Mapping[tuple[str, str], frozenset[Audience]] = MappingProxyType(
    {
        (type_name, field): frozenset(_NAMES[name] for name in names.split(", "))
        for names, types in _TABLES["fields"].items()
        for type_name, fields in types.items()
        for field in fields.split()
    }
)
"""For each type and field who may see it: any of those named."""
MUTATIONS: Mapping[str, Audience] = MappingProxyType(
    {verb: _NAMES[name] for name, verbs in _TABLES["mutations"].items() for verb in verbs.split()}
)
"""For each mutation who may do it; `verb:argument` is one where that argument is given."""


def document() -> str:
    """The policy as docs/policy.md."""
    return "\n".join((*_opening(), *_acts(), *_circles(), *_mutations(), *_every_field())) + "\n"


def _opening() -> Iterator[str]:
    yield "# Policy"
    yield ""
    yield "Who may do and see what, printed by `python -m peernet.schema.policy` from the tables that the code decides"
    yield "by; `tests/schema/test_policy.py` asks every field and every mutation as everybody named here, and compares."
    yield ""


def _acts() -> Iterator[str]:
    yield "## In and around a community"
    yield ""
    yield "Each cell says in communities of which kinds somebody may; an empty one: in none. The network's organisers"
    yield "and administrators are known by their tokens; inside a community they may also what their role there allows."
    yield ""
    yield f"| act | what it is | {' | '.join(each.value for each in Standing)} |"
    yield f"|---|---|{'---|' * len(Standing)}"
    for act, rule in POLICY.items():
        yield f"| {act.value} | {rule.does} | {' | '.join(_cell(rule.who.get(each)) for each in Standing)} |"
    yield ""


def _cell(kinds: frozenset[str] | None) -> str:
    if not kinds:
        return ""
    return "yes" if kinds == frozenset(KINDS) else ", ".join(kind for kind in KINDS if kind in kinds)


def _circles() -> Iterator[str]:
    yield "Whatever is no community's:"
    yield ""
    yield "| who | whom that means |"
    yield "|---|---|"
    yield from (f"| {circle.value} | {meant} |" for circle, meant in CIRCLES.items())
    yield ""


def _mutations() -> Iterator[str]:
    yield "## Mutations"
    yield ""
    yield "| who, or which act | mutations |"
    yield "|---|---|"
    for audience in (*Circle, *Act):
        verbs = [f"`{verb}`" for verb, whose in MUTATIONS.items() if whose is audience]
        if verbs:
            yield f"| {audience.value} | {', '.join(verbs)} |"
    yield ""


def _every_field() -> Iterator[str]:
    yield "## Fields"
    yield ""
    yield "Beside what stands here, a person and all that hangs on them is shown only to whom they show themselves."
    yield ""
    yield "| who, or which act | type | fields |"
    yield "|---|---|---|"
    for names, types in _TABLES["fields"].items():
        for type_name, fields in types.items():
            yield f"| {names} | `{type_name}` | {', '.join(fields.split())} |"


if __name__ == "__main__":
    sys.stdout.write(document())
