// name:    borrowed_needs
// summary: Open needs for what the viewer offers, of people who belong to a chapter of the community and not to it, where
//          the chapter borrows, the owner lets the need go further, and nobody in the chapter who could be asked by them
//          offers the skill. With the chapter.
// params:  viewer_id: str, community_id: str, now: int, own: int, most: int
// returns: many; id: str, chapter_id: str, chapter: str
// access:  read
// cost:    the boards of at most `own` skills; for at most `most` of their needs the members of one chapter each.
// deadline: 20
// guards:  suggested p, person q, membership asked, community chapter, needs q, languages q

MATCH (me:Person {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
MATCH (asked:Community {id: $community_id})
WHERE (asked.visibility = 'open' OR asked.id IN mine)
CALL (me) {
  MATCH (me)-[o:OFFERS]->()
  WHERE o.until IS NULL OR o.until > $now
  WITH o
  ORDER BY o.level DESC, o.standing DESC, o.skill_id
  LIMIT $own
  RETURN collect(o.skill_id) AS skills
}
UNWIND skills AS wanted
MATCH (s:Skill {id: wanted})
UNWIND coalesce(s.board_keys, []) AS key
MATCH (b:Board {key: wanted + '|' + key})
WITH me, blocked, mine, working, wanted, b.ids AS ids, b.owners AS owners, b.ends AS ends
UNWIND range(0, size(ids) - 1) AS place
WITH me, blocked, mine, working, wanted, ids[place] AS id, owners[place] AS owner, ends[place] AS end
WHERE (end = 0 OR end > $now) AND NOT owner IN blocked AND owner <> $viewer_id
MATCH (n:Need {id: id})
WHERE n.state = 'open' AND coalesce(n.reach, 'wider') = 'wider'
WITH n, owner, blocked, mine, working
ORDER BY n.id  // or Neo4j makes a product of needs and owners
MATCH (q:Person {id: owner})
WHERE (q.id = $viewer_id
       OR (NOT q.id IN blocked
           AND (q.visibility = 'open'
                OR (q.visibility = 'communities'
                    AND EXISTS { MATCH (q)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (q.needs_for IS NULL OR q.id = $viewer_id OR (q.needs_for < 3 AND q.id IN working)
       OR (q.needs_for < 2 AND EXISTS { MATCH (q)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (q.languages_for IS NULL OR q.id = $viewer_id OR (q.languages_for < 3 AND q.id IN working)
       OR (q.languages_for < 2 AND EXISTS { MATCH (q)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND NOT $community_id IN [(q)-[:MEMBER_OF]->(x:Community) | x.id]
WITH n, q, mine
MATCH (q)-[:MEMBER_OF]->(chapter:Community)
WHERE (chapter.visibility <> 'hidden' OR chapter.id IN mine) AND (chapter.visibility = 'open' OR chapter.id IN mine)
CALL (chapter) {
  MATCH way = (chapter)-[:PART_OF*0..8]->(above:Community)
  WHERE all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH above, length(way) AS far
  ORDER BY far
  RETURN collect([above.id, above.borrowing]) AS chain
}
WITH n, q, chapter, chain, head([i IN range(1, size(chain) - 1) WHERE chain[i][0] = $community_id | i]) AS far
WHERE far IS NOT NULL
  AND all(i IN range(0, far - 1) WHERE coalesce(head([x IN chain[i..] WHERE x[1] IS NOT NULL | x[1]]), true))
WITH n, q, chapter, far
ORDER BY far, chapter.id
WITH n, q, head(collect(chapter)) AS chapter
ORDER BY n.since DESC, n.id
LIMIT $most
MATCH (home:Community {id: chapter.id})
CALL (n, q, home) {
  MATCH (home)<-[:MEMBER_OF]-(p:Person)-[o:OFFERS]->()
  WHERE o.skill_id = n.skill_id AND o.level >= coalesce(n.level, 1) AND (o.until IS NULL OR o.until > $now)
    AND p.id <> q.id
    AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
    AND p.unsuggested_at IS NULL
    AND p.open_places > 0 AND p.visibility <> 'hidden'
    AND coalesce(p.offers_for, 0) < 2 AND coalesce(p.languages_for, 0) < 2
    AND NOT p.id IN [(q)-[:BLOCKS]-(apart:Person) | apart.id]
  RETURN count(p) AS near
}
WITH n, home, near
WHERE near = 0
RETURN n.id AS id, home.id AS chapter_id, home.name AS chapter
ORDER BY id
