// name:    offers_of
// summary: What the given people offer; the caller has checked that the viewer may see them.
// params:  ids: list[str], now: int, most: int
// returns: many; person_id: str, skill_id: str, level: int, standing: float, since: int, until: int | None
// access:  read
// cost:    one seek for each id, then their offers.

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
CALL (p) {
  MATCH (p)-[o:OFFERS]->(s:Skill)
  WHERE o.until IS NULL OR o.until > $now
  RETURN s.id AS skill_id, o.level AS level, o.standing AS standing, o.since AS since, o.until AS until
  ORDER BY level DESC, skill_id
  LIMIT $most
}
RETURN p.id AS person_id, skill_id, level, standing, since, until
ORDER BY person_id, level DESC, skill_id
