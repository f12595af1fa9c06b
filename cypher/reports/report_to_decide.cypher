// name:    report_to_decide
// summary: A report as who may decide it sees it, with the communities in which they may; no row for anybody else.
// params:  viewer_id: str, id: str, roles: list[str], kinds: list[str], run: list[str]
// returns: one; id: str, about: str, about_id: str, person_id: str | None, name: str, said: str, reason: str, text: str,
//          reporter_id: str, made_at: int, state: str, decision: str | None, note: str | None, decided_at: int | None,
//          decided_by: str | None
// access:  read
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
RETURN r.id AS id, r.about AS about, r.about_id AS about_id, r.person_id AS person_id, r.name AS name, r.said AS said,
       r.reason AS reason, r.text AS text, r.reporter_id AS reporter_id, r.made_at AS made_at, r.state AS state,
       r.decision AS decision, r.note AS note, r.decided_at AS decided_at, r.decided_by AS decided_by
