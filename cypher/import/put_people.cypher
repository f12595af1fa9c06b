// name:    put_people
// summary: Writes profiles; open places follow the capacity, the response record stays as it is, and so do whether
//          somebody may be asked for teams, how they are reached and to whom they show what, unless it is said.
// params:  rows: list[list[Any]]
// row:     id, name, about, languages, country, time_zone, hours, capacity, status, active_at, visibility, speaks,
//          open_to_teams, contact, audiences, away_until
// apart:   id
// returns: one; matched: int
// access:  write
// cost:    one seek for each row, and the person's own mentorships and teams.
// deadline: 120

UNWIND $rows AS row
MERGE (p:Person {id: row[0]})
ON CREATE SET p.requests_received = 0, p.requests_answered = 0, p.requests_accepted = 0
SET p.name = row[1],
    p.about = row[2],
    p.languages = row[3],
    p.country = row[4],
    p.time_zone = row[5],
    p.hours = row[6],
    p.capacity = row[7],
    p.status = row[8],
    p.away_until = row[15],
    p.active_at = coalesce(row[9], p.active_at),
    p.visibility = row[10],
    p.speaks = row[11],
    p.open_to_teams = CASE row[12] WHEN 'no' THEN false WHEN 'yes' THEN true ELSE p.open_to_teams END,
    p.contact = coalesce(row[13], p.contact)
SET p += row[14]
WITH p, size([(p)-[:MENTORS]->(m) WHERE m.state = 'active' | 1])
        + size([(p)-[h:IN_TEAM]->() WHERE h.takes | 1]) AS taken
SET p.open_places = CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END
RETURN count(p) AS matched
