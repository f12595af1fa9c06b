// name:    teams_between
// summary: The teams, not yet at their end, that two people who are blocked from each other by now are both concerned
//          with, and who of the two gives up their seat: the viewer, who blocks, or the other where the viewer has none.
// params:  viewer_id: str, person_id: str
// returns: many; id: str, leaver_id: str
// access:  read
// cost:    the viewer's own teams.

MATCH (me:Person {id: $viewer_id})-[:FORMED|IN_TEAM]->(found:Team)
WHERE found.state IN ['proposed', 'formed', 'started']
WITH DISTINCT found AS t
WITH t, [(t)<-[:IN_TEAM]-(x:Person) | x.id] AS seated
WHERE $person_id IN seated OR t.organiser_id = $person_id
RETURN t.id AS id, CASE WHEN $viewer_id IN seated THEN $viewer_id ELSE $person_id END AS leaver_id
ORDER BY id
