// name:    front_refresh
// summary: Takes a person out of every front and, if they can be asked now, into the front of each skill they offer.
// params:  person_id: str, now: int
// returns: one; skill_ids: list[str], languages: list[str]
// access:  write
// cost:    the person's own offers.

MATCH (p:Person {id: $person_id})
SET p.lock = randomUUID()  // of two changes at once the later one sees what the other has done
WITH p
CALL (p) {
  OPTIONAL MATCH (p)-[f:FRONT]->(was:Skill)
  WITH collect(f) AS old, collect(was.id) AS were
  FOREACH (f IN old | DELETE f)
  RETURN were
}
CALL (p) {
  MATCH (p)-[o:OFFERS]->(s:Skill)
  WHERE p.status = 'active' AND p.open_places > 0 AND p.visibility <> 'hidden'
    AND (o.until IS NULL OR o.until > $now)
  CREATE (p)-[:FRONT {standing: o.standing, level: o.level, languages: p.speaks, visibility: p.visibility,
                      until: o.until}]->(s)
  RETURN collect(s.id) AS are
}
RETURN [id IN were WHERE NOT id IN are] + are AS skill_ids, p.speaks AS languages
