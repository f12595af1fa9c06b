// name:    count_quiet
// summary: Says of each of the given people after how long without a sign they go quiet: the longest time that one of their
//          communities has set, itself or by those above it (0: never), and when that will be: no earlier than `earliest`
//          for who would go quiet sooner than before. Returns the skills that they offer, have shown or need, of those
//          for whom anything has changed.
// params:  ids: list[str], now: int, earliest: int
// returns: one; changed: int, skill_ids: list[str]
// access:  write
// cost:    one seek for each id, and the person's own memberships, offers and needs.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
SET p.lock = randomUUID()
WITH p
CALL (p) {
  MATCH (p)-[:MEMBER_OF]->(c:Community)
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE above.quiet_days IS NOT NULL AND all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH c, above.quiet_days AS days, length(way) AS far
  ORDER BY far
  WITH c, head(collect(days)) AS days
  RETURN CASE WHEN min(days) > 0 THEN max(days) * 86400000 END AS after
}
WITH p, after
WHERE coalesce(after, 0) <> coalesce(p.quiet_after, 0)
WITH p, after, CASE WHEN p.away_until > $now THEN p.away_until ELSE coalesce(p.active_at, $now) END + after AS at
SET p.quiet_after = after,
    // Nobody is quiet all at once because a setting has changed: there is time for the notice.
    p.quiet_at = CASE WHEN at < $earliest THEN $earliest ELSE at END
WITH p, [(p)-[:OFFERS|SHOWN]->(s:Skill) | s.id] + [(p)-[:NEEDS]->(n:Need) WHERE n.state = 'open' | n.skill_id] AS skills
WITH collect(p.id) AS people, collect(skills) AS each
RETURN size(people) AS changed, reduce(all = [], skills IN each | all + skills) AS skill_ids
