"""What happened in the sample network: needs, mentorships, evidence, endorsements, ties and blocks. All of it made."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from tools.sample_inputs import TODAY, Member, goals_by_skill, table
from tools.sample_people import day_between

Row = tuple[object, ...]


class Words:
    """Goals as people say them, in a language the person speaks, sometimes with an aside."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._goals = goals_by_skill()
        self._asides: dict[str, list[str]] = defaultdict(list)
        for row in table("asides"):
            self._asides[row["language"]].append(row["aside"])
        self.skills = [row["skill_id"] for row in table("goals")]

    def goal(self, skill: str, languages: Iterable[str]) -> str:
        """A goal for the skill, empty where the pool has none in those languages."""
        spoken = [language for language in languages if self._goals[skill][language]]
        if not spoken:
            return ""
        # Own language first: whoever lists it first thinks in it.
        language = spoken[0] if self._rng.random() < 0.7 else self._rng.choice(spoken)
        goal = self._rng.choice(self._goals[skill][language])
        return goal if self._rng.random() < 0.45 else f"{goal} {self._rng.choice(self._asides[language])}"


def needs(people: Sequence[Member], words: Words, rng: Random) -> list[Row]:
    """None to two needs for each learner and a few for mentors; Amara's is the first."""
    goal = "I want to build the booking page of my aunt's salon in React and understand every line of it."
    rows: list[Row] = [("need-0001", "amara", "react", 3, goal, "2026-10-12", "", "open")]
    for member in people:
        if member.id == "amara" or member.status == "retired":
            continue
        wanted = rng.choice((0, 1, 1, 2)) if member.id.startswith("learner") else int(rng.random() < 0.08)
        skills = dict.fromkeys(rng.choice(words.skills) for _ in range(wanted))
        for skill in skills:
            if skill not in member.offers:
                rows.append(_need(f"need-{len(rows) + 1:04d}", member, skill, words.goal(skill, member.languages), rng))
    return rows


def _need(number: str, member: Member, skill: str, goal: str, rng: Random) -> Row:
    """One need of the last seventeen months; only what has run out is expired."""
    since = day_between(max(member.joined, date(2025, 6, 1)), TODAY, rng)
    state = rng.choices(("open", "pooled", "met", "withdrawn"), (75, 4, 17, 4))[0]
    until = since + timedelta(days=270) if rng.random() < 0.2 else None
    if until is not None and until <= TODAY and state == "open":
        state = "expired"
    return (number, member.id, skill, rng.choice((2, 2, 3, 3, 4)), goal, since, until or "", state)


class Histories:
    """Who mentored whom: mentees come from those who share a language, neighbours first."""

    def __init__(self, people: Sequence[Member], words: Words, rng: Random) -> None:
        self._words = words
        self._rng = rng
        self._mentees = [m for m in people if m.id.startswith("learner") and m.status != "retired"]
        self.mentorships: list[Row] = []
        self.evidence: list[Row] = []
        self.endorsements: list[Row] = []
        for mentor in people:
            if mentor.id.startswith("mentor") or mentor.id == "diego":
                self._history(mentor)
                self._shown(mentor)

    def _history(self, mentor: Member) -> None:
        """A heavy-tailed number of mentorships, never more active at once than the mentor takes."""
        free = mentor.capacity
        known: set[str] = set()
        for _ in range(min(14, int(self._rng.paretovariate(1.15) - 0.45))):
            mentee = self._mentee(mentor)
            if mentee is None or mentee.id in known:
                continue
            known.add(mentee.id)
            free -= self._mentorship(mentor, mentee, free > 0)

    def _mentee(self, mentor: Member) -> Member | None:
        fitting = [person for person in self._mentees if set(person.languages) & set(mentor.languages)]
        near = [person for person in fitting if _chapters(person) & _chapters(mentor)]
        pool = near if near and self._rng.random() < 0.6 else fitting
        return self._rng.choice(pool) if pool else None

    def _mentorship(self, mentor: Member, mentee: Member, has_place: bool) -> bool:
        """Add one; true when it is active."""
        rng = self._rng
        skill = rng.choice(sorted(mentor.offers))
        earliest = max(mentor.joined, mentee.joined)
        # One in twelve was asked within the last fortnight: somebody has to be waiting for an answer.
        recent = max(earliest, TODAY - timedelta(days=14))
        asked = day_between(recent if rng.random() < 1 / 12 else earliest, TODAY, rng)
        answered = asked + timedelta(days=int(rng.expovariate(1 / 7)))
        ended = answered + timedelta(days=rng.randint(28, 200))
        state = rng.choices(("taken", "declined", "withdrawn"), (84, 10, 6))[0]
        if answered > TODAY:
            state, started, over = "requested", None, None
        elif state != "taken":
            started, over = None, answered
        elif ended > TODAY and has_place:
            state, started, over = "active", answered, None
        else:
            state, started, over = "completed", answered, min(ended, TODAY)
        shared = sorted(_chapters(mentor) & _chapters(mentee)) or ["peer-coding-network"]
        spoken = [language for language in mentee.languages if language in mentor.languages]
        goal = self._words.goal(skill, spoken)
        number = f"mentorship-{len(self.mentorships) + 1:04d}"
        dates = (asked, started or "", over or "")
        self.mentorships.append((number, mentor.id, mentee.id, skill, goal, shared[0], state, *dates))
        if state == "completed" and over is not None:
            self._feedback(mentor, mentee, skill, over)
        return state == "active"

    def _feedback(self, mentor: Member, mentee: Member, skill: str, ended: date) -> None:
        """A finished mentorship counts as taught, weighted by what the mentee said; many endorse afterwards."""
        weight = self._rng.choice((0.5, 0.8, 1, 1, 1.2, 1.5, 1.5))
        self.evidence.append((mentor.id, skill, "taught", weight, ended))
        if weight >= 1 and self._rng.random() < 0.7:
            self._endorse(mentee, mentor, skill, ended)

    def _endorse(self, giver: Member, receiver: Member, skill: str, at: date) -> None:
        self.endorsements.append((giver.id, receiver.id, skill, at))
        self.evidence.append((receiver.id, skill, "endorsed", 1, at))

    def _shown(self, mentor: Member) -> None:
        """Questions answered in the chapters' forums, things said, a colleague's endorsement."""
        rng = self._rng
        for skill in mentor.offers:
            for _ in range(min(9, int(rng.paretovariate(1.3) - 1.6))):
                kind, weight = rng.choice((("answered", 1), ("answered", 1), ("answered", 0.5), ("said", 1)))
                self.evidence.append((mentor.id, skill, kind, weight, day_between(mentor.joined, TODAY, rng)))


class Ties:
    """Ties by preferential attachment in every community, and between those who finished a mentorship."""

    def __init__(self, people: Sequence[Member], histories: Histories, rng: Random) -> None:
        self._rng = rng
        self._joined = {member.id: member.joined for member in people}
        self._rows: dict[tuple[str, str], Row] = {}
        ends: dict[str, list[str]] = defaultdict(list)
        for member in rng.sample(list(people), len(people)):
            for community in member.communities:
                self._arrive(member.id, community, ends[community])
        for row in histories.mentorships:
            if row[6] == "completed" and rng.random() < 0.5:
                self._tie(str(row[1]), str(row[2]), "knows", rng.uniform(0.5, 0.95))

    @property
    def rows(self) -> list[Row]:
        """from, to, kind, strength and since."""
        return list(self._rows.values())

    def _arrive(self, newcomer: str, community: str, ends: list[str]) -> None:
        """`ends` holds each member once and once more for each tie: who has many ties is met more often."""
        wanted = 1 if community == "peer-coding-network" else self._rng.choice((1, 2, 3))
        met = [self._rng.choice(ends) for _ in range(wanted if ends else 0)]
        for other in met:
            kind = self._rng.choice(("knows", "knows", "worked_with"))
            self._tie(newcomer, other, kind, self._rng.betavariate(2, 2.5))
        ends.extend((newcomer, *met))

    def _tie(self, one: str, two: str, kind: str, strength: float) -> None:
        if one != two and (one, two) not in self._rows and (two, one) not in self._rows:
            since = day_between(max(self._joined[one], self._joined[two]), TODAY, self._rng)
            self._rows[one, two] = (one, two, kind, round(strength, 2), since)


def blocks(people: Sequence[Member], rng: Random) -> list[Row]:
    """A dozen pairs who want nothing to do with each other; the demo's people are not among them."""
    ids = [member.id for member in people if "-" in member.id]
    return [tuple(rng.sample(ids, 2)) for _ in range(12)]


def peer_endorsements(people: Sequence[Member], histories: Histories, rng: Random) -> None:
    """Colleagues endorse each other too: those with much to offer more often."""
    givers = [member for member in people if member.offers]
    rises = list(accumulate(len(member.offers) for member in givers))
    for _ in range(120):
        receiver = givers[bisect_right(rises, rng.random() * rises[-1])]
        giver, skill = rng.choice(givers), rng.choice(sorted(receiver.offers))
        at = day_between(max(giver.joined, receiver.joined), TODAY, rng)
        if giver.id != receiver.id and (giver.id, receiver.id, skill) not in {
            row[:3] for row in histories.endorsements
        }:
            histories.endorsements.append((giver.id, receiver.id, skill, at))
            histories.evidence.append((receiver.id, skill, "endorsed", 1, at))


def _chapters(member: Member) -> set[str]:
    return set(member.communities) - {"peer-coding-network", "care-team", "mentors-room"}
