// name:    reports_escalated
// summary: A page of open reports that nobody else can decide, the newest first, for the network's administrators: those
//          whose token lets them (`kinds`). Never what is about themselves, or about somebody whom they may not see.
// params:  viewer_id: str, kinds: list[str], before: int, before_id: str, limit: int
// returns: many; id: str, about: str, about_id: str, person_id: str | None, name: str, said: str, reason: str, text: str,
//          reporter_id: str, made_at: int, state: str, decision: str | None, note: str | None, decided_at: int | None,
//          decided_by: str | None
// access:  read
// cost:    a seek by the state, then the open reports of the network.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
WHERE size($kinds) > 0
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (r:Report {state: 'open'})
WHERE r.escalated AND (r.made_at < $before OR (r.made_at = $before AND r.id > $before_id))
  AND coalesce(r.person_id, '') <> $viewer_id
OPTIONAL MATCH (r)-[:CONCERNS]->(p:Person)
WITH r, p, blocked, mine
WHERE r.about = 'community'
   OR (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
RETURN r.id AS id, r.about AS about, r.about_id AS about_id, r.person_id AS person_id, r.name AS name, r.said AS said,
       r.reason AS reason, r.text AS text, r.reporter_id AS reporter_id, r.made_at AS made_at, r.state AS state,
       r.decision AS decision, r.note AS note, r.decided_at AS decided_at, r.decided_by AS decided_by
ORDER BY made_at DESC, id
LIMIT $limit
