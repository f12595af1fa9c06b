// name:    join_community
// summary: The viewer joins a community, or asks to, as its settings say; a hidden one does not exist for them. Who was
//          removed has to ask. `joining` follows model/community_settings.py.
// params:  viewer_id: str, community_id: str, request_id: str, message: str, now: int, again_after: int, most: int
// returns: one; outcome: str
// access:  write
// cost:    two seeks, the viewer's own memberships and requests, and what the community is part of.
// guards:  community c

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock: joining twice at once is joining once
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[was:WAS_MEMBER_OF]->(x:Community) WHERE x.id = $community_id | was] AS past,
     [(me)-[:ASKED_TO_JOIN]->(r:JoinRequest) | [r.id, r.state, r.decided_at]] AS asked
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
CALL (c) {
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)
  WHERE all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
    AND above.joining IS NOT NULL
    AND (length(way) = 0 OR c.visibility = 'open' OR above.joining <> 'anyone')
  WITH above, length(way) AS far
  ORDER BY far
  RETURN head(collect(above.joining)) AS said
}
WITH me, c, mine, past, asked,
     CASE WHEN c.visibility = 'hidden' THEN 'invitation' WHEN said IS NOT NULL THEN said
          WHEN c.visibility = 'open' THEN 'anyone' ELSE 'invitation' END AS joining,
     head([each IN asked WHERE each[0] = $request_id | each]) AS before
WITH me, c, past, before,
     [(me)-[:ASKED_TO_JOIN]->(r:JoinRequest) WHERE r.id = $request_id AND r.state = 'waiting' | r] AS waiting,
     [(me)-[:ASKED_TO_JOIN]->(r:JoinRequest)-[to:TO_JOIN]->(:Community) WHERE r.id = $request_id | to] AS waits,
     CASE WHEN c.id IN mine THEN 'repeated'
          WHEN joining = 'anyone' AND all(was IN past WHERE was.removed_at IS NULL) THEN 'joined'
          WHEN joining = 'invitation' THEN 'closed'
          WHEN before[1] = 'waiting' THEN 'waiting'
          WHEN before[1] = 'declined' AND before[2] > $again_after THEN 'declined'
          WHEN size([each IN asked WHERE each[1] = 'waiting' | 1]) >= $most THEN 'too_many'
          ELSE 'asked' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'joined' THEN [1] ELSE [] END |
  MERGE (me)-[m:MEMBER_OF]->(c)
  ON CREATE SET m.role = 'member', m.since = $now
  SET me.active_at = $now
)
FOREACH (was IN CASE WHEN outcome = 'joined' THEN past ELSE [] END | DELETE was)
FOREACH (r IN CASE WHEN outcome = 'joined' THEN waiting ELSE [] END | SET r.state = 'accepted', r.decided_at = $now)
FOREACH (to IN CASE WHEN outcome = 'joined' THEN waits ELSE [] END | DELETE to)
FOREACH (_ IN CASE WHEN outcome = 'asked' THEN [1] ELSE [] END |
  MERGE (r:JoinRequest {id: $request_id})
  SET r.person_id = $viewer_id, r.community_id = $community_id, r.state = 'waiting', r.message = $message,
      r.asked_at = $now, r.decided_at = null, r.decided_by = null
  MERGE (me)-[:ASKED_TO_JOIN]->(r)
  MERGE (r)-[:TO_JOIN]->(c)
)
RETURN outcome
