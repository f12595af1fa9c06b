// name:    comes_back
// summary: When somebody who is away comes back by themselves; no row for anybody else.
// params:  person_id: str, now: int
// returns: one; away_until: int
// access:  read
// cost:    one seek.

MATCH (p:Person {id: $person_id})
WHERE p.status = 'active' AND p.away_until > $now
RETURN p.away_until AS away_until
