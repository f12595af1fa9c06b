// name:    skill_rows
// summary: A page of the catalogue with the links that start at each skill, so that every link stands once.
// params:  after: str, limit: int
// returns: many; id: str, languages: list[str], labels: list[str], alt_languages: list[str], alt_labels: list[str],
//          source: str, kind: str, broader: list[str], related: list[str], essential: list[str], optional: list[str],
//          community_id: str | None, merged_into: str | None, worded: list[str], placed: bool
// access:  read
// cost:    a range of the id index.
// scans:   Skill
// deadline: 60

MATCH (s:Skill)
WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
RETURN s.id AS id, s.languages AS languages, s.labels AS labels, s.alt_languages AS alt_languages,
       s.alt_labels AS alt_labels, s.source AS source, coalesce(s.kind, 'skill') AS kind,
       [(s)-[:BROADER]->(b:Skill) | b.id] AS broader,
       [(s)-[link:RELATED]->(r:Skill) WHERE NOT coalesce(link.kind, '') IN ['essential', 'optional'] | r.id] AS related,
       [(s)-[link:RELATED]->(r:Skill) WHERE link.kind = 'essential' | r.id] AS essential,
       [(s)-[link:RELATED]->(r:Skill) WHERE link.kind = 'optional' | r.id] AS optional,
       s.community_id AS community_id, s.merged_into AS merged_into, coalesce(s.worded, []) AS worded,
       coalesce(s.placed, false) AS placed
ORDER BY id
