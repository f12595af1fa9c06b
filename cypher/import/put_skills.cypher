// name:    put_skills
// summary: Writes skills with their labels in every language.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    one seek for each row.
// deadline: 120

UNWIND $rows AS row
MERGE (s:Skill {id: row.id})
SET s += row
RETURN count(s) AS matched
