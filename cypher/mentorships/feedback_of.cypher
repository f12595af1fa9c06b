// name:    feedback_of
// summary: What mentees said of the given mentorships, for themselves, and for the mentor where they have shared it.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, helpful: int, words: str, shared: bool, at: int
// access:  read
// cost:    one seek for each id.

UNWIND $ids AS wanted
MATCH (m:Mentorship {id: wanted})
WHERE m.feedback_at IS NOT NULL
  AND (m.mentee_id = $viewer_id OR (m.mentor_id = $viewer_id AND m.feedback_shared))
RETURN m.id AS id, m.helpful AS helpful, m.feedback AS words, m.feedback_shared AS shared, m.feedback_at AS at
