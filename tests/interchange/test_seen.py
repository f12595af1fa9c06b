"""Keys that were met before: found again whatever they hold, each file by itself."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from peernet.interchange.seen import SeenKeys, joined

KEYS = st.lists(st.sampled_from([joined(("a", 1)), 'a"', "a\\", "é", "é", "A", "a ", "\u2028", "😀"]), max_size=6)


@given(batches=st.lists(KEYS, max_size=4))
def test_a_key_met_before_comes_back_with_the_line_of_the_first(batches: Sequence[list[str]]) -> None:
    first: dict[str, int] = {}
    line = 1
    with SeenKeys() as seen:
        seen.add("others", ["a ", "A"], [7, 8])
        for keys in batches:
            lines = list(range(line, line + len(keys)))
            line += len(keys)
            again = {at: first[key] for key, at in zip(keys, lines, strict=True) if first.setdefault(key, at) != at}
            assert seen.add("ties", keys, lines) == again


@given(batches=st.lists(KEYS, max_size=4))
def test_how_often_a_key_was_met_goes_on_from_batch_to_batch(batches: Sequence[list[str]]) -> None:
    met: list[str] = []
    with SeenKeys() as seen:
        seen.count("others", ["a ", "A"])
        for keys in batches:
            expected = []
            for key in keys:
                met.append(key)
                expected.append(met.count(key))
            assert seen.count("evidence", keys) == expected


def test_keys_that_were_not_met_are_lacking() -> None:
    with SeenKeys() as seen:
        seen.add("people", ["ada", 'b"b'], [2, 3])
        assert seen.lacks("people", ["ada", 'b"b', "eve", "eve"]) == {"eve"}
        assert seen.lacks("offers", ["ada"]) == {"ada"}


def test_keys_are_found_in_time_that_does_not_grow_with_those_met() -> None:
    """A hundred thousand keys, twice: looked up by a scan each this would take hours."""
    keys = [f"k{number}" for number in range(100_000)]
    lines = list(range(100_000))
    with SeenKeys() as seen:
        assert seen.add("ties", keys, lines) == {}
        assert len(seen.add("ties", keys, [line + 100_000 for line in lines])) == 100_000
        assert set(seen.count("evidence", keys * 2)) == {1, 2}
