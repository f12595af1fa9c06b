"""Made networks of any size in the import format, for benchmarks and for trying things out.

The shapes were drawn after what public networks of this kind show: 298 volunteer mentors of a coding community (a few
skills offered by very many, most by one or two) and a benchmark's social network made after Facebook's (some know
nobody, a few know dozens; most are in two or three groups). `python -m bench generated` prints both beside what is made
here. Nothing in the result describes a real person.

- 60 % of the people offer skills, about 3 each; the hottest skill is offered by about 8 % of all people.
- Chapters (people / 150 of them, sizes by rank^-0.8) are part of one global community to which everybody belongs;
  beside their own, people visit as many more as a coin that shows heads in 45 % falls on heads: 0.8 on average.
- Ties: 2.5 rows a person, so each has 5 on average, by preferential attachment inside the chapter, one in fifteen
  across. How many somebody begins is log-normal: about an eighth knows nobody, one in a hundred more than thirty.
- Mentorships: about one for every two people, most of them completed; evidence: about 2 rows for each who offers.
- Needs: about 0.4 each. Few are hidden (2 %), away (7 %), retired (2 %) or block somebody (0.3 %).

The same number of people and seed give the same bytes: one stream of random numbers for each person, seeded by the
seed and the person's number, and a constant reference date. Files are written as people are made, nothing is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import IO

from peernet.errors import BadInput
from peernet.interchange.generating_people import MadeMentorship, MadePerson, make_mentorships, make_person
from peernet.interchange.generating_pools import ABOUTS, COMMUNITY_THEMES, CRAFTS, GOALS
from peernet.interchange.generating_shape import HISTORY_DAYS, Shape, shape_of, skill_count, skill_label

REFERENCE_DATE = date(2026, 11, 1)
MOST_PEOPLE = 9_999_999
GLOBAL_ID = "c000000"
TIES = (0.55, 1.15)
"""Mean and deviation of the logarithm of how many ties somebody begins."""
MOST_TIES = 100
VISITS, MOST_VISITED = 0.45, 6
"""The chance of one more chapter beside those that somebody is in already, and how many at most."""

Row = tuple[object, ...]

HEADERS = {
    "people": "id name about languages country time_zone hours capacity status active_at visibility",
    "skills": "id label language broader related source",
    "offers": "person_id skill_id level since",
    "needs": "id person_id skill_id level goal since state",
    "communities": "id name about part_of place visibility",
    "memberships": "person_id community_id role since",
    "ties": "from_id to_id kind strength since",
    "blocks": "from_id to_id",
    "endorsements": "from_id to_id skill_id at",
    "mentorships": "id mentor_id mentee_id skill_ids goal community_id state requested_at started_at ended_at",
    "evidence": "person_id skill_id kind weight at",
}
"""The columns of each file of the import format that `generate` fills, in order, separated by spaces."""


@dataclass
class GeneratedCounts:
    """How many rows were written to each file, headers not counted."""

    people: int = 0
    skills: int = 0
    offers: int = 0
    needs: int = 0
    communities: int = 0
    memberships: int = 0
    ties: int = 0
    blocks: int = 0
    endorsements: int = 0
    mentorships: int = 0
    evidence: int = 0

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(getattr(self, field.name) for field in fields(self))


def generate(folder: Path, people: int, seed: int, today: date = REFERENCE_DATE) -> GeneratedCounts:
    """Write a made network of `people` (1 to 9,999,999) into `folder`, which is made where it is missing.

    Times end at `today`, which is a constant unless said. Files of the same names are overwritten. Raises BadInput
    when the number is out of range or the folder cannot be one.
    """
    if not 1 <= people <= MOST_PEOPLE:
        raise BadInput(f"must be from 1 to {MOST_PEOPLE:,}, not {people:,}", where="people")
    if folder.exists() and not folder.is_dir():
        raise BadInput("is a file; name a folder to write to", where=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        network = _Writing(folder, shape_of(people, seed), seed, today, opened)
        network.catalogue()
        network.chapters()
        for number in range(people):
            network.person(number)
        for chapter in range(len(network.shape.starts) - 1):
            network.ties(chapter)
        return network.counts


class _Writing:
    """The open files of one network and what is needed to write one person or one chapter to them."""

    def __init__(self, folder: Path, shape: Shape, seed: int, today: date, opened: ExitStack) -> None:
        self.shape = shape
        self.counts = GeneratedCounts()
        self._seed = seed % 2**64
        self._rng = Random()
        self._labels = [skill_label(skill) for skill in range(skill_count(shape.people))]
        self._dates = [(today - timedelta(days=HISTORY_DAYS - 1 - day)).isoformat() for day in range(HISTORY_DAYS)]
        self._writers = {name: csv.writer(opened.enter_context(_open(folder, name))) for name in HEADERS}
        for name, columns in HEADERS.items():
            self._writers[name].writerow(columns.split())

    def catalogue(self) -> None:
        """Each qualified craft is part of the craft, and related to the one before it in its group."""
        rows: list[Row] = []
        for skill, label in enumerate(self._labels):
            broader = _skill_id(skill % len(CRAFTS)) if skill >= len(CRAFTS) else ""
            related = _skill_id(skill - len(CRAFTS)) if skill >= 2 * len(CRAFTS) else ""
            rows.append((_skill_id(skill), label, "en", broader, related, "own"))
        self._write("skills", rows)

    def chapters(self) -> None:
        """The global community and its chapters: 4 % are closed, 2 % hidden."""
        rng = self._stream("chapters")
        rows: list[Row] = [(GLOBAL_ID, "Everyone", "All members of this made network.", "", "", "open")]
        for chapter, place in enumerate(self.shape.places):
            theme = COMMUNITY_THEMES[chapter % len(COMMUNITY_THEMES)]
            visibility = rng.choices(("open", "closed", "hidden"), (94, 4, 2))[0]
            name = f"{place.city} {theme} {chapter + 1}"
            rows.append((_community_id(chapter), name, "", GLOBAL_ID, place.city, visibility))
        self._write("communities", rows)

    def person(self, number: int) -> None:
        """Everything that begins with this person, except their ties."""
        rng = self._stream(number)
        person = make_person(number, self.shape, rng)
        history = make_mentorships(person, self.shape, rng)
        self._write("people", [self._profile(person, rng)])
        self._write("memberships", self._memberships(person, rng))
        self._write("offers", self._offers(person, rng))
        self._write("needs", self._needs(person, rng))
        self._write("mentorships", [self._mentorship(person, made, rng) for made in history])
        self._write("evidence", self._evidence(person, history, rng))
        self._write("endorsements", self._endorsements(person, history, rng))
        if rng.random() < 0.003 and (other := rng.randrange(self.shape.people)) != number:
            self._write("blocks", [(_person_id(number), _person_id(other))])

    def ties(self, chapter: int) -> None:
        """Preferential attachment: who joins a chapter ties to ends of ties that are there already."""
        rng = self._stream(f"ties {chapter}")
        first, beyond = self.shape.starts[chapter], self.shape.starts[chapter + 1]
        ends = [first]
        for seat in range(first, beyond):
            wanted = min(MOST_TIES, int(rng.lognormvariate(*TIES))) if seat > first else 0
            known = {rng.choice(ends) for _ in range(wanted)}
            if rng.random() < 0.15:
                known.add(rng.randrange(self.shape.people))
            known.discard(seat)
            ends.extend(other for other in sorted(known) if first <= other < beyond)
            ends.append(seat)
            self._write("ties", [self._tie(seat, other, rng) for other in sorted(known)])

    def _profile(self, person: MadePerson, rng: Random) -> Row:
        about = rng.choice(ABOUTS).format(skill=self._labels[person.offers[0][0]].lower()) if person.offers else ""
        return (
            _person_id(person.number),
            person.name,
            about,
            ";".join(person.languages),
            person.place.country,
            person.place.time_zone,
            ";".join(person.hours),
            person.capacity,
            person.status,
            self._dates[person.active],
            person.visibility,
        )

    def _memberships(self, person: MadePerson, rng: Random) -> Iterator[Row]:
        person_id, since = _person_id(person.number), self._dates[person.joined]
        yield person_id, GLOBAL_ID, "administrator" if person.number == 0 else "member", since
        organises = self.shape.person_in(self.shape.starts[person.chapter]) == person.number
        role = "organiser" if organises else "mentor" if person.offers and rng.random() < 0.15 else "member"
        yield person_id, _community_id(person.chapter), role, since
        visited = {person.chapter}
        for _ in range(MOST_VISITED):
            if rng.random() >= VISITS:
                break
            # The chapter of a random seat: large chapters draw more visitors.
            further = self.shape.community_at(rng.randrange(self.shape.people))
            if further not in visited:
                visited.add(further)
                yield person_id, _community_id(further), "member", self._later(person.joined, rng)

    def _offers(self, person: MadePerson, rng: Random) -> Iterator[Row]:
        for skill, level in person.offers:
            yield _person_id(person.number), _skill_id(skill), level, self._later(person.joined, rng)

    def _needs(self, person: MadePerson, rng: Random) -> Iterator[Row]:
        wanted = rng.choice((0, 1, 1, 1, 2)) if not person.offers else int(rng.random() < 0.07)
        offered = {skill for skill, _ in person.offers}
        chosen = {skill: None for skill in (self.shape.law.draw(rng) for _ in range(wanted)) if skill not in offered}
        for turn, skill in enumerate(chosen):
            goal = rng.choice(GOALS).format(skill=self._labels[skill].lower())
            state = rng.choices(("open", "pooled", "met", "expired", "withdrawn"), (70, 5, 15, 7, 3))[0]
            need_id, since = f"n{person.number + 1:07d}-{turn + 1}", self._later(person.joined, rng)
            yield need_id, _person_id(person.number), _skill_id(skill), rng.randint(1, 5), goal, since, state

    def _mentorship(self, mentor: MadePerson, made: MadeMentorship, rng: Random) -> Row:
        shared = self.shape.community_of(made.mentee) == mentor.chapter
        return (
            f"m{mentor.number + 1:07d}-{made.mentee + 1:07d}",
            _person_id(mentor.number),
            _person_id(made.mentee),
            _skill_id(made.skill),
            rng.choice(GOALS).format(skill=self._labels[made.skill].lower()),
            _community_id(mentor.chapter) if shared else GLOBAL_ID,
            made.state,
            *("" if day is None else self._dates[day] for day in (made.requested, made.started, made.ended)),
        )

    def _evidence(self, person: MadePerson, history: Iterable[MadeMentorship], rng: Random) -> Iterator[Row]:
        for made in history:
            if made.state == "completed" and made.ended is not None:
                weight = rng.choice((0.6, 0.8, 1, 1, 1.2, 1.4))
                yield _person_id(person.number), _skill_id(made.skill), "taught", weight, self._dates[made.ended]
        for skill, _ in person.offers:
            for _ in range(int(rng.expovariate(1.15))):
                kind, at = rng.choice(("answered", "answered", "said")), self._later(person.joined, rng)
                yield _person_id(person.number), _skill_id(skill), kind, 1, at

    def _endorsements(self, person: MadePerson, history: Iterable[MadeMentorship], rng: Random) -> Iterator[Row]:
        """Mentees endorse whom they learned from, in half of the cases."""
        for made in history:
            if made.ended is not None and made.state == "completed" and rng.random() < 0.5:
                at = self._dates[made.ended]
                yield _person_id(made.mentee), _person_id(person.number), _skill_id(made.skill), at

    def _tie(self, seat: int, other: int, rng: Random) -> Row:
        one, two = self.shape.person_in(seat), self.shape.person_in(other)
        kind = rng.choices(("knows", "worked_with", "studied_with"), (70, 18, 12))[0]
        since = self._later(max(self.shape.joined(one), self.shape.joined(two)), rng)
        return _person_id(one), _person_id(two), kind, round(rng.betavariate(2, 2.5), 2), since

    def _later(self, day: int, rng: Random) -> str:
        """A date from that day to the last one, sooner rather than later."""
        return self._dates[day + int((HISTORY_DAYS - day) * rng.random() ** 2)]

    def _stream(self, what: int | str) -> Random:
        """The random numbers of one person or one chapter, whoever came before."""
        self._rng.seed((self._seed << 32) + what if isinstance(what, int) else f"{self._seed} {what}")
        return self._rng

    def _write(self, file: str, rows: Iterable[Row]) -> None:
        write, written = self._writers[file].writerow, 0
        for row in rows:
            write(row)
            written += 1
        setattr(self.counts, file, getattr(self.counts, file) + written)


def _open(folder: Path, name: str) -> IO[str]:
    return (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")


def _person_id(number: int) -> str:
    return f"p{number + 1:07d}"


def _skill_id(skill: int) -> str:
    return f"s{skill + 1:04d}"


def _community_id(chapter: int) -> str:
    return f"c{chapter + 1:06d}"
