"""Who may see what, as the words that every guarded statement must contain.

Cypher has no functions of our own, and a statement is never put together from strings, so the rule stands in each
file; this module holds its one wording, and `queries.py` refuses a file whose wording differs. A guarded statement
first collects two lists, once for the whole statement, so that the rule costs a look into a short list per row:

    blocked   ids of the people on either side of a block with the viewer
    mine      ids of the communities the viewer belongs to
    working   ids of the people the viewer works with: active mentorships, teams formed or started
    runs      ids of the communities whose catalogue the viewer keeps, by their role there

A person who may be seen still shows each of their aspects (`model/audience.py`) only from a nearness on. A statement
says for each aspect that it reads, of whom, and holds one of two wordings: where rows are shown the nearness is worked
out once, as `near_p`, and compared; in a condition the aspect alone is looked at, which costs nothing while it is shown
as usual.

The viewer is found by MATCH, never by OPTIONAL MATCH: somebody who is not in the network sees nothing, and on ArcadeDB
a pattern from a null node is a pattern from every node.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from peernet.model.audience import ASPECTS

_PERSON = (
    "({{v}}.id = $viewer_id OR (NOT {{v}}.id IN blocked AND ({{v}}.visibility = 'open' OR ({{v}}.visibility = "
    "'communities' AND {shared}))))"
)
# Neo4j would fetch a list from a pattern for every row, needed or not; it looks into EXISTS only where nothing before
# it has decided. Ids are compared after WITH, so that no engine begins at a community and goes through its members.
_SHARED = (
    "EXISTS {{ MATCH ({v})-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine "
    "RETURN 1 }}"
)
_JOINED = "any(one IN joined WHERE one[0] IN mine)"
_NEAR = (
    "CASE WHEN {{v}}.id = $viewer_id THEN 3 WHEN {{v}}.id IN working THEN 2 WHEN {shared} THEN 1 "
    "ELSE 0 END AS near_{{v}}"
)
_SHOWN = (
    "({{v}}.{aspect}_for IS NULL OR {{v}}.id = $viewer_id OR ({{v}}.{aspect}_for < 3 AND {{v}}.id IN working) "
    "OR ({{v}}.{aspect}_for < 2 AND {shared}))"
)
# Of all members of a community at once what they show to those who share one, whoever of its organisers looks.
_MEMBERS = "(home)<-[:MEMBER_OF]-({v}:Person)"
_BY_COMMUNITIES = "coalesce({{v}}.{aspect}_for, 0) < 2"
_CONTACT = "near_{v} > 1 AND near_{v} >= coalesce({v}.contact_for, 2)"
_COMPARED = "near_{{v}} >= coalesce({{v}}.{aspect}_for, 0)"


def _aspect(*aspects: str) -> tuple[tuple[str, ...], ...]:
    """The wordings of whether a viewer is shown all of these."""
    compared = " AND ".join(_COMPARED.format(aspect=each) for each in aspects)
    alone = [tuple(_SHOWN.format(aspect=each, shared=shared) for each in aspects) for shared in (_SHARED, _JOINED)]
    by_communities = (_MEMBERS, *(_BY_COMMUNITIES.format(aspect=each) for each in aspects))
    return (*((_NEAR.format(shared=shared), compared) for shared in (_SHARED, _JOINED)), *alone, by_communities)


RULES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    # Where memberships are needed anyway they are read once, into `joined`: to read them twice is half of the cost.
    "person": (
        (_PERSON.format(shared=_SHARED),),
        (
            _PERSON.format(shared=_JOINED),
            "[({v})-[m:MEMBER_OF]->(c:Community) | [c.id, m.since]] AS joined",
        ),
        (
            _PERSON.format(shared=_JOINED),
            "[({v})-[m:MEMBER_OF]->(c:Community) | [c.id, m.since, c.visibility = 'open']] AS joined",
        ),
    ),
    "community": (("({v}.visibility <> 'hidden' OR {v}.id IN mine)",),),
    # That somebody belongs to it: a closed community is known to all, its members to its members.
    "membership": (("({v}.visibility = 'open' OR {v}.id IN mine)",),),
    # That the viewer may do something with it: who may is in model/policy.py, and comes with the question.
    "act": (
        (
            "({v}.visibility <> 'hidden' OR {v}.id IN mine)",
            "({v}.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = {v}.id | m.role]) "
            "IN $roles)",
        ),
    ),
    **{aspect: _aspect(aspect) for aspect in ASPECTS},
    # Never before both have agreed, whatever is set.
    "contact": tuple((_NEAR.format(shared=each), _CONTACT) for each in (_SHARED, _JOINED)),
    # Hours are said in a time zone, which tells where somebody lives.
    "hours": _aspect("hours", "place"),
    # What they may say no to (`model/consent.py`).
    "suggested": (("{v}.unsuggested_at IS NULL",),),
    "counted": (("{v}.uncounted_at IS NULL",),),
    "compared": (("{v}.uncompared_at IS NULL",),),
    # Whose catalogue a skill or a proposal is in: everybody's is kept by the network's administrators.
    "keeping": (("($administrator OR coalesce({v}.community_id, '') IN runs)",),),
}
"""For each noun its wordings; a statement contains all parts of one of them, `{v}` being its variable."""
HERE = "({v}.status = 'active' AND coalesce({v}.away_until, 0) <= $now AND coalesce({v}.quiet_at, $now + 1) > $now)"
"""That somebody can be asked now: active, back from where they were, and not quiet. The clock decides it, not a job."""
LISTS = {
    "blocked": "[(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked",
    "mine": "[(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine",
    "working": (
        "[(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id] "
        "+ [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person) WHERE t.state IN ['formed', 'started'] "
        "AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working"
    ),
    "runs": "[(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs",
}


def missing_guard(text: str, guards: tuple[tuple[str, str], ...]) -> str | None:
    """What the statement lacks of the visibility rules that its header promises, as a sentence; None when nothing."""
    flat = _flat(text)
    if guards and "OPTIONALMATCH(me:" in flat:
        return "the viewer `me` must be found by MATCH, not by OPTIONAL MATCH"
    for noun, variable in guards:
        if noun not in RULES:
            return f"no visibility rule for a `{noun}`; there is one for {', '.join(RULES)}"
        said = [parts for parts in RULES[noun] if all(_flat(part.format(v=variable)) in flat for part in parts)]
        if not said:
            return f"the visibility rule for `{noun} {variable}` is missing or differs from guards.py"
        for name in LISTS:
            if f" IN {name}" in " ".join(said[0]) and _flat(LISTS[name]) not in flat:
                return f"the list `{name}` of the visibility rule is missing or differs from guards.py"
    return None


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
