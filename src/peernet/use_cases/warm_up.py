"""Before anybody asks: the first question of a new process."""

from __future__ import annotations

import logging

from peernet.errors import StoreError
from peernet.graph.suggestions import NOBODY
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, consider, understand

logger = logging.getLogger("peernet.warm_up")


async def warm_up(network: Network) -> bool:
    """Looks for mentors as somebody without an account; whether the engine answered.

    An engine that has just started plans that statement for seconds, and the first member would wait for it. An engine
    that does not answer stops nobody from serving: it may when it is asked in earnest.
    """
    skill = network.catalogue.index.first()
    if skill is None:
        return True
    question = MentorQuestion(skill_ids=(skill.id,))
    try:
        await consider(network, NOBODY, question, understand(network.catalogue.index, question, ()), (), 1)
    except StoreError as error:
        logger.warning("the first question was not answered: %s", error)
        return False
    return True
