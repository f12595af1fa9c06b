// name:    propose_ring
// summary: Proposes a ring to all its members, once: `members` in the order in which each teaches the next, of each the id,
//          what they give, what they get, and the id of the learner. Refused when somebody is nobody the viewer may see,
//          or when not everybody can give and get so, be seen by everybody else with what
//          they offer, want and speak, and take one more mentee.
// params:  viewer_id: str, id: str, members: list[dict[str, Any]], now: int, until: int, most: int
// returns: one; outcome: str
// access:  write
// cost:    the members' own offers, needs, blocks and mentorships.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the member's own proposals are counted
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     size([(me)-[i:IN_RING]->(r:Ring) WHERE r.state = 'proposed' AND r.until > $now AND r.proposer_id = $viewer_id
           AND r.id <> $id | 1]) AS waiting
CALL (blocked, mine) {
  UNWIND $members AS row
  MATCH (p:Person {id: row.id})
  WHERE (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  RETURN collect({
    id: p.id,
    visibility: CASE WHEN p.visibility = 'hidden' OR coalesce(p.offers_for, 0) > 1 OR coalesce(p.needs_for, 0) > 1
                       OR coalesce(p.languages_for, 0) > 1 THEN 'hidden'
                     WHEN p.visibility = 'communities' OR p.offers_for = 1 OR p.needs_for = 1 OR p.languages_for = 1
                       THEN 'communities'
                     ELSE 'open' END,
    speaks: p.speaks, learner: row.learner_id,
    communities: [(p)-[:MEMBER_OF]->(c:Community) | c.id],
    able:
      (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
      AND (p.unsuggested_at IS NULL OR p.id = $viewer_id) AND p.open_places > 0
          AND size([(p)-[:BLOCKS]-(x:Person) WHERE x.id IN [each IN $members | each.id] | 1]) = 0
          AND size([(p)-[:MENTORS]->(m:Mentorship)
                    WHERE m.mentee_id = row.learner_id AND m.state IN ['requested', 'active'] | 1]) = 0,
    level: coalesce(head([(p)-[o:OFFERS]->(s:Skill)
                          WHERE s.id = row.gives AND (o.until IS NULL OR o.until > $now) | o.level]), 0),
    wants: [(p)-[:NEEDS]->(n:Need)
            WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now) AND n.skill_id = row.gets
            | coalesce(n.level, 2)]}) AS them
}
OPTIONAL MATCH (r:Ring {id: $id})
WITH r.state AS state, r.until AS until, them, waiting,
     all(a IN them WHERE all(b IN them WHERE a.id = b.id OR a.visibility = 'open'
         OR (a.visibility = 'communities' AND any(c IN a.communities WHERE c IN b.communities)))) AS seen,
     all(a IN them WHERE a.able AND any(b IN them WHERE b.id = a.learner
         AND any(level IN b.wants WHERE a.level >= level)
         AND (size(b.speaks) = 0 OR any(l IN b.speaks WHERE l IN a.speaks)))) AS fit
WITH CASE
       WHEN size(them) < size($members) THEN 'not_found'
       WHEN state = 'proposed' AND until > $now THEN 'repeated'
       WHEN state IS NOT NULL THEN 'wrong_state'
       WHEN NOT seen OR NOT fit THEN 'impossible'
       WHEN waiting >= $most THEN 'too_many'
       ELSE 'proposed'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'proposed' THEN [1] ELSE [] END |
  CREATE (:Ring {id: $id, state: 'proposed', proposer_id: $viewer_id, proposed_at: $now, until: $until,
                 size: size($members)})
)
WITH outcome
CALL (outcome) {
  UNWIND [row IN $members WHERE outcome = 'proposed'] AS row
  MATCH (r:Ring {id: $id})
  MATCH (p:Person {id: row.id})
  WITH r, p, row, CASE WHEN p.id = $viewer_id THEN $now END AS accepted_at
  CREATE (p)-[:IN_RING {place: row.place, gives: row.gives, gets: row.gets, learner_id: row.learner_id,
                        accepted_at: accepted_at}]->(r)
  RETURN count(r) AS asked
}
RETURN outcome
