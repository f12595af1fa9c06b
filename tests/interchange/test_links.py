"""Links inside a file: dangling ones, circles, and what falls with them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from networkx import DiGraph, is_directed_acyclic_graph

from peernet.interchange.batch import Row
from peernet.interchange.links import wrong_links


def rows(*pairs: tuple[str, list[str]]) -> list[Row]:
    return [Row(line, {"id": name, "broader": above}) for line, (name, above) in enumerate(pairs, 2)]


def faults(found: list[Row], stored: dict[str, list[str]] | None = None) -> dict[int, tuple[str, str]]:
    return wrong_links(found, "skill", "broader", (), stored or {})


def test_a_link_to_nothing_is_refused_and_takes_along_who_relies_on_it() -> None:
    assert faults(rows(("a", ["nothing"]), ("b", ["a"]), ("c", []), ("d", ["c"]))) == {
        2: ("broader", "there is no skill 'nothing'"),
        3: ("broader", "there is no skill 'a'"),
    }


def test_another_row_of_the_same_id_keeps_it_alive() -> None:
    assert set(faults(rows(("a", ["nothing"]), ("a", []), ("b", ["a"])))) == {2}


def test_a_link_to_what_the_graph_has_is_taken() -> None:
    assert faults(rows(("a", ["there"])), {"there": []}) == {}


def test_a_circle_is_named() -> None:
    found = faults(rows(("a", ["b"]), ("b", ["c"]), ("c", ["a"])))
    assert found[4][1].startswith("closes a circle: ")
    assert {"a", "b", "c"} <= set(found[4][1].split(": ")[1].split(" > "))


def test_a_circle_through_links_of_the_graph_is_refused() -> None:
    assert 2 in faults(rows(("a", ["b"])), {"a": [], "b": ["a"]})


def test_a_row_replaces_the_links_of_the_graph_before_circles_are_looked_for() -> None:
    assert faults(rows(("a", ["b"]), ("b", ["c"])), {"a": [], "b": ["a"], "c": []}) == {}


def test_thousands_of_circles_are_refused_in_bounded_time() -> None:
    knot = rows(*((f"s{one}", [f"s{other}" for other in range(60) if other != one]) for one in range(60)))
    assert len(faults(knot)) == 60


_NAMES = st.sampled_from("abcdef")


@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=2)), max_size=12), st.lists(_NAMES))
def test_what_is_left_is_free_of_circles_and_dangling_links(
    pairs: list[tuple[str, list[str]]], stored: list[str]
) -> None:
    found = rows(*pairs)
    wrong = faults(found, {name: [] for name in stored})
    kept = [row for row in found if row.line not in wrong]
    edges = [(row.values["id"], above) for row in kept for above in row.values["broader"]]
    assert is_directed_acyclic_graph(DiGraph(edges))
    assert {above for _, above in edges} <= {row.values["id"] for row in kept} | set(stored)
