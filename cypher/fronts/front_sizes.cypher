// name:    front_sizes
// summary: How many ties the given skills' fronts hold now (`total`) and held when they were made (`made`); `sizes` counts,
//          for each language and visibility that had to leave somebody out then, those who rank before that one.
// params:  skill_ids: list[str]
// returns: many; skill_id: str, total: int, made: int, sizes: list[int]
// access:  read
// cost:    the fronts themselves, which are bounded.

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
OPTIONAL MATCH (s)<-[f:FRONT]-(p:Person)
WITH s, count(f) AS total, coalesce(s.front_cut, []) AS cut,
     collect({id: p.id, standing: f.standing,
              keys: [l IN CASE WHEN size(f.languages) = 0 THEN [''] ELSE f.languages END
                     | l + '|' + f.visibility + CASE WHEN f.full THEN '|full' ELSE '' END
       + CASE WHEN f.level IS NULL THEN '|shown' ELSE '' END]}) AS held
RETURN s.id AS skill_id, total, coalesce(s.front_made, 0) AS made,
       [i IN range(0, size(cut) - 1)
        | size([one IN held
                WHERE cut[i] IN one.keys
                  AND (one.standing > s.front_floors[i]
                       OR (one.standing = s.front_floors[i] AND one.id < s.front_floor_ids[i])) | 1])] AS sizes
ORDER BY skill_id
