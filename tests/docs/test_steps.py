"""Each step of CONTRIBUTING.md is held by a test that exists; those that no other test holds are held here."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from peernet.graph.queries import statements
from peernet.interchange.format import FORMATS
from peernet.model.help_wanted import HELP_REASONS
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES
from peernet.schema.reason import REASON_TYPES, Reason
from peernet.schema.reason_kind import ReasonKind
from tests.docs.markdown import FILES, ROOT

_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_USE_CASES = ROOT / "src" / "peernet" / "use_cases"


def steps() -> list[str]:
    """The numbered steps of CONTRIBUTING.md, each with all that belongs to it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(r"^\d+\. (?:.*\n)(?:(?: {3}.*)?\n(?! *\d+\. |#))*(?: {3}.*\n)*", text, re.M)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_test_that_is_named_exists(file: Path) -> None:
    for module, name in _TEST.findall(file.read_text(encoding="utf-8")):
        tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
        there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert name in there, f"{module} has no {name}"


def test_every_step_names_the_test_that_holds_it() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(steps()) == len(re.findall(r"^\d+\. ", text, re.M))
    assert [step for step in steps() if not _TEST.search(step)] == []


def test_every_statement_is_asked_by_the_code() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    asked = set(re.findall(r'"(\w+)"', code)) | {f"put_{name}" for name in FORMATS}
    assert set(statements()) - asked == set()


def test_imports_point_one_way() -> None:
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_every_use_case_is_called_by_a_test() -> None:
    tests = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py"))
    called = set(re.findall(r"\b(\w+)\(", tests))
    assert len(use_cases()) > 10
    assert use_cases() - called == set()


def use_cases() -> set[str]:
    """The coroutines that bear the name of their module, or act on a network."""
    found: set[str] = set()
    for file in _USE_CASES.glob("*.py"):
        module = import_module(f"peernet.use_cases.{file.stem}")
        for name, value in inspect.getmembers(module, inspect.iscoroutinefunction):
            on_a_network = next(iter(inspect.get_annotations(value).values()), None) == "Network"
            if value.__module__ == module.__name__ and not name.startswith("_") and (name == file.stem or on_a_network):
                found.add(name)
    return found


def test_every_reason_has_its_graphql_type() -> None:
    assert set(REASON_TYPES) == set(HELP_REASONS)
    assert len(set(REASON_TYPES.values())) == len(REASON_TYPES)
    assert all(issubclass(made, Reason) for made in REASON_TYPES.values())
    assert {kind.value for kind in ReasonKind} == {reason.kind for reason in HELP_REASONS}


def test_every_locale_folder_is_a_language_that_is_spoken() -> None:
    assert {folder.name for folder in LOCALE_FOLDER.iterdir() if folder.is_dir()} == set(LOCALES)
