"""One's own data: taking it along, saying what it may be used for, and taking oneself out of the network."""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from typing import Annotated, Any

import strawberry

from peernet.model.consent import Consent as ConsentFacts
from peernet.schema.connections import local_id
from peernet.schema.fields import choice, member, mutation
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given, moment, moment_or_none
from peernet.schema.refusals import LastOrganiser, NotFound, Refusal, decided
from peernet.use_cases.erase_own_data import erase_own_data
from peernet.use_cases.export_own_data import export_own_data
from peernet.use_cases.set_consent import set_consent


@strawberry.input(description="What of the viewer's own data is wanted.")
class ExportOwnDataInput:
    sections: list[str] | None = member(
        "Only these sections, by the names that they have in the document; all where nothing is said.", default=None
    )


@strawberry.type(description="Everything that the network holds about the viewer.")
class ExportOwnDataPayload:
    document: str = member("A JSON object: a list of records for each section; times in it are epoch milliseconds.")
    exported_at: datetime = member("When it was put together.")


@strawberry.enum(description="What the viewer's data may be used for beside what they do themselves.")
class OptionalUse(Enum):
    SUGGESTED = choice(
        "suggested", "To suggest them, or their needs, to others: as mentor, in rings, teams and rounds."
    )
    COUNTED = choice("counted", "To count them in figures and in what is learned of the network.")
    COMPARED = choice(
        "compared", "To make teams different, or alike, by where they live, speak, belong and what they know."
    )


@strawberry.type(description="What the viewer has said of an optional use.")
class Consent:
    use: OptionalUse = member("Which use.")
    given: bool = member("Whether they agree.")
    since: datetime | None = member("When they said so; nothing where it is as usual.")


@strawberry.input(description="What the viewer agrees to, or no longer.")
class SetConsentInput:
    use: OptionalUse = member("Which use.")
    given: bool = member("Whether they agree.")


@strawberry.type(description="What the viewer agrees to from now on.")
class SetConsentPayload:
    consents: list[Consent] = member("Every optional use.", most=3)


@strawberry.input(description="Who is erased: the viewer, who says so twice.")
class EraseOwnDataInput:
    person_id: strawberry.ID = member("The viewer's own global id, so that nobody does this by mistake.")


@strawberry.type(description="The viewer is erased; nothing brings them back.")
class EraseOwnDataPayload:
    erased: bool = member("True.")


ExportOwnDataResult = Annotated[
    ExportOwnDataPayload | NotFound, strawberry.union("ExportOwnDataResult", description="What came of it.")
]
EraseOwnDataResult = Annotated[
    EraseOwnDataPayload | NotFound | LastOrganiser,
    strawberry.union("EraseOwnDataResult", description="What came of it."),
]


SetConsentResult = Annotated[
    SetConsentPayload | NotFound, strawberry.union("SetConsentResult", description="What came of it.")
]


@strawberry.type
class OwnDataMutations:
    @mutation("Gives the viewer everything that the network holds about them.", cost=1000, returns=ExportOwnDataResult)
    async def export_own_data(
        self,
        info: Info,
        input: Given[ExportOwnDataInput],  # noqa: A002
    ) -> ExportOwnDataPayload | Refusal:
        """BadInput for a section that there is not; Unauthenticated for nobody."""
        context = info.context

        async def payload(found: dict[str, Any]) -> ExportOwnDataPayload:
            text = json.dumps(found, ensure_ascii=False, sort_keys=True)
            return ExportOwnDataPayload(document=text, exported_at=moment(found["exported_at"]))

        return await decided(context, export_own_data(context.network, context.me, input.sections), payload)

    @mutation("Erases the viewer from the network. This cannot be undone.", cost=1000, returns=EraseOwnDataResult)
    async def erase_own_data(self, info: Info, input: Given[EraseOwnDataInput]) -> EraseOwnDataPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a person; Unauthenticated for nobody."""
        context, person_id = info.context, local_id(input.person_id, "Person", "personId")

        async def payload(_: None) -> EraseOwnDataPayload:
            return EraseOwnDataPayload(erased=True)

        return await decided(context, erase_own_data(context.network, context.me, person_id), payload)

    @mutation("Says whether the viewer agrees to an optional use of their data.", returns=SetConsentResult)
    async def set_consent(self, info: Info, input: Given[SetConsentInput]) -> SetConsentPayload | Refusal:  # noqa: A002
        """Unauthenticated for nobody."""
        context = info.context

        async def payload(found: list[ConsentFacts]) -> SetConsentPayload:
            return SetConsentPayload(consents=[consent_of(each) for each in found])

        return await decided(context, set_consent(context.network, context.me, input.use.value, input.given), payload)


def consent_of(facts: ConsentFacts) -> Consent:
    """A consent as clients see it."""
    return Consent(use=OptionalUse(facts.use), given=facts.given, since=moment_or_none(facts.since))
