"""Who brings what: one row a skill, language or value, one column a member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel import Locale

from peernet.model.team import USUAL_LEVEL, TeamCandidate, primary
from peernet.report.facts import Reported, ReportedTeam
from peernet.report.figures import count
from peernet.report.markup import Element, element
from peernet.schema.phrasebook import Phrasebook

MOST_ROWS = 40
ALONE, HAS = "★", "●"


@dataclass(frozen=True)
class Row:
    """What it is, of which kind (an attribute's name), and for each member their level (0: has it without one)."""

    kind: str
    name: str
    held: tuple[int | None, ...]

    @property
    def holders(self) -> int:
        return sum(each is not None for each in self.held)


def matrix(team: ReportedTeam, reported: Reported, initials: Sequence[str], book: Phrasebook) -> Element | None:
    """The table of a team; None where nothing is known of its members."""
    rows = list(_rows(team.members, reported, book))
    if not rows:
        return None
    head = element("th", book.say("What"), scope="col")
    people = [_head(member, letters) for member, letters in zip(team.members, initials, strict=True)]
    table = element(
        "table",
        element("caption", book.say("Who brings what")),
        element("thead", element("tr", head, people)),
        element("tbody", [_line(row, book) for row in rows[:MOST_ROWS]]),
        class_="matrix",
    )
    rest = len(rows) - MOST_ROWS
    more = book.count("and {rows} more row", "and {rows} more rows", rest, rows=count(rest, book.locale))
    label = book.say("Who brings what in team {number}", number=count(team.number, book.locale))
    return element(
        "div",
        element("div", table, class_="scroll", tabindex="0", role="region", aria_label=label),
        element("p", more, class_="small") if rest > 0 else None,
    )


def _rows(members: Sequence[TeamCandidate], reported: Reported, book: Phrasebook) -> Iterator[Row]:
    skills = {skill for member in members for skill, level in member.skills.items() if level >= USUAL_LEVEL}
    asked = [skill for skill in reported.role_skills if skill in skills]
    rest = sorted(skills - set(asked), key=lambda skill: (_number_with(members, skill), skill))
    for skill in (*asked, *rest):
        label = reported.labels.get(skill, skill)
        yield Row(book.say("skill"), label, tuple(_level(member, skill) for member in members))
    for attribute in reported.attributes:
        if attribute not in ("skills", "languages"):
            yield from _valued(members, attribute, reported, book)
    spoken = [frozenset(primary(tag) for tag in member.languages) for member in members]
    for tag in sorted(frozenset().union(*spoken)):
        yield Row(book.say("language"), book.language(tag), tuple(0 if tag in tags else None for tags in spoken))


def _valued(members: Sequence[TeamCandidate], attribute: str, reported: Reported, book: Phrasebook) -> Iterator[Row]:
    held = [frozenset(_values(member, attribute)) for member in members]
    for value in sorted(frozenset().union(*held)):
        name = reported.labels.get(value, value)
        if attribute == "country":
            name = Locale(book.locale).territories.get(value, value)
        yield Row(attribute, name, tuple(0 if value in values else None for values in held))


def _values(member: TeamCandidate, attribute: str) -> Sequence[str]:
    if attribute in member.values:
        return member.values[attribute]
    if attribute == "country":
        return (member.country,) if member.country else ()
    return member.communities if attribute == "communities" else ()


def _level(member: TeamCandidate, skill: str) -> int | None:
    level = member.skills.get(skill, 0)
    return level if level >= USUAL_LEVEL else None


def _number_with(members: Sequence[TeamCandidate], skill: str) -> int:
    return sum(member.skills.get(skill, 0) >= USUAL_LEVEL for member in members)


def _head(member: TeamCandidate, letters: str) -> Element:
    return element(
        "th",
        element("span", letters, aria_hidden="true"),
        element("span", element("bdi", member.name), class_="unseen"),
        scope="col",
        title=member.name,
    )


def _line(row: Row, book: Phrasebook) -> Element:
    head = element("th", element("span", row.kind, class_="kind"), " ", element("bdi", row.name), scope="row")
    return element("tr", head, [_cell(held, row.holders == 1, book) for held in row.held])


def _cell(held: int | None, alone: bool, book: Phrasebook) -> Element:
    """A mark to see, words to hear: a level, whether they have it at all, whether they alone do."""
    if held is None:
        return element("td", element("span", book.say("no"), class_="unseen"))
    said = book.say("only they") if alone else book.say("yes")
    mark = f"{held or (HAS if not alone else '')}{ALONE if alone else ''}"
    return element(
        "td",
        element("span", mark, aria_hidden="true"),
        element("span", f"{held} {said}" if held else said, class_="unseen"),
        class_="alone" if alone else "has",
    )
