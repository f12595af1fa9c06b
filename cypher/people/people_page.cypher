// name:    people_page
// summary: Of the given people those whom the viewer may see, by id.
// params:  viewer_id: str, ids: list[str], limit: int
// returns: many; id: str
// access:  read
// cost:    one seek for each id.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
WITH [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS id
MATCH (p:Person {id: id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
RETURN p.id AS id
ORDER BY id
LIMIT $limit
