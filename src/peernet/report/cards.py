"""A team as a card: its members, what each alone brings, whom they know and will meet, and the matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel import Locale

from peernet.model.team_part import BringsTies, Part, SharesSkill, SharesValue, TeamPart
from peernet.model.team_reasons import BringsCommunity, BringsCountry, BringsLanguage, BringsSkill, BringsValue
from peernet.report.facts import Reported, ReportedTeam
from peernet.report.figures import count, share
from peernet.report.markup import Element, element
from peernet.report.matrix import matrix
from peernet.schema.part_wording import listed
from peernet.schema.phrasebook import Phrasebook


def initials_of(names: Mapping[str, str]) -> dict[str, str]:
    """Two letters of each name, by id: of its first and last word."""
    found: dict[str, str] = {}
    for person_id, name in names.items():
        words = [word for word in name.split() if any(mark.isalnum() for mark in word)] or ["?"]
        letters = [next((mark for mark in word if mark.isalnum()), "?") for word in (words[0], words[-1])]
        found[person_id] = "".join(letter.upper()[:1] for letter in letters[: min(2, len(words))])
    return found


def card(team: ReportedTeam, reported: Reported, initials: Mapping[str, str], prefix: str, book: Phrasebook) -> Element:
    """The card of a team; `prefix` keeps the anchors of several rounds apart."""
    title = book.say("Team {number}", number=count(team.number, book.locale))
    anchor = f"{prefix}team-{team.number}"
    letters = [initials[member.person_id] for member in team.members]
    return element(
        "article",
        element("h3", title, " ", element("small", team.team_id), id=anchor),
        element("p", _figures(team, book), class_="figures"),
        element(
            "ul",
            [_member(part, letters[place], reported, book) for place, part in enumerate(team.parts)],
            class_="members",
        ),
        matrix(team, reported, letters, book),
        aria_labelledby=anchor,
        class_="card",
    )


def _figures(team: ReportedTeam, book: Phrasebook) -> str:
    parts = [
        book.count(
            "{people} person", "{people} people", len(team.members), people=count(len(team.members), book.locale)
        ),
        book.say("score {score}", score=share(team.score, book.locale)),
    ]
    if team.language is not None:
        parts.append(book.say("language {language}", language=book.language(team.language)))
    if team.common_hours is not None:
        hours = book.number(team.common_hours)
        parts.append(book.count("{hours} hour in common", "{hours} hours in common", team.common_hours, hours=hours))
    return " · ".join(parts)


def _member(part: TeamPart, letters: str, reported: Reported, book: Phrasebook) -> Element:
    return element(
        "li",
        element("span", letters, class_="letters", aria_hidden="true"),
        element(
            "div",
            element(
                "p",
                element("strong", element("bdi", part.name)),
                " ",
                element("span", part.role, class_="role") if part.role else None,
            ),
            _brought(part.brings, reported, book),
            _others(book.say("Knows"), listed(part.knows, book)),
            _others(book.say("Will meet"), listed(part.meets, book)),
        ),
    )


def _brought(brings: Sequence[Part], reported: Reported, book: Phrasebook) -> Element | None:
    if not brings:
        return None
    alone = not isinstance(brings[0], SharesSkill | SharesValue)
    said = book.say("Brings alone") if alone else book.say("Brings")
    chips = [element("li", _chip(part, reported, book)) for part in brings]
    return element(
        "div", element("span", f"{said}: ", class_="said"), element("ul", chips, class_="chips"), class_="brought"
    )


def _others(said: str, names: str) -> Element | None:
    return element("p", element("span", f"{said}: ", class_="said"), element("bdi", names)) if names else None


def _chip(part: Part, reported: Reported, book: Phrasebook) -> str:
    """What is brought in as few words as say it."""
    labels = reported.labels
    match part:
        case BringsSkill(skill_id, level):
            return f"{labels.get(skill_id, skill_id)} {level}"
        case BringsCountry(country):
            return str(Locale(book.locale).territories.get(country, country))
        case BringsCommunity(community_id):
            return labels.get(community_id, community_id)
        case BringsLanguage(language):
            return book.language(language)
        case BringsValue(attribute, value):
            return f"{attribute}: {value}"
        case BringsTies(people, _):
            return book.count(
                "ties to {people} person outside",
                "ties to {people} people outside",
                people,
                people=count(people, book.locale),
            )
        case SharesSkill(skill_id, others):
            return _shared(labels.get(skill_id, skill_id), others, book)
        case SharesValue(attribute, value, others):
            return _shared(f"{attribute}: {value}", others, book)


def _shared(what: str, others: int, book: Phrasebook) -> str:
    people = count(others, book.locale)
    return book.count("{what}, with {people} other", "{what}, with {people} others", others, what=what, people=people)
