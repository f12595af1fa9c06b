// name:    migrations_applied
// summary: The migrations that this graph has had, in order.
// params:  -
// returns: many; number: int, name: str, digest: str, applied_at: int
// access:  read
// scans:   Migration
// cost:    one node for each migration ever written.

MATCH (m:Migration)
RETURN m.number AS number, m.name AS name, m.digest AS digest, m.applied_at AS applied_at
ORDER BY number
