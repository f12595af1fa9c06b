// name:    open_team_seats
// summary: The seats of a proposed team that wait for somebody, with what is needed to find them. Asks that have run out of
//          time are taken back first, and asks of those who can no longer be asked.
// params:  id: str, now: int
// returns: one; organiser_id: str, wish: str, language: str | None, seats: int, members: list[list[Any]], passed: list[str]
// access:  write
// cost:    the team's members; the caller has checked who asks.

MATCH (t:Team {id: $id})
WHERE t.state = 'proposed' AND t.plan_id IS NULL
SET t.lock = randomUUID()
WITH t
CALL (t) {
  MATCH (p:Person)-[i:IN_TEAM]->(t)
  WHERE i.state = 'asked' AND (i.until <= $now
    OR NOT (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now))
  WITH p.id AS id, i
  DELETE i
  RETURN collect(id) AS lapsed
}
SET t.passed = t.passed + lapsed
RETURN t.organiser_id AS organiser_id, t.wish AS wish, t.language AS language, t.seats AS seats,
       [(t)<-[i:IN_TEAM]-(p:Person) | [p.id, i.place]] AS members, t.passed AS passed
