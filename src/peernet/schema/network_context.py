"""What every resolver over the network shares: who asks, the use cases, and what was read already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import strawberry

from peernet.model.policy import Act, May, may
from peernet.model.skill_keeping import Keeper
from peernet.recommend.words import SkillIndex
from peernet.schema.awaiting import Soon, then
from peernet.schema.context import Context
from peernet.schema.loaders import Loaders
from peernet.schema.phrasebook import negotiate
from peernet.schema.tokens import Unauthenticated
from peernet.use_cases.network import Network
from peernet.use_cases.permission import keeper


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkContext(Context):
    """One request to one network; `loaders` live as long as it does, so that no viewer meets what another may see."""

    network: Network
    loaders: Loaders

    @property
    def me(self) -> str:
        """The id of whoever is signed in; Unauthenticated when nobody is."""
        if self.viewer.person_id is None:
            raise Unauthenticated("sign in first: this needs a bearer token")
        return self.viewer.person_id

    @property
    def planning(self) -> May:
        """Who may plan for a community, as far as the viewer's token counts."""
        return may(Act.PLAN, self.viewer.role)

    @property
    def keeper(self) -> Keeper:
        """Whoever is signed in, as somebody who would change a catalogue; Unauthenticated when nobody is."""
        _ = self.me
        return keeper(self.viewer)

    @property
    def index(self) -> SkillIndex:
        """The skill catalogue as it is now."""
        return self.network.catalogue.index

    def languages(self) -> Soon[Sequence[str]]:
        """The viewer's languages, best first: what the request says, else what their profile says, else none."""
        if self.accept_languages or not self.viewer.signed_in:
            return self.accept_languages
        return self.loaders.languages()

    def locale(self) -> Soon[str]:
        """The language to word sentences in."""
        return then(self.languages(), negotiate)


Info = strawberry.Info[NetworkContext, None]
