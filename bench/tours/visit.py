"""Who does what in one going through: drawn from a made network, other people each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.networks import SEED
from peernet.graph.session import Graph
from peernet.interchange.generating_shape import Shape, shape_of
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network

EVERYBODY = "c000000"
"""The community to which everybody in a made network belongs."""
ADMINISTRATOR = Viewer("p0000001", "administrator")
MEMBERS = (90, 220)
"""Chapters of so many members are drawn: there are such in a network of any size, so that only the network grows."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One going through: the network as its transaction sees it, and who is drawn.

    chapter_id: a community of `MEMBERS` people; organiser: who runs it; members: ids of its others, shuffled.
    """

    network: Network
    notes: Noted
    chance: random.Random
    shape: Shape
    chapter_id: str
    organiser: Viewer
    members: list[str]

    @property
    def graph(self) -> Graph:
        """The graph, for what store functions are asked directly."""
        return self.network.graph

    @property
    def viewer_id(self) -> str:
        """A member of the chapter."""
        return self.members[0]

    @property
    def now(self) -> int:
        """Epoch milliseconds."""
        return self.network.clock()

    def person(self) -> str:
        """Anybody of the network."""
        return person_id(self.chance.randrange(self.shape.people))

    def people(self, count: int) -> list[str]:
        """So many different ones of the network, in the order of ids."""
        return sorted({self.person() for _ in range(count)})

    def skill(self) -> str:
        """A skill, as often as it is offered."""
        return f"s{self.shape.law.draw(self.chance) + 1:04d}"


@dataclass(slots=True)
class Noted:
    """What is said beside the name of a statement that is asked about something uncommonly large."""

    about: str = ""
    taken: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Statements in this block are counted apart from others of their names."""
        self.about = f" ({what})"
        try:
            yield
        finally:
            self.about = ""

    def note(self, statement: str, milliseconds: float) -> None:
        """A statement took so long."""
        self.taken.setdefault(statement + self.about, []).append(milliseconds)


def visit(network: Network, notes: Noted, people: int, number: int) -> Visit:
    """The visit of that number: the same people whenever it is made again."""
    chance, shape = random.Random(f"visit {number}"), shape_of(people, SEED)
    sizes = [(shape.starts[place + 1] - shape.starts[place], place) for place in range(len(shape.starts) - 1)]
    chapter = chance.choice([place for size, place in sizes if MEMBERS[0] <= size <= MEMBERS[1]])
    seats = range(shape.starts[chapter], shape.starts[chapter + 1])
    organiser, *members = [person_id(shape.person_in(seat)) for seat in seats]
    chance.shuffle(members)
    return Visit(network, notes, chance, shape, f"c{chapter + 1:06d}", Viewer(organiser, "member"), members)


def person_id(number: int) -> str:
    """The id of a made person."""
    return f"p{number + 1:07d}"
