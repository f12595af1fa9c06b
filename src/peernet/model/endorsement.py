"""Endorsements: somebody stands up for somebody else's skill."""

from __future__ import annotations

from dataclasses import dataclass

MOST_GIVEN = 500
"""So many endorsements one person may have given at a time: enough for everybody they know well."""


@dataclass(frozen=True, slots=True)
class EndorsedSkill:
    """A skill that a person is endorsed for by so many people whom the viewer may see; mine: by the viewer, too."""

    person_id: str
    skill_id: str
    people: int
    mine: bool
