"""The network of a round as a picture: each team a ring of its members, old ties drawn through, new ones dashed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from peernet.recommend.parts import Ties
from peernet.report.facts import Reported, ReportedTeam
from peernet.report.figures import count
from peernet.report.markup import Element, element
from peernet.schema.phrasebook import Phrasebook

MOST_DRAWN = 300
"""People in one picture: beyond, nobody could read it."""
_NODE = 14.0
_GAP = 26.0
_LABEL = 22.0
_BEND = 0.15
_ZOOM = 1.25
_WIDER = 1.3
"""A picture is wider than high by so much."""


@dataclass(frozen=True)
class Drawn:
    """The teams in the picture, where each member stands, and its size."""

    teams: Sequence[ReportedTeam]
    places: Mapping[str, tuple[float, float]]
    centres: Mapping[int, tuple[float, float]]
    radius: float
    width: float
    height: float


def network(reported: Reported, initials: Mapping[str, str], book: Phrasebook) -> list[Element]:
    """The picture, what it says in words, and how many teams are not in it."""
    drawn = _drawn(reported)
    old, new, between = _pairs(drawn, reported.ties)
    said = book.say(
        "{old} pairs in a team knew each other before, {new} are new to each other; {between} ties go to other teams.",
        old=count(len(old), book.locale),
        new=count(len(new), book.locale),
        between=count(len(between), book.locale),
    )
    left = len(reported.teams) - len(drawn.teams)
    rest = book.count(
        "{teams} more team is not drawn.", "{teams} more teams are not drawn.", left, teams=count(left, book.locale)
    )
    picture = _picture(drawn, (old, new, between), initials, book, said)
    return [
        element("div", picture, class_="scroll", tabindex="0", role="region", aria_label=book.say("Old and new ties")),
        _legend(book),
        element("p", said, f" {rest}" if left else None, class_="small"),
    ]


def _drawn(reported: Reported) -> Drawn:
    """Teams stand in rows, those with ties between them near each other."""
    teams: list[ReportedTeam] = []
    for team in reported.teams:
        if teams and sum(len(each.members) for each in teams) + len(team.members) > MOST_DRAWN:
            break
        teams.append(team)
    largest = max(len(team.members) for team in teams)
    radius = max(2 * _NODE, largest * (2 * _NODE + 10) / (2 * math.pi)) if largest > 1 else 0.0
    cell = 2 * (radius + _NODE) + _GAP
    columns = max(1, math.ceil(math.sqrt(len(teams) * _WIDER)))
    centres: dict[int, tuple[float, float]] = {}
    for place, team in enumerate(_in_rows(teams, reported.ties, columns)):
        row, column = divmod(place, columns)
        centres[team.number] = (cell * (column + 0.5), (cell + _LABEL) * (row + 0.5) - _LABEL / 2)
    places = {
        member.person_id: _around(centres[team.number], radius, place, len(team.members))
        for team in teams
        for place, member in enumerate(team.members)
    }
    rows = math.ceil(len(teams) / columns)
    return Drawn(teams, places, centres, radius, cell * min(columns, len(teams)), (cell + _LABEL) * rows)


def _in_rows(teams: Sequence[ReportedTeam], ties: Ties, columns: int) -> list[ReportedTeam]:
    """The teams row by row: a spring layout says who is near whom, and rows keep rings from lying on each other."""
    by_number = {team.number: team for team in teams}
    team_of = {member.person_id: team.number for team in teams for member in team.members}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(by_number)
    for one, number in sorted(team_of.items()):
        for other in sorted(ties.get(one, ())):
            if other in team_of and team_of[other] != number:
                weight = graph.get_edge_data(number, team_of[other], {"weight": 0})["weight"]
                graph.add_edge(number, team_of[other], weight=weight + 1)
    found = nx.spring_layout(graph, seed=1)
    places = {number: (round(float(x), 3), round(float(y), 3)) for number, (x, y) in found.items()}
    down = sorted(by_number, key=lambda number: (places[number][1], number))
    rows = [down[start : start + columns] for start in range(0, len(down), columns)]
    return [by_number[number] for row in rows for number in sorted(row, key=lambda each: (places[each][0], each))]


def _around(centre: tuple[float, float], radius: float, place: int, of: int) -> tuple[float, float]:
    angle = 2 * math.pi * place / of - math.pi / 2
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


Pairs = list[tuple[str, str]]


def _pairs(drawn: Drawn, ties: Ties) -> tuple[Pairs, Pairs, Pairs]:
    """Old pairs within teams, new ones, and old ties between teams."""
    old: Pairs = []
    new: Pairs = []
    team_of = {member.person_id: team.number for team in drawn.teams for member in team.members}
    for team in drawn.teams:
        for one, other in combinations((member.person_id for member in team.members), 2):
            (old if other in ties.get(one, ()) else new).append((one, other))
    between = [
        (one, other)
        for one in team_of
        for other in sorted(ties.get(one, ()))
        if one < other and other in team_of and team_of[one] != team_of[other]
    ]
    return old, new, between


def _picture(
    drawn: Drawn, pairs: tuple[Pairs, Pairs, Pairs], initials: Mapping[str, str], book: Phrasebook, said: str
) -> Element:
    old, new, between = pairs
    lines = [
        *(_bow(drawn, pair) for pair in between),
        *(_line(drawn, pair, "new") for pair in new),
        *(_line(drawn, pair, "old") for pair in old),
    ]
    return element(
        "svg",
        element("title", book.say("Old and new ties")),
        element("desc", said),
        lines,
        [_node(drawn, member.person_id, member.name, initials) for team in drawn.teams for member in team.members],
        [_label(drawn, team, book) for team in drawn.teams],
        viewBox=f"0 0 {drawn.width:.0f} {drawn.height:.0f}",
        width=round(drawn.width * _ZOOM),
        height=round(drawn.height * _ZOOM),
        role="img",
        class_="network",
    )


def _line(drawn: Drawn, pair: tuple[str, str], kind: str) -> Element:
    (x1, y1), (x2, y2) = (drawn.places[person_id] for person_id in pair)
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def _bow(drawn: Drawn, pair: tuple[str, str]) -> Element:
    """A line that is bent, so that it passes beside the rings that stand between the two."""
    (x1, y1), (x2, y2) = (drawn.places[person_id] for person_id in pair)
    x, y = (x1 + x2) / 2 - (y2 - y1) * _BEND, (y1 + y2) / 2 + (x2 - x1) * _BEND
    return element("path", d=f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}", class_="between")


def _node(drawn: Drawn, person_id: str, name: str, initials: Mapping[str, str]) -> Element:
    x, y = drawn.places[person_id]
    return element(
        "g",
        element("title", name),
        element("circle", cx=x, cy=y, r=_NODE),
        element("text", initials[person_id], x=x, y=y + 4, text_anchor="middle"),
    )


def _label(drawn: Drawn, team: ReportedTeam, book: Phrasebook) -> Element:
    x, y = drawn.centres[team.number]
    words = book.say("Team {number}", number=count(team.number, book.locale))
    return element("text", words, x=x, y=y + drawn.radius + _NODE + 16, text_anchor="middle", class_="label")


def _legend(book: Phrasebook) -> Element:
    kinds = (
        ("old", book.say("knew each other before")),
        ("new", book.say("new to each other")),
        ("between", book.say("knows somebody in another team")),
    )
    return element("ul", [element("li", _sample(kind), " ", words) for kind, words in kinds], class_="legend")


def _sample(kind: str) -> Element:
    line = element("line", x1=0, y1=6, x2=36, y2=6, class_=kind)
    return element("svg", line, width=36, height=12, aria_hidden="true", class_="network")
