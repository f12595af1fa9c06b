// name:    front_move
// summary: Takes a person out of the given lists of fronts (`rows`) and puts them where their ties (front_refresh) say that
//          they stand now. `worn` says which skills have a list too long, or too short before the best of those who were
//          left out when its front was made.
// params:  person_id: str, rows: list[list[Any]], keep: int
// row:     skill_id, key
// returns: many; skill_id: str, worn: bool
// access:  write
// cost:    one list for each row, which is bounded.

UNWIND $rows AS row
MATCH (s:Skill {id: row[0]})
SET s.lock = randomUUID()  // of two that write at once the later one sees what the other has written
WITH s, collect(row[1]) AS keys
MATCH (p:Person {id: $person_id})
WITH s, keys, [(p)-[f:FRONT]->(x:Skill) WHERE x.id = s.id
               | [f.standing, coalesce(f.until, 0), reduce(lines = '\n', place IN f.places | lines + place + '\n'),
                  [l IN CASE WHEN size(f.languages) = 0 THEN [''] ELSE f.languages END
                   | l + '|' + f.visibility + CASE WHEN f.full THEN '|full' ELSE '' END
                     + CASE WHEN f.level IS NULL THEN '|shown' ELSE '' END]]] AS ties
WITH s, keys, CASE WHEN size(ties) = 0 THEN [0.0, 0, '', []] ELSE ties[0] END AS tie
// The lists are out of date no later than when this tie ends.
SET s.front_turn = CASE WHEN tie[1] > 0 AND (s.front_turn IS NULL OR tie[1] < s.front_turn) THEN tie[1] ELSE s.front_turn END
WITH s, keys, tie
UNWIND keys AS key
MERGE (list:Front {key: s.id + '|' + key})
WITH s, list, key, tie, key IN tie[3] AS belongs,
     CASE WHEN key IN coalesce(s.front_keys, []) THEN coalesce(list.ids, []) ELSE [] END AS ids,
     list.ends AS ends, list.places AS places, list.standings AS standings
WITH s, list, key, tie, belongs, ids, ends, places, standings,
     [i IN range(0, size(ids) - 1) WHERE ids[i] <> $person_id | i] AS stay
WITH s, list, key, tie, belongs, ids, ends, places, standings,
     [i IN stay WHERE standings[i] > tie[0] OR (standings[i] = tie[0] AND ids[i] < $person_id) | i] AS before, stay
WITH s, list, key, tie, belongs, ids, ends, places, standings, before, [i IN stay WHERE NOT i IN before | i] AS after
SET list.ids = [i IN before | ids[i]] + CASE WHEN belongs THEN [$person_id] ELSE [] END + [i IN after | ids[i]],
    list.ends = [i IN before | ends[i]] + CASE WHEN belongs THEN [tie[1]] ELSE [] END + [i IN after | ends[i]],
    list.places = [i IN before | places[i]] + CASE WHEN belongs THEN [tie[2]] ELSE [] END + [i IN after | places[i]],
    list.standings = [i IN before | standings[i]] + CASE WHEN belongs THEN [tie[0]] ELSE [] END
                     + [i IN after | standings[i]]
WITH s, list, key, [i IN range(0, size(coalesce(s.front_cut, [])) - 1) WHERE s.front_cut[i] = key | i] AS cut
WITH s, key, size(list.ids) AS held,
     [i IN cut WHERE size([j IN range(0, size(list.ids) - 1)
                           WHERE list.standings[j] > s.front_floors[i]
                                 OR (list.standings[j] = s.front_floors[i] AND list.ids[j] < s.front_floor_ids[i]) | 1])
                     * 2 < $keep | i] AS short
WITH s, collect(key) AS moved, collect(CASE WHEN held = 0 THEN key END) AS gone,
     max(CASE WHEN size(short) > 0 OR held > 3 * $keep THEN 1 ELSE 0 END) AS worn
// A list that holds nobody is no list: readers share their places among those that there are.
WITH s, worn, gone, [key IN moved WHERE NOT key IN gone AND NOT key IN coalesce(s.front_keys, []) | key] AS new,
     [key IN coalesce(s.front_keys, []) WHERE NOT key IN gone | key] AS kept
FOREACH (_ IN CASE WHEN size(new) > 0 OR size(kept) < size(coalesce(s.front_keys, [])) THEN [1] ELSE [] END |
  SET s.front_keys = kept + new
)
RETURN s.id AS skill_id, worn = 1 AS worn
ORDER BY skill_id
