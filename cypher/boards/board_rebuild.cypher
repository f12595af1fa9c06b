// name:    board_rebuild
// summary: Makes the boards of the given skills anew: for each language and visibility (`go|en|open`: the narrowest of
//          their owner's, their needs' and their languages') the newest open needs. Where some had to be left out, the
//          newest of those is remembered as the floor: whatever ranks before it belongs onto the board.
// params:  skill_ids: list[str], keep: int, now: int
// returns: many; skill_id: str, size: int
// access:  write
// cost:    all needs of each skill, sorted: so it is not run for a write but when a board has shrunk to half.
// deadline: 120

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
SET s.lock = randomUUID()  // takes the skill's lock: a board is written by one at a time
WITH s
CALL (s) {
  MATCH (s)<-[:WANTS]-(n:Need)<-[:NEEDS]-(p:Person)
  WITH p, n,
       CASE WHEN p.visibility = 'hidden' OR coalesce(p.needs_for, 0) > 1 OR coalesce(p.languages_for, 0) > 1
              THEN 'hidden'
            WHEN p.visibility = 'communities' OR p.needs_for = 1 OR p.languages_for = 1 THEN 'communities'
            ELSE 'open' END AS found_by
  WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now)
    AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.unsuggested_at IS NULL
    AND found_by <> 'hidden'
  UNWIND CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END AS language
  WITH language + '|' + found_by AS key, n.id AS id, p.id AS owner, n.since AS since, CASE WHEN p.quiet_at IS NULL THEN coalesce(n.until, 0) WHEN n.until < p.quiet_at THEN n.until
            ELSE p.quiet_at END AS end
  ORDER BY since DESC, id
  WITH key, collect(id) AS ids, collect(owner) AS owners, collect(since) AS sinces, collect(end) AS ends
  RETURN collect({key: key, ids: ids[0..$keep], owners: owners[0..$keep], sinces: sinces[0..$keep],
                  ends: ends[0..$keep], floor: head(sinces[$keep..$keep + 1]),
                  floor_id: head(ids[$keep..$keep + 1])}) AS boards
}
WITH s, boards, [key IN coalesce(s.board_keys, []) WHERE NOT key IN [each IN boards | each.key]] AS gone
SET s.board_keys = [each IN boards | each.key]
WITH s, boards + [key IN gone | {key: key, ids: [], owners: [], sinces: [], ends: [], floor: null, floor_id: null}]
        AS boards
UNWIND CASE WHEN size(boards) = 0 THEN [null] ELSE boards END AS each
FOREACH (one IN CASE WHEN each IS NULL THEN [] ELSE [each] END |
  MERGE (b:Board {key: s.id + '|' + one.key})
  SET b.ids = one.ids, b.owners = one.owners, b.sinces = one.sinces, b.ends = one.ends,
      b.floor = one.floor, b.floor_id = one.floor_id
)
RETURN s.id AS skill_id, sum(CASE WHEN each IS NULL THEN 0 ELSE size(each.ids) END) AS size
