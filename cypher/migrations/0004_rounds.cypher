// summary: A round, each of its pairs and each of those it leaves out are found by their ids.

CREATE CONSTRAINT round_id IF NOT EXISTS FOR (n:Round) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT round_pair_id IF NOT EXISTS FOR (n:RoundPair) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT round_gap_id IF NOT EXISTS FOR (n:RoundGap) REQUIRE n.id IS UNIQUE;
