// name:    front_form_set
// summary: Notes in which form all fronts are kept now.
// params:  form: int
// returns: one; form: int
// access:  write
// cost:    one node.

MERGE (v:Version {of: 'fronts'})
SET v.number = $form
RETURN v.number AS form
