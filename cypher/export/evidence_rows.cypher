// name:    evidence_rows
// summary: What the given people have shown.
// params:  ids: list[str]
// returns: many; id: str, person_id: str, skill_id: str, kind: str, weight: float, at: int
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})-[:SHOWED]->(e:Evidence)
WHERE e.derived IS NULL  // what follows from endorsements is reckoned again after an import
RETURN e.id AS id, p.id AS person_id, e.skill_id AS skill_id, e.kind AS kind, e.weight AS weight, e.at AS at
