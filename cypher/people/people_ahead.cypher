// name:    people_ahead
// summary: How far a page of people has to look: of `most` people after an id the last one's id, and how many there were.
//          An engine takes them from the index in its order; if it took others the page would look further, and no wronger.
// params:  after: str, most: int
// returns: one; upto: str | None, met: int
// access:  read
// cost:    `most` steps of the id index.
// scans:   Person

MATCH (p:Person)
WHERE p.id > $after
WITH p.id AS id
LIMIT $most
RETURN max(id) AS upto, count(id) AS met
ORDER BY upto
