"""Before anybody asks: the first question of a new process."""

from __future__ import annotations

import logging

from peernet.errors import StoreError
from peernet.graph.suggestions import NOBODY
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, consider, understand

TIMES = 3

logger = logging.getLogger("peernet.warm_up")


async def warm_up(network: Network) -> bool:
    """Looks for mentors as somebody without an account; whether the engine answered.

    An engine that has just started plans that statement for seconds, and the first member would wait for it; on a busy
    machine it takes more than the statement's time, and is quicker when it tries again. An engine that does not answer
    at all stops nobody from serving: it may when it is asked in earnest.
    """
    skill = network.catalogue.index.first()
    if skill is None:
        return True
    question = MentorQuestion(skill_ids=(skill.id,))
    understood = understand(network.catalogue.index, question, ())
    for _ in range(TIMES):
        try:
            await consider(network, NOBODY, question, understood, (), 1)
        except StoreError as error:
            logger.warning("the first question was not answered: %s", error)
        else:
            return True
    return False
