"""The life of a team on both engines: formed and asked, accepted or declined, started, finished, called off."""

from __future__ import annotations

from typing import Any

import pytest

from peernet.errors import (
    BadInput,
    LimitReached,
    MembersUnavailable,
    NoPlaceFree,
    NotFound,
    NotPermitted,
    RuleBroken,
    WrongState,
)
from peernet.graph import teams as store
from peernet.graph.session import Graph
from peernet.model.team import TeamImpossible
from peernet.model.team_life import ASK_DAYS, MOST_OPEN_TEAMS, KeptTeam
from peernet.model.team_missing import MissingPeople
from peernet.model.team_reasons import BringsSkill, FillsRole
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.accept_team_place import accept_team_place
from peernet.use_cases.block_person import block_person
from peernet.use_cases.decline_team_place import decline_team_place, give_up_place, part_blocked
from peernet.use_cases.explain_team import explain_team
from peernet.use_cases.finish_team import call_off_team, finish_team, start_team
from peernet.use_cases.form_team import ProposedTeam, RoleWish, TeamWish, propose_team, seat_alternatives
from peernet.use_cases.form_teams import TeamsAsk, form_teams
from peernet.use_cases.network import Network
from peernet.use_cases.refill_team import fill_open_seats, refill_team
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import person_facts, picture, values
from tests.contract.seeding import DAY, NOW, PersonOf, person, seed

WISH = TeamWish((RoleWish("go"), RoleWish("sql")))


async def workshop(graph: Graph, *others: PersonOf) -> Network:
    """An organiser, ann who does Go, bea who does SQL, cyd who does too and has a mentee, and whoever else is given."""
    return await seed(
        graph,
        person("org"),
        person("ann", offers={"go": 5}),
        person("bea", offers={"sql": 5}),
        person("cyd", offers={"sql": 4}, capacity=3, open_places=2),
        *others,
    )


async def formed(network: Network, *person_ids: str, key: str | None = None, wish: TeamWish = WISH) -> str:
    """The id of a team of these people; the best one where none are given."""
    made = await form_teams(network, "org", TeamsAsk("A shop", wish, person_ids, key), ("en",))
    assert isinstance(made, str), made
    return made


async def seen(network: Network, viewer_id: str, team_id: str) -> KeptTeam | None:
    return (await store.teams_seen(network.graph, viewer_id, [team_id], network.clock())).get(team_id)


async def members(network: Network, team_id: str, viewer_id: str = "org") -> list[str]:
    found = await seen(network, viewer_id, team_id)
    assert found is not None
    return [member.person_id for member in found.members]


async def state(network: Network, team_id: str) -> str:
    found = await seen(network, "org", team_id)
    assert found is not None
    return found.state


async def places(graph: Graph, person_id: str) -> int:
    found: int = (await person_facts(graph, person_id))["open_places"]
    return found


async def later(network: Network, days: int) -> Network:
    """The same network, so many days on."""
    return Network(network.graph, network.catalogue, clock=lambda: NOW + days * DAY)


async def under_way(network: Network, *person_ids: str) -> str:
    """A team of these people that has begun."""
    team_id = await formed(network, *person_ids)
    for each in person_ids:
        await accept_team_place(network, each, team_id)
    await start_team(network, "org", team_id)
    return team_id


async def test_a_team_is_formed_when_the_last_who_was_asked_has_accepted(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network)
    assert (await state(network, team_id), await members(network, team_id)) == ("proposed", ["ann", "bea"])
    await accept_team_place(network, "ann", team_id)
    await accept_team_place(network, "ann", team_id)
    assert (await state(network, team_id), await places(graph, "ann")) == ("proposed", 0)
    await accept_team_place(network, "bea", team_id)
    assert await state(network, team_id) == "formed"


async def test_what_others_answered_is_told_to_nobody(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network)
    before = await seen(network, "org", team_id)
    await accept_team_place(network, "ann", team_id)
    assert await seen(network, "org", team_id) == before
    own = await seen(network, "ann", team_id)
    assert own is not None
    assert (own.accepted, own.asked, own.organiser) == (True, False, False)
    assert await seen(network, "cyd", team_id) is None


async def test_whoever_declines_is_replaced_by_the_next_best_and_is_not_asked_again(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network)
    await accept_team_place(network, "ann", team_id)
    await decline_team_place(network, "bea", team_id)
    assert await members(network, team_id) == ["ann", "cyd"]
    assert await seen(network, "bea", team_id) is None
    await decline_team_place(network, "bea", team_id)
    with pytest.raises(NotFound):
        await accept_team_place(network, "bea", team_id)
    await accept_team_place(network, "cyd", team_id)
    assert await state(network, team_id) == "formed"
    assert await values(graph, "MATCH (:Person {id: 'bea'})-[r]->(:Team) RETURN type(r) AS value") == []


async def test_a_place_that_was_taken_and_is_given_up_is_open_again_and_somebody_else_is_asked(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network, "ann", "bea")
    for each in ("ann", "bea"):
        await accept_team_place(network, each, team_id)
    await decline_team_place(network, "bea", team_id)
    assert (await state(network, team_id), await members(network, team_id)) == ("proposed", ["ann", "cyd"])
    assert (await places(graph, "ann"), await places(graph, "bea")) == (0, 1)


async def test_a_seat_for_which_there_is_nobody_waits_until_somebody_comes(graph: Graph) -> None:
    network = await workshop(graph, person("dan", offers={"go": 3}, status="away"))
    team_id = await formed(network)
    await decline_team_place(network, "ann", team_id)
    assert await members(network, team_id) == ["bea"]
    missing = await refill_team(network, "org", team_id)
    assert [(each.role, each.people) for each in missing if isinstance(each, MissingPeople)] == [("go", 1)]
    await update_profile(network, "dan", {"status": "active"})
    assert await refill_team(network, "org", team_id) == ()
    assert await members(network, team_id) == ["dan", "bea"]


async def test_whoever_does_not_answer_in_time_is_passed_over(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network)
    await accept_team_place(network, "ann", team_id)
    after = await later(network, ASK_DAYS + 1)
    with pytest.raises(WrongState):
        await accept_team_place(after, "bea", team_id)
    assert await seen(after, "bea", team_id) is None
    assert await refill_team(after, "org", team_id) == ()
    assert await members(after, team_id) == ["ann", "cyd"]


async def test_places_in_teams_and_mentorships_count_together(graph: Graph) -> None:
    network = await workshop(graph, person("lea"))
    team_id = await formed(network, "ann", "bea")
    asked = await request_mentorship(network, "lea", MentorshipRequest("ann", ("go",), "a shop"))
    await accept_mentorship(network, "ann", asked)
    with pytest.raises(NoPlaceFree):
        await accept_team_place(network, "ann", team_id)
    await update_profile(network, "ann", {"capacity": 2})
    await accept_team_place(network, "ann", team_id)
    assert await places(graph, "ann") == 0
    await update_profile(network, "ann", {"capacity": 3})
    assert await places(graph, "ann") == 1
    await call_off_team(network, "org", team_id)
    assert await places(graph, "ann") == 2


async def test_whoever_forms_a_team_with_themselves_in_it_has_accepted(graph: Graph) -> None:
    network = await seed(graph, person("org", offers={"go": 5}), person("bea", offers={"sql": 5}))
    team_id = await formed(network, "org", "bea")
    own = await seen(network, "org", team_id)
    assert own is not None
    assert (own.organiser, own.accepted) == (True, True)
    assert await places(graph, "org") == 0
    await accept_team_place(network, "bea", team_id)
    assert await state(network, team_id) == "formed"


async def test_the_same_key_makes_one_team(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network, key="k")
    before = await picture(graph)
    assert await formed(network, key="k") == team_id
    assert await picture(graph) == before


async def test_those_who_do_not_want_to_be_asked_are_never_proposed(graph: Graph) -> None:
    network = await workshop(graph)
    await update_profile(network, "bea", {"open_to_teams": False})
    assert await members(network, await formed(network)) == ["ann", "cyd"]
    await update_profile(network, "ann", {"capacity": 2})
    with pytest.raises(MembersUnavailable) as refused:
        await formed(network, "ann", "bea")
    assert refused.value.person_ids == ("bea",)


async def test_somebody_whose_last_place_is_asked_for_is_not_asked_by_another_organiser(graph: Graph) -> None:
    network = await workshop(graph, person("two"))
    await formed(network)
    found = await propose_team(network, "two", TeamWish((RoleWish("sql"),)), ("en",))
    assert isinstance(found, ProposedTeam)
    assert [seat.person_id for seat in found.proposal.members] == ["cyd"]
    with pytest.raises(MembersUnavailable) as refused:
        await form_teams(network, "two", TeamsAsk("Another", TeamWish((RoleWish("sql"),)), ("bea",)), ("en",))
    assert refused.value.person_ids == ("bea",)


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (TeamsAsk("A shop", TeamWish((RoleWish("quilting"),))), NotFound),
        (TeamsAsk("", WISH), BadInput),
        (TeamsAsk("A shop", TeamWish(())), BadInput),
        (TeamsAsk("A shop", WISH, ("ann",)), BadInput),
        (TeamsAsk("A shop", WISH, ("ann", "ann")), BadInput),
        (TeamsAsk("A shop", TeamWish((RoleWish("sql"),)), ("dan",)), MembersUnavailable),
    ],
)
async def test_a_team_that_cannot_be_is_refused_and_changes_nothing(
    graph: Graph, ask: TeamsAsk, refusal: type[Exception]
) -> None:
    network = await workshop(graph, person("dan", offers={"sql": 5}, open_places=0))
    before = await picture(graph)
    with pytest.raises(refusal):
        await form_teams(network, "org", ask, ("en",))
    assert await picture(graph) == before


async def test_nobody_is_asked_where_somebody_is_missing_or_out_of_sight(graph: Graph) -> None:
    network = await workshop(graph, person("hid", offers={"sql": 5}, visibility="hidden"))
    before = await picture(graph)
    for ids in (("ann", "hid"), ("ann", "no such")):
        told = await form_teams(network, "org", TeamsAsk("A shop", WISH, ids), ("en",))
        assert isinstance(told, TeamImpossible)
    assert await picture(graph) == before


async def test_an_organiser_has_a_bounded_number_of_teams_that_wait(graph: Graph) -> None:
    many = [person(f"p{n:02}", offers={"art": 3}) for n in range(MOST_OPEN_TEAMS + 1)]
    network = await seed(graph, person("org"), *many)
    for _ in range(MOST_OPEN_TEAMS):
        await formed(network, wish=TeamWish((RoleWish("art"),)))
    with pytest.raises(LimitReached):
        await formed(network, wish=TeamWish((RoleWish("art"),)))


async def test_a_team_that_was_finished_leaves_ties_evidence_and_open_places(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await under_way(network, "ann", "bea")
    ties = "MATCH (a)-[k:KNOWS]->(b) RETURN [a.id, b.id, k.kind] AS value"
    assert await values(graph, ties) == [["ann", "bea", "teamed"]]
    await finish_team(network, "bea", team_id, "The shop sells")
    await finish_team(network, "org", team_id, "Something else")
    found = await seen(network, "ann", team_id)
    assert found is not None
    assert (found.state, found.made, found.finished_at) == ("finished", "The shop sells", NOW)
    assert [await places(graph, each) for each in ("ann", "bea")] == [1, 1]
    evidence = "MATCH (p)-[:SHOWED]->(e:Evidence) RETURN [p.id, e.skill_id, e.kind] AS value ORDER BY value"
    assert sorted(await values(graph, evidence)) == [["ann", "go", "endorsed"], ["bea", "sql", "said"]]
    shown = "MATCH (p:Person {id: 'ann'})-[s:SHOWN]->(:Skill {id: 'go'}) RETURN s.standing > 0 AS value"
    assert await values(graph, shown) == [True]


async def test_those_who_were_in_a_team_together_are_a_repeated_pair_and_are_avoided(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await under_way(network, "ann", "bea")
    await finish_team(network, "org", team_id, "")
    await update_profile(network, "cyd", {"capacity": 9, "country": "NG"})
    found = await propose_team(network, "org", TeamWish(WISH.roles, include=("ann",)), ("en",))
    assert isinstance(found, ProposedTeam)
    assert [seat.person_id for seat in found.proposal.members] == ["ann", "cyd"]
    again = await propose_team(network, "org", TeamWish(WISH.roles, include=("ann", "bea")), ("en",))
    assert isinstance(again, ProposedTeam)
    assert again.proposal.repeated == 1


async def test_a_member_who_leaves_a_team_that_has_begun_is_not_replaced(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await under_way(network, "ann", "bea")
    await decline_team_place(network, "bea", team_id)
    found = await seen(network, "org", team_id)
    assert found is not None
    assert (found.state, found.seats, [each.person_id for each in found.members]) == ("started", 1, ["ann"])
    assert await places(graph, "bea") == 1


async def refused(step: Any) -> str:
    """The name of the refusal that a step ends with, or `done`."""
    try:
        await step
    except RuleBroken as refusal:
        return type(refusal).__name__
    return "done"


async def test_steps_out_of_turn_or_by_others_are_refused_and_change_nothing(graph: Graph) -> None:
    network = await workshop(graph, person("two"))
    team_id = await formed(network)
    before = await picture(graph)
    assert await refused(start_team(network, "org", team_id)) == WrongState.__name__
    assert await refused(finish_team(network, "org", team_id, "")) == WrongState.__name__
    for who in ("two", "cyd", "ann"):
        expected = NotFound.__name__
        assert await refused(call_off_team(network, who, team_id)) == expected
        assert await refused(start_team(network, who, team_id)) == expected
        assert await refused(finish_team(network, who, team_id, "")) == expected
    assert await refused(accept_team_place(network, "two", team_id)) == NotFound.__name__
    assert await refused(decline_team_place(network, "two", team_id)) == NotFound.__name__
    assert await refused(refill_team(network, "two", team_id)) == NotFound.__name__
    assert await refused(refill_team(network, "ann", team_id)) == NotPermitted.__name__
    assert await picture(graph) == before
    await call_off_team(network, "org", team_id)
    await call_off_team(network, "org", team_id)
    over = await picture(graph)
    for step in (
        accept_team_place(network, "ann", team_id),
        decline_team_place(network, "ann", team_id),
        start_team(network, "org", team_id),
        finish_team(network, "org", team_id, ""),
        refill_team(network, "org", team_id),
    ):
        assert await refused(step) in (WrongState.__name__, NotFound.__name__)
    assert await picture(graph) == over


async def test_a_block_parts_the_two_in_their_teams_and_the_seat_goes_to_another(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network)
    await accept_team_place(network, "ann", team_id)
    await block_person(network, "bea", "ann")
    assert await members(network, team_id) == ["ann", "cyd"]
    await block_person(network, "org", "cyd")
    assert await members(network, team_id) == ["ann"]
    assert await seen(network, "cyd", team_id) is None


async def test_two_who_are_to_part_share_no_team_and_their_seats_are_filled_where_they_can_be(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network, "ann", "bea")
    assert await fill_open_seats(network, team_id) == ()
    await part_blocked(network, "bea", "ann")
    assert await members(network, team_id) == ["ann", "cyd"]
    assert await give_up_place(network, "org", team_id) is None
    row = await give_up_place(network, "cyd", team_id)
    assert row is not None
    assert (row.outcome, row.refill) == ("left", True)
    assert len(await fill_open_seats(network, team_id)) == 1
    assert await fill_open_seats(network, "no such") == ()


async def test_each_member_is_told_why_they_sit_there_and_what_only_they_bring(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network, "ann", "bea")
    found = await seen(network, "bea", team_id)
    assert found is not None
    told = await explain_team(network, "bea", found)
    assert told["bea"].only_they_bring == (BringsSkill("sql", 5),)
    assert told["bea"].reasons[0] == FillsRole("sql", "sql", 5, None, 1.0)
    await update_profile(network, "ann", {"status": "away"})
    assert set(await explain_team(network, "bea", found)) == {"bea"}


async def test_who_else_could_have_a_seat_is_found_among_the_candidates(graph: Graph) -> None:
    network = await workshop(graph)
    team = await propose_team(network, "org", WISH, ("en",))
    assert isinstance(team, ProposedTeam)
    assert [each.person_id for each in await seat_alternatives(network, team, 1, 3)] == ["cyd"]
    assert await seat_alternatives(network, team, 0, 3) == ()


async def test_of_a_team_only_those_members_are_seen_whom_the_viewer_may_see(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network)
    await update_profile(network, "bea", {"visibility": "hidden"})
    assert await members(network, team_id) == ["ann"]
    assert await members(network, team_id, "ann") == ["ann"]
    assert await members(network, team_id, "bea") == ["ann", "bea"]


async def test_who_may_not_see_each_other_are_never_asked_into_one_team(graph: Graph) -> None:
    network = await seed(
        graph,
        person("org", member_of={"choir": "member"}),
        person("ann", offers={"go": 5}, visibility="communities", member_of={"choir": "member"}),
        person("bea", offers={"sql": 5}),
    )
    assert isinstance(await form_teams(network, "org", TeamsAsk("A shop", WISH), ("en",)), TeamImpossible)


async def test_teams_come_newest_first_page_by_page(graph: Graph) -> None:
    network = await seed(graph, person("org"), *(person(f"p{n}", offers={"art": 3}) for n in range(3)))
    made = []
    for day in range(3):
        at = await later(network, day)
        made.append(await formed(at, wish=TeamWish((RoleWish("art"),))))
    first = await store.teams_page(graph, "org", NOW + 4 * DAY, store.LATEST, "", 2)
    assert [team.id for team in first] == made[:0:-1]
    rest = await store.teams_page(graph, "org", NOW + 4 * DAY, first[-1].proposed_at, first[-1].id, 2)
    assert [team.id for team in rest] == made[:1]
