// name:    renew_need
// summary: The viewer lets a need of theirs stand on, whether its time has run out or not: until the time said, or as long
//          as a new one would. One that has run out counts again among those that are open.
// params:  viewer_id: str, id: str, until: int | None, usual: int, now: int, most: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    the viewer's own needs and communities.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which open needs are counted
WITH me,
     size([(me)-[:NEEDS]->(n:Need)
           WHERE n.state IN ['open', 'pooled'] AND (n.until IS NULL OR n.until > $now) AND n.id <> $id | 1]) AS standing
CALL (me) {
  MATCH (me)-[:MEMBER_OF]->(c:Community)
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE above.need_days IS NOT NULL AND all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH c, above.need_days AS days, length(way) AS far
  ORDER BY far
  WITH c, head(collect(days)) AS days
  RETURN min(days) AS least, max(days) AS longest
}
MATCH (me)-[:NEEDS]->(n:Need {id: $id})
WITH me, n,
     coalesce($until, CASE WHEN least = 0 THEN null WHEN longest IS NULL THEN $now + $usual
                           ELSE $now + longest * 86400000 END) AS ending,
     CASE WHEN NOT n.state IN ['open', 'pooled', 'expired'] THEN 'wrong_state'
          WHEN standing >= $most THEN 'too_many' ELSE 'renewed' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'renewed' THEN [1] ELSE [] END |
  SET n.until = ending, n.state = CASE n.state WHEN 'expired' THEN 'open' ELSE n.state END,
      me.active_at = $now
)
RETURN outcome, n.state AS state
