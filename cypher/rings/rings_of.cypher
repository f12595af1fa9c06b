// name:    rings_of
// summary: The rings that were proposed with the viewer in them, newest first; only those of which they see every member,
//          and of one that is not agreed what every member gives and gets. `ids`: only these; all of the viewer's where nothing is said. What others answered is not told.
// params:  viewer_id: str, ids: list[str] | None, now: int, limit: int
// returns: many; id: str, state: str, accepted: bool, proposed_at: int, members: list[list[Any]]
// access:  read
// cost:    the viewer's own rings.
// guards:  person p, name p, offers p, needs p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
MATCH (me)-[own:IN_RING]->(r:Ring)
WHERE $ids IS NULL OR r.id IN $ids
WITH blocked, mine, working, r, own.accepted_at IS NOT NULL AS accepted
MATCH (r)<-[i:IN_RING]-(p:Person)
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
WITH r, accepted, i, p,
     CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
          WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
WHERE r.state = 'agreed' OR (near_p >= coalesce(p.offers_for, 0) AND near_p >= coalesce(p.needs_for, 0))
WITH r, accepted, i, p, near_p,
     CASE WHEN near_p >= coalesce(p.offers_for, 0)
          THEN coalesce(head([(p)-[o:OFFERS]->(s:Skill) WHERE s.id = i.gives | o.level]), 0) ELSE 0 END AS level
ORDER BY i.place
WITH r, accepted, collect([p.id, CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END, i.gives, level]) AS members
WHERE size(members) = r.size
RETURN r.id AS id, CASE WHEN r.state = 'proposed' AND r.until <= $now THEN 'ended' ELSE r.state END AS state, accepted,
       r.proposed_at AS proposed_at, members
ORDER BY proposed_at DESC, id
LIMIT $limit
