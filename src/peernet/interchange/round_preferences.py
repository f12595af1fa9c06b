"""What a plan for a network says of mentees and of both sides' preferences: [[mentee]] and [[preference]]."""

from __future__ import annotations

from peernet.errors import BadInput
from peernet.interchange.team_tables import Table
from peernet.model.round import MOST_WANTED, Preference, Side


def read_several(plan: Table) -> tuple[tuple[str, int], ...]:
    """Mentees who want another number of mentors than the others, each with that number."""
    return tuple(
        (each.text("id"), each.whole("mentors", 1, MOST_WANTED) or 1) for each in plan.tables("mentee", "id", "mentors")
    )


def read_preferences(plan: Table) -> tuple[Preference, ...]:
    """Whom each mentee or mentor would rather have: `in_order`, the best first, or `rated`, a number for each id."""
    return tuple(map(_preference, plan.tables("preference", "mentee", "mentor", "in_order", "rated")))


def _preference(entry: Table) -> Preference:
    sides = [side for side in Side if side.value in entry.values]
    if len(sides) != 1:
        raise BadInput("say whose it is: either `mentee` or `mentor`", entry.where)
    return Preference(entry.text(sides[0].value), sides[0], tuple(entry.texts("in_order")), _rated(entry))


def _rated(entry: Table) -> tuple[tuple[str, float], ...]:
    found = entry.values.get("rated", {})
    if not isinstance(found, dict):
        raise BadInput("must be a table of ids, each with a number from 0 to 1", entry.at("rated"))
    ratings = Table(found, entry.at("rated"), frozenset(found))
    return tuple((other_id, float(ratings.number(other_id, 0.0, 0.0, 1.0))) for other_id in found)
