// name:    communities_seen
// summary: Those of the given communities that the viewer may see, each with its parent where that may be seen too, and
//          with what it and those above it have set, from the nearest on: a hidden one passes nothing on.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, name: str, about: str, place: str, visibility: str, part_of: str | None, my_role: str | None,
//          chain: list[dict[str, Any]], weighed_at: int | None
// access:  read
// cost:    one seek for each id, then what it is part of.
// guards:  community c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (c:Community {id: wanted})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
CALL (c) {
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)
  WHERE all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH above, length(way) AS far
  ORDER BY far
  RETURN collect({joining: above.joining, need_days: above.need_days, offer_days: above.offer_days,
                  quiet_days: above.quiet_days, borrowing: above.borrowing,
                  weight_names: coalesce(above.weight_names, []),
                  weight_factors: coalesce(above.weight_factors, [])}) AS chain
}
RETURN c.id AS id, c.name AS name, c.about AS about, c.place AS place, c.visibility AS visibility,
       head([(c)-[:PART_OF]->(parent:Community)
             WHERE (parent.visibility <> 'hidden' OR parent.id IN mine) | parent.id]) AS part_of,
       head([(me)-[m:MEMBER_OF]->(joined:Community) WHERE joined.id = wanted | m.role]) AS my_role,
       chain, c.weighed_at AS weighed_at
