// name:    endorsement_rows
// summary: Whom the given people vouch for.
// params:  ids: list[str]
// returns: many; from_id: str, to_id: str, skill_id: str, at: int
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (a:Person {id: wanted})-[e:ENDORSES]->(b:Person)
RETURN a.id AS from_id, b.id AS to_id, e.skill_id AS skill_id, e.at AS at
