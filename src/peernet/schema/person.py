"""People as a viewer may see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, TypeVar

import strawberry
from strawberry import relay

from peernet.errors import NotFound
from peernet.graph import people as store
from peernet.model.need import NEED_STATES
from peernet.model.person import Person as PersonFacts
from peernet.schema.audience import ShownTo, shown_to
from peernet.schema.awaiting import Soon, soon, then
from peernet.schema.community import Membership, memberships_of
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.endorsement import EndorsedSkill, endorsed_skill_of
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.need import Need, NeedState, need_of
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, moment_or_none, node_id
from peernet.schema.offer import Offer, offer_of
from peernet.schema.phrasebook import phrasebook

States = Annotated[
    list[NeedState] | None, strawberry.argument(description="Only those that have come so far; all unless said.")
]
T = TypeVar("T")


@strawberry.enum(description="Whether somebody can be asked.")
class PersonStatus(Enum):
    ACTIVE = choice("active", "Here, and can be asked.")
    AWAY = choice("away", "Away for a while.")
    QUIET = choice("quiet", "Not seen for as long as a community of theirs has set; back with whatever they do.")
    RETIRED = choice("retired", "No longer taking part.")


@strawberry.enum(description="Who may see a person.")
class PersonVisibility(Enum):
    OPEN = choice("open", "Every signed-in member.")
    COMMUNITIES = choice("communities", "Only those who share a community with them.")
    HIDDEN = choice("hidden", "Nobody else.")


def _fact(description: str, read: Callable[[PersonFacts], object]) -> Any:
    """A field read from the person's facts, which are loaded when the first such field is asked for."""

    # Without an annotation of its own the resolver takes the type that the field is annotated with.
    def resolve(self: Person):  # type: ignore[no-untyped-def]
        return then(self.loaded(), read)

    return strawberry.field(resolver=resolve, description=description)


@strawberry.type(description="A person in the network whom the viewer may see.")
class Person(Node):
    local: strawberry.Private[str]
    context: strawberry.Private[NetworkContext]
    facts: strawberry.Private[PersonFacts | None] = None
    known_name: strawberry.Private[str | None] = None

    about: str = _fact("What they say of themselves.", lambda facts: facts.about)
    languages: list[str] = _fact("What they speak: BCP 47 tags, best first.", lambda facts: facts.languages)
    country: str | None = _fact("Where they live: ISO 3166 alpha-2.", lambda facts: facts.country or None)
    time_zone: str | None = _fact("Their IANA time zone.", lambda facts: facts.time_zone or None)
    hours: list[str] = _fact("When they have time each week, in their time zone: `Mon 18:00-20:00`.", lambda f: f.hours)
    capacity: int = _fact("How many mentees they take at once.", lambda facts: facts.capacity)
    open_places: int = _fact("How many of these places are free.", lambda facts: facts.open_places)
    status: PersonStatus = _fact("Whether they can be asked.", lambda facts: PersonStatus(facts.status))
    away_until: datetime | None = _fact(
        "When they are back by themself, where they are away and have said it.",
        lambda facts: moment_or_none(facts.away_until),
    )
    open_to_teams: bool = _fact("Whether they may be asked for teams.", lambda facts: facts.open_to_teams)
    contact: str | None = _fact(
        "How they are reached: an address or a link. Shown once both have agreed to work together.",
        lambda facts: facts.contact or None,
    )
    shown_to: ShownTo | None = _fact(
        "To whom they show what; only for the viewer themself, nothing for others.",
        lambda facts: shown_to(facts.shown_from),
    )
    active_at: datetime | None = _fact("When they were last here.", lambda facts: moment_or_none(facts.active_at))

    @field("What they are called; `A member`, in the viewer's language, where they do not show it.", returns=str)
    def name(self) -> Soon[str]:
        """Without a statement where the name came along."""
        known = self.known_name if self.facts is None else self.facts.name
        return self._loaded_name() if known is None else called(self.context, known)

    @field("Who may see them; only for the viewer themself, nothing for others.", returns=PersonVisibility | None)
    def visibility(self) -> Soon[PersonVisibility | None]:
        """Somebody else's visibility would tell who hides."""
        if self.local != self.context.viewer.person_id:
            return None
        return then(self.loaded(), lambda facts: PersonVisibility(facts.visibility))

    @field("What they offer, highest level first.", cost=2)
    async def offers(self, first: First = 20) -> list[Offer]:
        """Offers that have ended are left out."""
        return [
            offer_of(self.context, offer) for offer in await self.context.loaders.offers.load((self.local, (first,)))
        ]

    @field("What they want to learn, newest first.", cost=2)
    async def needs(self, first: First = 20, states: States = None) -> list[Need]:
        """Needs in the given states."""
        wanted = NEED_STATES if states is None else tuple(sorted({state.value for state in states}))
        rows = await self.context.loaders.needs_of.load((self.local, (first, wanted)))
        return [need_of(self.context, row) for row in rows]

    @field("What others stand up for, most people first.", cost=2)
    async def endorsed_in(self, first: First = 20) -> list[EndorsedSkill]:
        """Nothing where they do not show offers and ties; counted are those whom the viewer sees with their ties."""
        rows = await self.context.loaders.endorsed.load((self.local, (first,)))
        return [endorsed_skill_of(self.context, row) for row in rows]

    @field("The communities that they belong to and the viewer may see, latest first.", cost=2)
    async def communities(self, first: First = 20) -> list[Membership]:
        """Memberships with their communities."""
        rows = await self.context.loaders.memberships.load((self.local, (first,)))
        return await memberships_of(self.context, rows)

    def loaded(self) -> Soon[PersonFacts]:
        """Everything about them; NotFound when they have gone since they were found."""
        if self.facts is not None:
            return self.facts
        return then(self.context.loaders.people.load(self.local), self._keep)

    async def _loaded_name(self) -> str:
        facts = await soon(self.loaded())
        return await soon(called(self.context, facts.name))

    def _keep(self, facts: PersonFacts | None) -> PersonFacts:
        if facts is None:
            raise NotFound("person")
        self.facts = facts
        return facts


@strawberry.type(description="A person, and where they stand in the list.")
class PersonEdge:
    cursor: str = member("Where they stand in the list.")
    node: Person = member("The person.")


@strawberry.type(description="A page of people.")
class PersonConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[PersonEdge] = member("The people.")


@strawberry.type
class PersonQueries:
    @field("The person with this id, where the viewer may see them.", cost=10)
    async def person(self, info: Info, id: Id) -> Person | None:  # noqa: A002
        """BadInput for what is not the id of a person; Unauthenticated for nobody."""
        _ = info.context.me
        return await find_person(info.context, local_id(id, "Person", "id"))

    @field("The people whom the viewer may see, in a stable order.", cost=20)
    async def people(self, info: Info, first: First = 20, after: After = None) -> PersonConnection:
        """BadInput for a cursor that is none; Unauthenticated for nobody."""
        context = info.context
        (last,) = position_after("people", after, str)
        ids = await store.people_page(context.network.graph, context.me, str(last or ""), first + 1)
        kept, page_info = page(ids, first, after, lambda person_id: cursor("people", person_id))
        edges = [PersonEdge(cursor=cursor("people", each.local), node=each) for each in people_known(context, kept)]
        return PersonConnection(page_info=page_info, edges=edges)


def called(context: NetworkContext, name: str) -> Soon[str]:
    """The name, or what whoever does not show theirs is called instead."""
    return name or then(context.locale(), lambda locale: phrasebook(locale).unnamed)


def person_known(context: NetworkContext, person_id: str, name: str | None = None) -> Person:
    """Somebody whom a statement has just found visible; the rest is loaded when it is asked for."""
    return Person(id=node_id("Person", person_id), local=person_id, context=context, known_name=name)


def people_known(context: NetworkContext, person_ids: Sequence[str]) -> list[Person]:
    """People whom a statement has just found visible, in their order."""
    return [person_known(context, person_id) for person_id in person_ids]


async def find_person(context: NetworkContext, person_id: str) -> Person | None:
    """The person, where the viewer may see them."""
    facts = await context.loaders.people.load(person_id)
    return (
        None
        if facts is None
        else Person(id=node_id("Person", person_id), local=person_id, context=context, facts=facts)
    )
