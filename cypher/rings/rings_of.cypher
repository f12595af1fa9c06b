// name:    rings_of
// summary: The rings that were proposed with the viewer in them, newest first; only those of which they see every member.
//          `ids`: only these; all of the viewer's where nothing is said. What others answered is not told.
// params:  viewer_id: str, ids: list[str] | None, now: int, limit: int
// returns: many; id: str, state: str, accepted: bool, proposed_at: int, members: list[list[Any]]
// access:  read
// cost:    the viewer's own rings.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (me)-[own:IN_RING]->(r:Ring)
WHERE $ids IS NULL OR r.id IN $ids
WITH blocked, mine, r, own.accepted_at IS NOT NULL AS accepted
MATCH (r)<-[i:IN_RING]-(p:Person)
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
WITH r, accepted, i, p,
     coalesce(head([(p)-[o:OFFERS]->(s:Skill) WHERE s.id = i.gives | o.level]), 0) AS level
ORDER BY i.place
WITH r, accepted, collect([p.id, p.name, i.gives, level]) AS members
WHERE size(members) = r.size
RETURN r.id AS id, CASE WHEN r.state = 'proposed' AND r.until <= $now THEN 'ended' ELSE r.state END AS state, accepted,
       r.proposed_at AS proposed_at, members
ORDER BY proposed_at DESC, id
LIMIT $limit
