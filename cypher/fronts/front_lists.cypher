// name:    front_lists
// summary: Writes down who stands in the given skills' fronts: a Front node for each language and visibility (`go|en|open`)
//          with their ids, standings, the ends of their offers (0: none) and the communities that each is in (one text,
//          a line for each id), best first. A reader takes the head of a list, or of those in it who share a community,
//          where ties would have to be gone through one by one. Ties that have ended are dropped; `front_turn` is when the
//          next one ends, or somebody comes back who belongs here: from then on the lists are out of date.
// params:  skill_ids: list[str], now: int
// returns: many; skill_id: str, size: int
// access:  write
// cost:    the fronts themselves, which are bounded.
// deadline: 60

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
SET s.lock = randomUUID()  // of two that write at once the later one sees what the other saw
WITH s
CALL (s) {
  OPTIONAL MATCH (s)<-[f:FRONT]-(:Person)
  WHERE f.until <= $now
  WITH collect(f) AS ended
  FOREACH (f IN ended | DELETE f)
  RETURN size(ended) AS dropped
}
CALL (s) {
  OPTIONAL MATCH (s)<-[f:FRONT]-(:Person)
  RETURN min(f.until) AS ends
}
CALL (s) {
  OPTIONAL MATCH (s)<-[b:COMES_BACK]-(:Person)
  RETURN min(b.at) AS back
}
SET s.front_turn = CASE WHEN ends IS NULL OR back < ends THEN back ELSE ends END
WITH s
CALL (s) {
  MATCH (s)<-[f:FRONT]-(p:Person)
  UNWIND CASE WHEN size(f.languages) = 0 THEN [''] ELSE f.languages END AS language
  WITH language + '|' + f.visibility + CASE WHEN f.full THEN '|full' ELSE '' END
       + CASE WHEN f.level IS NULL THEN '|shown' ELSE '' END AS key,
       p.id AS id, f.standing AS standing, coalesce(f.until, 0) AS end,
       reduce(lines = '\n', place IN f.places | lines + place + '\n') AS lines
  ORDER BY standing DESC, id
  WITH key, collect(id) AS ids, collect(end) AS ends, collect(lines) AS places, collect(standing) AS standings
  RETURN collect({key: key, ids: ids, ends: ends, places: places, standings: standings}) AS lists
}
SET s.front_keys = [each IN lists | each.key]
WITH s, lists
UNWIND lists AS each
MERGE (list:Front {key: s.id + '|' + each.key})
SET list.ids = each.ids, list.ends = each.ends, list.places = each.places, list.standings = each.standings
RETURN s.id AS skill_id, sum(size(each.ids)) AS size
