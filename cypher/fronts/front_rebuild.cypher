// name:    front_rebuild
// summary: Makes the fronts of the given skills anew: for each language and visibility (the narrowest of the person's,
//          their offers' and their languages') the best-standing mentors who can be asked now, and those who could if
//          they had a place open. `front_cut` says for which of these (`en|open`,
//          `en|open|full`) somebody had to be left out, `front_floors` and `front_floor_ids` the standing and id of the
//          best of them: whoever ranks before that one belongs into the front. Who never said what they offer stands
//          for what they have shown.
// params:  skill_ids: list[str], keep: int, now: int
// returns: many; skill_id: str, size: int
// access:  write
// cost:    all offers of each skill, sorted: seconds for the hottest of a million people, so it is not run for a write
//          but when a front has grown to twice its size or shrunk to half.
// deadline: 120

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
SET s.lock = randomUUID()  // takes the skill's lock: a front is made by one at a time
WITH s
CALL (s) {
  OPTIONAL MATCH (s)<-[f:FRONT]-(:Person)
  WITH collect(f) AS old
  FOREACH (f IN old | DELETE f)
  RETURN size(old) AS removed
}
CALL (s) {
  MATCH (s)<-[o:OFFERS|SHOWN]-(p:Person)
  WITH p, o,
       CASE WHEN p.visibility = 'hidden' OR coalesce(p.offers_for, 0) > 1 OR coalesce(p.languages_for, 0) > 1
              THEN 'hidden'
            WHEN p.visibility = 'communities' OR p.offers_for = 1 OR p.languages_for = 1 THEN 'communities'
            ELSE 'open' END AS found_by
  WHERE (type(o) = 'OFFERS' OR p.offered IS NULL)
    AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.unsuggested_at IS NULL
    AND found_by <> 'hidden'
    AND (o.until IS NULL OR o.until > $now)
  UNWIND CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END AS language
  WITH language + '|' + found_by + CASE WHEN p.open_places > 0 THEN '' ELSE '|full' END
       + CASE WHEN o.level IS NULL THEN '|shown' ELSE '' END AS key,
       p.id AS id, o.standing AS standing, o.level AS level, found_by,
       CASE WHEN p.quiet_at IS NULL THEN o.until WHEN o.until < p.quiet_at THEN o.until ELSE p.quiet_at END AS until
  ORDER BY standing DESC, id
  WITH key, collect([id, standing, level, until, found_by]) AS ranked
  RETURN collect(ranked[0..$keep]) AS kept,
         collect(CASE WHEN size(ranked) > $keep
                      THEN {key: key, standing: ranked[$keep][1], id: ranked[$keep][0]} END) AS cut
}
SET s.front_cut = [best IN cut | best.key], s.front_floors = [best IN cut | best.standing],
    s.front_floor_ids = [best IN cut | best.id]
WITH s, kept
UNWIND kept AS some
UNWIND some AS each
WITH DISTINCT s, each
ORDER BY each[0]  // people's locks in one order: fronts of other skills may be made beside this
MATCH (p:Person {id: each[0]})  // by id, since ArcadeDB makes no tie from a node that came out of a list
WITH s, each, p, [(p)-[:MEMBER_OF]->(c:Community) | c.id] AS places
CREATE (p)-[f:FRONT {standing: each[1], level: each[2], languages: p.speaks, visibility: each[4],
                     full: p.open_places < 1, until: each[3], places: places}]->(s)
WITH s, count(f) AS size
SET s.front_made = size
RETURN s.id AS skill_id, size
