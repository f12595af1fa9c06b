"""Which skills words are taken for."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.model.skill import SkillMatch
from peernet.model.text import clean_text
from peernet.recommend.nearest import nearest
from peernet.use_cases.network import Network


def find_skills(network: Network, text: str, languages: Sequence[str], first: int) -> list[SkillMatch]:
    """At most `first` skills, best first; BadInput for text that cannot be searched."""
    return network.catalogue.index.find(clean_text(text, "matching"), languages, first)


def nearest_skills(network: Network, texts: Sequence[str], languages: Sequence[str], first: int) -> list[SkillMatch]:
    """At most `first` skills whose labels are spelled most like texts that `find_skills` finds nothing for."""
    return nearest(network.catalogue.index, texts, languages, first)
