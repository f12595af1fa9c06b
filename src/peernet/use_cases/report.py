"""Report somebody, a need or a community to those who run a community, or the network."""

from __future__ import annotations

import uuid

from peernet.errors import BadInput, LimitReached, NotFound
from peernet.graph import reports as store
from peernet.graph.needs import needs_seen
from peernet.model.report import MOST_A_DAY, REPORT_REASONS
from peernet.model.text import clean_text
from peernet.use_cases.network import Network

_DAY = 86_400_000


async def report(network: Network, viewer_id: str, about: str, about_id: str, reason: str, text: str) -> None:
    """about: `person`, `need` or `community`. Reporting again what waits for a decision changes nothing.

    Whoever is reported is never told by whom. Refuses with NotFound (person, need, community, profile) or LimitReached;
    BadInput for a reason that is none, oneself, and text that cannot be.
    """
    if reason not in REPORT_REASONS:
        raise BadInput(f"must be one of {', '.join(REPORT_REASONS)}", "reason")
    said, now = clean_text(text, "text", 4000), network.clock()
    person_id, need_id = about_id, None
    if about == "need":
        person_id, need_id = await _owner(network, viewer_id, about_id), about_id
    if person_id == viewer_id:
        raise BadInput("is yourself, or your own", f"{about}Id")
    report_id, bounds = str(uuid.uuid4()), {"now": now, "since": now - _DAY, "most": MOST_A_DAY}
    if about == "community":
        outcome = await store.report_community(network.graph, viewer_id, about_id, report_id, reason, said, **bounds)
    else:
        outcome = await store.report_person(
            network.graph, viewer_id, person_id, need_id, report_id, reason, said, **bounds
        )
    if outcome is None or outcome == "not_found":
        raise NotFound(about)
    if outcome == "too_many":
        raise LimitReached("reports", MOST_A_DAY)


async def _owner(network: Network, viewer_id: str, need_id: str) -> str:
    found = (await needs_seen(network.graph, viewer_id, [need_id], network.clock())).get(need_id)
    if found is None:
        raise NotFound("need")
    return found.person_id
