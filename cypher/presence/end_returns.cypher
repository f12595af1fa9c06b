// name:    end_returns
// summary: Takes back the notes, at the given skills, of who has come back by now: their fronts and boards hold them.
// params:  skill_ids: list[str], now: int
// returns: one; removed: int
// access:  write
// cost:    those who are away and offer or need one of the skills.

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
SET s.lock = randomUUID()
WITH s
OPTIONAL MATCH (s)<-[b:COMES_BACK]-(:Person)
WHERE b.at <= $now
WITH collect(b) AS notes
FOREACH (b IN notes | DELETE b)
RETURN size(notes) AS removed
