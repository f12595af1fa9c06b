// name:    needs_of
// summary: What the given people want to learn, newest first, where they show it to the viewer; the caller has checked
//          that the viewer may see them.
// params:  viewer_id: str, ids: list[str], states: list[str], most: int, now: int
// returns: many; id: str, person_id: str, skill_id: str, level: int | None, goal: str, state: str, since: int,
//          until: int | None, reach: str
// access:  read
// cost:    one seek for each id, then their needs.
// guards:  needs p

MATCH (me:Person {id: $viewer_id})
WITH [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE (p.needs_for IS NULL OR p.id = $viewer_id OR (p.needs_for < 3 AND p.id IN working)
       OR (p.needs_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
CALL (p) {
  MATCH (p)-[:NEEDS]->(n:Need)
  WHERE CASE WHEN n.state IN ['open', 'pooled'] AND n.until <= $now THEN 'expired' ELSE n.state END IN $states
  RETURN n
  ORDER BY n.since DESC, n.id
  LIMIT $most
}
RETURN n.id AS id, p.id AS person_id, n.skill_id AS skill_id, n.level AS level, n.goal AS goal,
       CASE WHEN n.state IN ['open', 'pooled'] AND n.until <= $now THEN 'expired' ELSE n.state END AS state,
       n.since AS since, n.until AS until, coalesce(n.reach, 'wider') AS reach
ORDER BY person_id, since DESC, id
