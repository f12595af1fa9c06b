"""The report of teams: one HTML page that needs nothing else, to read on a phone, at a desk and on paper."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files

from peernet.report.cards import card, initials_of
from peernet.report.certificate import certificate, proof
from peernet.report.facts import Reported, ReportedTeam
from peernet.report.figures import count
from peernet.report.markup import Element, element, written
from peernet.report.network import network
from peernet.schema.phrasebook import Phrasebook, phrasebook

MOST_CARDS = 200
"""Teams of a round that get a card: the CSV file has all of them."""


def teams_page(rounds: Sequence[Reported], locale: str) -> str:
    """The page, in one of the languages that peernet speaks; rounds in their order, at least one.

    Of a round of more than 200 teams it shows the first 200 and says so.
    """
    book = phrasebook(locale)
    title = book.say("Teams")
    style = files("peernet.report").joinpath("style.css").read_text(encoding="utf-8")
    sections = [
        each
        for place, reported in enumerate(rounds, 1)
        for each in _round(reported, f"round-{place}-" if len(rounds) > 1 else "", place, len(rounds), book)
    ]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        element("title", title),
        element("style", style),
    )
    body = element("body", element("header", element("h1", title)), element("main", sections))
    return written(element("html", head, body, lang=book.locale))


def _policy(style: str) -> str:
    """Nothing is loaded and nothing runs; the one style sheet is known by its digest."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _round(reported: Reported, prefix: str, place: int, rounds: int, book: Phrasebook) -> list[Element]:
    initials = initials_of({member.person_id: member.name for team in reported.teams for member in team.members})
    sections = (
        ("teams", book.say("Who is in which team"), _cards(reported, initials, prefix, book)),
        ("ties", book.say("Old and new ties"), network(reported, initials, book)),
        ("good", book.say("How good these teams are"), certificate(reported.certificate, reported.names, book)),
    )
    links = [element("li", element("a", title, href=f"#{prefix}{name}")) for name, title, _ in sections]
    number = count(place, book.locale)
    return [
        *([element("h2", book.say("Round {number}", number=number), class_="round")] if rounds > 1 else []),
        element("p", _summary(reported, book), class_="summary"),
        element("p", proof(reported.certificate, book), class_="proof"),
        *_left_out(reported, book),
        element("nav", element("ul", links), aria_label=book.say("On this page"), class_="jumps"),
        *(element("section", element("h2", title, id=prefix + name), content) for name, title, content in sections),
    ]


def _summary(reported: Reported, book: Phrasebook) -> str:
    people = sum(len(team.members) for team in reported.teams)
    told = book.count(
        "{people} people in {teams} team",
        "{people} people in {teams} teams",
        len(reported.teams),
        people=count(people, book.locale),
        teams=count(len(reported.teams), book.locale),
    )
    parts = [told]
    if reported.seed is not None:
        parts.append(book.say("seed {seed}", seed=str(reported.seed)))
    if reported.stopped:
        parts.append(book.say("the search was stopped before its end"))
    return " · ".join(parts)


def _left_out(reported: Reported, book: Phrasebook) -> list[Element]:
    if not reported.left_out:
        return []
    some = [reported.names.get(person_id, person_id) for person_id in reported.left_out[:MOST_CARDS]]
    more = len(reported.left_out) - len(some)
    named = ", ".join(some) + (f" +{count(more, book.locale)}" if more else "")
    return [element("p", book.say("Left out, since they carry too much already: {people}", people=named))]


def _cards(reported: Reported, initials: Mapping[str, str], prefix: str, book: Phrasebook) -> list[Element]:
    shown = reported.teams[:MOST_CARDS]
    left = len(reported.teams) - len(shown)
    rest = book.count(
        "{teams} more team has no card here; the CSV file has it.",
        "{teams} more teams have no card here; the CSV file has them.",
        left,
        teams=count(left, book.locale),
    )
    return [
        *([_jumps(shown, prefix, book)] if len(shown) > 1 else []),
        element("p", book.say("★ only they bring it; a number is a level, 3 to 5"), class_="small"),
        element("div", [card(team, reported, initials, prefix, book) for team in shown], class_="cards"),
        *([element("p", rest)] if left else []),
    ]


def _jumps(teams: Sequence[ReportedTeam], prefix: str, book: Phrasebook) -> Element:
    links = [
        element("li", element("a", count(team.number, book.locale), href=f"#{prefix}team-{team.number}"))
        for team in teams
    ]
    return element("nav", element("ul", links), aria_label=book.say("Teams"), class_="jumps")
