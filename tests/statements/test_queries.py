"""Cypher files keep what their headers promise, or the application does not start."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from peernet.errors import QueryFileError
from peernet.graph.guards import HERE, LISTS, RULES
from peernet.graph.queries import bare, cypher_folder, query, read_statement, returned_columns, statements

GOOD = """\
// name:    people_called
// summary: People of a name, $not_a_parameter.
// params:  name: str, limit: int
// returns: many; id: str, level: int | None
// access:  read
// cost:    a scan of people,
//          which is why it stands in a test only.

MATCH (p:Person)
WHERE p.name = $name  // not $this, nor SET
RETURN p.id AS id, CASE WHEN p.a IN ['$that', 'DELETE'] THEN 1 END AS level
ORDER BY id
LIMIT $limit
"""
RULE = RULES["person"][0][0].format(v="p")
GUARDED = f"""\
// name:    people_called
// summary: People whom the viewer may see.
// params:  viewer_id: str
// returns: many; id: str
// access:  read
// cost:    a scan.
// guards:  person p

MATCH (me:Person {{id: $viewer_id}})
WITH me, {LISTS["blocked"]}, {LISTS["mine"]}
MATCH (p:Person)
WHERE {RULE}
RETURN p.id AS id
"""


@dataclass(frozen=True, slots=True)
class IdRow:
    """A row of one column that `people_page` returns."""

    id: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that no statement returns."""

    id: int


def written(folder: Path, source: str, name: str = "people_called") -> Path:
    """A file of that name with `source`."""
    path = folder / f"{name}.cypher"
    path.write_text(source, encoding="utf-8")
    return path


def test_a_true_header_is_read_whole(tmp_path: Path) -> None:
    statement = read_statement(written(tmp_path, GOOD))
    assert statement.params == {"name": "str", "limit": "int"}
    assert statement.columns == {"id": "str", "level": "int | None"}
    assert (statement.returns, statement.access, statement.deadline) == ("many", "read", 5)
    assert statement.cost == "a scan of people, which is why it stands in a test only."
    assert statement.text.startswith("MATCH (p:Person)")


def test_lists_are_sent_in_one_map_and_the_rest_as_it_is(tmp_path: Path) -> None:
    lists = "that: list[str], this: list[str] | None, name: str, limit"
    source = GOOD.replace("name: str, limit", lists).replace("IN ['", "IN $that + $this + ['")
    statement = read_statement(written(tmp_path, source))
    sent, params = statement.sent(statement.bind({"that": ["x"], "this": None, "name": "Ann", "limit": 3}))
    assert params == {"given": {"that": ["x"], "this": None}, "name": "Ann", "limit": 3}
    assert repr(params["given"]) == "<that, this>"  # the driver words it for its log
    assert sent == statement.text.replace("IN $that + $this", "IN $given.that + $given.this")
    plain = read_statement(written(tmp_path, GOOD))
    assert plain.sent({"name": "Ann", "limit": 3}) == (plain.text, {"name": "Ann", "limit": 3})


REFUSED: dict[str, tuple[str, str, int, str]] = {
    "an unknown key": ("// cost: ", "// price: ", 6, "unknown header key `price`"),
    "a key twice": ("// cost: ", "// access: read\n// cost: ", 6, "stands twice"),
    "no summary": ("// summary: People of a name, $not_a_parameter.\n", "", 1, "lacks `summary`"),
    "an empty summary": ("// summary: People of a name, $not_a_parameter.", "// summary:  ", 2, "lacks `summary`"),
    "words before the header": ("// name: ", "//    once upon a time\n// name: ", 1, "the first line"),
    "another name": ("people_called", "people_named", 1, "not the file's stem"),
    "an unknown access": ("access:  read", "access:  maybe", 5, "`read` or `write`"),
    "a write without one": ("access:  read", "access:  write", 5, "disagrees"),
    "a read that writes": ("ORDER BY id", "SET p.x = 1", 5, "disagrees"),
    "a parameter called as the map of lists": ("name: str", "given: list[str], name: str", 3, "`given` is the map"),
    "a parameter unused": ("limit: int", "limit: int, more: str", 3, "['more']"),
    "a parameter undeclared": ("name: str, limit: int", "limit: int", 3, "['name']"),
    "a parameter of no known type": ("limit: int", "limit: number", 3, "`limit` has the type `number`"),
    "a parameter in capitals": ("limit: int", "Limit: int", 3, "snake_case"),
    "a column unreturned": ("id: str, level", "id: str, name: str, level", 4, "columns declared"),
    "columns in another order": ("id: str, level: int | None", "level: int | None, id: str", 4, "columns declared"),
    "neither many nor one": ("returns: many;", "returns: some;", 4, "`many;`, `one;` or `none`"),
    "a path without a bound": (
        "MATCH (p:Person)",
        "MATCH (p:Person)-[:KNOWS*]->(:Person)",
        9,
        "upper bound: [:KNOWS*]",
    ),
    "a path with only a lower bound": ("MATCH (p:Person)", "MATCH (p:Person)-[:KNOWS*2..]->()", 9, "upper bound"),
    "a quantifier without a bound": ("MATCH (p:Person)", "MATCH (p:Person)(()-[:KNOWS]->()){2,}()", 9, "upper bound"),
    "a plus without a bound": ("MATCH (p:Person)", "MATCH (p:Person)-[:KNOWS]->+()", 9, "upper bound"),
    "a limit without an order": ("ORDER BY id\n", "", 9, "LIMIT without ORDER BY"),
    "a guard without a variable": ("// cost: ", "// guards: person\n// cost: ", 6, "a noun and a variable"),
    "a guard for what has no rule": ("// cost: ", "// guards: mountain p\n// cost: ", 10, "no visibility rule"),
    "a guard that is not kept": ("// cost: ", "// guards: person p\n// cost: ", 10, "is missing or differs"),
    "a row that holds more than is used": ("// cost: ", "// row: id, name\n// cost: ", 6, "`row` names other places"),
    "rows told apart by what they do not hold": ("// cost: ", "// apart: id\n// cost: ", 6, "one of what `row` holds"),
    "a place that no row has": ("RETURN p.id", "RETURN row[0]", 1, "`row` names other places"),
    "a deadline in words": ("// cost: ", "// deadline: soon\n// cost: ", 6, "a number of seconds"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_header_that_is_not_true_is_refused_with_file_and_line(tmp_path: Path, why: str) -> None:
    old, new, line, message = REFUSED[why]
    assert old in GOOD
    with pytest.raises(QueryFileError) as refused:
        read_statement(written(tmp_path, GOOD.replace(old, new, 1)))
    assert str(refused.value).startswith(f"people_called.cypher:{line}: ")
    assert message in str(refused.value)


def test_a_guarded_statement_that_keeps_the_rule_is_read(tmp_path: Path) -> None:
    assert read_statement(written(tmp_path, GUARDED)).guards == (("person", "p"),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NOT p.id IN blocked AND ", ""),
        ("p.visibility = 'open'", "p.visibility <> 'hidden'"),
        (LISTS["blocked"], "[] AS blocked"),
        (LISTS["mine"], "[] AS mine"),
        ("MATCH (me:Person", "OPTIONAL MATCH (me:Person"),
    ],
)
def test_a_guard_that_was_weakened_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in GUARDED
    with pytest.raises(QueryFileError):
        read_statement(written(tmp_path, GUARDED.replace(old, new)))


@pytest.mark.parametrize(
    ("code", "columns"),
    [
        ("RETURN a.b AS x, f(a, b) AS y ORDER BY x LIMIT 3", ["x", "y"]),
        ("CALL (a) { RETURN 1 AS inner } RETURN DISTINCT {k: a, l: [b, c]} AS z", ["z"]),
        ("MATCH (a) RETURN a.id", ["a.id"]),
        ("RETURN x SKIP 1", ["x"]),
        ("CREATE (a)", []),
    ],
)
def test_the_columns_are_those_of_the_last_return_outside_brackets(code: str, columns: list[str]) -> None:
    assert returned_columns(code) == columns


def test_parameters_are_bound_exactly_as_declared(tmp_path: Path) -> None:
    statement = read_statement(written(tmp_path, GOOD))
    assert statement.bind({"name": "x", "limit": 1}) == {"name": "x", "limit": 1}
    for wrong in ({"name": "x"}, {"name": "x", "limit": 1, "more": 2}, {}):
        with pytest.raises(QueryFileError, match="other parameters"):
            statement.bind(wrong)


def test_a_row_must_take_the_columns_that_the_statement_returns() -> None:
    assert query("people_page", IdRow).row is IdRow
    for wrong in (OtherRow, str):
        with pytest.raises(QueryFileError, match=r"but .* takes"):
            query("people_page", wrong)


ASPECT = RULES["hours"][0]
HEADED = GUARDED.replace("many; id: str", "many; id: str, hours: list[str]").replace("person p", "person p, hours p")
SHOWING = HEADED.replace(
    "RETURN p.id AS id",
    f"WITH p, {LISTS['working']}, mine\nWITH p, {ASPECT[0].format(v='p')}\n"
    f"RETURN p.id AS id, CASE WHEN {ASPECT[1].format(v='p')} THEN p.hours ELSE [] END AS hours",
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("near_p >= coalesce(p.hours_for, 0)", "true"),
        ("near_p >= coalesce(p.place_for, 0)", "true"),
        ("WHEN p.id IN working THEN 2", "WHEN p.id IN mine THEN 2"),
        ("THEN 1 ELSE 0 END", "THEN 1 ELSE 1 END"),
        ("m.state = 'active'", "m.state <> 'declined'"),
        ("j.state = 'accepted'", "j.state = 'asked'"),
    ],
)
def test_an_aspect_that_is_shown_to_more_than_it_is_meant_for_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert ("hours", "p") in read_statement(written(tmp_path, SHOWING)).guards
    assert old in SHOWING
    with pytest.raises(QueryFileError):
        read_statement(written(tmp_path, SHOWING.replace(old, new)))


READS = {
    "name": r"\b{v}\.name\b",
    "contact": r"\b{v}\.contact\b",
    "languages": r"\b{v}\.(languages|speaks)\b",
    "place": r"\b{v}\.(country|time_zone)\b",
    "hours": r"\b{v}\.hours\b",
    "offers": r"\({v}(:Person)?\)-\[\w*:[A-Z_|]*(OFFERS|SHOWN)",
    "needs": r"\({v}(:Person)?\)-\[\w*:NEEDS|NEEDS\]-\({v}\b",
    "ties": r"\({v}\)<?-\[\w*:(KNOWS|MENTORED)",
}


def test_whoever_a_statement_shows_shows_each_aspect_to_whom_it_is_meant_for() -> None:
    unguarded = {
        (name, noun)
        for name, each in statements().items()
        for person in (variable for guard, variable in each.guards if guard == "person")
        for noun, read in READS.items()
        if re.search(read.format(v=person), bare(each.text)) and (noun, person) not in each.guards
    }
    # A proposal tells everybody in it of everybody, and goes by the narrowest of these in a rule of its own.
    rings = {("propose_ring", noun) for noun in ("languages", "offers", "needs")}
    # A report keeps the name that is shown to communities, whoever reports.
    assert unguarded == rings | {("report_person", "name")}


def test_every_file_is_read_and_named_once() -> None:
    paths = [path for path in cypher_folder().rglob("*.cypher") if path.parent.name != "migrations"]
    assert sorted(path.stem for path in paths) == sorted(statements())


def test_whether_somebody_is_here_is_asked_in_one_wording() -> None:
    """What only says or sets a status, or asks about a single part of it, lies in these folders."""
    wrong = []
    for path in cypher_folder().rglob("*.cypher"):
        if path.parent.name in ("presence", "import", "export", "migrations"):
            continue
        flat = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
        for variable in set(re.findall(r"\b(\w+)\.status (?:=|<>) 'active'", flat)):
            said = re.findall(rf"\b{variable}\.status (?:=|<>) 'active'", flat)
            told = re.findall(rf"CASE WHEN {variable}\.status (?:=|<>) 'active'", flat)  # in words, for the viewer
            wrong += (
                [] if flat.count(HERE.format(v=variable)) + len(told) == len(said) else [f"{path.name}: {variable}"]
            )
    assert wrong == []


def test_every_page_and_every_list_of_people_is_guarded() -> None:
    unguarded = {name for name, each in statements().items() if "viewer_id" in each.params and not each.guards}
    # Their own things: what the viewer alone has, found from the viewer's node.
    assert unguarded == {
        "accept_invitation",
        "accept_mentorship",
        "accept_ring",
        "accept_team_place",
        "audit_mine",
        "begin_erasure",
        "blocked_page",
        "close_need",
        "confirm_meeting",
        "create_community",
        "decline_invitation",
        "decline_mentorship",
        "decline_ring",
        "end_mentorship",
        "end_team",
        "feedback_of",
        "give_feedback",
        "invitation_held",
        "invitations_mine",
        "leave_community",
        "mentorships_mine",
        "mentorships_page",
        "note_audit",
        "note_presence",
        "notices_of",
        "offer_skill",
        "open_need",
        "record_meeting",
        "renew_need",
        "renew_offer",
        "own_mentions",
        "own_profile",
        "own_ties",
        "reports_mine",
        "set_consent",
        "set_weights",
        "start_team",
        "teams_between",
        "unblock",
        "update_profile",
        "wake",
        "warnings_mine",
        "withdraw_endorsement",
        "withdraw_join_request",
        "withdraw_offer",
        "withdraw_request",
    }


def test_every_statement_that_suggests_people_or_counts_them_asks_whether_they_agree() -> None:
    """By where it stands: suggestions, rings and teams to be, rounds' people, insights."""
    guards = {name: {noun for noun, _ in each.guards} for name, each in statements().items()}
    suggests = {
        *("mentor_candidates", "near_misses", "help_wanted", "borrowed_needs", "open_mentors", "team_candidates"),
        *("ring_candidates", "grouping_people", "round_mentors", "round_needs"),
    }
    counts = {"open_mentors", "help_wanted", "community_people", "ties_of"}
    assert {name for name in suggests if "suggested" not in guards[name]} == set()
    assert {name for name in counts if "counted" not in guards[name]} == set()
    assert {name for name in ("team_candidates", "grouping_people") if "compared" not in guards[name]} == set()
    kept = ("front_refresh", "front_rebuild", "board_refresh", "board_rebuild")
    assert {name for name in kept if "p.unsuggested_at IS NULL" not in statements()[name].text} == set()
    assert "p.uncounted_at IS NULL" in statements()["shown_rows"].text
