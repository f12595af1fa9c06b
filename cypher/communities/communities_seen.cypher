// name:    communities_seen
// summary: Those of the given communities that the viewer may see, each with its parent where that may be seen too.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, name: str, about: str, place: str, visibility: str, part_of: str | None, my_role: str | None,
//          weight_names: list[str], weight_factors: list[float], weighed_at: int | None
// access:  read
// cost:    one seek for each id.
// guards:  community c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (c:Community {id: wanted})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
RETURN c.id AS id, c.name AS name, c.about AS about, c.place AS place, c.visibility AS visibility,
       head([(c)-[:PART_OF]->(parent:Community)
             WHERE (parent.visibility <> 'hidden' OR parent.id IN mine) | parent.id]) AS part_of,
       head([(me)-[m:MEMBER_OF]->(joined:Community) WHERE joined.id = wanted | m.role]) AS my_role,
       coalesce(c.weight_names, []) AS weight_names, coalesce(c.weight_factors, []) AS weight_factors,
       c.weighed_at AS weighed_at
