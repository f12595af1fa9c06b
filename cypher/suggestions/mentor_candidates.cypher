// name:    mentor_candidates
// summary: Everything a suggestion needs, in one answer: the asker, and the people who could mentor them in the asked
//          skills or in those next to them, each with the facts that count, from bounded sources: the fronts of the
//          skills, the asker's network, the asker's smaller communities, and the communities that the question is for.
// params:  viewer_id: str, skill_ids: list[str], near_ids: list[str], reach_ids: list[str], fill_ids: list[str],
//          goal_ids: list[str], community_ids: list[str], history: bool, now: int, front: int,
//          beside: int, network: int, known: int, ties: int, small: int, members: int, scan: int
// returns: one; asker: dict[str, Any], known: list[list[Any]], contacts: list[list[Any]], taught: list[list[Any]],
//          candidates: list[list[Any]]
// access:  read
// cost:    the heads of the skills' lists, at most `known` people whom the asker knows and `ties` of theirs, the members
//          of the asker's communities of at most `small` people where the lists leave room, and at most `scan` members of
//          each community asked for; flat in the number of people.
// deadline: 30
// guards:  suggested p,
//          person p, person x, person met, membership asked, membership linked, community weighing, offers p,
//          languages p, name p, hours p, place p, name x, ties x, ties other, ties met, ties mentored

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
     size(me.speaks) = 0 AS anyone,  // a variable: ArcadeDB takes `size(speaks) = 0 OR ...` for false inside CALL
     $skill_ids + $near_ids AS all_ids,
     $skill_ids + $near_ids + $reach_ids AS known_ids
CALL (mine) {
  UNWIND $community_ids AS wanted
  MATCH (asked:Community {id: wanted})
  WHERE (asked.visibility = 'open' OR asked.id IN mine)
  RETURN collect(asked.id) AS places, collect([asked.id, asked.name]) AS named
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
CALL (all_ids) {
  UNWIND all_ids + $fill_ids AS wanted
  MATCH (s:Skill {id: wanted})
  WHERE s.front_turn <= $now
  RETURN collect(s.id) AS due  // time has changed who stands there: whoever asked brings it up to date
}
CALL (me, blocked, mine, working) {
  MATCH (me)-[k:KNOWS]-(x:Person)
  WHERE (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  WITH x, blocked, mine, working, max(k.strength) AS strength
  ORDER BY strength DESC, x.id  // whom the asker knows best comes first
  LIMIT $known
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
  WITH x, mine, working, strength, many
  ORDER BY strength DESC, x.id
  RETURN collect([x.id,
                  CASE WHEN (x.name_for IS NULL OR x.id = $viewer_id OR (x.name_for < 3 AND x.id IN working)
                            OR (x.name_for < 2 AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
                       THEN x.name ELSE '' END]) AS known,
         collect([x.id, x.visibility = 'open' AND x.name_for IS NULL AND x.ties_for IS NULL,
                  [(x)-[:BLOCKS]-(apart:Person) | apart.id],
                  (x.ties_for IS NULL OR x.id = $viewer_id OR (x.ties_for < 3 AND x.id IN working)
                   OR (x.ties_for < 2 AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 })),
                  many])
           AS ways,
         collect([(x)-[:MEMBER_OF]->(linked:Community) WHERE (linked.visibility = 'open' OR linked.id IN mine)
                  | linked.id]) AS theirs
}
CALL (theirs) {
  UNWIND theirs AS ids
  UNWIND ids AS id
  RETURN collect(DISTINCT id) AS reached  // communities in which the asker knows somebody
}
CALL (ways, mine, working, speaks, anyone, all_ids) {
  // Whose ties are gone through: of those who have no more than a quarter of what is, the best known.
  WITH ways, mine, working, speaks, anyone, all_ids,
       [place IN range(0, size(ways) - 1) WHERE ways[place][3] AND ways[place][4] <= $ties / 4 | place] AS passable
  UNWIND [i IN range(0, size(passable) - 1)
          WHERE reduce(all = 0, one IN passable[0..i + 1] | all + ways[one][4]) <= $ties | passable[i]] AS place
  WITH place, ways[place][0] AS contact, ways[place][1] AS open, ways[place][2] AS apart, mine, working, speaks, anyone,
       all_ids
  MATCH (x:Person {id: contact})-[:KNOWS]-(other:Person)
  WHERE (other.ties_for IS NULL OR other.id = $viewer_id OR (other.ties_for < 3 AND other.id IN working)
         OR (other.ties_for < 2 AND EXISTS { MATCH (other)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  // Who has blocked each other is no way to each other, and who shows themselves to some does not show their ties.
  WITH other, speaks, anyone, all_ids, count(DISTINCT place) AS common,
       min(CASE WHEN open AND NOT other.id IN apart THEN place END) AS via
  RETURN collect([other.id, common, via]) AS contacts,  // from the asker's side once, not from each candidate's
         collect(CASE WHEN size([(other)-[o:OFFERS|SHOWN]->() WHERE o.skill_id IN all_ids | 1]) > 0
                      THEN other.id END) AS around
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
CALL (blocked, speaks, anyone) {
  UNWIND $skill_ids AS wanted
  MATCH (s:Skill {id: wanted})
  WITH wanted, blocked,
       [key IN s.front_keys WHERE (key ENDS WITH '|open' OR key ENDS WITH '|open|shown')
        AND (anyone OR split(key, '|')[0] IN speaks)] AS keys
  UNWIND keys AS key
  MATCH (list:Front {key: wanted + '|' + key})
  WITH list, blocked, ($front + size(keys) - 1) / size(keys) AS share
  // No more of a list is looked at than may be taken: if somebody in it has ended, its skill is due, and all is asked again.
  WITH list.ids[0..share + size(blocked)] AS ids, blocked, share
  UNWIND [one IN ids WHERE NOT one IN blocked | one][0..share] AS id
  RETURN collect(DISTINCT id) AS heads
}
WITH me, blocked, mine, working, friends, requests, known, reached, contacts, around, taught, memberships, levels,
     speaks, anyone, all_ids, known_ids, places, named, weights, due, heads,
     CASE WHEN size($near_ids) = 0 OR size(heads) >= $front THEN 0
          ELSE 1 + ($front - size(heads)) / size($near_ids) END AS fill
CALL (blocked, mine, working, known, around, speaks, anyone, all_ids, places, heads, fill) {
  UNWIND heads + [id IN $goal_ids WHERE NOT id IN heads | id] AS id  // and who mentored towards goals like the asked one
  RETURN id
UNION
  UNWIND CASE WHEN fill > 0 THEN $near_ids ELSE [] END AS wanted  // these fill up what the asked skills leave
  MATCH (s:Skill {id: wanted})
  UNWIND [key IN s.front_keys WHERE (key ENDS WITH '|open' OR key ENDS WITH '|open|shown')
          AND (anyone OR split(key, '|')[0] IN speaks)] AS key
  MATCH (list:Front {key: wanted + '|' + key})
  WITH wanted, fill, blocked, list.ids[0..fill + size(blocked)] AS ids,
       list.standings[0..fill + size(blocked)] AS standings
  UNWIND [i IN range(0, size(ids) - 1) WHERE NOT ids[i] IN blocked | [ids[i], standings[i]]] AS each
  WITH wanted, fill, each[0] AS id, max(each[1]) AS standing
  ORDER BY standing DESC, id
  WITH wanted, fill, collect(id) AS ids
  UNWIND ids[0..fill] AS id
  RETURN id
UNION
  // Where few have shown or offered what is asked: who never said what they offer and has shown what lies next to it,
  UNWIND CASE WHEN size(heads) < $front THEN $fill_ids ELSE [] END AS wanted
  MATCH (s:Skill {id: wanted})
  UNWIND [key IN s.front_keys WHERE key ENDS WITH '|open|shown' AND (anyone OR split(key, '|')[0] IN speaks)] AS key
  MATCH (list:Front {key: wanted + '|' + key})
  UNWIND [id IN list.ids WHERE NOT id IN blocked | id][0..($front - size(heads)) / size($fill_ids) + 2] AS id
  RETURN id
UNION
  // and the most active of them: their lists are of no skill.
  MATCH (learned:Version {of: 'learned'})
  WITH learned, blocked, speaks, anyone, heads
  WHERE size(heads) < $front AND (size($fill_ids) > 0 OR size($skill_ids + $community_ids + $goal_ids) = 0)
  UNWIND [key IN learned.front_keys WHERE anyone OR split(key, '|')[0] IN speaks] AS key
  MATCH (list:Front {key: '|' + key})
  UNWIND [id IN list.ids WHERE NOT id IN blocked | id][0..$front] AS id
  RETURN id
UNION
  UNWIND $skill_ids + [id IN $near_ids WHERE size(places) > 0 | id] AS wanted
  MATCH (s:Skill {id: wanted})
  UNWIND [key IN s.front_keys
          WHERE (key ENDS WITH '|communities' OR key ENDS WITH '|communities|shown'
                 OR (size(places) > 0 AND (key ENDS WITH '|open' OR key ENDS WITH '|open|shown')))
            AND (anyone OR split(key, '|')[0] IN speaks)] AS key
  MATCH (list:Front {key: wanted + '|' + key})
  WITH list.ids AS ids, list.places AS theirs, blocked,
       CASE WHEN key CONTAINS '|communities' THEN mine + places ELSE places END AS near
  UNWIND [i IN range(0, size(ids) - 1)
          WHERE any(c IN near WHERE theirs[i] CONTAINS '\n' + c + '\n')  // whom this rules out is not looked up
            AND NOT ids[i] IN blocked | [i, ids[i]]] AS each
  WITH each[1] AS id, each[0] AS place
  WITH id, min(place) AS place
  RETURN id
  ORDER BY place, id
  LIMIT $beside
UNION
  UNWIND [one IN known | one[0]] + around + working AS each
  MATCH (p:Person {id: each})-[o:OFFERS|SHOWN]->()
  WHERE o.skill_id IN all_ids AND (o.until IS NULL OR o.until > $now) AND (type(o) = 'OFFERS' OR p.offered IS NULL)
    AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.unsuggested_at IS NULL
    AND p.open_places > 0 AND p.visibility <> 'hidden' AND NOT p.id IN blocked
    AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
  WITH p.id AS id, max(o.standing) AS standing
  RETURN id
  ORDER BY standing DESC, id
  LIMIT $network
UNION
  // Where the lists leave room, the asker's communities fill it; those that the question is for are always looked into.
  UNWIND CASE WHEN size($skill_ids) = 0 THEN [] WHEN size(heads) >= $front THEN places
              ELSE mine + [id IN places WHERE NOT id IN mine | id] END AS wanted
  MATCH (c:Community {id: wanted})
  CALL (c) {
    MATCH (c)<-[m:MEMBER_OF]-()
    WITH m LIMIT $small + 1  // enough to know that it is larger: counting the largest one would take milliseconds
    RETURN count(m) AS members
  }
  WITH c, members, blocked, speaks, anyone, all_ids
  WHERE members <= $small
  MATCH (c)<-[:MEMBER_OF]-(p:Person)-[o:OFFERS|SHOWN]->()
  WHERE o.skill_id IN all_ids AND (o.until IS NULL OR o.until > $now) AND (type(o) = 'OFFERS' OR p.offered IS NULL)
    AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.unsuggested_at IS NULL
    AND p.open_places > 0 AND p.visibility <> 'hidden' AND NOT p.id IN blocked
    AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
  WITH p.id AS id, max(o.standing) AS standing
  RETURN id
  ORDER BY standing DESC, id
  LIMIT $network
UNION
  UNWIND CASE WHEN size($skill_ids) = 0 THEN places ELSE [] END AS wanted  // a goal that names no skill
  MATCH (c:Community {id: wanted})
  CALL (c, blocked, speaks, anyone) {
    MATCH (c)<-[m:MEMBER_OF]-(p:Person)
    WITH m, p LIMIT $scan
    WHERE
      (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
      AND p.unsuggested_at IS NULL
      AND p.open_places > 0 AND p.visibility <> 'hidden' AND NOT p.id IN blocked
      AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
    WITH p.id AS id, CASE m.role WHEN 'member' THEN 1 ELSE 0 END AS rank, m.since AS since
    ORDER BY rank, since DESC, id
    RETURN collect(id) AS ids
  }
  WITH ids[0..CASE WHEN wanted = head($community_ids) THEN $members ELSE $members / 4 END] AS ids
  UNWIND ids AS id
  RETURN id
}
MATCH (p:Person {id: id})
WHERE p.id <> $viewer_id
  AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
  AND p.unsuggested_at IS NULL
  AND p.open_places > 0
  AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
WITH me, blocked, mine, working, friends, requests, known, reached, contacts, taught, memberships, levels, all_ids,
     known_ids, places, named, weights, due, p,
     [(p)-[m:MEMBER_OF]->(c:Community) | [c.id, m.since, c.visibility = 'open']] AS joined
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(one IN joined WHERE one[0] IN mine)))))
  AND (p.offers_for IS NULL OR p.id = $viewer_id OR (p.offers_for < 3 AND p.id IN working)
       OR (p.offers_for < 2 AND any(one IN joined WHERE one[0] IN mine)))
  AND (p.languages_for IS NULL OR p.id = $viewer_id OR (p.languages_for < 3 AND p.id IN working)
       OR (p.languages_for < 2 AND any(one IN joined WHERE one[0] IN mine)))
WITH me, requests, known, contacts, taught, memberships, levels, all_ids, places, named, weights, due, p,
     CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
          WHEN any(one IN joined WHERE one[0] IN mine) THEN 1 ELSE 0 END AS near_p,
     [(p)-[o:OFFERS|SHOWN]->() WHERE o.skill_id IN known_ids AND (o.until IS NULL OR o.until > $now)
      | [o.skill_id, o.level, o.standing]] AS sums,
     [one IN joined WHERE one[0] IN mine OR one[0] IN places | [one[0], one[1]]] AS shared,
     any(one IN joined WHERE one[2] AND NOT one[0] IN mine AND NOT one[0] IN reached) AS bridges,
     p.id IN friends AS knows
WHERE (p.offered IS NULL AND (p.shown > 0 AND (size($skill_ids) > 0 OR size($community_ids + $goal_ids) = 0)
                              OR p.id IN $goal_ids))
      OR any(sum IN sums WHERE sum[0] IN all_ids AND sum[1] IS NOT NULL)
      OR (size(all_ids) = 0 AND (p.id IN $goal_ids OR any(one IN shared WHERE one[0] IN places)))
RETURN {languages: me.languages, hours: me.hours, time_zone: me.time_zone, memberships: memberships, levels: levels,
        places: named, weights: weights, due: due, asked: requests} AS asker,
       known, contacts, taught,
       collect([p.id, CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END, p.languages,
                CASE WHEN near_p >= coalesce(p.hours_for, 0) AND near_p >= coalesce(p.place_for, 0) THEN p.hours ELSE [] END,
                CASE WHEN near_p >= coalesce(p.place_for, 0) THEN p.time_zone ELSE '' END, p.capacity, p.open_places, p.active_at, sums,
                shared, knows, p.requests_received, p.requests_answered, p.requests_accepted, p.offered, p.shown,
                p.exposure, p.breadth, p.visibility = 'open' AND p.ties_for IS NULL, bridges,
                CASE WHEN $history
                     THEN [(p)-[:MENTORS]->(m:Mentorship) WHERE m.state IN ['active', 'completed']
                           | [m.id, m.started_at, left(m.goal, 500),
                              CASE WHEN m.community_id IN places THEN m.community_id END]][0..200]
                     ELSE [] END]) AS candidates
