// name:    board_refresh
// summary: Takes a person's open needs, and those in `closed`, off the boards of their skills, and puts those that are
//          open now where they belong: among the needs that rank before the board's floor (board_rebuild).
// params:  person_id: str, closed: list[str], keep: int, now: int
// returns: many; skill_id: str, worn: bool
// access:  write
// cost:    the boards of the skills of those needs, which are bounded.

MATCH (p:Person {id: $person_id})
SET p.lock = randomUUID()  // of two changes at once the later one sees what the other has done
WITH p,
     CASE WHEN p.visibility = 'hidden' OR coalesce(p.needs_for, 0) > 1 OR coalesce(p.languages_for, 0) > 1
            THEN 'hidden'
          WHEN p.visibility = 'communities' OR p.needs_for = 1 OR p.languages_for = 1 THEN 'communities'
          ELSE 'open' END AS found_by
WITH p,
  (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
  AND p.unsuggested_at IS NULL
  AND found_by <> 'hidden' AS shown,
     [l IN CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END | l + '|' + found_by] AS keys
MATCH (p)-[:NEEDS]->(n:Need)
WHERE n.state = 'open' OR n.id IN $closed
WITH p, keys, n.skill_id AS wanted, collect(n.id) AS changed,
     collect(CASE WHEN shown AND n.state = 'open' AND (n.until IS NULL OR n.until > $now)
                  THEN [n.id, p.id, n.since,
                        CASE WHEN p.quiet_at IS NULL THEN coalesce(n.until, 0) WHEN n.until < p.quiet_at THEN n.until
                             ELSE p.quiet_at END] END) AS standing
ORDER BY wanted  // locks in one order
MATCH (s:Skill {id: wanted})
SET s.lock = randomUUID()
WITH s, keys, changed, standing, coalesce(s.board_keys, []) AS old
SET s.board_keys = old + [key IN keys WHERE size(standing) > 0 AND NOT key IN old]
WITH s, keys, changed, standing
UNWIND s.board_keys AS key
MERGE (b:Board {key: s.id + '|' + key})
WITH s, b, changed, CASE WHEN key IN keys THEN standing ELSE [] END AS standing, coalesce(b.ids, []) AS ids
WHERE size(standing) > 0 OR any(id IN ids WHERE id IN changed)
CALL (b, changed, standing, ids) {
  UNWIND [i IN range(0, size(ids) - 1) WHERE NOT ids[i] IN changed AND (b.ends[i] = 0 OR b.ends[i] > $now)
          | [ids[i], b.owners[i], b.sinces[i], b.ends[i]]]
         + [each IN standing WHERE b.floor IS NULL OR each[2] > b.floor OR (each[2] = b.floor AND each[0] < b.floor_id)]
         AS entry
  WITH entry
  ORDER BY entry[2] DESC, entry[0]
  RETURN collect(entry) AS entries
}
WITH s, b, size(entries) > $keep + $keep AS long, entries
WITH s, b, long, entries, CASE WHEN long THEN entries[0..$keep] ELSE entries END AS kept
SET b.floor = CASE WHEN long THEN entries[$keep][2] ELSE b.floor END,
    b.floor_id = CASE WHEN long THEN entries[$keep][0] ELSE b.floor_id END,
    b.ids = [each IN kept | each[0]], b.owners = [each IN kept | each[1]],
    b.sinces = [each IN kept | each[2]], b.ends = [each IN kept | each[3]]
WITH s, b.floor IS NOT NULL AND size(kept) + size(kept) < $keep AS worn
RETURN s.id AS skill_id, max(CASE WHEN worn THEN 1 ELSE 0 END) = 1 AS worn
