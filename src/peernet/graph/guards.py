"""Who may see what, as the words that every guarded statement must contain.

Cypher has no functions of our own, and a statement is never put together from strings, so the rule stands in each
file; this module holds its one wording, and `queries.py` refuses a file whose wording differs. A guarded statement
first collects two lists, once for the whole statement, so that the rule costs a look into a short list per row:

    blocked   ids of the people on either side of a block with the viewer
    mine      ids of the communities the viewer belongs to

The viewer is found by MATCH, never by OPTIONAL MATCH: somebody who is not in the network sees nothing, and on ArcadeDB
a pattern from a null node is a pattern from every node.
"""

from __future__ import annotations

import re

_PERSON = (
    "({{v}}.id = $viewer_id OR (NOT {{v}}.id IN blocked AND ({{v}}.visibility = 'open' OR ({{v}}.visibility = "
    "'communities' AND any({shared} IN mine)))))"
)
RULES = {
    # Where memberships are needed anyway they are read once, into `joined`: to read them twice is half of the cost.
    "person": (
        (_PERSON.format(shared="c IN [({v})-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c"),),
        (
            _PERSON.format(shared="one IN joined WHERE one[0]"),
            "[({v})-[m:MEMBER_OF]->(c:Community) | [c.id, m.since]] AS joined",
        ),
        (
            _PERSON.format(shared="one IN joined WHERE one[0]"),
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
}
"""For each noun its wordings; a statement contains all parts of one of them, `{v}` being its variable."""
LISTS = {
    "blocked": "[(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked",
    "mine": "[(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine",
}


def missing_guard(text: str, guards: tuple[tuple[str, str], ...]) -> str | None:
    """What the statement lacks of the visibility rules that its header promises, as a sentence; None when nothing."""
    flat = _flat(text)
    if guards and "OPTIONALMATCH(me:" in flat:
        return "the viewer `me` must be found by MATCH, not by OPTIONAL MATCH"
    for noun, variable in guards:
        if noun not in RULES:
            return f"no visibility rule for a `{noun}`; there is one for {', '.join(RULES)}"
        if not any(all(_flat(part.format(v=variable)) in flat for part in parts) for parts in RULES[noun]):
            return f"the visibility rule for `{noun} {variable}` is missing or differs from guards.py"
        for name in ("blocked", "mine") if noun == "person" else ("mine",):
            if _flat(LISTS[name]) not in flat:
                return f"the list `{name}` of the visibility rule is missing or differs from guards.py"
    return None


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
