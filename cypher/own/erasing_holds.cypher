// name:    erasing_holds
// summary: What somebody who is erasing themselves still has under way, and all of their needs.
// params:  person_id: str
// returns: one; made: list[str], got: list[str], active: list[str], rings: list[str], formed: list[str],
//          seats: list[str], needs: list[str]
// access:  read
// cost:    their own ties.

MATCH (me:Person {id: $person_id})
RETURN [(me)-[:LEARNS_IN]->(m:Mentorship) WHERE m.state = 'requested' | m.id] AS made,
       [(me)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'requested' | m.id] AS got,
       [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship) WHERE m.state = 'active' | m.id] AS active,
       [(me)-[:IN_RING]->(r:Ring) WHERE r.state = 'proposed' | r.id] AS rings,
       [(me)-[:FORMED]->(t:Team) WHERE t.state IN ['proposed', 'formed'] | t.id] AS formed,
       [(me)-[:IN_TEAM]->(t:Team) WHERE t.state IN ['proposed', 'formed', 'started'] | t.id] AS seats,
       [(me)-[:NEEDS]->(n:Need) | n.id] AS needs
