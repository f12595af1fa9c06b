// name:    endorse
// summary: The viewer stands up for somebody's skill, once for each skill of a person; again it counts from now on. The id
//          of a merged skill means its survivor.
// params:  viewer_id: str, person_id: str, skill_id: str, now: int, most: int
// returns: one; outcome: str, skill_id: str | None
// access:  write
// cost:    three seeks, and the viewer's own endorsements.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the viewer's endorsements are counted
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
OPTIONAL MATCH (p:Person {id: $person_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
OPTIONAL MATCH (named:Skill {id: $skill_id})
SET named.lock = randomUUID()  // a merge moves this endorsement, or this one sees the merge
WITH me, p, named
OPTIONAL MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
WITH me, p, s, [(me)-[e:ENDORSES]->(x:Person) | [x.id, e.skill_id]] AS given
WITH me, p, s,
     CASE
       WHEN p IS NULL THEN 'no_person'
       WHEN s IS NULL THEN 'no_skill'
       WHEN any(each IN given WHERE each[0] = $person_id AND each[1] = s.id) THEN 'repeated'
       WHEN size(given) >= $most THEN 'too_many'
       ELSE 'endorsed'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome IN ['endorsed', 'repeated'] THEN [1] ELSE [] END |
  MERGE (me)-[e:ENDORSES {skill_id: s.id}]->(p)
  SET e.at = $now, me.active_at = $now
)
RETURN outcome, s.id AS skill_id
