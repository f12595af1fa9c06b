"""To whom each aspect of a person is shown: inside the bound of who may see the person at all.

How near a viewer is to a person decides: 0 anybody signed in, 1 shares a community with them, 2 works with them (an
active mentorship, a team formed or started), 3 is the person. Each aspect is shown from a nearness on, so whoever is
nearer sees no less. The graph holds that number as `ASPECT_for`; none where the aspect is shown as usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from peernet.errors import BadInput

Aspect = Literal["name", "contact", "languages", "place", "hours", "offers", "needs", "ties"]
Audience = Literal["everyone", "communities", "working", "nobody"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
"""From the widest to the narrowest: the place of each is the nearness from which on an aspect is shown."""
USUAL: Mapping[Aspect, Audience] = {each: "working" if each == "contact" else "everyone" for each in ASPECTS}


def audiences(shown_from: Sequence[int]) -> dict[Aspect, Audience]:
    """The audience of every aspect; `shown_from` has a nearness for each, below 0 where it is shown as usual."""
    return {
        aspect: USUAL[aspect] if near < 0 else AUDIENCES[near] for aspect, near in zip(ASPECTS, shown_from, strict=True)
    }


def read(pairs: Iterable[str]) -> dict[Aspect, Audience]:
    """Aspects with their audiences from texts like `hours:communities`; BadInput for what is none, or stands twice."""
    known = {each: each for each in ASPECTS}
    kinds = {each: each for each in AUDIENCES}
    said: dict[Aspect, Audience] = {}
    for pair in pairs:
        aspect, _, audience = (word.strip() for word in pair.partition(":"))
        if aspect not in known or audience not in kinds or aspect in said:
            raise BadInput(
                f"{pair[:40]!r} is not one of {', '.join(ASPECTS)}, each once, with one of {', '.join(AUDIENCES)}, "
                "like hours:communities"
            )
        said[known[aspect]] = kinds[audience]
    return said


def unusual(shown_to: Mapping[Aspect, Audience]) -> list[str]:
    """The texts that `read` takes, of those aspects that are not shown as usual, in the order of ASPECTS."""
    return [f"{each}:{shown_to[each]}" for each in ASPECTS if shown_to.get(each, USUAL[each]) != USUAL[each]]


def stored(shown_to: Mapping[Aspect, Audience]) -> dict[str, int | None]:
    """The properties that say so; BadInput for a contact that would be shown before both have agreed."""
    for aspect, audience in shown_to.items():
        if AUDIENCES.index(audience) < AUDIENCES.index("working") and aspect == "contact":
            raise BadInput("contact is shown only once both have agreed: to working or to nobody", "shown_to")
    return {
        f"{aspect}_for": None if audience == USUAL[aspect] else AUDIENCES.index(audience)
        for aspect, audience in shown_to.items()
    }
