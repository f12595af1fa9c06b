// name:    near_misses
// summary: People who offer an asked skill and could not be asked now for one reason: they have no place open, or no
//          language in common with the asker; with the facts of `mentor_candidates`, in the same places, and then what a
//          wait for a place depends on: when their mentorships began, how long earlier ones took, how many wait.
// params:  viewer_id: str, skill_ids: list[str], known_ids: list[str], community_ids: list[str], history: bool, now: int,
//          full: int, others: int, lists: int, scan: int, known: int, ties: int
// returns: one; asker: dict[str, Any], contacts: list[list[Any]], taught: list[list[Any]],
//          candidates: list[list[Any]]
// access:  read
// cost:    the heads of the full lists of the asker's languages, `lists` lists of other languages, the first `scan` of
//          those whom only their communities see, and of the people whom the asker knows at most `known` and `ties` of
//          theirs; flat in the number of people.
// deadline: 30
// guards:  suggested p,
//          person p, person x, person met, membership asked, community weighing, offers p, languages p, name p, hours p,
//          place p, ties x, ties other, ties met, ties mentored

CALL () {
  MATCH (someone:Person {id: $viewer_id})
  RETURN someone AS me
UNION
  MATCH (nobody:Nobody {id: $viewer_id})
  RETURN nobody AS me
}
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working,
     [(me)-[:KNOWS]-(x:Person) | x.id] AS friends,
     [(me)-[m:MEMBER_OF]->(c:Community) | {id: c.id, name: c.name, since: m.since}] AS memberships,
     [(me)-[o:OFFERS]->(s:Skill) WHERE s.id IN $skill_ids | {skill_id: s.id, level: o.level}] AS levels,
     size([(me)-[:LEARNS_IN]->(m:Mentorship) | 1]) AS requests,  // not below, where each candidate repeats it
     me.speaks AS speaks,
     size(me.speaks) = 0 AS anyone  // a variable: ArcadeDB takes `size(speaks) = 0 OR ...` for false inside CALL
CALL (mine) {
  UNWIND $community_ids AS wanted
  MATCH (asked:Community {id: wanted})
  WHERE (asked.visibility = 'open' OR asked.id IN mine)
  RETURN collect(asked.id) AS places
}
CALL (mine) {
  UNWIND $community_ids[0..1] AS wanted  // what the community that the question is for has set of what counts
  MATCH (weighing:Community {id: wanted})
  WHERE (weighing.visibility <> 'hidden' OR weighing.id IN mine)
  MATCH way = (weighing)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH above, length(way) AS far
  ORDER BY far
  RETURN collect([coalesce(above.weight_names, []), coalesce(above.weight_factors, [])]) AS weights
}
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
CALL (me, blocked, mine, working) {
  MATCH (me)<-[:MENTORED]-(x:Person)
  WHERE (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
    AND (x.ties_for IS NULL OR x.id = $viewer_id OR (x.ties_for < 3 AND x.id IN working)
         OR (x.ties_for < 2 AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  WITH DISTINCT mine, working, x
  MATCH (x)<-[:MENTORED]-(mentored:Person)
  WHERE (mentored.ties_for IS NULL OR mentored.id = $viewer_id OR (mentored.ties_for < 3 AND mentored.id IN working)
         OR (mentored.ties_for < 2 AND EXISTS { MATCH (mentored)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  WITH x, collect(DISTINCT mentored.id) AS ids
  UNWIND ids AS id
  RETURN collect([id, size(ids)]) AS taught
}
CALL (blocked, mine, speaks, anyone, nearest) {
  UNWIND $skill_ids AS wanted  // full, and of a language of the asker
  MATCH (s:Skill {id: wanted})
  WITH wanted, blocked,
       [key IN s.front_keys WHERE (key ENDS WITH '|open|full' OR key ENDS WITH '|open|full|shown')
        AND (anyone OR split(key, '|')[0] IN speaks)] AS keys
  UNWIND keys AS key
  MATCH (list:Front {key: wanted + '|' + key})
  WITH list.ids AS ids, list.ends AS ends, blocked, ($full + size(keys) - 1) / size(keys) AS share
  UNWIND [i IN range(0, size(ids) - 1) WHERE (ends[i] = 0 OR ends[i] > $now) AND NOT ids[i] IN blocked
          | ids[i]][0..share] AS id
  RETURN id
UNION
  UNWIND CASE WHEN anyone THEN [] ELSE $skill_ids END AS wanted  // of other languages: the most spoken ones
  MATCH (s:Skill {id: wanted})
  UNWIND [key IN s.front_keys
          WHERE (key ENDS WITH '|open' OR key ENDS WITH '|open|shown')
            AND NOT split(key, '|')[0] IN speaks AND NOT key STARTS WITH '|'] AS key
  MATCH (list:Front {key: wanted + '|' + key})
  WITH list, blocked, speaks
  ORDER BY size(list.ids) DESC, list.key
  LIMIT $lists
  WITH list.key AS key, list.ids AS ids, list.ends AS ends, blocked, speaks
  UNWIND range(0, size(ids) - 1) AS place
  WITH key, place, ids[place] AS id, ends[place] AS end, blocked, speaks
  WHERE (end = 0 OR end > $now) AND NOT id IN blocked
  MATCH (q:Person {id: id})  // many of them may speak a language of the asker besides
  WITH key, place, id, speaks, q.speaks AS theirs
  WHERE NOT any(l IN theirs WHERE l IN speaks)
  WITH key, id, place
  ORDER BY key, place
  WITH key, collect(id) AS ids
  UNWIND ids[0..$others] AS id
  RETURN id
UNION
  UNWIND $skill_ids AS wanted  // of either kind, whom only those of a common community see
  MATCH (s:Skill {id: wanted})
  UNWIND [key IN s.front_keys
          WHERE (key CONTAINS '|communities|full' AND (anyone OR split(key, '|')[0] IN speaks))
             OR ((key ENDS WITH '|communities' OR key ENDS WITH '|communities|shown')
                 AND NOT anyone AND NOT split(key, '|')[0] IN speaks AND NOT key STARTS WITH '|')] AS key
  MATCH (list:Front {key: wanted + '|' + key})
  WITH list, blocked, mine
  ORDER BY size(list.ids) DESC, list.key
  LIMIT $lists
  WITH list.key AS key, list.ids[0..$scan] AS ids, list.ends AS ends, blocked, mine
  UNWIND range(0, size(ids) - 1) AS place
  WITH key, place, ids[place] AS id, ends[place] AS end, blocked, mine
  WHERE (end = 0 OR end > $now) AND NOT id IN blocked
  MATCH (q:Person {id: id})
  WITH key, place, id, mine, [(q)-[:MEMBER_OF]->(joined:Community) | joined.id] AS theirs
  WHERE any(c IN theirs WHERE c IN mine)
  WITH key, id, place
  ORDER BY key, place
  WITH key, collect(id) AS ids
  UNWIND ids[0..$others] AS id
  RETURN id
UNION
  UNWIND nearest AS each
  MATCH (p:Person {id: each})-[o:OFFERS|SHOWN]->()
  WHERE o.skill_id IN $skill_ids AND (o.until IS NULL OR o.until > $now)
    AND (type(o) = 'OFFERS' OR p.offered IS NULL)
    AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.unsuggested_at IS NULL
    AND p.visibility <> 'hidden' AND NOT p.id IN blocked
  WITH p.id AS id, max(o.standing) AS standing
  RETURN id
  ORDER BY standing DESC, id
  LIMIT $full
}
MATCH (p:Person {id: id})
WHERE p.id <> $viewer_id
  AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
  AND p.unsuggested_at IS NULL
  AND p.capacity > 0
WITH me, blocked, mine, working, friends, requests, contacts, taught, memberships, levels, places, weights, p,
     p.open_places < 1 AS full,
     (anyone OR any(l IN p.speaks WHERE l IN speaks)) AS understands
WHERE full = understands  // one of the two stands in the way, and not both
WITH me, blocked, mine, working, friends, requests, contacts, taught, memberships, levels, places, weights, p, full,
     [(p)-[m:MEMBER_OF]->(c:Community) | [c.id, m.since]] AS joined
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(one IN joined WHERE one[0] IN mine)))))
  AND (p.offers_for IS NULL OR p.id = $viewer_id OR (p.offers_for < 3 AND p.id IN working)
       OR (p.offers_for < 2 AND any(one IN joined WHERE one[0] IN mine)))
  AND (p.languages_for IS NULL OR p.id = $viewer_id OR (p.languages_for < 3 AND p.id IN working)
       OR (p.languages_for < 2 AND any(one IN joined WHERE one[0] IN mine)))
WITH me, requests, contacts, taught, memberships, levels, places, weights, p, full,
     CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
          WHEN any(one IN joined WHERE one[0] IN mine) THEN 1 ELSE 0 END AS near_p,
     [(p)-[o:OFFERS|SHOWN]->() WHERE o.skill_id IN $known_ids AND (o.until IS NULL OR o.until > $now)
      | [o.skill_id, o.level, o.standing]] AS sums,
     [one IN joined WHERE one[0] IN mine OR one[0] IN places] AS shared,
     p.id IN friends AS knows
WHERE any(sum IN sums WHERE sum[0] IN $skill_ids AND (sum[1] IS NOT NULL OR p.offered IS NULL))
RETURN {languages: me.languages, hours: me.hours, time_zone: me.time_zone, memberships: memberships, levels: levels,
        weights: weights, asked: requests} AS asker,
       contacts, taught,
       collect([p.id, CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END, p.languages,
                CASE WHEN near_p >= coalesce(p.hours_for, 0) AND near_p >= coalesce(p.place_for, 0) THEN p.hours ELSE [] END,
                CASE WHEN near_p >= coalesce(p.place_for, 0) THEN p.time_zone ELSE '' END, p.capacity, p.open_places, p.active_at, sums,
                shared, knows, p.requests_received, p.requests_answered, p.requests_accepted, p.offered, p.shown,
                p.exposure, p.breadth, false, false,
                CASE WHEN $history
                     THEN [(p)-[:MENTORS]->(m:Mentorship) WHERE m.state IN ['active', 'completed']
                           | [m.id, m.started_at, left(m.goal, 500),
                              CASE WHEN m.community_id IN places THEN m.community_id END]][0..200]
                     ELSE [] END,
                CASE WHEN full
                     THEN [(p)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'active' | m.started_at] ELSE [] END,
                CASE WHEN full
                     THEN [(p)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'completed' AND m.ended_at > m.started_at
                           | m.ended_at - m.started_at][0..200] ELSE [] END,
                CASE WHEN full
                     THEN size([(p)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'requested' | 1]) ELSE 0 END])
         AS candidates
