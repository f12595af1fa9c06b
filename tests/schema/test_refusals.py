"""Every refusal of the rules reaches clients as a type of its own, in their language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from graphql import GraphQLUnionType, get_named_type
from graphql.type import GraphQLInterfaceType

from peernet import errors
from peernet.model.mentorship import MENTORSHIP_STATES
from peernet.model.need import NEED_STATES
from peernet.model.round_kept import RoundState
from peernet.model.team_life import TeamState
from peernet.model.team_plan import PlanState
from peernet.schema import refusal_wording
from peernet.schema.api import schema
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES
from peernet.schema.refusal_wording import word_refusal
from peernet.schema.refusals import REFUSALS
from peernet.use_cases import (
    accept_invitation,
    accept_mentorship,
    accept_round,
    accept_team_place,
    accept_team_plan,
    block_person,
    change_member_role,
    change_skill,
    create_community,
    decide_join_request,
    decide_report,
    decline_mentorship,
    decline_team_place,
    end_mentorship,
    endorse,
    erase_own_data,
    export_own_data,
    finish_team,
    form_teams,
    give_feedback,
    invite_to_community,
    join_community,
    learning_rings,
    merge_skills,
    note_presence,
    offer_skill,
    open_need,
    plan_round,
    plan_teams,
    propose_skill,
    record_meeting,
    refill_team,
    report,
    request_mentorship,
    set_community_settings,
    set_community_weights,
    set_consent,
    update_profile,
    withdraw_request,
)

EXAMPLES: list[errors.RuleBroken] = [
    errors.CannotMentorSelf(),
    errors.CannotBlockSelf(),
    errors.CannotEndorseSelf(),
    errors.MentorIsFull("ada", 2),
    *(errors.MentorUnavailable("ada", status) for status in ("away", "retired", "does not offer this")),
    errors.AlreadyRequested("m1"),
    *(errors.LimitReached(what, 10) for what in ("offers", "needs", "requests", "rings", "rounds", "round needs")),
    *(
        errors.LimitReached(what, 10)
        for what in ("requests to join", "invitations", "communities", "chapters", "reports")
    ),
    *(errors.LimitReached(what, 10) for what in ("meetings", "endorsements")),
    *(errors.LimitReached(what, 10) for what in ("teams", "team plans", "team plan people")),
    *(errors.NotFound(what) for what in ("block", "community", "mentor", "mentorship", "need", "offer")),
    *(errors.NotFound(what) for what in ("invitation", "member", "report")),
    *(errors.NotFound(what) for what in ("endorsement", "meeting")),
    *(errors.NotFound(what) for what in ("person", "profile", "request", "ring", "round", "skill", "team", "plan")),
    *(errors.WrongState("request", state) for state in ("declined", "withdrawn", "completed", "active", "requested")),
    *(errors.WrongState("need", state) for state in ("met", "expired")),
    *(errors.WrongState("meeting", state) for state in ("recorded", "confirmed")),
    *(errors.WrongState("ring", state) for state in ("agreed", "ended")),
    *(errors.WrongState("round", state) for state in ("accepted", "discarded")),
    *(errors.WrongState("team", state) for state in ("proposed", "formed", "started", "finished")),
    *(errors.NotPermitted(needed) for needed in ("organiser", "administrator")),
    errors.WrongState("report", "decided"),
    *(errors.NotFound(what) for what in ("proposal", "merge")),
    *(errors.WrongState("merge", state) for state in ("merged", "merged further")),
    errors.LimitReached("proposals", 10),
    errors.SkillExists("clay"),
    errors.SkillCircle("clay", "glaze"),
    errors.CannotMergeSelf("clay"),
    errors.CannotMergeIntoNarrower("clay", "glaze"),
    errors.ClosedCommunity("lagos"),
    errors.LastOrganiser("lagos"),
    errors.AlreadyMember("ada"),
    *(errors.InvitationOver(because, 1) for because in ("expired", "used_up", "withdrawn", "declined", "accepted")),
    errors.RingImpossible(),
    errors.MembersUnavailable(("ada",)),
    errors.MembersUnavailable(("ada", "bob")),
    errors.NoPlaceFree(2),
    errors.UnknownWeight("neighbour_skill", ("responsive", "teaches_skill")),
    errors.WeightOutOfBounds("responsive", 0.0, 2.0, 2.5),
]
USE_CASES: dict[str, Callable[..., Any]] = {
    "updateProfile": update_profile.update_profile,
    "setConsent": set_consent.set_consent,
    "exportOwnData": export_own_data.export_own_data,
    "eraseOwnData": erase_own_data.erase_own_data,
    "offerSkill": offer_skill.offer_skill,
    "withdrawOffer": offer_skill.withdraw_offer,
    "openNeed": open_need.open_need,
    "closeNeed": open_need.close_need,
    "renewOffer": offer_skill.renew_offer,
    "renewNeed": open_need.renew_need,
    "wake": note_presence.wake,
    "endorse": endorse.endorse,
    "withdrawEndorsement": endorse.withdraw_endorsement,
    "joinCommunity": join_community.join_community,
    "leaveCommunity": join_community.leave_community,
    "acceptJoinRequest": decide_join_request.decide_join_request,
    "declineJoinRequest": decide_join_request.decide_join_request,
    "withdrawJoinRequest": decide_join_request.withdraw_join_request,
    "inviteToCommunity": invite_to_community.invite_to_community,
    "withdrawInvitation": invite_to_community.withdraw_invitation,
    "acceptInvitation": accept_invitation.accept_invitation,
    "declineInvitation": accept_invitation.decline_invitation,
    "createCommunity": create_community.create_community,
    "updateCommunity": create_community.update_community,
    "dissolveCommunity": create_community.dissolve_community,
    "changeMemberRole": change_member_role.change_member_role,
    "removeMember": change_member_role.remove_member,
    "handOverCommunity": change_member_role.hand_over_community,
    "report": report.report,
    "decideReport": decide_report.decide_report,
    "setCommunityWeights": set_community_weights.set_community_weights,
    "setCommunitySettings": set_community_settings.set_community_settings,
    "block": block_person.block_person,
    "unblock": block_person.unblock_person,
    "planRound": plan_round.plan_round,
    "acceptRound": accept_round.accept_round,
    "discardRound": accept_round.discard_round,
    "formTeams": form_teams.form_teams,
    "acceptTeamPlace": accept_team_place.accept_team_place,
    "declineTeamPlace": decline_team_place.decline_team_place,
    "refillTeam": refill_team.refill_team,
    "startTeam": finish_team.start_team,
    "finishTeam": finish_team.finish_team,
    "callOffTeam": finish_team.call_off_team,
    "planTeams": plan_teams.plan_teams,
    "acceptTeamPlan": accept_team_plan.accept_team_plan,
    "discardTeamPlan": accept_team_plan.discard_team_plan,
    "requestMentorship": request_mentorship.request_mentorship,
    "acceptMentorship": accept_mentorship.accept_mentorship,
    "declineMentorship": decline_mentorship.decline_mentorship,
    "withdrawRequest": withdraw_request.withdraw_request,
    "endMentorship": end_mentorship.end_mentorship,
    "recordMeeting": record_meeting.record_meeting,
    "confirmMeeting": record_meeting.confirm_meeting,
    "giveFeedback": give_feedback.give_feedback,
    "proposeRing": learning_rings.propose_ring,
    "acceptRing": learning_rings.accept_ring,
    "declineRing": learning_rings.decline_ring,
    "proposeSkill": propose_skill.propose_skill,
    "acceptSkill": propose_skill.accept_skill,
    "declineSkill": propose_skill.decline_skill,
    "renameSkill": change_skill.rename_skill,
    "translateSkill": change_skill.translate_skill,
    "placeSkill": change_skill.place_skill,
    "mergeSkills": merge_skills.merge_skills,
    "unmergeSkills": merge_skills.unmerge_skills,
}


STATES = {
    *(("request", state) for state in MENTORSHIP_STATES),
    *(("need", state) for state in NEED_STATES),
    *(("team", state.value) for state in TeamState),
    *(("round", state.value) for state in RoundState),
    *(("plan", state.value) for state in PlanState),
    *(("ring", state) for state in ("proposed", "agreed", "ended")),
}


def leaves(error: type[errors.RuleBroken]) -> set[type[errors.RuleBroken]]:
    """The classes below that have none below themselves."""
    below = error.__subclasses__()
    return {error} if not below else set().union(*(leaves(each) for each in below))


def implementations() -> set[str]:
    """The names of the types that are refusals."""
    interface = schema._schema.type_map["Refusal"]
    assert isinstance(interface, GraphQLInterfaceType)
    return {each.name for each in schema._schema.get_possible_types(interface)}


def test_every_leaf_of_the_rules_has_its_type_and_every_type_its_leaf() -> None:
    assert set(REFUSALS) == leaves(errors.RuleBroken)
    assert {error.__name__: made.__name__ for error, (made, _) in REFUSALS.items()} == {
        name: name for name in implementations()
    }


def test_every_example_here_covers_a_leaf() -> None:
    assert {type(each) for each in EXAMPLES} == leaves(errors.RuleBroken)


@pytest.mark.parametrize("example", EXAMPLES, ids=repr)
def test_every_fact_of_a_refusal_is_a_field(example: errors.RuleBroken) -> None:
    _, facts = REFUSALS[type(example)]
    told = facts(example)
    assert {"because" if name == "status" else name for name in vars(example)} == set(told)
    assert all(told[name] != getattr(example, name) for name in told if name.endswith("_id")), "ids are global"


@pytest.mark.parametrize("mutation", USE_CASES)
def test_a_mutation_names_exactly_the_refusals_that_its_use_case_gives(mutation: str) -> None:
    kinds = schema._schema.mutation_type
    assert kinds is not None
    union = get_named_type(kinds.fields[mutation].type)
    assert isinstance(union, GraphQLUnionType)
    payload = f"{mutation[0].upper()}{mutation[1:]}Payload"
    said = set(re.findall(r"[A-Z]\w+", USE_CASES[mutation].__doc__ or ""))
    assert {each.name for each in union.types} == (said & implementations()) | {payload}


def test_every_mutation_is_among_those_checked_here() -> None:
    kinds = schema._schema.mutation_type
    assert kinds is not None
    assert set(kinds.fields) == set(USE_CASES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_refusal_has_its_own_words(locale: str) -> None:
    said = [word_refusal(each, locale) for each in EXAMPLES]
    assert len(set(said)) == len(said)
    assert all(sentence.endswith(".") for sentence in said)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_refusal_is_left_in_english(locale: str) -> None:
    assert [each for each in EXAMPLES if word_refusal(each, locale) == word_refusal(each, "en")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_refusals_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    code = Path(refusal_wording.__file__)
    found = extract_from_file("python", code, keywords={"say": None, "count": (1, 2)})
    with (LOCALE_FOLDER / locale / "refusals.po").open("rb") as source:
        messages = read_po(source)
    assert {message.id for message in messages if message.id} == {message for _, message, _, _ in found}


@pytest.mark.parametrize("locale", [each for each in LOCALES if each != "en"])
def test_neither_a_state_nor_a_role_is_told_in_its_stored_word(locale: str) -> None:
    for what, state in STATES:
        told = word_refusal(errors.WrongState(what, state), locale)
        assert not re.search(rf"\b{state}\b", told), told
    for needed in ("organiser", "administrator"):
        assert needed not in word_refusal(errors.NotPermitted(needed), locale)
