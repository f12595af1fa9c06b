// name:    hand_over_community
// summary: The viewer gives their own role in a community to another member and is a member from then on; who holds it
//          already, or a greater one, keeps theirs. No row for who does not run it.
// params:  viewer_id: str, community_id: str, person_id: str, roles: list[str]
// returns: one; outcome: str, role: str
// access:  write
// cost:    a few seeks.
// guards:  person p

MATCH (me:Person {id: $viewer_id})-[held:MEMBER_OF]->(c:Community {id: $community_id})
WHERE held.role IN $roles
SET c.lock = randomUUID()  // takes the community's lock: the role may go while we wait
WITH me, c, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (me)-[m:MEMBER_OF]->(c)
WHERE m.role IN $roles
OPTIONAL MATCH (p:Person {id: $person_id})-[t:MEMBER_OF]->(home:Community)
WHERE home.id = $community_id
  AND (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
WITH m, t, m.role AS role, CASE WHEN t IS NULL THEN 'not_found' ELSE 'handed_over' END AS outcome
FOREACH (tie IN CASE WHEN outcome = 'handed_over' AND t.role <> 'administrator' THEN [t] ELSE [] END | SET tie.role = role)
FOREACH (tie IN CASE WHEN outcome = 'handed_over' THEN [m] ELSE [] END | SET tie.role = 'member')
RETURN outcome, role
