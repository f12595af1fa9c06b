"""What the documents say is run: every command, every GraphQL document, every answer that is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from graphql import build_schema, parse, validate

from peernet.graph.endpoint import Endpoint
from peernet.graph.queries import read_statement
from tests.docs.markdown import BLOCKS, FILES, QUESTIONS, ROOT, Block, Question
from tests.docs.serving import Served, checkout, run, serving

ENGINE = "bolt://graph.example.org:7687"
PASSWORD = "choose-a-long-one"
ADDRESS = "http://127.0.0.1:8000"
# Commands that would run these tests again, or need what these tests do without; other tests see to them.
NOT_RUN = re.compile(r"^(make (test|check|bench|install|format)\b|\S*python -m bench\b|.*\bdocker compose\b)")
GOES_ON = re.compile(r"^peernet (serve|demo)\b|\\\npeernet (serve|demo)\b|^make demo\b", re.M)


def scripts() -> Iterator[Block]:
    """The blocks of commands that are run; a block is run whole or not at all."""
    for block in BLOCKS:
        if block.language == "sh":
            lines = [line for line in block.text.split("\n") if line and not line.startswith("#")]
            left_out = [bool(NOT_RUN.match(line)) for line in lines]
            assert all(left_out) or not any(left_out), f"{block} mixes what is run with what is not"
            if not all(left_out):
                yield block


SCRIPTS = list(scripts())
ON_NEO4J = [block for block in SCRIPTS if ENGINE in block.text]
SERVERS = [block for block in SCRIPTS if GOES_ON.search(block.text) and block not in ON_NEO4J]
COMMANDS = [block for block in SCRIPTS if block not in SERVERS + ON_NEO4J]
(DEMO,) = (block for block in SERVERS if block.text == "make demo")
SERVERS.remove(DEMO)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """What the README's first command serves, in a folder like a fresh clone."""
    with serving(DEMO.text, checkout(tmp_path_factory.mktemp("clone") / "peernet")) as served:
        yield served


@pytest.fixture(scope="module")
def answers(demo: Served) -> dict[str, Any]:
    """What the demo's member is told to each document, by its place; what is shown is asked before anything changes."""
    in_order = sorted(QUESTIONS, key=lambda question: question.answer is None)
    return {str(question): _ask(demo, question) for question in in_order}


def test_the_demo_prints_a_token_for_each_role_and_a_question_that_can_be_pasted(demo: Served) -> None:
    lines = demo.printed.split("\n")
    assert all(any(line.startswith(f"{role}: ey") for line in lines) for role in ("member", "organiser"))
    assert any(line.startswith("administrator: ey") for line in lines)
    question = re.search(r"^curl (?:.*\\\n)+.*$", demo.printed, re.M)
    assert question is not None
    told = run(question[0], demo.place)
    edges = json.loads(told.stdout)["data"]["mentorSuggestions"]["edges"]
    assert len(edges) == 3
    assert all(edge["person"]["name"] and edge["reasons"] for edge in edges)


@pytest.mark.parametrize("file", sorted({block.file for block in COMMANDS}))
def test_every_command_does_what_it_says(file: str, demo: Served, answers: dict[str, Any]) -> None:
    """One document after another in any order, each as it is read: what is further down may build on what is above."""
    for block in (each for each in COMMANDS if each.file == file):
        done = run(block.text.replace(ADDRESS, demo.address), demo.place)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("block", SERVERS, ids=str)
def test_every_server_gets_ready(block: Block, tmp_path: Path) -> None:
    with serving(block.text, tmp_path) as served:
        assert httpx2.get(f"{served.address}/health", timeout=60).status_code == 200


@pytest.mark.parametrize("block", ON_NEO4J, ids=str)
def test_what_is_said_of_neo4j_is_true_of_one(block: Block, neo4j_endpoint: Endpoint, tmp_path: Path) -> None:
    script = block.text.replace(ENGINE, neo4j_endpoint.address).replace(PASSWORD, neo4j_endpoint.password)
    if GOES_ON.search(script):
        with serving(script, tmp_path) as served:
            assert httpx2.get(f"{served.address}/health", timeout=60).status_code == 200
    else:
        done = run(script, tmp_path)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_every_graphql_document_fits_the_published_schema(question: Question) -> None:
    schema = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    assert validate(schema, parse(question.block.text)) == []


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_every_graphql_document_is_answered(question: Question, answers: dict[str, Any]) -> None:
    told = answers[str(question)]
    assert "errors" not in told, told
    assert all(value for value in told["data"].values()), told


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each.answer is not None], ids=str)
def test_every_answer_shown_is_the_one_that_is_given(question: Question, answers: dict[str, Any]) -> None:
    given = answers[str(question)]["data"]
    assert _rounded(question.answer) == _rounded(given), f"the answer is now:\n{json.dumps({'data': given}, indent=2)}"


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    assert [str(block) for block in BLOCKS if block.language not in KINDS] == []


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "json"], ids=str)
def test_every_json_block_is_an_object_or_a_list(block: Block) -> None:
    assert isinstance(json.loads(block.text), dict | list)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "cypher"], ids=str)
def test_every_cypher_block_is_a_statement_with_a_true_header(block: Block, tmp_path: Path) -> None:
    name = re.match(r"// name:\s+(\w+)", block.text)
    assert name is not None
    file = tmp_path / f"{name[1]}.cypher"
    file.write_text(block.text, encoding="utf-8")
    assert read_statement(file).name == name[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    targets = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8"))
    within = [target for target in targets if "://" not in target]
    assert [target for target in within if not (file.parent / target).exists()] == []


# `` is for what a program prints, mermaid for pictures: neither can be run.
KINDS = {"sh", "graphql", "json", "cypher", "mermaid", ""}


def _ask(demo: Served, question: Question) -> Any:
    token = re.search(r"^member: (\S+)$", demo.printed, re.M)
    assert token is not None
    body = {"query": question.block.text, "variables": question.variables}
    headers = {"Authorization": f"Bearer {token[1]}"}
    return httpx2.post(f"{demo.address}/graphql", json=body, headers=headers, timeout=60).json()


def _rounded(value: Any) -> Any:
    """The value with its numbers to six places: what lies beyond may differ between machines."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value
