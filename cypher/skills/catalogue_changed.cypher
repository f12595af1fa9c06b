// name:    catalogue_changed
// summary: Says that the skill catalogue has changed in many places, so that every process reads all of it again.
// params:  -
// returns: one; version: int
// access:  write
// cost:    one node.

MERGE (v:Version {of: 'skills'})
ON CREATE SET v.number = 0
SET v.number = v.number + 1, v.recent = []
RETURN v.number AS version
