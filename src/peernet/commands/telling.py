"""What `peernet suggest` tells: as facts, and as lines."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from peernet.model.near_miss import Change, NearMisses
from peernet.model.skill import SkillMatch
from peernet.schema.change_wording import word_change
from peernet.schema.phrasebook import phrasebook
from peernet.schema.wording import word, word_match
from peernet.use_cases.suggest_mentors import MentorAnswer

MOST_MEANT = 5
"""Skills that the words may have meant, told at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, who would be in it if one thing changed, and, where nothing was understood, what may be meant."""

    answer: MentorAnswer
    missed: NearMisses
    meant: list[SkillMatch]


def told_facts(told: Told, locale: str) -> dict[str, object]:
    """The keys of `--json`."""
    help_ = told.missed.would_help
    return {
        "understood": [match_facts(match, locale) for match in told.answer.understood],
        "did_you_mean": [match_facts(match, locale) for match in told.meant],
        "suggestions": [
            {
                "person_id": each.person_id,
                "name": each.name,
                "score": round(each.score, 6),
                "skill_id": each.skill_id,
                "reasons": [{"kind": reason.kind, "text": word(reason, locale)} for reason in each.reasons],
            }
            for each in told.answer.suggestions
        ],
        "near_misses": [
            {
                "person_id": each.person_id,
                "name": each.name,
                "score": round(each.score, 6),
                "skill_id": each.skill_id,
                **_change_facts(each.change, locale),
            }
            for each in told.missed.misses
        ],
        "what_would_help": None if help_ is None else _change_facts(help_, locale),
    }


def match_facts(match: SkillMatch, locale: str) -> dict[str, object]:
    """A skill that words were taken for."""
    return {
        "skill_id": match.skill_id,
        "label": match.label,
        "score": round(match.score, 6),
        "why": word_match(match, locale),
    }


def print_told(told: Told, locale: str) -> None:
    """The same as lines."""
    understood = told.answer.understood
    if understood:
        print("understood: " + ", ".join(f"{each.label} ({word_match(each, locale)})" for each in understood))
    else:
        print("no skill of the catalogue was understood; `peernet skills find WORDS` looks for one")
    if told.meant:
        print("did you mean: " + ", ".join(match.label for match in told.meant))
    for place, each in enumerate(told.answer.suggestions, 1):
        print(f"\n{place}. {each.name or phrasebook(locale).unnamed} ({each.person_id}), {each.score:.2f}")
        for reason in each.reasons:
            print(f"   - {word(reason, locale)}")
    if understood and not told.answer.suggestions:
        print("nobody")
    _print_missed(told.missed, locale)


def _print_missed(missed: NearMisses, locale: str) -> None:
    if missed.misses:
        print("\nif one thing changed:")
    for miss in missed.misses:
        who = f"{miss.name or phrasebook(locale).unnamed} ({miss.person_id})"
        print(f"   {who}, {miss.score:.2f}: {word_change(miss.change, locale)}")
    if missed.would_help is not None:
        print(f"\nwhat would help: {word_change(missed.would_help, locale)}")


def _change_facts(change: Change, locale: str) -> dict[str, object]:
    return {"change": word_change(change, locale), "kind": change.kind, "facts": asdict(change)}
