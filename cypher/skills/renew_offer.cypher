// name:    renew_offer
// summary: The viewer lets an offer of theirs stand on, whether it has ended or not: until the time said, or as long as a
//          new one would.
// params:  viewer_id: str, skill_id: str, until: int | None, usual: int, now: int
// returns: one; until: int | None
// access:  write
// cost:    the viewer's own offers and communities.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock before the offer is looked for
WITH me
CALL (me) {
  MATCH (me)-[:MEMBER_OF]->(c:Community)
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE above.offer_days IS NOT NULL AND all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH c, above.offer_days AS days, length(way) AS far
  ORDER BY far
  WITH c, head(collect(days)) AS days
  RETURN min(days) AS least, max(days) AS longest
}
OPTIONAL MATCH (named:Skill {id: $skill_id})
WITH me, least, longest, coalesce(named.merged_into, $skill_id) AS skill_id
MATCH (me)-[o:OFFERS]->(x:Skill)
WHERE x.id = skill_id
SET o.until = coalesce($until, CASE WHEN least = 0 THEN null WHEN longest IS NULL THEN $now + $usual
                           ELSE $now + longest * 86400000 END),
    o.taken_at = null, me.active_at = $now
RETURN o.until AS until
