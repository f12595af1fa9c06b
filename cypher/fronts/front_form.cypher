// name:    front_form
// summary: In which form the fronts are kept: a number that code raises when it keeps more in them.
// params:  -
// returns: one; form: int
// access:  read
// cost:    one node.

OPTIONAL MATCH (v:Version {of: 'fronts'})
RETURN coalesce(v.number, 0) AS form
