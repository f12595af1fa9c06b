// summary: Who asks without an account: a node that has nothing, is nobody's, and is found where a viewer is found.

CREATE CONSTRAINT nobody_id IF NOT EXISTS FOR (n:Nobody) REQUIRE n.id IS UNIQUE;
MERGE (n:Nobody {id: ''}) ON CREATE SET n.languages = [], n.speaks = [], n.hours = [], n.time_zone = '';
