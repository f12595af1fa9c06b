// name:    own_ties
// summary: Every tie of the viewer with what it leads to: for the export of their own data, which decides what of it is
//          told (model/own_data.py). Of people, skills and communities only the id.
// params:  viewer_id: str
// returns: many; kind: str, outgoing: bool, label: str, tie: dict[str, Any], node: dict[str, Any]
// access:  read
// cost:    the viewer's own ties.
// deadline: 30

MATCH (me:Person {id: $viewer_id})-[r]-(x)
WITH r, x, labels(x)[0] AS label, startNode(r) AS from
RETURN type(r) AS kind,
       CASE WHEN label = 'Person' THEN from.id = $viewer_id ELSE labels(from)[0] = 'Person' END AS outgoing,
       label, properties(r) AS tie,
       CASE WHEN label IN ['Person', 'Skill', 'Community'] THEN {id: x.id} ELSE properties(x) END AS node
ORDER BY kind, label
