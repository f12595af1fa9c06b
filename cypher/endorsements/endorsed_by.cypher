// name:    endorsed_by
// summary: Whom somebody stands up for, for what: for who erases themselves, whose endorsements count no more.
// params:  person_id: str
// returns: many; skill_id: str, person_id: str
// access:  read
// cost:    their own endorsements.

MATCH (:Person {id: $person_id})-[e:ENDORSES]->(x:Person)
RETURN e.skill_id AS skill_id, x.id AS person_id
ORDER BY skill_id, person_id
