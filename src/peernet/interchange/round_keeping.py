"""What a round was made from, kept as a plan with its files: years later they give the same round and digest again."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from peernet.errors import BadInput
from peernet.model.round import RoundRules

Key = tuple[str, str]


def keep_round(
    folder: Path,
    rules: RoundRules,
    mentees: Mapping[str, int],
    mentors: Mapping[str, int],
    pairs: Mapping[Key, tuple[float, float, float]],
    named: Mapping[str, Sequence[Key]],
) -> None:
    """Writes plan.toml, mentees.csv, mentors.csv and pairs.csv into a folder that must not hold a plan yet.

    mentees: mentors wanted by id; mentors: places by id; pairs: of each its quality, and
    how much the mentee and the mentor would like it; named: the pairs `fixed` and `forbidden`.
    Former mentors are not in it: who was left out because of them is not listed any more.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "plan.toml").exists():
        raise BadInput("there is a plan in it already", str(folder))
    _write(folder / "mentees.csv", ("id", "mentors"), mentees.items())
    _write(folder / "mentors.csv", ("id", "capacity"), mentors.items())
    # Every digit of a quality counts: the digest is that of the numbers themselves.
    header = ("mentee_id", "mentor_id", "quality", "mentee_quality", "mentor_quality")
    _write(folder / "pairs.csv", header, ((*key, *map(repr, pairs[key])) for key in pairs))
    (folder / "plan.toml").write_text(_plan(rules, named), encoding="utf-8")


def _plan(rules: RoundRules, named: Mapping[str, Sequence[Key]]) -> str:
    lines = [
        f"seed = {rules.seed}",
        f"coverage = {rules.coverage!r}",
        f"worth = {rules.worth!r}",
        f"stable = {str(rules.stable).lower()}",
        f"everyone_first = {str(rules.everyone_first).lower()}",
        "[files]",
        *(f'{name} = "{name}.csv"' for name in ("mentees", "mentors", "pairs")),
    ]
    for kind, keys in named.items():
        for mentee_id, mentor_id in keys:
            # A JSON string is a basic string of TOML.
            lines += [f"[[{kind}]]", f"mentee = {json.dumps(mentee_id)}", f"mentor = {json.dumps(mentor_id)}"]
    return "\n".join(lines) + "\n"


def _write(file: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
