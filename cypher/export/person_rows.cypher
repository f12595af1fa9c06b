// name:    person_rows
// summary: The profiles of the given people.
// params:  ids: list[str]
// returns: many; id: str, name: str, about: str, languages: list[str], country: str, time_zone: str,
//          hours: list[str], capacity: int, status: str, active_at: int | None, visibility: str,
//          open_to_teams: str | None, contact: str | None, shown_to: list[str], away_until: int | None,
//          unsuggested_at: int | None, uncounted_at: int | None, uncompared_at: int | None
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
RETURN p.id AS id, p.name AS name, p.about AS about, p.languages AS languages, p.country AS country,
       p.time_zone AS time_zone, p.hours AS hours, p.capacity AS capacity,
       CASE WHEN p.status = 'active' AND p.away_until IS NOT NULL THEN 'away' ELSE p.status END AS status,
       p.active_at AS active_at, p.visibility AS visibility,
       CASE WHEN p.open_to_teams THEN 'yes' WHEN p.open_to_teams = false THEN 'no' END AS open_to_teams,
       p.contact AS contact,
       [each IN [['name', p.name_for], ['contact', p.contact_for], ['languages', p.languages_for], ['place', p.place_for],
                 ['hours', p.hours_for], ['offers', p.offers_for], ['needs', p.needs_for], ['ties', p.ties_for]]
        WHERE each[1] IS NOT NULL
        | each[0] + ':' + ['everyone', 'communities', 'working', 'nobody'][each[1]]] AS shown_to,
       p.away_until AS away_until,
       p.unsuggested_at AS unsuggested_at, p.uncounted_at AS uncounted_at, p.uncompared_at AS uncompared_at
