// name:    needs_seen
// summary: Those of the given needs whose owner the viewer may see and shows them; one whose time has run out is `expired`.
// params:  viewer_id: str, ids: list[str], now: int
// returns: many; id: str, person_id: str, skill_id: str, level: int | None, goal: str, state: str, since: int,
//          until: int | None, reach: str
// access:  read
// cost:    one seek for each id.
// guards:  person p, needs p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
UNWIND $ids AS wanted
MATCH (n:Need {id: wanted})<-[:NEEDS]-(p:Person)
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (p.needs_for IS NULL OR p.id = $viewer_id OR (p.needs_for < 3 AND p.id IN working)
       OR (p.needs_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
RETURN n.id AS id, p.id AS person_id, n.skill_id AS skill_id, n.level AS level, n.goal AS goal,
       CASE WHEN n.state IN ['open', 'pooled'] AND n.until <= $now THEN 'expired' ELSE n.state END AS state,
       n.since AS since, n.until AS until, coalesce(n.reach, 'wider') AS reach
