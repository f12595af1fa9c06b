// name:    people_between
// summary: The ids of all people after one id up to another (people_ahead).
// params:  after: str, upto: str
// returns: many; id: str
// access:  read
// cost:    a range of the id index; a statement of its own, since ArcadeDB uses both ends of a range in the simplest alone.
// scans:   Person

MATCH (p:Person)
WHERE p.id > $after AND p.id <= $upto
RETURN p.id AS id
ORDER BY id
