// name:    need_rows
// summary: The needs of the given people in every state.
// params:  ids: list[str]
// returns: many; id: str, person_id: str, skill_id: str, level: int | None, goal: str, since: int,
//          until: int | None, state: str, reach: str | None
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})-[:NEEDS]->(n:Need)
RETURN n.id AS id, p.id AS person_id, n.skill_id AS skill_id, n.level AS level, n.goal AS goal, n.since AS since,
       n.until AS until, n.state AS state, n.reach AS reach
