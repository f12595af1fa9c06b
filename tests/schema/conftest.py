"""The real schema over small networks, on each engine in turn."""

from __future__ import annotations

from tests.contract.conftest import graph, migrated

__all__ = ["graph", "migrated"]
