// name:    needs_of
// summary: What the given people want to learn, newest first; the caller has checked that the viewer may see them.
// params:  ids: list[str], states: list[str], most: int
// returns: many; id: str, person_id: str, skill_id: str, level: int | None, goal: str, state: str, since: int,
//          until: int | None, reach: str
// access:  read
// cost:    one seek for each id, then their needs.

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
CALL (p) {
  MATCH (p)-[:NEEDS]->(n:Need)
  WHERE n.state IN $states
  RETURN n
  ORDER BY n.since DESC, n.id
  LIMIT $most
}
RETURN n.id AS id, p.id AS person_id, n.skill_id AS skill_id, n.level AS level, n.goal AS goal, n.state AS state,
       n.since AS since, n.until AS until, coalesce(n.reach, 'wider') AS reach
ORDER BY person_id, since DESC, id
