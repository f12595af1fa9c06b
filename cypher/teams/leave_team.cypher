// name:    leave_team
// summary: Somebody declines a place, or gives one up that they had taken. Their tie to the team goes; that they were in
//          it is remembered only so as not to ask them again. A team of a project waits for somebody else; where
//          nobody can follow, since it has begun or is one of a plan, it goes on with those who are left.
// params:  person_id: str, id: str
// returns: one; outcome: str, state: str, refill: bool
// access:  write
// cost:    the team's members, and the person's own mentorships and teams.

MATCH (p:Person {id: $person_id})
SET p.lock = randomUUID()  // their places are counted under their lock
WITH p
MATCH (t:Team {id: $id})
WHERE $person_id IN t.passed OR size([(t)<-[:IN_TEAM]-(x:Person) WHERE x.id = $person_id | 1]) > 0
SET t.lock = randomUUID()
WITH p, t
OPTIONAL MATCH (p)-[i:IN_TEAM]->(:Team {id: t.id})
WITH p, t, i, t.plan_id IS NULL AND t.state IN ['proposed', 'formed'] AS refill,
     size([(t)<-[o:IN_TEAM]-(x:Person) WHERE x.id <> $person_id AND o.state = 'accepted' | 1]) AS accepted,
     size([(p)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'active' | 1])
       + size([(p)-[h:IN_TEAM]->(x:Team) WHERE h.takes AND x.id <> $id | 1]) AS taken,
     CASE
       WHEN i IS NULL THEN 'repeated'
       WHEN t.state IN ['proposed', 'formed', 'started'] THEN 'left'
       ELSE 'wrong_state'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'left' THEN [1] ELSE [] END |
  SET t.passed = t.passed + [$person_id],
      t.seats = CASE WHEN refill THEN t.seats ELSE t.seats - 1 END,
      p.open_places = CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END
  DELETE i
)
FOREACH (_ IN CASE WHEN outcome = 'left' THEN [1] ELSE [] END |
  SET t.state = CASE
        WHEN t.seats < 1 THEN 'ended'
        WHEN refill THEN 'proposed'
        WHEN t.state = 'proposed' AND accepted >= t.seats THEN 'formed'
        ELSE t.state
      END
)
RETURN outcome, t.state AS state, outcome = 'left' AND refill AS refill
