// name:    decide_report
// summary: Who may decides a report, once; it is kept who did and why. Of a need that is removed the owner's need ends.
//          No row for anybody else.
// params:  viewer_id: str, id: str, roles: list[str], kinds: list[str], run: list[str], decision: str, note: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    one seek, and the viewer's memberships.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN $roles | c.id] AS decides,
     [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN $run | c.id] AS own
MATCH (r:Report {id: $id})
WHERE coalesce(r.person_id, '') <> $viewer_id AND NOT r.about_id IN own
  AND ((r.escalated AND size($kinds) > 0)
       OR size([(r)-[:REPORTED_IN]->(c:Community) WHERE c.id IN decides OR c.visibility IN $kinds | 1]) > 0)
OPTIONAL MATCH (r)-[:CONCERNS]->(p:Person)
WITH r, p, blocked, mine
WHERE r.about = 'community'
   OR (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
SET r.lock = randomUUID()  // two may decide at once
WITH r, CASE WHEN r.state = 'open' THEN 'decided' WHEN r.decision = $decision THEN 'repeated' ELSE 'wrong_state' END
       AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END |
  SET r.state = 'decided', r.decision = $decision, r.note = $note, r.decided_at = $now, r.decided_by = $viewer_id
)
WITH r, outcome
OPTIONAL MATCH (n:Need {id: r.about_id})
WHERE outcome = 'decided' AND $decision = 'removed' AND r.about = 'need' AND n.state = 'open'
SET n.state = 'withdrawn'
RETURN outcome, r.state AS state
