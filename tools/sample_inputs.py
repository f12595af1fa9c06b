"""What the sample network is made from: the volunteer mentors' extract and the tables in `sample_source/`."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

TABLES = Path(__file__).resolve().parent / "sample_source"
TODAY = date(2026, 11, 1)
"""The day on which the sample network stands still: bytes must not depend on when the tool runs."""


@dataclass(frozen=True)
class Volunteer:
    """One real entry, without anything that names a person; `skills` are ours, mapped from the entry's tags."""

    role: str
    country: str
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    away: bool


@dataclass
class Member:
    """A person of the sample; `offers` maps a skill to a level (1 to 5), `communities` an id to a role."""

    id: str
    name: str
    about: str
    languages: list[str]
    country: str
    time_zone: str
    hours: list[str]
    joined: date
    active: date
    capacity: int = 1
    status: str = "active"
    visibility: str = "open"
    offers: dict[str, int] = field(default_factory=dict)
    communities: dict[str, str] = field(default_factory=dict)


def table(name: str) -> list[dict[str, str]]:
    """The rows of one hand-written table."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def words(cell: str) -> list[str]:
    """The parts of a list in one cell."""
    return [part for part in cell.split(";") if part]


def goals_by_skill() -> dict[str, dict[str, list[str]]]:
    """skill -> language -> goals in people's words."""
    goals: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in table("goals"):
        goals[row["skill_id"]][row["language"]].append(row["goal"])
    return goals


def volunteers(source: Path) -> list[Volunteer]:
    """The real mentors in the order of the extract; an unknown tag stops the tool, so that none is lost silently."""
    meant: dict[str, list[str]] = {row["tag"]: [] for row in table("dropped_tags")}
    for row in table("skills"):
        for tag in words(row["tags"]):
            meant.setdefault(tag, []).append(row["id"])
    entries = json.loads(source.read_text(encoding="utf-8"))
    return [
        Volunteer(
            role=role_of(entry["title"]),
            # The source says EU for two people, which is no country in ISO 3166.
            country="" if entry["country"] == "EU" else entry["country"],
            languages=tuple(entry["spoken_languages"]),
            skills=tuple(dict.fromkeys(skill for tag in entry["tags"] for skill in meant[tag])),
            away=entry["unavailable"],
        )
        for entry in entries
    ]


_ROLE_WORDS = (
    ("student", ("student", "sport programmer")),
    ("teacher", ("teacher", "instructor", "trainer")),
    ("tester", ("quality",)),
    ("designer", ("designer", "ux engineer", "product design", "wireframing")),
    ("lead", ("cto", "ceo", "vp ", "director", "lead", "head ", "founder", "chief", "manager")),
    ("architect", ("architect", "arch.")),
    ("operations", ("devops", "sre", "reliability", "cloud", "platform", "systems engineer")),
    ("mobile", ("android", "ios", "mobile", "react native p", "react native e", "xamarin")),
    ("fullstack", ("full stack", "full-stack", "fullstack", "mean ", "mean/")),
    ("frontend", ("front", "ui ", "react", "css", "interaction", "javascript")),
    ("backend", ("backend", "php", "ruby", ".net", "java", "laravel", "magento", "typo3", "python")),
)


def role_of(title: str) -> str:
    """The kind of work a title speaks of; the title itself, which may name an employer, is not kept."""
    lowered = f"{title.lower()} "
    return next((role for role, signs in _ROLE_WORDS if any(sign in lowered for sign in signs)), "developer")
