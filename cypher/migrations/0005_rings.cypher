// summary: A board and a ring are each found by one key; boards of needs that are there already are made when first read.

CREATE CONSTRAINT board_key IF NOT EXISTS FOR (n:Board) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT ring_id IF NOT EXISTS FOR (n:Ring) REQUIRE n.id IS UNIQUE;
