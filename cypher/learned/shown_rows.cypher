// name:    shown_rows
// summary: What each of the given people has shown and offers, and in which lists of the most active they could stand.
// params:  ids: list[str]
// returns: many; person_id: str, speaks: list[str], listed: bool, activity: float,
//          mentorships: int, sums: list[list[Any]]
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
RETURN p.id AS person_id, p.speaks AS speaks,
       p.offered IS NULL AND p.status = 'active' AND p.open_places > 0 AND p.visibility = 'open' AS listed,
       coalesce(p.shown, 0.0) AS activity,
       size([(p)-[:MENTORS]->(m:Mentorship) WHERE m.state IN ['active', 'completed'] | 1]) AS mentorships,
       [(p)-[o:OFFERS|SHOWN]->(:Skill) | [o.skill_id, o.level, o.standing]] AS sums
