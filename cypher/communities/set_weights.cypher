// name:    set_weights
// summary: An organiser sets how much reasons count in a community: the given factors replace those of the same names,
//          `reset` forgets all others. What counts as usual (1) is kept in a chapter only: it may be set above. No row for
//          who does not run it.
// params:  viewer_id: str, community_id: str, names: list[str], factors: list[float], reset: bool,
//          roles: list[str], now: int
// returns: one; outcome: str
// access:  write
// cost:    one seek for the community, and the viewer's memberships.

MATCH (me:Person {id: $viewer_id})-[m:MEMBER_OF]->(c:Community {id: $community_id})
WHERE m.role IN $roles
SET c.lock = randomUUID()  // takes the community's lock: what two set at once must not be mixed up
WITH me, c
MATCH (me)-[m:MEMBER_OF]->(c)  // again: the role may have gone while we waited
WHERE m.role IN $roles
WITH c, coalesce(c.weight_names, []) AS had, coalesce(c.weight_factors, []) AS were,
     size([(c)-[:PART_OF]->(above:Community) | 1]) > 0 AS chapter
WITH c, had, were,
     [i IN range(0, size(had) - 1) WHERE NOT $reset AND NOT had[i] IN $names | i] AS staying,
     [i IN range(0, size($names) - 1) WHERE chapter OR $factors[i] <> 1.0 | i] AS coming
WITH c, [i IN staying | had[i]] + [i IN coming | $names[i]] AS names,
     [i IN staying | were[i]] + [i IN coming | $factors[i]] AS factors
SET c.weight_names = CASE WHEN size(names) > 0 THEN names END,
    c.weight_factors = CASE WHEN size(names) > 0 THEN factors END,
    c.weighed_at = $now
RETURN 'set' AS outcome
