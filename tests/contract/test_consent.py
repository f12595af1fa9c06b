"""What somebody has said no to is not done, on both engines, from the moment they say so until they say yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from peernet.errors import BadInput, NotFound, RingImpossible
from peernet.graph.learned import goals, shown_by
from peernet.graph.near_misses import open_mentors
from peernet.graph.session import Graph
from peernet.graph.team_plans import grouping_people
from peernet.model.consent import USES, Consent
from peernet.model.team import TeamImpossible
from peernet.use_cases.accept_round import accept_round
from peernet.use_cases.accept_team_plan import accept_team_plan
from peernet.use_cases.community_insights import community_insights
from peernet.use_cases.form_team import candidate_of, form_team
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.import_network import import_network
from peernet.use_cases.learning_rings import learning_rings
from peernet.use_cases.match_community import match_community
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import open_need
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.set_consent import own_consents, set_consent
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors
from peernet.use_cases.team_wish import ATTRIBUTES, RoleWish, TeamWish
from tests.contract import test_rings as rings
from tests.contract import test_rounds as rounds
from tests.contract import test_team_plans as plans
from tests.contract.asking import picture, values
from tests.contract.seeding import NOW, person, seed

SEEN = frozenset({"suggestions", "help wanted", "rings", "teams", "plans", "rounds", "fronts and counts", "insights"})


async def club(graph: Graph) -> Network:
    """Ann teaches what Ben and Cat want, each wants what the other teaches, and Org organises them all."""
    network = await seed(
        graph,
        person("ann", offers={"go": 4}, member_of={"choir": "member"}, knows=["ben"], capacity=2),
        person("ben", offers={"sql": 4}, member_of={"choir": "member"}, knows=["ann"], capacity=2),
        person("org", member_of={"choir": "organiser"}),
        *(person(f"x{number}", offers={"go": 1}, capacity=1, open_places=0) for number in range(2)),
    )
    await open_need(network, "ann", "sql", 2, "to store", None, None)
    await open_need(network, "ben", "go", 2, "to serve", None, None)
    return network


async def where_ann_is(graph: Graph, network: Network) -> set[str]:
    """In which of the answers to others she is, of SEEN."""
    mentors = await suggest_mentors(network, "ben", MentorQuestion(skills=("go",)), (), 10)
    wanted, rings = await help_wanted(network, "ben", None, [], 9), await learning_rings(network, "ben", 9)
    team = await form_team(network, "ben", TeamWish((RoleWish("go"),)), ["en"])
    planned = await grouping_people(graph, "org", "choir", NOW, 9)
    round_ = await match_community(network, "org", RoundWish("choir", anywhere=True))
    found = {
        "suggestions": "ann" in {each.person_id for each in mentors.suggestions},
        "help wanted": "ann" in {each.need.person_id for each in wanted.suggestions},
        "rings": any(step.person_id == "ann" for ring in rings for step in ring.steps),
        "teams": not isinstance(team, TeamImpossible),
        "plans": "ann" in {each.person_id for each in planned},
        "rounds": any("ann" in key for key in round_.pairs),
        "fronts and counts": await open_mentors(graph, ["go"], NOW) > 0,
        "insights": (await community_insights(network, "org", "choir")).members == 3,
    }
    return {name for name, there in found.items() if there}


async def test_whoever_does_not_want_to_be_suggested_is_in_no_suggestion(graph: Graph) -> None:
    network = await club(graph)
    usual = await where_ann_is(graph, network)
    assert usual == SEEN
    await set_consent(network, "ann", "suggested", given=False)
    assert await where_ann_is(graph, network) == {"insights"}
    await set_consent(network, "ann", "suggested", given=True)
    assert await where_ann_is(graph, network) == usual


async def test_whoever_does_not_want_to_be_suggested_is_no_near_miss_either(graph: Graph) -> None:
    network = await seed(graph, person("ann", offers={"go": 4}, capacity=1, open_places=0), person("ben"))
    asked = await suggest_mentors(network, "ben", MentorQuestion(skills=("go",)), (), 10)
    assert len((await near_misses(network, "ben", asked)).misses) == 1
    await set_consent(network, "ann", "suggested", given=False)
    assert (await near_misses(network, "ben", asked)).misses == ()


async def test_a_round_that_is_older_than_a_no_asks_neither_them_nor_for_them(graph: Graph) -> None:
    network = await rounds.choir(graph, rounds.mentor("ada"), rounds.mentor("bob", 2))
    round_id = await plan_round(network, "org", rounds.WISH)
    ((learner, _, _), *_) = [pair for pair in await rounds.pairs_of(graph, round_id) if pair[1] == "bob"]
    for each in ("ada", learner):
        await set_consent(network, each, "suggested", given=False)
    await accept_round(network, "org", round_id)
    outcome = {
        (mentee_id, mentor_id): outcome for mentee_id, mentor_id, outcome in await rounds.pairs_of(graph, round_id)
    }
    refused = {pair for pair in outcome if pair[1] == "ada" or pair[0] == learner}
    assert {outcome[pair] for pair in refused} == {"unavailable"}
    assert {outcome[pair] for pair in outcome.keys() - refused} == {"requested"}
    assert len(await rounds.requests(graph)) == len(outcome) - len(refused) == 1


async def test_a_plan_for_teams_that_is_older_than_a_no_does_not_ask_them(graph: Graph) -> None:
    network = await plans.choir(graph)
    plan_id = await plans.planned(network)
    await set_consent(network, "ann", "suggested", given=False)
    await accept_team_plan(network, "org", plan_id)
    asked = await values(graph, "MATCH (p:Person)-[:IN_TEAM]->(:Team) RETURN DISTINCT p.id AS value")
    assert "ann" not in asked
    assert len(asked) == 2  # a team of one is none


async def test_nobody_proposes_a_ring_to_whoever_does_not_want_to_be_suggested(graph: Graph) -> None:
    network = await rings.triangle(graph)
    await set_consent(network, "bea", "suggested", given=False)
    with pytest.raises(RingImpossible):
        await rings.proposed(network)
    await set_consent(network, "bea", "suggested", given=True)
    await set_consent(network, "ann", "suggested", given=False)
    assert await rings.proposed(network), "what she proposes herself is hers to say"


async def test_nothing_is_learned_from_goals_of_whoever_does_not_want_to_be_counted(graph: Graph) -> None:
    network = await club(graph)
    for who, whom, skill_id in (("ben", "ann", "go"), ("ann", "ben", "sql")):
        asked = MentorshipRequest(mentor_id=whom, skill_ids=(skill_id,), goal=f"a shop of {who}")
        await request_mentorship(network, who, asked)
    assert len(await goals(graph, 9)) == 2
    await set_consent(network, "ann", "counted", given=False)
    assert await goals(graph, 9) == []


async def test_whoever_does_not_want_to_be_counted_is_in_no_figure_and_is_still_found(graph: Graph) -> None:
    network = await club(graph)
    await set_consent(network, "ann", "counted", given=False)
    assert await where_ann_is(graph, network) == SEEN - {"fronts and counts", "insights"}
    assert [row.person_id for row in await shown_by(graph, ["ann", "ben"], NOW)] == ["ben"]


async def test_teams_are_not_made_by_what_somebody_is_who_does_not_want_it(graph: Graph) -> None:
    network = await club(graph)
    await set_consent(network, "ann", "compared", given=False)
    rows = await grouping_people(graph, "org", "choir", NOW, 9)
    there = {row.person_id: candidate_of(row, NOW) for row in rows}
    assert (there["ann"].country, there["ann"].communities) == (None, ())
    assert there["ann"].values == dict.fromkeys(ATTRIBUTES, ())
    assert there["ann"].skills == {"go": 4}
    assert (there["ben"].country, there["ben"].values) == ("NG", {})


async def test_a_consent_has_its_date_and_saying_it_again_keeps_it(graph: Graph) -> None:
    network = await seed(graph, person("ann"))
    assert await own_consents(network, "ann") == [Consent(use, given=True, since=None) for use in USES]
    await set_consent(network, "ann", "counted", given=False)
    later = Network(graph, network.catalogue, clock=lambda: NOW + 5)
    before = await picture(graph)
    assert (await set_consent(later, "ann", "counted", given=False))[1] == Consent("counted", given=False, since=NOW)
    assert await picture(graph) == before
    assert (await set_consent(later, "ann", "counted", given=True))[1] == Consent("counted", given=True, since=NOW + 5)


async def test_a_use_that_there_is_not_and_nobody_are_refused(graph: Graph) -> None:
    network = await seed(graph, person("ann"))
    before = await picture(graph)
    with pytest.raises(BadInput):
        await set_consent(network, "ann", "sold", given=True)
    with pytest.raises(NotFound):
        await set_consent(network, "zoe", "counted", given=True)
    assert await picture(graph) == before


async def test_a_no_comes_with_a_file_and_one_that_says_nothing_of_it_leaves_it(graph: Graph, tmp_path: Path) -> None:
    network = await club(graph)
    people = tmp_path / "people.csv"
    people.write_text("id,name,capacity,unsuggested_at\nann,Ann,2,2026-05-01\n", encoding="utf-8")
    for _ in range(2):
        result = await import_network(graph, tmp_path, rejects_path=tmp_path / "rejects.txt")
        assert result.rejected == 0
        (refused,) = [each for each in await own_consents(network, "ann") if each.use == "suggested"]
        assert refused == Consent("suggested", given=False, since=1_777_593_600_000)
        people.write_text("id,name,capacity\nann,Ann B.,2\n", encoding="utf-8")
    assert "suggestions" not in await where_ann_is(graph, network)
