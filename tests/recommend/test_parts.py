"""What each member alone brings, whom they know and whom they would meet."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from peernet.model.team import TeamCandidate
from peernet.model.team_part import Acquaintance, BringsTies, SharesSkill, SharesValue, TeamPart
from peernet.model.team_reasons import BringsCommunity, BringsCountry, BringsLanguage, BringsSkill, BringsValue
from peernet.recommend.parts import MOST_BROUGHT, acquaintances, team_parts

ANA = TeamCandidate(
    "ana",
    "Ana",
    ("es", "en-GB"),
    country="ES",
    communities=("c1", "c2"),
    skills={"design": 4, "law": 2, "welding": 3},
    knows=frozenset({"bo", "out"}),
    values={"field": ("art", "law"), "gender": ("woman",)},
)
BO = TeamCandidate(
    "bo", "Bo", ("en",), country="NG", communities=("c1",), skills={"law": 3}, values={"field": ("law",)}
)
CY = TeamCandidate(
    "cy", "Cy", ("en",), country="NG", communities=("c1",), skills={"law": 5}, values={"field": ("law",)}
)
OUT = TeamCandidate("out", "Ola", knows=frozenset({"ana"}))


def parts(*members: TeamCandidate, untold: frozenset[str] = frozenset()) -> dict[str, TeamPart]:
    everybody = [*members, OUT]
    names = {each.person_id: each.name for each in everybody}
    found = team_parts(members, ("field", "gender"), acquaintances(everybody), names, {"bo": "chair"}, untold)
    return {each.person_id: each for each in found}


def test_what_nobody_else_in_the_team_has_is_what_they_bring() -> None:
    assert parts(ANA, BO, CY)["ana"].brings == (
        BringsSkill("design", 4),
        BringsSkill("welding", 3),
        BringsValue("field", "art"),
        BringsValue("gender", "woman"),
        BringsCommunity("c2"),
        BringsLanguage("es"),
        BringsCountry("ES"),
        BringsTies(1, "Ola"),
    )


def test_who_brings_nothing_alone_is_told_the_rarest_of_what_they_bring() -> None:
    found = parts(ANA, BO, CY)
    assert found["bo"].brings == (SharesSkill("law", 1),)
    assert parts(replace(BO, skills={}), CY, ANA)["bo"].brings == (SharesValue("field", "law", 2),)


def test_attributes_in_which_nobody_shall_be_alone_are_nobody_s_part() -> None:
    brought = parts(ANA, BO, untold=frozenset({"gender", "country", "languages", "communities", "skills"}))[
        "ana"
    ].brings
    assert brought == (BringsValue("field", "art"), BringsTies(1, "Ola"))


def test_others_are_known_or_met_and_a_tie_of_one_side_holds_for_both() -> None:
    found = parts(ANA, BO, CY)
    assert found["bo"].knows == (Acquaintance("ana", "Ana"),)
    assert found["bo"].meets == (Acquaintance("cy", "Cy"),)
    assert (found["bo"].role, found["ana"].role) == ("chair", None)


def test_a_former_team_is_acquainted_whoever_is_not_here_any_more() -> None:
    ties = acquaintances([ANA, BO, CY], [("bo", "cy", "gone")])
    assert ties == {"ana": frozenset({"bo"}), "bo": frozenset({"ana", "cy"}), "cy": frozenset({"bo"})}


def test_ties_outside_that_two_members_have_are_no_one_s_alone() -> None:
    both = replace(BO, knows=frozenset({"out"}))
    assert not [each for part in parts(ANA, both).values() for each in part.brings if isinstance(each, BringsTies)]


def test_of_somebody_who_brings_very_much_the_first_things_and_the_ties_are_told() -> None:
    brought = parts(replace(ANA, skills={f"s{number:03}": 4 for number in range(100)}), BO)["ana"].brings
    assert len(brought) == MOST_BROUGHT
    assert brought[0] == BringsSkill("s000", 4)
    assert isinstance(brought[-1], BringsTies)


person = st.builds(
    TeamCandidate,
    st.uuids().map(str),
    st.just("N"),
    skills=st.dictionaries(st.sampled_from("abc"), st.integers(1, 5)),
    country=st.sampled_from(["ES", "NG", None]),
    values=st.fixed_dictionaries({"field": st.lists(st.sampled_from("xyz")).map(tuple)}),
)


@given(st.lists(person, min_size=1, max_size=6, unique_by=lambda each: each.person_id))
def test_whoever_has_anything_brings_something_and_everybody_else_is_known_or_met(members: list[TeamCandidate]) -> None:
    for part, member in zip(team_parts(members, ("field",), acquaintances(members), {}, {}), members, strict=True):
        has = any(level >= 3 for level in member.skills.values()) or member.values["field"]
        assert bool(part.brings) >= bool(has)
        assert {each.person_id for each in (*part.knows, *part.meets)} == {
            each.person_id for each in members if each is not member
        }
