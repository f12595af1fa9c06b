// name:    open_mentors
// summary: How many people could be asked now for one of the skills, of those whom everybody may see; nobody is named.
//          Exact up to `most`; beyond that at least `most`.
// params:  viewer_id: str, skill_ids: list[str], most: int, now: int
// returns: one; available: int
// access:  read
// cost:    at most `most` people of each list of each skill; flat in the number of people.
// guards:  person p

MATCH (me:Nobody {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
WITH blocked, mine, wanted,
     [key IN s.front_keys WHERE key ENDS WITH '|open' OR key ENDS WITH '|open|shown'] AS keys
UNWIND keys AS key
MATCH (list:Front {key: wanted + '|' + key})
WITH blocked, mine, list.ids AS ids, list.ends AS ends
UNWIND [i IN range(0, size(ids) - 1) WHERE ends[i] = 0 OR ends[i] > $now | ids[i]][0..$most] AS id
WITH DISTINCT blocked, mine, id
MATCH (p:Person {id: id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  AND p.status = 'active' AND p.open_places > 0
WITH count(p) AS found
RETURN CASE WHEN found > $most THEN $most ELSE found END AS available
