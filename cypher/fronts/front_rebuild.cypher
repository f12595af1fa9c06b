// name:    front_rebuild
// summary: Makes the fronts of the given skills anew: for each language and visibility the best-standing mentors who can
//          be asked now, and those who could if they had a place open. `front_cut` says for which of these (`en|open`,
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
  WHERE (type(o) = 'OFFERS' OR p.offered IS NULL) AND p.status = 'active' AND p.visibility <> 'hidden'
    AND (o.until IS NULL OR o.until > $now)
  UNWIND CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END AS language
  WITH language + '|' + p.visibility + CASE WHEN p.open_places > 0 THEN '' ELSE '|full' END
       + CASE WHEN o.level IS NULL THEN '|shown' ELSE '' END AS key,
       p.id AS id, o.standing AS standing
  ORDER BY standing DESC, id
  WITH key, collect(id) AS ranked, collect(standing) AS standings
  RETURN collect(ranked[0..$keep]) AS kept,
         collect(CASE WHEN size(ranked) > $keep
                      THEN {key: key, standing: standings[$keep], id: ranked[$keep]} END) AS cut
}
SET s.front_cut = [best IN cut | best.key], s.front_floors = [best IN cut | best.standing],
    s.front_floor_ids = [best IN cut | best.id]
WITH s, reduce(ids = [], some IN kept | ids + some) AS ids
UNWIND ids AS id
WITH DISTINCT s, id
// By id, since ArcadeDB makes no tie from a node that came out of a list; and not `->(s)`, nor by the skill's id, since
// an engine might go through all its offers for each person.
MATCH (p:Person {id: id})-[o:OFFERS|SHOWN]->(:Skill)
WHERE o.skill_id = s.id AND (type(o) = 'OFFERS' OR p.offered IS NULL)
CREATE (p)-[f:FRONT {standing: o.standing, level: o.level, languages: p.speaks, visibility: p.visibility,
                     full: p.open_places < 1, until: o.until}]->(s)
WITH s, count(f) AS size
SET s.front_made = size
RETURN s.id AS skill_id, size
