"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["member", "organiser", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person on whose behalf a request is answered; both fields are None for somebody not signed in.

    `role` is what the token says about the whole network; a role inside one community is a tie in the graph.
    """

    person_id: str | None = None
    role: Role | None = None

    @property
    def signed_in(self) -> bool:
        """Whether a token named the person."""
        return self.person_id is not None

    @property
    def administrator(self) -> bool:
        """Whether the token allows what only the network's administrators may do."""
        return self.role == "administrator"


ANONYMOUS = Viewer()
