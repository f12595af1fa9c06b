"""Rows are divided so that statements side by side never write at the same node."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from peernet.graph.turns import turns

IDS = st.sampled_from([f"p{number}" for number in range(40)])
ROWS = st.lists(st.fixed_dictionaries({"from_id": IDS, "to_id": st.one_of(st.none(), IDS)}), max_size=200)


@given(rows=ROWS)
def test_the_halves_of_a_turn_have_no_node_in_common(rows: list[dict[str, str | None]]) -> None:
    for halves in turns(rows, ("from_id", "to_id")):
        one, other = ({each for row in half for each in row.values() if each} for half in halves)
        assert one.isdisjoint(other)


@given(rows=ROWS)
def test_every_row_is_in_one_half_of_one_turn(rows: list[dict[str, str | None]]) -> None:
    divided = [row for halves in turns(rows, ("from_id", "to_id")) for half in halves for row in half]
    assert sorted(map(id, divided)) == sorted(map(id, rows))


def test_many_rows_fill_all_halves_evenly() -> None:
    rows = [{"person_id": f"p{number}", "skill_id": f"s{number * 7 % 1000}"} for number in range(8_000)]
    sizes = [len(half) for halves in turns(rows, ("person_id", "skill_id")) for half in halves]
    assert min(sizes) > 700
