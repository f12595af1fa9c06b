// name:    put_people
// summary: Writes profiles; open places follow the capacity, the response record stays as it is.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    one seek for each row, and the person's own mentorships.
// deadline: 120

UNWIND $rows AS row
MERGE (p:Person {id: row.id})
ON CREATE SET p.requests_received = 0, p.requests_answered = 0, p.requests_accepted = 0
SET p += row
WITH p, size([(p)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'active' | 1]) AS taken
SET p.open_places = CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END
RETURN count(p) AS matched
