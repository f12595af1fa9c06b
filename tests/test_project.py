"""What is promised of the project as a whole: its package, its rooms, its notices."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src" / "peernet").rglob("*.py"))
NAMELESS_ROOMS = {"utils", "util", "helpers", "common", "misc", "managers", "base"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as the image builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_statement(wheel: zipfile.ZipFile) -> None:
    inside = {name.removeprefix("peernet/_cypher/") for name in wheel.namelist() if name.startswith("peernet/_cypher/")}
    assert inside == {str(path.relative_to(ROOT / "cypher")) for path in (ROOT / "cypher").rglob("*.cypher")}


def test_the_wheel_holds_the_sample_network_and_its_notice(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert {f"peernet/_sample/{path.name}" for path in (ROOT / "sample").glob("*.csv")} <= set(names)
    assert any(name.endswith("/NOTICE") for name in names)


def test_the_wheel_holds_words_in_every_language_and_the_editor_s_page(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert all(f"peernet/locale/{locale}/reasons.po" in names for locale in ("en", "es", "fr"))
    assert any(name.startswith("peernet/web/static/") for name in names)


def test_no_pinned_package_names_an_address() -> None:
    for name in _REQUIREMENTS:
        text = (ROOT / name).read_text()
        assert "://" not in text, name
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in block, f"{name}: {block.split()[0]} has no hash"


def test_what_runs_is_pinned_to_what_the_tests_run_with() -> None:
    *runs, tests = [set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.M)) for name in _REQUIREMENTS]
    assert all(pins <= tests for pins in runs)


def test_no_room_is_named_after_nothing() -> None:
    assert not [path for path in SOURCES if {path.stem, *path.parts} & NAMELESS_ROOMS]


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in SOURCES if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text()))]
    assert not silent


def test_modules_and_functions_stay_small_enough_to_be_read_at_once() -> None:
    long = [str(path.relative_to(ROOT)) for path in SOURCES if path.read_text().count("\n") > 300]
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 45:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {lines} lines")
    assert not long


def test_nothing_but_the_last_door_swallows_every_error() -> None:
    for path in (path for path in SOURCES if path.name != "cli.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler):
                caught = "" if node.type is None else ast.unparse(node.type)
                passed_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
                assert passed_on or caught not in ("", "Exception", "BaseException"), f"{path}:{node.lineno}"


def test_the_licence_is_the_one_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text()
    assert "Coding Coach" in (ROOT / "NOTICE").read_text() or "Coding-Coach" in (ROOT / "NOTICE").read_text()


_REQUIREMENTS = ("requirements.txt", "requirements-meaning.txt", "requirements-test.txt")
