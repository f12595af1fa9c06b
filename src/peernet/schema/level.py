"""The levels of offers and needs, published with what they mean."""

from __future__ import annotations

import strawberry

from peernet.model.level import LEVELS
from peernet.schema.awaiting import Soon, then
from peernet.schema.fields import field, member
from peernet.schema.level_wording import level_description, level_name
from peernet.schema.network_context import Info, NetworkContext


@strawberry.type(description="How well somebody can do something.")
class Level:
    context: strawberry.Private[NetworkContext]
    level: int = member("1 to 5: what offers, needs and questions say.")

    @field("The level in a few words, in the viewer's language.", returns=str)
    def name(self) -> Soon[str]:
        """As it stands beside a choice."""
        return then(self.context.locale(), lambda locale: level_name(self.level, locale))

    @field("What somebody can do at this level, in the viewer's language.", returns=str)
    def description(self) -> Soon[str]:
        """As somebody reads who places themselves."""
        return then(self.context.locale(), lambda locale: level_description(self.level, locale))


@strawberry.type
class LevelQueries:
    @field("The levels from 1 to 5 with what they mean, for everybody.", most=len(LEVELS))
    def levels(self, info: Info) -> list[Level]:
        """The same for every network, so that an export means the same elsewhere."""
        return [Level(context=info.context, level=each) for each in LEVELS]
