// name:    note_return
// summary: Notes with each skill that somebody offers, has shown or needs that they come back by themselves, and lowers the
//          time at which the skill's front has to be looked at; takes the notes back of who is not away any more.
// params:  person_id: str, now: int
// returns: one; noted: int
// access:  write
// cost:    the person's own offers and needs.

MATCH (p:Person {id: $person_id})
SET p.lock = randomUUID()
WITH p
CALL (p) {
  OPTIONAL MATCH (p)-[old:COMES_BACK]->(:Skill)
  WITH collect(old) AS olds
  FOREACH (old IN olds | DELETE old)
  RETURN size(olds) AS removed
}
CALL (p) {
  MATCH (p)-[:OFFERS|SHOWN]->(s:Skill)
  WHERE p.status = 'active' AND p.away_until > $now
  RETURN s
UNION
  MATCH (p)-[:NEEDS]->(n:Need)-[:WANTS]->(s:Skill)
  WHERE p.status = 'active' AND p.away_until > $now AND n.state = 'open'
  RETURN s
}
WITH p, s
ORDER BY s.id  // locks in one order
SET s.lock = randomUUID(),
    s.front_turn = CASE WHEN s.front_turn < p.away_until THEN s.front_turn ELSE p.away_until END
CREATE (p)-[:COMES_BACK {at: p.away_until}]->(s)
RETURN count(s) AS noted
