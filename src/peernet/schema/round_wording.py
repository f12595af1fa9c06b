"""Rounds in words: what keeps somebody unmatched, and what would help, in the viewer's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from peernet.model.round import Blocker, BlockKind, Change, ChangeKind
from peernet.schema.phrasebook import Phrasebook, phrasebook

Names = Mapping[str, str]


def word_blocker(blocker: Blocker, locale: str, names: Names) -> str:
    """What is in the way, as a sentence without a full stop; `names` by id, an id without one stands for itself."""
    book = phrasebook(locale)
    return _BLOCKERS[blocker.kind](blocker, book, _list(blocker, names, book))


def word_change(change: Change, locale: str, names: Names) -> str:
    """What would help, as a sentence without a full stop; `names` as in `word_blocker`."""
    book, mentor = phrasebook(locale), change.mentor_id or ""
    return _CHANGES[change.kind](change, book, names.get(mentor, mentor))


def _list(blocker: Blocker, names: Names, book: Phrasebook) -> str:
    shown = ", ".join(names.get(mentor_id, mentor_id) or book.unnamed for mentor_id in blocker.mentor_ids)
    return f"{shown}, …" if blocker.mentors > len(blocker.mentor_ids) else shown


def _no_pair(_blocker: Blocker, book: Phrasebook, _mentors: str) -> str:
    return book.say("There is no further mentor for them")


def _full(blocker: Blocker, book: Phrasebook, mentors: str) -> str:
    return book.count(
        "{count} possible mentor, who is full: {mentors}",
        "{count} possible mentors, all of them full: {mentors}",
        blocker.mentors,
        count=book.number(blocker.mentors),
        mentors=mentors,
    )


def _no_places(blocker: Blocker, book: Phrasebook, mentors: str) -> str:
    return book.count(
        "{count} possible mentor, who has no places at all: {mentors}",
        "{count} possible mentors, who have no places at all: {mentors}",
        blocker.mentors,
        count=book.number(blocker.mentors),
        mentors=mentors,
    )


def _not_worth(blocker: Blocker, book: Phrasebook, _mentors: str) -> str:
    return book.say(
        "The best pair still possible has {quality} of 100 in quality, which is not worth it at this coverage",
        quality=book.number(100 * (blocker.quality or 0)),
    )


def _forbidden(_blocker: Blocker, book: Phrasebook, mentors: str) -> str:
    return book.say("May not be matched with: {mentors}", mentors=mentors)


def _had_before(_blocker: Blocker, book: Phrasebook, mentors: str) -> str:
    return book.say("Was matched before with: {mentors}", mentors=mentors)


def _not_the_same(_blocker: Blocker, book: Phrasebook, mentors: str) -> str:
    return book.say("Keeps to the mentor they had before, who is not: {mentors}", mentors=mentors)


_BLOCKERS: Mapping[BlockKind, Callable[[Blocker, Phrasebook, str], str]] = {
    BlockKind.NO_PAIR: _no_pair,
    BlockKind.FULL: _full,
    BlockKind.NO_PLACES: _no_places,
    BlockKind.NOT_WORTH: _not_worth,
    BlockKind.FORBIDDEN: _forbidden,
    BlockKind.HAD_BEFORE: _had_before,
    BlockKind.NOT_THE_SAME: _not_the_same,
}


def _more_places(_change: Change, book: Phrasebook, mentor: str) -> str:
    return book.say("One more place at {mentor}", mentor=mentor)


def _list_pair(_change: Change, book: Phrasebook, mentor: str) -> str:
    return book.say("One more pair, with {mentor}, who has a free place", mentor=mentor)


def _allow_pair(_change: Change, book: Phrasebook, mentor: str) -> str:
    return book.say("Allowing the pair with {mentor}, who has a free place", mentor=mentor)


def _raise_coverage(change: Change, book: Phrasebook, mentor: str) -> str:
    return book.say(
        "A coverage of {coverage}, at which the pair with {mentor} is worth it",
        coverage=f"{change.coverage or 0:g}",
        mentor=mentor,
    )


def _more_mentors(_change: Change, book: Phrasebook, _mentor: str) -> str:
    return book.say("One more mentor with a place: nobody has one left")


def _more_offers(_change: Change, book: Phrasebook, _mentor: str) -> str:
    return book.say("One more mentor who offers what they need and has a free place")


_CHANGES: Mapping[ChangeKind, Callable[[Change, Phrasebook, str], str]] = {
    ChangeKind.MORE_PLACES: _more_places,
    ChangeKind.LIST_PAIR: _list_pair,
    ChangeKind.ALLOW_PAIR: _allow_pair,
    ChangeKind.RAISE_COVERAGE: _raise_coverage,
    ChangeKind.MORE_MENTORS: _more_mentors,
    ChangeKind.MORE_OFFERS: _more_offers,
}
