// name:    mentorship_owners
// summary: Between whom the mentorships with the given ids are; the unknown ones are left out.
// params:  ids: list[str]
// returns: many; id: str, owner: str, other: str | None
// access:  read
// cost:    one seek for each id.
// deadline: 60

UNWIND $ids AS wanted
MATCH (m:Mentorship {id: wanted})
RETURN m.id AS id, m.mentor_id AS owner, m.mentee_id AS other
