// name:    front_refresh
// summary: Takes a person out of every front and, if they can be asked now, into the front of each skill they offer
//          where they rank before the best of those who were left out when it was made (front_rebuild), in any language.
//          `rows` tells the lists (skill and key) in which they stood or stand; `away` whether they come back by themselves,
//          or there are notes of that (note_return).
// params:  person_id: str, now: int
// returns: one; rows: list[list[Any]], away: bool
// access:  write
// cost:    the person's own offers; each of their skills is written to.

MATCH (p:Person {id: $person_id})
CALL (p) {
  OPTIONAL MATCH (p)-[r:OFFERS|SHOWN|FRONT]->(s:Skill)
  WHERE type(r) <> 'SHOWN' OR p.offered IS NULL
  WITH DISTINCT s ORDER BY s.id  // locks in one order, and skills before people, as who makes a front anew takes them
  WITH collect(s) AS skills
  FOREACH (s IN skills | SET s.lock = randomUUID())
  RETURN [s IN skills | s.id] AS locked  // a skill that comes to them only now has a change of its own coming
}
SET p.lock = randomUUID()  // of two changes at once the later one sees what the other has done
WITH p, locked, [(p)-[:MEMBER_OF]->(c:Community) | c.id] AS places,
     coalesce(p.away_until, 0) > $now OR size([(p)-[b:COMES_BACK]->(:Skill) | 1]) > 0 AS away
CALL (p, locked) {
  OPTIONAL MATCH (p)-[f:FRONT]->(was:Skill)
  WHERE was.id IN locked
  WITH collect(f) AS old,
       collect([was.id, [l IN CASE WHEN size(f.languages) = 0 THEN [''] ELSE f.languages END
                         | l + '|' + f.visibility + CASE WHEN f.full THEN '|full' ELSE '' END
                           + CASE WHEN f.level IS NULL THEN '|shown' ELSE '' END]]) AS were
  FOREACH (f IN old | DELETE f)
  RETURN [each IN were WHERE each[0] IS NOT NULL | each] AS were
}
CALL (p, places, locked) {
  MATCH (p)-[o:OFFERS|SHOWN]->(s:Skill)
  WITH p, places, o, s,
       CASE WHEN p.visibility = 'hidden' OR coalesce(p.offers_for, 0) > 1 OR coalesce(p.languages_for, 0) > 1
              THEN 'hidden'
            WHEN p.visibility = 'communities' OR p.offers_for = 1 OR p.languages_for = 1 THEN 'communities'
            ELSE 'open' END AS found_by
  WHERE s.id IN locked AND (type(o) = 'OFFERS' OR p.offered IS NULL)
    AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.unsuggested_at IS NULL
    AND found_by <> 'hidden'
    AND (o.until IS NULL OR o.until > $now)
  WITH p, places, o, s, found_by, coalesce(s.front_cut, []) AS cut,
       [l IN CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END
        | l + '|' + found_by + CASE WHEN p.open_places > 0 THEN '' ELSE '|full' END
       + CASE WHEN o.level IS NULL THEN '|shown' ELSE '' END] AS keys
  WITH p, places, o, s, found_by, keys,
       [i IN range(0, size(cut) - 1)
        WHERE s.front_floors[i] > o.standing OR (s.front_floors[i] = o.standing AND s.front_floor_ids[i] <= p.id)
        | cut[i]] AS out_of_reach
  WITH p, places, o, s, found_by, keys, [key IN keys WHERE NOT key IN out_of_reach | key] AS good_for
  WHERE size(good_for) > 0
  CREATE (p)-[:FRONT {standing: o.standing, level: o.level, languages: p.speaks, visibility: found_by,
                      full: p.open_places < 1, places: places,
                      until: (CASE WHEN p.quiet_at IS NULL THEN o.until WHEN o.until < p.quiet_at THEN o.until
                                   ELSE p.quiet_at END)}]->(s)
  RETURN collect([s.id, keys]) AS are
}
UNWIND CASE WHEN size(were + are) = 0 THEN [null] ELSE were + are END AS each
UNWIND CASE WHEN each IS NULL THEN [null] ELSE each[1] END AS key
WITH DISTINCT away, each[0] AS skill_id, key
ORDER BY skill_id, key  // locks in one order
RETURN collect(CASE WHEN skill_id IS NULL THEN null ELSE [skill_id, key] END) AS rows, away
