// name:    constraint_names
// summary: The uniqueness constraints that the engine holds, by name.
// params:  -
// returns: many; name: str
// access:  read
// cost:    the schema's own size.

SHOW CONSTRAINTS YIELD name RETURN name
