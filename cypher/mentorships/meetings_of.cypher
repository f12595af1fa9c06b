// name:    meetings_of
// summary: The meetings of the given mentorships, latest first; the caller has checked that the viewer is in them.
// params:  ids: list[str], most: int
// returns: many; mentorship_id: str, id: str, at: int, minutes: int, recorded_by: str, confirmed_at: int | None
// access:  read
// cost:    one seek for each id, then their meetings.

UNWIND $ids AS wanted
MATCH (m:Mentorship {id: wanted})
CALL (m) {
  MATCH (m)-[:HAD]->(g:Meeting)
  RETURN g
  ORDER BY g.at DESC, g.id
  LIMIT $most
}
RETURN m.id AS mentorship_id, g.id AS id, g.at AS at, g.minutes AS minutes, g.recorded_by AS recorded_by,
       g.confirmed_at AS confirmed_at
ORDER BY mentorship_id, at DESC, id
