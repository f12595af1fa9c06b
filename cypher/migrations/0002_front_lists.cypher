// summary: A front's list is found by its key, once for each skill, language and visibility.

CREATE CONSTRAINT front_key IF NOT EXISTS FOR (n:Front) REQUIRE n.key IS UNIQUE;
