// name:    put_most_active
// summary: Writes down who has shown most of anything, as fronts of no skill: one list for each language.
// params:  rows: list[dict[str, Any]], now: int
// returns: one; matched: int
// access:  write
// cost:    one list for each language.
// deadline: 60

MERGE (v:Version {of: 'learned'})
SET v.front_keys = [row IN $rows | row.key], v.at = $now
WITH v
CALL () {
  UNWIND $rows AS row
  MERGE (list:Front {key: '|' + row.key})
  SET list.ids = row.ids, list.ends = []
  RETURN count(list) AS matched
}
RETURN matched
