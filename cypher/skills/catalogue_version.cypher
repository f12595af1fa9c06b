// name:    catalogue_version
// summary: A number that changes whenever the skill catalogue does.
// params:  -
// returns: one; version: int
// access:  read
// cost:    one node.

MATCH (v:Version {of: 'skills'})
RETURN v.number AS version
