// name:    open_need
// summary: The viewer says what they want to learn; the same id again finds what it made, for the same skill.
// params:  viewer_id: str, id: str, skill_id: str, level: int | None, goal: str, until: int | None, now: int, most: int,
//          reach: str
// returns: one; outcome: str
// access:  write
// cost:    three seeks and the viewer's own needs.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which open needs are counted
WITH me
OPTIONAL MATCH (named:Skill {id: $skill_id})
OPTIONAL MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
WITH me, s, [(me)-[:NEEDS]->(n:Need) WHERE n.id = $id | n.skill_id] AS same,
     [(me)-[:NEEDS]->(n:Need) WHERE n.state IN ['open', 'pooled'] | 1] AS standing
WITH me, s,
     CASE WHEN $skill_id IN same OR s.id IN same THEN 'repeated' WHEN size(same) > 0 THEN 'key_used' WHEN s IS NULL THEN 'not_found'
          WHEN size(standing) >= $most THEN 'too_many' ELSE 'opened' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'opened' THEN [1] ELSE [] END |
  CREATE (me)-[:NEEDS]->(:Need {id: $id, skill_id: s.id, level: $level, goal: $goal, state: 'open',
                                since: $now, until: $until, reach: $reach})-[:WANTS]->(s)
  SET me.active_at = $now
)
RETURN outcome
