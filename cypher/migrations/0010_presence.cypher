// summary: Who comes back when, and whose memberships in which communities make them go quiet, are found by time.

CREATE INDEX person_away_until IF NOT EXISTS FOR (n:Person) ON (n.away_until);
