"""Being here, meetings, feedback, endorsements and previews over GraphQL, on both engines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.contract.asking import picture, write
from tests.contract.seeding import DAY, NOW, community, person, seed, skill
from tests.schema.asking import Asking, gid
from tests.schema.test_api_writes import done

from peernet.graph.session import Graph

GO = gid("Skill", "go")
STATUS = "query($id: ID!) { person(id: $id) { status awayUntil } }"
PREVIEW = """query($need: NeedPreviewInput!) { needPreview(need: $need) {
    understood { label } available edges { person { name } reasons { text } } already { goal } } }"""


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Ada teaches Go, in a choir that lets people go quiet after 90 days; Bo learns."""
    network = await seed(
        graph,
        skill("go", "Golang"),
        community("choir", quiet_days=90),
        person("ada", offers={"go": 4}, member_of={"choir": "member"}, capacity=3),
        person("bo"),
        person("cy"),
    )
    return Asking(network, tmp_path)


def later(asking: Asking, days: int) -> Asking:
    """The same network so many days later."""
    return Asking(replace(asking.network, clock=lambda: NOW + days * DAY), asking._settings.data)


async def status(asking: Asking, viewer: str = "bo") -> tuple[str, str | None]:
    """How Ada stands to somebody."""
    told = (await asking.answer(viewer, STATUS, id=gid("Person", "ada")))["person"]
    return told["status"], told["awayUntil"]


async def test_who_is_away_until_a_day_says_so_and_is_back_by_themself_or_by_one_call(asking: Asking) -> None:
    until = "2026-06-10T00:00:00+00:00"
    await done(asking, "ada", "updateProfile", awayUntil=until)
    assert await status(asking) == ("AWAY", until)
    assert await status(later(asking, 20)) == ("ACTIVE", None)
    woken = (await done(asking, "ada", "wake"))["person"]
    assert (woken["status"], woken["awayUntil"]) == ("ACTIVE", None)
    assert (await done(asking, "stranger", "wake"))["what"] == "profile"


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"awayUntil": "2020-01-01T00:00:00Z"}, "awayUntil"),
        ({"awayUntil": "2030-01-01T00:00:00Z", "status": "RETIRED"}, "awayUntil"),
        ({"status": "QUIET"}, "status"),
    ],
)
async def test_a_presence_that_cannot_be_is_refused_by_its_name(
    asking: Asking, graph: Graph, given: dict[str, Any], where: str
) -> None:
    before = await picture(graph)
    update = "mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }"
    error = await asking.error("ada", update, input=given)
    assert (error["extensions"]["code"], error["extensions"]["where"]) == ("BAD_USER_INPUT", where)
    assert await picture(graph) == before


async def test_whatever_somebody_does_is_a_sign_and_silence_makes_them_quiet_with_notice(asking: Asking) -> None:
    await done(asking, "ada", "updateProfile", about="here")
    told = "{ viewer { notices { edges { node { kind text skill { id } need { id } } } } } }"
    silent = later(asking, 80)
    (notice,) = (await silent.answer("ada", told, "en"))["viewer"]["notices"]["edges"]
    assert (notice["node"]["kind"], notice["node"]["skill"], notice["node"]["need"]) == ("GOES_QUIET", None, None)
    assert notice["node"]["text"].startswith("If you do nothing, nobody can ask you from August 26, 2026 on.")
    assert await status(later(asking, 90)) == ("QUIET", None)
    await done(later(asking, 95), "ada", "openNeed", skillId=GO)
    assert await status(later(asking, 95)) == ("ACTIVE", None)


async def test_what_is_refused_is_no_sign_and_changes_nothing(asking: Asking, graph: Graph) -> None:
    before = await picture(graph)
    assert (await done(asking, "ada", "withdrawOffer", skillId=gid("Skill", "no")))["what"] == "offer"
    assert await picture(graph) == before


async def test_two_meet_confirm_it_and_the_mentee_says_how_much_it_helped(asking: Asking) -> None:
    wish = {"mentorId": gid("Person", "ada"), "skillIds": [GO]}
    made = (await done(asking, "bo", "requestMentorship", **wish))["mentorship"]["id"]
    await done(asking, "ada", "acceptMentorship", mentorshipId=made)
    recorded = (await done(asking, "ada", "recordMeeting", mentorshipId=made, minutes=45))["mentorship"]
    (meeting,) = recorded["meetings"]
    assert (meeting["minutes"], meeting["recordedByMe"], meeting["confirmed"]) == (45, True, False)
    assert (await done(asking, "ada", "confirmMeeting", meetingId=meeting["id"]))["state"] == "recorded"
    (confirmed,) = (await done(asking, "bo", "confirmMeeting", meetingId=meeting["id"]))["mentorship"]["meetings"]
    assert (confirmed["recordedByMe"], confirmed["confirmed"]) == (False, True)
    given = (await done(asking, "bo", "giveFeedback", mentorshipId=made, helpful=5, words="clear"))["mentorship"]
    assert (given["feedback"]["helpful"], given["feedback"]["words"], given["feedback"]["shared"]) == (
        5,
        "clear",
        False,
    )
    read = "query($id: ID!) { mentorship(id: $id) { feedback { words } } }"
    assert (await asking.answer("ada", read, id=made))["mentorship"]["feedback"] is None
    await done(asking, "bo", "giveFeedback", mentorshipId=made, helpful=5, words="clear", shared=True)
    assert (await asking.answer("ada", read, id=made))["mentorship"]["feedback"] == {"words": "clear"}
    assert (await done(asking, "cy", "giveFeedback", mentorshipId=made, helpful=5))["what"] == "mentorship"


async def test_an_endorsement_is_seen_with_the_person_and_taken_back(asking: Asking) -> None:
    ada = gid("Person", "ada")
    endorsed = (await done(asking, "bo", "endorse", personId=ada, skillId=GO))["person"]["endorsedIn"]
    assert [(each["people"], each["mine"]) for each in endorsed] == [(1, True)]
    read = "query($id: ID!) { person(id: $id) { endorsedIn { people mine skill { label } } } }"
    seen = (await asking.answer("cy", read, id=ada))["person"]["endorsedIn"]
    assert seen == [{"people": 1, "mine": False, "skill": {"label": "Golang"}}]
    assert (await done(asking, "bo", "withdrawEndorsement", personId=ada, skillId=GO))["person"]["endorsedIn"] == []
    assert (await done(asking, "bo", "withdrawEndorsement", personId=ada, skillId=GO))["what"] == "endorsement"
    assert (await done(asking, "ada", "endorse", personId=ada, skillId=GO))["__typename"] == "CannotEndorseSelf"


async def test_while_a_need_is_written_the_offers_that_answer_it_are_shown_and_nothing_is_stored(
    asking: Asking, graph: Graph
) -> None:
    before = await picture(graph)

    async def shown(**need: Any) -> tuple[list[str], list[str]]:
        found = (await asking.answer("bo", PREVIEW, "en", need=need))["needPreview"]
        return [each["label"] for each in found["understood"]], [each["person"]["name"] for each in found["edges"]]

    assert await shown() == ([], [])
    assert await shown(skill="  ") == ([], [])
    assert await shown(skill="gol") == (["Golang"], ["Ada"])
    assert await shown(skillId=GO, level=4, goal="a serv") == (["Golang"], ["Ada"])
    assert await shown(skill="quilting") == ([], [])
    await asking.network.exposure.write(graph)
    assert await picture(graph) == before
    error = await asking.error("bo", PREVIEW, need={"skillId": GO, "level": 6})
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert (await asking.error(None, PREVIEW, need={"skillId": GO}))["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_preview_says_what_the_viewer_has_asked_for_already(asking: Asking, graph: Graph) -> None:
    await done(asking, "bo", "openNeed", skillId=GO, goal="A shop")
    found = (await asking.answer("bo", PREVIEW, need={"skill": "golang"}))["needPreview"]
    assert found["already"] == [{"goal": "A shop"}]
    await write(graph, "MATCH (n:Need) SET n.until = $now", now=NOW)
    assert (await asking.answer("bo", PREVIEW, need={"skill": "golang"}))["needPreview"]["already"] == []
