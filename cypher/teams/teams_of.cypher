// name:    teams_of
// summary: The teams that the viewer formed, or has or is asked for a seat in, newest first, with those of their members
//          whom the viewer may see. What others answered is not told. `ids`: only these; all where nothing is said.
// params:  viewer_id: str, ids: list[str] | None, now: int, before: int, before_id: str, limit: int
// returns: many; id: str, name: str, state: str, organiser: bool, asked: bool, accepted: bool, until: int | None,
//          seats: int, language: str | None, made: str, plan_id: str | None, proposed_at: int,
//          formed_at: int | None, started_at: int | None, finished_at: int | None, members: list[list[Any]]
// access:  read
// cost:    the viewer's own teams.
// guards:  person p, name p, offers p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
MATCH (me)-[:FORMED|IN_TEAM]->(found:Team)
WHERE $ids IS NULL OR found.id IN $ids
WITH DISTINCT me, blocked, mine, working, found AS t
WITH blocked, mine, working, t,
     head([(me)-[i:IN_TEAM]->(x:Team) WHERE x.id = t.id | [i.state, i.until]]) AS own
WHERE t.organiser_id = $viewer_id OR own[0] = 'accepted' OR (own[1] > $now AND t.state = 'proposed')
WITH blocked, mine, working, t, own
WHERE t.proposed_at < $before OR (t.proposed_at = $before AND t.id > $before_id)
CALL (blocked, mine, working, t) {
  MATCH (t)<-[i:IN_TEAM]-(p:Person)
  WHERE (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  WITH p, i,
       CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
            WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
  ORDER BY i.place
  RETURN collect([p.id, CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END, i.role,
                  CASE WHEN near_p >= coalesce(p.offers_for, 0) THEN i.skill_id END,
                  CASE WHEN near_p >= coalesce(p.offers_for, 0) THEN i.level END]) AS members
}
RETURN t.id AS id, t.name AS name, t.state AS state, t.organiser_id = $viewer_id AS organiser,
       own IS NOT NULL AND own[0] = 'asked' AS asked, own IS NOT NULL AND own[0] = 'accepted' AS accepted,
       CASE WHEN own IS NOT NULL AND own[0] = 'asked' THEN own[1] END AS until,
       t.seats AS seats, t.language AS language,
       coalesce(t.made, '') AS made, t.plan_id AS plan_id, t.proposed_at AS proposed_at, t.formed_at AS formed_at,
       t.started_at AS started_at, t.finished_at AS finished_at, members
ORDER BY proposed_at DESC, id
LIMIT $limit
