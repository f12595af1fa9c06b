// name:    learned_at
// summary: When the network was last learned from.
// params:  -
// returns: one; at: int
// access:  read
// cost:    one node.

MATCH (v:Version {of: 'learned'})
RETURN coalesce(v.at, 0) AS at
