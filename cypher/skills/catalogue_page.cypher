// name:    catalogue_page
// summary: A page of the skill catalogue, by id, with every label and link; `merged_into` of one that has become another,
//          `hidden` of one in the catalogue of a community that is hidden by now.
// params:  after: str, limit: int
// returns: many; id: str, languages: list[str], labels: list[str], alt_languages: list[str], alt_labels: list[str],
//          source: str, kind: str, broader: list[str], related: list[str], essential: list[str], optional: list[str],
//          community_id: str | None, merged_into: str | None, hidden: bool
// access:  read
// cost:    a range of the id index; read whole once when a process starts and when the catalogue changes.
// scans:   Skill

MATCH (s:Skill)
WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
OPTIONAL MATCH (c:Community {id: s.community_id})
RETURN s.id AS id, s.languages AS languages, s.labels AS labels, s.alt_languages AS alt_languages,
       s.alt_labels AS alt_labels, s.source AS source, coalesce(s.kind, 'skill') AS kind,
       [(s)-[:BROADER]->(b:Skill) | b.id] AS broader, [(s)-[:RELATED]-(r:Skill) | r.id] AS related,
       [(s)-[link:RELATED]->(r:Skill) WHERE link.kind = 'essential' | r.id] AS essential,
       [(s)-[link:RELATED]->(r:Skill) WHERE link.kind = 'optional' | r.id] AS optional,
       s.community_id AS community_id, s.merged_into AS merged_into, coalesce(c.visibility, '') = 'hidden' AS hidden
ORDER BY id
