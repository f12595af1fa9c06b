// name:    note_view
// summary: Notes that the viewer looked at what is shown to those alone who run a community: once in an hour, whatever
//          they looked at of it. `thing`: a round or a plan, whose community it is; `network`: what is no community's;
//          `checked`: whether it was looked up already that they may. Nothing for whoever may not.
// params:  viewer_id: str, id: str, act: str, community_ids: list[str], thing: str, thing_id: str, network: bool,
//          checked: bool, roles: list[str], kinds: list[str], run: list[str], hour: int, now: int
// returns: many; place: str, number: int
// access:  write
// cost:    a few seeks for each community, and the viewer's memberships.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
FOREACH (_ IN CASE WHEN $network THEN [1] ELSE [] END | MERGE (:Version {of: 'audit'}))
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN $run | [c.id, m.role]] AS runs
CALL (me) {
  UNWIND $community_ids AS wanted
  RETURN wanted
UNION
  MATCH (x:Round {id: $thing_id})
  WHERE $thing = 'round'
  RETURN x.community_id AS wanted
UNION
  MATCH (x:TeamPlan {id: $thing_id})
  WHERE $thing = 'team_plan'
  RETURN x.community_id AS wanted
UNION
  UNWIND CASE WHEN $network THEN [''] ELSE [] END AS wanted
  RETURN wanted
}
CALL (me, mine, wanted) {
  MATCH (c:Community {id: wanted})
  WHERE (c.visibility <> 'hidden' OR c.id IN mine)
    AND ($checked
         OR (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles))
  RETURN c AS trail
UNION
  MATCH (v:Version {of: 'audit'})
  WHERE wanted = ''
  RETURN v AS trail
}
SET trail.lock = randomUUID()  // takes the lock: two may look at once
WITH trail, wanted AS place, [each IN runs WHERE each[0] = wanted | each[1]] AS role,
     $act + '|' + wanted + '|' + $thing_id + '|' + $viewer_id + '|' + toString($hour) AS once
OPTIONAL MATCH (same:Audit {once: once})
WITH trail, place, role, once, count(same) AS before
WHERE before = 0
SET trail.audits = coalesce(trail.audits, 0) + 1
WITH place, role, once, trail.audits AS number
CREATE (:Audit {id: $id + place, at: $now, act: $act, words: [], number: number, once: once,
                role: CASE WHEN size(role) > 0 THEN head(role) ELSE 'network administrator' END,
                block: place + '|' + toString((number - number % 50) / 50),
                community_id: CASE place WHEN '' THEN null ELSE place END, actor_id: $viewer_id,
                thing_id: CASE $thing_id WHEN '' THEN null ELSE $thing_id END})
RETURN place, number
