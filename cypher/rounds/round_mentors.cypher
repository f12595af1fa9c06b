// name:    round_mentors
// summary: Those of the given people whom the viewer may see and who can be asked, with the places they have open.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, open_places: int
// access:  read
// cost:    one seek for each id.
// guards:  person p
// deadline: 30

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  AND p.status = 'active'
RETURN p.id AS id, p.open_places AS open_places
