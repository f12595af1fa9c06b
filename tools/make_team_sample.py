"""Make the sample of a team day: python tools/make_team_sample.py FOLDER

Eighty made-up people as a survey would export them, into people.csv. The same tables give the same bytes. The rules
beside it, rules.toml, are written by hand.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.sample_people import Registry

SEED = 20261205
PEOPLE = 80
WEEK = datetime(2026, 11, 30, tzinfo=ZoneInfo("UTC"))
"""The Monday of the week in which the teams meet first."""
SLOTS = (*((2, hour) for hour in (14, 16, 18)), *((5, hour) for hour in (10, 12, 14, 16)))
"""Days of the week and hours, in UTC, from which everybody chooses: Wednesday and Saturday, two hours each."""
DAYS = ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLACES = (
    *(("ES", "Spain", "Europe/Madrid", "Spanish"), ("NG", "Nigeria", "Africa/Lagos", "Yoruba")) * 3,
    *(("FR", "France", "Europe/Paris", "French"), ("MX", "Mexico", "America/Mexico_City", "Spanish")) * 2,
    *(("IN", "India", "Asia/Kolkata", "Hindi"), ("BR", "Brazil", "America/Sao_Paulo", "Portuguese")),
)
FIELDS = (
    *("software", "software", "design", "design", "teaching", "health care"),
    *("law", "crafts", "science", "public service", "music", "accounting"),
)
EXPERIENCE = ("under 2 years", "2 to 5 years", "6 to 10 years", "over 10 years")
SKILLS = ("facilitation", "writing", "programming", "budgeting")
NEAR = {"software": "programming", "teaching": "facilitation", "law": "writing", "accounting": "budgeting"}
HEADER = (
    *("Response ID", "What is your name?", "Which languages do you speak?", "Where do you live?", "Time zone"),
    *("What is your field?", "For how long have you worked in it?", "Gender (only if you want to say)"),
    *(f"How well do you know {skill}? (0 to 5)" for skill in SKILLS),
    *(f"When could your team meet, on your clock? [{day}]" for day in DAYS),
    "With whom have you worked before? (response IDs)",
    "Anything else?",
)


def main(arguments: Sequence[str]) -> int:
    """Exit code 0, or 2 when the folder is missing."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    rng = Random(SEED)
    registry = Registry(rng)
    rows = [_row(number, registry, rng) for number in range(1, PEOPLE + 1)]
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    return 0


def _row(number: int, registry: Registry, rng: Random) -> list[str]:
    country, name, zone, language = rng.choice(PLACES)
    field = rng.choice(FIELDS)
    return [
        f"R{number:03}",
        registry.name(country),
        ", ".join(["English", language] if rng.random() < 0.9 else ["English"]),
        name,
        zone,
        field,
        rng.choice(EXPERIENCE),
        rng.choice(("woman", "woman", "man", "man", "non-binary", "", "")),
        *(_level(skill, field, rng) for skill in SKILLS),
        *_grid(zone, rng),
        "; ".join(
            sorted({f"R{rng.randint(1, PEOPLE):03}" for _ in range(rng.choice((0, 0, 1, 2)))} - {f"R{number:03}"})
        ),
        rng.choice(("", "", "", "Looking forward to it!", "I can bring a projector")),
    ]


def _level(skill: str, field: str, rng: Random) -> str:
    if NEAR.get(field) == skill:
        return str(rng.choice((3, 4, 4, 5)))
    return str(rng.choice((0, 0, 1, 1, 2, 2, 3, 3, 4)))


def _grid(zone: str, rng: Random) -> list[str]:
    """For each day the two-hour slots on the clock of that zone; the hours are those of the week of the team day."""
    cells: dict[int, list[str]] = {}
    for day, hour in sorted(rng.sample(SLOTS, rng.choice((4, 5, 5, 6)))):
        starts = (WEEK + timedelta(days=day, hours=hour)).astimezone(ZoneInfo(zone))
        ends = starts + timedelta(hours=2)
        cells.setdefault(starts.weekday(), []).append(f"{starts:%H:%M}-{ends:%H:%M}")
    return ["; ".join(cells.get(number, [])) for number in range(1, 7)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
