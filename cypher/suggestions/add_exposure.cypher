// name:    add_exposure
// summary: Adds to how much people have been shown to others.
// params:  rows: list[list[Any]]
// row:     person_id, exposure
// returns: one; matched: int
// access:  write
// cost:    one seek for each row.

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
SET p.lock = randomUUID()  // takes the lock before the sum is read, so that none of two additions is lost
SET p.exposure = coalesce(p.exposure, 0.0) + row[1]
RETURN count(p) AS matched
