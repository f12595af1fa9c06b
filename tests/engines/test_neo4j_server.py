"""The Neo4j that the tests and benchmarks start for themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.asking import ask, is_gone
from tests.neo4j_server import server
from tests.neo4j_server.server import NO_NEO4J, NoNeo4j, start_neo4j, why_no_neo4j


@pytest.fixture(scope="module")
def launcher() -> None:
    """The launcher can run here; said in the summary where not. Whether CI has some Neo4j is not judged here."""
    if why_no_neo4j() is not None:
        pytest.skip(f"{NO_NEO4J} {why_no_neo4j()}")


@pytest.mark.usefixtures("launcher")
async def test_a_folder_keeps_its_data_and_nothing_runs_on(tmp_path: Path) -> None:
    """A second start over a folder, with another password, finds what the first wrote; both end with their use."""
    async with start_neo4j(tmp_path, heap="768m", tuned=True) as first:
        await ask(first, "CREATE (:Kept {text: 'here'})")
    async with start_neo4j(tmp_path) as second:
        assert second.password != first.password
        assert await ask(second, "MATCH (k:Kept) RETURN k.text AS text") == [["here"]]
    assert await is_gone(first.pid)
    assert await is_gone(second.pid)


def test_what_is_missing_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java the reason names it."""
    monkeypatch.setenv("PATH", "")
    why_no_neo4j.cache_clear()
    server.class_path.cache_clear()
    assert why_no_neo4j() == "there is no `java` here"
    why_no_neo4j.cache_clear()


@pytest.mark.usefixtures("launcher")
async def test_a_failed_start_names_its_log(tmp_path: Path) -> None:
    """A heap that Java refuses gives a sentence, not a hang."""
    with pytest.raises(NoNeo4j, match=r"did not start; see .*console\.log"):
        async with start_neo4j(tmp_path, heap="plenty"):
            pass
