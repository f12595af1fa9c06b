// name:    catalogue_version
// summary: A number that grows by one whenever the skill catalogue changes, and which skills the last changes were of, as
//          far as each was of one skill alone.
// params:  -
// returns: one; version: int, recent: list[str]
// access:  read
// cost:    one node.

MATCH (v:Version {of: 'skills'})
RETURN v.number AS version, coalesce(v.recent, []) AS recent
