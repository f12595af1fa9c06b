"""What a team keeps, what it prefers, what it says of itself, and what it says is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from peernet.errors import BadInput
from peernet.model.team import Diverse, Role, TeamCandidate, TeamImpossible, TeamProposal, TeamRules
from peernet.model.team_missing import (
    Missing,
    MissingHours,
    MissingMember,
    MissingPeople,
    MissingSecond,
    NoSeat,
    NotDecided,
    RulesCollide,
    TooManySeats,
)
from peernet.model.team_reasons import (
    AskedFor,
    BringsCommunity,
    BringsCountry,
    BringsLanguage,
    BringsSkill,
    BringsValue,
    FillsRole,
    KnownBy,
    NewTie,
    SpeaksTeamLanguage,
)
from peernet.recommend.teams.form import form_team
from tests.recommend.team_samples import EVENINGS, MORNINGS, candidate, role


def formed(rules: TeamRules, *candidates: TeamCandidate) -> TeamProposal:
    answer = form_team(rules, candidates)
    assert isinstance(answer, TeamProposal), answer
    return answer


def ids(proposal: TeamProposal) -> list[str]:
    return [seat.person_id for seat in proposal.members]


def missing(rules: TeamRules, *candidates: TeamCandidate) -> tuple[Missing, ...]:
    answer = form_team(rules, candidates)
    assert isinstance(answer, TeamImpossible), answer
    return answer.missing


def test_one_who_can_do_everything_still_holds_one_seat() -> None:
    rules = TeamRules((role("python"), role("design")))
    assert ids(formed(rules, candidate("all", python=5, design=5), candidate("des", design=3))) == ["all", "des"]


def test_two_seats_of_a_role_are_held_by_two_people() -> None:
    team = formed(TeamRules((role("python", people=2),)), candidate("a", python=3), candidate("b", python=4))
    assert sorted(ids(team)) == ["a", "b"]


def test_a_level_above_the_one_asked_for_is_no_better_than_it() -> None:
    rules = TeamRules((role("python", 2),), diverse=())
    team = formed(rules, candidate("busy", python=5, load=3), candidate("free", python=2))
    assert ids(team) == ["free"]


def test_the_skill_asked_for_comes_before_a_neighbour_and_before_variety() -> None:
    web = Role("web", {"react": 1.0, "javascript": 0.8}, 2)
    rules = TeamRules((web, role("design")))
    exact, near = candidate("exact", react=2, country="ES"), candidate("near", javascript=5, country="NG")
    team = formed(rules, near, exact, candidate("des", design=3, country="ES"))
    assert ids(team) == ["exact", "des"]
    assert team.members[0].reasons[0] == FillsRole("web", "react", 2, 2, 1.0)


def test_variety_of_countries_decides_between_equals() -> None:
    rules = TeamRules((role("python"), role("design")), diverse=(Diverse("country"),))
    team = formed(
        rules,
        candidate("ana", python=3, country="ES"),
        candidate("bea", design=3, country="ES"),
        candidate("chi", design=3, country="NG", load=9),
    )
    assert ids(team) == ["ana", "chi"]
    assert (team.variety[0].blau, team.variety[0].distinct, team.variety[0].normalised) == (0.5, 2, 1.0)


def test_somebody_reachable_yet_new_comes_before_an_acquaintance_and_a_stranger() -> None:
    rules = TeamRules((role("python"), role("design")), diverse=())
    asker = candidate("py", python=3, knows=frozenset({"friend", "known"}))
    new = candidate("new", design=3, knows=frozenset({"friend"}), load=5)
    others = [candidate("known", design=3, load=3), candidate("alone", design=3)]
    team = formed(rules, asker, candidate("friend"), new, *others)
    assert ids(team) == ["py", "new"]
    assert NewTie("new", "New", "friend", "Friend") in team.members[0].reasons
    without = formed(rules, asker, *others)
    assert ids(without) == ["py", "known"]
    assert KnownBy("py", "Py") in without.members[1].reasons
    assert (team.reachable, without.reachable) == (1.0, 1.0)


def test_load_is_spread_between_people_who_are_alike_otherwise() -> None:
    rules = TeamRules((role("python", people=2),), diverse=())
    loads = {"a": 4, "b": 3, "c": 3, "d": 0}
    team = formed(rules, *(candidate(name, python=3, load=load) for name, load in loads.items()))
    assert sorted(ids(team)) in (["b", "d"], ["c", "d"])


def test_everybody_in_a_team_shares_a_language_by_its_primary_subtag() -> None:
    rules = TeamRules((role("python"), role("design")))
    team = formed(
        rules,
        candidate("a", python=3, languages=("pt-BR", "en")),
        candidate("b", design=3, languages=("pt-PT",)),
    )
    assert team.language == "pt"
    assert SpeaksTeamLanguage("pt") in team.members[1].reasons


def test_common_hours_are_those_in_which_everybody_is_free() -> None:
    rules = TeamRules((role("python"), role("design")), minimum_hours=1)
    team = formed(
        rules,
        candidate("a", python=3, slots=0b110111),
        candidate("b", design=3, slots=0b011010),
        candidate("c", slots=7),
    )
    assert (team.common_slots, team.common_hours) == (0b010010, 1.0)


def test_hours_that_nobody_knows_keep_no_promise_but_hinder_nothing_when_none_is_asked() -> None:
    unknown = candidate("a", python=3, slots=None)
    rules = TeamRules((role("python"),), minimum_hours=0.5)
    assert missing(rules, unknown) == (MissingHours(0.0, 0.5, 1),)
    assert formed(replace(rules, minimum_hours=0), unknown).common_hours is None


def test_apart_together_and_included_are_kept() -> None:
    rules = TeamRules(
        (role("python"), role("design"), role("test")),
        apart=(("a", "b"),),
        together=(("b", "c"),),
        must_include=("d",),
    )
    people = [
        candidate("a", python=3),
        candidate("b", python=3),
        candidate("c", design=3),
        candidate("d", test=3),
        candidate("e", design=3),
    ]
    assert ids(formed(rules, *people)) in (["a", "e", "d"], ["b", "c", "d"])
    team = formed(replace(rules, must_include=("b", "d")), *people)
    assert ids(team) == ["b", "c", "d"]
    assert AskedFor() in team.members[2].reasons


def test_open_seats_are_taken_by_anybody_and_a_team_is_never_larger_than_it_must_be() -> None:
    people = [candidate("a", python=3), candidate("b"), candidate("c", country="NG")]
    team = formed(TeamRules((role("python"),), size_min=2, size_max=3), *people)
    assert ids(team) == ["a", "c"]
    assert [seat.role for seat in team.members] == ["python", None]
    larger = formed(TeamRules((role("python"),), size_max=3, must_include=("b", "c")), *people)
    assert ids(larger) == ["a", "b", "c"]


def test_each_member_is_told_what_only_they_bring() -> None:
    rules = TeamRules((role("python"), role("design")), diverse=(Diverse("field"),))
    ana = replace(
        candidate("ana", python=4, sql=3, css=2, languages=("en", "es"), country="ES", communities=("x", "z")),
        values={"field": ("physics",)},
    )
    bo = replace(candidate("bo", design=3, sql=3, communities=("z",)), values={"field": ()})
    team = formed(rules, ana, bo)
    assert team.members[0].only_they_bring == (
        BringsSkill("python", 4),
        BringsCountry("ES"),
        BringsCommunity("x"),
        BringsLanguage("es"),
        BringsValue("field", "physics"),
    )
    assert team.members[1].only_they_bring == (BringsSkill("design", 3),)


def test_figures_are_proved_and_within_their_ranges() -> None:
    team = formed(TeamRules((role("python"), role("design"))), candidate("a", python=3), candidate("b", design=3))
    assert (team.proved, team.gap, team.bound) == (True, 0, team.mean_variety)
    assert 0 <= team.score <= 1
    assert team.fit == 1.0


def test_one_more_designer_who_speaks_spanish() -> None:
    rules = TeamRules((role("python"), role("design")))
    people = [
        candidate("a", python=3, languages=("es",)),
        candidate("b", python=3, languages=("es",)),
        candidate("c", design=3, languages=("fr",)),
    ]
    assert missing(rules, *people) in (
        (MissingPeople("design", 1, 3, "es", 0.0),),
        (MissingPeople("python", 1, 3, "fr", 0.0),),
    )
    assert missing(replace(rules, language="es"), *people) == (MissingPeople("design", 1, 3, "es", 0.0),)


def test_the_language_that_more_candidates_speak_is_the_one_to_look_for() -> None:
    rules = TeamRules((role("python"), role("design")))
    people = [candidate("a", python=3, languages=("fr",)), candidate("b", python=3, languages=("es",))]
    spanish = candidate("c", sql=1, languages=("es",))
    assert missing(rules, *people, spanish) == (MissingPeople("design", 1, 3, "es", 0.0),)


def test_with_nobody_at_all_everybody_is_missing() -> None:
    rules = TeamRules((role("python", people=2), role("design", None)), size_min=4, minimum_hours=2)
    assert missing(rules) == (
        MissingPeople("python", 2, 3, None, 2),
        MissingPeople("design", 1, None, None, 2),
        MissingPeople(None, 1, None, None, 2),
    )


def test_when_only_time_is_short_the_most_common_hours_are_told() -> None:
    rules = TeamRules((role("python"), role("design")), minimum_hours=3)
    people = [candidate("a", python=3, slots=EVENINGS | MORNINGS), candidate("b", design=3, slots=EVENINGS)]
    assert missing(rules, *people, candidate("c", slots=None)) == (MissingHours(2.0, 3, 1),)


def test_rules_that_contradict_each_other_are_named_with_their_people() -> None:
    rules = TeamRules((role("python"), role("design")), apart=(("a", "b"),), together=(("b", "a"),))
    people = [candidate("a", python=3), candidate("b", design=3)]
    assert missing(replace(rules, must_include=("a",)), *people) == (RulesCollide(("apart",), ("a", "b")),)
    strangers = [candidate("a", python=3), candidate("b", design=3, languages=("fr",))]
    included = TeamRules((role("python"), role("design")), must_include=("a", "b"))
    assert missing(included, *strangers) == (RulesCollide(("language",), ()),)


def test_a_person_named_who_is_no_candidate_or_has_no_seat_is_told() -> None:
    rules = TeamRules((role("python"),), must_include=("b", "x"))
    assert missing(rules, candidate("a", python=3), candidate("b")) == (NoSeat("b"), MissingMember("x"))


def test_more_roles_than_the_team_may_have_people() -> None:
    rules = TeamRules((role("python", people=3),), size_max=2)
    assert missing(rules, candidate("a", python=3)) == (TooManySeats(3, 2),)


def test_running_out_of_time_is_said_and_never_taken_for_impossible() -> None:
    roles = tuple(role(f"s{number}") for number in range(8))
    skills = {f"s{number}": 3 for number in range(8)}
    people = [
        replace(candidate(f"p{number:03}", slots=(number * 2654435761) % 2**40), skills=skills) for number in range(150)
    ]
    answer = form_team(TeamRules(roles, minimum_hours=3), people, seconds=0.001)
    if isinstance(answer, TeamProposal):
        assert not answer.proved
        assert answer.gap >= 0
    else:
        assert answer.missing == (NotDecided(0.001),)


def test_the_same_id_twice_is_bad_input() -> None:
    with pytest.raises(BadInput, match="twice"):
        form_team(TeamRules((role("python"),)), [candidate("a"), candidate("a")])


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        (lambda: Role("r", {"a": 1.0}, 6), "roles.level"),
        (lambda: Role("r", {"a": 1.0}, people=0), "roles.people"),
        (lambda: Role("r", {"a": 0.0}), "roles.skills"),
        (lambda: Diverse("country", 0), "diverse.weight"),
        (lambda: Diverse("country", float("nan")), "diverse.weight"),
        (lambda: TeamRules(()), "size"),
        (lambda: TeamRules((role("a"),), minimum_hours=169), "hours"),
        (lambda: TeamRules((role("a"),), minimum_hours=float("nan")), "hours"),
        (lambda: TeamRules((role("a"),), size_min=51), "size"),
        (lambda: TeamRules((role("a"),), size_max=51), "size.max"),
        (lambda: TeamRules((role("a"),), size_min=3, size_max=2), "size"),
        (lambda: TeamRules((role("a"),), diverse=(Diverse("x"), Diverse("x"))), "diverse"),
    ],
)
def test_rules_out_of_range_are_bad_input_and_say_which(wrong: Callable[[], object], where: str) -> None:
    with pytest.raises(BadInput) as refused:
        wrong()
    assert refused.value.where == where


def test_the_solver_is_not_loaded_before_a_team_is_asked_for() -> None:
    code = "import sys, peernet.recommend.teams.form; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_heaviest_rules_stay_within_whole_numbers_that_the_solver_can_hold() -> None:
    diverse = tuple(Diverse(f"d{number}", 100 - number / 1000) for number in range(20))
    values = {each.attribute: ("x",) for each in diverse}
    people = [replace(candidate(f"p{number:02}", load=99), values=values) for number in range(50)]
    team = formed(TeamRules(size_min=50, diverse=diverse), *people)
    assert (team.proved, team.mean_variety, team.load) == (True, 0.0, 4950)


def test_a_critical_role_needs_somebody_beside_its_holder_who_could_hold_it_too() -> None:
    critical = TeamRules((Role("python", {"python": 1.0}, 3, second=True), role("design")))
    py, des, both = candidate("py", python=4), candidate("des", design=5), candidate("both", design=3, python=3)
    assert ids(formed(critical, py, des, both)) == ["py", "both"]
    assert missing(critical, py, des) == (MissingSecond("python", 3),)
    open_seat = replace(critical, size_max=3)
    assert ids(formed(open_seat, py, des, candidate("more", python=3))) in (
        ["py", "des", "more"],
        ["more", "des", "py"],
    )


def test_a_locked_seat_stays_with_its_holder_in_its_role() -> None:
    ann, bea, cyd = (
        candidate("ann", python=4, design=4),
        candidate("bea", python=4, design=4),
        candidate("cyd", design=4),
    )
    locked = Role("design", {"design": 1.0}, 3, holders=("bea",))
    team = formed(TeamRules((role("python"), locked)), ann, bea, cyd)
    assert ids(team) == ["ann", "bea"]
    assert AskedFor() in team.members[1].reasons
    assert missing(TeamRules((role("python"), replace(locked, holders=("cyd",)))), ann, bea) == (MissingMember("cyd"),)
    assert missing(TeamRules((replace(locked, skill_ids={"python": 1.0}, holders=("cyd",)),)), ann, cyd) == (
        NoSeat("cyd"),
    )
    with pytest.raises(BadInput):
        Role("design", {"design": 1.0}, holders=("ann", "bea"))


def test_nobody_carries_more_than_is_allowed_once_they_are_in_the_team() -> None:
    rules = TeamRules((role("python"),), most_load=2)
    assert ids(formed(rules, candidate("busy", python=4, load=2), candidate("free", python=4, load=1))) == ["free"]
    assert missing(rules, candidate("busy", python=4, load=2)) == (MissingPeople("python", 1, 3, None, 0),)
