// name:    first_person
// summary: Whether the network holds anybody yet: the id of its first person.
// params:  -
// returns: one; id: str
// access:  read
// cost:    the head of the id index.
// scans:   Person

MATCH (p:Person)
WHERE p.id > ''
RETURN p.id AS id
ORDER BY id
LIMIT 1
