// name:    person_ids
// summary: Ids of people after one of them, whoever they are and whatever they show: for an operator.
// params:  after: str, limit: int
// returns: one; ids: list[str]
// access:  read
// cost:    a range of the id index (the whole rest of it on ArcadeDB, so pages are long).
// scans:   Person
// deadline: 60

MATCH (p:Person)
WHERE p.id > $after
WITH p.id AS id
ORDER BY id
LIMIT $limit
RETURN collect(id) AS ids  // in one row: to a driver each row costs more than a thousand values in one
