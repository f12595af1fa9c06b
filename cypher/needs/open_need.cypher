// name:    open_need
// summary: The viewer says what they want to learn; the same id again finds what it made, for the same skill. Where no end
//          is said it stands as long as the longest time that one of their communities has set for needs (0:
//          without an end), or `usual` milliseconds.
// params:  viewer_id: str, id: str, skill_id: str, level: int | None, goal: str, until: int | None, usual: int, now: int,
//          most: int, reach: str
// returns: one; outcome: str
// access:  write
// cost:    three seeks, the viewer's own needs and their communities.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which open needs are counted
WITH me
OPTIONAL MATCH (named:Skill {id: $skill_id})
OPTIONAL MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
WITH me, s, [(me)-[:NEEDS]->(n:Need) WHERE n.id = $id | n.skill_id] AS same,
     [(me)-[:NEEDS]->(n:Need)
      WHERE n.state IN ['open', 'pooled'] AND (n.until IS NULL OR n.until > $now) | 1] AS standing
CALL (me) {
  MATCH (me)-[:MEMBER_OF]->(c:Community)
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE above.need_days IS NOT NULL AND all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH c, above.need_days AS days, length(way) AS far
  ORDER BY far
  WITH c, head(collect(days)) AS days
  RETURN min(days) AS least, max(days) AS longest
}
WITH me, s,
     coalesce($until, CASE WHEN least = 0 THEN null WHEN longest IS NULL THEN $now + $usual
                           ELSE $now + longest * 86400000 END) AS ending,
     CASE WHEN $skill_id IN same OR s.id IN same THEN 'repeated' WHEN size(same) > 0 THEN 'key_used'
          WHEN s IS NULL THEN 'not_found'
          WHEN size(standing) >= $most THEN 'too_many' ELSE 'opened' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'opened' THEN [1] ELSE [] END |
  CREATE (me)-[:NEEDS]->(:Need {id: $id, skill_id: s.id, level: $level, goal: $goal, state: 'open',
                                since: $now, until: ending, reach: $reach})-[:WANTS]->(s)
  SET me.active_at = $now
)
RETURN outcome
