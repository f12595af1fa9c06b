"""What the documents say of settings, commands and targets is what the code says, and nothing is left unsaid."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from peernet.cli import cli
from peernet.graph.queries import bare
from peernet.interchange.format import FORMATS
from peernet.schema.codes import Code
from peernet.settings import Settings, describe
from tests.docs.markdown import FILES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
_VARIABLE = re.compile(r"\bPEERNET_[A-Z0-9_]+\b")


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """(words, command) of every command that does something, groups followed."""
    below = getattr(command, "commands", {})
    if not below:
        yield path, command
    for name, each in below.items():
        yield from commands(each, (*path, name))


COMMANDS = dict(commands(typer.main.get_command(cli)))
each_command = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


def example(words: tuple[str, ...]) -> list[str]:
    """The words of the example in a command's help, without the settings before them."""
    told = CliRunner().invoke(cli, [*words, "--help"])
    assert told.exit_code == 0
    found = re.search(r"Example: (?:PEERNET_\w+=\S+ )*peernet ((?:.+\n)+)", told.stdout)
    assert found is not None, told.stdout
    return shlex.split(found[1])


def test_the_settings_table_is_the_settings_with_their_defaults() -> None:
    table = dict(re.findall(r"^\| `(PEERNET_\w+)` \| (?:`(.*?)`)? ?\|", README, re.M))
    assert table == {name: value for name, value, _ in describe(Settings())}


def test_every_variable_in_the_documents_is_a_setting_or_one_of_the_tests_or_benchmarks() -> None:
    readers = [ROOT / "tests" / "neo4j_server" / "find.py", ROOT / "bench" / "networks.py"]
    read = "".join(file.read_text(encoding="utf-8") for file in readers)
    known = {name for name, _, _ in describe(Settings())} | set(_VARIABLE.findall(read))
    files = [*FILES, ROOT / "docker-compose.yml", ROOT / "Dockerfile"]
    said = {name for file in files for name in _VARIABLE.findall(file.read_text(encoding="utf-8"))}
    assert said - known == set()


@each_command
def test_every_command_is_in_the_readme_with_an_example(words: tuple[str, ...]) -> None:
    assert re.search(rf"peernet {' '.join(words)}\b", README)


@each_command
def test_the_example_in_a_command_s_help_is_one_that_it_understands(words: tuple[str, ...]) -> None:
    given = example(words)
    assert tuple(given[: len(words)]) == words
    COMMANDS[words].make_context(" ".join(words), given[len(words) :])


def test_the_readme_names_no_command_that_there_is_not() -> None:
    said = set(
        re.findall(
            r"\bpeernet ([a-z]+(?:-[a-z]+)*)\b(?! network)", "\n".join(re.findall(r"`[^`]+`|```.*?```", README, re.S))
        )
    )
    assert said <= {words[0] for words in COMMANDS}


def test_the_targets_of_make_are_all_told() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert targets is not None
    told = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {target for target in targets[1].split() if f"make {target}" not in told} == set()
    assert set(re.findall(r"\bmake ([a-z]+)\b(?= |`|\n)", "\n".join(re.findall(r"`make [^`]+`", told)))) <= set(
        targets[1].split()
    )


def test_every_label_and_every_tie_is_in_the_picture_of_the_graph() -> None:
    said = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    statements = "\n".join(bare(file.read_text(encoding="utf-8")) for file in (ROOT / "cypher").rglob("*.cypher"))
    found = set(re.findall(r":\s?([A-Z]\w+)", statements)) - {"CASE"}  # of a map: {key: CASE ... END}
    assert {"Person", "OFFERS"} <= found
    assert {name for name in found if not re.search(rf"\b{name}\b", said)} == set()
    described = re.findall(r"`([A-Z][a-z]+)`", "\n".join(re.findall(r"^\| (`[A-Z].*?) \|", said, re.M)))
    assert set(described) - found == set()


def test_the_rooms_of_the_code_are_all_described() -> None:
    said = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {folder.name for folder in (ROOT / "src" / "peernet").iterdir() if folder.is_dir()} - {
        "__pycache__",
        "locale",
    }
    assert set(re.findall(r"^\| `(\w+)/` \|", said, re.M)) == rooms


def test_the_import_format_is_told_column_by_column() -> None:
    told = (ROOT / "docs" / "howto" / "import-your-community.md").read_text(encoding="utf-8")
    for form in FORMATS.values():
        row = re.search(rf"^\| {form.file} \| (.*) \|$", told, re.M)
        assert row is not None, form.file
        needed, _, optional = row[1].partition(", [")
        assert needed.split(", ") == [column.name for column in form.columns if column.required]
        assert [name for name in optional.rstrip("]").split(", ") if name] == [
            column.name for column in form.columns if not column.required
        ]


def test_every_code_of_an_error_is_told_with_what_to_do() -> None:
    told = (ROOT / "docs" / "howto" / "embed-in-a-community-app.md").read_text(encoding="utf-8")
    rows = "".join(re.findall(r"^\| (`[A-Z].*?) \|", told, re.M))
    assert set(re.findall(r"`([A-Z_]+)`", rows)) == {code.value for code in Code}


def test_every_word_of_the_glossary_stands_once_and_in_order() -> None:
    words = re.findall(r"^\| ([a-z].*?) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.M)
    assert words[0] == "word"
    assert words[1:] == sorted(set(words[1:]))
