"""The policy is what the code does: every field and every mutation, asked as everybody whom the tables name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType
from tests.contract.conftest import _WIPE
from tests.docs.markdown import ROOT
from tests.schema.asking import Asking
from tests.schema.policy_network import OWNER, VIEWERS, Planted, given, planted, questions
from tests.schema.whole_documents import SCHEMA, whole_document

from peernet.graph.queries import statements
from peernet.graph.session import Graph
from peernet.model.community import COMMUNITY_VISIBILITIES, MEMBER_ROLES
from peernet.model.policy import KINDS, POLICY, Act, Standing, allowed, may, roles_for, standings_of
from peernet.schema.policy import FIELDS, MUTATIONS, Circle, document

FieldOf = tuple[str, str]
# Told where there is something to tell: what came of a decision, who could not be placed, and the like.
_MAY_BE_NOTHING = re.compile(
    r"^(Round|TeamPlan)\.decided|SetAt$|unmatched|Round(Gap|Blocker|Change|Blocking|Curve)|faultline|TeamPlanObstacle|LoneSkill"
    r"|Bridge|^Mentorship\.(started|ended|community)|^Team\.(answer|formed|started|finished)|^Report\.community"
    r"|^OwnAuditEntry\.community|^PlannedMember\.role|^PlannedTeam\.team|^RoundPair\.(outcome|lentBy)"
)


def test_the_document_is_the_tables() -> None:
    assert (ROOT / "docs" / "policy.md").read_text(encoding="utf-8") == document()


def test_every_field_and_every_mutation_stands_in_the_tables_and_nothing_else() -> None:
    types = [each for each in SCHEMA.type_map.values() if isinstance(each, GraphQLObjectType)]
    there = {(each.name, name) for each in types if not each.name.startswith("__") for name in each.fields}
    mutations = {name for type_name, name in there if type_name == "Mutation"}
    assert set(FIELDS) == {each for each in there if each[0] != "Mutation"}
    assert {verb.partition(":")[0] for verb in MUTATIONS} == mutations


def test_no_field_and_no_mutation_stands_twice() -> None:
    raw = (ROOT / "src/peernet/schema/policy.toml").read_text(encoding="utf-8")
    fields, _, mutations = raw.partition("[mutations]")
    rows = re.findall(r'^(\w+) = "(.*)"$', fields, re.M)
    assert len([name for _, names in rows for name in names.split()]) == len(FIELDS)
    verbs = [verb for names in re.findall(r'= "(.*)"$', mutations, re.M) for verb in names.split()]
    assert len(verbs) == len(MUTATIONS)


def test_the_table_knows_every_role_and_every_kind_of_community() -> None:
    assert set(KINDS) == set(COMMUNITY_VISIBILITIES)
    inside = {each.value for act in Act for each in Standing if each.value in MEMBER_ROLES and each in POLICY[act].who}
    assert inside == set(MEMBER_ROLES)
    assert set(POLICY) == set(Act)
    assert all(rule.needed in {*MEMBER_ROLES, "outsider"} for rule in POLICY.values())


def test_who_runs_a_community_is_who_statements_say_runs_it() -> None:
    """Statements that take no roles name them; they name those of the table."""
    named = {
        found
        for each in statements().values()
        for found in re.findall(r"\[('\w+'(?:, '\w+')*)\]", each.text)
        if "'organiser'" in found
    }
    assert named <= {", ".join(f"'{role}'" for role in roles_for(Act.PLAN))}


def test_a_token_lets_nobody_into_what_is_hidden() -> None:
    for act in set(Act) - {Act.CREATE}:
        for role in (None, "member", "organiser", "administrator"):
            assert "hidden" not in may(act, role).kinds
            assert not allowed(act, standings_of(None, role), "hidden")


@pytest.mark.parametrize("kind", KINDS)
async def test_every_field_is_told_to_whom_the_table_says_and_to_nobody_else(
    graph: Graph, kind: str, tmp_path: Path
) -> None:
    there = await planted(graph, kind)
    asking = Asking(there.network, tmp_path)
    asking.endpoint.ceiling = 10**9
    told: dict[str | None, set[FieldOf]] = defaultdict(set)
    tokens = dict(VIEWERS.values()) | {OWNER: "member"}
    for who, role in tokens.items():
        for root, variables in questions(there.ids, there.ids["code"] if who == OWNER else "no such code"):
            text, _ = whole_document("query", root)
            answer = (await asking.response(who, text, "en", role, **variables)).json()
            assert all(error["extensions"]["code"] != "INTERNAL" for error in answer.get("errors", [])), answer
            told[who] |= {("Query", name) for name, value in (answer["data"] or {}).items() if value is not None}
            told[who] |= fields_told(answer["data"])
    wrong = [
        f"{type_name}.{name} is told to {standing.value} of a {kind} community"
        for standing, (who, role) in VIEWERS.items()
        for type_name, name in sorted(told[who])
        if not may_see((type_name, name), standing, kind)
    ]
    wrong += missing(told, kind)
    assert not wrong, "\n".join(wrong)


def missing(told: Mapping[str | None, set[FieldOf]], kind: str) -> list[str]:
    """Fields that hang on a community alone, or are the owner's, and are not told to somebody whom the table names."""
    left = []
    for (type_name, name), audience in FIELDS.items():
        acts = [each for each in audience if isinstance(each, Act)]
        if type_name.endswith("Payload") or _MAY_BE_NOTHING.search(f"{type_name}.{name}"):
            continue
        if Circle.OWN in audience and (type_name, name) not in told[OWNER] and not _asked(type_name, kind):
            left.append(f"{type_name}.{name} is not told to its owner")
        if len(acts) == len(audience):
            left += [
                f"{type_name}.{name} is not told to {standing.value} of a {kind} community"
                for standing, (who, _) in VIEWERS.items()
                if may_see((type_name, name), standing, kind) and (type_name, name) not in told[who]
            ]
    return left


def _asked(type_name: str, kind: str) -> bool:
    """Whether it is of a request to join: nobody outside asks to join what they do not know of."""
    return type_name == "JoinRequest" and kind == "hidden"


def may_see(field: FieldOf, standing: Standing, kind: str) -> bool:
    """Whether the tables allow it."""
    audience = FIELDS[field]
    return (
        Circle.ANYBODY in audience
        or (Circle.SIGNED_IN in audience and standing is not Standing.NOBODY)
        or any(isinstance(act, Act) and allowed(act, held(standing), kind) for act in audience)
    )


def held(standing: Standing) -> list[Standing]:
    """What somebody is who comes with a token of that kind: to the community they are an outsider."""
    beside = standing in (Standing.NETWORK_ORGANISER, Standing.NETWORK_ADMINISTRATOR)
    return [standing, Standing.OUTSIDER] if beside else [standing]


def fields_told(value: Any) -> set[FieldOf]:
    """(type, field) of everything in an answer that is something, by the types that stand beside it."""
    found: set[FieldOf] = set()
    if isinstance(value, Mapping):
        type_name = value.get("__typename")
        for key, inner in value.items():
            name = key.removesuffix(f"Of{type_name}")
            if type_name is not None and key != "__typename" and inner is not None:
                found.add((type_name, name))
            found |= fields_told(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            found |= fields_told(each)
    return found


@pytest.mark.parametrize("kind", KINDS)
async def test_every_mutation_is_done_by_whom_the_table_says_and_by_nobody_else(
    graph: Graph, kind: str, tmp_path: Path
) -> None:
    shared = [verb for verb in MUTATIONS if verb not in _MOVES_THE_VIEWER]
    wrong: list[str] = []
    for verbs in (shared, *([verb] for verb in _MOVES_THE_VIEWER)):
        there: Planted | None = None
        for verb in verbs:
            for number, (standing, (who, role)) in enumerate(VIEWERS.items()):
                if there is None:
                    await graph.run(_WIPE)
                    there = await planted(graph, kind)
                    asking = Asking(there.network, tmp_path)
                came = await outcome(asking, who, role, verb, given(verb, number, there.ids))
                if came not in (expected := expected_of(MUTATIONS[verb], standing, kind)):
                    wrong.append(f"{verb} as {standing.value} of a {kind} community: {came}, not {sorted(expected)}")
                if verb == "dissolveCommunity" and came == "done":
                    there = None
    assert not wrong, "\n".join(wrong)


_MOVES_THE_VIEWER = ("leaveCommunity", "handOverCommunity", "dissolveCommunity", "unblock")
"""Whoever does it, or what they did before it, is no longer what it was: each is asked in a network of its own."""


def expected_of(audience: Act | Circle, standing: Standing, kind: str) -> set[str]:
    """What may come of a mutation; who may not is told so only of what they know of."""
    if standing is Standing.NOBODY:
        return {"UNAUTHENTICATED"}
    if isinstance(audience, Circle):
        return {"NotFound"} if audience is Circle.OWN else {"done", "refused"}
    if allowed(audience, held(standing), kind):
        return {"done"}
    if audience is not Act.CREATE and not allowed(Act.SEE, held(standing), kind):
        return {"NotFound"}
    return {"NotPermitted", "NotFound"}


async def outcome(asking: Asking, who: str | None, role: Any, verb: str, wanted: Mapping[str, Any]) -> str:
    """`done`, the name of a refusal about permission or absence, `refused` for any other, or an error's code."""
    name = verb.partition(":")[0]
    kinds = SCHEMA.mutation_type
    assert kinds is not None
    arguments = kinds.fields[name].args  # what takes no input is about the viewer
    declared, passed = (f"($input: {arguments['input'].type})", "(input: $input)") if arguments else ("", "")
    text = f"mutation{declared} {{ {name}{passed} {{ __typename }} }}"
    variables = {"input": dict(wanted)} if arguments else {}
    answer = (await asking.response(who, text, "en", role, **variables)).json()
    if "errors" in answer:
        return str(answer["errors"][0]["extensions"]["code"])
    made = str(answer["data"][name]["__typename"])
    if made.endswith("Payload"):
        return "done"
    return made if made in ("NotFound", "NotPermitted") else "refused"
