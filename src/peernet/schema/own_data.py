"""One's own data: taking all of it along, and taking oneself out of the network."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

import strawberry

from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given, moment
from peernet.schema.refusals import LastOrganiser, NotFound, Refusal, decided
from peernet.use_cases.erase_own_data import erase_own_data
from peernet.use_cases.export_own_data import export_own_data


@strawberry.input(description="What of the viewer's own data is wanted.")
class ExportOwnDataInput:
    sections: list[str] | None = member(
        "Only these sections, by the names that they have in the document; all where nothing is said.", default=None
    )


@strawberry.type(description="Everything that the network holds about the viewer.")
class ExportOwnDataPayload:
    document: str = member("A JSON object: a list of records for each section; times in it are epoch milliseconds.")
    exported_at: datetime = member("When it was put together.")


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
