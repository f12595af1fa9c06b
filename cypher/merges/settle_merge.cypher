// name:    settle_merge
// summary: Says that all of a merge has been moved, or given back; what was learned of the network is due to be learned anew.
// params:  from_id: str, state: str
// returns: one; matched: int
// access:  write
// cost:    three nodes.

MATCH (f:Skill {id: $from_id})-[link:MERGED_INTO]->(:Skill)
SET f.lock = randomUUID()
WITH f, link
WHERE f.merge_state = $state
MERGE (v:Version {of: 'learned'})
SET f.merge_state = CASE $state WHEN 'moving' THEN 'merged' END, v.claimed = 0, v.at = 0
FOREACH (tie IN CASE $state WHEN 'returning' THEN [link] ELSE [] END | DELETE tie)
RETURN count(f) AS matched
