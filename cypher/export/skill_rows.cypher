// name:    skill_rows
// summary: A page of the catalogue with the links that start at each skill, so that every link stands once.
// params:  after: str, limit: int
// returns: many; id: str, languages: list[str], labels: list[str], alt_languages: list[str], alt_labels: list[str],
//          source: str, broader: list[str], related: list[str]
// access:  read
// cost:    a range of the id index.
// scans:   Skill
// deadline: 60

MATCH (s:Skill)
WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
RETURN s.id AS id, s.languages AS languages, s.labels AS labels, s.alt_languages AS alt_languages,
       s.alt_labels AS alt_labels, s.source AS source,
       [(s)-[:BROADER]->(b:Skill) | b.id] AS broader, [(s)-[:RELATED]->(r:Skill) | r.id] AS related
ORDER BY id
