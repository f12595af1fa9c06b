// name:    front_sizes
// summary: How many stand in the given skills' fronts for each language and visibility, and which of these (`en|open`)
//          had to leave somebody out when the front was made; `total` ties now, `made` then.
// params:  skill_ids: list[str]
// returns: many; skill_id: str, language: str, visibility: str, size: int, cut: list[str],
//          total: int, made: int
// access:  read
// cost:    the fronts themselves, which are bounded.

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
OPTIONAL MATCH (s)<-[f:FRONT]-(:Person)
WITH s, collect({languages: f.languages, visibility: coalesce(f.visibility, '')}) AS fronts, count(f) AS total
UNWIND fronts AS front
UNWIND CASE WHEN coalesce(front.languages, []) = [] THEN [''] ELSE front.languages END AS language
RETURN s.id AS skill_id, language, front.visibility AS visibility, count(*) AS size,
       coalesce(s.front_cut, []) AS cut, total, coalesce(s.front_made, 0) AS made
ORDER BY skill_id, language, visibility
