// name:    people_away
// summary: A page of those who are away and come back by themselves after `at`, in the order of when.
// params:  at: int, after: str, limit: int
// returns: many; id: str, at: int
// access:  read
// cost:    a range of the index on when people come back, as long as the page.

MATCH (p:Person)
WHERE p.away_until >= $at
WITH p
WHERE p.away_until > $at OR p.id > $after
RETURN p.id AS id, p.away_until AS at
ORDER BY at, id
LIMIT $limit
