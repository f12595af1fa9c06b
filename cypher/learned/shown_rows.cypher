// name:    shown_rows
// summary: What each of the given people has shown and offers, and in which lists of the most active they could stand.
//          Each of `people` holds the id, the languages spoken, whether listed, how much they have shown in all, how
//          many mentorships they took on, and for each skill its id, the level offered (null: shown) and the standing.
// params:  ids: list[str], now: int
// returns: one; people: list[list[Any]]
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE p.uncounted_at IS NULL
WITH p,
     p.offered IS NULL
       AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
       AND p.unsuggested_at IS NULL
       AND p.open_places > 0 AND p.visibility = 'open'
       AND p.offers_for IS NULL AND p.languages_for IS NULL AS listed,
     size([(p)-[:MENTORS]->(m:Mentorship) WHERE m.state IN ['active', 'completed'] | 1]) AS mentorships,
     [(p)-[o:OFFERS|SHOWN]->(:Skill) | [o.skill_id, o.level, o.standing]] AS sums
// In one row, since to a driver each row costs more than what is in it.
RETURN collect([p.id, p.speaks, listed, coalesce(p.shown, 0.0), mentorships, sums]) AS people
