// name:    reports_page
// summary: A page of what is reported in a community, the newest first, for who may decide it: never what is about
//          themselves, or about somebody whom they may not see, or about a community that they run.
// params:  viewer_id: str, community_id: str, roles: list[str], kinds: list[str], run: list[str], before: int,
//          before_id: str, limit: int
// returns: many; id: str, about: str, about_id: str, person_id: str | None, name: str, said: str, reason: str, text: str,
//          reporter_id: str, made_at: int, state: str, decision: str | None, note: str | None, decided_at: int | None,
//          decided_by: str | None
// access:  read
// cost:    goes through the community's reports.
// guards:  act c, person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN $run | c.id] AS own
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
MATCH (c)<-[:REPORTED_IN]-(r:Report)
WHERE (r.made_at < $before OR (r.made_at = $before AND r.id > $before_id))
  AND coalesce(r.person_id, '') <> $viewer_id AND NOT r.about_id IN own
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
