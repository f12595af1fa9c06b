// name:    decline_invitation
// summary: The viewer declines an invitation of their own; no row where they have none such, or a block stands between.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    one seek.

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked
MATCH (i:Invitation {id: $id})
WHERE i.person_id = $viewer_id AND NOT i.made_by IN blocked
SET i.lock = randomUUID()  // it may be withdrawn at the same moment
WITH i, [(i)-[to:INVITES_TO]->(:Community) | to] AS leads,
     CASE i.state WHEN 'declined' THEN 'repeated' WHEN 'open' THEN 'decided' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END | SET i.state = 'declined', i.decided_at = $now)
FOREACH (to IN CASE WHEN outcome = 'decided' THEN leads ELSE [] END | DELETE to)
RETURN outcome, i.state AS state
