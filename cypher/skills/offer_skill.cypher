// name:    offer_skill
// summary: The viewer offers a skill, or changes an offer; a new one counts as one claim beside what they have shown of it.
//          Where no end is said it stands as long as the longest time that one of their communities has set for offers
//          (0: without an end), or `usual` milliseconds. The id of a merged skill means its survivor.
// params:  viewer_id: str, skill_id: str, level: int, until: int | None, only_one: bool, usual: int, now: int,
//          claim: float, most: int
// returns: one; outcome: str
// access:  write
// cost:    three seeks, the viewer's own offers and their communities.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the member's own offers are counted
WITH me
OPTIONAL MATCH (named:Skill {id: $skill_id})
OPTIONAL MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
WITH me, s, size([(me)-[o:OFFERS]->(x:Skill) WHERE x.id <> s.id | 1]) AS others,
     reduce(all = 0.0, one IN [(me)-[t:SHOWN]->(x:Skill) WHERE x.id = s.id | t.standing] | all + one) AS shown
CALL (me) {
  MATCH (me)-[:MEMBER_OF]->(c:Community)
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE above.offer_days IS NOT NULL AND all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH c, above.offer_days AS days, length(way) AS far
  ORDER BY far
  WITH c, head(collect(days)) AS days
  RETURN min(days) AS least, max(days) AS longest
}
WITH me, s, shown,
     coalesce($until, CASE WHEN least = 0 THEN null WHEN longest IS NULL THEN $now + $usual
                           ELSE $now + longest * 86400000 END) AS ending,
     CASE WHEN s IS NULL THEN 'not_found' WHEN others >= $most THEN 'too_many' ELSE 'offered' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'offered' THEN [1] ELSE [] END |
  MERGE (me)-[o:OFFERS]->(s)
  ON CREATE SET o.skill_id = s.id, o.since = $now, o.claim = $claim, o.standing = $claim + shown
  SET o.level = $level, o.until = ending, o.only_one = $only_one, o.taken_at = null,
      me.active_at = $now, me.offered = true
)
RETURN outcome
