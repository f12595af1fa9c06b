"""Which statements the tests ran on which engine, so that a whole run can say what no test has asked."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from prometheus_client import REGISTRY

from peernet.graph.queries import statements

_EXECUTED: dict[str, set[str]] = {}


def _counts() -> dict[str, float]:
    return {
        sample.labels["statement"]: sample.value
        for metric in REGISTRY.collect()
        if metric.name == "peernet_statements"
        for sample in metric.samples
        if sample.name == "peernet_statements_total" and sample.labels["outcome"] == "answered"
    }


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Notes what a test that runs on both engines has asked of the one it runs on."""
    before = _counts()
    result = yield
    callspec = getattr(item, "callspec", None)
    engine = None if callspec is None else callspec.params.get("endpoint")
    if engine is not None:
        ran = {name for name, count in _counts().items() if count > before.get(name, 0.0)}
        _EXECUTED.setdefault(str(engine), set()).update(ran)
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes over what a worker process has noted."""
    for engine, names in getattr(node, "workeroutput", {}).get("executed", {}).items():
        _EXECUTED.setdefault(engine, set()).update(names)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A whole run on an engine fails when it left a statement unasked there."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["executed"] = {engine: sorted(names) for engine, names in _EXECUTED.items()}
    elif _is_whole(session) and unasked():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Names what was left unasked, where the run was a whole one."""
    session = getattr(terminalreporter, "_session", None)
    if session is not None and _is_whole(session):
        for engine, names in unasked().items():
            terminalreporter.write_line(f"no test asked these of {engine}: {', '.join(names)}")


def unasked() -> dict[str, list[str]]:
    """The statements that no test ran, by engine; of engines that answered at all."""
    left = {engine: sorted(statements().keys() - ran) for engine, ran in _EXECUTED.items() if ran}
    return {engine: names for engine, names in left.items() if names}


def _is_whole(session: pytest.Session) -> bool:
    """Whether every test was meant to run, and none failed on the way."""
    config = session.config
    chosen = any(config.getoption(name, None) for name in ("keyword", "markexpr", "lf", "deselect", "collectonly"))
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return whole and not chosen and session.testsfailed == 0
