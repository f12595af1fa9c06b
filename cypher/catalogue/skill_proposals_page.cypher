// name:    skill_proposals_page
// summary: A page of proposals for a catalogue, newest first: all of them for who keeps it, one's own for everybody else.
// params:  viewer_id: str, roles: list[str], administrator: bool, community_id: str | None, states: list[str], before: int | None,
//          after_id: str, limit: int
// returns: many; id: str, community_id: str | None, label: str, language: str, alt_labels: list[str],
//          broader_id: str | None, about: str, state: str, why: str, at: int, decided_at: int | None, own: bool
// access:  read
// cost:    goes through all proposals for the catalogue; tens to thousands.
// guards:  keeping x, community c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs,
     [(me)-[:PROPOSED]->(own:SkillProposal) | own.id] AS owned
OPTIONAL MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
WITH c.id AS place, runs, owned
WHERE place IS NOT NULL OR $community_id IS NULL
MATCH (x:SkillProposal {place: coalesce(place, '')})
WHERE (($administrator OR coalesce(x.community_id, '') IN runs) OR x.id IN owned)
  AND x.state IN $states
  AND ($before IS NULL OR x.at < $before OR (x.at = $before AND x.id > $after_id))
RETURN x.id AS id, x.community_id AS community_id, x.label AS label, x.language AS language, x.alt_labels AS alt_labels,
       x.broader_id AS broader_id, x.about AS about, x.state AS state, coalesce(x.why, '') AS why, x.at AS at,
       x.decided_at AS decided_at, x.id IN owned AS own
ORDER BY at DESC, id
LIMIT $limit
