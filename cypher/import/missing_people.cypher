// name:    missing_people
// summary: Those of the given ids that are nobody's.
// params:  ids: list[str]
// returns: many; id: str
// access:  read
// cost:    one seek for each id.
// deadline: 60

UNWIND $ids AS wanted
OPTIONAL MATCH (p:Person {id: wanted})
WITH wanted, p
WHERE p IS NULL
RETURN wanted AS id
