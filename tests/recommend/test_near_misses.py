"""Near misses: exactly one condition missed, the smallest window, an honest wait, the order, and their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from peernet.model.hours import parse_hours, weekly_slots
from peernet.model.near_miss import (
    CHANGES,
    AddHours,
    AddLanguage,
    Change,
    LowerLevel,
    Missed,
    NameSkill,
    OpenNeed,
    WaitForPlace,
)
from peernet.model.skill import Hop, MatchKind
from peernet.model.wait import Load, Wait
from peernet.recommend.common_window import clock, smallest_window
from peernet.recommend.mentors import suggest_mentors
from peernet.recommend.near_misses import near_misses
from peernet.recommend.nearest import nearest
from peernet.recommend.words import SkillIndex
from peernet.schema import change_wording
from peernet.schema.change_wording import word_change
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES
from tests.recommend.factories import DAY, NOW, asker, candidate, offer, skill, wanted

WEEK = 7 * DAY
STILL = ("Europe/Madrid", "America/Lima", "Asia/Tokyo", "Asia/Kathmandu", "Africa/Lagos")
"""Zones whose clocks are not changed in the week of NOW."""
SAMPLES: tuple[Change, ...] = (
    AddLanguage("es"),
    WaitForPlace(None, 0),
    WaitForPlace(Wait(0, 1, 1), 0),
    WaitForPlace(Wait(0, 1, 3), 0),
    WaitForPlace(Wait(1, 60, None), 0),
    WaitForPlace(Wait(20, 60, None), 0),
    WaitForPlace(Wait(2, 3, 6), 1),
    WaitForPlace(Wait(2, 3, 6), 2),
    AddHours("Tue", "18:00", "20:00", 2.0),
    LowerLevel("react", "React", 2, 4),
    OpenNeed("react", "React"),
    NameSkill(),
)


def changes(me: object = None, *found: object, missed: tuple[Missed, ...] = (), level: int | None = None) -> object:
    """The changes by person."""
    given_ = near_misses(me or asker(), [wanted(level=level)], list(found), list(missed), NOW)  # type: ignore[arg-type]
    return {miss.person_id: miss.change for miss in given_.misses}


def full(name: str = "ann", load: Load | None = None, **facts: object) -> Missed:
    """Somebody without an open place."""
    return Missed(candidate(name, places=(0, 2), **facts), load or Load())  # type: ignore[arg-type]


def test_whoever_meets_every_condition_or_misses_two_is_no_near_miss() -> None:
    fit = candidate("fit", offers=[offer(level=4)])
    low_and_foreign = Missed(candidate("two", offers=[offer(level=1)], languages=("es",)), Load())
    assert changes(None, fit, missed=(low_and_foreign, full("far", languages=("es",))), level=4) == {}


def test_whoever_takes_nobody_or_says_no_language_or_has_no_whole_hour_cannot_be_had_by_one_change() -> None:
    nobody = Missed(candidate("zero", places=(0, 0)), Load())
    silent = Missed(candidate("mute", languages=()), Load())
    busy = candidate("busy", hours=("Tue 18:00-18:30",))
    assert changes(asker(hours=("Mon 18:00-20:00",)), busy, missed=(nobody, silent)) == {}


def test_who_offers_a_neighbour_only_is_no_near_miss_of_the_asked_skill() -> None:
    near = [wanted(level=3), wanted("html", level=3, closeness=0.5, hop=Hop.RELATED, via="React")]
    other = candidate("ann", offers=[offer("html", level=1)])
    assert near_misses(asker(), near, [other], [], NOW).misses == ()


def test_of_those_as_good_the_smaller_change_comes_first_and_is_what_would_help() -> None:
    soon = Load((NOW - 9 * WEEK,) * 4, (10 * WEEK,) * 30)
    late = Load((NOW,), (80 * WEEK,) * 30)
    told = near_misses(asker(), [wanted()], [], [full("late", late), full("soon", soon)], NOW)
    assert [miss.person_id for miss in told.misses] == ["soon", "late"]
    assert told.would_help == told.misses[0].change


def test_the_score_is_the_one_that_they_have_after_the_change() -> None:
    me, sees = asker(hours=("Mon 18:00-20:00",)), asker(hours=("Mon 18:00-20:00", "Tue 18:00-20:00"))
    ann = candidate("ann", hours=("Tue 18:00-20:00",))
    [miss] = near_misses(me, [wanted()], [ann], [], NOW).misses
    [after] = suggest_mentors(sees, [wanted()], [ann], NOW, 1)
    assert miss.score == after.score


def test_at_most_ten_are_told_and_any_order_gives_the_same() -> None:
    missed = [full(f"p{n:02}") for n in range(20)]
    told = near_misses(asker(), [wanted()], [], missed, NOW)
    assert [miss.person_id for miss in told.misses] == [f"p{n:02}" for n in range(10)]
    assert near_misses(asker(), [wanted()], [], missed[::-1], NOW) == told


def test_no_kind_of_change_crowds_out_the_others_while_they_wait_and_the_order_stays() -> None:
    # Each of the busy is the better mentor, for a smaller change.
    busy = [candidate(f"b{place}", hours=("Tue 18:00-20:00",), offers=[offer(level=5)]) for place in range(20)]
    low = [candidate(f"l{place}", offers=[offer(level=1)]) for place in range(3)]
    found = near_misses(asker(hours=("Mon 18:00-20:00",)), [wanted(level=4)], [*busy, *low], [], NOW)
    told = [type(miss.change) for miss in found.misses]
    assert told == [AddHours] * 7 + [LowerLevel] * 3
    waited = [full(f"f{place}", offers=[offer(level=5)]) for place in range(9)]
    mixed = near_misses(asker(hours=("Mon 18:00-20:00",)), [wanted(level=4)], [*busy, *low], waited, NOW)
    assert Counter(type(miss.change) for miss in mixed.misses) == {AddHours: 4, WaitForPlace: 4, LowerLevel: 2}


def asked_hours(theirs: tuple[str, ...], zone: str) -> Change | None:
    """The change that somebody with these hours asks of a member in Madrid, who is free on Friday evenings."""
    told = changes(asker(hours=("Fri 18:00-20:00",)), candidate("ann", hours=theirs, time_zone=zone))
    assert isinstance(told, dict)
    return told.get("ann")


def test_nobody_is_asked_to_be_free_while_either_of_the_two_sleeps() -> None:
    # Free all Tuesday in Tokyo, where it is seven hours later than in Madrid.
    assert asked_hours(("Tue 00:00-24:00",), "Asia/Tokyo") == AddHours("Tue", "13:00", "15:00", 2.0)
    assert asked_hours(("Tue 04:00-06:00",), "Europe/Madrid") is None
    assert asked_hours(("Tue 05:00-08:30",), "Europe/Madrid") == AddHours("Tue", "07:00", "08:30", 1.5)


def test_who_says_no_hours_but_those_of_their_own_night_means_them() -> None:
    assert asked_hours(("Tue 23:00-24:00",), "Asia/Tokyo") == AddHours("Tue", "16:00", "17:00", 1.0)


def test_a_need_is_the_last_resort_and_only_for_a_skill() -> None:
    assert near_misses(asker(), [wanted()], [], [], NOW).would_help == OpenNeed("react", "React")
    assert near_misses(asker(), [], [], [], NOW).would_help is None
    assert near_misses(asker(), [wanted()], [candidate()], [], NOW).would_help is None


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 46), st.integers(1, 16)), min_size=1, max_size=4, unique_by=min
    ),
    st.sampled_from(STILL),
    st.sampled_from(STILL),
)
def test_the_window_is_free_lasts_an_hour_or_two_and_none_shorter_would_do(
    spans: list[tuple[int, int, int]], theirs: str, mine: str
) -> None:
    windows = tuple(_window(*span) for span in spans)
    free = weekly_slots(windows, theirs, NOW)
    run = smallest_window(free, mine, NOW)
    if run is None:
        short = all(min(48, start + length) - start < 2 for _, start, length in spans)
        # Across midnight a window is cut, and where clocks stand at quarters it loses half an hour.
        assert short or theirs != mine or theirs == "Asia/Kathmandu"
        return
    text = f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[run.window.day]} {clock(run.window.start)}-"
    [read] = parse_hours([text + clock(run.window.end)])
    assert read == run.window
    assert weekly_slots((text + clock(run.window.end),), mine, NOW) & free == run.slots
    assert 2 <= run.slots.bit_count() <= 4


def _window(day: int, start: int, length: int) -> str:
    end = min(48, start + length)
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day]} {clock(30 * start)}-{clock(30 * end)}"


@pytest.mark.parametrize(
    ("hours", "zone", "window"),
    [
        (("Tue 18:00-20:00",), "Europe/Madrid", "Tue 18:00"),
        (("Tue 18:00-20:00", "Wed 10:00-11:00"), "Europe/Madrid", "Wed 10:00"),
        (("Tue 00:00-24:00",), "Europe/Madrid", "Tue 18:00"),
        (("Tue 08:00-16:00",), "Europe/Madrid", "Tue 14:00"),
        (("Mon 01:00-03:00",), "America/Lima", "Sun 18:00"),
        (("Sun 22:00-24:00", "Mon 00:00-01:00"), "America/Lima", "Sun 16:00"),
    ],
)
def test_windows_are_told_on_the_clock_of_whoever_asks(hours: tuple[str, ...], zone: str, window: str) -> None:
    run = smallest_window(weekly_slots(hours, "Europe/Madrid", NOW), zone, NOW)
    assert run is not None
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert f"{days[run.window.day]} {clock(run.window.start)}" == window


def test_a_wait_follows_their_own_mentorships_else_those_of_all_who_are_full() -> None:
    slow = full("slow", Load((NOW,), (40 * WEEK,) * 4))
    few = full("few", Load((NOW,), (4 * WEEK,)))
    alone, together = (near_misses(asker(), [wanted()], [], missed, NOW).misses for missed in ([few], [few, slow]))
    assert [miss.change for miss in alone] == [WaitForPlace(None, 0)]
    waits = {miss.person_id: miss.change.wait for miss in together if isinstance(miss.change, WaitForPlace)}
    assert waits["few"] is not None
    assert waits["slow"] is not None
    assert waits["few"].likely <= waits["slow"].likely


@given(
    st.lists(st.integers(0, 60 * WEEK), max_size=4),
    st.lists(st.integers(1, 60 * WEEK), max_size=6),
    st.integers(0, 9),
)
def test_a_wait_is_a_span_of_weeks(elapsed: list[int], lasted: list[int], waiting: int) -> None:
    load = Load(tuple(NOW - each for each in elapsed), tuple(lasted), waiting)
    [miss] = near_misses(asker(), [wanted()], [], [full("ann", load)], NOW).misses
    assert isinstance(miss.change, WaitForPlace)
    assert miss.change.waiting == waiting
    if miss.change.wait is not None:
        least, likely, most = miss.change.wait.least, miss.change.wait.likely, miss.change.wait.most
        assert 0 <= least <= likely <= (likely if most is None else most)


def test_the_nearest_labels_are_told_where_nothing_is_understood() -> None:
    index = SkillIndex([skill("knit", "Knitting"), skill("react", "React"), skill("py", "Python")])
    [match] = nearest(index, ["quiltting"], ("en",), 5)
    assert (match.skill_id, match.why) == ("knit", MatchKind.TYPO)
    assert nearest(index, ["", "beekeeping", "!!"], ("en",), 5) == []


def used() -> Iterator[str | tuple[str, ...]]:
    """The message ids that the code says."""
    keywords = {"say": None, "count": (1, 2)}
    for _line, message, _comments, _context in extract_from_file(
        "python", Path(change_wording.__file__), keywords=keywords
    ):
        yield message


def test_every_change_is_among_those_worded_here() -> None:
    assert {type(change) for change in SAMPLES} == set(CHANGES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_change_has_its_own_words(locale: str) -> None:
    said = [word_change(change, locale) for change in SAMPLES]
    assert len(set(said)) == len(said)
    assert all(sentence and "  " not in sentence for sentence in said)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_change_is_left_in_english(locale: str) -> None:
    assert [change for change in SAMPLES if word_change(change, locale) == word_change(change, "en")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_changes_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    with (LOCALE_FOLDER / locale / "changes.po").open("rb") as source:
        assert {message.id for message in read_po(source) if message.id} == set(used())


@pytest.mark.parametrize(
    ("change", "locale", "sentence"),
    [
        (AddHours("Tue", "18:00", "20:00", 2.0), "es", "Si tuvieras tiempo el martes de 18:00 a 20:00"),
        (AddLanguage("es"), "fr", "Si vous parliez aussi espagnol"),
        (
            WaitForPlace(Wait(2, 4, 6), 1),
            "en",
            "If you waited for a place, probably 2 to 6 weeks; 1 person is waiting already",
        ),
    ],
)
def test_changes_are_told_as_people_say_them(change: Change, locale: str, sentence: str) -> None:
    assert word_change(change, locale) == sentence
