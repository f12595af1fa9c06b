// name:    help_wanted
// summary: Everything that a list of needs for one mentor is made of, in one answer: the viewer with their offers, and
//          open needs of people whom they may see, for what they offer or for skills next to it, each with the facts of
//          its owner that count. From three bounded sources: the boards of the skills, the viewer's network, and the
//          viewer's smaller communities. `others`: the first few who could be asked for a skill instead, by language.
// params:  viewer_id: str, community_id: str | None, now: int, own: int, next: int, front: int, near: int, network: int,
//          small: int, few: int, least: int, also: list[str], known: int, ties: int
// returns: one; helper: dict[str, Any], contacts: list[list[Any]], needs: list[list[Any]], others: list[list[Any]],
//          worn: list[str], due: list[str]
// access:  read
// cost:    the boards of at most `own` + `next` skills, at most `known` people whom the viewer knows and `ties` of
//          theirs, and the members of their communities of at most `small` people; flat in the number of people and of
//          needs.
// deadline: 30
// guards:  suggested p, suggested h, counted h,
//          person p, person x, person met, person h, membership asked, community weighing, needs p, languages p,
//          name p, hours p, place p, offers p, offers h, languages h, ties x, ties other, ties met

MATCH (me:Person {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working,
     [(me)-[:KNOWS]-(x:Person) | x.id] AS friends,
     [(me)-[m:MEMBER_OF]->(c:Community) | {id: c.id, name: c.name, since: m.since}] AS memberships,
     [(me)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | [o.skill_id, o.level, o.standing]] AS offers,
     [(me)-[:MENTORS]->(m:Mentorship) WHERE m.state IN ['requested', 'active'] | [m.mentee_id, m.skill_ids]] AS already,
     me.speaks + [''] AS heard  // somebody who names no language is taken to manage with any
CALL (me, blocked, mine, working) {
  MATCH (me)-[k:KNOWS]-(x:Person)
  WHERE (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  WITH x, max(k.strength) AS strength
  ORDER BY strength DESC, x.id
  LIMIT $known
  RETURN collect(x.id) AS nearest
}
CALL (blocked, mine, working, nearest) {
  UNWIND range(0, size(nearest) - 1) AS place
  MATCH (x:Person {id: nearest[place]})
  WHERE (x.ties_for IS NULL OR x.id = $viewer_id OR (x.ties_for < 3 AND x.id IN working)
         OR (x.ties_for < 2 AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  CALL (x, blocked, mine, working) {
    MATCH (x)-[:KNOWS]-(met:Person)  // only such as the viewer may know of, or how many there are would tell of others
    WHERE (met.id = $viewer_id
           OR (NOT met.id IN blocked
               AND (met.visibility = 'open'
                    OR (met.visibility = 'communities'
                        AND EXISTS { MATCH (met)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
      AND (met.ties_for IS NULL OR met.id = $viewer_id OR (met.ties_for < 3 AND met.id IN working)
           OR (met.ties_for < 2 AND EXISTS { MATCH (met)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
    WITH DISTINCT met
    LIMIT $ties / 4 + 1
    RETURN count(met) AS many
  }
  WITH mine, working, place, x.id AS id, many
  ORDER BY place
  WHERE many <= $ties / 4
  WITH mine, working, collect([id, many]) AS ways
  // Whose ties are gone through: of those who have no more than a quarter of what is, the best known.
  UNWIND [i IN range(0, size(ways) - 1)
          WHERE reduce(all = 0, way IN ways[0..i + 1] | all + way[1]) <= $ties | ways[i][0]] AS contact
  MATCH (x:Person {id: contact})-[:KNOWS]-(other:Person)
  WHERE (other.ties_for IS NULL OR other.id = $viewer_id OR (other.ties_for < 3 AND other.id IN working)
         OR (other.ties_for < 2 AND EXISTS { MATCH (other)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  WITH other.id AS id, count(DISTINCT x) AS common
  RETURN collect([id, common]) AS contacts
}
CALL (offers) {
  UNWIND offers AS offer
  WITH offer
  ORDER BY offer[1] DESC, offer[2] DESC, offer[0]
  LIMIT $own
  RETURN collect(offer[0]) AS own
}
CALL (own) {
  UNWIND own AS offered
  MATCH (o:Skill {id: offered})
  UNWIND [(o)-[:BROADER]->(s:Skill) | [1, s.id]] + [(o)<-[:BROADER]-(s:Skill) | [2, s.id]]
         + [(o)-[:RELATED]-(s:Skill) | [3, s.id]] AS step
  WITH own, step[1] AS id, min(step[0]) AS far
  WHERE NOT id IN own
  WITH id, far
  ORDER BY far, id
  LIMIT $next
  RETURN collect(id) AS beside
}
CALL (own, beside, heard) {
  UNWIND own + beside AS wanted
  MATCH (s:Skill {id: wanted})
  UNWIND [key IN coalesce(s.board_keys, []) WHERE split(key, '|')[0] IN heard] AS key
  RETURN collect([wanted + '|' + key, wanted IN own, key ENDS WITH '|open', wanted]) AS boards
}
CALL (own, beside, boards) {
  CALL (own, beside, boards) {
    UNWIND own + beside AS wanted
    MATCH (s:Skill {id: wanted})
    WHERE s.board_keys IS NULL
    RETURN wanted AS skill_id
  UNION
    UNWIND boards AS board
    MATCH (b:Board {key: board[0]})
    WHERE b.floor IS NOT NULL AND size([end IN b.ends WHERE end = 0 OR end > $now | 1]) < $least
    RETURN board[3] AS skill_id
  }
  RETURN collect(skill_id) AS worn  // a read cannot mend them: whoever asked does
}
CALL (own, beside) {
  UNWIND own + beside AS wanted
  MATCH (s:Skill {id: wanted})
  WHERE s.front_turn <= $now
  RETURN collect(s.id) AS due  // time has changed who stands there: whoever asked brings it up to date
}
WITH me, blocked, mine, working, friends, nearest, memberships, offers, already, heard, contacts,
     own + beside AS all_ids,
     boards, worn, due,
     $front / (size([board IN boards WHERE board[1] AND board[2] | 1]) + 1) + $near AS share
CALL (me, blocked, mine, working, friends, nearest, already, heard, contacts, all_ids, boards, share) {
  CALL (me, blocked, mine, working, nearest, heard, contacts, all_ids, boards, share) {
    UNWIND [board IN boards WHERE board[2] AND $community_id IS NULL] AS board
    MATCH (b:Board {key: board[0]})
    WITH b.ids AS ids, b.owners AS owners, b.ends AS ends, blocked, CASE WHEN board[1] THEN share ELSE $near END AS most
    UNWIND [i IN range(0, size(ids) - 1)
            WHERE (ends[i] = 0 OR ends[i] > $now) AND NOT owners[i] IN blocked AND owners[i] <> $viewer_id
            | ids[i]][0..most] AS id
    RETURN id
  UNION
    UNWIND [board IN boards WHERE $community_id IS NOT NULL OR (board[1] AND NOT board[2])] AS board
    MATCH (b:Board {key: board[0]})
    WITH b.key AS key, b.ids AS ids, b.owners AS owners, b.ends AS ends, blocked, mine
    UNWIND range(0, size(ids) - 1) AS place
    WITH key, place, ids[place] AS id, owners[place] AS owner, ends[place] AS end, blocked, mine
    WHERE (end = 0 OR end > $now) AND NOT owner IN blocked AND owner <> $viewer_id
    MATCH (q:Person {id: owner})
    WITH key, place, id, mine, [(q)-[:MEMBER_OF]->(joined:Community) | joined.id] AS theirs
    WHERE (key ENDS WITH '|open' OR any(c IN theirs WHERE c IN mine))
      AND ($community_id IS NULL OR $community_id IN theirs)
    WITH key, id, place
    ORDER BY key, place
    WITH key, collect(id) AS ids
    UNWIND ids[0..$near + $near] AS id
    RETURN id
  UNION
    UNWIND contacts AS way  // by ties that are shown to the viewer
    MATCH (p:Person {id: way[0]})-[:NEEDS]->(n:Need)
    WHERE n.skill_id IN all_ids AND n.state = 'open' AND (n.until IS NULL OR n.until > $now)
      AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
      AND p.unsuggested_at IS NULL
      AND p.visibility <> 'hidden' AND NOT p.id IN blocked AND p.id <> $viewer_id
      AND any(l IN CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END WHERE l IN heard)
    WITH DISTINCT n.id AS id, n.since AS since
    RETURN id
    ORDER BY since DESC, id
    LIMIT $network
  UNION
    UNWIND nearest + working AS each
    MATCH (p:Person {id: each})-[:NEEDS]->(n:Need)
    WHERE n.skill_id IN all_ids AND n.state = 'open' AND (n.until IS NULL OR n.until > $now)
      AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
      AND p.unsuggested_at IS NULL
      AND p.visibility <> 'hidden' AND NOT p.id IN blocked
      AND any(l IN CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END WHERE l IN heard)
    WITH DISTINCT n.id AS id, n.since AS since
    RETURN id
    ORDER BY since DESC, id
    LIMIT $network
  UNION
    MATCH (me)-[:MEMBER_OF]->(c:Community)
    CALL (c) {
      MATCH (c)<-[m:MEMBER_OF]-(:Person)
      WITH m LIMIT $small + 1  // enough to know that it is larger
      RETURN count(m) AS members
    }
    WITH c, members, blocked, heard, all_ids
    WHERE members <= $small
    MATCH (c)<-[:MEMBER_OF]-(p:Person)-[:NEEDS]->(n:Need)
    WHERE n.skill_id IN all_ids AND n.state = 'open' AND (n.until IS NULL OR n.until > $now)
      AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
      AND p.unsuggested_at IS NULL
      AND p.visibility <> 'hidden' AND NOT p.id IN blocked AND p.id <> $viewer_id
      AND any(l IN CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END WHERE l IN heard)
    WITH DISTINCT n.id AS id, n.since AS since
    RETURN id
    ORDER BY since DESC, id
    LIMIT $network
  UNION
    UNWIND $also AS id  // needs of chapters that nobody there can meet
    RETURN id
  }
  MATCH (n:Need {id: id})<-[:NEEDS]-(p:Person)
  WHERE (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
    AND (p.needs_for IS NULL OR p.id = $viewer_id OR (p.needs_for < 3 AND p.id IN working)
         OR (p.needs_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
    AND (p.languages_for IS NULL OR p.id = $viewer_id OR (p.languages_for < 3 AND p.id IN working)
         OR (p.languages_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
    AND p.id <> $viewer_id
      AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
      AND p.unsuggested_at IS NULL
    AND n.state = 'open' AND (n.until IS NULL OR n.until > $now) AND n.skill_id IN all_ids
    AND NOT any(pair IN already WHERE pair[0] = p.id AND n.skill_id IN pair[1])
    AND any(l IN CASE WHEN size(p.speaks) = 0 THEN [''] ELSE p.speaks END WHERE l IN heard)
    AND (n.reach IS NULL OR n.reach = 'wider'
         OR any(c IN [(p)-[:MEMBER_OF]->(near:Community) | near.id] WHERE c IN mine))
    AND ($community_id IS NULL OR n.id IN $also
         OR $community_id IN [(p)-[:MEMBER_OF]->(asked:Community)
                              WHERE (asked.visibility = 'open' OR asked.id IN mine) | asked.id])
  WITH n, p, mine, friends, all_ids,
       CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
            WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
  RETURN collect([n.id, n.skill_id, n.level, n.goal, n.since, n.until, p.id,
                  CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END, p.languages,
                  CASE WHEN near_p >= coalesce(p.hours_for, 0) AND near_p >= coalesce(p.place_for, 0)
                       THEN p.hours ELSE [] END,
                  CASE WHEN near_p >= coalesce(p.place_for, 0) THEN p.time_zone ELSE '' END, p.active_at,
                  CASE WHEN near_p >= coalesce(p.offers_for, 0)
                       THEN [(p)-[o:OFFERS]->(s:Skill) WHERE o.skill_id IN all_ids | [o.skill_id, o.level]] ELSE [] END,
                  [(p)-[m:MEMBER_OF]->(c:Community) WHERE c.id IN mine | [c.id, m.since]], p.id IN friends]) AS needs
}
CALL (blocked, mine, working, needs) {
  UNWIND needs AS need
  WITH DISTINCT need[1] AS wanted, blocked, mine, working
  MATCH (s:Skill {id: wanted})
  UNWIND [key IN coalesce(s.front_keys, []) WHERE key ENDS WITH '|open'] AS key
  MATCH (list:Front {key: wanted + '|' + key})
  WITH wanted, split(key, '|')[0] AS language, list.ids AS ids, list.ends AS ends, blocked, mine, working
  UNWIND [i IN range(0, size(ids) - 1)
          WHERE (ends[i] = 0 OR ends[i] > $now) AND NOT ids[i] IN blocked AND ids[i] <> $viewer_id
          | ids[i]][0..$few] AS id
  MATCH (h:Person {id: id})
  WHERE (h.id = $viewer_id
         OR (NOT h.id IN blocked
             AND (h.visibility = 'open'
                  OR (h.visibility = 'communities'
                      AND EXISTS { MATCH (h)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
    AND (h.offers_for IS NULL OR h.id = $viewer_id OR (h.offers_for < 3 AND h.id IN working)
         OR (h.offers_for < 2 AND EXISTS { MATCH (h)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
    AND (h.languages_for IS NULL OR h.id = $viewer_id OR (h.languages_for < 3 AND h.id IN working)
         OR (h.languages_for < 2 AND EXISTS { MATCH (h)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
    AND (h.status = 'active' AND coalesce(h.away_until, 0) <= $now AND coalesce(h.quiet_at, $now + 1) > $now)
    AND h.uncounted_at IS NULL AND h.unsuggested_at IS NULL
    AND h.open_places > 0
  WITH wanted, language, collect(h.id) AS people
  RETURN collect([wanted, language, people]) AS others
}
CALL (mine) {
  UNWIND CASE WHEN $community_id IS NULL THEN [] ELSE [$community_id] END AS asking
  MATCH (weighing:Community {id: asking})
  WHERE (weighing.visibility <> 'hidden' OR weighing.id IN mine)
  MATCH way = (weighing)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH above, length(way) AS far
  ORDER BY far
  RETURN collect([coalesce(above.weight_names, []), coalesce(above.weight_factors, [])]) AS weights
}
RETURN {name: me.name, languages: me.languages, hours: me.hours, time_zone: me.time_zone, capacity: me.capacity,
        open_places: me.open_places,
        here: (me.status = 'active' AND coalesce(me.away_until, 0) <= $now AND coalesce(me.quiet_at, $now + 1) > $now),
        memberships: memberships, offers: offers,
        weights: weights} AS helper,
       contacts, needs, others, worn, due
