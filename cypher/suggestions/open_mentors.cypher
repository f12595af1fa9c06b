// name:    open_mentors
// summary: How many people could be asked now for one of the skills, of those whom everybody may see; nobody is named.
//          Exact up to `most`; beyond that at least `most`.
// params:  viewer_id: str, skill_ids: list[str], most: int, now: int
// returns: one; available: int
// access:  read
// cost:    at most `most` people of each list of each skill; flat in the number of people.
// guards:  suggested p, counted p, person p, offers p, languages p

MATCH (me:Nobody {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
WITH blocked, mine, working, wanted,
     [key IN s.front_keys WHERE key ENDS WITH '|open' OR key ENDS WITH '|open|shown'] AS keys
UNWIND keys AS key
MATCH (list:Front {key: wanted + '|' + key})
WITH blocked, mine, working, list.ids AS ids, list.ends AS ends
UNWIND [i IN range(0, size(ids) - 1) WHERE ends[i] = 0 OR ends[i] > $now | ids[i]][0..$most] AS id
WITH DISTINCT blocked, mine, working, id
MATCH (p:Person {id: id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (p.offers_for IS NULL OR p.id = $viewer_id OR (p.offers_for < 3 AND p.id IN working)
       OR (p.offers_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (p.languages_for IS NULL OR p.id = $viewer_id OR (p.languages_for < 3 AND p.id IN working)
       OR (p.languages_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
  AND p.uncounted_at IS NULL AND p.unsuggested_at IS NULL
  AND p.open_places > 0
WITH count(p) AS found
RETURN CASE WHEN found > $most THEN $most ELSE found END AS available
