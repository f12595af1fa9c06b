// name:    note_audit
// summary: Notes what the viewer has just done by what they are to a community, in the transaction that did it. `thing`
//          and its id say where and whom it concerns, where the act itself does not; `role`: what they were, where the
//          act has changed it; `token`: whether they might by their token. A decision on a report is kept from whoever
//          the report is about, unless they are told of it.
// params:  viewer_id: str, id: str, act: str, words: list[str], role: str | None, token: bool, thing: str, thing_id: str,
//          community_id: str | None, person_id: str | None, told: list[str], run: list[str], now: int
// returns: many; place: str, number: int
// access:  write
// cost:    a few seeks; a report's communities and the viewer's memberships.

CALL () {
  UNWIND CASE WHEN $thing = '' THEN [1] ELSE [] END AS given
  RETURN $community_id AS at_place, $person_id AS whom, null AS kept
UNION
  MATCH (x:Invitation {id: $thing_id})
  WHERE $thing = 'invitation'
  RETURN x.community_id AS at_place, x.person_id AS whom, null AS kept
UNION
  MATCH (x:JoinRequest {id: $thing_id})
  WHERE $thing = 'join_request'
  RETURN x.community_id AS at_place, x.person_id AS whom, null AS kept
UNION
  MATCH (x:Round {id: $thing_id})
  WHERE $thing = 'round'
  RETURN x.community_id AS at_place, null AS whom, null AS kept
UNION
  MATCH (x:TeamPlan {id: $thing_id})
  WHERE $thing = 'team_plan'
  RETURN x.community_id AS at_place, null AS whom, null AS kept
UNION
  MATCH (x:SkillProposal {id: $thing_id})
  WHERE $thing = 'skill_proposal'
  RETURN x.community_id AS at_place, head([(x)<-[:PROPOSED]-(p:Person) | p.id]) AS whom, null AS kept
UNION
  MATCH (x:Skill {id: $thing_id})
  WHERE $thing = 'skill'
  RETURN x.community_id AS at_place, null AS whom, null AS kept
UNION
  MATCH (x:Report {id: $thing_id})
  WHERE $thing = 'report'
  WITH x, [(x)-[:REPORTED_IN]->(c:Community) | c.id] AS there
  MATCH (me:Person {id: $viewer_id})
  WITH x, there, [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN $run AND c.id IN there | c.id] AS own
  WITH x, reduce(least = null, each IN CASE WHEN size(own) > 0 THEN own ELSE there END
                 | CASE WHEN least IS NULL OR each < least THEN each ELSE least END) AS at_place
  RETURN at_place,
         CASE WHEN any(word IN $words WHERE word IN $told) THEN x.person_id END AS whom,
         CASE WHEN any(word IN $words WHERE word IN $told) THEN null ELSE coalesce(x.person_id, x.about_id) END AS kept
}
WITH coalesce(at_place, '') AS place, whom, kept
FOREACH (_ IN CASE WHEN place = '' THEN [1] ELSE [] END | MERGE (:Version {of: 'audit'}))
WITH place, whom, kept
CALL (place) {
  MATCH (c:Community {id: place})
  RETURN c AS trail
UNION
  MATCH (v:Version {of: 'audit'})
  WHERE place = ''
  RETURN v AS trail
}
WITH place, whom, kept, trail
MATCH (me:Person {id: $viewer_id})
WITH place, whom, kept, trail,
     [(me)-[m:MEMBER_OF]->(c:Community) WHERE c.id = place AND m.role IN $run | m.role] AS runs,
     [(me)-[m:WAS_MEMBER_OF]->(c:Community) WHERE c.id = place AND m.role IN $run | m.role] AS ran
SET trail.audits = coalesce(trail.audits, 0) + 1  // takes the lock under which entries are numbered
WITH place, whom, kept, trail, trail.audits AS number,
     CASE WHEN $role IS NOT NULL THEN $role WHEN size(runs) > 0 THEN head(runs)
          WHEN $token THEN 'network administrator' WHEN size(ran) > 0 THEN head(ran) ELSE 'member' END AS role
CREATE (:Audit {id: $id, at: $now, act: $act, words: $words, role: role, number: number,
                block: place + '|' + toString((number - number % 50) / 50),
                community_id: CASE place WHEN '' THEN null ELSE place END,
                person_id: whom, actor_id: $viewer_id, thing_id: CASE $thing_id WHEN '' THEN null ELSE $thing_id END,
                kept_from: kept})
RETURN place, number
