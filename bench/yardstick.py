"""A folder of public records as the facts that the engine would give: bounded candidates, nothing of the answers.

Reads the import format (people, skills, communities, memberships, mentorships, evidence, queries) and builds for each
question what `mentor_candidates` would return, from the same bounded sources. What is learned from the network (totals,
neighbours, rarity, likeness) is learned from the same files.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from peernet.model.mentor_candidate import Asker, MentorCandidate, OfferFact, PastMentorship, WantedSkill
from peernet.model.skill import Hop
from peernet.recommend.background import Background
from peernet.recommend.learned import LearnedSkill, Learner
from peernet.recommend.likeness import CommunityIndex, Described
from peernet.recommend.standing import ORIGIN_MS, increment
from peernet.recommend.texts import Rarity

FRONT, ENOUGH, ACTIVE = 120, 200, 120
"""Best of each asked skill; candidates up to which neighbours fill up; the most active, whatever they have shown."""
MEMBERS, ALIKE = 200, 5
"""Mentors of the asked community, the latest first, a quarter of that of each community like it; how many of these."""
MOST_PAST = 50
NOBODY = Asker("", (), (), "UTC", {})

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the folder; at_ms: when it is asked."""

    id: str
    skills: tuple[str, ...]
    goal: str
    community_id: str
    at_ms: int


class Yardstick:
    """The folder, read once."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._folder = folder
        self.people = [row["id"] for row in self._rows("people")]
        self._read_evidence()
        self._read_communities()
        self.questions = [_question(row) for row in self._rows("queries")]
        self.truth: dict[str, dict[str, float]] = {}
        for row in self._rows("truth"):
            self.truth.setdefault(row["query_id"], {})[row["person_id"]] = float(row.get("gain") or 1)

    @property
    def popularity(self) -> Mapping[str, float]:
        """How much everybody has done: what they have shown, and their mentorships."""
        return {person: self._activity[person] + len(self._past[person]) for person in self.people}

    @property
    def skills_of(self) -> Mapping[str, Mapping[str, float]]:
        """What everybody has shown of each skill."""
        return {person: self._shown.get(person, {}) for person in self.people}

    def wanted(self, question: Question) -> list[WantedSkill]:
        """The asked skills; the folder's catalogue links none to another."""
        known = [skill for skill in question.skills if skill in self._labels]
        return [WantedSkill(skill, self._labels[skill], None, 1.0, Hop.ASKED, None) for skill in known]

    def background(self, question: Question) -> Background:
        """What the network is known for, and which communities are like the asked one."""
        alike = self._index.alike(question.community_id, question.goal, ALIKE)
        asked = question.community_id or None
        return Background(self._learned, self._total, asked, alike, self._names, question.goal, self._rarity)

    def candidates(self, question: Question, exposure: Mapping[str, float]) -> list[MentorCandidate]:
        """From bounded sources, in no particular order; `exposure` as stored so far."""
        alike = self._index.alike(question.community_id, question.goal, ALIKE)
        found = dict.fromkeys(self._by_skill(question))
        found |= dict.fromkeys(self._by_community(question, tuple(alike)))
        near = {other for skill in question.skills if skill in self._learned for other, _ in self._learned[skill].near}
        places = frozenset((question.community_id, *alike))
        return [
            self._candidate(person, near, frozenset(question.skills), places, exposure.get(person, 0.0))
            for person in found
        ]

    def _by_skill(self, question: Question) -> Iterator[str]:
        if not question.skills:
            return
        seen: set[str] = set()
        for skill in question.skills:
            seen.update(self._fronts.get(skill, ())[:FRONT])
        near = {other: each for skill in question.skills for other, each in self._near(skill)}
        for skill in sorted(near, key=lambda other: (-near[other], other)):
            if len(seen) >= ENOUGH:
                break
            seen.update(self._fronts.get(skill, ())[: ENOUGH - len(seen)])
        seen.update(self._active)
        yield from sorted(seen)

    def _near(self, skill: str) -> Sequence[tuple[str, float]]:
        return self._learned[skill].near if skill in self._learned else ()

    def _by_community(self, question: Question, alike: Sequence[str]) -> Iterator[str]:
        yield from self._mentors.get(question.community_id, ())[:MEMBERS]
        for place in alike:
            yield from self._mentors.get(place, ())[: MEMBERS // 4]

    def _candidate(
        self, person: str, near: set[str], asked: frozenset[str], places: frozenset[str], exposure: float
    ) -> MentorCandidate:
        own = self._shown.get(person, {})
        shown = {skill: own[skill] for skill in own.keys() & (near | asked)}
        joined = self._joined.get(person, {})
        return MentorCandidate(
            person,
            person,
            (),
            (),
            "UTC",
            1,
            1,
            None,
            tuple(OfferFact(skill, None, shown[skill]) for skill in sorted(shown.keys() & asked)),
            (),
            False,
            0,
            0,
            0,
            0,
            None,
            self._activity[person],
            shown,
            {place: joined[place] for place in joined.keys() & places},
            tuple(
                PastMentorship(
                    each.id, each.started_at, each.goal, each.community_id if each.community_id in places else None
                )
                for each in self._past[person]
            ),
            exposure,
            breadth=len(own),
        )

    def _read_evidence(self) -> None:
        self._labels = {row["id"]: row["label"] for row in self._rows("skills")}
        self._shown: dict[str, dict[str, float]] = {}
        self._activity: defaultdict[str, float] = defaultdict(float)
        for row in self._rows("evidence"):
            amount = increment(row["kind"], float(row.get("weight") or 1), _moment(row.get("at", "")))
            sums = self._shown.setdefault(row["person_id"], {})
            sums[row["skill_id"]] = sums.get(row["skill_id"], 0.0) + amount
            self._activity[row["person_id"]] += amount
        learner = Learner()
        for sums in self._shown.values():
            learner.add(sums, ())
        self._learned: dict[str, LearnedSkill] = learner.learned()
        self._total = sum(self._activity.values())
        self._active = sorted(self._activity, key=lambda person: (-self._activity[person], person))[:ACTIVE]
        fronts: defaultdict[str, list[str]] = defaultdict(list)
        for person in sorted(self._shown):
            for skill in self._shown[person]:
                fronts[skill].append(person)
        self._fronts = {
            skill: sorted(people, key=lambda person: -self._shown[person][skill])[:FRONT]
            for skill, people in fronts.items()
        }

    def _read_communities(self) -> None:
        self._names = {row["id"]: row["name"] for row in self._rows("communities")}
        self._index = CommunityIndex(
            Described(row["id"], row["name"], row.get("about") or "") for row in self._rows("communities")
        )
        self._joined: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for row in self._rows("memberships"):
            places = self._joined[row["person_id"]]
            places[row["community_id"]] = max(_moment(row.get("since", "")), places.get(row["community_id"], 0))
        past: defaultdict[str, list[PastMentorship]] = defaultdict(list)
        latest: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for row in self._rows("mentorships"):
            at, place = _moment(row["started_at"]), row["community_id"]
            past[row["mentor_id"]].append(PastMentorship(row["id"], at, row["goal"], place))
            latest[place][row["mentor_id"]] = max(at, latest[place].get(row["mentor_id"], 0))
        self._past = defaultdict(list)
        for person, each in past.items():
            self._past[person] = sorted(each, key=lambda one: (-(one.started_at or 0), one.id))[:MOST_PAST]
        self._mentors = {
            place: sorted(people, key=lambda person: (-people[person], person)) for place, people in latest.items()
        }
        self._rarity = Rarity(sorted({each.goal for all_past in self._past.values() for each in all_past}))

    def _rows(self, name: str) -> Iterator[Row]:
        file = self._folder / f"{name}.csv"
        if file.exists():
            with file.open(encoding="utf-8", newline="") as opened:
                yield from csv.DictReader(opened)


def _question(row: Row) -> Question:
    skills = tuple(skill for skill in (row.get("skills") or "").split(";") if skill)
    return Question(
        row["query_id"], skills, row.get("goal") or "", row.get("community_id") or "", _moment(row.get("at") or "")
    )


def _moment(text: str | None) -> int:
    """Epoch milliseconds; what is undated happened when everything was brought in, which is when it is asked."""
    if not text:
        return ORIGIN_MS
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)
