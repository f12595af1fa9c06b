// name:    accept_invitation
// summary: The viewer comes into a community by an invitation: their own, or one whose code they hold. Who was removed is
//          not let in again by a code. No row where there is no such invitation for them.
// params:  viewer_id: str, key: str, now: int
// returns: one; outcome: str, community_id: str, until: int
// access:  write
// cost:    two seeks, and the viewer's own memberships.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // joining twice at once is joining once
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (i:Invitation {key: $key})
WHERE i.person_id IS NULL OR (i.person_id = $viewer_id AND NOT i.made_by IN blocked)
SET i.lock = randomUUID()  // takes the lock under which its uses are counted
WITH me, mine, i
MATCH (c:Community {id: i.community_id})
WITH me, c, i, [(me)-[was:WAS_MEMBER_OF]->(x:Community) WHERE x.id = i.community_id | was] AS past,
     [(i)-[to:INVITES_TO]->(:Community) | to] AS leads,
     [(me)-[:ASKED_TO_JOIN]->(r:JoinRequest) WHERE r.community_id = i.community_id AND r.state = 'waiting' | r] AS asked,
     [(me)-[:ASKED_TO_JOIN]->(r:JoinRequest)-[to:TO_JOIN]->(:Community) WHERE r.community_id = i.community_id | to] AS waits,
     CASE WHEN c.id IN mine THEN 'repeated'
          WHEN i.state <> 'open' THEN i.state
          WHEN i.until <= $now THEN 'expired'
          WHEN i.used >= i.uses THEN 'used_up'
          WHEN i.person_id IS NULL AND any(x IN [(me)-[w:WAS_MEMBER_OF]->(y:Community) WHERE y.id = i.community_id
                                                | w.removed_at] WHERE x IS NOT NULL) THEN 'closed'
          ELSE 'joined' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'joined' THEN [1] ELSE [] END |
  MERGE (me)-[m:MEMBER_OF]->(c)
  ON CREATE SET m.role = 'member', m.since = $now
  SET me.active_at = $now, i.used = i.used + 1,
      i.state = CASE WHEN i.person_id IS NULL THEN 'open' ELSE 'accepted' END
)
FOREACH (was IN CASE WHEN outcome = 'joined' THEN past ELSE [] END | DELETE was)
FOREACH (r IN CASE WHEN outcome = 'joined' THEN asked ELSE [] END | SET r.state = 'accepted', r.decided_at = $now)
FOREACH (to IN CASE WHEN outcome = 'joined' THEN waits ELSE [] END | DELETE to)
FOREACH (to IN CASE WHEN outcome = 'joined' AND i.used >= i.uses THEN leads ELSE [] END | DELETE to)
RETURN outcome, c.id AS community_id, i.until AS until
