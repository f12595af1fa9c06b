// name:    accept_mentorship
// summary: The mentor takes the mentee on, if a place is open; of two requests for the last place one is refused. An offer
//          for one mentee alone is over with that, and a second request for it finds no place until it is renewed.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str, capacity: int
// access:  write
// cost:    one seek, and one tie for each skill.

MATCH (p:Person {id: $viewer_id})
// Takes the mentor's lock: the place is counted after it. A new value each time, because on Neo4j `SET p.x = p.x`
// reads x before it has the lock and writes the old value back over the winner's, and ArcadeDB sees no conflict where
// a record comes out as it was. Nobody reads `lock`.
SET p.lock = randomUUID()
WITH p
MATCH (p)-[:MENTORS]->(m:Mentorship {id: $id})<-[:LEARNS_IN]-(mentee:Person)
WHERE size([(p)-[:BLOCKS]-(x:Person) WHERE x.id = mentee.id | 1]) = 0
WITH p, m, mentee,
     [(p)-[o:OFFERS]->(s:Skill)
      WHERE o.only_one AND (s.id IN m.skill_ids OR any(x IN coalesce(s.also, []) WHERE x IN m.skill_ids)) | o] AS ones
WITH p, m, mentee, ones,
     CASE
       WHEN m.state = 'active' THEN 'repeated'
       WHEN m.state <> 'requested' THEN 'wrong_state'
       WHEN p.open_places < 1 THEN 'full'
       WHEN any(o IN ones WHERE o.taken_at IS NOT NULL) THEN 'taken'
       ELSE 'accepted'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'accepted' THEN [1] ELSE [] END |
  SET m.state = 'active', m.answered_at = $now, m.started_at = $now,
      p.open_places = p.open_places - 1, p.active_at = $now,
      p.requests_answered = coalesce(p.requests_answered, 0) + 1,
      p.requests_accepted = coalesce(p.requests_accepted, 0) + 1
)
FOREACH (o IN CASE WHEN outcome = 'accepted' THEN ones ELSE [] END | SET o.until = $now, o.taken_at = $now)
FOREACH (skill_id IN CASE WHEN outcome = 'accepted' THEN m.skill_ids ELSE [] END |
  CREATE (p)-[:MENTORED {skill_id: skill_id, from: $now}]->(mentee)
)
RETURN outcome, m.state AS state, p.capacity AS capacity
