"""A catalogue kept over GraphQL, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.asking import picture
from tests.contract.seeding import community, person, seed, skill
from tests.schema.asking import Asking, gid
from tests.schema.whole_documents import whole_document

from peernet.graph.session import Graph

CLUB = gid("Community", "club")


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Org runs a club that Mem belongs to."""
    network = await seed(
        graph,
        community("club"),
        person("org", member_of={"club": "organiser"}),
        person("mem", offers={"clay": 3}, member_of={"club": "member"}),
        skill("clay", "Clay"),
        skill("pots", "Pottery"),
    )
    return Asking(network, tmp_path)


async def done(asking: Asking, viewer: str, verb: str, role: Any = "member", /, **given: Any) -> Any:
    document, _ = whole_document("mutation", verb)
    asking.endpoint.ceiling = 10**9
    told = (await asking.response(viewer, document, "en", role, input=given)).json()
    assert "errors" not in told, told["errors"]
    return told["data"][verb]


async def test_a_proposal_becomes_a_skill_of_the_community(asking: Asking) -> None:
    made = await done(asking, "mem", "proposeSkill", label="Raku", altLabels=["Raku firing"], communityId=CLUB)
    assert made["skill"] is None
    listed = "query($id: ID!) { skillProposals(communityId: $id) { edges { node { proposalId label state own } } } }"
    for viewer, own in (("org", False), ("mem", True)):
        told = await asking.answer(viewer, listed, id=CLUB)
        assert told["skillProposals"]["edges"] == [
            {"node": {"proposalId": made["proposalId"], "label": "Raku", "state": "PROPOSED", "own": own}}
        ]
    refused = await done(asking, "mem", "acceptSkill", proposalId=made["proposalId"])
    assert (refused["__typename"], refused["needed"]) == ("NotPermitted", "organiser")
    accepted = await done(asking, "org", "acceptSkill", proposalId=made["proposalId"])
    assert accepted["skill"]["label"] == "Raku"
    assert accepted["skill"]["id"] == gid("Skill", made["proposalId"])
    assert accepted["skill"]["community"]["id"] == CLUB


async def test_two_skills_become_one_and_the_old_id_is_followed(asking: Asking, graph: Graph) -> None:
    clay, pots = gid("Skill", "clay"), gid("Skill", "pots")
    before = await picture(graph)
    refused = await done(asking, "org", "mergeSkills", skillId=clay, intoId=pots)
    assert refused["__typename"] == "NotPermitted"
    assert await picture(graph) == before
    same = await done(asking, "org", "mergeSkills", "administrator", skillId=clay, intoId=clay)
    assert (same["__typename"], same["skillId"]) == ("CannotMergeSelf", clay)
    merged = await done(asking, "org", "mergeSkills", "administrator", skillId=clay, intoId=pots)
    assert merged["skill"]["id"] == pots
    await asking.network.catalogue.refresh()
    followed = await asking.answer(
        "mem", "query($id: ID!) { node(id: $id) { id } skill(id: $id) { id label } }", "en", id=clay
    )
    assert followed == {"node": {"id": pots}, "skill": {"id": pots, "label": "Pottery"}}
    mine = await asking.answer("mem", "{ viewer { person { offers { skill { id } } } } }")
    assert mine["viewer"]["person"]["offers"] == [{"skill": {"id": pots}}]
    undone = await done(asking, "org", "unmergeSkills", "administrator", skillId=clay)
    assert undone["skill"]["id"] == clay
    again = await done(asking, "org", "unmergeSkills", "administrator", skillId=clay)
    assert (again["__typename"], again["what"]) == ("NotFound", "merge")


async def test_a_circle_and_a_name_that_is_taken_are_refused_with_their_facts(asking: Asking) -> None:
    clay, pots = gid("Skill", "clay"), gid("Skill", "pots")
    placed = await done(asking, "org", "placeSkill", "administrator", skillId=clay, broaderIds=[pots])
    assert placed["skill"]["id"] == clay
    circle = await done(asking, "org", "placeSkill", "administrator", skillId=pots, broaderIds=[clay])
    assert (circle["__typename"], circle["skillId"], circle["broaderId"]) == ("SkillCircle", pots, clay)
    taken = await done(asking, "org", "renameSkill", "administrator", skillId=clay, label="POTTERY")
    assert (taken["__typename"], taken["skillId"]) == ("SkillExists", pots)
    narrower = await done(asking, "org", "mergeSkills", "administrator", skillId=pots, intoId=clay)
    assert (narrower["__typename"], narrower["narrowerId"]) == ("CannotMergeIntoNarrower", clay)
    told = await done(asking, "org", "translateSkill", "administrator", skillId=clay, language="es", label="Barro")
    assert {each["text"] for each in told["skill"]["labels"]} == {"Clay", "Barro"}
