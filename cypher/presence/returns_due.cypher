// name:    returns_due
// summary: People who have come back by themselves and are not yet in the fronts and on the boards of the given skills.
// params:  skill_ids: list[str], now: int, most: int
// returns: many; id: str
// access:  read
// cost:    those who are away and offer or need one of the skills.

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})<-[b:COMES_BACK]-(p:Person)
WHERE b.at <= $now
RETURN DISTINCT p.id AS id
ORDER BY id
LIMIT $most
