// name:    erasures_begun
// summary: Who began to erase themselves before that time and is still there: a process that did it has died.
// params:  before: int
// returns: many; person_id: str
// access:  read
// cost:    as many as have ever erased themselves.
// scans:   Erased

MATCH (e:Erased)
WHERE e.person_id IS NOT NULL AND e.at <= $before
RETURN e.person_id AS person_id
