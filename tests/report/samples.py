"""Teams to report on, made without a solver: the page has to be right for whatever was formed."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.model.grouping import GroupedTeam, Grouping, GroupingRules, GroupMember, Size, team_id_of
from peernet.model.grouping_certificate import AttributeFigures, GroupingCertificate, RuleMet, TeamFigures
from peernet.model.team import Diverse, NoLone, Role, TeamCandidate

FIELDS = ("design", "law", "physics", "nursing", "music", "farming")
COUNTRIES = ("ES", "NG", "FR", "IN", "MX", "DE", "KE")
LANGUAGES = ("en", "es", "fr", "sw", "hi")
NAMES = ("Amara Okafor", "Bo Lindqvist", "Chloé Martin", "Diego Ruiz", "Esi Boateng", "Farid Haddad", "Greta Weiß")


def made_person(number: int, name: str | None = None) -> TeamCandidate:
    """One of many different people; the same number is the same person."""
    return TeamCandidate(
        person_id=f"p{number}",
        name=name or f"{NAMES[number % 7]} {number}",
        languages=("en", LANGUAGES[number % 5]),
        country=COUNTRIES[number % 7],
        skills={FIELDS[number % 6]: 3 + number % 3, "facilitation": 1 + number % 4},
        knows=frozenset({f"p{number + 5}", f"p{number + 1}"} if number % 3 == 0 else ()),
        values={"field": (FIELDS[number * 5 % 6],), "country": (COUNTRIES[number % 7],), "gender": (f"g{number % 2}",)},
    )


RULES = GroupingRules(
    Size(2),
    roles=(Role("facilitation", {"facilitation": 1.0}, 3),),
    diverse=(Diverse("field", 2.0), Diverse("country")),
    no_lone=(NoLone("gender"),),
    earlier=(("p0", "p2"),),
    seed=7,
)


def made_grouping(people: Sequence[TeamCandidate], size: int, *, proved: bool = True) -> Grouping:
    """The people in the order they come, so many in each team, with figures that nobody has reckoned."""
    teams = tuple(_team(people[start : start + size]) for start in range(0, len(people), size))
    rules = (
        RuleMet("size", (), len(teams), len(teams), "teams", True),
        RuleMet("role", ("facilitation",), len(teams), len(teams), "seats", True),
        RuleMet("diverse", ("field",), 0.612, 0.667, "teams", False),
        RuleMet("no_lone", ("gender",), len(teams), len(teams), "teams", True),
    )
    certificate = GroupingCertificate(
        *(0.62, 0.58, 0.65, 0.0 if proved else 0.03, proved, 0.62, 0.58, 0.64, 0.0 if proved else 0.06),
        *(0.81, 3.4, 0.55, 0.12, 0.31, 2, 0, rules),
    )
    return Grouping(teams, certificate, ("left",), stopped=not proved)


def _team(people: Sequence[TeamCandidate]) -> GroupedTeam:
    attribute = AttributeFigures("field", 2.0, False, 3, 0.6, 0.8, 2.5, 0.5)
    figures = TeamFigures(0.6, 0.6, (attribute,), 0.2, "en", 2.5, ())
    ids = tuple(person.person_id for person in people)
    members = tuple(
        GroupMember(each.person_id, each.name, "facilitation" if not place else None)
        for place, each in enumerate(people)
    )
    return GroupedTeam(team_id_of(ids), members, figures)
