// name:    ring_candidates
// summary: The people among whom learning rings through the viewer are looked for, the viewer with them: those who want
//          what the viewer offers, those who offer what the viewer wants, and those who could stand between these two. Of
//          each what they offer and want, and with whom among them they cannot be in one ring (`apart`): on either side
//          of a block, or not visible to each other with all that a ring tells of everybody in it. `mentees`: whom among them they mentor, or are asked to, already.
// params:  viewer_id: str, now: int, wide: int, most: int, between: int, skills: int
// returns: many; person_id: str, name: str, speaks: list[str], offers: list[list[Any]], needs: list[list[Any]],
//          apart: list[str], mentees: list[str]
// access:  read
// cost:    the heads of the boards and fronts of the viewer's skills, and of `skills` more on either side, whole: flat in
//          the number of people.
// deadline: 20
// guards:  suggested f, suggested p, person p, person f, offers f, needs f, offers p, needs p, languages p, name p

MATCH (me:Person {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working,
     [(me)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | o.skill_id] AS offered,
     [(me)-[:NEEDS]->(n:Need) WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now) | n.skill_id] AS wanted,
     me.speaks + [''] AS heard,  // whom the viewer teaches speaks one of their languages, or names none
     me.speaks AS speaks,
     size(me.speaks) = 0 AS anyone,
     me.visibility = 'open' AND me.offers_for IS NULL AND me.needs_for IS NULL AND me.languages_for IS NULL AS open,
     me.visibility <> 'hidden' AND coalesce(me.offers_for, 0) < 2 AND coalesce(me.needs_for, 0) < 2
       AND coalesce(me.languages_for, 0) < 2 AS shown
CALL (offered, heard) {
  UNWIND offered[0..$skills] AS skill_id
  MATCH (s:Skill {id: skill_id})
  UNWIND [key IN coalesce(s.board_keys, []) WHERE split(key, '|')[0] IN heard] AS key
  RETURN collect(skill_id + '|' + key) AS board_keys
}
CALL (wanted, speaks, anyone) {
  UNWIND wanted[0..$skills] AS skill_id
  MATCH (s:Skill {id: skill_id})
  UNWIND [key IN coalesce(s.front_keys, []) WHERE anyone OR split(key, '|')[0] IN speaks] AS key
  RETURN collect(skill_id + '|' + key) AS front_keys
}
CALL (blocked, board_keys, front_keys) {
  UNWIND board_keys AS key
  MATCH (b:Board {key: key})
  WITH b.owners AS ids, b.ends AS ends, blocked, $wide / size(board_keys) + 10 AS share
  UNWIND [i IN range(0, size(ids) - 1) WHERE (ends[i] = 0 OR ends[i] > $now) AND NOT ids[i] IN blocked
          | ids[i]][0..share] AS id
  RETURN id, 'learner' AS side
UNION
  UNWIND front_keys AS key
  MATCH (list:Front {key: key})
  WITH list.ids AS ids, list.ends AS ends, blocked, $wide / size(front_keys) + 10 AS share
  UNWIND [i IN range(0, size(ids) - 1) WHERE (ends[i] = 0 OR ends[i] > $now) AND NOT ids[i] IN blocked
          | ids[i]][0..share] AS id
  RETURN id, 'teacher' AS side
}
MATCH (f:Person {id: id})
WHERE (f.id = $viewer_id
       OR (NOT f.id IN blocked
           AND (f.visibility = 'open'
                OR (f.visibility = 'communities'
                    AND EXISTS { MATCH (f)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (f.offers_for IS NULL OR f.id = $viewer_id OR (f.offers_for < 3 AND f.id IN working)
       OR (f.offers_for < 2 AND EXISTS { MATCH (f)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (f.needs_for IS NULL OR f.id = $viewer_id OR (f.needs_for < 3 AND f.id IN working)
       OR (f.needs_for < 2 AND EXISTS { MATCH (f)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (f.status = 'active' AND coalesce(f.away_until, 0) <= $now AND coalesce(f.quiet_at, $now + 1) > $now)
  AND (f.unsuggested_at IS NULL OR f.id = $viewer_id)
  AND f.open_places > 0
WITH blocked, mine, working, open, shown, f.id AS id, side,
     [(f)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | o.skill_id] AS theirs,
     [(f)-[:NEEDS]->(n:Need) WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now) | n.skill_id] AS missing
WHERE size(theirs) > 0 AND size(missing) > 0  // in a ring everybody gives and gets
WITH blocked, mine, working, open, shown, id, side, theirs, missing
ORDER BY id, side
WITH blocked, mine, working, open, shown, collect(id)[0..$most] AS first,
     collect(CASE WHEN side = 'learner' THEN theirs ELSE [] END) AS taught,
     collect(CASE WHEN side = 'teacher' THEN missing ELSE [] END) AS untaught
CALL (blocked, taught, untaught) {
  // Who stands between the two wants what the ones can teach and offers what the others want: on a board and in a front.
  CALL (taught) {
    UNWIND taught AS each
    UNWIND each AS skill_id
    WITH skill_id, count(*) AS often
    ORDER BY often DESC, skill_id
    LIMIT $skills
    MATCH (s:Skill {id: skill_id})
    UNWIND coalesce(s.board_keys, []) AS key
    MATCH (b:Board {key: skill_id + '|' + key})
    WITH b.owners AS ids, b.ends AS ends
    UNWIND [i IN range(0, size(ids) - 1) WHERE ends[i] = 0 OR ends[i] > $now | ids[i]] AS id
    WITH DISTINCT id  // not inside collect(), where an engine may compare each with all before it
    RETURN collect(id) AS wanting
  }
  CALL (untaught) {
    UNWIND untaught AS each
    UNWIND each AS skill_id
    WITH skill_id, count(*) AS often
    ORDER BY often DESC, skill_id
    LIMIT $skills
    MATCH (s:Skill {id: skill_id})
    UNWIND coalesce(s.front_keys, []) AS key
    MATCH (list:Front {key: skill_id + '|' + key})
    WITH list.ids AS ids, list.ends AS ends
    UNWIND [i IN range(0, size(ids) - 1) WHERE ends[i] = 0 OR ends[i] > $now | ids[i]] AS id
    WITH DISTINCT id
    RETURN collect(id) AS offering
  }
  UNWIND wanting + offering AS id
  WITH id, blocked, count(*) AS sides
  WHERE sides = 2 AND NOT id IN blocked
  WITH id
  ORDER BY id
  LIMIT $between
  RETURN collect(id) AS between
}
UNWIND [$viewer_id] + first + between AS id
WITH DISTINCT blocked, mine, working, open, shown, id
WITH blocked, mine, working, open, shown, collect(id) AS ids
UNWIND ids AS id
MATCH (p:Person {id: id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (p.offers_for IS NULL OR p.id = $viewer_id OR (p.offers_for < 3 AND p.id IN working)
       OR (p.offers_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (p.needs_for IS NULL OR p.id = $viewer_id OR (p.needs_for < 3 AND p.id IN working)
       OR (p.needs_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (p.languages_for IS NULL OR p.id = $viewer_id OR (p.languages_for < 3 AND p.id IN working)
       OR (p.languages_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND coalesce(p.offers_for, 0) < 2 AND coalesce(p.needs_for, 0) < 2 AND coalesce(p.languages_for, 0) < 2
  AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
  AND (p.unsuggested_at IS NULL OR p.id = $viewer_id)
  AND p.open_places > 0
  AND (open OR (shown AND (p.id = $viewer_id
                           OR any(c IN [(p)-[:MEMBER_OF]->(met:Community) | met.id] WHERE c IN mine))))
WITH ids, p,
     CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
          WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
WITH collect({id: p.id, name: CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END,
              speaks: p.speaks,
              closed: p.visibility <> 'open' OR p.offers_for = 1 OR p.needs_for = 1 OR p.languages_for = 1,
              offers: [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now
                       | [o.skill_id, o.level, o.standing]],
              needs: [(p)-[:NEEDS]->(n:Need) WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now)
                      | [n.id, n.skill_id, n.level]],
              communities: [(p)-[:MEMBER_OF]->(c:Community) | c.id],
              blocks: [(p)-[:BLOCKS]-(x:Person) WHERE x.id IN ids | x.id],
              mentees: [(p)-[:MENTORS]->(m:Mentorship)
                        WHERE m.state IN ['requested', 'active'] AND m.mentee_id IN ids | m.mentee_id]}) AS people
UNWIND people AS one
RETURN one.id AS person_id, one.name AS name, one.speaks AS speaks, one.offers AS offers, one.needs AS needs,
       one.blocks + [x IN people WHERE one.closed AND NOT any(c IN x.communities WHERE c IN one.communities) | x.id]
         AS apart,
       one.mentees AS mentees
ORDER BY person_id
