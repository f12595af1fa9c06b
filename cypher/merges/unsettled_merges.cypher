// name:    unsettled_merges
// summary: Merges whose moving, or giving back, has not come to its end, and what they are merged into.
// params:  before: int
// returns: many; from_id: str, into_id: str, state: str
// access:  read
// cost:    the merges under way: none but for seconds.

UNWIND ['moving', 'returning'] AS state
MATCH (f:Skill {merge_state: state})-[:MERGED_INTO]->(i:Skill)
WHERE f.merged_at < $before
RETURN f.id AS from_id, i.id AS into_id, f.merge_state AS state
ORDER BY from_id
