"""Reasons in words: complete in every language, with right plurals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from peernet.model.skill import Hop, MatchKind, SkillMatch
from peernet.model.suggestion import (
    MENTOR_REASONS,
    BroadPractice,
    CommonContacts,
    CommonLanguage,
    Knows,
    MentoredAlike,
    MentoredThere,
    MentoredYourMentors,
    NeighbourSkill,
    OpenPlaces,
    OverlappingHours,
    ReachableThrough,
    Reason,
    RecentlyActive,
    Responsive,
    SharedCommunityReason,
    ShownLittle,
    ShownNearby,
    ShownSkill,
    SimilarGoal,
    TeachesSkill,
)
from peernet.schema import wording
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES, phrasebook
from peernet.schema.wording import negotiate, word, word_match

REASONS: tuple[Reason, ...] = (
    TeachesSkill(3, "css", "CSS", 4, None),
    TeachesSkill(3, "css", "CSS", 4, 3),
    NeighbourSkill(2, "frontend", "Front-end", 4, 3, Hop.BROADER, "CSS"),
    NeighbourSkill(2, "flexbox", "Flexbox", 4, 3, Hop.NARROWER, "CSS"),
    NeighbourSkill(2, "design", "Design", 4, 3, Hop.RELATED, "CSS"),
    ShownSkill(1, "css", "CSS", 2.5),
    ShownSkill(1, "css", "CSS", 25),
    ShownNearby(0.5, "css", "CSS"),
    ShownLittle(-0.5, "css", "CSS"),
    BroadPractice(0.3, 1),
    BroadPractice(0.6, 12),
    MentoredThere(1.5, "berlin", "Berlin", 0),
    MentoredThere(1.5, "berlin", "Berlin", 1),
    MentoredThere(2.5, "berlin", "Berlin", 7),
    MentoredAlike(1.0, "berlin", "Berlin"),
    SimilarGoal(1.0, 0.4),
    SharedCommunityReason(1, "berlin", "Berlin {name}", 0, 0),
    SharedCommunityReason(1, "berlin", "Berlin", 1, 1),
    SharedCommunityReason(1, "berlin", "Berlin", 14, 2),
    CommonLanguage(0.1, ("es",)),
    CommonLanguage(0.2, ("es", "pt")),
    OverlappingHours(-0.5, 0),
    OverlappingHours(-0.1, 1),
    OverlappingHours(0.1, 2.5),
    OpenPlaces(0.4, 1, 3),
    OpenPlaces(0.4, 2, 3),
    Knows(0.4),
    CommonContacts(0.2, 1),
    CommonContacts(0.3, 2),
    ReachableThrough(0.2, "ana", "Ana", 1),
    ReachableThrough(0.3, "ana", "Ana", 2),
    MentoredYourMentors(0.2, 1),
    MentoredYourMentors(0.3, 2),
    Responsive(0.1, 1.0, 1, 1, 1),
    Responsive(0.1, 0.9, 10, 9, 5),
    RecentlyActive(0.4, 0),
    RecentlyActive(0.4, 1),
    RecentlyActive(0.4, 5),
)


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source)


def used() -> Iterator[str | tuple[str, ...]]:
    """The message ids that the code says."""
    found = extract_from_file("python", Path(wording.__file__), keywords={"say": None, "count": (1, 2)})
    for _line, message, _comments, _context in found:
        yield message


def texts(message: str | tuple[str, ...] | list[str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def facts(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def test_every_type_of_reason_is_among_those_worded_here() -> None:
    assert {type(reason) for reason in REASONS} == set(MENTOR_REASONS)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_and_every_kind_of_match_has_its_own_words(locale: str) -> None:
    said = [word(reason, locale) for reason in REASONS]
    said += [word_match(SkillMatch("css", "CSS", 1, why, "CSS"), locale) for why in MatchKind]
    assert len(set(said)) == len(said)
    assert all(sentence and "  " not in sentence for sentence in said)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_reason_is_left_in_english(locale: str) -> None:
    assert [reason for reason in REASONS if word(reason, locale) == word(reason, "en")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    messages = catalogue(LOCALE_FOLDER / locale / "reasons.po")
    assert {message.id for message in messages if message.id} == set(used())


@pytest.mark.parametrize(
    "file", sorted(LOCALE_FOLDER.glob("*/*.po")), ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_no_message_is_missing_fuzzy_or_without_one_of_its_facts(file: Path) -> None:
    for message in catalogue(file):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for text in texts(message.string or ""):
            assert text, message.id
            assert facts(text) == facts(texts(message.id)[-1]), message.id


def test_every_locale_has_the_same_files() -> None:
    assert len({frozenset(file.name for file in (LOCALE_FOLDER / locale).glob("*.po")) for locale in LOCALES}) == 1


@pytest.mark.parametrize(
    ("locale", "hours", "sentence"),
    [
        ("en", 1, "You have 1 free hour a week in common"),
        ("en", 1.5, "You have 1.5 free hours a week in common"),
        ("es", 1, "Tenéis 1 hora libre en común por semana"),
        ("es", 2.5, "Tenéis 2,5 horas libres en común por semana"),
        ("fr", 1.5, "Vous avez 1,5 heure libre en commun par semaine"),
        ("fr", 2, "Vous avez 2 heures libres en commun par semaine"),
    ],
)
def test_plurals_and_decimals_follow_the_language(locale: str, hours: float, sentence: str) -> None:
    assert word(OverlappingHours(0.1, hours), locale) == sentence


def test_languages_are_named_in_the_viewers_language_and_an_unknown_one_by_its_tag() -> None:
    assert word(CommonLanguage(0.2, ("es", "qqq")), "fr") == "Langues en commun : espagnol, qqq"


def test_braces_in_a_name_are_just_letters() -> None:
    assert "Berlin {name}" in word(SharedCommunityReason(1, "berlin", "Berlin {name}", 0, 0), "en")


@pytest.mark.parametrize(
    ("languages", "locale"),
    [
        ([], "en"),
        (["de", "fr-CA", "es"], "fr"),
        (["ES_mx"], "es"),
        (["*"], "en"),
        (["", "x"], "en"),
        (["français"], "en"),
    ],
)
def test_the_first_language_that_is_spoken_here_is_taken_and_english_otherwise(
    languages: list[str], locale: str
) -> None:
    assert negotiate(languages) == locale


def test_a_phrasebook_can_be_had_for_any_locale() -> None:
    assert phrasebook("pt-BR").locale == "en"
    assert phrasebook("es-MX").locale == "es"
