// name:    accept_ring
// summary: A member accepts a ring. Once all have, the mentorships begin, at once and exactly once; where a ring cannot be
//          any more (somebody is full, away or gone from sight, or no longer offers or wants it) it ends for all.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str, members: list[str]
// access:  write
// cost:    the members' own offers, needs, blocks and mentorships.

MATCH (:Person {id: $viewer_id})-[:IN_RING]->(found:Ring {id: $id})
MATCH (found)<-[:IN_RING]-(locked:Person)
WITH found, locked
ORDER BY locked.id  // two rings with the same people take their locks in one order
SET locked.lock = randomUUID()  // places are counted under their owners' locks
WITH DISTINCT found
SET found.lock = randomUUID()
WITH found AS r
MATCH (r)<-[i:IN_RING]-(p:Person)
WITH r, collect({
  id: p.id,
  visibility: CASE WHEN p.visibility = 'hidden' OR coalesce(p.offers_for, 0) > 1 OR coalesce(p.needs_for, 0) > 1
                     OR coalesce(p.languages_for, 0) > 1 THEN 'hidden'
                   WHEN p.visibility = 'communities' OR p.offers_for = 1 OR p.needs_for = 1 OR p.languages_for = 1
                     THEN 'communities'
                   ELSE 'open' END,
  speaks: p.speaks, learner: i.learner_id,
  accepted: i.accepted_at IS NOT NULL OR p.id = $viewer_id,
  had: i.accepted_at IS NOT NULL AND p.id = $viewer_id,
  communities: [(p)-[:MEMBER_OF]->(c:Community) | c.id],
  blocks: [(p)-[:BLOCKS]-(x:Person) | x.id],
  mentees: [(p)-[:MENTORS]->(m:Mentorship) WHERE m.state IN ['requested', 'active'] | m.mentee_id],
  able:
    (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.open_places > 0,
  level: coalesce(head([(p)-[o:OFFERS]->(s:Skill)
                        WHERE (s.id = i.gives OR i.gives IN coalesce(s.also, [])) AND (o.until IS NULL OR o.until > $now) | o.level]), 0),
  wants: [(p)-[:NEEDS]->(n:Need)-[:WANTS]->(w:Skill)
          WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now)
            AND (w.id = i.gets OR i.gets IN coalesce(w.also, []))
          | coalesce(n.level, 2)]}) AS them
WITH r, them, r.state AS state, r.until <= $now AS late, any(a IN them WHERE a.had) AS had,
     size(them) = r.size AND all(a IN them WHERE a.able
         AND all(b IN them WHERE a.id = b.id
             OR (NOT b.id IN a.blocks
                 AND (a.visibility = 'open'
                      OR (a.visibility = 'communities' AND any(c IN a.communities WHERE c IN b.communities)))))
         AND any(b IN them WHERE b.id = a.learner AND NOT b.id IN a.mentees
             AND any(level IN b.wants WHERE a.level >= level)
             AND (size(b.speaks) = 0 OR any(l IN b.speaks WHERE l IN a.speaks)))) AS fit
WITH r, [a IN them | a.id] AS members,
     CASE
       WHEN state = 'agreed' THEN 'repeated'
       WHEN state <> 'proposed' OR late THEN 'wrong_state'
       WHEN NOT fit THEN 'ended'
       WHEN all(a IN them WHERE a.accepted) THEN 'agreed'
       WHEN had THEN 'repeated'
       ELSE 'accepted'
     END AS outcome
SET r.state = CASE WHEN outcome IN ['agreed', 'ended'] THEN outcome ELSE r.state END
WITH r, members, outcome
CALL (r, outcome) {
  MATCH (r)<-[i:IN_RING]-(p:Person {id: $viewer_id})
  FOREACH (_ IN CASE WHEN outcome IN ['accepted', 'agreed'] THEN [1] ELSE [] END |
    SET i.accepted_at = coalesce(i.accepted_at, $now), p.active_at = $now
  )
  RETURN count(i) AS answered
}
CALL (r, outcome) {
  MATCH (r)<-[i:IN_RING]-(p:Person)
  MATCH (learner:Person {id: i.learner_id})
  OPTIONAL MATCH (p)-[o:OFFERS]->(s:Skill)
  WHERE o.only_one AND (s.id = i.gives OR i.gives IN coalesce(s.also, []))
  FOREACH (_ IN CASE WHEN outcome = 'agreed' THEN [1] ELSE [] END |
    CREATE (p)-[:MENTORS]->(:Mentorship {
      id: r.id + '-' + toString(i.place), mentor_id: p.id, mentee_id: learner.id, skill_ids: [i.gives], goal: '',
      state: 'active', requested_at: r.proposed_at, answered_at: $now, started_at: $now})<-[:LEARNS_IN]-(learner)
    CREATE (p)-[:MENTORED {skill_id: i.gives, from: $now}]->(learner)
    SET p.open_places = p.open_places - 1
  )
  FOREACH (_ IN CASE WHEN outcome = 'agreed' AND o IS NOT NULL THEN [1] ELSE [] END |
    SET o.until = $now, o.taken_at = $now  // it was for one mentee alone
  )
  RETURN count(i) AS begun
}
RETURN outcome, r.state AS state, members
