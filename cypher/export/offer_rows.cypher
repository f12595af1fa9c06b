// name:    offer_rows
// summary: The offers of the given people, over or not.
// params:  ids: list[str]
// returns: many; person_id: str, skill_id: str, level: int, since: int, until: int | None,
//          only_one: str | None
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})-[o:OFFERS]->(s:Skill)
RETURN p.id AS person_id, s.id AS skill_id, o.level AS level, o.since AS since, o.until AS until,
       CASE WHEN o.only_one THEN 'yes' WHEN o.only_one = false THEN 'no' END AS only_one
