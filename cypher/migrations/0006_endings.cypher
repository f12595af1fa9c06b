// summary: When memberships end is found by time.

CREATE CONSTRAINT ending_id IF NOT EXISTS FOR (n:Ending) REQUIRE n.id IS UNIQUE;
CREATE INDEX ending_at IF NOT EXISTS FOR (n:Ending) ON (n.at);
