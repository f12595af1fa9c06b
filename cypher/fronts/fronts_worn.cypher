// name:    fronts_worn
// summary: Those of the given skills that have a list, as it is written down, too short before the best of those who were
//          left out when its front was made.
// params:  skill_ids: list[str], keep: int
// returns: many; skill_id: str
// access:  read
// cost:    the lists, which are bounded.

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
UNWIND range(0, size(coalesce(s.front_cut, [])) - 1) AS i
OPTIONAL MATCH (list:Front {key: s.id + '|' + s.front_cut[i]})
WITH s, i, CASE WHEN s.front_cut[i] IN s.front_keys THEN coalesce(list.ids, []) ELSE [] END AS ids,
     list.standings AS standings
WITH s, size([j IN range(0, size(ids) - 1)
              WHERE standings[j] > s.front_floors[i]
                    OR (standings[j] = s.front_floors[i] AND ids[j] < s.front_floor_ids[i]) | 1]) AS before
WHERE before + before < $keep
RETURN DISTINCT s.id AS skill_id
