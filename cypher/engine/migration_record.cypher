// name:    migration_record
// summary: Records that a migration was applied.
// params:  number: int, name: str, digest: str, at: int
// returns: one; number: int
// access:  write
// cost:    one node.

MERGE (m:Migration {number: $number})
ON CREATE SET m.name = $name, m.applied_at = $at
SET m.digest = $digest
RETURN m.number AS number
