// name:    catalogue_skills
// summary: Skills of the catalogue by their ids, as `catalogue_page` tells them; one that is no longer there is left out.
// params:  ids: list[str]
// returns: many; id: str, languages: list[str], labels: list[str], alt_languages: list[str], alt_labels: list[str],
//          source: str, kind: str, broader: list[str], related: list[str], essential: list[str], optional: list[str],
//          community_id: str | None, merged_into: str | None, hidden: bool
// access:  read
// cost:    one seek and its own links for each skill.

UNWIND $ids AS wanted
MATCH (s:Skill {id: wanted})
OPTIONAL MATCH (c:Community {id: s.community_id})
RETURN s.id AS id, s.languages AS languages, s.labels AS labels, s.alt_languages AS alt_languages,
       s.alt_labels AS alt_labels, s.source AS source, coalesce(s.kind, 'skill') AS kind,
       [(s)-[:BROADER]->(b:Skill) | b.id] AS broader, [(s)-[:RELATED]-(r:Skill) | r.id] AS related,
       [(s)-[link:RELATED]->(r:Skill) WHERE link.kind = 'essential' | r.id] AS essential,
       [(s)-[link:RELATED]->(r:Skill) WHERE link.kind = 'optional' | r.id] AS optional,
       s.community_id AS community_id, s.merged_into AS merged_into, coalesce(c.visibility, '') = 'hidden' AS hidden
ORDER BY id
