"""Decide what was reported: dismiss it, warn whoever is concerned, or remove them, or what they wrote."""

from __future__ import annotations

from peernet.errors import BadInput, NotFound, WrongState
from peernet.graph import boards
from peernet.graph import reports as store
from peernet.model.policy import Act, may
from peernet.model.report import DECISIONS, Report
from peernet.model.text import clean_text
from peernet.model.viewer import Viewer
from peernet.use_cases.change_member_role import remove_member
from peernet.use_cases.network import Network, me


async def decide_report(
    network: Network, viewer: Viewer, report_id: str, decision: str, note: str, community_id: str | None = None
) -> None:
    """decision: dismissed, warned or removed; note: what whoever is warned or removed is told, in these words.

    Removed: a need is withdrawn, a person removed from the community of that id. Deciding the same again changes
    nothing. Refuses with NotFound (report, community, member), WrongState when it was decided otherwise, NotPermitted
    or LastOrganiser where the person cannot be removed; BadInput for what cannot be.
    """
    if decision not in DECISIONS:
        raise BadInput(f"must be one of {', '.join(DECISIONS)}", "decision")
    said, decides = clean_text(note, "note", 4000), may(Act.DECIDE_REPORTS, viewer.role)
    found = await store.report_to_decide(network.graph, me(viewer), report_id, decides)
    if found is None:
        raise NotFound("report")
    if found.state == "open" and decision == "removed":
        # First the removal, which may be refused: what is recorded has then been done.
        await _remove(network, viewer, found, community_id)
    row = await store.decide_report(network.graph, me(viewer), report_id, decides, decision, said, network.clock())
    if row is None:
        raise NotFound("report")
    if row.outcome == "wrong_state":
        raise WrongState("report", row.state)
    if found.about == "need" and decision == "removed" and found.person_id is not None:
        await boards.refresh(network.graph, found.person_id, network.clock(), closed=[found.about_id])


async def _remove(network: Network, viewer: Viewer, found: Report, community_id: str | None) -> None:
    if found.about == "community":
        raise BadInput("a community is not removed here: dissolve it", "decision")
    if found.about == "person" and found.person_id is not None:
        if community_id is None:
            raise BadInput("say from which community", "communityId")
        await remove_member(network, viewer, community_id, found.person_id)
