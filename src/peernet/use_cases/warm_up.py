"""Before anybody asks: the first questions of a new process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from peernet.errors import StoreError
from peernet.graph.suggestions import NOBODY
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, consider, understand

TIMES = 3
STRANGERS = ("-" * 8, "-" * 36)
"""Ids that nobody has: Neo4j plans a statement anew for texts of up to ten, up to a hundred letters, and none."""

logger = logging.getLogger("peernet.warm_up")


async def warm_up(network: Network) -> bool:
    """Looks for mentors, and for needs, as people who are not there; whether the engine answered.

    An engine that has just started plans these statements for seconds each, and the first members would wait for it; on
    a busy machine it takes more than a statement's time, and is quicker when it tries again. An engine that does not
    answer at all stops nobody from serving: it may when it is asked in earnest.
    """
    skill = network.catalogue.index.first()
    if skill is None:
        return True
    question = MentorQuestion(skill_ids=(skill.id,))
    understood = understand(network.catalogue.index, question, ())
    first: list[Callable[[], Awaitable[object]]] = [
        *(partial(consider, network, who, question, understood, (), 1) for who in (NOBODY, *STRANGERS)),
        *(partial(help_wanted, network, who, None, (), 1) for who in STRANGERS),
    ]
    return all(await asyncio.gather(*map(_answered, first)))


async def _answered(ask: Callable[[], Awaitable[object]]) -> bool:
    for _ in range(TIMES):
        try:
            await ask()
        except StoreError as error:
            logger.warning("a first question was not answered: %s", error)
        else:
            return True
    return False
