"""One made person at a time: traits, offers, needs and history, drawn from the person's own stream of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from peernet.interchange.generating_pools import FAMILY_NAMES, GIVEN_NAMES, PLACES, SECOND_LANGUAGES, Place
from peernet.interchange.generating_shape import HISTORY_DAYS, Shape

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OFFERING_SHARE = 0.6
_PLACE_WEIGHTS = tuple(place.weight for place in PLACES)


@dataclass(frozen=True, slots=True)
class MadePerson:
    """What a person is: `offers` pairs a skill's number with a level from 1 to 5; days count from the first one."""

    number: int
    name: str
    place: Place
    languages: Sequence[str]
    hours: Sequence[str]
    capacity: int
    status: str
    visibility: str
    joined: int
    active: int
    chapter: int
    offers: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class MadeMentorship:
    """A mentorship in the mentor's history; days count from the network's first one, None where not reached."""

    mentee: int
    skill: int
    state: str
    requested: int
    started: int | None
    ended: int | None


def make_person(number: int, shape: Shape, rng: Random) -> MadePerson:
    """The person of that number; `rng` has been seeded for them and goes on to their history."""
    chapter = shape.community_of(number)
    place = shape.places[chapter] if rng.random() < 0.8 else rng.choices(PLACES, _PLACE_WEIGHTS)[0]
    joined = shape.joined(number)
    offers = _offers(shape, rng) if rng.random() < OFFERING_SHARE else []
    return MadePerson(
        number=number,
        name=f"{rng.choice(GIVEN_NAMES)} {rng.choice(FAMILY_NAMES)}",
        place=place,
        languages=_languages(place, rng),
        hours=_hours(rng),
        capacity=rng.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 5)) if offers else 1,
        status=_one_of(rng, (("retired", 0.02), ("away", 0.07)), "active"),
        visibility=_one_of(rng, (("hidden", 0.02), ("communities", 0.04)), "open"),
        joined=joined,
        active=max(joined, HISTORY_DAYS - 1 - int(rng.expovariate(1 / 45))),
        chapter=chapter,
        offers=offers,
    )


def make_mentorships(mentor: MadePerson, shape: Shape, rng: Random) -> list[MadeMentorship]:
    """The mentor's history, heavy-tailed in length (mean about 0.8); never more active at once than their capacity."""
    if not mentor.offers or shape.people == 1:
        return []
    mentees: set[int] = set()
    history: list[MadeMentorship] = []
    free = mentor.capacity if mentor.status != "retired" else 0
    for _ in range(min(40, int(rng.paretovariate(1.6) - 1.5))):
        mentee = _mentee(mentor, shape, rng)
        if mentee == mentor.number or mentee in mentees:
            continue
        mentees.add(mentee)
        made = _mentorship(mentor, mentee, shape.joined(mentee), free > 0, rng)
        free -= made.state == "active"
        history.append(made)
    return history


def _offers(shape: Shape, rng: Random) -> list[tuple[int, int]]:
    first = shape.law.draw(rng)
    skills = {first: None}  # a dict keeps the order of drawing
    for _ in range(min(11, int(rng.expovariate(1 / 2.9)))):
        skills[shape.law.draw_beside(first, rng) if rng.random() < 0.4 else shape.law.draw(rng)] = None
    return [(skill, rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))) for skill in skills]


def _languages(place: Place, rng: Random) -> list[str]:
    languages = [place.language]
    if place.language != "en" and rng.random() < place.english:
        languages.append("en")
    if rng.random() < 0.2:
        # The square of a uniform number favours the front of the pool, where the wide-spread languages stand.
        further = SECOND_LANGUAGES[int(len(SECOND_LANGUAGES) * rng.random() ** 2)]
        if further not in languages:
            languages.append(further)
    return languages


def _hours(rng: Random) -> list[str]:
    """Up to four windows of one to three hours on different days, mostly evenings and week-ends; 8 % have none."""
    if rng.random() < 0.08:
        return []
    windows = []
    for day in sorted(rng.sample(range(7), rng.choice((1, 2, 2, 3, 4)))):
        earliest, latest = (9, 18) if day > 4 else (7, 8) if rng.random() < 0.15 else (17, 20)
        start = rng.randrange(earliest, latest + 1)
        windows.append(f"{DAYS[day]} {start:02d}:00-{start + rng.choice((1, 2, 2, 3)):02d}:00")
    return windows


def _mentee(mentor: MadePerson, shape: Shape, rng: Random) -> int:
    """Mostly somebody of the mentor's own chapter."""
    if rng.random() < 0.8:
        return shape.person_in(rng.randrange(shape.starts[mentor.chapter], shape.starts[mentor.chapter + 1]))
    return rng.randrange(shape.people)


def _mentorship(mentor: MadePerson, mentee: int, mentee_joined: int, has_place: bool, rng: Random) -> MadeMentorship:
    skill = rng.choice(mentor.offers)[0]
    asked = rng.randrange(max(mentor.joined, mentee_joined), HISTORY_DAYS)
    answered = asked + int(rng.expovariate(1 / 4))
    if answered >= HISTORY_DAYS:
        return MadeMentorship(mentee, skill, "requested", asked, None, None)
    refusal = _one_of(rng, (("declined", 0.08), ("withdrawn", 0.05)), "")
    if refusal:
        return MadeMentorship(mentee, skill, refusal, asked, None, answered)
    ended = answered + rng.randrange(21, 240)
    if ended >= HISTORY_DAYS and has_place:
        return MadeMentorship(mentee, skill, "active", asked, answered, None)
    return MadeMentorship(mentee, skill, "completed", asked, answered, min(ended, HISTORY_DAYS - 1))


def _one_of(rng: Random, shares: Sequence[tuple[str, float]], otherwise: str) -> str:
    draw = rng.random()
    for value, share in shares:
        if draw < share:
            return value
        draw -= share
    return otherwise
