// name:    request_mentorship
// summary: Asks a mentor, once: refused when there is no such mentor for the viewer, no open place, no such offer, or
//          something open between the two already. Of somebody who never said what they offer, what they have shown
//          can be asked, or a goal alone. The same id again finds what it made, for the same mentor. Out of a round
//          nobody is asked for a skill that the member learns from somebody, or has asked for in that community:
//          another round may have been accepted meanwhile; nor is anybody asked, or asked for, who does not want to be
//          suggested any more. `beside`: requests that the same round makes for somebody who gets several mentors.
// params:  viewer_id: str, mentor_id: str, id: str, skill_ids: list[str], goal: str, community_id: str | None, now: int,
//          most_open: int, from_round: bool, beside: list[str]
// returns: one; outcome: str, mentorship_id: str | None, capacity: int | None, status: str | None
// access:  write
// cost:    two seeks and what is open between and around the two people.
// guards:  person p, offers p

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the member's own open requests are counted
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
OPTIONAL MATCH (p:Person {id: $mentor_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
SET p.lock = randomUUID()  // takes the mentor's lock before anything is read to decide
WITH me, p,
     CASE WHEN p IS NULL THEN false  // on ArcadeDB a pattern from a null node is a pattern from every node
          ELSE (p.offers_for IS NULL OR p.id = $viewer_id OR (p.offers_for < 3 AND p.id IN working)
               OR (p.offers_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 })) END AS shown
WITH me, p, shown,
     [(me)-[:LEARNS_IN]->(m:Mentorship) WHERE m.id = $id | m.mentor_id] AS same,
     [(me)-[:LEARNS_IN]->(m:Mentorship)<-[:MENTORS]-(x:Person)
      WHERE x.id = $mentor_id AND m.state IN ['requested', 'active'] | m.id] AS standing,
     [(me)-[:LEARNS_IN]->(m:Mentorship) WHERE m.state = 'requested' | m.id] AS waiting,
     [(me)-[:LEARNS_IN]->(m:Mentorship)
      WHERE $from_round AND NOT m.id IN $beside AND any(skill_id IN m.skill_ids WHERE skill_id IN $skill_ids)
        AND (m.state = 'active' OR (m.state = 'requested' AND m.community_id = $community_id)) | m.id] AS under_way,
     CASE WHEN NOT shown THEN []
          ELSE [(p)-[o:OFFERS|SHOWN]->(s:Skill)
                WHERE s.id IN $skill_ids
                  AND ((type(o) = 'OFFERS' AND (o.until IS NULL OR o.until > $now))
                       OR (type(o) = 'SHOWN' AND p.offered IS NULL)) | s.id] END AS offered
WITH me, p, shown, same, standing,
     CASE
       WHEN p IS NULL THEN 'not_found'
       WHEN size(same) > 0 THEN CASE WHEN p.id IN same THEN 'repeated' ELSE 'key_used' END
       WHEN size(standing) + size(under_way) > 0 THEN 'already'
       WHEN
         NOT (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
         OR size(offered) < size($skill_ids)
         OR (size($skill_ids) = 0 AND (p.offered IS NOT NULL OR NOT shown)) THEN 'unavailable'
       WHEN $from_round AND (p.unsuggested_at IS NOT NULL OR me.unsuggested_at IS NOT NULL) THEN 'unavailable'
       WHEN p.open_places < 1 THEN 'full'
       WHEN size(waiting) >= $most_open THEN 'too_many'
       ELSE 'created'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'created' THEN [1] ELSE [] END |
  CREATE (p)-[:MENTORS]->(:Mentorship {
    id: $id, mentor_id: p.id, mentee_id: me.id, skill_ids: $skill_ids, goal: $goal, community_id: $community_id,
    state: 'requested', requested_at: $now})<-[:LEARNS_IN]-(me)
  SET p.requests_received = coalesce(p.requests_received, 0) + 1
)
RETURN outcome,
       CASE WHEN outcome IN ['created', 'repeated'] THEN $id ELSE head(standing) END AS mentorship_id,
       p.capacity AS capacity,
       CASE WHEN p.status = 'active'
             AND NOT (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
            THEN 'away' ELSE p.status END AS status
