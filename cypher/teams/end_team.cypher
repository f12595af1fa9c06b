// name:    end_team
// summary: A team comes to its end: `finished` by its organiser or a member once it has begun, or `ended` (called off) by
//          its organiser before that. Everybody has the place back that it took. Of a finished one: its members with the
//          skills of their roles.
// params:  viewer_id: str, id: str, state: str, made: str, now: int
// returns: one; outcome: str, state: str, finished_at: int | None, finished_by: str | None, members: list[list[Any]]
// access:  write
// cost:    the members' own mentorships and teams.

MATCH (found:Team {id: $id})
WHERE found.organiser_id = $viewer_id
   OR ($state = 'finished'
       AND size([(found)<-[i:IN_TEAM]-(x:Person) WHERE x.id = $viewer_id AND i.state = 'accepted' | 1]) > 0)
OPTIONAL MATCH (found)<-[:IN_TEAM]-(locked:Person)
WITH found, locked
ORDER BY locked.id  // places are given back under their owners' locks, which all take in one order
SET locked.lock = randomUUID()
WITH DISTINCT found
SET found.lock = randomUUID()
WITH found AS t
WITH t, CASE
          WHEN t.state = $state THEN 'repeated'
          WHEN $state = 'finished' AND t.state = 'started' THEN $state
          WHEN $state = 'ended' AND t.state IN ['proposed', 'formed', 'started'] THEN $state
          ELSE 'wrong_state'
        END AS outcome
FOREACH (_ IN CASE WHEN outcome = $state THEN [1] ELSE [] END |
  SET t.state = $state, t.finished_at = $now, t.finished_by = $viewer_id, t.made = $made
)
WITH t, outcome
CALL (t, outcome) {
  MATCH (t)<-[i:IN_TEAM]-(p:Person)
  WITH t, outcome, i, p, i.takes AND outcome = $state AS free,
       size([(p)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'active' | 1])
         + size([(p)-[h:IN_TEAM]->(x:Team) WHERE h.takes AND x.id <> $id | 1]) AS taken
  SET p.open_places = CASE WHEN NOT free THEN p.open_places
                           WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END,
      i.takes = CASE WHEN free THEN false ELSE i.takes END,
      i.until = CASE WHEN outcome = $state THEN $now ELSE i.until END
  RETURN collect([p.id, i.skill_id, i.state]) AS members
}
RETURN outcome, t.state AS state, t.finished_at AS finished_at, t.finished_by AS finished_by, members
