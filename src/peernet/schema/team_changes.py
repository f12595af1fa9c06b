"""What would change if a team were another one, and who else could have a seat."""

from __future__ import annotations

import strawberry

from peernet.model import team_changes as model
from peernet.schema.fields import member
from peernet.schema.network_context import NetworkContext
from peernet.schema.person import Person, person_known

MOST_MEMBERS = 50


@strawberry.type(description="The figures of a team less those of another under the same rules.")
class TeamDifference:
    fit: float = member("How much better the members fit their roles.")
    mean_variety: float = member("How much more they differ: the weighted mean of Blau's index.")
    repeated_pairs: int = member("How many more pairs have been in a team together before.")
    reachable: float = member("How much larger the share of members within two ties of another is.")
    common_hours: float | None = member("How many more hours a week all have in common; nothing when not known.")
    load: int = member("How much more the members carry together: mentorships and teams.")
    language: str | None = member("The language that they share then: a BCP 47 primary subtag.")


@strawberry.type(description="What is different in a team beside an earlier one.")
class TeamChange:
    came: list[Person] = member("Who is in it and was not.", most=MOST_MEMBERS)
    left: list[Person] = member("Who was in it and is not.", most=MOST_MEMBERS)
    difference: TeamDifference = member("Its figures less those of the earlier one.")


@strawberry.type(description="Somebody who could have a seat, everybody else staying.")
class TeamAlternative:
    person: Person = member("Who.")
    level: int | None = member("How well they can do what the role takes, 1 to 5.")
    difference: TeamDifference = member("What would be different.")


def change_of(context: NetworkContext, change: model.TeamChange) -> TeamChange:
    """The change as clients see it; all in it were found visible by the statement that found the candidates."""
    return TeamChange(
        came=[person_known(context, *each) for each in change.came],
        left=[person_known(context, *each) for each in change.left],
        difference=_difference(change),
    )


def alternative_of(context: NetworkContext, found: model.Alternative) -> TeamAlternative:
    """Somebody else for a seat, as clients see it."""
    person = person_known(context, found.person_id, found.name)
    return TeamAlternative(person=person, level=found.level, difference=_difference(found.change))


def _difference(change: model.TeamChange) -> TeamDifference:
    return TeamDifference(
        fit=round(change.fit, 4),
        mean_variety=round(change.variety, 4),
        repeated_pairs=change.repeated,
        reachable=round(change.reachable, 4),
        common_hours=change.common_hours,
        load=change.load,
        language=change.language,
    )
