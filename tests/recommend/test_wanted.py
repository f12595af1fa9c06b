"""Which skills would do for the asked ones."""

from __future__ import annotations

from peernet.model.mentor_candidate import WantedSkill
from peernet.model.skill import Hop
from peernet.recommend.wanted import MOST_WANTED, wanted_skills
from peernet.recommend.words import SkillIndex
from tests.recommend.factories import skill

INDEX = SkillIndex(
    [
        skill("css", "CSS", broader=["frontend"]),
        skill("react", "React", broader=["frontend"], related=["css"]),
        skill("frontend", "Front-end", labels={"es": "Interfaces"}),
    ]
)


def test_the_asked_skill_comes_first_and_neighbours_name_the_one_they_stand_in_for() -> None:
    assert wanted_skills(INDEX, ["css"], 3, ["es"]) == [
        WantedSkill("css", "CSS", 3, 1.0, Hop.ASKED, None),
        WantedSkill("frontend", "Interfaces", 3, 0.6, Hop.BROADER, "CSS"),
        WantedSkill("react", "React", 3, 0.5, Hop.RELATED, "CSS"),
    ]


def test_a_skill_that_is_asked_for_is_nobodys_neighbour_and_asked_once() -> None:
    found = wanted_skills(INDEX, ["css", "react", "css"], None, [])
    assert [(one.skill_id, one.hop, one.via_label) for one in found] == [
        ("css", Hop.ASKED, None),
        ("react", Hop.ASKED, None),
        ("frontend", Hop.BROADER, "CSS"),
        ("frontend", Hop.BROADER, "React"),
    ]


def test_neighbours_of_many_asked_skills_are_bounded() -> None:
    asked = [f"s{number}" for number in range(5)]
    crowd = [skill(f"n{number}", f"N{number}", broader=asked) for number in range(40)]
    index = SkillIndex([*(skill(skill_id, skill_id) for skill_id in asked), *crowd])
    assert len(wanted_skills(index, asked, None, [])) == MOST_WANTED
    assert wanted_skills(index, [], None, []) == []
