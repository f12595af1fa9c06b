// name:    put_learned
// summary: Writes down what was learned of skills; of a skill without people the lists are empty.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    one seek for each row.
// deadline: 60

UNWIND $rows AS row
MATCH (s:Skill {id: row.id})
SET s.shown = row.shown, s.shown_by = row.people, s.shown_alone = row.alone, s.near_ids = row.near_ids,
    s.near_weights = row.near_weights
RETURN count(s) AS matched
