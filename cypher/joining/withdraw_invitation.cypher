// name:    withdraw_invitation
// summary: Who may invite takes an invitation of the community back; no row for who may not.
// params:  viewer_id: str, id: str, roles: list[str], kinds: list[str], now: int
// returns: one; outcome: str, state: str, community_id: str
// access:  write
// cost:    two seeks, and the viewer's memberships.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (i:Invitation {id: $id})
MATCH (c:Community {id: i.community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
SET i.lock = randomUUID()  // it may be accepted at the same moment
WITH i, [(i)-[to:INVITES_TO]->(:Community) | to] AS leads,
     CASE i.state WHEN 'withdrawn' THEN 'repeated' WHEN 'open' THEN 'decided' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END | SET i.state = 'withdrawn', i.decided_at = $now)
FOREACH (to IN CASE WHEN outcome = 'decided' THEN leads ELSE [] END | DELETE to)
RETURN outcome, i.state AS state, i.community_id AS community_id
