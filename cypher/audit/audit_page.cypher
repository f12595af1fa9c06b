// name:    audit_page
// summary: A page of the audit trail of a community, or of what is no community's (no `community_id`), the newest first,
//          for those whom the policy lets see it. What is decided about a report is not told to whom it is about.
// params:  viewer_id: str, community_id: str | None, roles: list[str], kinds: list[str], run: list[str], below: int,
//          since: int, limit: int
// returns: many; id: str, number: int, at: int, act: str, words: list[str], role: str, community_id: str | None,
//          person_id: str | None, actor_id: str | None, thing_id: str | None
// access:  read
// cost:    eight blocks of fifty entries, by an index: flat in the length of the trail.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN $run | c.id] + [$viewer_id] AS own
CALL (me, mine) {
  MATCH (c:Community {id: $community_id})
  WHERE (c.visibility <> 'hidden' OR c.id IN mine)
    AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
  RETURN c.id AS place, coalesce(c.audits, 0) AS audits
UNION
  MATCH (v:Version {of: 'audit'})
  WHERE $community_id IS NULL AND size($kinds) > 0
  RETURN '' AS place, coalesce(v.audits, 0) AS audits
}
WITH own, place, CASE WHEN $below <= audits THEN $below - 1 ELSE audits END AS top
UNWIND range(0, 7) AS step
WITH own, top, place + '|' + toString((top - top % 50) / 50 - step) AS block
MATCH (a:Audit {block: block})
WHERE a.number <= top AND a.at >= $since AND NOT coalesce(a.kept_from, '') IN own
RETURN a.id AS id, a.number AS number, a.at AS at, a.act AS act, a.words AS words, a.role AS role,
       a.community_id AS community_id, a.person_id AS person_id, a.actor_id AS actor_id, a.thing_id AS thing_id
ORDER BY number DESC
LIMIT $limit
