// name:    offers_of
// summary: What the given people offer, where they show it to the viewer; the caller has checked that the viewer may see
//          them.
// params:  viewer_id: str, ids: list[str], now: int, most: int
// returns: many; person_id: str, skill_id: str, level: int, standing: float, since: int, until: int | None,
//          only_one: bool
// access:  read
// cost:    one seek for each id, then their offers.
// guards:  offers p

MATCH (me:Person {id: $viewer_id})
WITH [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE (p.offers_for IS NULL OR p.id = $viewer_id OR (p.offers_for < 3 AND p.id IN working)
       OR (p.offers_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
CALL (p) {
  MATCH (p)-[o:OFFERS]->(s:Skill)
  WHERE o.until IS NULL OR o.until > $now
  RETURN s.id AS skill_id, o.level AS level, o.standing AS standing, o.since AS since, o.until AS until,
         coalesce(o.only_one, false) AS only_one
  ORDER BY level DESC, skill_id
  LIMIT $most
}
RETURN p.id AS person_id, skill_id, level, standing, since, until, only_one
ORDER BY person_id, level DESC, skill_id
