// name:    planned_teams_page
// summary: A page of the teams of a plan, for an organiser of its community, with those members whom they may see.
// params:  viewer_id: str, roles: list[str], kinds: list[str], plan_id: str, after: int, limit: int
// returns: many; number: int, id: str, variety: float, seats: int, members: list[list[Any]]
// access:  read
// cost:    the plan's teams, and one seek for each member on the page.
// guards:  person p, act home, name p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
MATCH (home:Community)-[:PLANNED]->(plan:TeamPlan {id: $plan_id})-[:HAS_TEAM]->(t:PlannedTeam)
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
  AND t.number > $after
WITH blocked, mine, working, t
ORDER BY t.number
LIMIT $limit
CALL (blocked, mine, working, t) {
  UNWIND range(0, size(t.person_ids) - 1) AS place
  MATCH (p:Person {id: t.person_ids[place]})
  WHERE (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  WITH p, place, t.roles[place] AS role,
       CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
            WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
  ORDER BY place
  RETURN collect([p.id, CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END, role]) AS members
}
RETURN t.number AS number, t.id AS id, t.variety AS variety, size(t.person_ids) AS seats, members
ORDER BY number
